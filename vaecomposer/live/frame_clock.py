"""When, by the computer's clock, a frame of audio is due: a filter for the moments of the callback."""

from __future__ import annotations

import math

BANDWIDTH = 0.05
"""Hertz. Slower wandering of the device's clock is followed, faster jitter is not."""

_FIRST_BANDWIDTH = 2.0
"""Hertz, at the start: the bandwidth then falls with time until it is the wanted one."""

_LATE_SECONDS = 0.015
"""A callback this far off its time is an interruption and not jitter: it is passed over."""

_LOST_SECONDS = 0.25
"""After this long with every callback that far off, the device has moved on: begin anew."""

_GAP_SECONDS = 1.0
"""A jump by which the clock begins anew at once."""


class FrameClock:
    """A delay-locked loop that maps audio frames to seconds of `time.perf_counter`.

    The audio thread calls `update` once a block; any thread may ask. Its answers are as even as the
    device's own clock although the callback comes early and late. After Fons Adriaensen, "Using a DLL to
    filter time" (Linux Audio Conference 2005), with the loop's state kept per frame, so that blocks of
    any length can follow each other.
    """

    def __init__(self, sample_rate: float, bandwidth: float = BANDWIDTH) -> None:
        self._nominal = 1.0 / sample_rate
        self._bandwidth = bandwidth
        # Written by the audio thread, read by any: (frame, its time, seconds a frame), replaced whole.
        self._line = (0, 0.0, self._nominal)
        # The rest is the audio thread's alone.
        self._is_set = False
        self._age = 0.0
        self._off = 0.0

    @property
    def is_set(self) -> bool:
        """Whether there has been a block; before it, frame 0 counts as second 0."""
        return self._is_set

    @property
    def seconds_per_frame(self) -> float:
        """The device's true speed, as far as it is known."""
        return self._line[2]

    def update(self, frame: int, now: float) -> None:
        """A block that begins with `frame` is asked for at `now`. Audio thread: no lock, nothing kept."""
        before, time, rate = self._line
        frames = frame - before
        if not self._is_set or frames < 0:
            self._begin(frame, now)
            return
        if frames == 0:
            return
        elapsed = frames * rate
        expected = time + elapsed
        error = now - expected
        if abs(error) > _LATE_SECONDS:
            self._off += elapsed
            if abs(error) > _GAP_SECONDS or self._off > _LOST_SECONDS:
                self._begin(frame, now)
            else:
                self._line = (frame, expected, rate)
            return
        self._off = 0.0
        self._age += elapsed
        bandwidth = max(self._bandwidth, _FIRST_BANDWIDTH / (1.0 + 2.0 * self._age))
        omega = min(2.0 * math.pi * bandwidth * elapsed, 0.5)
        self._line = (
            frame,
            expected + math.sqrt(2.0) * omega * error,
            rate + omega * omega * error / frames,
        )

    def time_of(self, frame: float) -> float:
        """Seconds at which a frame is asked for (it is heard the device's latency later)."""
        at, time, rate = self._line
        return time + (frame - at) * rate

    def frame_at(self, time: float) -> float:
        """The frame asked for at some second, with its fraction."""
        at, then, rate = self._line
        return at + (time - then) / rate

    def reset(self) -> None:
        """Forget all, as for another device."""
        self._is_set = False

    def _begin(self, frame: int, now: float) -> None:
        # The speed found so far holds for the same device, unless it is no audio device's.
        rate = self._line[2]
        if not self._is_set or abs(rate / self._nominal - 1.0) > 0.001:
            rate = self._nominal
        self._line = (frame, now, rate)
        self._is_set = True
        self._age = self._off = 0.0
