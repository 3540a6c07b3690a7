"""What a hand does in the roll's ruler: drag a loop, move one of its edges, or click to go."""

from __future__ import annotations

from dataclasses import dataclass

from vaecomposer.session.state import LoopRegion
from vaecomposer.ui.bars import BarMap
from vaecomposer.ui.roll.geometry import RollGeometry

CLICK = 4.0
"""A press that moves less than this many pixels is a click."""

_EDGE = 6.0


@dataclass(frozen=True, slots=True)
class RulerDrag:
    """A press in the ruler and what stays put while the hand moves.

    Attributes:
        x: where it was pressed.
        anchor: tick of the loop's other end.
        loop: the loop at the press.
        on_edge: whether an edge of the loop was taken hold of.
    """

    x: float
    anchor: int
    loop: LoopRegion
    on_edge: bool

    def loop_at(self, bars: BarMap, tick: float) -> LoopRegion:
        """The loop when the hand is at `tick`: from beat to beat, one beat at least."""
        other = bars.nearest_beat(tick)
        start, end = sorted((self.anchor, other))
        if start == end:
            bar = bars.bar_at(start)
            beat = max(1, bar.ticks // bar.metre.beats)
            start, end = (
                (start, start + beat) if start + beat <= bars.end else (start - beat, start)
            )
        return LoopRegion(start, end, on=True)


def begin(g: RollGeometry, bars: BarMap, loop: LoopRegion, x: float) -> RulerDrag:
    """A press in the ruler at x."""
    if loop.end > loop.start:
        for edge, other in ((loop.start, loop.end), (loop.end, loop.start)):
            if abs(g.x_of(edge) - x) <= _EDGE:
                return RulerDrag(x, other, loop, on_edge=True)
    return RulerDrag(x, bars.nearest_beat(g.tick_at(x)), loop, on_edge=False)


def is_near_edge(g: RollGeometry, loop: LoopRegion, x: float) -> bool:
    """Whether x takes hold of an edge of the loop."""
    return (
        loop.end > loop.start and min(abs(g.x_of(t) - x) for t in (loop.start, loop.end)) <= _EDGE
    )
