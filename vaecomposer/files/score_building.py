"""Pieces as music21's scores, ready to be written: nothing is left for music21 to decide."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from statistics import median
from typing import Any

from music21 import (
    chord,
    clef,
    duration,
    instrument,
    key,
    metadata,
    meter,
    note,
    pitch,
    stream,
    tempo,
    tie,
)

from vaecomposer.files.score_chords import chord_symbol
from vaecomposer.files.score_grid import DrawnBar, Paper
from vaecomposer.files.score_spelling import Spelling, sharps, spelled, tonic_name
from vaecomposer.files.score_voices import Head, Value, written_bars
from vaecomposer.music.key import Key
from vaecomposer.music.piece import Piece, Role, Track

_LOW = 55
"""A part whose middle pitch is lower stands in the bass clef."""

Progress = Callable[[float], None]
"""Is told the share done, 0..1; may raise to stop."""


def score_of(piece: Piece, progress: Progress | None = None) -> tuple[Any, int]:
    """music21's score of a piece, and how many notes were moved to be printable.

    Drums stand in it as pitched notes; `score_drums.unpitch_drums` makes hits of them afterwards.
    """
    score = stream.Score()
    score.insert(0, metadata.Metadata(title=piece.title))
    paper = Paper(piece)
    keys = _keys_by_bar(piece, paper)
    first = next((i for i, track in enumerate(piece.tracks) if not track.is_drums), 0)
    moved = 0
    for number, track in enumerate(piece.tracks):
        drawn, off = paper.draw(track.notes)
        moved += off
        part = _part(track, number)
        signs = _signs(piece, paper, keys) if number == first else {}
        voices = written_bars(drawn, paper.bars)
        for index, bar in enumerate(paper.bars):
            measure = _measure(track, paper.bars, index, keys)
            for place, sign in signs.get(index, ()):
                measure.insert(place, sign)
            _fill(measure, voices[index], bar, None if track.is_drums else keys[index])
            part.insert(bar.start, measure)
        score.insert(0, part)
        if progress is not None:
            progress((number + 1) / len(piece.tracks))
    return score, moved


def _part(track: Track, number: int) -> Any:
    part = stream.Part(id=f"P{number + 1}")
    part.partName = track.name
    player = instrument.Instrument(track.name)
    player.partId, player.instrumentId = f"P{number + 1}", f"P{number + 1}-I1"
    player.midiProgram = track.program or 0
    # music21 wants every part on a channel of its own; the true one is written in afterwards.
    player.midiChannel = 1000 + number
    part.insert(0, player)
    return part


def _keys_by_bar(piece: Piece, paper: Paper) -> list[Key | None]:
    """The key of each bar; one that begins inside a bar is written at its beginning."""
    found: dict[int, Key] = {}
    for change in piece.keys:
        found[paper.bar_at(change.tick)] = change.key
    keys: list[Key | None] = []
    for index in range(len(paper.bars)):
        keys.append(found.get(index, keys[-1] if keys else None))
    return keys


def _signs(
    piece: Piece, paper: Paper, keys: Sequence[Key | None]
) -> dict[int, list[tuple[Fraction, Any]]]:
    """Tempo marks and chord symbols by bar, each with its place in the bar."""
    signs: dict[int, list[tuple[Fraction, Any]]] = {}

    def put(tick: int, make: Callable[[int], Any]) -> None:
        place = paper.nearest(tick)
        starts = [bar.start for bar in paper.bars]
        index = bisect_right(starts, place) - 1
        if place < paper.bars[-1].end:
            signs.setdefault(index, []).append((place - starts[index], make(index)))

    before = None
    for change in piece.tempos:
        bpm = round(change.bpm, 2)
        if bpm != before:
            mark = tempo.MetronomeMark(number=int(bpm) if bpm == int(bpm) else bpm)
            mark.placement = "above"
            put(change.tick, lambda _index, mark=mark: mark)  # type: ignore[misc]
        before = bpm
    for span in piece.chords:
        put(span.onset, lambda index, span=span: chord_symbol(span.chord, keys[index]))  # type: ignore[misc]
    return signs


def _measure(track: Track, bars: Sequence[DrawnBar], index: int, keys: Sequence[Key | None]) -> Any:
    """An empty measure with its number and what changes at its beginning."""
    bar = bars[index]
    pickup = bars[0].is_short and len(bars) > 1
    measure = stream.Measure(number=index + (not pickup))
    if pickup and index == 0:
        measure.showNumber = stream.enums.ShowNumber.NEVER
    if index == 0:
        measure.clef = _clef(track)
    if index == 0 or bars[index - 1].metre != bar.metre:
        measure.timeSignature = meter.TimeSignature(str(bar.metre))
    in_key = keys[index]
    if in_key is not None and not track.is_drums and (index == 0 or keys[index - 1] != in_key):
        measure.keySignature = key.Key(_m21_name(tonic_name(in_key)), in_key.mode.value)
    return measure


def _clef(track: Track) -> Any:
    if track.is_drums:
        return clef.PercussionClef()
    low = bool(track.notes) and median(n.pitch for n in track.notes) < _LOW
    return clef.BassClef() if track.role is Role.BASS or low else clef.TrebleClef()


def _fill(measure: Any, voices: list[list[Value]], bar: DrawnBar, in_key: Key | None) -> None:
    """Writes the values of a bar into its measure."""
    if not voices:
        rest = note.Rest(quarterLength=bar.length)
        rest.fullMeasure = True
        measure.insert(0, rest)
        return
    hand = _Hand(in_key)
    made: list[list[tuple[Fraction, Any]]] = [[] for _ in voices]
    # In the order of time, since an accidental holds for its bar.
    order = sorted(
        ((value.start, v, value) for v, values in enumerate(voices) for value in values),
        key=lambda item: item[:2],
    )
    for start, voice, value in order:
        made[voice].append((start, hand.element(value, is_first=voice == 0)))
    for number, elements in enumerate(made):
        into = measure if len(made) == 1 else stream.Voice(id=number + 1)
        for start, element in elements:
            into.insert(start, element)
        if into is not measure:
            measure.insert(0, into)


class _Hand:
    """Writes the notes of one bar and remembers its accidentals."""

    def __init__(self, in_key: Key | None) -> None:
        self._key = in_key
        count = sharps(in_key)
        self._signature = {
            step: 1 if place < count else -1 if 6 - place < -count else 0
            for place, step in enumerate("FCGDAEB")
        }
        self._seen: dict[tuple[str, int], int] = {}

    def element(self, value: Value, *, is_first: bool) -> Any:
        """A note, chord or rest. Rests of further voices keep their place but are not shown."""
        length = _duration(value)
        if not value.heads:
            rest = note.Rest(duration=length)
            rest.style.hideObjectOnPrint = not is_first
            # Said, or music21 looks through the whole score for the metre of every rest.
            rest.fullMeasure = False
            return rest
        single = [self._note(head, length) for head in value.heads]
        if len(single) == 1:
            return single[0]
        together = chord.Chord(single, duration=length)
        together.volume.velocity = max(head.velocity for head in value.heads)
        return together

    def _note(self, head: Head, length: Any) -> Any:
        written = note.Note(self._pitch(head), duration=length)
        written.volume.velocity = head.velocity
        kind = {(True, True): "continue", (True, False): "stop", (False, True): "start"}.get(
            (head.tied_in, head.tied_out)
        )
        if kind is not None:
            written.tie = tie.Tie(kind)
        return written

    def _pitch(self, head: Head) -> Any:
        name = spelled(head.pitch % 12, self._key)
        octave = name.octave(head.pitch)
        made = pitch.Pitch(step=name.step, octave=octave)
        before = self._seen.get((name.step, octave), self._signature[name.step])
        shown = before != name.alter and not head.tied_in
        if name.alter or shown:
            made.accidental = pitch.Accidental(name.alter)
            made.accidental.displayStatus = shown
        if not head.tied_in:
            self._seen[name.step, octave] = name.alter
        return made


def _duration(value: Value) -> Any:
    """music21's duration: type, dot and triplet are known, so that it need not find them."""
    if value.triplet is None:
        return duration.Duration(quarterLength=value.length)
    made = duration.Duration(quarterLength=value.length * 3 / 2)
    kind = duration.quarterLengthToClosestType(value.triplet)[0]
    bracket = duration.Tuplet(3, 2, kind)
    bracket.type = {(True, True): "startStop", (True, False): "start", (False, True): "stop"}.get(
        (value.opens, value.closes)
    )
    made.appendTuplet(bracket)
    return made


def _m21_name(name: Spelling) -> str:
    return name.step + ("#" * name.alter if name.alter > 0 else "-" * -name.alter)
