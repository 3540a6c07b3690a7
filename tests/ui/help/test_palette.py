"""Any command by a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vaecomposer.session import takes
from vaecomposer.ui.help.matching import score
from vaecomposer.ui.help.palette import CommandPalette
from vaecomposer.ui.main_window import MainWindow

from ..conftest import Ear, make_piece, state_of


@pytest.fixture
def palette(window: MainWindow, ear: Ear) -> CommandPalette:
    state = takes.keep_copy(state_of(make_piece()))
    window.show_state(takes.rename(1, "Harbour dawn")(state))
    window.activateWindow()
    window.centre.roll.setFocus()
    QTest.keyClick(window.centre.roll, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.guide.palette.isVisible()
    return window.guide.palette


def test_what_fits_best_comes_first() -> None:
    texts = ("Compare", "Compose a take", "Play or stop", "Previous take")
    ranked = sorted((t for t in texts if score("com", t)), key=lambda t: -(score("com", t) or 0))
    assert ranked == ["Compare", "Compose a take"] or ranked == ["Compose a take", "Compare"]
    assert score("take comp", "Compose a take")
    assert score("cmp", "Compose a take")
    assert score("", "Anything") is not None
    assert score("zz", "Compose a take") is None
    assert (score("take", "Next take") or 0) > (score("tak", "Next take") or 0)


def test_typing_and_enter_run_a_command(
    palette: CommandPalette, ear: Ear, qtbot: QtBot, window: MainWindow
) -> None:
    QTest.keyClicks(palette.field, "compose tak")
    assert palette.list.chosen is not None
    assert palette.list.chosen.name == "compose"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    qtbot.waitUntil(lambda: ear.all_of("compose_requested") == [()])
    assert QApplication.focusWidget() is window.centre.roll


def test_commands_show_the_keys_they_have_now(palette: CommandPalette, window: MainWindow) -> None:
    QTest.keyClicks(palette.field, "tap tempo")
    assert palette.list.rows[0].keys == ("T",)


def test_what_cannot_be_done_now_is_greyed_and_not_run(
    palette: CommandPalette, ear: Ear, window: MainWindow
) -> None:
    QTest.keyClicks(palette.field, "redo")
    row = palette.list.chosen
    assert row is not None
    assert (row.name, row.enabled) == ("redo", False)
    assert row.said.endswith("not now")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert ear.heard == []


def test_takes_are_found_by_name(palette: CommandPalette, ear: Ear) -> None:
    QTest.keyClicks(palette.field, "harb")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert ear.heard == [("take_picked", 1)]


def test_a_click_runs_too(palette: CommandPalette, ear: Ear, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.field, "metronome")
    item = palette.list.item(0)
    at = palette.list.visualItemRect(item).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: len(ear.all_of("metronome_toggled")) == 1)


def test_nothing_of_that_name_is_told(palette: CommandPalette) -> None:
    QTest.keyClicks(palette.field, "zither")
    assert palette.none.isVisible()
    assert palette.list.chosen is None
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_it_goes_when_the_keyboard_goes_elsewhere(
    palette: CommandPalette, window: MainWindow
) -> None:
    window.left.compose.setFocus()
    assert not palette.isVisible()


def test_what_was_done_lately_comes_first(
    palette: CommandPalette, window: MainWindow, qtbot: QtBot, ear: Ear
) -> None:
    QTest.keyClicks(palette.field, "humanise")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    window.guide.open_palette()
    assert palette.list.rows[0].name == "humanise"
    palette.close_now()
    qtbot.wait(1)  # the command of before has been run


def test_export_is_only_for_music(window: MainWindow) -> None:
    assert not window.actions_table["export"].isEnabled()
    window.show_state(state_of(make_piece()))
    assert window.actions_table["export"].isEnabled()
