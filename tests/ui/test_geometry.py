"""Ticks and pitches go to pixels and come back."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import MetreChange, bars_until
from vaecomposer.ui.roll.framing import Framing
from vaecomposer.ui.roll.geometry import RollGeometry, beat_unit, fitting_row, fitting_scale
from vaecomposer.ui.roll.phrase import phrase_of
from vaecomposer.ui.theme import SIZES

from .conftest import QUARTER, make_piece

METRES = st.sampled_from(
    [Metre(4, 4), Metre(3, 4), Metre(6, 8), Metre(2, 4), Metre(5, 4), Metre(7, 8)]
)


def geometry(scroll_x: float = 0.0, scroll_y: float = 0.0, row: int = 7) -> RollGeometry:
    return RollGeometry(1000, 700, 0, 16 * 4 * QUARTER, 13 / QUARTER, row, scroll_x, scroll_y)


@given(st.integers(0, 16 * 4 * QUARTER), st.floats(0, 500))
def test_a_tick_comes_back_from_its_x(tick: int, scroll: float) -> None:
    g = geometry(scroll_x=scroll)
    assert g.tick_at(g.x_of(tick)) == pytest.approx(tick, abs=1e-6)


@given(st.integers(0, 127), st.integers(6, 16))
def test_a_pitch_comes_back_from_every_pixel_of_its_row(pitch: int, row: int) -> None:
    g = geometry(row=row)
    for inside in (0.0, row / 2, row - 0.01):
        assert g.pitch_at(g.y_of(pitch) + inside) == pitch


@given(METRES, st.integers(1, 16), st.integers(300, 2500))
def test_beats_fall_on_whole_pixels_and_the_phrase_fits(
    metre: Metre, count: int, width: int
) -> None:
    bars = bars_until((MetreChange(0, metre),), QUARTER, count * metre.bar_ticks(QUARTER))
    scale = fitting_scale(bars, QUARTER, width)
    unit = beat_unit(bars) * scale
    assert bars[-1].end * scale <= width + 1e-6
    if unit >= 1:
        assert unit == pytest.approx(round(unit))


def test_sixteen_bars_of_four_four_get_the_bar_widths_of_the_design() -> None:
    bars = bars_until((MetreChange(0, Metre(4, 4)),), QUARTER, 16 * 4 * QUARTER)
    for width, bar in (
        (708 - 48, 40),
        (760 - 48, 44),
        (882 - 48, 52),
        (1284 - 48, 76),
        (1816 - 48, 108),
    ):
        assert fitting_scale(bars, QUARTER, width) * 4 * QUARTER == bar


def test_lanes_stand_below_each_other_without_overlap() -> None:
    g = geometry()
    lanes = [g.ruler, g.chords, g.notes, g.drums, g.velocity]
    for above, below in itertools.pairwise(lanes):
        assert above.bottom() <= below.top()
    assert g.velocity.bottom() == g.height


def test_rows_shrink_to_six_pixels_and_no_further() -> None:
    assert fitting_row(600, 40, 80) == 14
    assert fitting_row(100, 0, 127) == SIZES.row_min


def test_the_frame_stays_still_while_notes_move_and_widens_when_they_leave_it() -> None:
    framing = Framing()
    phrase = phrase_of(make_piece(), make_piece().bars())
    framing.see(phrase, anew=True)
    before = framing.geometry(phrase, 1000, 700, window_is_short=False)
    framing.see(phrase, anew=False)
    assert framing.geometry(phrase, 1000, 700, window_is_short=False) == before
    piece = make_piece()
    high = piece.with_track(
        0, piece.tracks[0].with_notes([piece.tracks[0].notes[0].transposed(30)])
    )
    framing.see(phrase_of(high, high.bars()), anew=False)
    after = framing.geometry(phrase, 1000, 700, window_is_short=False)
    assert after.visible_pitches()[-1] >= 102


def test_zooming_keeps_what_is_under_the_pointer() -> None:
    framing = Framing()
    phrase = phrase_of(make_piece(), make_piece().bars())
    framing.see(phrase, anew=True)
    g = framing.geometry(phrase, 1000, 700, window_is_short=False)
    tick = g.tick_at(600)
    framing.zoom(g, 2.0, 600)
    zoomed = framing.geometry(phrase, 1000, 700, window_is_short=False)
    assert zoomed.tick_at(600) == pytest.approx(tick, abs=1 / g.scale)
    framing.zoom(zoomed, 0, 600)
    assert framing.geometry(phrase, 1000, 700, window_is_short=False) == g


def test_the_velocity_lane_closes_first_in_a_short_window() -> None:
    framing = Framing()
    phrase = phrase_of(make_piece(), make_piece().bars())
    framing.see(phrase, anew=True)
    assert not framing.geometry(phrase, 1000, 520, window_is_short=True).has_velocity
    assert framing.geometry(phrase, 1000, 700, window_is_short=False).has_velocity
