"""The frame clock: jitter is smoothed away, drift is followed, gaps begin anew."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaecomposer.live.frame_clock import FrameClock

RATE, BLOCK = 44100.0, 256


def run(clock: FrameClock, blocks: int, ppm: float, jitter: float, seed: int) -> list[float]:
    """Errors of `time_of` in seconds, against the device's true even clock, from 10 s on."""
    rng = random.Random(seed)
    true = 1.0 / (RATE * (1.0 + ppm * 1e-6))
    errors = []
    for i in range(blocks):
        frame = i * BLOCK
        clock.update(frame, 100.0 + frame * true + rng.uniform(-jitter, jitter))
        if i * BLOCK / RATE > 15.0:
            errors.append(clock.time_of(frame) - (100.0 + frame * true))
    return errors


@settings(max_examples=12)
@given(st.floats(-200.0, 200.0), st.integers(0, 10**6))
def test_four_milliseconds_of_jitter_become_less_than_one_at_any_drift(
    ppm: float, seed: int
) -> None:
    clock = FrameClock(RATE)
    errors = run(clock, 5200, ppm, 0.004, seed)
    assert max(map(abs, errors)) < 0.001
    assert sum(e * e for e in errors) / len(errors) < 0.0003**2
    assert abs(clock.seconds_per_frame * RATE * (1.0 + ppm * 1e-6) - 1.0) < 150e-6


def test_the_figures_of_jitter() -> None:
    errors = sorted(map(abs, run(FrameClock(RATE), 20000, 200.0, 0.004, 1)))
    print(
        f"\ncallback jitter ±4 ms, drift 200 ppm: p50 {errors[len(errors) // 2] * 1e3:.3f} ms, "
        f"p99 {errors[len(errors) * 99 // 100] * 1e3:.3f} ms, max {errors[-1] * 1e3:.3f} ms"
    )
    assert errors[len(errors) * 99 // 100] < 0.0004


@given(st.floats(-1e6, 1e9), st.integers(1, 200))
def test_frame_at_undoes_time_of(frame: float, blocks: int) -> None:
    clock = FrameClock(RATE)
    for i in range(blocks):
        clock.update(i * BLOCK, 5.0 + i * BLOCK / RATE)
    assert clock.frame_at(clock.time_of(frame)) == pytest.approx(frame, abs=0.01)


@given(st.lists(st.integers(1, 4096), min_size=400, max_size=400))
def test_blocks_may_have_any_length(lengths: list[int]) -> None:
    clock = FrameClock(RATE)
    frame = 0
    for length in lengths:
        clock.update(frame, 7.0 + frame / RATE)
        frame += length
    assert clock.time_of(frame) == pytest.approx(7.0 + frame / RATE, abs=1e-6)


def test_one_late_callback_moves_nothing() -> None:
    clock = FrameClock(RATE)
    for i in range(1000):
        late = 0.08 if i == 900 else 0.0
        clock.update(i * BLOCK, i * BLOCK / RATE + late)
        if i >= 900:
            assert clock.time_of(i * BLOCK) == pytest.approx(i * BLOCK / RATE, abs=1e-6)


def test_after_a_gap_it_is_right_at_once_and_after_a_lasting_shift_in_a_third_of_a_second() -> None:
    clock = FrameClock(RATE)
    for i in range(1000):
        clock.update(i * BLOCK, i * BLOCK / RATE)
    clock.update(1000 * BLOCK, 1000 * BLOCK / RATE + 3.0)
    assert clock.time_of(1000 * BLOCK) == pytest.approx(1000 * BLOCK / RATE + 3.0)
    for i in range(1001, 1060):
        clock.update(i * BLOCK, i * BLOCK / RATE + 3.05)
    assert clock.time_of(1060 * BLOCK) == pytest.approx(1060 * BLOCK / RATE + 3.05, abs=1e-4)


def test_a_transport_that_begins_again_and_a_new_device_begin_anew() -> None:
    clock = FrameClock(RATE)
    assert not clock.is_set
    assert clock.time_of(44100) == pytest.approx(1.0)
    clock.update(5000, 3.0)
    clock.update(5000, 3.1)
    clock.update(0, 4.0)
    assert clock.time_of(0) == 4.0
    clock.reset()
    assert not clock.is_set
    clock.update(80000, 5.0)
    assert clock.time_of(80000) == 5.0
