"""The lines that notes snap to: they begin anew at every bar, whatever its metre."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction

from vaecomposer.music.piece import Bar


@dataclass(frozen=True, slots=True)
class Snap:
    """A distance between lines.

    Attributes:
        name: as a musician calls it.
        quarters: the distance in quarter notes; None: no lines, every tick is as good.
    """

    name: str
    quarters: Fraction | None

    @property
    def is_on(self) -> bool:
        """Whether there are lines at all."""
        return self.quarters is not None


SIXTEENTH = Snap("1/16", Fraction(1, 4))
OFF = Snap("Off", None)

SNAPS = (
    Snap("1/4", Fraction(1)),
    Snap("1/8", Fraction(1, 2)),
    SIXTEENTH,
    Snap("1/32", Fraction(1, 8)),
    Snap("1/4 T", Fraction(2, 3)),
    Snap("1/8 T", Fraction(1, 3)),
    Snap("1/16 T", Fraction(1, 6)),
    OFF,
)
"""All that can be picked; T: triplets."""


class SnapLines:
    """The lines over some bars (at least one), in ticks.

    Args:
        bars: of one piece, in turn.
        ticks_per_quarter: of the piece.
        snap: the distance.
    """

    def __init__(self, bars: tuple[Bar, ...], ticks_per_quarter: int, snap: Snap) -> None:
        self.snap = snap
        self._bars = bars
        self._starts = [bar.start for bar in bars]
        quarters = snap.quarters if snap.quarters is not None else SIXTEENTH.quarters
        assert quarters is not None
        self._unit = max(Fraction(1), quarters * ticks_per_quarter)

    @property
    def unit(self) -> int:
        """Ticks from line to line; a sixteenth where there are no lines."""
        return max(1, round(self._unit))

    def before(self, tick: float) -> int:
        """The last line at or before a tick."""
        if not self.snap.is_on:
            return max(0, int(tick))
        bar = self._bar_at(tick)
        place = max(0, int((tick - bar.start + 0.5) / self._unit))
        # A line that was rounded up to a whole tick may stand just past the tick.
        while place and bar.start + round(place * self._unit) > tick:
            place -= 1
        return bar.start + round(place * self._unit)

    def after(self, tick: float) -> int:
        """The next line after a tick: a bar line where a whole unit has no room in the bar."""
        if not self.snap.is_on:
            return self.before(tick) + self.unit
        bar = self._bar_at(tick)
        place = int((tick - bar.start) / self._unit)
        line = bar.start + round(place * self._unit)
        while line <= tick:
            place += 1
            line = bar.start + round(place * self._unit)
        return min(line, bar.end) if tick < bar.end else line

    def nearest(self, tick: float) -> int:
        """The line nearest to a tick, the earlier of two."""
        if not self.snap.is_on:
            return max(0, round(tick))
        early, late = self.before(tick), self.after(tick)
        return early if tick - early <= late - tick else late

    def between(self, start: float, end: float) -> list[int]:
        """The lines of all cells that some part of ``start..end`` lies in, ascending."""
        found, line = [], self.before(min(start, end))
        while line <= max(start, end):
            found.append(line)
            line = self.after(line)
        return found

    def _bar_at(self, tick: float) -> Bar:
        return self._bars[max(0, bisect_right(self._starts, tick) - 1)]
