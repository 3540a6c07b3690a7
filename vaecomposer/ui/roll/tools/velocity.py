"""The velocity lane: a head is dragged, or a line swept over all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QPointF, Qt

from vaecomposer.music.note import pitch_name
from vaecomposer.music.note_changes import Placed, changed, revoiced
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.roll.lanes import velocity_at
from vaecomposer.ui.roll.tools.gesture import Gesture, Ground, Hand, Preview


class DragHead(Gesture):
    """A head taken hold of: its note, and all selected ones if it is, change by as much."""

    waits: ClassVar[bool] = False
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.SizeVerCursor

    def __init__(self, grabbed: Placed, places: frozenset[Placed], hand: Hand) -> None:
        self._grabbed, self._places = grabbed, places
        self._from = velocity_at(hand.geometry, hand.at.y())

    def drag(self, hand: Hand) -> Preview:
        """Louder upwards."""
        by = velocity_at(hand.geometry, hand.at.y()) - self._from
        if not by:
            return Preview()
        _, note = self._grabbed
        velocity = max(1, min(127, note.velocity + by))
        return Preview(
            revoiced(self._places, by),
            says=translate("Velocity", "{pitch}\nvelocity {velocity}").format(
                pitch=pitch_name(note.pitch), velocity=velocity
            ),
        )


class SweepVelocity(Gesture):
    """A line drawn through the lane: every note it passes is as loud as it is high. Shift: straight."""

    waits: ClassVar[bool] = False
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.CrossCursor

    def __init__(self, places: frozenset[Placed], hand: Hand) -> None:
        self._places = sorted(places)
        self._start = self._last = hand.at
        self._set: dict[Placed, int] = {}

    def drag(self, hand: Hand) -> Preview:
        """Passes from where the hand was to where it is."""
        if hand.keeps_axis:
            self._set.clear()
            self._pass(hand, self._start, hand.at)
        else:
            self._pass(hand, self._last, hand.at)
        self._last = hand.at
        if not self._set:
            return Preview(says=translate("Velocity", "Velocity\nSweep a line over the heads."))
        loudness = dict(self._set)
        change = changed(
            "Velocity",
            loudness,
            lambda t, n: replace(n, velocity=loudness[t, n]),
        )
        return Preview(
            change,
            says=translate("Velocity", "Velocity\n{velocity}").format(
                velocity=velocity_at(hand.geometry, hand.at.y())
            ),
        )

    def _pass(self, hand: Hand, a: QPointF, b: QPointF) -> None:
        g = hand.geometry
        left, right = sorted((a, b), key=QPointF.x)
        for placed in self._places:
            x = g.x_of(placed[1].onset) + 1.75
            if left.x() - 1.5 <= x <= right.x() + 1.5:
                width = right.x() - left.x()
                share = max(0.0, min(1.0, (x - left.x()) / width)) if width else 1.0
                self._set[placed] = velocity_at(g, left.y() + share * (right.y() - left.y()))


def swept(ground: Ground) -> frozenset[Placed]:
    """What a line is swept over: the selected notes of the front track, or all of them."""
    front = ground.phrase.tracks[ground.front]
    mine = frozenset(p for p in ground.selected if p[0] == ground.front)
    return ground.free(mine or frozenset((ground.front, note) for note in front.notes))
