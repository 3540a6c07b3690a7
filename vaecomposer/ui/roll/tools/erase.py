"""Erasing: every note the hand sweeps over goes."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QPointF, Qt

from vaecomposer.music.note_changes import Placed, counted, deleted
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.roll.pointing import Lane, spot_at
from vaecomposer.ui.roll.tools.gesture import Gesture, Ground, Hand, Preview

_STEP = 4.0


class Erase(Gesture):
    """A press or a sweep with the eraser."""

    waits: ClassVar[bool] = False
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.CrossCursor

    def __init__(self, ground: Ground, hand: Hand) -> None:
        self._ground = ground
        self._found: set[Placed] = set()
        self._held = 0
        self._last = hand.at
        self._take(hand, hand.at)

    def press(self) -> Preview:
        """What was under the hand goes."""
        return self._preview()

    def drag(self, hand: Hand) -> Preview:
        """What lies on the way goes too; a quick hand skips nothing."""
        way = hand.at - self._last
        steps = max(1, int(max(abs(way.x()), abs(way.y())) / _STEP))
        for step in range(1, steps + 1):
            self._take(hand, self._last + way * (step / steps))
        self._last = hand.at
        return self._preview()

    def _take(self, hand: Hand, at: QPointF) -> None:
        ground = self._ground
        spot = spot_at(hand.geometry, ground.phrase, ground.front, at, ghosts=False)
        if spot.placed is None or spot.lane is Lane.VELOCITY or spot.placed in self._found:
            return
        if ground.locks.holder(spot.placed) is None:
            self._found.add(spot.placed)
        else:
            self._held += 1

    def _preview(self) -> Preview:
        says = translate("Erase", "{notes}\nerased").format(
            notes=localised(counted(len(self._found)))
        )
        if self._held and not self._found:
            says = translate(
                "Erase", "Locked\nLocked notes stay. L unlocks a selection, Shift+L everything."
            )
        return Preview(deleted(self._found) if self._found else None, says=says)
