"""A hand in the running studio that drags sliders sixty times a second and notes down what comes of it."""

from __future__ import annotations

import json
import math
import os
import time
from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from vaecomposer.bench.dragging import MOVES_A_SECOND, Dragging
from vaecomposer.engine.link import SoundProcess
from vaecomposer.generation.api import Answer, ComposeResult, SteerRequest
from vaecomposer.studio.studio import Studio

_SETTLE_SECONDS = 3.0
_MOVES_KNOWN = 600
"""Moves whose answers are still waited for: ten seconds of dragging."""


class Hand(QObject):
    """Drags one slider after the other by mouse events, as a musician's hand would, while the music plays.

    When its time is over, it writes what it saw to a JSON file and closes the window.

    Args:
        studio: playing, its songbook open by and by.
        seconds: how long to drag.
        report: where the figures go.
    """

    def __init__(self, studio: Studio, seconds: float, report: Path) -> None:
        super().__init__(studio)
        self._studio = studio
        self._seconds = seconds
        self._report = report
        self._began: float | None = None
        self._dragging = Dragging(studio.window.left)
        self._moved_at: dict[tuple[float, ...], float] = {}
        self._moves = 0
        self._answers = 0
        self._to_notes: list[float] = []
        self._to_sound: list[float] = []
        self._decoded: list[float] = []
        self._waiting: deque[tuple[int, float]] = deque()  # (number of the replace, moved at)
        self._stalls: list[float] = []
        self._last = 0.0
        self._blocks = 0
        self._block_times: list[float] = []
        self._first_readings = studio.sounding.readings
        self._cpu = 0.0
        self._sent = 0
        engine = studio.sounding.engine
        self._replace = engine.replace
        engine.replace = self._count_replace  # type: ignore[method-assign, assignment]
        studio.answered.connect(self._note_answer)  # after the studio's own slot
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(round(1000 / MOVES_A_SECOND))

    def _count_replace(self, *arguments: object) -> None:
        self._sent += 1
        self._replace(*arguments)  # type: ignore[arg-type]

    def _tick(self) -> None:
        now = time.perf_counter()
        studio = self._studio
        if self._began is None:
            if studio.songbook_is_settled and studio.sounding.readings.first_sound_at:
                QTimer.singleShot(round(1000 * _SETTLE_SECONDS), self._begin)
                self._began = math.inf
            return
        if now < self._began:
            return
        self._stalls.append(1000 * (now - self._last))
        self._last = now
        self._read_page()
        if now - self._began > self._seconds:
            self._finish(now)
            return
        self._drag(now)

    def _begin(self) -> None:
        self._began = self._last = time.perf_counter()
        self._first_readings = self._studio.sounding.engine.readings()
        self._cpu = self._cpu_seconds()
        engine = self._studio.sounding.engine
        if isinstance(engine, SoundProcess):
            self._blocks = engine.page.block_times(1 << 60)[0]

    def _drag(self, now: float) -> None:
        assert self._began is not None
        before = self._wanted()
        self._dragging.to(now - self._began)
        if self._wanted() != before:
            self._moves += 1
            self._moved_at.pop(self._wanted(), None)  # so that the newest is last
            self._moved_at[self._wanted()] = now
            if len(self._moved_at) > _MOVES_KNOWN:
                del self._moved_at[next(iter(self._moved_at))]

    def _wanted(self) -> tuple[float, ...]:
        state = self._studio.document.state
        return (*state.shape, *state.directions)

    def _note_answer(self, answer: Answer) -> None:
        """An answer has just been shown and handed to the engine."""
        if not isinstance(answer, ComposeResult) or not isinstance(answer.request, SteerRequest):
            return
        self._answers += 1
        moved_at = self._moved_at.get((*answer.request.shape, *answer.request.directions))
        if moved_at is None:
            return
        self._decoded.append(answer.milliseconds)
        self._to_notes.append(1000 * (time.perf_counter() - moved_at))
        self._waiting.append((self._sent, moved_at))

    def _read_page(self) -> None:
        engine = self._studio.sounding.engine
        readings = engine.readings()
        while self._waiting and self._waiting[0][0] <= readings.armed:
            number, moved_at = self._waiting.popleft()
            if number == readings.armed:
                heard = readings.armed_at + readings.latency
                self._to_sound.append(1000 * (heard - moved_at))
        if isinstance(engine, SoundProcess):
            self._blocks, times = engine.page.block_times(self._blocks)
            self._block_times += times

    def _cpu_seconds(self) -> float:
        """Of this process and the sound's; 0 where the system does not tell."""
        engine = self._studio.sounding.engine
        own = sum(os.times()[:2])
        if isinstance(engine, SoundProcess):
            status = Path(f"/proc/{engine.process_id}/stat")
            if status.exists():
                fields = status.read_text().rpartition(")")[2].split()
                return own + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return own

    def _finish(self, now: float) -> None:
        self._timer.stop()
        assert self._began is not None
        sounding = self._studio.sounding
        readings, first = sounding.engine.readings(), self._first_readings
        facts = {
            "seconds": now - self._began,
            "moves": self._moves,
            "answers": self._answers,
            "slider_to_notes_ms": self._to_notes,
            "slider_to_sound_ms": self._to_sound,
            "decoded_ms": self._decoded,
            "block_times": self._block_times,
            "frame_intervals_ms": self._stalls[1:],
            "sample_rate": sounding.devices.sample_rate,
            "block_frames": sounding.devices.block_frames,
            "device": sounding.devices.current,
            "latency_ms": 1000 * readings.latency,
            "xruns": readings.xruns - first.xruns,
            "late": readings.late - first.late,
            "faults": readings.faults - first.faults,
            "swaps": readings.swaps - first.swaps,
            "worst_load": readings.worst_load,
            "cpu_seconds": self._cpu_seconds() - self._cpu,
            "began_at": self._began,
            "ended_at": now,
        }
        self._report.write_text(json.dumps(facts))
        self._studio.window.close()
