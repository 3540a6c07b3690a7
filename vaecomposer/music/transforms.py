"""Exact musical transformations of whole pieces."""

from __future__ import annotations

from dataclasses import replace

from vaecomposer.music.chord import Chord
from vaecomposer.music.key import Key
from vaecomposer.music.note import Note
from vaecomposer.music.piece import COMPOSED_ROLES, KeyChange, Piece, Role


def key_mapping(before: Key, after: Key) -> tuple[int, ...]:
    """For each pitch class, how many semitones it moves when music goes from one key to another.

    The tonic moves the nearer way (by a tritone towards the other half of the octave from C, so that
    coming back undoes it). A scale degree becomes the same degree of the new mode; a tone
    between two degrees keeps its distance from the degree below.
    """
    shift = (after.tonic - before.tonic) % 12
    shift = shift - 12 if shift > 6 or (shift == 6 and before.tonic >= 6) else shift
    moves = [0] * 12
    old, new = before.mode.intervals, after.mode.intervals
    for interval in range(12):
        degree = max(d for d in range(7) if old[d] <= interval)
        moves[(before.tonic + interval) % 12] = shift + new[degree] - old[degree]
    return tuple(moves)


def change_key(piece: Piece, before: Key, after: Key) -> Piece:
    """The piece in another key and mode. Drums stay; going back gives the very piece again, if the tones
    between two degrees did not fall together.
    """
    moves = key_mapping(before, after)

    def note(n: Note) -> Note:
        return n.transposed(moves[n.pitch % 12])

    def chord(c: Chord) -> Chord:
        if c.is_none:
            return c
        root = (c.root + moves[c.root]) % 12
        bass = (c.bass + moves[c.bass]) % 12
        return Chord(root, _moved_quality(c, moves), bass)

    tracks = tuple(
        t if t.is_drums or t.role is Role.DRUMS else t.with_notes(map(note, t.notes))
        for t in piece.tracks
    )
    chords = tuple(replace(span, chord=chord(span.chord)) for span in piece.chords)
    shift = (after.tonic - before.tonic) % 12
    keys = tuple(
        KeyChange(
            k.tick,
            Key(
                (k.key.tonic + shift) % 12, after.mode if k.key.mode is before.mode else k.key.mode
            ),
        )
        for k in piece.keys
    )
    return replace(piece, tracks=tracks, chords=chords, keys=keys or (KeyChange(0, after),))


def _moved_quality(chord: Chord, moves: tuple[int, ...]) -> str:
    """The quality whose tones are the moved tones of a chord, or its old one if no quality fits."""
    from vaecomposer.music.chord import QUALITIES

    root = (chord.root + moves[chord.root]) % 12
    plain = Chord(chord.root, chord.quality, chord.root)
    wanted = frozenset((pc + moves[pc]) % 12 for pc in plain.tones)
    if wanted == frozenset((pc + moves[chord.root]) % 12 for pc in plain.tones):
        return chord.quality
    for quality in QUALITIES[1:-1]:
        if Chord(root, quality, root).tones == wanted:
            return quality
    return chord.quality


def with_role(piece: Piece, track: int, role: Role) -> Piece:
    """The piece with a track's role changed. Every composed role keeps exactly one lead where it can."""
    tracks = list(piece.tracks)
    left = tracks[track]
    taken = any(t.is_lead and t.role is role for i, t in enumerate(tracks) if i != track)
    tracks[track] = replace(left, role=role, is_lead=role in COMPOSED_ROLES and not taken)
    if left.is_lead and left.role is not role:
        heir = next((i for i, t in enumerate(tracks) if t.role is left.role), None)
        if heir is not None:
            tracks[heir] = replace(tracks[heir], is_lead=True)
    return replace(piece, tracks=tuple(tracks))


def with_lead(piece: Piece, track: int) -> Piece:
    """The piece with a track made the lead of its role."""
    role = piece.tracks[track].role
    if role not in COMPOSED_ROLES:
        return piece
    return replace(
        piece,
        tracks=tuple(
            replace(t, is_lead=i == track) if t.role is role else t
            for i, t in enumerate(piece.tracks)
        ),
    )
