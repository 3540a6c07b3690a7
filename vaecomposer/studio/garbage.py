"""Python's collector of cycles, kept from looking through everything while the musician's hand is on a slider."""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_NEVER = 2**31 - 1
_TIDY_MS = 1_000
_THOROUGH_SECONDS = 600.0


class Garbage(QObject):
    """Collects often and little: only what was made since the last time. Lives on the GUI thread.

    By itself Python looks through all objects now and then, a tenth of a second in which the window does not
    answer. What lives longer than a round is taken for lasting and looked through no more, until the musician turns
    to another program.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thorough_at = time.monotonic()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _NEVER)
        gc.freeze()
        self._timer = QTimer(self, interval=_TIDY_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._leave)

    def tidy(self) -> None:
        """Frees the cycles among what is new."""
        gc.collect()
        gc.freeze()

    def tidy_thoroughly(self) -> None:
        """Frees all cycles; the window does not answer for a tenth of a second."""
        gc.unfreeze()
        self.tidy()

    def _leave(self, state: Qt.ApplicationState) -> None:
        now = time.monotonic()
        away = state is not Qt.ApplicationState.ApplicationActive
        if away and now - self._thorough_at >= _THOROUGH_SECONDS:
            self._thorough_at = now
            self.tidy_thoroughly()
