"""The lanes under the notes: drum hits as columns, velocities as stems."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.ink import TrackInk
from vaecomposer.ui.roll.notes import rects
from vaecomposer.ui.roll.phrase import FloatArray, TrackNotes, drum_row
from vaecomposer.ui.theme import SIZES, faded

_HEAD = 2.6
_MOST_HEADS = 600
"""More heads than this are square."""

DRUM_ROW_OF = np.array([drum_row(pitch) for pitch in range(128)], np.float64)
"""The drum row of every pitch, from the top."""


def drum_boxes(g: RollGeometry, table: FloatArray, ratio: float) -> FloatArray:
    """Columns of drum hits (x, y, width, height), their height by velocity; (n, 4)."""
    row = np.minimum(DRUM_ROW_OF[table[:, 2].astype(np.intp)], g.drum_rows - 1)
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


def velocity_tops(g: RollGeometry, velocity: FloatArray) -> FloatArray:
    """Where the heads of velocities stand in their lane."""
    lane = g.velocity
    return lane.bottom() - 2 - (lane.height() - 8) * velocity / 127


def velocity_at(g: RollGeometry, y: float) -> int:
    """The velocity, 1..127, whose head stands at y."""
    lane = g.velocity
    return max(1, min(127, round((lane.bottom() - 2 - y) * 127 / (lane.height() - 8))))


def paint_velocity(painter: QPainter, g: RollGeometry, track: TrackNotes, ink: TrackInk) -> None:
    """Paints the front track's velocities: a stem with a head for every note."""
    lane = g.velocity
    if not lane.height() or not len(track.notes):
        return
    ratio = painter.device().devicePixelRatioF()
    x = np.round((g.left + (track.table[:, 0] - g.first) * g.scale - g.scroll_x) * ratio) / ratio
    y = velocity_tops(g, track.table[:, 3])
    shows = (x < g.width) & (x >= g.left - 1)
    x, y = x[shows], y[shows]
    stems = np.stack([x + 1, y, np.full_like(x, 1.5), lane.bottom() - 2 - y], 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(ink.front, 0.8))
    painter.drawRects(rects(stems))
    if len(x) > _MOST_HEADS:
        side = np.full_like(x, 2 * _HEAD - 1)
        painter.setBrush(ink.front)
        painter.drawRects(rects(np.stack([x + 2.25 - _HEAD, y + 0.5 - _HEAD, side, side], 1)))
        return
    head = _head(ink.front, ratio)
    for left, top in zip((x + 1.75 - _HEAD).tolist(), (y - _HEAD).tolist(), strict=True):
        painter.drawPixmap(QPointF(left, top), head)


def _head(colour: QColor, ratio: float) -> QPixmap:
    """A stem's head, drawn once: drawing a smooth circle for every note would be dear."""
    side = int(2 * _HEAD + 1)
    head = QPixmap(round(side * ratio), round(side * ratio))
    head.setDevicePixelRatio(ratio)
    head.fill(Qt.GlobalColor.transparent)
    painter = QPainter(head)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(_HEAD, _HEAD), _HEAD, _HEAD)
    painter.end()
    return head


def paint_range(
    painter: QPainter, g: RollGeometry, low: int, high: int, x: float, colour: QColor
) -> None:
    """Paints the bracket beside the keys that shows a track's range."""
    top, bottom = g.y_of(high), g.y_of(low) + g.row
    painter.fillRect(QRectF(x, top, 2, bottom - top), colour)
