"""The tools over the roll."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from vaecomposer.music.snap import SNAPS
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.roll.gestures import Tool

from .roll_desk import RollDesk


@pytest.fixture
def desk(window: MainWindow) -> RollDesk:
    return RollDesk(window)


def test_every_tool_has_a_name_and_a_sentence(desk: RollDesk) -> None:
    buttons = desk.window.centre.tools.findChildren(QAbstractButton)
    assert len(buttons) >= 9
    for button in buttons:
        assert button.accessibleName(), button
        assert button.toolTip(), button


def test_one_tool_is_in_hand_even_if_pressed_twice(desk: RollDesk) -> None:
    tools = desk.window.centre.tools
    for _ in range(2):
        tools.buttons[Tool.DRAW].click()
        assert [t for t, b in tools.buttons.items() if b.isChecked()] == [Tool.DRAW]
    assert desk.roll.tool is Tool.DRAW


def test_the_snap_picker_sets_the_lines(desk: RollDesk) -> None:
    tools = desk.window.centre.tools
    for snap in SNAPS:
        tools.snap.picked.emit(snap)
        assert desk.roll.snap is snap
        assert tools.snap.text() == snap.name


def test_the_strength_is_picked_and_told(desk: RollDesk) -> None:
    tools = desk.window.centre.tools
    menu = tools.strength_menu()
    next(a for a in menu.actions() if a.text() == "75 %").trigger()
    assert desk.roll.strength == 0.75
    assert tools.strength.accessibleName() == "Quantise strength, 75 per cent"
    menu.close()


def test_a_narrow_centre_leaves_quantising_to_its_key(desk: RollDesk) -> None:
    desk.window.resize(960, 700)
    assert not desk.window.centre.tools.quantise.isVisible()
    desk.window.resize(1440, 900)
    assert desk.window.centre.tools.quantise.isVisible()
