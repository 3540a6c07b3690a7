"""Loudness and timing of notes that stay what they are: which note, where in the bar, played how."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vaecomposer.music.grid import DRUM_CLASS_OF
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, Piece, Role, Track

STEPS_A_BEAT = 4
"""Sixteenths of a quarter."""

NEAR = 0.3
"""How far from a sixteenth, in sixteenths, a note may lie and still belong to it; what lies between (triplets,
ornaments) keeps its own timing."""

Row = Role | int
"""What shares a touch: the notes of a role, or one class of drum hits (0..8)."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Where a note is and how it is played.

    Attributes:
        place: its place in its track's notes. note: itself. row: what it shares its touch with.
        bar: number of the bar that its sixteenth lies in. step: that sixteenth in the bar, from 0.
        late: how much later than it the note begins, in sixteenths; None where it belongs to none.
    """

    place: int
    note: Note
    row: Row
    bar: int
    step: int
    late: float | None


def row_of(track: Track, note: Note) -> Row | None:
    """What a note shares its touch with; None for a drum sound outside the nine classes."""
    if track.role is Role.DRUMS or track.is_drums:
        return DRUM_CLASS_OF.get(note.pitch)
    return track.role


def touches(piece: Piece, track: Track, bars: Sequence[Bar]) -> list[Touched]:
    """The notes of a track that begin in some bars, with their places."""
    everything = piece.bars()
    starts = [bar.start for bar in everything]
    step_ticks = piece.ticks_per_quarter / STEPS_A_BEAT
    inside = {bar.index for bar in bars}
    found = []
    for place, note in enumerate(track.notes):
        number = bisect_right(starts, note.onset) - 1
        row = row_of(track, note)
        if number not in inside or row is None:
            continue
        bar = everything[number]
        exact = (note.onset - bar.start) / step_ticks
        step = round(exact)
        late = exact - step
        if step * step_ticks >= bar.ticks and number + 1 < len(everything):
            number, step = number + 1, 0  # played before the line, meant after it
        found.append(Touched(place, note, row, number, step, late if abs(late) <= NEAR else None))
    return found


@dataclass(frozen=True, slots=True)
class Touch:
    """How a note shall be played: its tick and its velocity."""

    onset: int
    velocity: int


def retouched(
    track: Track,
    changes: Mapping[int, Touch],
    bars: Sequence[Bar],
    held: frozenset[tuple[int, int]],
) -> Track:
    """A track with some notes played otherwise; the very track if none is.

    A note stays within the run of bars that may change, keeps its length as far as that goes, and never overlaps
    another of its pitch that it did not overlap before: the earlier one ends where the later begins, or where it is
    held, the later waits.

    Args:
        changes: by place in the track's notes. bars: that may change.
        held: (onset, pitch) of notes that stay.
    """
    runs = _runs(bars)
    notes = list(track.notes)
    for place, touch in changes.items():
        note = notes[place]
        run = next((r for r in runs if r[0] <= note.onset < r[1]), None)
        if run is None or (note.onset, note.pitch) in held:
            continue
        onset = min(max(touch.onset, run[0]), run[1] - 1)
        # Played late, a note that ended with the bars does not sound on beyond them, or beyond the piece.
        end = min(onset + note.duration, max(run[1], note.end))
        loud = max(1, min(127, touch.velocity))
        notes[place] = replace(note, onset=onset, duration=max(1, end - onset), velocity=loud)
    rows: dict[int, list[int]] = {}
    for place, note in enumerate(track.notes):
        rows.setdefault(note.pitch, []).append(place)
    for row in rows.values():
        _part(notes, track.notes, row, held)
    return track if tuple(notes) == track.notes else track.with_notes(notes)


Held = Mapping[int, frozenset[tuple[int, int]]]
"""Notes that stay: by track, (onset, pitch). A track that stays whole holds all of its own."""


def played_anew(
    piece: Piece,
    bars: Sequence[Bar],
    parts: frozenset[Role],
    play: Callable[[Sequence[Touched]], Mapping[int, Touch]],
    held: Held | None = None,
) -> Piece:
    """A piece with its notes played otherwise; the very piece if none is.

    Args:
        piece: the music. bars: that may change. parts: roles; empty for all.
        play: says how the notes of one track are played, by place. held: notes that stay.
    """
    tracks = list(piece.tracks)
    for index, track in enumerate(tracks):
        found = touches(piece, track, bars) if not parts or track.role in parts else []
        if found:
            stays = (held or {}).get(index, frozenset())
            tracks[index] = retouched(track, play(found), bars, stays)
    if all(a is b for a, b in zip(tracks, piece.tracks, strict=True)):
        return piece
    return replace(piece, tracks=tuple(tracks))


def _part(
    notes: list[Note], before: Sequence[Note], row: list[int], held: frozenset[tuple[int, int]]
) -> None:
    """Parts neighbours of one pitch that were apart before."""
    for first, second in pairwise(row):
        gap = before[second].onset - before[first].onset
        free = (before[second].onset, before[second].pitch) not in held
        if gap > 0 and free and notes[second].onset <= notes[first].onset:
            # Two strokes that both belong to one place stay two, as far apart as they were.
            notes[second] = replace(notes[second], onset=notes[first].onset + gap)
        if before[first].end > before[second].onset or notes[first].end <= notes[second].onset:
            continue
        fixed = (before[first].onset, before[first].pitch) in held or notes[first] == before[first]
        if fixed or notes[second].onset <= notes[first].onset:
            onset = max(notes[first].end if fixed else notes[first].onset + 1, before[second].onset)
            notes[second] = replace(notes[second], onset=onset)
        if notes[first].end > notes[second].onset:
            length = notes[second].onset - notes[first].onset
            notes[first] = replace(notes[first], duration=max(1, length))


def _runs(bars: Iterable[Bar]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for bar in bars:
        if runs and runs[-1][1] == bar.start:
            runs[-1] = runs[-1][0], bar.end
        else:
            runs.append((bar.start, bar.end))
    return runs
