"""The lanes under the notes: drum hits as columns, velocities as stems."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.ink import TrackInk
from vaecomposer.ui.roll.notes import rects
from vaecomposer.ui.roll.phrase import FloatArray, TrackNotes, drum_row
from vaecomposer.ui.theme import SIZES, faded

_MANY_STEMS = 1500


def drum_boxes(g: RollGeometry, table: FloatArray, ratio: float) -> FloatArray:
    """Columns of drum hits (x, y, width, height), their height by velocity; (n, 4)."""
    rows = {pitch: drum_row(pitch) for pitch in range(128)}
    row = np.array([min(rows[int(p)], g.drum_rows - 1) for p in table[:, 2]], np.float64)
    most = SIZES.drum_row - 3
    height = np.maximum(3.0, np.round(most * table[:, 3] / 127 * ratio) / ratio)
    bottom = g.drums.top() + (row + 1) * SIZES.drum_row - 1
    x = np.round((g.left + (table[:, 0] - g.first) * g.scale - g.scroll_x) * ratio) / ratio
    return np.stack([x + 1, bottom - height, np.full_like(x, 3.0), height], 1)


def paint_drums(painter: QPainter, g: RollGeometry, track: TrackNotes, colour: QColor) -> None:
    """Paints one drum track's hits."""
    if g.drum_rows and len(track.notes):
        boxes = drum_boxes(g, track.table, painter.device().devicePixelRatioF())
        shows = (boxes[:, 0] < g.width) & (boxes[:, 0] > g.left - 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects(rects(boxes[shows]))


def paint_velocity(painter: QPainter, g: RollGeometry, track: TrackNotes, ink: TrackInk) -> None:
    """Paints the front track's velocities: a stem with a head for every note."""
    lane = g.velocity
    if not lane.height() or not len(track.notes):
        return
    ratio = painter.device().devicePixelRatioF()
    x = np.round((g.left + (track.table[:, 0] - g.first) * g.scale - g.scroll_x) * ratio) / ratio
    y = lane.bottom() - 2 - (lane.height() - 8) * track.table[:, 3] / 127
    shows = (x < g.width) & (x >= g.left - 1)
    x, y = x[shows], y[shows]
    stems = np.stack([x + 1, y, np.full_like(x, 1.5), lane.bottom() - 2 - y], 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(ink.front, 0.8))
    painter.drawRects(rects(stems))
    painter.setBrush(ink.front)
    if len(x) > _MANY_STEMS:
        heads = np.stack([x, y - 2, np.full_like(x, 4), np.full_like(x, 4)], 1)
        painter.drawRects(rects(heads))
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for left, top in zip(x.tolist(), y.tolist(), strict=True):
        painter.drawEllipse(QPointF(left + 1.75, top), 2.6, 2.6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_range(
    painter: QPainter, g: RollGeometry, low: int, high: int, x: float, colour: QColor
) -> None:
    """Paints the bracket beside the keys that shows a track's range."""
    top, bottom = g.y_of(high), g.y_of(low) + g.row
    painter.fillRect(QRectF(x, top, 2, bottom - top), colour)
