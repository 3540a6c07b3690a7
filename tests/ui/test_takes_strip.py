"""The strip of takes in windows of every width, and Tab through what is made after the window."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FACTS, make_piece, state_of
from vaecomposer.session.state import SessionState
from vaecomposer.ui.main_window import MainWindow


def with_takes(count: int) -> SessionState:
    state = state_of(make_piece())
    (take,) = state.takes
    takes = tuple(replace(take, number=i + 1, name=f"Take {i + 1}") for i in range(count))
    return replace(state, takes=takes, take=count)


def shown(window: MainWindow, qtbot: QtBot, count: int, width: int, height: int) -> None:
    window.resize(width, height)
    window.show()
    window.show_songbook(FACTS)
    window.show_state(with_takes(count))
    qtbot.wait(20)


def test_a_very_wide_window_has_two_rows_for_many_takes(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, qtbot, 40, 2560, 1440)
    takes, dock = window.dock.takes, window.dock
    assert (dock.height(), takes.height(), window.mixer.height()) == (214, 146, 214)
    newest, second, third = takes.cells[:3]
    assert second.y() > newest.geometry().bottom()
    assert second.x() == newest.x()
    assert third.x() > newest.geometry().right()
    assert third.y() == newest.y()
    inside = newest.parentWidget()
    assert inside is not None
    assert second.geometry().bottom() < inside.height()


def test_few_takes_keep_one_row_and_their_names(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, qtbot, 6, 2560, 1440)
    cells = window.dock.takes.cells
    assert len({cell.y() for cell in cells}) == 1
    named = cells[0].sizeHint().height()
    window.show_state(with_takes(40))
    qtbot.wait(20)
    assert cells[0].sizeHint().height() < named
    window.show_state(with_takes(6))
    qtbot.wait(20)
    cells = window.dock.takes.cells
    assert [cell.sizeHint().height() for cell in cells] == [named] * 6
    assert len({cell.y() for cell in cells}) == 1


def test_a_window_that_narrows_gives_the_room_back(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, qtbot, 40, 2560, 1440)
    window.resize(1920, 1080)
    qtbot.wait(20)
    assert (window.dock.height(), window.mixer.height()) == (174, 174)
    assert len({cell.y() for cell in window.dock.takes.cells}) == 1


def test_tab_comes_to_parts_made_later_where_they_stand(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, qtbot, 3, 1440, 900)
    order: list[QWidget] = []
    step = window.nextInFocusChain()
    while step is not window:
        if step.isVisible() and step.isEnabled() and step.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(step)
        step = step.nextInFocusChain()
    takes, rows = window.dock.takes, window.mixer.rows
    after = dict(pairwise(order))
    assert after[takes.drag_out] is takes.cells[0]
    assert [after[cell] for cell in takes.cells[:2]] == takes.cells[1:]
    assert after[window.mixer.link] is rows[0].name
    assert after[rows[0].solo] is rows[1].name
    said = [w.accessibleName() for w in order]
    tabs = said.index("Melody, melody track")
    assert said[tabs - 1] == window.centre.brief.more.accessibleName()
    assert said[tabs + 4] == "Piano roll"
