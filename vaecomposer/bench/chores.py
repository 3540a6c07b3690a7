"""A studio that does everything at once: opens its songbook, decodes, exports and lets a songbook be trained."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from vaecomposer.bench.dragging import MOVES_A_SECOND, Dragging
from vaecomposer.bench.event_loop import Gap, Heartbeat
from vaecomposer.studio.studio import Studio
from vaecomposer.ui.export.choices import ExportChoices, kind_of

_FIRST_STEP_SECONDS = 120.0
"""Training needs so long at most until it takes its first step."""


class Chores(QObject):
    """One chore after the other, each for some seconds while a hand drags sliders; then the window closes.

    Args:
        studio: with music, its songbook not yet open.
        seconds: of each chore.
        folder: where the report goes, and what is exported and trained; `songs` in it holds songs to train on.
    """

    def __init__(self, studio: Studio, seconds: float, folder: Path) -> None:
        super().__init__(studio)
        self._studio, self._seconds, self._folder = studio, seconds, folder
        self._heart: Heartbeat | None = None
        self._dragging = Dragging(studio.window.left)
        self._found: dict[str, list[Gap]] = {}
        self._exports = 0
        self._training: subprocess.Popen[bytes] | None = None
        self._steps = 0
        self._chores: Iterator[tuple[str, Callable[[float], bool]]] = iter(
            (
                ("opening the songbook", self._opened),
                ("decoding", self._decodes),
                ("exporting", self._exports_again),
                ("training", self._trains),
                ("opening it again", self._opened_again),
            )
        )
        self._began = time.perf_counter()
        self._name, self._goes_on = next(self._chores)
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(round(1000 / MOVES_A_SECOND))

    def _tick(self) -> None:
        if self._heart is None:  # the event loop runs from now on
            self._heart = Heartbeat(self)
        spent = time.perf_counter() - self._began
        if self._goes_on(spent):
            if self._studio.window.left.compose.isEnabled():
                self._dragging.to(spent)
            return
        self._dragging.let_go()
        self._found[self._name] = self._heart.take()
        self._began = time.perf_counter()
        following = next(self._chores, None)
        if following is None:
            self._finish()
        else:
            self._name, self._goes_on = following

    # Each says whether it goes on, and does what it needs.

    def _opened(self, _spent: float) -> bool:
        return not self._studio.songbook_is_settled

    def _decodes(self, spent: float) -> bool:
        return spent < self._seconds

    def _exports_again(self, spent: float) -> bool:
        exporting = self._studio.exporting
        if not exporting.is_running:
            if spent >= self._seconds and self._exports > 1:
                return False
            self._exports += 1
            path = self._folder / f"export {self._exports}.wav"
            kind = kind_of(path)
            assert kind is not None
            exporting.sheet.start_requested.emit(ExportChoices(kind, path))
        return True

    def _trains(self, spent: float) -> bool:
        log = self._folder / "training.log"
        if self._training is None:
            with log.open("wb") as output:
                self._training = subprocess.Popen(
                    [
                        sys.executable, "-u", "-m", "vaecomposer", "train", "--recipe", "smoke",
                        "--data", str(self._folder / "songs"), "--run", str(self._folder / "run"),
                        "--stages", "bars",
                    ],
                    stdout=output, stderr=subprocess.STDOUT,
                )  # fmt: skip
        self._steps = log.read_bytes().count(b"is trained") if spent > 1 else 0
        if self._training.poll() is None and not (spent >= self._seconds and self._steps):
            return spent < _FIRST_STEP_SECONDS
        self._training.terminate()
        return False

    def _opened_again(self, spent: float) -> bool:
        if spent < 0.1 and self._studio.songbooks.is_settled:
            self._studio.songbooks.retry()
        return not self._studio.songbook_is_settled

    def _finish(self) -> None:
        self._timer.stop()
        facts = {
            "gaps": {name: [astuple(gap) for gap in gaps] for name, gaps in self._found.items()},
            "exports": self._exports,
            "trained": self._steps,
        }
        (self._folder / "report.json").write_text(json.dumps(facts))
        self._studio.window.close()
