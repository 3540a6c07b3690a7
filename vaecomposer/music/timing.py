"""The one place where ticks become seconds and sample frames."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from vaecomposer.music.piece import Piece, TempoChange


@dataclass(frozen=True, slots=True)
class TempoMap:
    """Converts between ticks and seconds of one piece.

    Attributes:
        ticks_per_quarter: resolution.
        ticks: tick of each tempo change, the first 0.
        seconds: time of each tempo change.
        seconds_per_tick: from each change on.
    """

    ticks_per_quarter: int
    ticks: tuple[int, ...]
    seconds: tuple[float, ...]
    seconds_per_tick: tuple[float, ...]

    def seconds_at(self, tick: float) -> float:
        """Seconds from the start until `tick` (fractions allowed)."""
        i = max(0, bisect_right(self.ticks, tick) - 1)
        return self.seconds[i] + (tick - self.ticks[i]) * self.seconds_per_tick[i]

    def tick_at(self, seconds: float) -> float:
        """The (fractional) tick reached after `seconds`."""
        i = max(0, bisect_right(self.seconds, seconds) - 1)
        return self.ticks[i] + (seconds - self.seconds[i]) / self.seconds_per_tick[i]

    def frames_at(self, tick: float, sample_rate: float) -> float:
        """Sample frames from the start until `tick`."""
        return self.seconds_at(tick) * sample_rate


def tempo_map(tempos: Sequence[TempoChange], ticks_per_quarter: int) -> TempoMap:
    """Builds the map of tempo changes (ordered by tick, the first at 0)."""
    ticks: list[int] = []
    seconds: list[float] = []
    rates: list[float] = []
    for change in tempos:
        rate = change.microseconds / 1e6 / ticks_per_quarter
        if ticks and change.tick == ticks[-1]:
            rates[-1] = rate
            continue
        elapsed = seconds[-1] + (change.tick - ticks[-1]) * rates[-1] if ticks else 0.0
        ticks.append(change.tick)
        seconds.append(elapsed)
        rates.append(rate)
    return TempoMap(ticks_per_quarter, tuple(ticks), tuple(seconds), tuple(rates))


def piece_tempo_map(piece: Piece) -> TempoMap:
    """The tempo map of a piece."""
    return tempo_map(piece.tempos, piece.ticks_per_quarter)
