"""The metronome: clicks on the beats, made here and mixed in, whatever the SoundFont."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vaecomposer.audio.score import Quantum, Score
from vaecomposer.audio.synth import FloatBlock
from vaecomposer.audio.timeline import ROUNDING, Timeline

DEFAULT_VOLUME = 0.5
LONGEST_COUNT_IN = 2
"""Bars."""

_ACCENT_HZ, _BEAT_HZ = 1760.0, 1175.0
_CLICK_SECONDS = 0.06
_DECAY_SECONDS = 0.009
_ATTACK_SECONDS = 0.0005
_PEAK = 0.9
_MOST_AT_ONCE = 8
_NEVER = 1 << 62


def click(frequency: float, sample_rate: int) -> npt.NDArray[np.float32]:
    """A short sine that dies away at once; shape (frames, 1), peak below 1."""
    time = np.arange(round(_CLICK_SECONDS * sample_rate)) / sample_rate
    shape = np.exp(-time / _DECAY_SECONDS) * np.minimum(1.0, time / _ATTACK_SECONDS)
    shape *= np.linspace(1.0, 0.0, len(time))  # so that it ends in silence
    sound: npt.NDArray[np.float64] = _PEAK * np.sin(2 * np.pi * frequency * time) * shape
    return sound[:, None].astype(np.float32)


@dataclass(slots=True)
class _Click:
    """A click that sounds: its samples, how many have been heard, its amplitude."""

    sound: npt.NDArray[np.float32]
    heard: int
    volume: float


class Metronome:
    """Clicks struck at frames of the next block, and mixed into it. Lives on the audio thread.

    Attributes:
        on: whether the beats of the music click (a count-in always does).
        volume: amplitude of the loudest click, 0..1.
    """

    def __init__(self, sample_rate: int) -> None:
        self.on = False
        self.volume = DEFAULT_VOLUME
        self._clicks: list[_Click] = []
        self._next = _NEVER  # tick of the next beat of the music
        self.set_sample_rate(sample_rate)

    def set_sample_rate(self, sample_rate: int) -> None:
        """Make the clicks for another rate."""
        self._clicks.clear()
        self._accent, self._beat = click(_ACCENT_HZ, sample_rate), click(_BEAT_HZ, sample_rate)

    def strike(self, offset: int, *, accent: bool) -> None:
        """Click `offset` frames into the block that is mixed next."""
        if len(self._clicks) == _MOST_AT_ONCE:
            del self._clicks[0]
        sound = self._accent if accent else self._beat
        self._clicks.append(_Click(sound, -offset, self.volume))

    def mix(self, out: FloatBlock) -> None:
        """Add what sounds to the next frames."""
        if not self._clicks:
            return
        for sounding in self._clicks:
            start = max(0, -sounding.heard)
            heard = max(0, sounding.heard)
            part = sounding.sound[heard : heard + len(out) - start]
            out[start : start + len(part)] += part * np.float32(sounding.volume)
            sounding.heard += len(out)
        self._clicks = [c for c in self._clicks if c.heard < len(c.sound)]

    def silence(self) -> None:
        """Drop the clicks that sound."""
        self._clicks.clear()

    # --- the beats of the music ---------------------------------------------------------------

    def locate(self, score: Score, tick: float) -> None:
        """The music goes on at `tick`: the first beat from there on clicks next."""
        self._next = score.next_line(tick, Quantum.BEAT)

    def follow(self, timeline: Timeline, start: int, before: float, end: int) -> None:
        """Strike the beats that come next in the music.

        Args:
            timeline: where ticks fall.
            start: first frame of the block that is mixed next.
            before: only beats before this tick,
            end: and before this frame.
        """
        score = timeline.score
        while self._next < before and self._next < score.length:
            tick = self._next
            frame = math.floor(timeline.frame_at(tick) + ROUNDING)
            if frame >= end:
                return
            if self.on:
                self.strike(max(0, frame - start), accent=score.is_bar_start(tick))
            after = score.next_line(tick + 1, Quantum.BEAT)
            self._next = after if after > tick else _NEVER


class CountIn:
    """Beats before the music begins, in the tempo and metre where it will.

    Bar lines lie as if the music's bar went on backwards, so that the music falls in where the
    clicks lead, even in the middle of a bar.

    Args:
        score: what will play.
        tick: where it will start.
        bars: how many bars to count.
    """

    def __init__(self, score: Score, tick: float, bars: int) -> None:
        bar = score.bar_at(tick)
        resolution = score.ticks_per_quarter
        self._bar = bar.metre.bar_ticks(resolution) / resolution  # quarters
        self._beat = bar.metre.beat_ticks(resolution) / resolution
        self._phase = (tick - bar.start) / resolution
        self.tick = tick
        self._left = bars * self._bar  # quarters until the music starts

    @property
    def beats_left(self) -> float:
        """Beats until the music starts."""
        return self._left / self._beat

    def advance(self, frames: int, frames_per_quarter: float, metronome: Metronome) -> float | None:
        """Go on by a block, clicking in it.

        Returns:
            The (fractional) frame of the block the music starts on, or None if it lies beyond.
        """
        after = self._left - frames / frames_per_quarter
        for beat, accent in self._beats(after):
            offset = math.floor((self._left - beat) * frames_per_quarter + ROUNDING)
            metronome.strike(max(0, offset), accent=accent)
        starts = self._left * frames_per_quarter
        self._left = after
        return starts if starts + ROUNDING < frames else None

    def _beats(self, after: float) -> list[tuple[float, bool]]:
        """Beats of this block: (quarters left until the music, whether a bar starts)."""
        found = []
        # Where the block lies, in quarters counted from a bar line.
        begin, end = self._phase - self._left, self._phase - max(0.0, after)
        k = math.ceil(begin / self._beat - 1e-9)
        while k * self._beat < end - 1e-9 * self._beat:
            bars = k * self._beat / self._bar
            found.append((self._phase - k * self._beat, abs(bars - round(bars)) < 1e-9))
            k += 1
        return found
