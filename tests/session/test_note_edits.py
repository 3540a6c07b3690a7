"""Edits of a hand: applied to what is shown, held back by locks, and undone in one step."""

from __future__ import annotations

from dataclasses import replace

from vaecomposer.music import note_changes as nc
from vaecomposer.music.note import Note
from vaecomposer.session import edits, locks
from vaecomposer.session.document import Document
from vaecomposer.session.note_edits import change_notes, permitted, select_bars
from vaecomposer.session.state import Locks, SessionState

from ..music.pieces import four_parts

PIECE = four_parts()
TUNE = PIECE.tracks[0].notes
BAR = 1920


def steered_state() -> SessionState:
    """Sliders are moved, and their notes have come."""
    state = edits.open_piece(PIECE, None)(SessionState())
    state = edits.set_shape(0, 40.0)(state)
    return edits.steered(PIECE.with_track(0, PIECE.tracks[0].with_notes(TUNE[:6])))(state)


def test_a_change_is_made_to_what_is_shown_and_what_sliders_did_stays() -> None:
    state = steered_state()
    change = nc.nudged({(0, TUNE[0])}, 120, PIECE.length)
    after = change_notes(change)(state)
    assert after.shown is after.source
    assert after.at_rest
    assert not any(after.shape)
    assert after.shown is not None
    assert TUNE[0].moved(120) in after.shown.tracks[0].notes
    assert len(after.shown.tracks[0].notes) == 6
    assert after.shown.tracks[1] is PIECE.tracks[1]


def test_nothing_is_made_of_no_change_and_of_no_music() -> None:
    state = steered_state()
    assert change_notes(nc.revoiced({(0, TUNE[0])}, 0))(state) is state
    empty = SessionState()
    assert change_notes(nc.deleted({(0, TUNE[0])}))(empty) is empty
    assert permitted(empty, nc.deleted({(0, TUNE[0])})) == (None, "")


def test_one_undo_takes_a_change_back() -> None:
    document = Document()
    document.apply("Open", edits.open_piece(PIECE, None))
    change = nc.deleted({(0, TUNE[0]), (0, TUNE[1])})
    document.apply(change.label, change_notes(change))
    assert document.undo_label == "Delete 2 notes"
    document.undo()
    assert document.state.shown is PIECE


def test_locks_of_deleted_notes_go() -> None:
    state = edits.open_piece(PIECE, None)(SessionState())
    state = locks.lock_notes([(0, TUNE[0]), (0, TUNE[1])], on=True)(state)
    after = change_notes(nc.deleted({(0, TUNE[0])}))(state)
    assert after.locks.notes == {locks.note_lock((0, TUNE[1]))}


def locked(found: Locks) -> SessionState:
    return replace(edits.open_piece(PIECE, None)(SessionState()), locks=found)


def test_locked_notes_stay_while_the_others_go() -> None:
    state = locked(Locks(notes=frozenset({locks.note_lock((0, TUNE[0]))})))
    change, sentence = permitted(state, nc.transposed({(0, n) for n in TUNE[:3]}, 1))
    assert change is not None
    assert change.gone == {(0, TUNE[1]), (0, TUNE[2])}
    assert sentence == "1 note locked: left as it is."


def test_what_is_all_locked_is_refused_in_a_sentence() -> None:
    change = nc.deleted({(0, TUNE[0])})
    for found, begins in (
        (Locks(tracks=frozenset({0})), "Tune is locked."),
        (Locks(bars=frozenset({0})), "Bar 1 is locked."),
        (Locks(notes=frozenset({locks.note_lock((0, TUNE[0]))})), "C5 is locked."),
    ):
        allowed, sentence = permitted(locked(found), change)
        assert allowed is None
        assert sentence.startswith(begins)


def test_nothing_comes_into_a_locked_bar_or_track() -> None:
    note = Note(BAR, 90, 100)
    for found in (Locks(bars=frozenset({1})), Locks(tracks=frozenset({0}))):
        assert permitted(locked(found), nc.drawn(((0, note),)))[0] is None


def test_nothing_comes_upon_a_locked_note() -> None:
    held = TUNE[2]
    state = locked(Locks(notes=frozenset({locks.note_lock((0, held))})))
    allowed, sentence = permitted(state, nc.drawn(((0, Note(held.onset + 1, held.pitch, 5)),)))
    assert allowed is None
    assert "in the way" in sentence


def test_choosing_bars_keeps_what_sliders_did_to_others() -> None:
    state = steered_state()
    after = select_bars(frozenset({1, 2}))(state)
    assert after.bars == {1, 2}
    assert after.source is after.shown is state.shown
    assert not any(after.shape)
    assert select_bars(frozenset({1, 2}))(after) is after


def test_choosing_bars_at_rest_changes_nothing_else() -> None:
    state = edits.open_piece(PIECE, None)(SessionState())
    assert select_bars(frozenset({0}))(state) == replace(state, bars=frozenset({0}))
