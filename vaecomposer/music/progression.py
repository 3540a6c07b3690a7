"""Chord progressions as they are typed and kept: ``Am | F G | C`` or ``i VI III VII``."""

from __future__ import annotations

from dataclasses import replace

from vaecomposer.errors import MusicError
from vaecomposer.music.chord import NO_CHORD, Chord, parse_chord
from vaecomposer.music.key import Key
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import ChordSpan, Piece
from vaecomposer.music.roman import parse_roman, roman_of

Progression = tuple[tuple[Chord, ...], ...]
"""The chords of each bar, which share it evenly."""

MAJOR_PROGRESSIONS = (
    ("Pop", "I V vi IV"),
    ("Fifties", "I vi IV V"),
    ("Ballad", "vi IV I V"),
    ("Canon", "I V vi iii IV I IV V"),
    ("Two five one", "ii7 V7 Imaj7 Imaj7"),
    ("Turnaround", "Imaj7 vi7 | ii7 V7"),
    ("Plagal", "I IV I IV"),
    ("Stepping", "I iii IV V"),
    ("Blues", "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7"),
    ("Borrowed", "I bVII IV I"),
    ("Royal road", "IVmaj7 V7 iii7 vi"),
)
MINOR_PROGRESSIONS = (
    ("Anthem", "i VI III VII"),
    ("Andalusian", "i VII VI V"),
    ("Epic", "i VI VII i"),
    ("Lament", "i v VI V"),
    ("Minor two five", "iiø V7 i i"),
    ("Minor blues", "i7 i7 i7 i7 iv7 iv7 i7 i7 VImaj7 V7 i7 V7"),
    ("Circle", "i iv VII III VI iiø V i"),
    ("Film", "i III VII iv"),
    ("Vamp", "i7 IV7 i7 IV7"),
)
"""Common progressions, in numerals, for keys of either kind."""


def presets_for(key: Key) -> tuple[tuple[str, str], ...]:
    """(name, numerals) of the progressions that suit a key."""
    return MAJOR_PROGRESSIONS if key.mode.is_major else MINOR_PROGRESSIONS


def parse_progression(text: str, key: Key, metre: Metre, bars: int) -> Progression:
    """The chords of ``Am | F G | C`` or ``i VI III VII``, bar by bar.

    Between bars stands ``|`` and between the chords of one bar a space; without any ``|`` every chord has
    a bar. Chords are symbols, or numerals in `key`. They must fit into bars of `metre`, and into `bars`.

    Raises:
        MusicError: with a sentence that names what was not understood.
    """
    if "|" in text:
        measures = [bar.split() for bar in text.strip().strip("|").split("|")]
    else:
        measures = [[token] for token in text.split()]
    if not measures or not all(measures):
        raise MusicError("A bar without chords was typed; write such as Am | F G | C.")
    if len(measures) > bars:
        raise MusicError(f"Chords for {len(measures)} bars were typed; the phrase has {bars}.")
    crowded = next((i for i, bar in enumerate(measures) if len(bar) > metre.beats), None)
    if crowded is not None:
        raise MusicError(
            f"Bar {crowded + 1} has {len(measures[crowded])} chords; a bar of {metre} has room for "
            f"{metre.beats}."
        )
    return tuple(tuple(parse_any_chord(token, key) for token in bar) for bar in measures)


def parse_any_chord(text: str, key: Key) -> Chord:
    """A chord symbol, or a numeral in `key`.

    Raises:
        MusicError: with a sentence that suggests the nearest chord, if there is one.
    """
    chord = parse_chord(text) or parse_roman(text, key)
    if chord is None:
        near = suggestion(text)
        if near is not None:
            raise MusicError(f"{text} is not a chord I know. Did you mean {near}?")
        raise MusicError(
            f"{text} is not a chord I know; try Am, F#m7, C/E or a numeral such as VI or ii7."
        )
    return chord


def suggestion(text: str) -> str | None:
    """The chord that somebody who typed an unknown one may have meant: German H, or fewer letters."""
    text = text.strip()
    candidates = []
    if text[:1] in "Hh":
        candidates.append("B" + text[1:])
    candidates += [text[:1].upper() + text[1:end] for end in range(len(text) - 1, 0, -1)]
    return next((c for c in candidates if parse_chord(c) is not None), None)


def progression_in_words(progression: Progression) -> str:
    """As it would be typed: ``Am | F G | C``."""
    return " | ".join(" ".join(str(chord) for chord in bar) for bar in progression)


def progression_in_numerals(progression: Progression, key: Key) -> str:
    """As it would be typed in any key, ``i VI III VII``; in chord symbols where one of them has no numeral."""
    numerals = [
        [str(chord) if chord.is_none else roman_of(chord, key) for chord in bar]
        for bar in progression
    ]
    known = [[text for text in bar if text is not None] for bar in numerals]
    if known != numerals:
        return progression_in_words(progression)
    # Without any line every chord has a bar.
    line = " " if all(len(bar) == 1 for bar in known) else " | "
    return line.join(" ".join(bar) for bar in known)


def progression_of_piece(piece: Piece) -> Progression | None:
    """The chord symbols of a piece, bar by bar, as evenly as bars can be shared; None without symbols."""
    if not piece.chords:
        return None
    found: list[tuple[Chord, ...]] = []
    for bar in piece.bars():
        beats = max(1, bar.metre.beats)
        each = [
            piece.chord_at(bar.start + beat * bar.ticks // beats) or NO_CHORD
            for beat in range(beats)
        ]
        found.append(_shared(each))
    return tuple(found)


def with_chords(piece: Piece, onset: int, duration: int, chords: tuple[Chord, ...]) -> Piece:
    """The piece with other chord symbols from `onset` on, which share `duration` ticks evenly."""
    end = onset + duration
    kept = [
        ChordSpan(start, stop - start, span.chord)
        for span in piece.chords
        for start, stop in (
            (span.onset, min(span.onset + span.duration, onset)),
            (max(span.onset, end), span.onset + span.duration),
        )
        if start < stop
    ]
    lines = [onset + i * duration // len(chords) for i in range(len(chords) + 1)]
    new = [
        ChordSpan(a, b - a, chord)
        for a, b, chord in zip(lines[:-1], lines[1:], chords, strict=True)
        if a < b
    ]
    return replace(piece, chords=tuple(sorted([*kept, *new], key=lambda span: span.onset)))


def _shared(beats: list[Chord]) -> tuple[Chord, ...]:
    """The fewest chords that share a bar evenly and say what its beats say."""
    count = len(beats)
    for parts in range(1, count):
        if count % parts:
            continue
        size = count // parts
        groups = [beats[i : i + size] for i in range(0, count, size)]
        if all(len(set(group)) == 1 for group in groups):
            return tuple(group[0] for group in groups)
    return tuple(beats)
