"""Where the bars of a written score stand in time, so that every bar line falls where the metre wants it.

Scores hold short measures: a pickup, a bar divided by a repeat sign, a last bar shortened by the pickup (or
not shortened, though it should be). Each is put into a whole bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrittenMeasure:
    """A measure as written: how much it holds and how much its metre asks for, in ticks, each at least 1."""

    length: int
    bar: int


@dataclass(frozen=True, slots=True)
class PlacedMeasure:
    """Ticks at which the whole bar around a measure begins, and at which the measure itself does."""

    bar_start: int
    start: int


def place_measures(measures: Sequence[WrittenMeasure]) -> tuple[PlacedMeasure, ...]:
    """Puts measures one after another onto bar lines.

    A first measure that is too short is a pickup and stands at the end of its bar. Later, a short measure
    joins the short one before it if both fit into one bar; alone, it stands at the end of a bar of its own
    if it is half a bar or less (a pickup to a new section) and at the beginning if it is more. What a bar
    lacks is silence. A measure that is too long takes as many whole bars as it needs.
    """
    placed: list[PlacedMeasure] = []
    bar_start, filled, bar = 0, 0, 0
    for index, measure in enumerate(measures):
        if filled and (measure.bar != bar or filled + measure.length > bar):
            bar_start, filled = bar_start + bar, 0
        bar = measure.bar
        if not filled and measure.length < bar:
            after = measures[index + 1] if index + 1 < len(measures) else None
            joined = after is not None and after.bar == bar and after.length + measure.length <= bar
            if index == 0 or (measure.length * 2 <= bar and after is not None and not joined):
                filled = bar - measure.length
        placed.append(PlacedMeasure(bar_start, bar_start + filled))
        filled += measure.length
        bar_start, filled = bar_start + filled // bar * bar, filled % bar
        if measure.length > bar and filled:
            bar_start, filled = bar_start + bar, 0
    return tuple(placed)
