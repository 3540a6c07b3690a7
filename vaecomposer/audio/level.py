"""The last stage of the sound: master gain, the limiter, and the level meter."""

from __future__ import annotations

import numpy as np

from vaecomposer.audio.limiter import Limiter
from vaecomposer.audio.synth import DEFAULT_SAMPLE_RATE, FloatBlock

SILENCE = 1e-4
"""Amplitude (-80 dB) below which a block counts as silent."""

_FALL_PER_SECOND = 0.1  # the meter falls 20 dB a second, as meters in studios do


class Level:
    """Master gain, limiter and peak meter for blocks of at most `max_frames`.

    Attributes:
        peaks: latest (left, right) peak after the limiter, falling slowly.
        loudest: peak of the last block, both sides.
    """

    def __init__(self, max_frames: int, sample_rate: int = DEFAULT_SAMPLE_RATE) -> None:
        # Made here, so that the audio thread need not allocate.
        self._scratch = np.zeros((max_frames, 2), np.float32)
        self._max_frames = max_frames
        self._sample_rate = sample_rate
        self._limiter = Limiter(sample_rate, max_frames)
        self._gain = 1.0
        self.peaks = (0.0, 0.0)
        self.loudest = 0.0

    @property
    def latency_frames(self) -> int:
        """How many frames later the sound comes out, since the limiter looks ahead."""
        return self._limiter.latency_frames

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the rate; only while nothing is being finished."""
        if sample_rate != self._sample_rate:
            self._sample_rate = sample_rate
            self._limiter = Limiter(sample_rate, self._max_frames)

    def finish(self, block: FloatBlock, gain: float, sample_rate: int) -> None:
        """Apply `gain` (moved to over the block, so that it does not click), limiter and meter.

        Args:
            block: shape (frames, 2), changed in place.
            gain: linear.
            sample_rate: frames per second; as given last, or the limiter is made anew.
        """
        frames = len(block)
        if not frames:
            return
        self.set_sample_rate(sample_rate)
        if gain != self._gain:
            block *= np.linspace(self._gain, gain, frames, dtype=np.float32)[:, None]
            self._gain = gain
        elif gain != 1.0:
            block *= gain
        self._limiter.process(block)
        scratch = self._scratch[:frames]
        np.abs(block, out=scratch)
        left, right = float(scratch[:, 0].max()), float(scratch[:, 1].max())
        fall = _FALL_PER_SECOND ** (frames / sample_rate)
        self.peaks = (max(left, self.peaks[0] * fall), max(right, self.peaks[1] * fall))
        self.loudest = max(left, right)

    def reset(self) -> None:
        """Forget the sound the limiter still holds, after a block that failed."""
        self._limiter.reset()
