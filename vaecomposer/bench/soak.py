"""``vaecomposer bench soak``: an hour on stage: swaps, tempos, instruments and device rescans at random."""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from vaecomposer.audio.score import Quantum
from vaecomposer.audio.sequencer import Loop
from vaecomposer.bench.null_sink import Recording, missing, null_sink
from vaecomposer.engine.api import DeviceChoice, Trouble
from vaecomposer.engine.link import SoundProcess
from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.figures import Figure, show
from vaecomposer.generation.api import TakeRequest
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.piece import Piece, tempo_at
from vaecomposer.music.swing import Swing
from vaecomposer.paths import models
from vaecomposer.session.state import Conditions

_TAKES = 8
_ACT_SECONDS = (0.05, 1.5)
_REST_EVERY_SECONDS = 60.0
_SETTLE_SECONDS = 0.5
_SILENCE_AFTER_SECONDS = 6.0
_SILENT = 1e-4
"""Amplitude, -80 dB."""

_RESCAN_SHARE = 0.01


def bench_soak(minutes: float, json_path: Path | None, seed: int = 1) -> int:
    """Plays for `minutes` while everything that can change does, and prints what was counted.

    Raises:
        ComposerError: there is no sound here, not even a null sink.
    """
    if why := missing():
        raise ComposerError(f"The soak test {why}.")
    takes = _takes()
    with null_sink() as sink, _environment(sink.env):
        engine = SoundProcess()
        try:
            figures = _Soak(engine, takes, random.Random(seed)).run(
                60 * minutes, lambda: Recording(sink.env)
            )
        finally:
            engine.close()
    _print(minutes, figures)
    if json_path is not None:
        json_path.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


class _Soak:
    """One run.

    Args:
        engine: a sound process of its own.
        takes: phrases to change between.
        rng: decides everything, so that a run can be repeated.
    """

    def __init__(self, engine: SoundProcess, takes: tuple[Piece, ...], rng: random.Random) -> None:
        self._engine, self._takes, self._rng = engine, takes, rng
        self._piece = takes[0]
        self._acts: Counter[str] = Counter()
        self._hanging = 0
        self._loud_rests = 0
        self._rests = 0
        self._troubles: list[str] = []
        self._memory: list[float] = []
        self._blocks = 0
        self._jitter: list[float] = []
        self._rate = 44_100.0

    def run(self, seconds: float, listen: Callable[[], Recording]) -> dict[str, Any]:
        """Plays for so long; `listen` starts a recording of what is heard."""
        engine, rng = self._engine, self._rng
        engine.choose_device(DeviceChoice())
        engine.set_loop(Loop(0, self._piece.length, on=True))
        engine.load(self._piece)
        engine.play()
        time.sleep(2.0)
        first = engine.readings()
        self._blocks = engine.page.block_times(1 << 60)[0]
        began = rested = time.monotonic()
        while (now := time.monotonic()) - began < seconds:
            if now - rested > _REST_EVERY_SECONDS:
                self._rest(listen)
                rested = time.monotonic()
                sys.stdout.write(f"{(now - began) / 60:5.1f} min: {self._line(first.xruns)}\n")
                sys.stdout.flush()
            self._act()
            self._look()
            time.sleep(rng.uniform(*_ACT_SECONDS))
        self._rest(listen)
        last = engine.readings()
        jitter = np.array(self._jitter)
        return {
            "minutes": round(seconds / 60, 1),
            "acts": dict(self._acts),
            "swaps": last.swaps - first.swaps,
            "underruns": last.xruns - first.xruns,
            "late_callbacks": last.late - first.late,
            "faults": last.faults,
            "rests": self._rests,
            "hanging_voices": self._hanging,
            "rests_with_sound_left": self._loud_rests,
            "troubles": self._troubles,
            "memory_first_mb": self._memory[0] if self._memory else 0.0,
            "memory_last_mb": self._memory[-1] if self._memory else 0.0,
            "memory_most_mb": max(self._memory, default=0.0),
            "callback_jitter_p99_ms": round(float(np.percentile(jitter, 99)), 2)
            if len(jitter)
            else None,
        }

    def _line(self, xruns: int) -> str:
        readings = self._engine.readings()
        return (
            f"{sum(self._acts.values())} acts, {readings.swaps} swaps, {readings.xruns - xruns} underruns, "
            f"{self._hanging} hanging, {self._memory[-1] if self._memory else 0:.0f} MB"
        )

    # --- acts ---------------------------------------------------------------------------------

    def _act(self) -> None:
        draw = self._rng.random()
        if draw < _RESCAN_SHARE:
            self._do("rescan", self._engine.rescan)
        else:
            name, act = self._rng.choice(self._usual)
            self._do(name, act)

    @property
    def _usual(self) -> list[tuple[str, Callable[[], None]]]:
        return [
            *[("swap", self._swap)] * 8,
            ("tempo", self._tempo),
            ("instrument", self._instrument),
            ("mix", self._mix),
            ("swing", self._swing),
            ("seek", self._seek),
            ("loop", self._loop),
            ("metronome", lambda: self._engine.set_metronome(self._rng.random() < 0.5)),
            ("audition", lambda: self._engine.audition(0, self._rng.randrange(40, 90), 90)),
            ("panic", self._engine.panic),
        ]

    def _do(self, name: str, act: Callable[[], None]) -> None:
        self._acts[name] += 1
        act()

    def _swap(self) -> None:
        self._take_over(self._rng.choice(self._takes))

    def _take_over(self, piece: Piece) -> None:
        self._piece = piece
        self._engine.replace(piece, self._rng.choice(list(Quantum)))

    def _tempo(self) -> None:
        self._take_over(replace(self._piece, tempos=(tempo_at(0, self._rng.uniform(20, 400)),)))

    def _instrument(self) -> None:
        track = self._rng.randrange(len(self._piece.tracks))
        own = self._piece.tracks[track]
        self._take_over(
            self._piece.with_track(track, replace(own, program=self._rng.randrange(128)))
        )

    def _mix(self) -> None:
        rng = self._rng
        self._engine.set_mix(
            tuple(
                TrackMix(
                    rng.uniform(0, 1.5), rng.uniform(-1, 1), rng.random() < 0.2, rng.random() < 0.1
                )
                for _ in self._piece.tracks
            )
        )

    def _swing(self) -> None:
        self._engine.set_swing(Swing(self._rng.uniform(0.5, 0.75)))

    def _seek(self) -> None:
        self._engine.seek(self._rng.uniform(0, self._piece.length))

    def _loop(self) -> None:
        bars = self._piece.bars()
        first = self._rng.randrange(len(bars))
        last = self._rng.randrange(first, len(bars))
        loop = Loop(bars[first].start, bars[last].end, on=True)
        self._engine.set_loop(loop)

    # --- looking ------------------------------------------------------------------------------

    def _look(self) -> None:
        for news in self._engine.take_news():
            if isinstance(news, Trouble):
                self._troubles.append(f"{news.title}: {news.sentence}")
        before = self._blocks
        self._blocks, times = self._engine.page.block_times(before)
        intervals = np.diff(times)
        # A rescan closes the stream; the gap it leaves is no jitter.
        self._jitter += (1000 * np.abs(intervals[intervals < 0.05] - 256 / self._rate)).tolist()
        status = Path(f"/proc/{self._engine.process_id}/statm")
        if status.exists():
            pages = int(status.read_text().split()[1])
            self._memory.append(round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1))

    def _rest(self, listen: Callable[[], Recording]) -> None:
        """Stops: every key must be up at once, and the sound gone once it has died away."""
        engine = self._engine
        self._rests += 1
        engine.stop()
        time.sleep(_SETTLE_SECONDS)
        self._hanging += engine.readings().keys_down
        time.sleep(_SILENCE_AFTER_SECONDS)
        recording = listen()
        time.sleep(0.3)
        heard = recording.finish()
        self._loud_rests += bool(len(heard) and float(np.abs(heard).max()) > _SILENT)
        engine.play()


def _takes() -> tuple[Piece, ...]:
    from vaecomposer.vae.composer import open_composer

    composer = open_composer(models() / "studio.safetensors")
    keys = [Key(root, mode) for root in (0, 5, 9) for mode in (Mode.MAJOR, Mode.MINOR)]
    return tuple(
        composer.answer(
            TakeRequest(Conditions(key=keys[n % len(keys)], bars=(4, 8, 16)[n % 3]), n + 1)
        )
        for n in range(_TAKES)
    )


@contextlib.contextmanager
def _environment(changes: dict[str, str]) -> Iterator[None]:
    """These environment variables for processes started meanwhile."""
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _print(minutes: float, figures: dict[str, Any]) -> None:
    goals = {
        "underruns": 0.0, "hanging_voices": 0.0, "rests_with_sound_left": 0.0, "faults": 0.0,
        "callback_jitter_p99_ms": 3.0,
    }  # fmt: skip
    rows = [
        Figure(name.replace("_", " "), float(value), "", goals.get(name))
        for name, value in figures.items()
        if isinstance(value, int | float)
    ]
    show(f"{minutes:g} minutes of play with everything changing, on a null sink", rows, None)
    for trouble in dict.fromkeys(figures["troubles"]):
        sys.stdout.write(f"{trouble}\n")
