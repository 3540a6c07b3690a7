"""Which notes lie outside the model's grid, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.music.pieces import four_parts
from vaecomposer.music.coverage import Coverage, coverage, outside_grid
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import MetreChange, Piece, Role, Track

Q = 480
MELODY, CHORDS, BASS, DRUMS = range(4)


def with_more(piece: Piece, track: int, *notes: Note) -> Piece:
    old = piece.tracks[track]
    return piece.with_track(track, old.with_notes([*old.notes, *notes]))


def test_of_plain_music_nothing_lies_outside() -> None:
    for metre in (Metre(4, 4), Metre(3, 4), Metre(6, 8), Metre(2, 2)):
        piece = four_parts(37, metre=metre)
        count = sum(len(t.notes) for t in piece.tracks)
        assert coverage(piece) == Coverage(count, 0)
        assert coverage(piece).sentence == ""


@pytest.mark.parametrize(
    ("track", "note"),
    [
        (MELODY, Note(0, 60, 100)),  # under the tune's own note
        (BASS, Note(0, 50, 100)),  # over the bass
        (CHORDS, Note(0, 61, 100)),  # no tone of A minor's ladder
        (DRUMS, Note(0, 80, 100)),  # a triangle
        (DRUMS, Note(0, 35, 100, 20)),  # another kick on the same step
        (CHORDS, Note(2 * Q + 40, 57, 30)),  # between two sixteenths
        (MELODY, Note(240 + 40, 90, 30)),
    ],
)
def test_each_kind_of_strange_note_is_found_wherever_it_stands(track: int, note: Note) -> None:
    plain = four_parts(40)
    for bar in (0, 16, 39):
        there = note.moved(bar // 4 * 4 * 4 * Q)
        assert outside_grid(with_more(plain, track, there)) == ((track, there),)


def test_a_loose_hand_stays_inside_and_drums_even_between_the_steps() -> None:
    piece = four_parts(20)
    late = [n.moved(25 if i % 2 else 0) for i, n in enumerate(piece.tracks[MELODY].notes)]
    swung = [n.moved(50 if i % 2 else 0) for i, n in enumerate(piece.tracks[DRUMS].notes)]
    piece = piece.with_track(MELODY, piece.tracks[MELODY].with_notes(late))
    piece = piece.with_track(DRUMS, piece.tracks[DRUMS].with_notes(swung))
    assert coverage(piece).outside == 0


def test_a_note_played_a_little_before_its_phrase_belongs_to_it() -> None:
    piece = four_parts(32)
    early = [replace(n, onset=max(0, n.onset - 10)) for n in piece.tracks[BASS].notes]
    assert coverage(piece.with_track(BASS, piece.tracks[BASS].with_notes(early))).outside == 0


def test_other_tracks_and_other_metres_lie_outside_whole() -> None:
    piece = four_parts(4)
    strings = Track("Strings", Role.OTHER, 3, 48, piece.tracks[CHORDS].notes)
    second = replace(piece.tracks[MELODY], is_lead=False)
    more = replace(piece, tracks=(*piece.tracks, strings, second))
    expected = [(4, n) for n in strings.notes] + [(5, n) for n in second.notes]
    assert list(outside_grid(more)) == expected
    odd = replace(piece, metres=(MetreChange(0, Metre(5, 4)),))
    notes = sum(len(t.notes) for t in piece.tracks)
    assert coverage(odd) == Coverage(notes, notes)


def test_music_without_chord_symbols_has_its_comping_outside() -> None:
    piece = replace(four_parts(4), chords=())
    assert outside_grid(piece) == tuple((CHORDS, n) for n in piece.tracks[CHORDS].notes)


def test_the_sentence_counts() -> None:
    assert Coverage(480, 12).sentence == (
        "12 of 480 notes lie outside the model's grid; they stay as they are."
    )
    assert Coverage(480, 1).sentence == (
        "1 of 480 notes lies outside the model's grid; it stays as it is."
    )
    assert Coverage(1, 1).sentence.startswith("1 of 1 note lies")


def test_the_coarsest_and_the_finest_resolution_are_counted_too() -> None:
    for resolution in (4, 7, 32_767):
        assert 0 <= coverage(four_parts(4, resolution)).outside <= 48
