"""How locks and selected bars look: hatching, padlocks, an ivory edge; a brass field in the ruler."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPixmap

from vaecomposer.music.piece import Bar
from vaecomposer.session.state import Locks
from vaecomposer.ui.fonts import BODY
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.notes import front_heights, note_boxes, rects, visible
from vaecomposer.ui.roll.phrase import TrackNotes
from vaecomposer.ui.theme import SIZES, faded, mixed

_TILE = 8
_RULER_TILE = 4
_BAND = 4.0
_LOCK = 11
_EDGE = 2.5


def _hatch(colour: QColor, side: int, ratio: float) -> QBrush:
    """Diagonal lines, the same at every density of pixels."""
    tile = QPixmap(round(side * ratio), round(side * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
    painter.end()
    return QBrush(tile)


def paint_bar_marks(
    painter: QPainter,
    look: Look,
    g: RollGeometry,
    bars: tuple[Bar, ...],
    locks: Locks,
    selected: frozenset[int],
) -> None:
    """Paints locked bars and selected ones through all lanes and in the ruler, under the notes."""
    if not locks.bars and not selected:
        return
    theme = look.theme
    ratio = painter.device().devicePixelRatioF()
    lanes = _hatch(faded(theme.control, 0.32), _TILE, ratio)
    band = _hatch(theme.text2, _RULER_TILE, ratio)
    painter.save()
    painter.setClipRect(QRectF(g.left, 0, g.width - g.left, g.height))
    for bar in bars:
        left, width = g.x_of(bar.start), bar.ticks * g.scale
        if left + width <= g.left or left >= g.width:
            continue
        if bar.index in selected:
            wash = faded(theme.accent, 0.07)
            for lane in (g.notes, g.drums, g.velocity):
                painter.fillRect(QRectF(left, lane.top(), width, lane.height()), wash)
        if bar.index in locks.bars:
            painter.setBrushOrigin(QPointF(g.left - g.scroll_x % _TILE, 0))
            for lane in (g.notes, g.drums, g.velocity):
                painter.fillRect(QRectF(left, lane.top(), width, lane.height()), lanes)
            painter.fillRect(QRectF(left, _BAND + 1, width, SIZES.ruler - _BAND - 1), lanes)
            painter.fillRect(QRectF(left, 0, width, _BAND), band)
    painter.restore()


def paint_bar_signs(
    painter: QPainter,
    look: Look,
    g: RollGeometry,
    bars: tuple[Bar, ...],
    locks: Locks,
    selected: frozenset[int],
) -> None:
    """Paints the ruler's fields of selected bars and the padlocks of locked ones."""
    if not locks.bars and not selected:
        return
    theme = look.theme
    font = look.font(BODY, 600)
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setClipRect(g.ruler)
    painter.setFont(font)
    for bar in bars:
        left, width = g.x_of(bar.start), bar.ticks * g.scale
        number = str(bar.index + 1)
        if bar.index in selected:
            field = QRectF(left, _BAND + 1, width, SIZES.ruler - _BAND - 1)
            painter.fillRect(field, mixed(theme.accent_soft, theme.accent, 0.14))
            painter.fillRect(QRectF(left, SIZES.ruler - 2, width, 2), theme.accent)
            painter.setPen(theme.accent)
            box = QRectF(left + 5, _BAND, 80, SIZES.ruler - _BAND)
            if width > metrics.horizontalAdvance(number) + 6:
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, number)
        if bar.index in locks.bars:
            x = left + 8 + metrics.horizontalAdvance(number)
            if x + _LOCK <= left + width:
                y = _BAND + (SIZES.ruler - _BAND - _LOCK) / 2
                look.icons.paint(painter, "lock", x, y, theme.text, _LOCK)
    painter.restore()


def paint_locked_edges(
    painter: QPainter, look: Look, g: RollGeometry, track: TrackNotes, locks: Locks
) -> None:
    """Paints the ivory edge at the left of every locked note of the front track."""
    wanted = {(onset, pitch) for index, onset, pitch in locks.notes if index == track.index}
    held = [i for i, n in enumerate(track.notes) if (n.onset, n.pitch) in wanted] if wanted else []
    if not held:
        return
    table = track.table[held]
    ratio = painter.device().devicePixelRatioF()
    boxes = visible(g, note_boxes(g, table, front_heights(g, table[:, 3]), ratio))
    edges = np.stack(
        [boxes[:, 0] - 1, boxes[:, 1] - 1.5, np.full(len(boxes), _EDGE), boxes[:, 3] + 3], 1
    )
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.fresh)
    painter.drawRects(rects(edges))
    painter.restore()
