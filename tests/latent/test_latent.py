"""Points, ways and Directions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vaecomposer.latent.directions import FULL_TRAVEL, offset, principal_axes
from vaecomposer.latent.paths import Point, lerp, slerp

points = arrays(np.float32, 8, elements=st.floats(-10, 10, width=32))
shares = st.floats(0, 1)


@given(points, points)
def test_both_ways_begin_and_end_where_they_should(a: Point, b: Point) -> None:
    for way in (lerp, slerp):
        assert np.allclose(way(a, b, 0), a, atol=1e-3)
        assert np.allclose(way(a, b, 1), b, atol=1e-3)


@given(points, points, shares)
def test_no_point_on_the_way_is_lost(a: Point, b: Point, share: float) -> None:
    longest = max(np.linalg.norm(a), np.linalg.norm(b))
    for other in (b, a, -a, np.zeros_like(a), a * 2):
        point = slerp(a, other, share)
        assert point.dtype == np.float32
        assert np.isfinite(point).all()
        assert np.linalg.norm(point) <= max(longest, np.linalg.norm(other)) * 1.01 + 1e-3


def test_the_arc_keeps_the_length() -> None:
    a, b = np.eye(8, dtype=np.float32)[:2] * 3
    for share in np.linspace(0, 1, 11):
        assert np.linalg.norm(slerp(a, b, share)) == pytest.approx(3, abs=1e-4)
    assert np.allclose(slerp(a, b, 0.5)[:2], 3 / np.sqrt(2))


@given(points, shares)
def test_between_opposite_points_the_way_is_straight(a: Point, share: float) -> None:
    assert np.allclose(slerp(a, -a, share), lerp(a, -a, share), atol=1e-4)


def test_principal_axes_are_unit_upright_and_strongest_first() -> None:
    chance = np.random.default_rng(1)
    stretch = np.array([5, 3, 2, 1, 0.5, 0.1])
    means = (chance.normal(size=(4000, 6)) * stretch + 7).astype(np.float32)
    axes, spread = principal_axes(means, 4)
    assert axes.shape == (4, 6)
    assert axes.dtype == spread.dtype == np.float32
    assert np.allclose(axes @ axes.T, np.eye(4), atol=1e-5)
    assert np.allclose(spread, stretch[:4], rtol=0.1)
    assert np.allclose(axes, np.eye(6)[:4], atol=0.1)  # each turned the positive way
    assert np.allclose(principal_axes(means[::-1], 4)[0], axes, atol=1e-3)


def test_latents_that_vary_in_few_ways_give_axes_without_spread() -> None:
    means = np.zeros((50, 5), np.float32)
    means[:, 2] = np.arange(50)
    axes, spread = principal_axes(means, 3)
    assert axes[0, 2] == pytest.approx(1)
    assert np.isfinite(axes).all()
    assert np.allclose(spread[1:], 0)


@given(st.lists(st.floats(-100, 100), min_size=0, max_size=4))
def test_a_slider_moves_along_its_axis_in_standard_deviations(values: list[float]) -> None:
    axes, spread = np.eye(6, dtype=np.float32)[:4], np.array([4, 3, 2, 1], np.float32)
    moved = offset(values, axes, spread)
    expected = [v / 100 * FULL_TRAVEL * s for v, s in zip(values, spread, strict=False)]
    assert moved.shape == (6,)
    assert moved.dtype == np.float32
    assert np.allclose(moved[: len(values)], expected, atol=1e-4)
    assert not moved[len(values) :].any()
