"""Lines that begin anew at every bar, at any resolution."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import MetreChange, bars_until
from vaecomposer.music.snap import OFF, SNAPS, SnapLines

COMMON = Metre(4, 4)
BY_NAME = {snap.name: snap for snap in SNAPS}


def lines(name: str, tpq: int = 480, metre: Metre = COMMON, bars: int = 4) -> SnapLines:
    found = bars_until((MetreChange(0, metre),), tpq, bars * metre.bar_ticks(tpq))
    return SnapLines(found, tpq, BY_NAME[name])


def test_the_nearest_line_is_found() -> None:
    sixteenths = lines("1/16")
    assert [sixteenths.nearest(t) for t in (0, 59, 61, 125, 1919)] == [0, 0, 120, 120, 1920]


def test_triplets_fall_three_to_two() -> None:
    assert lines("1/8 T").between(0, 479) == [0, 160, 320]
    assert lines("1/4 T").between(0, 959) == [0, 320, 640]


def test_a_bar_that_is_no_whole_number_of_units_begins_anew() -> None:
    quarters = lines("1/4", metre=Metre(7, 8))
    assert quarters.after(1440) == 1680
    assert quarters.nearest(1700) == 1680
    assert quarters.before(1679) == 1440


def test_without_snapping_every_tick_is_a_line() -> None:
    free = SnapLines(lines("1/16")._bars, 480, OFF)
    assert (free.nearest(77.4), free.before(77.9), free.unit) == (77, 77, 120)


@given(
    tick=st.integers(0, 7 * 4000),
    tpq=st.sampled_from((24, 96, 220, 480, 960, 1001)),
    name=st.sampled_from([s.name for s in SNAPS]),
    metre=st.sampled_from((Metre(4, 4), Metre(3, 4), Metre(6, 8), Metre(7, 8), Metre(5, 16))),
)
def test_every_tick_lies_between_its_lines(tick: int, tpq: int, name: str, metre: Metre) -> None:
    grid = lines(name, tpq, metre, 8)
    before, after, nearest = grid.before(tick), grid.after(tick), grid.nearest(tick)
    assert before <= tick < after
    assert nearest in (before, after)
    assert grid.before(before) == before
    assert grid.nearest(before) == before


@pytest.mark.parametrize("name", [s.name for s in SNAPS if s.is_on])
def test_cells_along_a_way_are_all_found(name: str) -> None:
    grid = lines(name)
    cells = grid.between(0, 4 * 1920 - 1)
    assert cells == sorted(set(cells))
    assert all(grid.after(a) == b for a, b in pairwise(cells))
