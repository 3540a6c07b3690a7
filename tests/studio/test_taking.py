"""Takes and the song in the studio: every gesture of the dock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.music.pieces import four_parts
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.generation.api import ComposeResult, TransitionRequest
from vaecomposer.music.swing import Swing, swung_piece
from vaecomposer.session import edits
from vaecomposer.session.song import song_of
from vaecomposer.session.state import Conditions
from vaecomposer.studio.taking import Taking
from vaecomposer.ui.dock.dragging import SECTION, TAKE, number_of, take_drag
from vaecomposer.ui.dock.take_cell import TakeCell
from vaecomposer.ui.drop import music_path

from .conftest import PIECE, Desk, desk_of

SECOND = four_parts(bars=8)


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    made = desk_of(qtbot)
    made.studio.document.apply("Compose", edits.take_composed(SECOND, Conditions(), 7))
    yield made
    made.studio.close()


def cell_of(desk: Desk, number: int) -> TakeCell:
    cells = desk.studio.window.dock.takes.cells
    return next(c for c in cells if c.kept is not None and c.kept.number == number)


def click(widget: object, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(widget, button)  # type: ignore[call-overload]


def choose(menu: object, *words: str) -> None:
    for word in words:
        action = next(a for a in menu.actions() if a.text() == word)  # type: ignore[attr-defined]
        menu = action.menu() if action.menu() is not None else action
    menu.trigger()  # type: ignore[attr-defined]


def test_every_result_is_in_the_strip_newest_first(desk: Desk) -> None:
    cells = desk.studio.window.dock.takes.cells
    assert [c.accessibleName() for c in cells] == [
        "Take 2, in front",
        "Take 1, Harbour Lights",
    ]
    assert desk.studio.window.dock.takes.count.text == "2 kept"


def test_a_click_brings_a_take_in_front_where_the_music_is(desk: Desk) -> None:
    desk.studio.sounding.engine.play()
    click(cell_of(desk, 1))
    assert desk.studio.document.state.take == 1
    assert desk.studio.document.undo_label == "Take “Harbour Lights”"
    desk.studio.document.undo()
    assert desk.studio.document.state.take == 2


def test_keys_go_from_take_to_take_and_star_and_swap(desk: Desk) -> None:
    window, document = desk.studio.window, desk.studio.document
    window.actions_table["take-previous"].trigger()
    assert document.state.take == 1
    window.actions_table["take-previous"].trigger()
    assert document.state.take == 1
    window.actions_table["take-star"].trigger()
    assert document.state.takes[0].starred
    window.actions_table["take-swap"].trigger()
    assert (document.state.take, document.state.compared) == (2, 1)
    assert cell_of(desk, 1).accessibleName().endswith("starred, B")
    click(desk.studio.window.dock.takes.compare._segments[1])
    assert document.state.take == 1


def test_a_take_is_renamed_in_place(desk: Desk) -> None:
    cell = cell_of(desk, 2)
    QTest.mouseDClick(cell, Qt.MouseButton.LeftButton)
    cell.field.setText("Harbour dawn")
    QTest.keyClick(cell.field, Qt.Key.Key_Return)
    assert desk.studio.document.state.takes[1].title == "Harbour dawn"
    assert cell.kept is not None
    assert cell.kept.title == "Harbour dawn"


def test_what_is_deleted_comes_back(desk: Desk) -> None:
    choose(desk.studio.window.dock.takes.menu_of(2), "Delete")
    assert [t.number for t in desk.studio.document.state.takes] == [1]
    assert any("was deleted" in t for t in desk.studio.window._toasts.texts)
    desk.studio.document.undo()
    assert desk.studio.document.state.take == 2


def test_keeping_makes_a_take_of_its_own(desk: Desk) -> None:
    desk.studio.document.apply("Density", edits.set_shape(0, 30.0))
    click(desk.studio.window.dock.takes.keep)
    state = desk.studio.document.state
    assert (state.take, len(state.takes)) == (3, 3)
    assert state.shape[0] == 30.0


def test_a_take_dragged_out_is_a_midi_file_that_stays(desk: Desk) -> None:
    path = desk.studio.taking.write_for_drag(1)
    assert path is not None
    assert Path(path).name == "Harbour Lights.mid"
    assert read_midi(Path(path)).tracks[0].notes == PIECE.tracks[0].notes
    drag = take_drag(desk.studio.window, 1, path, cell_of(desk, 1).picture())
    data = drag.mimeData()
    assert data.urls()[0].toLocalFile() == path
    assert number_of(data, TAKE) == 1
    desk.studio.taking.close()
    assert not Path(path).exists()


def test_the_song_dragged_out_is_a_midi_file_that_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    songful(desk)
    window, document = desk.studio.window, desk.studio.document
    document.apply("Swing", edits.set_swing(Swing(2 / 3)))
    desk.studio.taking._show_song()
    card = window.dock.song
    assert card.drag_out.isVisible()
    dragged: list[QMimeData] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, _way: dragged.append(drag.mimeData()))
    window.show_session("Evening set", "", changed=False)
    QTest.mousePress(card.drag_out, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    QTest.mouseMove(card.drag_out, QPoint(60, 5))
    (data,) = dragged
    path = Path(data.urls()[0].toLocalFile())
    assert path.name == "Evening set.mid"
    song = song_of(document.state)
    assert song is not None
    found = read_midi(path)
    assert found.length == song.piece.length
    wanted = swung_piece(song.piece, document.state.swing)
    assert [t.notes for t in found.tracks] == [t.notes for t in wanted.tracks]
    assert wanted.tracks[0].notes != song.piece.tracks[0].notes
    assert music_path(data) is None  # over this window it is no file to open
    QTest.mouseRelease(card.drag_out, Qt.MouseButton.LeftButton, pos=QPoint(60, 5))
    desk.studio.taking.close()
    assert not path.exists()


def test_a_click_asks_where_the_song_shall_be_written(desk: Desk, tmp_path: Path) -> None:
    window = desk.studio.window
    assert not window.dock.song.drag_out.isVisible()
    songful(desk)
    desk.studio.taking._show_song()
    QTest.keyClick(window.dock.song.drag_out, Qt.Key.Key_Return)
    dialog = next(d for d in window.findChildren(QFileDialog) if d.isVisible())
    assert dialog.windowTitle() == "Export the song"
    dialog.fileSelected.emit(str(tmp_path / "whole.mid"))
    dialog.close()
    assert len(read_midi(tmp_path / "whole.mid").bars()) == len(PIECE.bars()) + 8
    assert "whole.mid was written" in window._toasts.texts
    (tmp_path / "file").write_text("")
    window.song_export_requested.emit(str(tmp_path / "file" / "whole.mid"))
    assert any("The MIDI file was not written" in text for text in window._toasts.texts)


def test_a_take_that_is_dragged_over_its_own_window_is_no_file_to_open(desk: Desk) -> None:
    path = desk.studio.taking.write_for_drag(1)
    assert path is not None
    data = take_drag(desk.studio.window, 1, path, cell_of(desk, 1).picture()).mimeData()
    assert data.hasUrls()
    assert music_path(data) is None


def drop(desk: Desk, kind: str, number: int, x: float) -> None:
    lane = desk.studio.window.dock.song.lane
    data = QMimeData()
    data.setData(kind, str(number).encode())
    event = QDropEvent(
        QPointF(x, 10), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    lane.dropEvent(event)


def test_the_song_is_built_by_dropping_takes_and_moved_by_dragging(
    desk: Desk, qtbot: QtBot
) -> None:
    drop(desk, TAKE, 1, 0)
    drop(desk, TAKE, 2, 2000)
    qtbot.waitUntil(lambda: len(desk.studio.window.dock.song.cells) == 2)
    assert [s.take for s in desk.studio.document.state.song] == [1, 2]
    QTest.qWait(20)
    drop(desk, TAKE, 2, 0)
    assert [s.take for s in desk.studio.document.state.song] == [2, 1, 2]
    drop(desk, SECTION, 0, 2000)
    assert [s.take for s in desk.studio.document.state.song] == [1, 2, 2]


def songful(desk: Desk) -> None:
    window = desk.studio.window
    window.section_added.emit(1, None)
    window.section_added.emit(2, None)


def test_sections_are_named_repeated_and_removed_from_their_menu(desk: Desk) -> None:
    songful(desk)
    lane = desk.studio.window.dock.song
    choose(lane.menu_of(0), "Name", "Chorus")
    choose(lane.menu_of(0), "Play", "3 times")
    section = desk.studio.document.state.song[0]
    assert (section.name, section.repeats) == ("Chorus", 3)
    assert lane.cells[0].accessibleName() == "Section Chorus, 16 bars, 3 times"
    choose(lane.menu_of(1), "Remove from the song")
    assert len(desk.studio.document.state.song) == 1


def test_the_song_plays_as_one_piece_and_is_what_is_exported(desk: Desk) -> None:
    songful(desk)
    studio = desk.studio
    length = sum(t.shown.length for t in studio.document.state.takes)
    click(studio.window.dock.song.play)
    assert studio.taking.heard_song is not None
    assert studio.taking.heard_song.piece.length == length
    exported = studio._exported()
    assert exported is not None
    assert exported.length == length
    assert studio.window.dock.song.play.isChecked()
    first = studio.document.state.takes[0].shown.length
    assert studio.taking.take_tick(10) == -1.0  # take 1 plays, 2 is in front
    assert studio.taking.take_tick(first + 10) == 10
    assert studio.taking.heard_tick(20) == first + 20
    click(studio.window.dock.song.play)
    assert studio.taking.heard_song is None
    exported = studio._exported()
    assert exported is not None
    assert (exported.title, exported.tracks) == ("Take 2", SECOND.tracks)


def test_an_emptied_song_gives_way_to_the_take(desk: Desk) -> None:
    songful(desk)
    studio = desk.studio
    studio.taking.play_song(on=True)
    studio.window.section_removed.emit(0)
    studio.window.section_removed.emit(0)
    assert studio.taking.heard_song is None


def test_a_transition_comes_between_the_sections_it_was_asked_for(desk: Desk) -> None:
    songful(desk)
    asked: list[TransitionRequest] = []
    taking: Taking = desk.studio.taking
    taking._ask = asked.append  # type: ignore[assignment]
    choose(desk.studio.window.dock.song.menu_of(0), "Lead over to the next", "2 bars")
    assert (asked[0].bars, asked[0].before.length) == (2, PIECE.length)
    bars = four_parts(bars=2)
    taking.receive(ComposeResult(asked[0], bars, 5.0))
    assert desk.studio.document.state.song[0].transition is bars
    assert "with a transition" in desk.studio.window.dock.song.cells[0].accessibleName()
    choose(desk.studio.window.dock.song.menu_of(0), "Lead over to the next", "No")
    assert desk.studio.document.state.song[0].transition is None
    # An answer that comes when the song has changed is not used.
    choose(desk.studio.window.dock.song.menu_of(0), "Lead over to the next", "1 bar")
    desk.studio.window.section_removed.emit(0)
    taking.receive(ComposeResult(asked[1], bars, 5.0))
    assert desk.studio.document.state.song[0].transition is None


def test_moving_the_pointer_far_enough_begins_a_drag(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    cell = cell_of(desk, 1)
    cell.drag_wanted.disconnect()
    cell.drag_wanted.connect(lambda number, _picture: begun.append(number))
    QTest.mousePress(cell, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(cell, QPoint(22, 21))
    assert begun == []
    QTest.mouseMove(cell, QPoint(70, 21))
    QTest.mouseRelease(cell, Qt.MouseButton.LeftButton, pos=QPoint(70, 21))
    assert begun == [1]
    assert desk.studio.document.state.take == 2
