"""The roll is painted as often as there is time for it, and always in the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from vaecomposer.ui.roll import pace as pace_module
from vaecomposer.ui.roll.pace import Pace


class Clock:
    now = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(pace_module, "time", made)
    return made


def painted(pace: Pace, clock: Clock, seconds: float, *, whole: bool = True) -> None:
    with pace.painting(whole=whole):
        clock.now += seconds


def test_what_is_quickly_painted_is_painted_at_once(qtbot: QtBot, clock: Clock) -> None:
    wished: list[int] = []
    parent = QObject()
    pace = Pace(lambda: wished.append(1), parent)
    for _ in range(10):
        pace.want()
        painted(pace, clock, 0.004)
        clock.now += 0.016
    assert len(wished) == 10


def test_what_takes_long_leaves_as_much_time_again(qtbot: QtBot, clock: Clock) -> None:
    wished: list[int] = []
    parent = QObject()
    pace = Pace(lambda: wished.append(1), parent)
    pace.want()
    painted(pace, clock, 0.02)
    for _ in range(5):
        clock.now += 0.003
        pace.want()
    assert len(wished) == 1
    qtbot.waitUntil(lambda: len(wished) == 2)  # one picture of all that was wanted
    qtbot.wait(60)
    assert len(wished) == 2


def test_strips_do_not_count_and_a_whole_picture_serves_what_waits(
    qtbot: QtBot, clock: Clock
) -> None:
    wished: list[int] = []
    parent = QObject()
    pace = Pace(lambda: wished.append(1), parent)
    painted(pace, clock, 0.05, whole=False)
    pace.want()
    assert len(wished) == 1
    painted(pace, clock, 0.05)
    pace.want()
    painted(pace, clock, 0.001)
    qtbot.wait(80)
    assert len(wished) == 1


def test_after_the_longest_picture_a_tenth_of_a_second_is_enough(
    qtbot: QtBot, clock: Clock
) -> None:
    wished: list[int] = []
    parent = QObject()
    pace = Pace(lambda: wished.append(1), parent)
    painted(pace, clock, 3.0)
    clock.now += 0.11
    pace.want()
    assert len(wished) == 1
