"""The mood pad: every gesture, and what it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from vaecomposer.session import edits
from vaecomposer.session.state import SessionState
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.pads.mood import MoodCard, mood_at, mood_words, place_of
from vaecomposer.ui.pads.pad import Pad

from ..conftest import Ear, make_piece, state_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(window: MainWindow) -> MoodCard:
    window.show_state(state_of(make_piece()))
    return window.pads.mood


def at(pad: Pad, x: float, y: float) -> QPoint:
    return pad.pixel((x, y)).toPoint()


def test_a_mood_in_words() -> None:
    assert mood_words(None) == "Any mood"
    assert mood_words((0.0, 0.02)) == "Even"
    assert mood_words((-0.2, -0.1)) == "Wistful, moving"
    assert mood_words((-0.5, 0.9)) == "Tense, driven"
    assert mood_words((0.5, 0.4)) == "Joyful, lively"
    assert mood_words((0.5, -0.9)) == "Peaceful, still"
    assert mood_at(place_of((-0.4, 0.3))) == (-0.4, 0.3)


def test_a_drag_is_heard_all_the_way(card: MoodCard, ear: Ear) -> None:
    pad = card.pad
    QTest.mousePress(pad, LEFT, pos=at(pad, 0.25, 0.25))
    QTest.mouseMove(pad, at(pad, 0.5, 0.25))
    QTest.mouseMove(pad, at(pad, 0.75, 0.45))
    assert pad.is_dragged
    QTest.mouseRelease(pad, LEFT, pos=at(pad, 0.75, 0.45))
    moods = [said[0] for said in ear.all_of("mood_moved")]
    assert len(moods) == 3
    assert moods[0] == pytest.approx((-0.5, 0.5), abs=0.02)
    assert moods[-1] == pytest.approx((0.5, 0.1), abs=0.02)
    assert len(ear.all_of("drag_ended")) == 1
    assert card.caption.text == "Joyful, moving"
    assert len(pad.trail.places) == 3


def test_the_dot_is_taken_hold_of_without_a_jump(card: MoodCard, window: MainWindow) -> None:
    window.show_state(edits.set_mood((0.0, 0.0))(window._state))
    pad = card.pad
    QTest.mousePress(pad, LEFT, pos=at(pad, 0.5, 0.5) + QPoint(5, 3))
    assert pad.dot == (0.5, 0.5)
    QTest.mouseRelease(pad, LEFT)


def test_a_state_is_shown_without_asking(card: MoodCard, window: MainWindow, ear: Ear) -> None:
    window.show_state(edits.set_mood((-0.2, -0.1))(window._state))
    assert card.caption.text == "Wistful, moving"
    assert card.figures.text == "−20 · −10"
    assert card.pad.accessibleName() == (
        "Mood, pad, Wistful, moving, bright minus 20, driven minus 10, unlocked"
    )
    assert ear.heard == []
    window.show_state(state_of(make_piece()))
    assert card.pad.dot is None
    assert "any mood" in card.pad.accessibleName()


def test_keys_move_it_as_they_move_a_slider(card: MoodCard, ear: Ear) -> None:
    pad = card.pad
    pad.setFocus()
    QTest.keyClick(pad, Qt.Key.Key_Right)
    QTest.keyClick(pad, Qt.Key.Key_Up)
    QTest.keyClick(pad, Qt.Key.Key_PageDown)
    QTest.keyClick(pad, Qt.Key.Key_Home)
    moods = [said[0] for said in ear.all_of("mood_moved")]
    assert moods == [(0.01, 0.0), (0.01, 0.01), (0.01, -0.09), (-1.0, -0.09)]
    QTest.keyClick(pad, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert len(ear.all_of("mood_moved")) == 4  # at the wall
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert ear.all_of("mood_moved")[-1] == (None,)


def test_reset_takes_any_mood(card: MoodCard, window: MainWindow, ear: Ear) -> None:
    assert not card.reset.isEnabled()
    window.show_state(edits.set_mood((0.5, 0.5))(window._state))
    QTest.mouseClick(card.reset, LEFT)
    assert ear.all_of("mood_moved") == [(None,)]


def test_locked_it_stays(card: MoodCard, window: MainWindow, ear: Ear) -> None:
    QTest.mouseClick(card.lock, LEFT)
    assert ear.all_of("control_locked") == [("mood", True)]
    mood = edits.set_mood((0.5, 0.5))(window._state)
    window.show_state(edits.lock_control("mood", on=True)(mood))
    pad = card.pad
    QTest.mouseClick(pad, LEFT, pos=at(pad, 0.2, 0.2))
    QTest.keyClick(pad, Qt.Key.Key_Right)
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    pad.turn_to(0, 0.1)
    assert ear.all_of("mood_moved") == []
    assert not card.reset.isEnabled()
    assert pad.accessibleName().endswith("locked")
    QTest.keyClick(pad, Qt.Key.Key_L)
    assert ear.all_of("control_locked")[-1] == ("mood", False)


def test_escape_brings_the_dot_back(card: MoodCard, window: MainWindow, ear: Ear) -> None:
    window.show_state(edits.set_mood((0.0, 0.0))(window._state))
    pad = card.pad
    QTest.mousePress(pad, LEFT, pos=at(pad, 0.5, 0.5))
    QTest.mouseMove(pad, at(pad, 0.9, 0.1))
    window.actions_table["escape"].trigger()
    assert ear.all_of("mood_moved")[-1] == ((0.0, 0.0),)
    assert not pad.is_dragged
    QTest.mousePress(pad, LEFT, pos=at(pad, 0.5, 0.5))
    QTest.mouseMove(pad, at(pad, 0.9, 0.1))
    QTest.keyClick(pad, Qt.Key.Key_Escape)
    assert pad.dot == (0.5, 0.5)


def test_both_ways_can_be_learnt(card: MoodCard, window: MainWindow, ear: Ear) -> None:
    right, up = window.learning.find("mood.x"), window.learning.find("mood.y")
    assert right is not None
    assert up is not None
    right.set(1.0)
    up.set(0.75)
    assert [said[0] for said in ear.all_of("mood_moved")] == [(1.0, 0.0), (1.0, 0.5)]
    assert (right.get(), up.get()) == (1.0, 0.75)
    up.done()
    assert ear.all_of("drag_ended") == [()]
    assert "morph.x" in window.learning.targets


def test_without_music_it_says_any_mood(window: MainWindow) -> None:
    window.show_state(SessionState())
    assert window.pads.mood.caption.text == "Any mood"
