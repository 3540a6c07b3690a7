"""Columns drawn wider and narrower."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vaecomposer.ui.columns import LEFT, RIGHT, ColumnEdge
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.theme import left_width, right_width

from .conftest import Ear


def drag(edge: ColumnEdge, by: int) -> None:
    start = QPointF(edge.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, x, button, held in (
        (QEvent.Type.MouseButtonPress, 0, left, left),
        (QEvent.Type.MouseMove, by / 2, none, left),
        (QEvent.Type.MouseMove, by, none, left),
        (QEvent.Type.MouseButtonRelease, by, left, none),
    ):
        place = QPointF(2000 + x, 400)  # the edge moves along: only the screen stands still
        QApplication.sendEvent(
            edge, QMouseEvent(kind, start, place, button, held, Qt.KeyboardModifier.NoModifier)
        )


def widths(window: MainWindow) -> tuple[int, int]:
    return window._left_side.width(), window.pads.width()


@pytest.mark.parametrize(("side", "by", "index"), [(LEFT, 40, 0), (RIGHT, -40, 1)])
def test_a_drag_makes_a_column_wider(
    window: MainWindow, ear: Ear, side: str, by: int, index: int
) -> None:
    before = widths(window)
    drag(window.columns.edges[side], by)
    after = widths(window)
    assert after[index] == before[index] + 40
    assert after[1 - index] == before[1 - index]
    ((entries,),) = ear.all_of("columns_changed")
    own = (after[0] if index == 0 else 0, after[1] if index == 1 else 0)
    assert entries == (f"{window.screen().name()}={own[0]},{own[1]}",)
    assert window.transport._left.width() == after[0]


def test_the_widths_stay_within_their_limits(window: MainWindow) -> None:
    drag(window.columns.edges[LEFT], -400)
    drag(window.columns.edges[RIGHT], -400)
    assert widths(window) == (232, 360)  # a quarter of the window
    window.resize(2400, 1200)
    drag(window.columns.edges[RIGHT], -800)
    assert widths(window)[1] == 420


def test_a_double_click_gives_the_width_back(window: MainWindow, qtbot: QtBot) -> None:
    edge = window.columns.edges[LEFT]
    drag(edge, 60)
    qtbot.mouseDClick(edge, Qt.MouseButton.LeftButton)
    assert widths(window) == (left_width(1440), right_width(1440))


def test_arrow_keys_do_the_same(window: MainWindow, qtbot: QtBot) -> None:
    before = widths(window)
    qtbot.keyClick(window.columns.edges[LEFT], Qt.Key.Key_Right)
    qtbot.keyClick(window.columns.edges[RIGHT], Qt.Key.Key_Left)
    assert widths(window) == (before[0] + 8, before[1] + 8)
    qtbot.keyClick(window.columns.edges[RIGHT], Qt.Key.Key_Delete)
    assert widths(window) == (before[0] + 8, before[1])


def test_what_was_remembered_is_taken_up_and_damage_is_passed_over(window: MainWindow) -> None:
    screen = window.screen().name()
    window.columns.show_own(("nonsense", "", "300,300", "other=300,300", f"{screen}=300,x"))
    assert widths(window) == (left_width(1440), right_width(1440))
    window.columns.show_own((f"{screen}=300,0",))
    assert widths(window) == (300, right_width(1440))


def test_the_edges_lie_in_the_gaps_and_leave_with_their_column(window: MainWindow) -> None:
    left, right = window.columns.edges[LEFT], window.columns.edges[RIGHT]
    assert left.x() == window._left_side.geometry().right() + 1
    assert right.geometry().right() + 1 == window.pads.x()
    window.actions_table["left-column"].trigger()
    assert not left.isVisible()
    window.resize(1100, 720)
    assert not right.isVisible()
