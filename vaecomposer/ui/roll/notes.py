"""Notes as ink: the front track by velocity, the others as ghosts in their forms. Drawn in batches."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vaecomposer.music.note import Note
from vaecomposer.ui.fonts import KEY_NAME
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.geometry import HIGHEST, RollGeometry
from vaecomposer.ui.roll.ink import Form, TrackInk
from vaecomposer.ui.roll.phrase import FloatArray, TrackNotes
from vaecomposer.ui.theme import faded

_LEAST_WIDTH = 2.0
_NUMBERS_FROM_ROW = 14
_MOST_SOFT = 800
"""More boxes than this keep their corners, which nobody can see in such a crowd."""

_MOST_DASHES = 300
"""More notes than this leave plain lines behind: dashes are dear."""


def note_boxes(
    g: RollGeometry, table: FloatArray, heights: FloatArray | float, ratio: float
) -> FloatArray:
    """Boxes (x, y, width, height) of notes in the middle of their rows, on device pixels; (n, 4)."""
    x0 = np.round((g.left + (table[:, 0] - g.first) * g.scale - g.scroll_x) * ratio) / ratio
    x1 = np.round((g.left + (table[:, 1] - g.first) * g.scale - g.scroll_x) * ratio) / ratio
    # A pixel stays free before the next note, except where that would swallow the note.
    width = np.maximum(x1 - x0 - 1, _LEAST_WIDTH)
    height = np.round(np.broadcast_to(heights, x0.shape) * ratio) / ratio
    top = g.notes.top() + (HIGHEST - table[:, 2]) * g.row - g.scroll_y
    y = np.round((top + (g.row - height) / 2) * ratio) / ratio
    return np.stack([x0, y, width, height], 1)


def visible(g: RollGeometry, boxes: FloatArray) -> FloatArray:
    """Only the boxes that show in the note area."""
    notes = g.notes
    shows = (boxes[:, 0] < g.width) & (boxes[:, 0] + boxes[:, 2] > g.left)
    shows &= (boxes[:, 1] < notes.bottom()) & (boxes[:, 1] + boxes[:, 3] > notes.top())
    return boxes[shows]


def rects(boxes: FloatArray) -> list[QRectF]:
    """Qt's rectangles."""
    return list(map(QRectF, *boxes.T.tolist()))


def front_heights(g: RollGeometry, velocity: FloatArray) -> FloatArray:
    """Body heights in the front track: half the row for the softest note, all of it for the loudest."""
    return np.maximum(2.0, g.row * (0.5 + 0.5 * velocity / 127))


def note_box(g: RollGeometry, note: Note, ratio: float) -> QRectF:
    """The box of one note as the front track shows it."""
    table = np.array([[note.onset, note.end, note.pitch, note.velocity]], np.float64)
    return rects(note_boxes(g, table, front_heights(g, table[:, 3]), ratio))[0]


def paint_front(
    painter: QPainter, look: Look, g: RollGeometry, track: TrackNotes, ink: TrackInk
) -> None:
    """Paints the front track."""
    ratio = painter.device().devicePixelRatioF()
    boxes = visible(g, note_boxes(g, track.table, front_heights(g, track.table[:, 3]), ratio))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.front)
    _draw_softened(painter, boxes)
    if g.row >= _NUMBERS_FROM_ROW:
        _paint_numbers(painter, look, g, track)


def _draw_softened(painter: QPainter, boxes: FloatArray) -> None:
    """Draws boxes with their corner pixels cut: round to the eye, and far cheaper than round ones."""
    if len(boxes) > _MOST_SOFT:
        painter.drawRects(rects(boxes))
        return
    large = boxes[(boxes[:, 2] > 3) & (boxes[:, 3] > 3)]
    small = boxes[(boxes[:, 2] <= 3) | (boxes[:, 3] <= 3)]
    painter.drawRects(rects(small))
    inset = 1.0 / painter.device().devicePixelRatioF()
    painter.drawRects(rects(large + np.array([inset, 0, -2 * inset, 0])))
    painter.drawRects(rects(large + np.array([0, inset, 0, -2 * inset])))


def _paint_numbers(painter: QPainter, look: Look, g: RollGeometry, track: TrackNotes) -> None:
    painter.setFont(look.font(KEY_NAME, 600))
    painter.setPen(look.theme.well)
    for note in track.notes:
        x, width = g.x_of(note.onset), note.duration * g.scale
        if width >= 20 and -width < x < g.width:
            box = QRectF(x + 3, g.y_of(note.pitch), width, g.row)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(note.velocity))


def paint_gone(painter: QPainter, look: Look, g: RollGeometry, tracks: list[TrackNotes]) -> None:
    """Paints dashes where notes are that a gesture takes along."""
    ratio = painter.device().devicePixelRatioF()
    dashes = QPen(look.theme.text3, 1)
    dashes.setDashPattern([2, 2])
    painter.setPen(dashes)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for track in tracks:
        boxes = visible(g, note_boxes(g, track.table, front_heights(g, track.table[:, 3]), ratio))
        if len(boxes) > _MOST_DASHES:
            painter.setPen(QPen(look.theme.text3, 1))
        painter.drawRects(rects(boxes + np.array([0.5, 0.5, -1, -1])))


def paint_ghost(
    painter: QPainter, look: Look, g: RollGeometry, track: TrackNotes, ink: TrackInk
) -> None:
    """Paints a track behind the front one. All its notes have one height, so that their form is readable."""
    if not len(track.notes):
        return
    ratio = painter.device().devicePixelRatioF()
    thin = ink.form in (Form.THIN, Form.SPLIT)
    height = max(3.0, round(g.row * 0.4)) if thin else max(3.0, g.row - 1.0)
    boxes = visible(g, note_boxes(g, track.table, height, ratio))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.ghost)
    if ink.form in (Form.FILLED, Form.THIN):
        _draw_softened(painter, boxes)
    elif ink.form in (Form.OUTLINED, Form.DOTTED_LINE, Form.DOTTED_FILL):
        _draw_outlined(painter, boxes, ink.ghost, ink.form, ratio)
    elif ink.form is Form.SPLIT:
        third = np.maximum(1.0, boxes[:, 3:4] / 3)
        upper = np.concatenate([boxes[:, :3], third], 1)
        lower = upper + np.array([0, 1, 0, 0]) * (boxes[:, 3:4] - third)
        painter.drawRects(rects(upper))
        painter.drawRects(rects(lower))
    elif ink.form is Form.NOTCHED:
        painter.drawRects(rects(boxes))
        notched = boxes[boxes[:, 2] >= 8]
        middle = notched * np.array([1, 1, 0, 0]) + np.array([0, 0, 2, 2])
        middle[:, 0] += np.round(notched[:, 2] / 2) - 1
        painter.setBrush(look.theme.well)
        painter.drawRects(rects(middle))


def _draw_outlined(
    painter: QPainter, boxes: FloatArray, colour: QColor, form: Form, ratio: float
) -> None:
    pen = QPen(colour, 1 / ratio if ratio >= 2 else 1)
    if form is not Form.OUTLINED:
        pen.setDashPattern([1.5, 1.5])
    painter.setPen(pen)
    painter.setBrush(faded(colour, 0.55 if form is Form.DOTTED_FILL else 0.2))
    painter.drawRects(rects(boxes + np.array([0.5, 0.5, -1, -1])))
