"""Finding one's way among bars: which bar, beat and step a tick lies in, and the lines near it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import Bar, Piece


@dataclass(frozen=True, slots=True)
class Place:
    """A musical position, counted from 1 as musicians do."""

    bar: int
    beat: int
    step: int

    def __str__(self) -> str:
        return f"{self.bar}.{self.beat}.{self.step}"


START = Place(1, 1, 1)


class BarMap:
    """The bars of one piece. Build it once a piece, ask it at every frame."""

    def __init__(self, bars: tuple[Bar, ...]) -> None:
        self.bars = bars
        self._starts = [bar.start for bar in bars]

    @property
    def end(self) -> int:
        """Tick after the last bar."""
        return self.bars[-1].end if self.bars else 0

    def bar_at(self, tick: float) -> Bar:
        """The bar a tick lies in, the last one past the end. Needs at least one bar."""
        return self.bars[max(0, bisect_right(self._starts, tick) - 1)]

    def place_at(self, tick: float) -> Place:
        """Bar, beat and step of a tick."""
        if not self.bars:
            return START
        bar = self.bar_at(tick)
        beat_ticks = bar.ticks / bar.metre.beats
        step_ticks = beat_ticks / bar.metre.steps_per_beat
        within = min(max(0.0, tick - bar.start), bar.ticks - 1)
        beat = int(within / beat_ticks)
        return Place(bar.index + 1, beat + 1, int((within - beat * beat_ticks) / step_ticks) + 1)

    def metre_at(self, tick: float) -> Metre | None:
        """The metre a tick lies in."""
        return self.bar_at(tick).metre if self.bars else None

    def nearest_beat(self, tick: float) -> int:
        """The beat line nearest to a tick."""
        bar = self.bar_at(tick)
        return self._nearest(tick, bar, bar.ticks / bar.metre.beats)

    def nearest_step(self, tick: float) -> int:
        """The step line nearest to a tick."""
        bar = self.bar_at(tick)
        return self._nearest(tick, bar, bar.ticks / bar.metre.beats / bar.metre.steps_per_beat)

    def bar_before(self, tick: float) -> int:
        """The bar line before a tick; one further back if the tick is within half a beat of it."""
        bar = self.bar_at(tick)
        if tick - bar.start > bar.ticks / bar.metre.beats / 2 or bar.index == self.bars[0].index:
            return bar.start
        return self.bar_at(bar.start - 1).start

    def bar_after(self, tick: float) -> int:
        """The bar line after a tick; the last bar's start at the end."""
        bar = self.bar_at(tick)
        return min(bar.end, self.bars[-1].start)

    def _nearest(self, tick: float, bar: Bar, unit: float) -> int:
        within = round((tick - bar.start) / unit) * unit
        return round(max(self.bars[0].start, min(bar.start + within, self.end)))


def bar_map(piece: Piece | None) -> BarMap:
    """The bars of a piece; of none, no bars."""
    return BarMap(piece.bars() if piece is not None else ())
