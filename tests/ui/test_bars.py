"""Finding one's way among bars."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import MetreChange, bars_until
from vaecomposer.ui.bars import START, BarMap, Place

Q = 480
CHANGING = BarMap(
    bars_until((MetreChange(0, Metre(4, 4)), MetreChange(4 * Q, Metre(6, 8))), Q, 10 * Q)
)


def test_a_position_is_counted_from_one() -> None:
    assert CHANGING.place_at(0) == Place(1, 1, 1)
    assert str(CHANGING.place_at(2 * Q + Q // 2)) == "1.3.3"


def test_six_eight_has_two_beats_of_six_steps() -> None:
    assert CHANGING.place_at(4 * Q) == Place(2, 1, 1)
    assert CHANGING.place_at(4 * Q + 3 * Q // 2) == Place(2, 2, 1)
    assert CHANGING.place_at(7 * Q - 1) == Place(2, 2, 6)


def test_nothing_to_find_is_the_start() -> None:
    assert BarMap(()).place_at(1000) == START


@given(st.floats(0, 10 * Q))
def test_the_nearest_beat_is_within_half_a_beat(tick: float) -> None:
    beat = CHANGING.bar_at(tick).ticks / CHANGING.bar_at(tick).metre.beats
    assert abs(CHANGING.nearest_beat(tick) - tick) <= beat / 2 + 1


def test_bar_back_goes_to_this_bars_start_first_and_then_further() -> None:
    assert CHANGING.bar_before(4 * Q + Q) == 4 * Q
    assert CHANGING.bar_before(4 * Q + 10) == 0
    assert CHANGING.bar_before(10) == 0


def test_bar_on_stops_at_the_last_bar() -> None:
    assert CHANGING.bar_after(10) == 4 * Q
    assert CHANGING.bar_after(10 * Q) == CHANGING.bars[-1].start
