"""The map in the studio: journeys become takes, and takes find their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vaecomposer.generation.api import Failure
from vaecomposer.session import edits
from vaecomposer.studio import travelling

from ..ui.conftest import FACTS
from .pads_desk import FIRST, SECOND, SONGS, PadsDesk, pads_desk


class Clock:
    """Time as the test has it."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(travelling, "time", made)
    return made


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, clock: Clock) -> Iterator[PadsDesk]:
    made = pads_desk(qtbot)
    made.studio._receive(replace(FACTS, map=SONGS))
    pad = made.window.pads.map.map_pad
    qtbot.waitUntil(lambda: pad.clouds is not None, timeout=20_000)
    yield made
    made.studio.close()


def go(desk: PadsDesk, *places: tuple[float, float]) -> None:
    for place in places:
        desk.window.travelled.emit(*place)
    desk.window.travel_ended.emit()


def test_a_journey_is_one_take_and_one_entry(desk: PadsDesk) -> None:
    document = desk.studio.document
    entries = len(document.history.rows)
    desk.window.travelled.emit(0.2, 0.2)
    first = desk.journeys[-1]
    assert (first.place, first.conditions.style) == ((0.2, 0.2), None)
    desk.answer(first, 20)
    desk.window.travelled.emit(0.3, 0.3)
    desk.window.travelled.emit(0.4, 0.4)
    desk.answer(desk.journeys[-2], 30)
    assert desk.loudness == 30
    desk.window.travel_ended.emit()
    desk.answer(desk.journeys[-1], 40)
    assert desk.journeys[-1].seed == first.seed
    assert [take.title for take in desk.state.takes[2:]] == ["From the map"]
    assert (desk.state.take, desk.loudness) == (3, 40)
    assert len(document.history.rows) == entries + 1
    document.undo()
    assert desk.state.take == 2


def test_the_next_journey_is_another_take(desk: PadsDesk, clock: Clock) -> None:
    go(desk, (0.2, 0.2))
    desk.answer(desk.journeys[-1], 20)
    clock.now += 5
    go(desk, (0.8, 0.8))
    desk.answer(desk.journeys[-1], 30)
    assert len(desk.state.takes) == 4
    assert desk.journeys[0].seed != desk.journeys[1].seed


def test_keys_pressed_one_after_another_walk_on(desk: PadsDesk, clock: Clock) -> None:
    for step in range(3):
        clock.now += 0.2
        go(desk, (0.2 + step / 100, 0.2))
        desk.answer(desk.journeys[-1], 20 + step)
    assert len(desk.state.takes) == 3
    assert desk.loudness == 22


def test_an_answer_is_dropped_once_something_else_was_wanted(desk: PadsDesk, clock: Clock) -> None:
    go(desk, (0.2, 0.2))
    desk.window.shape_moved.emit(0, 40.0)
    desk.answer(desk.journeys[-1], 99)
    assert len(desk.state.takes) == 2
    clock.now += 5
    desk.window.travelled.emit(0.2, 0.2)
    desk.answer(desk.journeys[-1], 20)
    desk.window.travelled.emit(0.3, 0.2)
    desk.window.take_picked.emit(1)
    desk.answer(desk.journeys[-1], 99)
    assert desk.state.take == 1
    assert len(desk.state.takes) == 3


def test_the_dot_stays_where_the_hand_went(desk: PadsDesk) -> None:
    pad = desk.window.pads.map.map_pad
    desk.window.travelled.emit(0.25, 0.35)
    desk.studio.document.apply("Swing", edits.set_front(1))
    assert pad.dot == (0.25, 0.35)
    desk.answer(desk.journeys[-1], 20)
    assert pad.dot == (0.25, 0.35)


def test_takes_are_looked_up_and_shown_as_rings(desk: PadsDesk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(desk.looks) == 1)
    assert desk.looks[0].pieces == (FIRST, SECOND)
    desk.place(desk.looks[0], (0.1, 0.2), (0.3, 0.4))
    card = desk.window.pads.map
    assert [(mark.number, mark.place) for mark in card.map_pad.marks] == [(1, (0.1, 0.2))]
    assert card.map_pad.dot == (0.3, 0.4)
    desk.window.take_picked.emit(1)
    assert card.map_pad.dot == (0.1, 0.2)
    assert [mark.number for mark in card.map_pad.marks] == [2]
    qtbot.wait(450)
    assert len(desk.looks) == 1  # all is known


def test_music_that_changes_is_looked_up_again_but_not_all_the_time(
    desk: PadsDesk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(desk.looks) == 1)
    desk.place(desk.looks[0], (0.1, 0.2), (0.3, 0.4))
    for value in (10.0, 20.0, 30.0):
        desk.window.shape_moved.emit(0, value)
        desk.answer(desk.steers[-1], round(value))
    assert len(desk.looks) == 1
    qtbot.waitUntil(lambda: len(desk.looks) == 2)
    assert [p.tracks[0].notes[0].velocity for p in desk.looks[1].pieces] == [30]
    desk.hear(Failure(desk.looks[1], "No."))
    assert not any("No." in text for text in desk.window._toasts.texts)
    assert desk.window.pads.map.map_pad.dot is None


def test_a_place_without_music_is_said(desk: PadsDesk) -> None:
    go(desk, (0.2, 0.2))
    desk.hear(Failure(desk.journeys[-1], "This songbook came without a map."))
    assert any("without a map" in text for text in desk.window._toasts.texts)
    desk.studio._come_over(lambda: None)
    assert desk.state.takes_made == 2
