"""The notes as a table, and what is said when they change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece
from vaecomposer.session.state import Locks, SessionState
from vaecomposer.ui.bars import bar_map
from vaecomposer.ui.help.announcing import Announcer, announce, changes_in_words
from vaecomposer.ui.help.notes_table import NotesModel, NotesTable
from vaecomposer.ui.main_window import MainWindow

from ..conftest import Ear, make_piece, state_of

NAME = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def table(window: MainWindow, ear: Ear) -> NotesTable:
    window.show_state(state_of(make_piece()))
    window.activateWindow()
    window.actions_table["notes-table"].trigger()
    return window.guide.table


def with_melody(piece: Piece, notes: tuple[Note, ...]) -> Piece:
    return replace(piece, tracks=(replace(piece.tracks[0], notes=notes), *piece.tracks[1:]))


def test_it_lists_the_front_tracks_notes(table: NotesTable) -> None:
    model = table.model
    assert model.rowCount() == 64
    cells = [model.index(1, column).data() for column in range(model.columnCount())]
    assert cells == ["C♯5", "1", "2.1", "dotted eighth", "41", ""]
    assert model.index(1, 0).data(NAME) == "C♯5, bar 1 beat 2, dotted eighth, velocity 41"
    assert table.title.text == "Melody: 64 notes"
    assert QApplication.focusWidget() is table.view


def test_it_follows_the_session_while_it_is_open(table: NotesTable, window: MainWindow) -> None:
    state = state_of(make_piece())
    window.show_state(replace(state, locks=Locks(bars=frozenset({0}))))
    assert table.model.index(0, 5).data() == "locked"
    assert table.model.index(4, 5).data() == ""
    window.show_state(replace(state, front=3))
    assert table.model.index(0, 0).data() == "Kick"
    window.show_state(SessionState())
    assert table.title.text == "No notes yet"


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = NotesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    piece = make_piece()
    model.show_track(piece, 0, Locks(), bar_map(piece))
    model.show_track(piece, 9, Locks(), bar_map(piece))
    assert model.rowCount() == 0
    assert tester.model() is model


def test_enter_selects_the_note_in_the_roll(table: NotesTable, window: MainWindow) -> None:
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert not table.isVisible()
    state = window._state
    assert state.shown is not None
    assert window.centre.roll.selected == {(0, state.shown.tracks[0].notes[1])}
    assert QApplication.focusWidget() is window.centre.roll
    window.actions_table["notes-table"].trigger()
    assert table.view.currentIndex().row() == 1


def test_changes_are_counted_and_placed() -> None:
    piece = make_piece()
    bars = bar_map(piece)
    notes = piece.tracks[0].notes
    moved = tuple(replace(n, pitch=n.pitch + 1) if 16 <= i < 30 else n for i, n in enumerate(notes))
    assert changes_in_words(piece, with_melody(piece, moved), bars) == (
        "14 notes changed in bars 5 to 8"
    )
    one = with_melody(piece, notes[1:])
    assert changes_in_words(piece, one, bars) == "1 note changed in bar 1"
    assert changes_in_words(piece, piece, bars) == ""
    assert changes_in_words(None, piece, bars) == ""


@pytest.fixture
def listening() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_a_drag_is_announced_once_where_it_stops(
    window: MainWindow, listening: None, qtbot: QtBot
) -> None:
    said: list[str] = []
    announcer = Announcer(window.centre.roll, lambda _widget, text: said.append(text))
    piece = make_piece()
    bars = bar_map(piece)
    announcer.show_piece(piece, bars)
    for cut in range(1, 6):
        announcer.show_piece(with_melody(piece, piece.tracks[0].notes[cut:]), bars)
    assert said == []
    qtbot.waitUntil(lambda: said == ["5 notes changed in bars 1 to 2"])
    announcer.show_piece(make_piece(4), bar_map(make_piece(4)))  # another take
    assert not announcer._rest.isActive()


def test_nobody_listens_and_nothing_is_counted(window: MainWindow) -> None:
    QAccessible.setActive(False)
    announcer = Announcer(window.centre.roll)
    piece = make_piece()
    announcer.show_piece(piece, bar_map(piece))
    announcer.show_piece(with_melody(piece, ()), bar_map(piece))
    assert not announcer._rest.isActive()


def test_qt_takes_the_announcement(window: MainWindow) -> None:
    announce(window.centre.roll, "14 notes changed in bars 5 to 8")
