"""Code that runs for ever is interrupted, on any thread, and only while it is inside."""

from __future__ import annotations

import contextlib
import threading
import time

import pytest

from vaecomposer.files.time_limit import TooLongError, time_limit


def for_ever() -> None:
    while True:
        with contextlib.suppress(Exception):  # as music21 has it here and there
            sum(range(1000))


def test_a_loop_is_left() -> None:
    with pytest.raises(TooLongError), time_limit(0.05):
        for_ever()


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

    with pytest.raises(TooLongError), time_limit(0.05):
        stubborn()
    assert len(taken) == 2


def test_a_loop_on_another_thread_is_left_and_this_one_goes_on() -> None:
    left: list[str] = []

    def run() -> None:
        try:
            with time_limit(0.05):
                for_ever()
        except TooLongError:
            left.append("left")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert left == ["left"]


def test_what_ends_in_time_is_never_interrupted() -> None:
    for _ in range(200):
        with time_limit(0.002):
            until = time.perf_counter() + 0.0005
            while time.perf_counter() < until:
                pass
    time.sleep(0.01)


def test_errors_pass_through() -> None:
    with pytest.raises(KeyError), time_limit(10):
        raise KeyError
