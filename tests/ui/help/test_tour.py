"""Seven cards, each beside its control."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from vaecomposer.session.state import SessionState
from vaecomposer.ui.help.tour import Tour
from vaecomposer.ui.main_window import MainWindow

from ..conftest import Ear, make_piece, state_of


@pytest.fixture
def tour(window: MainWindow, ear: Ear) -> Tour:
    window.show_state(state_of(make_piece()))
    window.activateWindow()
    window.actions_table["tour"].trigger()
    return window.guide.tour


def test_it_is_offered_in_the_empty_window_and_never_forced(window: MainWindow, ear: Ear) -> None:
    window.show_help((), letters=True, space_presses=False, toured=False)
    window.show_state(SessionState())
    tour = window.guide.tour
    assert not tour.isVisible()
    QTest.mouseClick(window.centre.empty.tour, Qt.MouseButton.LeftButton)
    assert tour.isVisible()
    QTest.mouseClick(tour.skip, Qt.MouseButton.LeftButton)
    assert ear.heard == [("tour_ended",)]
    assert not window.centre.empty.tour.isVisible()
    window.show_help((), letters=True, space_presses=False, toured=True)
    assert not window.centre.empty.tour.isVisible()


def test_next_goes_through_seven_cards(tour: Tour, ear: Ear) -> None:
    seen = []
    while tour.isVisible():
        seen.append(tour.title.text)
        QTest.mouseClick(tour.next, Qt.MouseButton.LeftButton)
    assert len(seen) == len(set(seen)) == 7
    assert ear.heard == [("tour_ended",)]


def test_doing_it_goes_on_and_leaves_the_keyboard(tour: Tour, window: MainWindow) -> None:
    QTest.mouseClick(window.left.compose, Qt.MouseButton.LeftButton)
    assert tour.place == 1
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert tour.place == 2
    slider = window.left.shape.sliders[0]
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert tour.place == 3
    QTest.keyClick(slider, Qt.Key.Key_Right)  # not what this card is about
    assert tour.place == 3
    assert QApplication.focusWidget() is slider
    window.left.variation.setFocus()
    QTest.keyClick(window.left.variation, Qt.Key.Key_Right)
    assert tour.place == 4


def test_esc_ends_it_from_anywhere(tour: Tour, window: MainWindow, ear: Ear) -> None:
    window.centre.roll.setFocus()
    QTest.keyClick(window.centre.roll, Qt.Key.Key_Escape)
    assert not tour.isVisible()
    assert ear.heard == [("tour_ended",)]


@pytest.mark.parametrize("size", [(960, 600), (1024, 700), (1280, 800), (1440, 900), (1920, 1080)])
def test_every_card_is_in_the_window_and_beside_its_control(
    tour: Tour, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    QTest.qWait(10)
    for place, stop in enumerate(tour._stops):
        tour._show(place)
        assert window.rect().contains(tour.geometry()), stop.title
        control = stop.control()
        assert control is not None
        if control.isVisible() and not stop.top:
            box = QRect(control.mapTo(window, QPoint(0, 0)), control.size())
            assert not tour.geometry().intersects(box), stop.title


def test_what_cannot_be_seen_is_told_in_the_middle(tour: Tour, window: MainWindow) -> None:
    window.actions_table["left-column"].trigger()
    tour._show(2)
    assert tour._tip is None
    assert abs(tour.geometry().center().x() - window.rect().center().x()) < 3


def test_nothing_glides_where_motion_is_not_wanted(tour: Tour) -> None:
    QTest.mouseClick(tour.next, Qt.MouseButton.LeftButton)
    assert tour._moving.state() == tour._moving.State.Stopped
    tour._look.reduced_motion = False
    QTest.mouseClick(tour.next, Qt.MouseButton.LeftButton)
    assert tour._moving.state() == tour._moving.State.Running


def test_its_cards_are_read_aloud(tour: Tour) -> None:
    assert tour.accessibleName() == "Tour, 1 of 7, A first idea"
    assert tour.accessibleDescription() == tour.text.text
    assert QApplication.focusWidget() is tour.next
