"""What lies under the notes: rows, lines and keys. Drawn once into a pixmap and kept."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vaecomposer.music.key import Key
from vaecomposer.music.note import pitch_name
from vaecomposer.music.piece import Bar
from vaecomposer.ui.controls.card import hairline
from vaecomposer.ui.fonts import KEY_NAME, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.phrase import DRUM_LABELS, OTHER_LABEL
from vaecomposer.ui.theme import SIZES, mixed

_BLACK = frozenset((1, 3, 6, 8, 10))
_MIN_STEP = 6.0
_BLACK_SHARE = 0.62


def paint_backdrop(
    painter: QPainter, look: Look, g: RollGeometry, bars: tuple[Bar, ...], key: Key | None
) -> None:
    """Paints all that does not change with the notes. `key` None leaves the rows plain."""
    ratio = painter.device().devicePixelRatioF()
    for lane in (g.notes, g.drums, g.velocity):
        painter.fillRect(lane, look.theme.well)
    _paint_rows(painter, look, g, key)
    _paint_drum_lines(painter, look, g, ratio)
    _paint_times(painter, look, g, bars, ratio)
    _shade_past_end(painter, look, g)
    _paint_keys(painter, look, g, key)
    _paint_drum_labels(painter, look, g)


def _paint_rows(painter: QPainter, look: Look, g: RollGeometry, key: Key | None) -> None:
    theme = look.theme
    painter.save()
    painter.setClipRect(g.notes)
    out: list[QRectF] = []
    tonic: list[QRectF] = []
    width, end = g.width - g.left, g.width
    for pitch in g.visible_pitches():
        box = QRectF(g.left, g.y_of(pitch), width, g.row)
        if key is None:
            if pitch % 12 in _BLACK:
                out.append(box)
        elif pitch % 12 == key.tonic:
            tonic.append(box)
        elif pitch % 12 not in key.scale:
            out.append(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.row_out)
    painter.drawRects(out)
    painter.setBrush(mixed(theme.well, theme.accent, 0.08 if theme.is_dark else 0.1))
    painter.drawRects(tonic)
    painter.setPen(QPen(theme.row_line, 0))
    painter.drawLines(
        [QLineF(g.left, g.y_of(p) + g.row, end, g.y_of(p) + g.row) for p in g.visible_pitches()]
    )
    painter.restore()


def _paint_drum_lines(painter: QPainter, look: Look, g: RollGeometry, ratio: float) -> None:
    line = hairline(ratio)
    for row in range(1, g.drum_rows):
        y = g.drum_row_top(row)
        painter.fillRect(QRectF(g.left, y, g.width - g.left, line), look.theme.step_line)


def _paint_times(
    painter: QPainter, look: Look, g: RollGeometry, bars: tuple[Bar, ...], ratio: float
) -> None:
    theme = look.theme
    line = hairline(ratio)
    lanes = [lane for lane in (g.notes, g.drums, g.velocity) if lane.height() > 0]

    spans = [(lane.top(), lane.height()) for lane in lanes]
    painter.setPen(Qt.PenStyle.NoPen)

    def verticals(ticks: list[float], colour: QColor) -> None:
        places = (round(g.x_of(tick) * ratio) / ratio for tick in ticks)
        seen = [x for x in places if g.left <= x <= g.width]
        painter.setBrush(colour)
        painter.drawRects([QRectF(x, top, line, height) for x in seen for top, height in spans])

    steps: list[float] = []
    beats: list[float] = []
    for bar in bars:
        beat = bar.ticks / bar.metre.beats
        step = beat / bar.metre.steps_per_beat
        if step * g.scale >= _MIN_STEP:
            steps += [bar.start + step * i for i in range(1, bar.metre.steps)]
        if beat * g.scale >= _MIN_STEP:
            beats += [bar.start + beat * i for i in range(1, bar.metre.beats)]
    verticals(steps, theme.step_line)
    verticals(beats, theme.beat_line)
    verticals([float(bar.start) for bar in bars] + [float(g.last)], theme.bar_line)


def _shade_past_end(painter: QPainter, look: Look, g: RollGeometry) -> None:
    """What is left of the paper after the last bar is shaded, so that the end is plain to see."""
    end = max(g.left, g.end_x + 1)
    if end < g.width:
        for lane in (g.notes, g.drums, g.velocity):
            painter.fillRect(
                QRectF(end, lane.top(), g.width - end, lane.height()), look.theme.shade
            )


def _paint_keys(painter: QPainter, look: Look, g: RollGeometry, key: Key | None) -> None:
    theme = look.theme
    keys = g.keys
    painter.save()
    painter.setClipRect(keys)
    painter.fillRect(keys, theme.white_key)
    black_width = keys.width() * _BLACK_SHARE
    names = look.font(KEY_NAME, 500)
    for pitch in g.visible_pitches():
        y = g.y_of(pitch)
        if pitch % 12 in _BLACK:
            black = QRectF(keys.left(), y, black_width, g.row)
            painter.fillRect(QRectF(keys.left(), y + g.row / 2, keys.width(), 1), theme.key_line)
            painter.fillRect(black, theme.black_key)
        elif pitch % 12 in (0, 5):
            painter.fillRect(QRectF(keys.left(), y + g.row, keys.width(), 1), theme.key_line)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pitch in g.visible_pitches():
        middle = g.y_of(pitch) + g.row / 2
        if pitch % 12 == 0:
            painter.setFont(names)
            painter.setPen(theme.key_text)
            box = QRectF(keys.left(), middle - 6, keys.width() - 4, 12)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, side, pitch_name(pitch))
        elif key is not None and pitch % 12 == key.tonic:
            painter.setPen(QPen(theme.key_text, 0.8))
            painter.setBrush(theme.accent)
            painter.drawEllipse(QPointF(keys.right() - 6, middle), 2, 2)
    painter.restore()


def _paint_drum_labels(painter: QPainter, look: Look, g: RollGeometry) -> None:
    painter.setFont(look.font(SECONDARY))
    painter.setPen(look.theme.text2)
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    labels = (*DRUM_LABELS, OTHER_LABEL)[: g.drum_rows]
    for row, label in enumerate(labels):
        box = QRectF(0, g.drum_row_top(row), g.left - 6, SIZES.drum_row)
        painter.drawText(box, side | Qt.TextFlag.TextDontClip, label)
    if g.has_velocity:
        box = QRectF(0, g.velocity.top() + 4, g.left - 6, 14)
        painter.drawText(box, side | Qt.TextFlag.TextDontClip, translate("Backdrop", "Velocity"))
