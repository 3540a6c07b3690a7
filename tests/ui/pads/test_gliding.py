"""A thrown dot: friction, walls, rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.ui.pads.gliding import FASTEST, Glide, Hand
from vaecomposer.ui.pads.trail import Trail

SIDE = st.floats(0, 1)
SPEED = st.floats(-FASTEST, FASTEST)


@given(SIDE, SIDE, SPEED, SPEED)
def test_it_stays_on_the_pad_and_comes_to_rest(x: float, y: float, vx: float, vy: float) -> None:
    glide = Glide((x, y), (vx, vy))
    for _ in range(300):
        glide = glide.after(0.016)
        assert all(0 <= side <= 1 for side in glide.place)
    assert glide.rests


def test_a_wall_turns_it_back_slower() -> None:
    bounced = Glide((0.99, 0.5), (2.0, 0.0)).after(0.05)
    assert -2.0 < bounced.velocity[0] < 0
    assert bounced.place[0] < 1


def test_a_hand_that_moved_throws_and_one_that_rested_does_not() -> None:
    hand = Hand()
    for step in range(6):
        hand.add(step * 0.016, (0.2 + 0.02 * step, 0.5))
    thrown = hand.throw(0.085)
    assert thrown is not None
    assert thrown.velocity[0] > 0.5
    assert thrown.place == (0.2 + 0.02 * 5, 0.5)
    assert hand.throw(0.6) is None
    hand.clear()
    assert hand.throw(0.0) is None


def test_the_trail_forgets_what_is_long_ago() -> None:
    trail = Trail()
    for step in range(200):
        trail.add((step / 100 % 1, 0.5))
    assert 2 < len(trail.places) < 100
    trail.add(trail.places[-1])
    trail.clear()
    assert trail.places == ()
