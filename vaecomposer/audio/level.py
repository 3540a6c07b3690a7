"""The last stage of the sound: master gain, a soft ceiling, and the level meter."""

from __future__ import annotations

import numpy as np

from vaecomposer.audio.synth import FloatBlock

KNEE = 0.75
"""Amplitude up to which sound passes unchanged."""

SILENCE = 1e-4
"""Amplitude (-80 dB) below which a block counts as silent."""

_FALL_PER_SECOND = 0.1  # the meter falls 20 dB a second, as meters in studios do


class Level:
    """Master gain, soft ceiling and peak meter for blocks of at most `max_frames`.

    The ceiling is a fixed curve (a tanh knee above `KNEE`, below 1 everywhere) rather than a
    compressor: it has no memory, so an export equals what was heard, whatever the block sizes.

    Attributes:
        peaks: latest (left, right) peak after the ceiling, falling slowly.
        loudest: peak of the last block, both sides.
    """

    def __init__(self, max_frames: int) -> None:
        # Made here, so that the audio thread need not allocate.
        self._scratch = np.zeros((max_frames, 2), np.float32)
        self._gain = 1.0
        self.peaks = (0.0, 0.0)
        self.loudest = 0.0

    def finish(self, block: FloatBlock, gain: float, sample_rate: int) -> None:
        """Apply `gain` (moved to over the block, so that it does not click), ceiling and meter."""
        frames = len(block)
        scratch = self._scratch[:frames]
        if gain != self._gain:
            block *= np.linspace(self._gain, gain, frames, dtype=np.float32)[:, None]
            self._gain = gain
        elif gain != 1.0:
            block *= gain
        np.abs(block, out=scratch)
        left, right = float(scratch[:, 0].max()), float(scratch[:, 1].max())
        if not (left <= KNEE and right <= KNEE):
            soften(block, scratch)
            left, right = min(left, 1.0), min(right, 1.0)
        fall = _FALL_PER_SECOND ** (frames / sample_rate)
        self.peaks = (max(left, self.peaks[0] * fall), max(right, self.peaks[1] * fall))
        self.loudest = max(left, right)


def soften(block: FloatBlock, scratch: FloatBlock) -> None:
    """Bend amplitudes above `KNEE` so that none reaches 1; NaN becomes silence. In place.

    Args:
        block: (frames, 2), changed.
        scratch: same shape, overwritten.
    """
    np.nan_to_num(block, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
    np.abs(block, out=scratch)
    scratch -= KNEE
    np.maximum(scratch, 0.0, out=scratch)
    # The part above the knee, x, becomes (1 - KNEE) tanh(x / (1 - KNEE)).
    excess = scratch / (1 - KNEE)
    np.tanh(excess, out=excess)
    # float32 tanh reaches 1 exactly; a hair below keeps the promise.
    excess *= (1 - KNEE) * 0.9999
    np.minimum(np.abs(block), KNEE, out=scratch)
    scratch += excess
    np.copysign(scratch, block, out=block)
