"""How sliders answer to mouse, wheel and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vaecomposer.latent.directions import DirectionWords
from vaecomposer.ui.controls.direction_slider import DirectionSlider
from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.look import Look

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def slider(qtbot: QtBot, look: Look) -> DirectionSlider:
    made = DirectionSlider(look, 3)
    made.show_words(DirectionWords("plain", "ornate"))
    made.resize(260, 26)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def moves(slider: DirectionSlider) -> list[float]:
    heard: list[float] = []
    slider.moved.connect(heard.append)
    return heard


def at(slider: Slider, value: float) -> QPoint:
    return QPoint(round(slider.x_of(value)), round(slider.groove().center().y()))


def turn(slider: Slider, notches: int) -> None:
    middle = QPointF(slider.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(slider.mapToGlobal(slider.rect().center())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by place only
    )
    QApplication.sendEvent(slider, event)


def test_being_shown_a_value_tells_nobody(slider: DirectionSlider, moves: list[float]) -> None:
    slider.show_value(38.5)
    assert slider.amount == 38.5
    assert moves == []


def test_dragging_the_cap_moves_the_value_with_the_hand(
    slider: DirectionSlider, moves: list[float]
) -> None:
    ends: list[bool] = []
    slider.drag_ended.connect(lambda: ends.append(True))
    QTest.mousePress(slider, Left, NONE, at(slider, 0))
    assert moves == []
    QTest.mouseMove(slider, at(slider, 50))
    assert slider.amount == pytest.approx(50, abs=2)
    assert slider.is_dragged
    QTest.mouseRelease(slider, Left, NONE, at(slider, 50))
    assert ends == [True]


def test_a_press_on_the_line_goes_there(slider: DirectionSlider, moves: list[float]) -> None:
    QTest.mousePress(slider, Left, NONE, at(slider, -60))
    assert moves[-1] == pytest.approx(-60, abs=2)


def test_a_press_on_a_word_takes_hold_without_a_jump(
    slider: DirectionSlider, moves: list[float]
) -> None:
    QTest.mousePress(slider, Left, NONE, QPoint(40, 13))
    assert moves == []
    QTest.mouseMove(slider, QPoint(52, 13))
    assert slider.amount > 0


def test_shift_makes_the_drag_ten_times_finer(slider: DirectionSlider) -> None:
    slider.mousePressEvent(_mouse(slider, "press", 0, NONE))
    slider.mouseMoveEvent(_mouse(slider, "move", 50, SHIFT))
    assert slider.amount == pytest.approx(5, abs=0.3)


def test_escape_brings_the_drag_back_to_where_it_began(slider: DirectionSlider) -> None:
    slider.show_value(20)
    QTest.mousePress(slider, Left, NONE, at(slider, 20))
    QTest.mouseMove(slider, at(slider, 70))
    QTest.keyClick(slider, Key.Key_Escape)
    assert slider.amount == 20
    assert not slider.is_dragged


def test_a_double_click_and_delete_go_back_to_zero(slider: DirectionSlider) -> None:
    slider.show_value(20)
    QTest.mouseDClick(slider, Left, NONE, at(slider, 20))
    assert slider.amount == 0
    slider.show_value(20)
    QTest.keyClick(slider, Key.Key_Delete)
    assert slider.amount == 0


@pytest.mark.parametrize(
    ("key", "modifier", "value"),
    [
        (Key.Key_Right, NONE, 11),
        (Key.Key_Down, NONE, 9),
        (Key.Key_Up, SHIFT, 10.1),
        (Key.Key_PageUp, NONE, 20),
        (Key.Key_PageDown, NONE, 0),
        (Key.Key_Home, NONE, -100),
        (Key.Key_End, NONE, 100),
    ],
)
def test_keys_move_it_by_the_steps_of_the_design(
    slider: DirectionSlider, key: Qt.Key, modifier: Qt.KeyboardModifier, value: float
) -> None:
    slider.show_value(10)
    QTest.keyClick(slider, key, modifier)
    assert slider.amount == pytest.approx(value)


def test_typed_digits_and_enter_set_an_exact_value(
    slider: DirectionSlider, moves: list[float]
) -> None:
    QTest.keyClicks(slider, "-42.5")
    assert moves == []
    QTest.keyClick(slider, Key.Key_Return)
    assert moves == [-42.5]
    QTest.keyClicks(slider, "999")
    QTest.keyClick(slider, Key.Key_Return)
    assert slider.amount == 100


def test_the_wheel_turns_it_only_when_focused_or_rested_on(
    slider: DirectionSlider, moves: list[float]
) -> None:
    slider._entered = float("inf")  # the pointer has just come
    slider.clearFocus()
    turn(slider, 1)
    assert moves == []
    slider._entered = 0.0  # long ago
    turn(slider, 1)
    turn(slider, -1)
    turn(slider, -1)
    assert moves == [1, 0, -1]


def test_the_lock_is_toggled_by_l_and_by_a_click_at_the_end_of_the_row(
    slider: DirectionSlider,
) -> None:
    QTest.keyClick(slider, Key.Key_L)
    assert slider.is_locked
    QTest.mouseClick(slider, Left, NONE, QPoint(slider.width() - 8, 13))
    assert not slider.is_locked
    assert slider.amount == 0


def test_it_says_its_name_value_and_lock(slider: DirectionSlider) -> None:
    slider.show_value(46)
    assert slider.accessibleName() == "Direction 3, plain to ornate, slider, plus 46, unlocked"


def test_dice_stay_within_the_limits(slider: DirectionSlider) -> None:
    assert all(-100 <= slider.throw() <= 100 for _ in range(200))


def _mouse(slider: Slider, what: str, value: float, modifier: Qt.KeyboardModifier):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    kind = QEvent.Type.MouseButtonPress if what == "press" else QEvent.Type.MouseMove
    spot = QPointF(at(slider, value))
    return QMouseEvent(kind, spot, QPointF(slider.mapToGlobal(spot)), Left, Left, modifier)
