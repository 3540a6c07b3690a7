"""How often the roll is painted whole: as often as it changes, while that leaves half of the time for everything else.

On a slow machine a picture for each of fifty answers a second would take all the time there is, and the answers, the
sliders and the sound would wait for pictures that nobody can see one by one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_SHARE = 0.5
_MOST_SECONDS = 0.1


class Pace(QObject):
    """Lets the roll be painted at once, or a little later where painting takes long.

    Args:
        update: asks for the whole roll to be painted.
    """

    def __init__(self, update: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._update = update
        self._free_at = 0.0
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(update)

    def want(self) -> None:
        """The picture has changed."""
        if self._later.isActive():
            return
        left = self._free_at - time.perf_counter()
        if left <= 0:
            self._update()
        else:
            self._later.start(round(1000 * left) + 1)

    @contextmanager
    def painting(self, *, whole: bool) -> Iterator[None]:
        """Around painting; what `whole` of the roll takes decides when it may be painted again."""
        start = time.perf_counter()
        yield
        if whole:
            now = time.perf_counter()
            took = now - start
            self._later.stop()
            self._free_at = now + min(_MOST_SECONDS, took * (1 - _SHARE) / _SHARE)
