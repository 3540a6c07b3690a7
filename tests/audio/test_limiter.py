"""The limiter: nothing above the ceiling, nothing changed below it, whatever the blocks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaecomposer.audio.limiter import (
    CEILING,
    LOOK_AHEAD_SECONDS,
    RELEASE_DB_PER_SECOND,
    Limiter,
)

RATE = 48_000
TOP = np.float32(CEILING)


def limited(sound: np.ndarray, *blocks: int, rate: int = RATE) -> np.ndarray:
    """The sound through a new limiter, in blocks of these sizes over and over."""
    limiter, out, at, i = Limiter(rate, 4096), sound.astype(np.float32), 0, 0
    while at < len(out):
        size = blocks[i % len(blocks)]
        limiter.process(out[at : at + size])
        at, i = at + size, i + 1
    return out


def noise(seed: int, loudness: float, frames: int = 6000) -> np.ndarray:
    """Noise whose loudness comes and goes."""
    random = np.random.default_rng(seed)
    swell = np.repeat(random.uniform(0, 1, (frames // 500 + 1, 1)) ** 3, 500, axis=0)[:frames]
    return (random.normal(0, loudness, (frames, 2)) * swell).astype(np.float32)


@settings(max_examples=40)
@given(
    st.integers(0, 1000),
    st.floats(0.1, 30),
    st.lists(st.integers(1, 4096), min_size=1, max_size=6),
)
def test_block_sizes_make_no_difference_and_nothing_goes_above_the_ceiling(
    seed: int, loudness: float, blocks: list[int]
) -> None:
    sound = noise(seed, loudness)
    whole, parts = limited(sound, 4096), limited(sound, *blocks)
    assert np.abs(whole - parts).max() < 1e-6
    assert np.abs(whole).max() <= TOP
    assert np.abs(parts).max() <= TOP


def test_the_clip_for_safety_has_nothing_to_do() -> None:
    # The gain alone keeps below the ceiling: look at it before the clip, at 1e-6 above.
    sound = noise(3, 4.0, 20_000)
    limiter = Limiter(RATE, 20_000)
    peak = np.abs(sound).max(axis=1)
    gain = limiter._gains(peak.astype(np.float32))[:, 0]
    late = limiter.latency_frames
    assert (peak[:-late] * gain[late:]).max() <= CEILING * (1 + 1e-6)


@pytest.mark.parametrize("blocks", [(256,), (1,), (7, 300), (4096,)])
def test_sound_below_the_ceiling_passes_bit_for_bit(blocks: tuple[int, ...]) -> None:
    sound = np.clip(noise(1, 0.3, 3000), -TOP, TOP)
    late = Limiter(RATE, 16).latency_frames
    out = limited(sound, *blocks)
    assert (out[late:] == sound[:-late]).all()
    assert not out[:late].any()


def test_it_is_transparent_again_after_a_loud_moment() -> None:
    sound = np.full((60_000, 2), 0.25, np.float32)
    sound[100] = 4.0
    out = limited(sound, 256)
    late = Limiter(RATE, 16).latency_frames
    assert np.abs(out[100 + late]).max() == pytest.approx(CEILING, rel=1e-5)
    assert (out[-40_000:] == np.float32(0.25)).all()
    limiter = Limiter(RATE, 60_000)
    limiter.process(sound)
    assert limiter.is_resting


def test_the_level_comes_back_as_fast_as_said() -> None:
    sound = np.full((48_000, 2), 0.1, np.float32)
    sound[1000] = 10.0
    limiter = Limiter(RATE, 48_000)
    limiter.process(sound)
    decibels = 20 * np.log10(np.maximum(sound[:, 0], 1e-9) / 0.1)
    deepest = 1000 + limiter.latency_frames
    depth = 20 * np.log10(CEILING / 10)
    early, later = deepest + 1000, deepest + 9000
    slope = (decibels[later] - decibels[early]) / (8000 / RATE)
    assert slope == pytest.approx(RELEASE_DB_PER_SECOND, rel=1e-3)
    back = deepest + round(-depth / RELEASE_DB_PER_SECOND * RATE) + 2 * limiter.latency_frames
    assert decibels[back] == pytest.approx(0, abs=1e-3)
    assert decibels[back - 1000] < -0.5


def test_both_sides_are_turned_down_alike() -> None:
    sound = np.zeros((2000, 2), np.float32)
    sound[:, 0], sound[:, 1] = 3.0, 0.3
    out = limited(sound, 256)[500:]
    assert out[:, 0] == pytest.approx(CEILING, rel=1e-5)
    assert out[:, 1] == pytest.approx(CEILING / 10, rel=1e-5)


def test_it_looks_ahead_as_long_as_it_says_at_any_rate() -> None:
    for rate in (22_050, 44_100, 48_000, 96_000):
        late = Limiter(rate, 16).latency_frames
        assert (late + 1) / rate == pytest.approx(LOOK_AHEAD_SECONDS, rel=0.02)


def test_what_is_not_a_number_becomes_silence_and_passes_by() -> None:
    sound = np.full((60_000, 2), 0.5, np.float32)
    sound[10], sound[20], sound[30] = np.nan, np.inf, -np.inf
    out = limited(sound, 256)
    late = Limiter(RATE, 16).latency_frames
    assert np.isfinite(out).all()
    assert not out[10 + late].any()
    assert np.abs(out).max() <= TOP
    assert (out[-1000:] == np.float32(0.5)).all()


def test_reset_forgets_what_was_inside() -> None:
    limiter = Limiter(RATE, 256)
    limiter.process(np.full((256, 2), 5.0, np.float32))
    limiter.reset()
    out = np.zeros((256, 2), np.float32)
    limiter.process(out)
    assert not out.any()
    limiter.process(np.zeros((0, 2), np.float32))
