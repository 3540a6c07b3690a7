"""Locks: set by key, menu and tab, drawn, counted, and never edited by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from vaecomposer.ui.main_window import MainWindow

from .roll_desk import BAR, CTRL, NONE, SHIFT, STEP, RollDesk

ON = True


@pytest.fixture
def desk(window: MainWindow) -> RollDesk:
    made = RollDesk(window)
    window.activateWindow()
    return made


def test_l_locks_the_selected_notes_and_unlocks_them(desk: RollDesk) -> None:
    desk.roll.select(desk.places(4, 5))
    QTest.keyClick(desk.window, Qt.Key.Key_L)
    assert len(desk.state.locks.notes) == 2
    assert desk.window.status.facts[-1] == "2 notes locked"
    assert desk.document.undo_label == "Lock 2 notes"
    QTest.keyClick(desk.window, Qt.Key.Key_L)
    assert not desk.state.locks.holds_music


def test_l_locks_the_selected_bars_and_shift_l_unlocks_all(desk: RollDesk) -> None:
    desk.window.bars_selected.emit(frozenset({0, 1}))
    QTest.keyClick(desk.window, Qt.Key.Key_L)
    assert desk.state.locks.bars == {0, 1}
    QTest.keyClick(desk.window, Qt.Key.Key_L, SHIFT)
    assert not desk.state.locks.holds_music
    assert desk.document.undo_label == "Unlock all"


def test_a_tabs_menu_locks_its_track_and_the_tab_says_so(desk: RollDesk) -> None:
    tabs = desk.window.centre.tabs
    menu = tabs.track_menu(2)
    menu.actions()[-1].trigger()
    assert desk.state.locks.tracks == {2}
    assert desk.window.status.facts[-1] == "Bass locked"
    assert tabs._tabs[2].accessibleName() == "Bass, bass track, locked"
    assert tabs.track_menu(2).actions()[-1].text() == "Unlock this track"
    assert not desk.window.grab().isNull()


def test_a_locked_note_does_not_move_and_says_why(desk: RollDesk) -> None:
    note = desk.notes()[4]
    desk.roll.select(desk.places(4))
    desk.command("lock")
    x, y = desk.body(note)
    desk.drag((x, y), (x + 60, y - 30))
    assert desk.notes()[4] == note
    assert desk.window.status.help[0] == "Locked"
    assert desk.selected == [note]
    assert desk.roll.note_words(0, note).endswith(", locked")


def test_keys_and_the_eraser_leave_locked_notes(desk: RollDesk) -> None:
    desk.roll.select(desk.places(4))
    desk.command("lock")
    held = desk.notes()[4]
    desk.roll.select(desk.places(4, 5))
    desk.key(Qt.Key.Key_Up)
    desk.roll._pause.stop()
    assert held in desk.notes()
    assert desk.window.status.help == ("Locked", "1 note locked: left as it is.")
    desk.command("tool-erase")
    desk.click(desk.body(held))
    assert held in desk.notes()
    assert desk.window.status.help[0] == "Locked"


def test_nothing_is_drawn_into_a_locked_bar(desk: RollDesk) -> None:
    desk.window.bars_locked.emit(frozenset({1}), ON)
    before = desk.state.shown
    desk.double_click(desk.cell(BAR + 2 * STEP, 68))
    assert desk.state.shown is before
    assert "Bar 2 is locked" in desk.window.status.help[1]


def test_a_locked_bar_keeps_its_drum_hits_and_velocities(desk: RollDesk) -> None:
    desk.window.bars_locked.emit(frozenset({0}), ON)
    hits, tune = desk.notes(3), desk.notes()
    kick = len(range(8))
    desk.click(desk.drum(0, kick))
    assert desk.notes(3) == hits
    y = desk.g.velocity.top() + 4
    desk.drag((desk.g.x_of(0), y), (desk.g.x_of(2 * BAR) - 6, y))
    assert desk.notes()[:4] == tune[:4]
    assert desk.notes()[4].velocity > 100


def test_a_copy_of_a_locked_note_is_free(desk: RollDesk) -> None:
    note = desk.notes()[4]
    desk.roll.select(desk.places(4))
    desk.command("lock")
    x, y = desk.body(note)
    desk.drag((x, y), (x, y - 20 * desk.g.row), keys=CTRL)
    assert note in desk.notes()
    assert len(desk.notes()) == 65
    assert len(desk.state.locks.notes) == 1


def test_locked_music_is_drawn(desk: RollDesk) -> None:
    plain = desk.roll.grab().toImage()
    desk.window.bars_locked.emit(frozenset({0}), ON)
    desk.window.notes_locked.emit(desk.places(8), ON)
    desk.window.track_locked.emit(0, ON)
    desk.window.bars_selected.emit(frozenset({2}))
    marked = desk.roll.grab().toImage()
    ratio = marked.devicePixelRatio()
    at = [(0.5 * BAR, 8), (0.5 * BAR, 300), (2.5 * BAR, 14)]
    differs = [
        plain.copy(round(desk.g.x_of(t) * ratio), round(y * ratio), 9, 9)
        != marked.copy(round(desk.g.x_of(t) * ratio), round(y * ratio), 9, 9)
        for t, y in at
    ]
    assert differs[1:] == [True, True]
    assert plain != marked
    desk.move(desk.body(desk.notes()[0]), NONE)
