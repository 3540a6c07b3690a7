"""Arbitrary pieces whose notes all lie on written note values, and what comes of notes in a score."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from vaecomposer.files.score_drums import PLACE_OF_DRUM
from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    DRUM_CHANNEL,
    Bar,
    ChordSpan,
    KeyChange,
    MetreChange,
    Piece,
    Role,
    Track,
    bars_until,
    tempo_at,
)

Q = 480
DRUMS = (36, 38, 41, 42, 44, 45, 47, 49, 50, 51, 57)
"""Drums that each have a place on the staff of their own, as music21 needs to tell them apart."""

METRES = (Metre(4, 4), Metre(3, 4), Metre(6, 8), Metre(5, 4), Metre(7, 8), Metre(2, 2), Metre(3, 8))

Placed = tuple[Fraction, Fraction, int]
"""Onset and end in quarter notes, and pitch."""


def chords() -> st.SearchStrategy[Chord]:
    """Any chord symbol, slash chords and none among them."""
    pitch_class = st.integers(0, 11)
    named = st.builds(Chord, pitch_class, st.sampled_from(QUALITIES[1:]), pitch_class)
    return st.one_of(st.just(Chord(0, "N", 0)), named)


@st.composite
def _line(draw: st.DrawFn, bars: Sequence[Bar], pitches: Sequence[int]) -> tuple[Note, ...]:
    """Notes one after another or together, on 32nds in some beats of a bar and on triplets in others."""
    notes: list[Note] = []
    places: list[int] = []
    end = bars[-1].end
    for beat, width in (
        (b, min(Q, bar.end - b)) for bar in bars for b in range(bar.start, bar.end, Q)
    ):
        step = draw(st.sampled_from((Q // 8, Q // 4, Q // 12, Q // 6)))
        inside = draw(st.sets(st.integers(0, width // step - 1), max_size=3))
        places += [beat + step * i for i in sorted(inside)]
    for onset in places:
        later = [p for p in (*places, end) if p > onset]
        until = draw(st.sampled_from(later[:4]))
        for pitch in draw(st.sets(st.sampled_from(pitches), min_size=1, max_size=3)):
            # One pitch sounds once at a time: two of a kind in one part are a matter of taste.
            if all(n.pitch != pitch or n.end <= onset for n in notes):
                notes.append(Note(onset, pitch, until - onset, 80))
    return tuple(sorted(notes))


@st.composite
def written_pieces(draw: st.DrawFn) -> Piece:
    """A piece of up to four bars in one or two metres, with a tune, chords, drums and chord symbols."""
    first, second = draw(st.sampled_from(METRES)), draw(st.sampled_from(METRES))
    change = draw(st.integers(1, 3)) * first.bar_ticks(Q)
    metres = (MetreChange(0, first),)
    if second != first and draw(st.booleans()):
        metres = (*metres, MetreChange(change, second))
    length = bars_until(metres, Q, change + second.bar_ticks(Q))[-1].end
    # Our reader, like most, knows no empty bars after the last note.
    last = Note(length - Q // 2, 24, Q // 2)
    bars = bars_until(metres, Q, length)
    tracks = (
        Track("Tune", Role.OTHER, 0, 73, draw(_line(bars, range(60, 85))) or (Note(0, 60, Q),)),
        Track("Low", Role.OTHER, 1, 32, (*draw(_line(bars, range(28, 53))), last)),
        Track("Kit", Role.OTHER, DRUM_CHANNEL, 0, draw(_line(bars, DRUMS)) or (Note(0, 36, Q),)),
    )
    symbols = {
        start: draw(chords()) for start in (bar.start for bar in bars) if draw(st.booleans())
    }
    spans = tuple(
        ChordSpan(tick, end - tick, symbols[tick]) for tick, end in pairwise([*symbols, length])
    )
    key = Key(draw(st.integers(0, 11)), draw(st.sampled_from(Mode)))
    return Piece(
        Q, tracks, (tempo_at(0, draw(st.integers(40, 200))),), metres, (KeyChange(0, key),), spans,
        length, "On the grid",
    )  # fmt: skip


def notes_of(track: Track, resolution: int = Q) -> list[Placed]:
    """A track's notes in quarter notes."""
    return sorted(
        (Fraction(n.onset, resolution), Fraction(n.end, resolution), n.pitch) for n in track.notes
    )


def as_music21_can(track: Track) -> list[Placed]:
    """A track's notes as `notes_of_part` can find them: of drums, their places on the staff."""
    if not track.is_drums:
        return notes_of(track)
    first = {PLACE_OF_DRUM[drum]: drum for drum in reversed(DRUMS)}
    return sorted((on, end, first[PLACE_OF_DRUM[p]]) for on, end, p in notes_of(track))


def notes_of_part(part: Any) -> list[Placed]:
    """The notes of one of music21's parts as a listener hears them, ties joined."""
    open_notes: dict[int, list[Fraction]] = {}
    found: list[Placed] = []
    for element in sorted(part.flatten().notes, key=lambda e: e.offset):
        if "Harmony" in element.classes:
            continue
        onset = Fraction(element.offset)
        end = onset + Fraction(element.quarterLength)
        for single in (
            element.notes if element.isChord or "PercussionChord" in element.classes else (element,)
        ):
            pitch = _pitch(single)
            kind = single.tie.type if single.tie else None
            start = open_notes[pitch].pop() if kind in ("stop", "continue") else onset
            if kind in ("start", "continue"):
                open_notes.setdefault(pitch, []).append(start)
            else:
                found.append((start, end, pitch))
    return sorted(found)


def _pitch(single: Any) -> int:
    """The MIDI pitch; of a drum the first one at its place, since music21 keeps no more of it."""
    if hasattr(single, "pitch"):
        return int(single.pitch.midi)
    place = f"{single.displayStep}{single.displayOctave}"
    return next((drum for drum in DRUMS if PLACE_OF_DRUM[drum] == place), 0)
