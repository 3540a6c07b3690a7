"""Code that runs for ever is interrupted, on any thread, and only while it is inside."""

from __future__ import annotations

import contextlib
import sys
import threading
import time

import pytest

from vaecomposer.files.time_limit import TooLongError, within


def for_ever() -> None:
    while True:
        with contextlib.suppress(Exception):  # as music21 has it here and there
            sum(range(1000))


def test_a_loop_is_left() -> None:
    with pytest.raises(TooLongError):
        within(0.05, for_ever)


def test_a_loop_that_takes_the_interruption_for_its_own_is_left_in_the_end() -> None:
    taken = []

    def stubborn() -> None:
        while True:
            try:
                for_ever()
            except BaseException as why:
                taken.append(why)
                if len(taken) > 1:
                    raise

    with pytest.raises(TooLongError):
        within(0.05, stubborn)
    assert len(taken) == 2


def test_a_loop_on_another_thread_is_left_and_this_one_goes_on() -> None:
    left: list[str] = []

    def run() -> None:
        try:
            within(0.05, for_ever)
        except TooLongError:
            left.append("left")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert left == ["left"]


def busy(seconds: float) -> float:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass
    return seconds


def test_what_ends_in_time_is_never_interrupted() -> None:
    for _ in range(200):
        with contextlib.suppress(TooLongError):  # a busy machine may stop us for longer than that
            assert within(0.02, lambda: busy(0.0005)) == 0.0005
    busy(0.6)


def test_an_interruption_that_comes_with_the_end_does_not_come_after_it(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Work that ends just when its time does, a thousand times: nothing is raised outside, then or later."""
    interval = sys.getswitchinterval()
    request.addfinalizer(lambda: sys.setswitchinterval(interval))
    sys.setswitchinterval(1e-5)
    monkeypatch.setattr("vaecomposer.files.time_limit._AGAIN_SECONDS", 0.0002)
    before = threading.active_count()
    interrupted = 0
    for turn in range(1000):
        try:
            within(0.001, lambda: busy(0.0007 + 0.0000006 * turn))  # noqa: B023
        except TooLongError as why:
            interrupted += 1
            kept = why  # with its frames, as an error that is shown keeps them
    assert interrupted
    assert kept
    busy(0.5)  # longer than until the next interruption
    assert threading.active_count() <= before


def test_errors_pass_through() -> None:
    def fails() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        within(10, fails)
