"""In which order the measures of a score are played, given its repeat signs and endings.

Written here because music21 plays from the beginning again at every closing sign without an opening one, so
that a dance of ten strains doubles ten times. Jumps in words (da capo, al segno) are not followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_TIMES = 8
"""No strain is played more often than this, whatever its sign says."""


@dataclass(frozen=True, slots=True)
class RepeatSigns:
    """The signs of one measure.

    Attributes:
        opens: a repeat begins with it.
        closes: how often a repeat that ends with it is played in all, 0 if none does.
        endings: numbers of the ending it belongs to; empty outside endings.
    """

    opens: bool = False
    closes: int = 0
    endings: frozenset[int] = frozenset()


def played_order(measures: Sequence[RepeatSigns]) -> list[int]:
    """Places of the measures in the order in which they are played.

    A closing sign without an opening one repeats from the end of the repeat before it, as musicians do.
    """
    order: list[int] = []
    opening, turn, at = 0, 1, 0
    while at < len(measures):
        signs = measures[at]
        if signs.opens and at != opening:
            opening, turn = at, 1
        if signs.endings and turn not in signs.endings:
            at += 1
            continue
        order.append(at)
        after = measures[at + 1].endings if at + 1 < len(measures) else frozenset()
        if signs.closes and turn < min(MOST_TIMES, _times(measures, at)):
            at, turn = opening, turn + 1
            continue
        at += 1
        # A strain is over after its last turn: at its closing sign or where its last ending does.
        if signs.closes or (signs.endings and not after):
            opening, turn = at, 1
    return order


def _times(measures: Sequence[RepeatSigns], at: int) -> int:
    """How often the strain that closes here is played: as the sign says, and once for each ending."""
    times = measures[at].closes
    while at < len(measures) and measures[at].endings:
        times = max(times, *measures[at].endings)
        at += 1
    return times
