"""The master limiter: looks ahead, so that loud moments are turned down before they come."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vaecomposer.audio.synth import FloatBlock

CEILING = float(np.float32(10 ** (-0.5 / 20)))
"""Amplitude (-0.5 dBFS, as float32 has it) that no sound goes above; what stays below passes
untouched."""

LOOK_AHEAD_SECONDS = 0.0015
RELEASE_DB_PER_SECOND = 60.0
"""How fast the level comes back after a loud moment: 6 dB take a tenth of a second."""

_Gains = npt.NDArray[np.float64]


class Limiter:
    """Keeps stereo sound below `CEILING`, in place, `latency_frames` late.

    Both sides are turned down alike, so that the picture does not move. For each frame n, with L
    frames of look-ahead:

    - wanted gain: g[n] = min(1, CEILING / peak[n]);
    - hold: m[n] = min(g[n-L+1..n]);
    - release, a straight line in decibels: r[n] = min over k <= n of m[k] c^(n-k), at most 1;
    - attack: the mean of r[n-L+1..n], which is at most g[n-L+1] (each of the L values has it in its
      hold), and multiplies the sound of frame n-L+1.

    This is the look-ahead peak limiter as in D. Giannoulis, M. Massberg and J. D. Reiss, "Digital
    Dynamic Range Compressor Design" (JAES 60(6), 2012), with a box as the attack. All of it is a
    function of the frames alone, so the block sizes do not matter.

    Args:
        sample_rate: frames per second.
        max_frames: the longest block.
    """

    def __init__(self, sample_rate: int, max_frames: int) -> None:
        length = max(2, round(LOOK_AHEAD_SECONDS * sample_rate))
        self._length = length
        self._history = length - 1
        per_frame: float = 10 ** (RELEASE_DB_PER_SECOND / 20 / sample_rate)
        # Made here, so that the audio thread need not allocate. The first `_history` entries of
        # each array are the end of the last block.
        size = max_frames + self._history
        self._sound = np.zeros((size, 2), np.float32)
        self._wanted: _Gains = np.ones(size)
        self._released: _Gains = np.ones(size)
        self._scratch: _Gains = np.ones(size)
        self._other: _Gains = np.ones(size)
        self._peak = np.zeros(max_frames, np.float32)
        self._gain = np.ones((max_frames, 1), np.float32)
        self._rise: _Gains = np.power(per_frame, np.arange(1.0, max_frames + 1.0))
        # A hair more, so that 1 / c^n * c^n is not a rounding below 1 for ever.
        self._back: _Gains = self._rise * (1 + 1e-12)
        self._resting = True

    @property
    def latency_frames(self) -> int:
        """How many frames later the sound comes out; constant."""
        return self._history

    @property
    def is_resting(self) -> bool:
        """Whether nothing is being turned down."""
        return self._resting

    def reset(self) -> None:
        """Forget the sound that is still inside."""
        self._sound.fill(0.0)
        self._wanted.fill(1.0)
        self._released.fill(1.0)
        self._resting = True

    def process(self, block: FloatBlock) -> None:
        """Limit the next frames, shape (frames, 2), frames up to `max_frames`; in place.

        What is not a number becomes silence.
        """
        frames, history = len(block), self._history
        if not frames:
            return
        peak = self._peak[:frames]
        # The larger magnitude of both sides, without an array for the magnitudes.
        np.maximum(block.max(axis=1), -block.min(axis=1), out=peak)
        if not float(peak.max()) <= CEILING:  # also where it is not a number
            np.nan_to_num(block, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
            np.maximum(block.max(axis=1), -block.min(axis=1), out=peak)
            self._resting = False
        sound = self._sound[: history + frames]
        sound[history:] = block
        if self._resting:
            block[:] = sound[:frames]
        else:
            gain = self._gains(peak)
            np.multiply(sound[:frames], gain, out=block)
            np.clip(block, -CEILING, CEILING, out=block)
        # Through a copy: the two ends overlap where the block is shorter than the history.
        self._sound[:history] = sound[frames:].copy()

    def _gains(self, peak: npt.NDArray[np.float32]) -> FloatBlock:
        """The gain of each frame that comes out now, shape (frames, 1)."""
        frames, history = len(peak), self._history
        wanted = self._wanted[: history + frames]
        new = wanted[history:]
        np.maximum(peak, CEILING, out=new)
        np.divide(CEILING, new, out=new)
        released = self._released[: history + frames]
        line = released[history:]
        rise = self._rise[:frames]
        before = released[history - 1]
        # Dividing by c^n turns the release into a running minimum.
        np.divide(self._held(wanted), rise, out=line)
        line[0] = min(line[0], before)
        np.minimum.accumulate(line, out=line)
        line *= self._back[:frames]
        np.minimum(line, 1.0, out=line)
        gain = self._gain[:frames]
        gain[:, 0] = self._mean(released)
        self._wanted[:history] = wanted[frames:].copy()
        self._released[:history] = released[frames:].copy()
        self._resting = bool(
            self._released[:history].min() == 1.0 and self._wanted[:history].min() == 1.0
        )
        return gain

    def _held(self, wanted: _Gains) -> _Gains:
        """The least of each `_length` neighbours, by doubling the window."""
        here, there = self._scratch, self._other
        size, window = len(wanted), 1
        here[:size] = wanted
        while window < self._length:
            step = min(window, self._length - window)
            size -= step
            np.minimum(here[:size], here[step : size + step], out=there[:size])
            here, there = there, here
            window += step
        return here[:size]

    def _mean(self, released: _Gains) -> _Gains:
        """The mean of each `_length` neighbours."""
        sums = self._scratch
        size, length = len(released), self._length
        np.cumsum(released, out=sums[:size])
        means = self._other[: size - length + 1]
        np.subtract(sums[length:size], sums[: size - length], out=means[1:])
        means[0] = sums[length - 1]
        means /= length
        return means
