"""Variation, strands, locks and dice, from the hand to the state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from vaecomposer.generation.api import SongbookFacts
from vaecomposer.latent.directions import DirectionWords
from vaecomposer.ui.panel.slider_group import AMOUNTS, thrown

from .conftest import Desk, desk_of

FACTS = SongbookFacts(
    "Studio", "CPU", (), tuple(DirectionWords("low", "high") for _ in range(16)), 0.8, strands=40
)


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    made = desk_of(qtbot)
    made.studio.window.show_songbook(FACTS)
    yield made
    made.studio.close()


def test_variation_moves_the_music_and_says_from_where_to_where(desk: Desk) -> None:
    left, document = desk.studio.window.left, desk.studio.document
    QTest.keyClick(left.variation, Qt.Key.Key_PageUp)
    QTest.keyClick(left.variation, Qt.Key.Key_PageUp)
    assert document.state.variation == 20.0
    assert not document.state.at_rest
    assert document.undo_label is not None
    assert document.undo_label.startswith("Variation")
    document.undo()
    assert left.variation.amount == document.state.variation


def test_strands_are_behind_one_click_and_found_by_number(desk: Desk) -> None:
    strands = desk.studio.window.left.strands
    assert strands.heading.text() == "All 40 strands"
    assert strands.sliders == ()
    QTest.mouseClick(strands.heading, Qt.MouseButton.LeftButton)
    assert len(strands.sliders) == 40
    QTest.keyClicks(strands.search, "3")
    seen = [i + 1 for i, s in enumerate(strands.sliders) if not s.isHidden()]
    assert seen == [3, *range(30, 40)]
    QTest.keyClick(strands.sliders[2], Qt.Key.Key_PageUp)
    assert desk.studio.document.state.strands == ((2, 10.0),)
    assert desk.studio.document.undo_label == "Strand 3 0 to +10"
    QTest.mouseClick(strands.reset, Qt.MouseButton.LeftButton)
    assert desk.studio.document.state.strands == ()
    QTest.mouseClick(strands.heading, Qt.MouseButton.LeftButton)
    assert all(s.isHidden() for s in strands.sliders)


def test_a_strand_is_reached_by_keys_alone(desk: Desk) -> None:
    window, strands = desk.studio.window, desk.studio.window.left.strands
    window.toggle_left()
    window.actions_table["strand-find"].trigger()
    assert strands.is_unfolded
    assert strands.search.hasFocus()
    area = window.left._groups.viewport()
    QTest.qWait(20)
    assert 0 <= strands.search.mapTo(area, QPoint(0, 0)).y() < area.height() / 3
    QTest.keyClicks(strands.search, "7")
    QTest.keyClick(strands.search, Qt.Key.Key_Return)
    assert strands.sliders[6].hasFocus()
    top = strands.sliders[6].mapTo(area, QPoint(0, 0)).y()
    assert 0 <= top < area.height()
    window.actions_table["strand-find"].trigger()
    assert strands.is_unfolded
    assert strands.search.selectedText() == "7"
    QTest.keyClick(strands.search, Qt.Key.Key_Escape)
    assert strands.is_unfolded
    assert not any(slider.isHidden() for slider in strands.sliders)
    QTest.keyClick(strands.search, Qt.Key.Key_Down)
    assert strands.sliders[0].hasFocus()


def test_a_number_that_no_strand_has_is_told(desk: Desk) -> None:
    strands = desk.studio.window.left.strands
    strands.open_search()
    for typed in ("41", "dark"):
        strands.search.setText(typed)
        assert all(slider.isHidden() for slider in strands.sliders)
        assert not strands.none.isHidden()
        assert strands.none.text == "The strands are numbered from 1 to 40."
        QTest.keyClick(strands.search, Qt.Key.Key_Return)
        assert strands.search.hasFocus()
    strands.search.setText("4")
    assert strands.none.isHidden()
    strands.search.setText("99")
    strands.toggle()
    assert strands.none.isHidden()


def test_without_a_songbook_there_is_no_strand_to_find(desk: Desk) -> None:
    desk.studio.window.show_songbook(None)
    desk.studio.window.left.strands.open_search()
    assert not desk.studio.window.left.strands.is_unfolded


def test_dice_leave_locked_strands_alone(desk: Desk) -> None:
    strands = desk.studio.window.left.strands
    strands.toggle()
    QTest.keyClick(strands.sliders[4], Qt.Key.Key_PageUp)
    strands.sliders[4].set_locked(locked=True)
    assert desk.studio.document.state.locks.controls == {"strand.5"}
    strands.throw_dice()
    thrown_ = dict(desk.studio.document.state.strands)
    assert thrown_[4] == 10.0
    assert len(thrown_) > 20
    QTest.mouseClick(strands.reset, Qt.MouseButton.LeftButton)
    assert desk.studio.document.state.strands == ((4, 10.0),)


def test_locks_are_part_of_the_session(desk: Desk) -> None:
    left = desk.studio.window.left
    left.shape.sliders[0].set_locked(locked=True)
    left.directions.sliders[2].set_locked(locked=True)
    assert desk.studio.document.state.locks.controls == {"shape.density", "direction.3"}
    desk.studio.window.dock.takes.keep.click()
    assert left.shape.sliders[0].is_locked
    desk.studio.window.new_requested.emit()
    assert not left.shape.sliders[0].is_locked


def test_dice_throw_one_slider_a_panel_or_all_and_as_far_as_wished(desk: Desk) -> None:
    window, document = desk.studio.window, desk.studio.document
    left = window.left
    left.shape.sliders[3].setFocus()
    window.actions_table["dice"].trigger()
    state = document.state
    assert sum(value != 0 for value in state.shape) <= 1
    assert not any(state.directions)
    window.actions_table["dice-panel"].trigger()
    assert sum(value != 0 for value in document.state.shape) > 6
    assert not any(document.state.directions)
    window.actions_table["dice-all"].trigger()
    assert sum(value != 0 for value in document.state.directions) > 8

    little = next(a for a in left.shape.amount_menu().actions() if a.text() == AMOUNTS[0][0])
    little.trigger()
    slider = left.directions.sliders[0]
    slider.show_value(80.0)
    near = [abs(thrown(slider, 0.25) - 80.0) for _ in range(300)]
    far = [abs(thrown(slider, 1.0) - 80.0) for _ in range(300)]
    assert sum(near) < 0.4 * sum(far)
    assert left._amount == 0.25


def test_a_sliders_own_dice_throw_as_far_as_wished_and_leave_a_lock_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = desk.studio.window.left
    QTest.mouseClick(left.strands.heading, Qt.MouseButton.LeftButton)
    little = next(a for a in left.shape.amount_menu().actions() if a.text() == AMOUNTS[0][0])
    little.trigger()
    alt = Qt.KeyboardModifier.AltModifier
    for slider in (left.shape.sliders[0], left.directions.sliders[0], left.strands.sliders[0]):
        monkeypatch.setattr(slider, "throw", lambda: 80.0)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, alt, QPoint(5, slider.height() // 2))
        assert slider.amount == 20.0, slider
        slider.set_locked(locked=True)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, alt, QPoint(5, slider.height() // 2))
        assert slider.amount == 20.0, slider


def test_dice_for_all_sliders_are_one_step(desk: Desk) -> None:
    document = desk.studio.document
    before = document.state
    desk.studio.window.actions_table["dice-all"].trigger()
    assert document.undo_label == "Shape and Directions"
    assert any(document.state.shape)
    assert any(document.state.directions)
    document.undo()
    assert document.state.shape == before.shape
    assert document.state.directions == before.directions


def test_only_sliders_with_a_middle_are_written_with_a_sign(desk: Desk) -> None:
    left, document = desk.studio.window.left, desk.studio.document
    QTest.keyClick(left.variation, Qt.Key.Key_PageUp)
    assert document.undo_label == "Variation 0 to 10"
    QTest.keyClick(left.surprise, Qt.Key.Key_PageUp)
    assert document.undo_label == "Surprise 30 to 40"
    QTest.keyClick(left.shape.sliders[0], Qt.Key.Key_PageUp)
    assert document.undo_label == "Density 0 to +10"
