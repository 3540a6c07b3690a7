"""A clock in place of a sound device, so that playhead and editing work in silence."""

from __future__ import annotations

import threading
import time
from typing import Protocol

import numpy as np

from vaecomposer.audio.synth import FloatBlock

_BLOCK = 256
_WAKE_SECONDS = 0.01
_LONGEST_GAP = 0.5
"""Seconds; after a longer gap (a sleeping computer) the music goes on where it was."""


class Source(Protocol):
    """What makes the sound: a player, or what stands around one."""

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        ...

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the rate; only while nothing calls `fill`."""
        ...

    def fill(self, block: FloatBlock) -> None:
        """Write the next frames, shape (frames, 2); never raises."""
        ...


class SilentClock:
    """Calls `Player.fill` by the wall clock from a thread of its own, and drops the sound.

    Keeps the interface of an audio output. `close` ends the thread.

    Args:
        player: what to drive.
        message: a sentence for the musician, saying why there is no sound.
    """

    is_silent = True
    device_name = ""
    latency = 0.0
    xruns = 0
    late = 0

    def __init__(self, player: Source, message: str = "") -> None:
        self.message = message
        self._player = player
        self._block = np.zeros((_BLOCK, 2), np.float32)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="silent clock", daemon=True)
        self._thread.start()

    @property
    def sample_rate(self) -> int:
        """Frames per second the player is driven at."""
        return self._player.sample_rate

    def poll(self) -> str | None:
        """Nothing new ever happens to silence."""
        return None

    def close(self) -> None:
        """End the thread; returns when it has ended."""
        self._closed.set()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        began, frames = time.perf_counter(), 0
        while not self._closed.wait(_WAKE_SECONDS):
            rate = self._player.sample_rate
            due = round((time.perf_counter() - began) * rate)
            if due - frames > _LONGEST_GAP * rate:
                began, frames = time.perf_counter(), 0
                continue
            while frames + _BLOCK <= due:
                self._player.fill(self._block)
                frames += _BLOCK
