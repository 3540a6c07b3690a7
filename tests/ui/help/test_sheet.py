"""The table of shortcuts over the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.actions import COMMANDS
from vaecomposer.ui.help.keymap import Keymap, in_force, keymap_of
from vaecomposer.ui.help.sheet import ShortcutSheet
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.roll.note_menu import note_menu

from ..conftest import Ear, make_piece, state_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sheet(window: MainWindow, ear: Ear) -> ShortcutSheet:
    window.show_state(state_of(make_piece()))
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.guide.sheet.isVisible()
    return window.guide.sheet


def names(sheet: ShortcutSheet) -> list[str]:
    return [row.name for row in sheet.list.rows if row.name]


def focused() -> object:
    return QApplication.focusWidget()


def change(sheet: ShortcutSheet, name: str, key: Qt.Key) -> None:
    sheet.list.choose(name)
    sheet.list.setFocus()
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    QTest.keyClick(sheet.list, key)


def test_it_has_every_command_and_what_controls_answer(sheet: ShortcutSheet) -> None:
    assert set(names(sheet)) == {command.name for command in COMMANDS}
    assert "On a slider" in [row.text for row in sheet.list.rows if row.heading]


def test_it_is_searched_by_words_and_by_keys(sheet: ShortcutSheet) -> None:
    QTest.keyClicks(sheet.field, "tap")
    assert names(sheet) == ["tap"]
    sheet.field.clear()
    QTest.keyClicks(sheet.field, "ctrl+k")
    assert names(sheet) == ["palette"]
    sheet.field.clear()
    QTest.keyClicks(sheet.field, "takes")
    assert "compose" in names(sheet)  # the whole group
    sheet.field.setText("zither")
    assert sheet.list.rows == ()


def test_what_is_typed_in_it_is_not_for_the_window(sheet: ShortcutSheet, ear: Ear) -> None:
    QTest.keyClicks(sheet.field, "c 1x")
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert ear.heard == []


def test_esc_closes_it_and_gives_the_keyboard_back(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    window.activateWindow()
    slider = window.left.shape.sliders[1]
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_F1)
    assert focused() is window.guide.sheet.field
    QTest.keyClick(window.guide.sheet.field, Qt.Key.Key_Escape)
    assert not window.guide.sheet.isVisible()
    assert focused() is slider


def test_tab_stays_on_it(sheet: ShortcutSheet) -> None:
    for _ in range(9):
        widget = QApplication.focusWidget()
        assert widget is not None
        assert sheet.holds(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert sheet.holds(QApplication.focusWidget())


def test_arrows_in_the_field_go_through_the_list(sheet: ShortcutSheet) -> None:
    first = sheet.list.chosen
    QTest.keyClick(sheet.field, Qt.Key.Key_Down)
    assert sheet.list.chosen is not first
    QTest.keyClick(sheet.field, Qt.Key.Key_Up)
    assert sheet.list.chosen == first


def test_enter_and_a_key_give_a_command_another(
    sheet: ShortcutSheet, window: MainWindow, ear: Ear
) -> None:
    change(sheet, "loop", Qt.Key.Key_W)
    assert ear.all_of("keys_picked") == [(("loop=W",), True)]
    assert sheet.said.text == "Loop is W from now on."
    sheet.close_now()
    QTest.keyClick(window, Qt.Key.Key_W)
    QTest.keyClick(window, Qt.Key.Key_C)
    assert len(ear.all_of("loop_changed")) == 1


def test_a_key_that_is_taken_is_told_and_given_at_the_second_press(
    sheet: ShortcutSheet, window: MainWindow, ear: Ear
) -> None:
    change(sheet, "loop", Qt.Key.Key_K)
    assert sheet.is_waiting
    assert sheet.said.text.startswith("K is Metronome now. Press it again to give it to Loop")
    assert ear.all_of("keys_picked") == []
    QTest.keyClick(sheet.list, Qt.Key.Key_K)
    assert ear.all_of("keys_picked") == [(("metronome=", "loop=K"), True)]
    assert window.actions_table["metronome"].shortcuts() == []
    sheet.usual.click()
    assert ear.all_of("keys_picked")[-1] == ((), True)
    assert not sheet.usual.isEnabled()


def test_esc_while_it_waits_leaves_the_key_and_the_sheet(sheet: ShortcutSheet, ear: Ear) -> None:
    change(sheet, "loop", Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert not sheet.is_waiting
    assert ear.heard == []


def test_keys_that_are_needed_elsewhere_are_refused(sheet: ShortcutSheet, ear: Ear) -> None:
    change(sheet, "loop", Qt.Key.Key_Tab)
    assert sheet.said.text == "Tab goes from control to control. Try another key."
    assert sheet.is_waiting
    QTest.keyClick(sheet.list, Qt.Key.Key_Escape)
    sheet.list.choose("shortcuts")
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert not sheet.is_waiting
    assert ear.heard == []


def test_delete_takes_a_key_away(sheet: ShortcutSheet, ear: Ear) -> None:
    sheet.list.choose("tap")
    QTest.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert ear.all_of("keys_picked") == [(("tap=",), True)]


def test_letters_can_be_switched_off(sheet: ShortcutSheet, window: MainWindow, ear: Ear) -> None:
    sheet.letters.click()
    assert ear.all_of("keys_picked") == [((), False)]
    sheet.close_now()
    QTest.keyClick(window, Qt.Key.Key_C)
    assert ear.all_of("loop_changed") == []
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert ear.all_of("play_toggled") == [()]
    window.actions_table["single-keys"].trigger()
    QTest.keyClick(window, Qt.Key.Key_C)
    assert len(ear.all_of("loop_changed")) == 1


def test_space_can_be_given_back_to_buttons(window: MainWindow, ear: Ear) -> None:
    window.show_state(state_of(make_piece()))
    window.activateWindow()
    button = window.transport.undo
    window.show_undo("Compose", None)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert [heard[0] for heard in ear.heard] == ["play_toggled"]
    window.guide.sheet.space.click()
    assert ear.all_of("space_picked") == [(True,)]
    ear.heard.clear()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert [heard[0] for heard in ear.heard] == ["undo_requested"]
    window.centre.roll.setFocus()
    QTest.keyClick(window.centre.roll, Qt.Key.Key_Space)
    assert [heard[0] for heard in ear.heard] == ["undo_requested", "play_toggled"]


def test_it_fits_into_a_small_window(sheet: ShortcutSheet, window: MainWindow) -> None:
    window.resize(960, 600)
    assert window.rect().contains(sheet.geometry())


def test_tips_and_menus_show_the_keys_that_are_in_force(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    loop, undo, compose = window.transport.loop, window.transport.undo, window.left.compose
    beat, compared = window.transport.change_on._segments[1], window.dock.takes.compare._segments
    assert beat.toolTip().endswith("   2")
    assert compared[1].statusTip().endswith("   ·   X")
    assert loop.toolTip().endswith("   C")
    assert undo.toolTip().endswith("   Ctrl+Z")
    assert compose.toolTip().endswith("   Ctrl+Enter")
    window.guide.show_keys(keymap_of(("loop=W", "undo=", "compose=F5", "quantise=Y"), letters=True))
    assert loop.toolTip().endswith("   W")
    assert loop.statusTip().endswith("   ·   W")
    assert undo.toolTip() == words.UNDO.tip
    window.show_undo("Density", None)  # described anew
    assert undo.toolTip() == words.UNDO.tip
    assert compose.toolTip().endswith("   F5")
    assert compose._keys == "F5"
    assert window.centre.tools.quantise.toolTip().endswith("   Y")
    menu = note_menu(window.centre.roll, None, 0.0)
    shown = dict(a.text().partition("\t")[::2] for a in menu.actions() if a.text())
    assert shown["Quantise"] == "Y"
    assert shown["Humanise"] == "H"
    menu.close()
    window.guide.toggle_letters()
    assert loop.toolTip() == words.LOOP.tip
    assert beat.toolTip() == words.CHANGE_ON.tip
    assert compose.toolTip().endswith("   F5")
    window.guide.show_keys(Keymap())
    assert loop.toolTip().endswith("   C")
    assert compose._keys == "Ctrl ↵"


def test_every_command_named_in_a_description_exists(window: MainWindow) -> None:
    found = [w.property("described command") for w in window.findChildren(QWidget)]
    named = {entry[1] for entry in found if entry is not None}
    assert len(named) >= 20
    assert named <= {command.name for command in COMMANDS}
    for name in named:
        assert in_force(window, name), name
