"""The difference of two decodings, done to a musician's notes."""

from __future__ import annotations

from dataclasses import replace

from tests.music.pieces import four_parts
from vaecomposer.music.difference import Decoding, apply_difference
from vaecomposer.music.grid import GridNote
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece, Role


def moved(piece: Piece, role: Role, base: list[GridNote], later: list[GridNote]) -> list[Note]:
    """The notes of a role's lead, where a part is decoded otherwise than at rest."""
    chords = tuple((piece.chords[0].chord,) * 4 for _ in piece.bars())
    before, after = (Decoding(chords, {role: tuple(notes)}) for notes in (base, later))
    track = apply_difference(piece, piece.bars(), before, after, 0).lead(role)
    assert track is not None
    return list(track.notes)


def with_notes(role: Role, *notes: Note) -> Piece:
    """A bar in which the lead of a role plays some notes."""
    piece = four_parts(1)
    index = next(i for i, t in enumerate(piece.tracks) if t.role is role)
    return piece.with_track(index, piece.tracks[index].with_notes(notes))


def test_a_short_note_that_loses_steps_keeps_half_a_one() -> None:
    """Two sixteenths on the grid, played as little more than one."""
    piece = with_notes(Role.CHORDS, Note(0, 60, 140, 70), Note(0, 64, 40, 70))
    base = [GridNote(0, 60, 3, 70), GridNote(0, 64, 3, 70)]
    made = moved(piece, Role.CHORDS, base, [replace(n, steps=1) for n in base])
    assert made == [Note(0, 60, 60, 70), Note(0, 64, 40, 70)]


def test_a_bass_in_octaves_stays_one() -> None:
    notes = [Note(at, pitch, 480, 80) for at in (0, 960) for pitch in (41, 53)]
    piece = with_notes(Role.BASS, *notes)
    base = [GridNote(0, 41, 4, 80), GridNote(8, 41, 4, 80)]
    later = [base[0], GridNote(8, 43, 4, 80)]
    made = moved(piece, Role.BASS, base, later)
    assert [(n.onset, n.pitch) for n in made] == [(0, 41), (0, 53), (960, 43), (960, 55)]
    assert made[:2] == notes[:2]
    assert [n.pitch for n in moved(piece, Role.BASS, base, base[:1])] == [41, 53]
    assert moved(piece, Role.BASS, base, base) == notes


def test_power_chords_move_as_they_are_and_a_second_voice_gives_way() -> None:
    powers = [Note(0, pitch, 480, 80) for pitch in (52, 59, 64)]
    thirds = [Note(960, pitch, 480, 80) for pitch in (60, 64)]
    piece = with_notes(Role.MELODY, *powers, *thirds)
    base = [GridNote(0, 64, 4, 80), GridNote(8, 64, 4, 80)]
    later = [GridNote(0, 67, 4, 80), GridNote(8, 65, 4, 80)]
    made = moved(piece, Role.MELODY, base, later)
    assert [(n.onset, n.pitch) for n in made] == [(0, 55), (0, 62), (0, 67), (960, 65)]
