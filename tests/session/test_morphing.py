"""The morph pad's edits, and the shares of its corners."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.music.pieces import four_parts
from vaecomposer.session import edits, morphing, takes
from vaecomposer.session.locks import lock_track
from vaecomposer.session.state import Conditions, Morph, SessionState

A, B = four_parts(), four_parts(bars=8)
FULL = (1, 2, 3, 4)


def opened() -> SessionState:
    return edits.open_piece(A, "a.mid")(SessionState())


@pytest.mark.parametrize(("dot", "corner"), [((0, 0), 0), ((1, 0), 1), ((0, 1), 2), ((1, 1), 3)])
def test_at_a_corner_all_the_weight_is_its_own(dot: tuple[float, float], corner: int) -> None:
    found = morphing.shares(Morph(FULL, dot))
    assert found == tuple(float(i == corner) for i in range(4))


def test_shares_are_bilinear() -> None:
    assert morphing.shares(Morph(FULL, (0.25, 0.5))) == pytest.approx((0.375, 0.125, 0.375, 0.125))
    assert morphing.shares(Morph((1, 2, None, None), (0.25, 1.0)))[:2] == pytest.approx(
        (0.75, 0.25)
    )
    assert morphing.shares(Morph((1, None, None, 4), (1.0, 0.0))) == pytest.approx((0.5, 0, 0, 0.5))
    assert morphing.shares(Morph()) == (0, 0, 0, 0)


@given(
    st.tuples(*[st.sampled_from((None, 1))] * 4).filter(any),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_shares_sum_to_one_and_empty_corners_have_none(
    corners: tuple[int | None, int | None, int | None, int | None], x: float, y: float
) -> None:
    found = morphing.shares(Morph(corners, (x, y)))
    assert sum(found) == pytest.approx(1)
    assert all(share >= 0 for share in found)
    assert not any(share for corner, share in zip(corners, found, strict=True) if corner is None)


def test_the_dot_stays_on_the_pad() -> None:
    assert morphing.set_dot(-1, 2)(SessionState()).morph.dot == (0, 1)


def test_a_take_comes_onto_a_corner_and_leaves_it() -> None:
    state = morphing.set_corner(2, 1)(opened())
    assert state.morph.corners == (None, None, 1, None)
    assert morphing.set_corner(0, 99)(state) is state
    assert morphing.set_corner(2, None)(state).morph.corners == Morph().corners
    assert morphing.clear_corners(state).morph.corners == Morph().corners
    assert morphing.set_path(((0, 0, 0),))(state).morph.path == ((0, 0, 0),)


def test_music_kept_beside_leaves_what_is_in_front() -> None:
    state = morphing.add_beside(B, "b.mid")(opened())
    assert state.take == 1
    assert state.shown is A
    assert [take.number for take in state.takes] == [1, 2]
    assert state.takes[1].shown is B
    assert takes.choose(2)(state).shown is B


def test_a_pads_take_is_its_own_until_it_is_renamed_or_put_onto_a_corner() -> None:
    state = morphing.begin(B, Conditions(), 3, morphing.MORPH)(opened())
    assert (state.take, state.takes[-1].title) == (2, "Morph")
    assert morphing.is_morph(state, 2)
    assert not morphing.is_morph(state, 1)
    assert not morphing.is_morph(state, None)
    assert not morphing.is_morph(takes.rename(2, "Mine")(state), 2)
    assert not morphing.is_morph(morphing.set_corner(0, 2)(state), 2)


def test_other_music_takes_over_with_sliders_at_rest() -> None:
    state = edits.set_shape(0, 40.0)(opened())
    after = morphing.take_up(B, Conditions(), 9)(state)
    assert after.shown is B
    assert after.at_rest
    assert after.take == state.take
    assert (after.loop.start, after.loop.end) == (0, B.length)


def test_locked_music_stays_while_the_dot_moves() -> None:
    other = A.with_track(0, A.tracks[0].with_notes(()))
    state = lock_track(0, on=True)(opened())
    after = morphing.take_up(other, Conditions(), 9)(state)
    assert after.shown is not None
    assert after.shown.tracks[0].notes == A.tracks[0].notes
