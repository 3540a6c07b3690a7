"""music21's scores as pieces. Nothing else in the program touches music21's objects."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from music21 import bar, dynamics, harmony, instrument, key, meter, note, spanner, stream, tempo
from music21 import chord as m21_chord
from music21.exceptions21 import Music21Exception

from vaecomposer.errors import MusicError, ScoreFileError
from vaecomposer.files.score_bars import PlacedMeasure, WrittenMeasure, place_measures
from vaecomposer.files.score_repeats import RepeatSigns, played_order
from vaecomposer.music.analysis import assign_roles, find_key
from vaecomposer.music.chord import NO_CHORD, Chord
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    COMPOSED_TICKS_PER_QUARTER,
    DRUM_CHANNEL,
    ChordSpan,
    KeyChange,
    MetreChange,
    Piece,
    Role,
    TempoChange,
    Track,
    tempo_at,
    whole_bars,
)

MOST_BARS = 20_000
"""A score of more bars than this is damaged or endless."""

_MOST_BEATS = 255  # the longest bar that a MIDI file can write

PLAIN_VELOCITY = 80
"""Velocity of notes without dynamics."""

_VELOCITIES = {"ppp": 24, "pp": 36, "p": 50, "mp": 64, "mf": 80, "f": 96, "ff": 112, "fff": 124}

_QUALITY_OF_KIND = {
    "major": "maj", "minor": "min", "augmented": "aug", "diminished": "dim", "power": "5",
    "suspended-second": "sus2", "suspended-fourth": "sus4", "suspended-fourth-seventh": "7sus4",
    "dominant-seventh": "7", "major-seventh": "maj7", "minor-seventh": "min7",
    "minor-major-seventh": "minmaj7", "augmented-seventh": "aug7", "augmented-major-seventh": "augmaj7",
    "half-diminished-seventh": "hdim7", "half-diminished": "hdim7", "diminished-seventh": "dim7",
    "seventh-flat-five": "7b5", "major-sixth": "6", "minor-sixth": "min6", "dominant-ninth": "9",
    "major-ninth": "maj9", "minor-ninth": "min9", "dominant-11th": "11", "minor-11th": "min11",
    "dominant-13th": "13", "major-13th": "maj13", "minor-13th": "min13",
}  # fmt: skip

# Tones added to a plain kind, by degree and semitones of alteration.
_QUALITY_WITH = {
    ("maj", 9, 0): "add9", ("min", 9, 0): "minadd9", ("6", 9, 0): "69", ("7", 9, -1): "7b9",
    ("7", 9, 1): "7#9", ("7", 9, 0): "9", ("maj7", 9, 0): "maj9", ("min7", 9, 0): "min9", ("7", 5, -1): "7b5",
    ("7", 5, 1): "aug7", ("maj7", 5, 1): "augmaj7", ("sus4", 7, 0): "7sus4", ("min7", 5, -1): "hdim7",
}  # fmt: skip

_MODES = {**{mode.value: mode for mode in Mode}, "ionian": Mode.MAJOR, "aeolian": Mode.MINOR}


def _ticks(quarters: Any) -> int:
    """music21's quarter lengths (floats and fractions) as ticks, to the nearest."""
    return round(Fraction(quarters) * COMPOSED_TICKS_PER_QUARTER)


@dataclass(slots=True)
class _Staff:
    """What one part of the score holds, in ticks of the placed bars."""

    name: str
    program: int | None
    is_drums: bool
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class _Signs:
    """What holds for all parts, by tick."""

    metres: dict[int, Metre] = field(default_factory=dict)
    keys: dict[int, tuple[Key, bool]] = field(default_factory=dict)
    tempos: dict[int, TempoChange] = field(default_factory=dict)
    chords: dict[int, Chord] = field(default_factory=dict)


def piece_of(score: Any, name: str, title: str, drum_parts: Sequence[Any] = ()) -> Piece:
    """A piece of one of music21's scores.

    Args:
        score: a music21 Score, which is changed on the way.
        name: of the file, for messages.
        title: for a score that has none.
        drum_parts: those of its parts whose pitches are General MIDI's drums.

    Raises:
        ScoreFileError: the score holds no notes.
    """
    drums = [any(part is drum_part for drum_part in drum_parts) for part in score.parts]
    parts = [_sounding(part) for part in score.parts]
    columns = _played_out([_measures(part) for part in parts], parts)
    placed, metres = _placed(columns)
    signs = _Signs(metres=metres)
    staves = []
    for number, (part, column) in enumerate(zip(parts, columns, strict=True), 1):
        staff = _staff(part, number, is_drums=drums[number - 1])
        _read_part(column, placed, staff, signs)
        staves.append(staff)
    if not any(staff.notes for staff in staves):
        raise ScoreFileError(f"{name} holds no notes. Nothing was opened.")
    return _assembled(staves, signs, _title(score) or title)


def _title(score: Any) -> str:
    found = score.metadata and (score.metadata.title or score.metadata.movementName)
    return " ".join(str(found).split()) if found else ""


def _sounding(part: Any) -> Any:
    """The part as it sounds. Copying takes long, so only transposing instruments are."""
    instruments = part.recurse().getElementsByClass(instrument.Instrument)
    if all(player.transposition is None for player in instruments):
        return part
    with contextlib.suppress(Music21Exception, AttributeError, TypeError, ValueError):
        return part.toSoundingPitch()
    return part


def _measures(part: Any) -> list[Any]:
    """The measures of a part; the part itself where it has none."""
    return list(part.getElementsByClass(stream.Measure)) or [part]


def _played_out(columns: list[list[Any]], parts: list[Any]) -> list[list[Any]]:
    """The measures of each part in the order in which they are played, the same for all parts."""
    count = max((len(column) for column in columns), default=0)
    opens, closes = set[int](), dict[int, int]()
    endings: dict[int, set[int]] = {}
    for column, part in zip(columns, parts, strict=True):
        place = {id(measure): index for index, measure in enumerate(column)}
        for index, measure in enumerate(column):
            for sign in measure.getElementsByClass(bar.Repeat):
                if sign.direction == "start":
                    # Some programs write the opening sign at the end of the measure before.
                    late = sign is getattr(measure, "rightBarline", None)
                    opens.add(index + late)
                else:
                    closes[index] = max(closes.get(index, 0), sign.times or 2)
        for bracket in part.recurse().getElementsByClass(spanner.RepeatBracket):
            found = [place[id(m)] for m in bracket.getSpannedElements() if id(m) in place]
            for index in range(min(found, default=0), max(found, default=-1) + 1):
                endings.setdefault(index, set()).update(bracket.numberRange)
    order = played_order(
        [
            RepeatSigns(index in opens, closes.get(index, 0), frozenset(endings.get(index, ())))
            for index in range(count)
        ]
    )
    return [[column[index] for index in order if index < len(column)] for column in columns]


def _placed(columns: list[list[Any]]) -> tuple[tuple[PlacedMeasure, ...], dict[int, Metre]]:
    """Where each measure stands, and the metres by tick. All parts share their bars."""
    written: list[WrittenMeasure] = []
    metre_of: list[Metre] = []
    metre = Metre(4, 4)
    for index in range(max((len(column) for column in columns), default=0)):
        row = [column[index] for column in columns if index < len(column)]
        metre = next((m for m in map(_metre, row) if m is not None), metre)
        whole = metre.bar_ticks(COMPOSED_TICKS_PER_QUARTER)
        length = max(_ticks(measure.highestTime) for measure in row)
        written.append(WrittenMeasure(length or whole, whole))
        metre_of.append(metre)
    if sum(-(-m.length // m.bar) for m in written) > MOST_BARS:
        raise MusicError(f"The score lasts more than {MOST_BARS} bars.")
    placed = place_measures(written)
    metres: dict[int, Metre] = {}
    for where, what in zip(placed, metre_of, strict=True):
        if not metres or metres[max(metres)] != what:
            metres[where.bar_start] = what
    return placed, metres


def _metre(measure: Any) -> Metre | None:
    for sign in measure.getElementsByClass(meter.TimeSignature):
        try:
            metre = Metre(int(sign.numerator), int(sign.denominator))
        except (MusicError, TypeError, ValueError):
            continue
        if metre.numerator <= _MOST_BEATS:
            return metre
    return None


def _staff(part: Any, number: int, *, is_drums: bool) -> _Staff:
    player = part.getInstrument(returnDefault=True)
    sung = next((n for n in part.recurse().notes if n.lyrics), None) is not None
    name = part.partName or player.partName or player.instrumentName
    program = player.midiProgram
    return _Staff(
        " ".join(str(name).split()) if name else ("Voice" if sung else f"Part {number}"),
        program if isinstance(program, int) and 0 <= program <= 127 else None,
        is_drums or player.midiChannel == DRUM_CHANNEL,
    )


def _read_part(
    column: list[Any], placed: tuple[PlacedMeasure, ...], staff: _Staff, signs: _Signs
) -> None:
    velocity = PLAIN_VELOCITY
    tied: dict[int, int] = {}  # by pitch, the place in `notes` of a note whose tie goes on
    for measure, where in zip(column, placed, strict=False):
        inside = sorted(
            ((element, where.start + _ticks(element.getOffsetInHierarchy(measure)))
             for element in measure.recurse().notesAndRests),
            key=lambda pair: pair[1],
        )  # fmt: skip
        marks = sorted(
            (where.start + _ticks(mark.getOffsetInHierarchy(measure)), _VELOCITIES[mark.value])
            for mark in measure.recurse().getElementsByClass(dynamics.Dynamic)
            if mark.value in _VELOCITIES
        )
        _read_signs(measure, where, signs)
        for element, tick in inside:
            while marks and marks[0][0] <= tick:
                velocity = marks.pop(0)[1]
            if isinstance(element, harmony.Harmony):
                _read_harmony(element, tick, signs)
            elif not element.isRest and not element.duration.isGrace:
                _read_notes(element, tick, velocity, staff, tied)


def _read_signs(measure: Any, where: PlacedMeasure, signs: _Signs) -> None:
    for sign in measure.recurse().getElementsByClass(key.KeySignature):
        found = _key(sign)
        if found is not None:
            signs.keys.setdefault(where.bar_start, (found, isinstance(sign, key.Key)))
    for mark in measure.recurse().getElementsByClass(tempo.MetronomeMark):
        bpm = mark.getQuarterBPM()
        if bpm and 10 <= bpm <= 600:
            tick = where.start + _ticks(mark.getOffsetInHierarchy(measure))
            signs.tempos.setdefault(tick, tempo_at(tick, bpm))


def _key(sign: Any) -> Key | None:
    """A key signature; one that does not say its mode is taken as major."""
    if isinstance(sign, key.Key):
        mode = _MODES.get(str(sign.mode))
        return Key(sign.tonic.pitchClass, mode) if mode is not None else None
    if sign.sharps is None or not -7 <= sign.sharps <= 7:
        return None
    return Key(sign.sharps * 7 % 12, Mode.MAJOR)


def _read_harmony(symbol: Any, tick: int, signs: _Signs) -> None:
    if isinstance(symbol, harmony.NoChord):
        signs.chords.setdefault(tick, NO_CHORD)
    elif isinstance(symbol, harmony.ChordSymbol):
        found = _chord(symbol)
        if found is not None:
            signs.chords.setdefault(tick, found)


def _chord(symbol: Any) -> Chord | None:
    try:
        root, bass = symbol.root(), symbol.bass()
    except (Music21Exception, AttributeError):
        return None
    if root is None:
        return None
    quality = _QUALITY_OF_KIND.get(str(symbol.chordKind).replace(" ", "-"), "other")
    for change in symbol.chordStepModifications:
        alter = round(change.interval.semitones) if change.interval is not None else 0
        quality = _QUALITY_WITH.get((quality, change.degree, alter), quality)
    return Chord(root.pitchClass, quality, (bass or root).pitchClass)


def _read_notes(
    element: Any, tick: int, velocity: int, staff: _Staff, tied: dict[int, int]
) -> None:
    """Adds a note or the notes of a chord; one that a tie leads to lengthens the note before."""
    end = tick + max(1, _ticks(element.duration.quarterLength))
    for single, pitch in _pitches(element):
        kind = single.tie.type if single.tie is not None else None
        before = tied.pop(pitch, None)
        if kind in ("stop", "continue") and before is not None and staff.notes[before].end == tick:
            held = staff.notes[before]
            staff.notes[before] = Note(held.onset, pitch, end - held.onset, held.velocity)
            place = before
        else:
            place = len(staff.notes)
            staff.notes.append(Note(tick, pitch, end - tick, velocity))
        if kind in ("start", "continue", "let-ring"):
            tied[pitch] = place


def _pitches(element: Any) -> Iterator[tuple[Any, int]]:
    """Each single note of an element with its MIDI pitch."""
    singles: Iterable[Any] = (
        element.notes if isinstance(element, m21_chord.ChordBase) else (element,)
    )
    for single in singles:
        if isinstance(single, note.Note) and 0 <= single.pitch.midi <= 127:
            yield single, int(single.pitch.midi)


def _assembled(staves: list[_Staff], signs: _Signs, title: str) -> Piece:
    channels = (channel for _ in iter(int, 1) for channel in range(16) if channel != DRUM_CHANNEL)
    tracks = assign_roles(
        [
            Track(
                staff.name,
                Role.OTHER,
                DRUM_CHANNEL if staff.is_drums else next(channels),
                staff.program,
                tuple(sorted(staff.notes)),
            )
            for staff in staves
            if staff.notes
        ]
    )
    metres = tuple(MetreChange(tick, signs.metres[tick]) for tick in sorted(signs.metres))
    length = whole_bars(
        metres, COMPOSED_TICKS_PER_QUARTER, max(n.end for t in tracks for n in t.notes)
    )
    return Piece(
        COMPOSED_TICKS_PER_QUARTER,
        tracks,
        _tempos(signs),
        metres,
        _keys(tracks, signs),
        _spans(signs, length),
        length,
        title,
    )


def _tempos(signs: _Signs) -> tuple[TempoChange, ...]:
    """Tempo changes, the first at tick 0: of a mark in the pickup, or 120."""
    ordered = [signs.tempos[tick] for tick in sorted(signs.tempos)]
    if not ordered or ordered[0].tick > 0:
        first = ordered[0].microseconds if ordered else tempo_at(0, 120).microseconds
        ordered.insert(0, TempoChange(0, first))
    return tuple(ordered)


def _keys(tracks: tuple[Track, ...], signs: _Signs) -> tuple[KeyChange, ...]:
    """Keys in order. A signature without a mode is asked what the notes say, a named key is believed."""
    pitched = [note for track in tracks if not track.is_drums for note in track.notes]
    ordered = sorted(signs.keys)
    changes: list[KeyChange] = []
    last = max(note.end for track in tracks for note in track.notes)
    for tick, end in pairwise([*ordered, last + 1]):
        found, certain = signs.keys[tick]
        if not certain:
            here = [n for n in pitched if tick <= n.onset < end]
            found = find_key(here, found) or found
        if not changes or changes[-1].key != found:
            changes.append(KeyChange(tick, found))
    if not changes and (heard := find_key(pitched)) is not None:
        changes = [KeyChange(0, heard)]
    return tuple(changes)


def _spans(signs: _Signs, length: int) -> tuple[ChordSpan, ...]:
    """Each chord symbol until the next."""
    ordered = sorted(tick for tick in signs.chords if tick < length)
    return tuple(
        ChordSpan(tick, end - tick, signs.chords[tick])
        for tick, end in pairwise([*ordered, length])
    )
