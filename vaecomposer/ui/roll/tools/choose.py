"""Selecting notes with a box, or with a lasso drawn round them."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from vaecomposer.music.note_changes import Placed, counted
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.lanes import drum_boxes
from vaecomposer.ui.roll.notes import front_heights, note_boxes
from vaecomposer.ui.roll.phrase import FloatArray, Phrase
from vaecomposer.ui.roll.tools.gesture import Gesture, Ground, Hand, Preview


class Choose(Gesture):
    """A drag over empty ground selects what it encloses.

    Args:
        ground: what is there.
        hand: where it began.
        adds: whether what is selected stays so.
        free: a lasso; otherwise a box.
    """

    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.CrossCursor

    def __init__(self, ground: Ground, hand: Hand, *, adds: bool, free: bool) -> None:
        self._ground = ground
        self._kept = ground.selected if adds else frozenset()
        self._free = free
        # Ticks and pixels of scrolled paper: the outline stays on the music when it scrolls.
        self._way = [_on_paper(hand)]

    def click(self) -> Preview:
        """Nothing is selected."""
        return Preview(selected=self._kept)

    def drag(self, hand: Hand) -> Preview:
        """Selects what lies in the outline by now."""
        if self._free:
            self._way.append(_on_paper(hand))
        else:
            self._way = [self._way[0], _on_paper(hand)]
        points = [_in_view(hand.geometry, place) for place in self._way]
        outline = (
            QPolygonF(points)
            if self._free
            else QPolygonF(QRectF(points[0], points[1]).normalized())
        )
        found = self._kept | enclosed(
            hand.geometry, self._ground.phrase, self._ground.front, outline, free=self._free
        )
        return Preview(
            selected=found,
            outline=outline,
            says=translate("Choose", "{notes}\nselected so far").format(
                notes=localised(counted(len(found)))
            ),
        )


def _on_paper(hand: Hand) -> QPointF:
    g = hand.geometry
    return QPointF(hand.at.x() + g.scroll_x, hand.at.y() + g.scroll_y)


def _in_view(g: RollGeometry, place: QPointF) -> QPointF:
    return QPointF(place.x() - g.scroll_x, place.y() - g.scroll_y)


def enclosed(
    g: RollGeometry, phrase: Phrase, front: int, outline: QPolygonF, *, free: bool
) -> frozenset[Placed]:
    """The front track's notes, and drum hits, that a box touches or a lasso (`free`) holds."""
    box = outline.boundingRect()
    found: list[Placed] = []
    for track in phrase.tracks:
        if not len(track.notes) or not (track.is_drums or track.index == front):
            continue
        if track.is_drums:
            if not box.intersects(g.drums):
                continue
            inside, boxes = box, drum_boxes(g, track.table, 1.0)
        else:
            # Only what can be seen is meant; rows above and below the paper belong to other lanes.
            inside = box if free else box.intersected(g.notes)
            boxes = note_boxes(g, track.table, front_heights(g, track.table[:, 3]), 1.0)
        found.extend(
            (track.index, track.notes[place])
            for place in _touched(boxes, inside)
            if not free or _in_outline(outline, boxes[place])
        )
    return frozenset(found)


def _touched(boxes: FloatArray, box: QRectF) -> list[int]:
    inside = (boxes[:, 0] < box.right()) & (boxes[:, 0] + boxes[:, 2] > box.left())
    inside &= (boxes[:, 1] < box.bottom()) & (boxes[:, 1] + boxes[:, 3] > box.top())
    return [int(place) for place in np.flatnonzero(inside)]


def _in_outline(outline: QPolygonF, box: FloatArray) -> bool:
    """Whether a lasso holds the middle of a note."""
    x, y, width, height = box.tolist()
    middle = QPointF(x + width / 2, y + height / 2)
    return outline.containsPoint(middle, Qt.FillRule.OddEvenFill)
