"""Following a MIDI clock that jitters, loses pulses, doubles them and changes its tempo."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaecomposer.live.clock_follower import ClockFollower, Command, Correction, Order

CLOCK, START, CONTINUE, STOP = b"\xf8", b"\xfa", b"\xfb", b"\xfc"


def pulses(tempo: Callable[[int], float], count: int, begin: float = 10.0) -> list[float]:
    """True times of pulses, the tempo given for each."""
    times = [begin]
    for i in range(count - 1):
        times.append(times[-1] + 60.0 / 24.0 / tempo(i))
    return times


def jittered(times: list[float], jitter: float, seed: int) -> list[float]:
    rng = random.Random(seed)
    return sorted(t + rng.uniform(-jitter, jitter) for t in times)


def follow(times: list[float], heard: list[float]) -> tuple[ClockFollower, list[float]]:
    """A follower that was started on the first pulse, and its phase errors in ms after each."""
    follower = ClockFollower()
    follower.receive(heard[0] - 0.001, START)
    errors = []
    for i, time in enumerate(heard):
        follower.receive(time, CLOCK)
        bpm = follower.bpm or 120.0
        errors.append((follower.position(times[i]) - i / 24.0) * 60.0 / bpm * 1000.0)
    return follower, errors


@settings(max_examples=30)
@given(st.floats(40.0, 240.0), st.integers(0, 10**6))
def test_with_3_ms_of_jitter_tempo_holds_to_a_percent_and_phase_to_2_5_ms(
    bpm: float, seed: int
) -> None:
    times = pulses(lambda _: bpm, 24 * 16)
    follower, errors = follow(times, jittered(times, 0.003, seed))
    assert follower.bpm == pytest.approx(bpm, rel=0.01)
    assert max(map(abs, errors[48:])) < 2.5


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_a_jump_of_tempo_is_followed_within_half_a_beat_and_no_pulse_is_lost(seed: int) -> None:
    for first, then in ((60.0, 180.0), (180.0, 60.0), (120.0, 90.0), (100.0, 110.0)):
        times = pulses(lambda i, a=first, b=then: a if i < 96 else b, 24 * 12)
        follower, errors = follow(times, jittered(times, 0.003, seed))
        assert max(map(abs, errors[96 + 36 :])) < 4.0, (first, then)
        assert follower.bpm == pytest.approx(then, rel=0.01)


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_a_steady_change_from_60_to_180_is_followed_to_12_ms(seed: int) -> None:
    times = pulses(lambda i: 60.0 + 120.0 * min(1.0, i / (24 * 32)), 24 * 40)
    follower, errors = follow(times, jittered(times, 0.003, seed))
    assert max(map(abs, errors[48:])) < 12.0
    assert follower.bpm == pytest.approx(180.0, rel=0.01)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.floats(60.0, 180.0))
def test_lost_and_doubled_pulses_move_nothing(seed: int, bpm: float) -> None:
    rng = random.Random(seed)
    times = pulses(lambda _: bpm, 24 * 16)
    heard = jittered(times, 0.001, seed)
    bad = set(rng.sample(range(4, 30), 6))
    follower = ClockFollower()
    follower.receive(heard[0] - 0.001, START)
    for i, time in enumerate(heard):
        kind = "sane" if i % 11 or i // 11 not in bad else rng.choice(("lost", "doubled"))
        if kind != "lost":
            follower.receive(time, CLOCK)
        if kind == "doubled":
            follower.receive(time + 0.0005, CLOCK)
        if i >= 48:
            error = follower.position(times[i]) - i / 24.0
            assert abs(error) * 60.0 / bpm < 0.0025
            assert follower.bpm == pytest.approx(bpm, rel=0.02)


def test_pulses_held_up_and_then_delivered_together_are_counted_once_each() -> None:
    times = pulses(lambda _: 120.0, 24 * 8)
    heard = list(times)
    for i in (100, 101, 102):
        heard[i] = times[103] - 0.0005 + i * 1e-6
    follower, errors = follow(times, heard)
    assert max(map(abs, errors[110:])) < 4.0
    assert follower.position(times[-1]) == pytest.approx((24 * 8 - 1) / 24.0, abs=0.005)


def test_the_beat_is_the_pulse_after_the_start() -> None:
    follower = ClockFollower()
    assert follower.receive(0.9, START) is None
    assert not follower.running
    assert follower.receive(1.0, CLOCK) == Command(Order.START, 0.0, 1.0)
    assert follower.running
    assert follower.receive(1.02, CLOCK) is None


def test_stop_locate_and_continue_keep_the_place() -> None:
    follower = ClockFollower()
    times = pulses(lambda _: 120.0, 49)
    follower.receive(times[0], START)
    for time in times:
        follower.receive(time, CLOCK)
    stop = follower.receive(times[-1], STOP)
    assert stop is not None
    assert stop.order is Order.STOP
    assert stop.quarter == pytest.approx(2.0, abs=0.001)
    assert follower.position(times[-1] + 9.0) == stop.quarter
    assert follower.receive(12.0, b"\xf2\x10\x01") == Command(Order.LOCATE, 36.0, 12.0)
    follower.receive(12.1, CONTINUE)
    assert follower.receive(12.2, CLOCK) == Command(Order.CONTINUE, 36.0, 12.2)


def test_a_tempo_is_known_while_the_master_stands() -> None:
    follower = ClockFollower()
    assert follower.bpm is None
    for time in pulses(lambda _: 93.0, 30):
        follower.receive(time, CLOCK)
    assert follower.bpm == pytest.approx(93.0)
    assert not follower.running
    assert follower.position(99.0) == 0.0


def test_a_clock_that_ends_is_silent_and_the_place_stays() -> None:
    follower = ClockFollower()
    assert follower.is_silent(0.0)
    times = pulses(lambda _: 120.0, 49)
    follower.receive(times[0], START)
    for time in times:
        follower.receive(time, CLOCK)
    assert not follower.is_silent(times[-1] + 0.5)
    assert follower.is_silent(times[-1] + 1.5)
    assert follower.position(times[-1] + 60.0) == pytest.approx(2.0)


@settings(max_examples=25)
@given(st.floats(-0.45, 0.45), st.floats(60.0, 180.0), st.integers(0, 10**6))
def test_a_player_is_drawn_into_step_within_a_few_beats_and_never_jumps(
    ahead: float, bpm: float, seed: int
) -> None:
    times = pulses(lambda _: bpm, 24 * 12)
    heard = jittered(times, 0.003, seed)
    follower = ClockFollower()
    follower.receive(heard[0], START)
    player = ahead
    for i, time in enumerate(heard[:-1]):
        follower.receive(time, CLOCK)
        if i < 24:
            player = i / 24.0 + ahead
            continue
        found = follower.correction(player, time)
        assert found.jump_to is None
        assert 0.74 < found.factor < 1.26
        step = (times[i + 1] - times[i]) / 60.0
        player += step * (follower.bpm or bpm) * found.factor
        if i > 24 * 5:
            assert abs(player - (i + 1) / 24.0) * 60.0 / bpm < 0.008


def test_a_player_far_off_is_told_to_jump() -> None:
    follower = ClockFollower()
    times = pulses(lambda _: 120.0, 49)
    assert follower.correction(5.0, 1.0) == Correction(1.0)
    follower.receive(times[0], START)
    for time in times:
        follower.receive(time, CLOCK)
    found = follower.correction(0.5, times[-1])
    assert found.jump_to == pytest.approx(2.0)


@given(st.lists(st.tuples(st.floats(0.0, 100.0), st.binary(max_size=4)), max_size=60))
def test_nothing_that_is_received_raises(messages: list[tuple[float, bytes]]) -> None:
    follower = ClockFollower()
    for time, data in messages:
        follower.receive(time, data)
        follower.position(time)
        follower.correction(0.0, time)
