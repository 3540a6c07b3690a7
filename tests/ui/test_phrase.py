"""What the roll makes of a piece before it draws it."""

from __future__ import annotations

from dataclasses import replace

from vaecomposer.music.chord import parse_chord
from vaecomposer.music.note import Note
from vaecomposer.music.piece import ChordSpan
from vaecomposer.ui.roll.changes import Changes, halo_strength
from vaecomposer.ui.roll.ink import Form, track_inks
from vaecomposer.ui.roll.phrase import (
    DRUM_LABELS,
    OTHER_ROW,
    drum_row,
    drum_row_pitch,
    notes_between,
    phrase_of,
)
from vaecomposer.ui.theme import DARK

from .conftest import make_piece

BAR = 4 * 480


def test_a_note_held_over_from_before_is_shown() -> None:
    track = (
        make_piece()
        .tracks[0]
        .with_notes([Note(0, 60, 20 * BAR), Note(BAR, 62, 10), Note(17 * BAR, 64, 10)])
    )
    assert [note.pitch for note in notes_between(track, 16 * BAR, 32 * BAR)] == [60, 64]


def test_only_the_phrase_in_front_is_taken() -> None:
    piece = make_piece(40)
    phrase = phrase_of(piece, piece.bars()[16:32])
    assert phrase.start == 16 * BAR
    assert len(phrase.tracks[0].notes) == 64


def test_every_drum_pitch_has_a_row_and_every_row_a_pitch_that_lands_in_it() -> None:
    assert all(0 <= drum_row(pitch) <= OTHER_ROW for pitch in range(128))
    assert drum_row(54) == OTHER_ROW
    assert drum_row_pitch(OTHER_ROW) is None
    for row, label in enumerate(DRUM_LABELS):
        pitch = drum_row_pitch(row)
        assert pitch is not None, label
        assert drum_row(pitch) == row
    assert DRUM_LABELS[drum_row(36)] == "Kick"


def test_equal_chords_join_within_a_bar_and_are_cut_at_the_bar_line() -> None:
    am, d = parse_chord("Am7"), parse_chord("D9")
    assert am is not None
    assert d is not None
    spans = (
        ChordSpan(0, 480, am), ChordSpan(480, 480, am), ChordSpan(960, 960, d), ChordSpan(BAR, 3 * BAR, am),
    )  # fmt: skip
    piece = replace(make_piece(4), chords=spans)
    shown = phrase_of(piece, piece.bars()).chords
    assert [(s.onset, s.duration) for s in shown] == [
        (0, 960), (960, 960), (BAR, BAR), (2 * BAR, BAR), (3 * BAR, BAR),
    ]  # fmt: skip


def test_leads_wear_their_roles_colour_and_further_tracks_their_own() -> None:
    inks = track_inks(make_piece(further=3), DARK)
    assert [ink.front for ink in inks[:4]] == [colour.front for colour in DARK.tracks[:4]]
    assert [ink.form for ink in inks[:4]] == [Form.FILLED, Form.OUTLINED, Form.THIN, Form.COLUMNS]
    assert len({ink.form for ink in inks}) == 7


def test_what_came_and_what_went_is_found_between_two_versions() -> None:
    piece = make_piece()
    track = piece.tracks[0]
    moved = piece.with_track(0, track.with_notes((track.notes[0].transposed(1), *track.notes[1:])))
    before, after = phrase_of(piece, piece.bars()), phrase_of(moved, moved.bars())
    changes = Changes()
    assert changes.note_difference(before, after, 0.0) == 1
    assert set(changes.came) == {(0, track.notes[0].transposed(1))}
    assert set(changes.went) == {(0, track.notes[0])}
    changes.note_difference(after, before, 10.0)
    assert not changes.came
    assert not changes.went


def test_changes_grow_old_and_end() -> None:
    changes = Changes(came={(0, Note(0, 60, 1)): 0.0}, went={(0, Note(0, 61, 1)): 0.0})
    assert changes.grow_old(699)
    assert changes.went
    assert changes.grow_old(1000)
    assert not changes.went
    assert not changes.grow_old(1401)


def test_a_halo_holds_then_fades_or_only_vanishes_without_motion() -> None:
    assert halo_strength(499, fades=True) == 1
    assert 0.4 < halo_strength(950, fades=True) < 0.6
    assert halo_strength(1399, fades=False) == 1
    assert halo_strength(1400, fades=False) == 0
