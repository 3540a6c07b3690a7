"""What lies over the still picture while a hand is at work: rings, a drag's notes, a marquee."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from vaecomposer.music.note_changes import Placed
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.ink import TrackInk
from vaecomposer.ui.roll.lanes import drum_boxes, paint_drums, paint_velocity, velocity_tops
from vaecomposer.ui.roll.notes import front_heights, note_boxes, paint_front, rects
from vaecomposer.ui.roll.phrase import FloatArray, TrackNotes, table_of
from vaecomposer.ui.theme import faded

_MANY = 120
"""More rings than this are drawn plainly: round corners are dear."""

_RING = 2.0
_HEAD = 3.2


class Rings:
    """The selected notes as arrays, made anew only when the selection changes."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._pitched = self._drums = self._front = table_of(())

    def prepare(self, places: frozenset[Placed], drums: frozenset[int], front: int) -> None:
        """Takes in what is selected. `drums`: tracks of the drum lane."""
        key = (places, drums, front)
        if key != self._of:
            self._of = key
            self._pitched = table_of(n for t, n in places if t not in drums)
            self._drums = table_of(n for t, n in places if t in drums)
            self._front = table_of(n for t, n in places if t == front)

    def paint(self, painter: QPainter, look: Look, g: RollGeometry, dirty: QRectF) -> None:
        """Paints what of it shows in `dirty`: rings round notes and hits, ivory velocity heads."""
        if not len(self._pitched) and not len(self._drums):
            return
        ratio = painter.device().devicePixelRatioF()
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.theme.fresh, 1.4))
        if len(self._pitched):
            painter.setClipRect(g.notes, Qt.ClipOperation.IntersectClip)
            boxes = note_boxes(g, self._pitched, front_heights(g, self._pitched[:, 3]), ratio)
            _ring(painter, _within(boxes, dirty.intersected(g.notes)))
        painter.restore()
        painter.save()
        painter.setClipRect(
            QRectF(g.left, 0, g.width - g.left, g.height), Qt.ClipOperation.IntersectClip
        )
        if len(self._drums) and g.drum_rows:
            painter.setPen(QPen(look.theme.fresh, 1))
            boxes = drum_boxes(g, self._drums, ratio) + np.array([-1.5, -1.5, 3, 3])
            painter.drawRects(rects(_within(boxes, dirty)))
        if len(self._front) and g.has_velocity:
            x = g.left + (self._front[:, 0] - g.first) * g.scale - g.scroll_x + 1.75
            y = velocity_tops(g, self._front[:, 3])
            side = np.full_like(x, 2 * _HEAD)
            heads = _within(np.stack([x - _HEAD, y - _HEAD, side, side], 1), dirty)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.theme.fresh)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(heads) <= _MANY)
            for head in rects(heads):
                painter.drawEllipse(head)
        painter.restore()


def _within(boxes: FloatArray, dirty: QRectF) -> FloatArray:
    shows = (boxes[:, 0] < dirty.right() + 4) & (boxes[:, 0] + boxes[:, 2] > dirty.left() - 4)
    shows &= (boxes[:, 1] < dirty.bottom() + 4) & (boxes[:, 1] + boxes[:, 3] > dirty.top() - 4)
    return boxes[shows]


def _ring(painter: QPainter, boxes: FloatArray) -> None:
    if len(boxes) > _MANY:
        painter.drawRects(rects(boxes + np.array([-1.0, -1.0, 2.0, 2.0])))
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in rects(boxes):
        painter.drawRoundedRect(box.adjusted(-_RING, -_RING, _RING, _RING), 3, 3)
        if box.width() > 12:  # the edge that lengthens
            painter.fillRect(
                QRectF(box.right() - 1, box.top(), 2, box.height()), painter.pen().color()
            )


def paint_coming(
    painter: QPainter,
    look: Look,
    g: RollGeometry,
    come: Iterable[Placed],
    tracks: tuple[TrackNotes, ...],
    inks: tuple[TrackInk, ...],
    front: int,
) -> None:
    """Paints the notes that a gesture would bring, as they would stand."""
    by_track: dict[int, list[Placed]] = {}
    for placed in come:
        by_track.setdefault(placed[0], []).append(placed)
    painter.save()
    painter.setClipRect(
        QRectF(g.left, 0, g.width - g.left, g.height), Qt.ClipOperation.IntersectClip
    )
    for index, places in by_track.items():
        notes = tuple(note for _, note in places)
        track = TrackNotes(index, tracks[index].is_drums, notes, table_of(notes))
        if track.is_drums:
            paint_drums(painter, g, track, inks[index].front)
        else:
            painter.save()
            painter.setClipRect(g.notes, Qt.ClipOperation.IntersectClip)
            paint_front(painter, look, g, track, inks[index])
            painter.restore()
        if index == front:
            paint_velocity(painter, g, track, inks[index])
    painter.restore()


def paint_outline(painter: QPainter, look: Look, g: RollGeometry, outline: QPolygonF) -> None:
    """Paints a marquee or a lasso."""
    painter.save()
    painter.setClipRect(
        QRectF(g.left, g.notes.top(), g.width - g.left, g.height), Qt.ClipOperation.IntersectClip
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, outline.count() != 5)
    painter.setPen(QPen(faded(look.theme.fresh, 0.9), 1, Qt.PenStyle.DashLine))
    painter.setBrush(faded(look.theme.fresh, 0.08))
    painter.drawPolygon(outline)
    painter.restore()
