"""The morph pad: corners, dot, throw, path and menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from vaecomposer.session import edits, morphing, takes
from vaecomposer.session.state import Conditions, SessionState
from vaecomposer.ui.dock.dragging import TAKE
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.pads.corner import Corner
from vaecomposer.ui.pads.gliding import Glide
from vaecomposer.ui.pads.morph import MorphCard
from vaecomposer.ui.pads.morph_pad import MorphPad

from ..conftest import Ear, make_piece, state_of

LEFT = Qt.MouseButton.LeftButton


def two_takes() -> SessionState:
    state = state_of(make_piece())
    for edit in (
        edits.take_composed(make_piece(8), Conditions(), 2),
        takes.rename(1, "Harbour dawn"),
        morphing.set_corner(0, 1),
        morphing.set_corner(1, 2),
    ):
        state = edit(state)
    return state


@pytest.fixture
def card(window: MainWindow) -> MorphCard:
    window.show_state(two_takes())
    return window.pads.morph


def at(pad: MorphPad, x: float, y: float) -> QPoint:
    return pad.pixel((x, y)).toPoint()


def dropped(corner: Corner, data: QMimeData) -> bool:
    entered = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    entered.ignore()
    corner.dragEnterEvent(entered)
    if not entered.isAccepted():
        return False
    corner.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
        )
    )
    return True


def words_of(menu: QMenu) -> dict[str, bool]:
    return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_corners_show_their_takes_and_the_footer_their_shares(
    card: MorphCard, window: MainWindow
) -> None:
    names = [corner.accessibleName() for corner in card.morph_pad.corners]
    assert names == [
        "Corner A, top left, Harbour dawn",
        "Corner B, top right, Take 2",
        "Corner C, bottom left, empty",
        "Corner D, bottom right, empty",
    ]
    assert card.footer.text == "A 50 B 50"
    assert card.pad.accessibleName() == "Morph, pad, A 50, B 50, unlocked"
    window.show_state(morphing.set_dot(0.25, 0.5)(window._state))
    assert card.footer.text == "A 75 B 25"


def test_without_takes_there_is_no_dot(window: MainWindow, ear: Ear) -> None:
    window.show_state(state_of(make_piece()))
    card = window.pads.morph
    assert card.pad.dot is None
    QTest.mouseClick(card.pad, LEFT, pos=QPoint(100, 90))
    assert ear.all_of("dot_moved") == []
    assert not card.record.isEnabled()


def test_takes_and_midi_files_are_dropped_onto_corners(card: MorphCard, ear: Ear) -> None:
    data = QMimeData()
    data.setData(TAKE, b"2")
    data.setUrls([QUrl.fromLocalFile("/tmp/take.mid")])  # what other programs take of it
    assert dropped(card.morph_pad.corners[3], data)
    assert ear.all_of("corner_set") == [(3, 2)]
    file = QMimeData()
    file.setUrls([QUrl.fromLocalFile("/tmp/verse.mid")])
    assert dropped(card.morph_pad.corners[2], file)
    assert ear.all_of("corner_file_picked") == [(2, "/tmp/verse.mid")]
    session = QMimeData()
    session.setUrls([QUrl.fromLocalFile("/tmp/verse.vaec")])
    assert not dropped(card.morph_pad.corners[2], session)


def test_a_corners_menu_offers_front_file_and_empty(card: MorphCard, ear: Ear) -> None:
    full, empty = card.morph_pad.corners[0], card.morph_pad.corners[2]
    assert words_of(full.menu()) == {"The take in front": True, "A file…": True, "Empty": True}
    assert not words_of(empty.menu())["Empty"]
    choose(empty.menu(), "The take in front")
    choose(full.menu(), "Empty")
    assert ear.all_of("corner_set") == [(2, 2), (0, None)]


def test_the_dot_is_dragged(card: MorphCard, ear: Ear) -> None:
    pad = card.morph_pad
    QTest.mousePress(pad, LEFT, pos=at(pad, 0.5, 0.5))
    QTest.mouseMove(pad, at(pad, 0.3, 0.6))
    QTest.mouseRelease(pad, LEFT, pos=at(pad, 0.3, 0.6))
    assert ear.all_of("dot_moved")[-1] == pytest.approx((0.3, 0.6), abs=0.01)
    assert card.footer.text == "A 70 B 30"
    # Motion is reduced here, so that letting go throws nothing.
    assert not pad.glides
    assert len(ear.all_of("drag_ended")) == 1


def test_the_dot_above_a_corner_is_the_dot(card: MorphCard, window: MainWindow, ear: Ear) -> None:
    window.show_state(morphing.set_dot(0.0, 0.0)(window._state))
    pad, corner = card.morph_pad, card.morph_pad.corners[0]
    on_corner = corner.mapFrom(pad, at(pad, 0.0, 0.0))
    assert corner.rect().contains(on_corner)
    QTest.mousePress(corner, LEFT, pos=on_corner)
    assert pad.is_dragged
    QTest.mouseRelease(pad, LEFT, pos=at(pad, 0.0, 0.0))
    assert not corner.isDown()


def test_a_throw_glides_until_it_rests(card: MorphCard, ear: Ear, qtbot: QtBot) -> None:
    pad = card.morph_pad
    pad.throw(Glide((0.5, 0.5), (0.6, 0.0)))
    assert pad.is_dragged
    qtbot.waitUntil(lambda: not pad.glides)
    moves = ear.all_of("dot_moved")
    assert len(moves) > 5
    assert float(str(moves[-1][0])) > 0.6
    assert len(ear.all_of("drag_ended")) == 1


def test_a_throw_is_caught_by_hand_knob_and_escape(
    card: MorphCard, window: MainWindow, ear: Ear
) -> None:
    pad = card.morph_pad
    pad.throw(Glide((0.5, 0.5), (1.0, 0.0)))
    QTest.mousePress(pad, LEFT, pos=at(pad, 0.5, 0.5))
    assert not pad.glides
    QTest.mouseRelease(pad, LEFT)
    pad.throw(Glide((0.5, 0.5), (1.0, 0.0)))
    pad.turn_to(0, 0.2)
    assert not pad.glides
    pad.throw(Glide((0.5, 0.5), (1.0, 0.0)))
    window.actions_table["escape"].trigger()
    assert not pad.glides


def test_a_quick_hand_throws_where_motion_is_wanted(card: MorphCard, qtbot: QtBot) -> None:
    pad = card.morph_pad
    card._look.reduced_motion = False
    QTest.mousePress(pad, LEFT, pos=at(pad, 0.5, 0.5))
    for step in range(6):
        QTest.mouseMove(pad, at(pad, 0.5 + 0.05 * step, 0.5))
    QTest.mouseRelease(pad, LEFT, pos=at(pad, 0.75, 0.5))
    assert pad.glides
    pad.cancel_drag()


def test_undo_moves_the_dot_and_ends_the_glide(card: MorphCard, window: MainWindow) -> None:
    pad = card.morph_pad
    pad.throw(Glide((0.5, 0.5), (1.0, 0.0)))
    window.show_state(morphing.set_dot(0.1, 0.1)(window._state))
    assert pad.dot == (0.1, 0.1)
    assert not pad.glides


def test_the_path_has_its_buttons_and_menu(card: MorphCard, window: MainWindow, ear: Ear) -> None:
    assert card.play.isHidden()
    assert not words_of(card.menu())["Export path…"]
    QTest.mouseClick(card.record, LEFT)
    assert ear.all_of("path_recorded") == [(True,)]
    path = ((0.0, 0.5, 0.5), (4.0, 0.2, 0.2))
    window.show_state(morphing.set_path(path)(window._state))
    assert not card.play.isHidden()
    QTest.mouseClick(card.play, LEFT)
    assert ear.all_of("path_played") == [(True,)]
    card.show_path(records=False, plays=True)
    choose(card.menu(), "Stop the path")
    assert ear.all_of("path_played")[-1] == (False,)
    choose(card.menu(), "Forget path")
    choose(card.menu(), "Empty all corners")
    assert len(ear.all_of("path_forgotten")) == len(ear.all_of("corners_cleared")) == 1


def test_writing_shows_how_far_it_is_and_can_be_left(card: MorphCard, ear: Ear) -> None:
    card.show_writing("Writing bar 3 of 16")
    assert card.footer.text == "Writing bar 3 of 16"
    assert card.record.isHidden()
    QTest.mouseClick(card.stop, LEFT)
    assert len(ear.all_of("path_export_stopped")) == 1
    card.show_writing("")
    assert card.footer.text == "A 50 B 50"
    assert card.stop.isHidden()


def test_files_are_asked_for_in_the_last_folder(
    card: MorphCard, window: MainWindow, ear: Ear, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(name: str, *rest: object) -> None:
        asked.append(name)
        rest[-1](f"{rest[1]}/x.mid")  # type: ignore[operator]

    base = "vaecomposer.ui.pads.right_column"
    monkeypatch.setattr(f"{base}.ask_for_music", lambda *a: answer("open", *a))
    monkeypatch.setattr(f"{base}.ask_to_write_midi", lambda *a: answer("write", *a))
    window.show_folder(str(tmp_path))
    window.show_state(morphing.set_path(((0.0, 0, 0), (4.0, 1, 1)))(window._state))
    choose(card.morph_pad.corners[1].menu(), "A file…")
    choose(card.menu(), "Export path…")
    assert asked == ["open", "write"]
    assert ear.all_of("corner_file_picked") == [(1, f"{tmp_path}/x.mid")]
    assert ear.all_of("path_export_requested") == [(f"{tmp_path}/x.mid",)]
