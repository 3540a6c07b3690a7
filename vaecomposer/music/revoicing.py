"""Notes moved onto other chords, each with its own rhythm and loudness: accompaniments degree by degree, melodies as
little as possible.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from vaecomposer.music.chord import NO_CHORD, Chord
from vaecomposer.music.key import Key
from vaecomposer.music.note import Note
from vaecomposer.music.overlaps import parted
from vaecomposer.music.piece import Piece

FARTHEST = 4
"""Semitones that a melody's note is moved at most: a third."""

SMOOTH = 0.35
"""What a semitone of leap to a neighbour costs beside a semitone of the move itself."""

ChordAt = Callable[[int], Chord]
"""The chord that holds at a tick."""


def chords_of(piece: Piece) -> ChordAt:
    """The chord symbols of a piece."""
    return lambda tick: piece.chord_at(tick) or NO_CHORD


def nearest(pitch: int, classes: Collection[int]) -> int:
    """The pitch of some pitch classes that lies nearest to a pitch, within MIDI's range; itself without any."""
    steps = sorted(range(-11, 12), key=lambda d: (abs(d), d))
    found = (pitch + d for d in steps if (pitch + d) % 12 in classes and 0 <= pitch + d <= 127)
    return next(found, pitch)


def degree_moved(pitch: int, before: Chord, after: Chord) -> int:
    """A pitch as the same degree of another chord, the nearest one: third to third, fifth to fifth.

    What is no tone of the first chord, or would be none of the second, goes to the nearest tone of the second.
    """
    if after.is_none or before == after or pitch % 12 in after.tones:
        return pitch
    if not before.is_none and pitch % 12 in before.ladder:
        goal = after.ladder[before.ladder.index(pitch % 12)]
        if goal in after.tones:
            return nearest(pitch, {goal})
    return nearest(pitch, after.tones)


def onto_chords(notes: Sequence[Note], before: ChordAt, after: ChordAt) -> list[Note]:
    """An accompaniment moved onto other chords. Notes over chords that stay, and tones of the new ones, stay.

    Two that would fall on one pitch at one time become one.
    """
    kept, moved = [], []
    for note in notes:
        pitch = degree_moved(note.pitch, before(note.onset), after(note.onset))
        if pitch == note.pitch or before(note.onset) == after(note.onset):
            kept.append(note)
        else:
            moved.append(replace(note, pitch=pitch))
    return parted(kept, moved)


def melody_onto_chords(
    notes: Sequence[Note],
    before: ChordAt,
    after: ChordAt,
    key: Key,
    beat: int,
    strong: Callable[[int], bool],
) -> list[Note]:
    """A melody moved onto other chords, where it does not fit.

    A note is moved if the chord under it is another than it was and it dwells (it begins on a strong place, or
    lasts a beat) off the new chord, or lies outside both key and chord. It goes to a tone that fits, at most a third
    away, near to where it was and to the note before.

    Args:
        notes: in order. before, after: the chords. key: of the piece. beat: ticks of a beat.
        strong: whether a tick is a strong place of its bar.
    """
    found: list[Note] = []
    for note in notes:
        chord = after(note.onset)
        if chord.is_none or chord == before(note.onset):
            found.append(note)
            continue
        dwells = strong(note.onset) or note.duration >= beat
        allowed = chord.tones if dwells else chord.tones | key.scale
        if note.pitch % 12 in allowed:
            found.append(note)
            continue
        last = found[-1].pitch if found else note.pitch

        def cost(pitch: int, note: Note = note, last: int = last) -> tuple[float, int]:
            return abs(pitch - note.pitch) + SMOOTH * abs(pitch - last), pitch

        near = [
            p
            for p in range(note.pitch - FARTHEST, note.pitch + FARTHEST + 1)
            if p % 12 in allowed and 0 <= p <= 127
        ]
        found.append(replace(note, pitch=min(near, key=cost)) if near else note)
    return found
