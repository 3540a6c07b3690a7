"""The right column at every width, and without a songbook."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.pads.pad_card import MISSING, OPENING
from vaecomposer.ui.theme import DARK, LIGHT, right_width

from ..conftest import FACTS, Ear, make_piece, state_of

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(
    ("window", "width"),
    [(1024, 44), (1279, 44), (1280, 232), (1440, 250), (1920, 300), (2560, 380), (3840, 380)],
)
def test_the_column_is_as_wide_as_designed(window: int, width: int) -> None:
    assert right_width(window) == width


def test_tints_are_no_tracks() -> None:
    for theme in (DARK, LIGHT):
        tracks = {track.front.name() for track in theme.tracks}
        assert not tracks & {tint.name() for tint in theme.clouds}
        assert len({tint.name() for tint in theme.clouds}) == 8


def test_three_equal_cards_stand_beside_roll_and_dock(window: MainWindow, qtbot: QtBot) -> None:
    cards = window.pads.cards
    heights = {card.height() for card in cards}
    assert max(heights) - min(heights) <= 1
    assert {card.width() for card in cards} == {250}
    assert window.pads.height() == window.dock.geometry().bottom() - window.centre.y() + 1
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.pads.width() == 232)
    assert all(card.isVisible() for card in cards)


def test_a_narrow_window_has_a_rail_and_a_drawer(window: MainWindow, qtbot: QtBot) -> None:
    window.show_state(state_of(make_piece()))
    window.resize(1100, 720)
    pads = window.pads
    qtbot.waitUntil(lambda: pads.width() == 44)
    assert not any(card.isVisible() for card in pads.cards)
    QTest.mouseClick(pads.rail.buttons[1], LEFT)
    assert pads.morph.isVisible()
    assert pads.drawer.geometry().right() == window.centre.geometry().right()
    assert pads.rail.buttons[1].isChecked()
    QTest.mouseClick(pads.rail.buttons[0], LEFT)
    assert pads.mood.isVisible()
    assert not pads.morph.isVisible()
    assert [button.isChecked() for button in pads.rail.buttons] == [True, False, False]
    window.actions_table["escape"].trigger()
    assert pads.drawer.isHidden()
    QTest.mouseClick(pads.rail.buttons[2], LEFT)
    QTest.mouseClick(pads.rail.buttons[2], LEFT)
    assert pads.drawer.isHidden()
    assert not any(button.isChecked() for button in pads.rail.buttons)


def test_the_drawer_slides_where_motion_is_wanted(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1100, 720)
    qtbot.waitUntil(lambda: window.pads.width() == 44)
    window.look.reduced_motion = False
    drawer = window.pads.drawer
    window.pads.toggle_drawer(0)
    end = window.centre.geometry().right()
    assert drawer.geometry().right() > end
    qtbot.waitUntil(lambda: drawer.geometry().right() == end)


def test_cards_return_in_their_order_when_the_window_widens(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1100, 720)
    qtbot.waitUntil(lambda: window.pads.width() == 44)
    window.pads.toggle_drawer(1)
    window.resize(1440, 900)
    pads = window.pads
    qtbot.waitUntil(lambda: pads.morph.isVisible() and pads.morph.y() > pads.mood.y())
    assert pads.mood.y() < pads.morph.y() < pads.map.y()
    assert pads.drawer.isHidden()
    assert not pads.rail.isVisible()


def test_keys_hide_the_column(window: MainWindow) -> None:
    window.actions_table["right-column"].trigger()
    assert not window.pads.isVisible()
    window.actions_table["right-column"].trigger()
    assert window.pads.isVisible()


def test_without_a_songbook_the_pads_say_so_and_take_nothing(window: MainWindow, ear: Ear) -> None:
    window.show_state(state_of(make_piece()))
    for show, sentence in (
        (lambda: window.show_songbook(None), OPENING),
        (lambda: window.show_songbook_missing("It is gone."), MISSING),
    ):
        show()
        assert {card.pad.sentence for card in window.pads.cards} == {sentence}
        for card in window.pads.cards:
            QTest.mouseClick(card.pad, LEFT)
            assert not card.pad.isEnabled()
        window.grab()
    assert ear.heard == []
    window.show_songbook(FACTS)
    assert window.pads.mood.pad.isEnabled()
    assert window.pads.morph.pad.isEnabled()


def test_panels_are_stops_of_f6(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    window.centre.roll.setFocus()
    reached = set()
    for _ in range(12):
        window.actions_table["next-panel"].trigger()
        focus = window.focusWidget()
        reached |= {c for c in window.pads.cards if focus is not None and c.isAncestorOf(focus)}
    assert {window.pads.mood, window.pads.morph} <= reached
