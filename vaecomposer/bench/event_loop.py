"""How long the window's event loop is kept from its next event: by the program itself, and by the clock."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_SECONDS = 0.002
_NOTED_SECONDS = 0.008


@dataclass(frozen=True, slots=True)
class Gap:
    """From one beat to the next, where it was long.

    Attributes:
        seconds: by the clock.
        own: seconds of processor time that the window's thread spent in it. What is missing to `seconds` it was
            waiting: for the next beat, for a processor that others had, or for something it should not wait for.
    """

    seconds: float
    own: float


class Heartbeat(QObject):
    """A timer of the event loop that should come every two milliseconds, and notes where it did not."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gaps: list[Gap] = []
        self._last, self._spent = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(round(1000 * BEAT_SECONDS))

    def take(self) -> list[Gap]:
        """The gaps longer than 8 ms since the last call."""
        found, self._gaps = self._gaps, []
        return found

    def _beat(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        if now - self._last > _NOTED_SECONDS:
            self._gaps.append(Gap(now - self._last, spent - self._spent))
        self._last, self._spent = now, spent
