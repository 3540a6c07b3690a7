"""A hand's edits in a whole studio: they are heard, undone, and leave the sliders at rest."""

from __future__ import annotations

from vaecomposer.music.note_changes import deleted, transposed
from vaecomposer.session import edits

from .conftest import Desk

ON, OFF = True, False


def test_an_edit_becomes_the_music_and_sliders_rest(desk: Desk) -> None:
    studio = desk.studio
    document, window = studio.document, studio.window
    assert document.state.shown is not None
    tune = document.state.shown.tracks[0].notes
    document.apply("Density", edits.set_shape(0, 30.0))
    window.notes_changed.emit(transposed({(0, tune[0])}, 1))
    state = document.state
    assert state.shown is state.source
    assert not any(state.shape)
    assert document.undo_label == "Transpose 1 note"
    document.undo()
    assert document.state.shape[0] == 30.0


def test_a_locked_edit_is_refused_in_the_status_line(desk: Desk) -> None:
    studio = desk.studio
    document, window = studio.document, studio.window
    assert document.state.shown is not None
    tune = document.state.shown.tracks[0].notes
    window.track_locked.emit(0, ON)
    assert document.undo_label == "Lock Melody"
    window.notes_changed.emit(deleted({(0, tune[0])}))
    assert document.undo_label == "Lock Melody"
    assert window.status.help[0] == "Locked"
    window.unlock_requested.emit()
    window.notes_changed.emit(deleted({(0, tune[0])}))
    assert document.undo_label == "Delete 1 note"


def test_choosing_bars_is_undone_only_if_sliders_had_moved(desk: Desk) -> None:
    document, window = desk.studio.document, desk.studio.window
    window.bars_selected.emit(frozenset({2}))
    assert document.state.bars == {2}
    assert document.undo_label == "Open"
    document.apply("Density", edits.set_shape(0, 30.0))
    window.bars_selected.emit(frozenset({3}))
    assert document.undo_label == "Sliders for other bars"
    assert not any(document.state.shape)


def test_locks_of_bars_and_notes_have_words(desk: Desk) -> None:
    document, window = desk.studio.document, desk.studio.window
    assert document.state.shown is not None
    note = document.state.shown.tracks[0].notes[0]
    window.bars_locked.emit(frozenset({0, 1}), ON)
    assert document.undo_label == "Lock 2 bars"
    window.bars_locked.emit(frozenset({0}), OFF)
    assert document.undo_label == "Unlock bar 1"
    window.notes_locked.emit(frozenset({(0, note)}), ON)
    assert document.undo_label == "Lock 1 note"
