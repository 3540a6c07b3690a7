"""The map: songs, rings, travelling, zooming and what the pointer is on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from vaecomposer.generation.api import SongMap
from vaecomposer.session import edits
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.pads.map import NO_MAP, MapCard
from vaecomposer.ui.pads.map_pad import MapPad, Mark

from ..conftest import FACTS, Ear, make_piece, state_of

LEFT = Qt.MouseButton.LeftButton
PIECE = make_piece()
SONGS = SongMap(
    tuple((0.2 + 0.001 * i, 0.2) for i in range(60))
    + tuple((0.8, 0.8 + 0.001 * i) for i in range(40)),
    ("art song",) * 60 + ("folk",) * 40,
    ("Erlkönig",) + ("",) * 99,
)


@pytest.fixture
def card(window: MainWindow, qtbot: QtBot) -> Iterator[MapCard]:
    window.show_state(state_of(PIECE))
    window.show_songbook(replace(FACTS, map=SONGS))
    pad = window.pads.map.map_pad
    qtbot.waitUntil(lambda: pad.clouds is not None, timeout=20_000)
    window.pads.map.show_places((Mark(2, "Harbour dawn", PIECE, (0.5, 0.3)),), (0.5, 0.7))
    yield window.pads.map
    pad.card.hide()


def at(pad: MapPad, x: float, y: float) -> QPoint:
    return pad.pixel((x, y)).toPoint()


def wheel(pad: MapPad, where: QPoint, turn: int) -> None:
    turned, at_rest = QPoint(0, turn), Qt.ScrollPhase.NoScrollPhase
    none, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    on_screen = QPointF(pad.mapToGlobal(where))
    inverted = False
    pad.wheelEvent(
        QWheelEvent(QPointF(where), on_screen, QPoint(), turned, none, plain, at_rest, inverted)
    )


def test_every_style_is_a_cloud_of_its_own(card: MapCard) -> None:
    clouds = card.map_pad.clouds
    assert clouds is not None
    assert [cloud.style for cloud in clouds.clouds] == ["art song", "folk"]
    assert clouds.clouds[0].middle == pytest.approx((0.23, 0.2), abs=0.01)
    assert clouds.tint(0) != clouds.tint(1)


def test_a_click_goes_there(card: MapCard, ear: Ear) -> None:
    pad = card.map_pad
    QTest.mouseClick(pad, LEFT, pos=at(pad, 0.2, 0.2))
    assert ear.all_of("travelled")[0] == pytest.approx((0.2, 0.2), abs=0.01)
    assert len(ear.all_of("travel_ended")) == 1
    assert card.place.text == "Art song"
    assert pad.accessibleName() == "Map, pad, Art song, unlocked"


def test_a_drag_travels(card: MapCard, ear: Ear) -> None:
    pad = card.map_pad
    QTest.mousePress(pad, LEFT, pos=at(pad, 0.2, 0.2))
    assert ear.all_of("travelled") == []  # a click, as far as can be known
    QTest.mouseMove(pad, at(pad, 0.5, 0.5))
    QTest.mouseMove(pad, at(pad, 0.8, 0.8))
    QTest.mouseRelease(pad, LEFT, pos=at(pad, 0.8, 0.8))
    places = ear.all_of("travelled")
    assert len(places) == 3
    assert places[-1] == pytest.approx((0.8, 0.8), abs=0.01)
    assert len(ear.all_of("travel_ended")) == 1
    assert card.place.text == "Folk"


def test_a_double_click_on_a_ring_opens_its_take(card: MapCard, ear: Ear, qtbot: QtBot) -> None:
    pad = card.map_pad
    ring = at(pad, 0.5, 0.3)
    QTest.mouseClick(pad, LEFT, pos=ring)
    QTest.mouseDClick(pad, LEFT, pos=ring)
    assert ear.all_of("take_picked") == [(2,)]
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    assert ear.all_of("travelled") == []
    QTest.mouseClick(pad, LEFT, pos=ring)
    qtbot.waitUntil(lambda: len(ear.all_of("travelled")) == 1)


def test_the_wheel_zooms_at_the_pointer_and_a_double_click_fits(card: MapCard) -> None:
    pad = card.map_pad
    whole = pad.part
    where = at(pad, 0.3, 0.6)
    wheel(pad, where, 480)
    assert pad.part.width() < whole.width()
    assert pad.place_at(QPointF(where)) == pytest.approx((0.3, 0.6), abs=0.01)
    QTest.mousePress(pad, Qt.MouseButton.MiddleButton, pos=QPoint(100, 100))
    before = pad.part.left()
    QTest.mouseMove(pad, QPoint(120, 100))
    QTest.mouseRelease(pad, Qt.MouseButton.MiddleButton, pos=QPoint(120, 100))
    assert pad.part.left() < before
    for _ in range(30):
        wheel(pad, where, 480)
    assert pad.part.width() == pytest.approx(0.04)
    QTest.mouseDClick(pad, LEFT, pos=QPoint(20, 20))
    assert pad.part == whole
    wheel(pad, where, -480)
    assert pad.part == whole
    wheel(pad, where, 480)
    QTest.mouseClick(card.fit, LEFT)
    assert pad.part == whole


def test_the_pointer_hears_names_styles_and_takes(card: MapCard) -> None:
    pad = card.map_pad
    QTest.mouseMove(pad, at(pad, 0.2, 0.2))
    assert pad.card.text == "Erlkönig"
    QTest.mouseMove(pad, at(pad, 0.8, 0.82))
    assert pad.card.text == "Folk"
    QTest.mouseMove(pad, at(pad, 0.5, 0.3))
    assert pad.card.text == "Harbour dawn"
    assert pad.card.has_picture
    QTest.mouseMove(pad, at(pad, 0.1, 0.9))
    assert pad.card.isHidden()


def test_a_place_between_clouds_says_so(card: MapCard) -> None:
    clouds = card.map_pad.clouds
    assert clouds is not None
    assert clouds.where((0.5125, 0.5125)) in ("Art song, near Folk", "Folk, near Art song")


def test_the_dot_is_not_taken_from_the_hand(card: MapCard) -> None:
    pad = card.map_pad
    assert pad.dot == (0.5, 0.7)
    QTest.mousePress(pad, LEFT, pos=at(pad, 0.2, 0.2))
    QTest.mouseMove(pad, at(pad, 0.4, 0.4))
    card.show_places((), (0.5, 0.7))
    assert pad.dot == pytest.approx((0.4, 0.4), abs=0.01)
    QTest.mouseRelease(pad, LEFT, pos=at(pad, 0.4, 0.4))


def test_it_takes_up_another_theme(card: MapCard, window: MainWindow) -> None:
    window.look.choose("light")
    assert card.map_pad.clouds is not None
    assert card.map_pad.clouds.tint(0) == window.look.theme.clouds[0]
    window.grab()


def test_a_songbook_without_a_map_says_so(window: MainWindow) -> None:
    assert window.pads.map.pad.sentence == NO_MAP
    assert not window.pads.map.pad.isEnabled()
    window.grab()


def test_the_help_says_that_a_place_has_its_own_style(card: MapCard, window: MainWindow) -> None:
    plain = card.pad.statusTip()
    assert "style" not in plain
    window.show_state(edits.set_style("jazz")(state_of(PIECE)))
    said = "Songs learned, and you. A place has its own style, in place of Jazz"
    assert card.pad.accessibleDescription() == said
    window.status.show_help(card.pad.statusTip())
    assert window.status.help[1].startswith(said)
    window.show_state(edits.set_style(None)(state_of(PIECE)))
    assert card.pad.statusTip() == plain


def test_no_tool_tip_comes_over_the_name_under_the_pointer(card: MapCard) -> None:
    pad = card.map_pad
    song, empty = at(pad, 0.23, 0.2), at(pad, 0.1, 0.9)
    QTest.mouseMove(pad, song)
    pad._hover(QPointF(song))
    assert pad.card.isVisible()
    tip = QHelpEvent(QEvent.Type.ToolTip, song, pad.mapToGlobal(song))
    QToolTip.hideText()
    assert QApplication.sendEvent(pad, tip)
    assert not QToolTip.isVisible()
    pad._hover(QPointF(empty))
    assert not pad.card.isVisible()
    QApplication.sendEvent(pad, QHelpEvent(QEvent.Type.ToolTip, empty, pad.mapToGlobal(empty)))
    assert QToolTip.isVisible()
    QToolTip.hideText()
