"""Which notes of a piece the model sees, and which lie outside its grid.

The answer is read from the very reduction that the network is given (`music.reduction`): a note is seen if the
grid holds a note at its step and pitch, and outside if it belongs to no lead track, begins in a metre the model
does not know, is a second voice of a line, no tone of its chord's ladder, no drum of the nine rows, or falls
between two steps. Such notes stay as they are, whatever a slider does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vaecomposer.music.difference import grid_notes
from vaecomposer.music.grid import DRUM_CLASS_OF, MICRO_PER_STEP
from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.note_changes import Placed
from vaecomposer.music.phrases import phrases
from vaecomposer.music.piece import COMPOSED_ROLES, Bar, ChordSpan, Piece, Role, Track
from vaecomposer.music.reduction import reduce_bars, step_of

BETWEEN_STEPS = MICRO_PER_STEP // 4
"""Farther than this from every step (in 1/480 quarter, 31 ms at 120 a minute) a note lies between two: all
triplets do, a player's looseness does not. Of drums the grid holds the microtiming itself.
"""

Ticks = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a piece the model sees: its notes, and how many of them lie outside the grid."""

    notes: int
    outside: int

    @property
    def sentence(self) -> str:
        """What lies outside, in a sentence; "" if nothing does."""
        if not self.outside:
            return ""
        one = self.outside == 1
        lie, stay = ("lies", "it stays as it is") if one else ("lie", "they stay as they are")
        notes = "1 note" if self.notes == 1 else f"{self.notes} notes"
        return f"{self.outside} of {notes} {lie} outside the model's grid; {stay}."


def coverage(piece: Piece) -> Coverage:
    """How much of a piece the model sees, in its own key and chords."""
    return Coverage(sum(len(track.notes) for track in piece.tracks), len(outside_grid(piece)))


def outside_grid(piece: Piece) -> tuple[Placed, ...]:
    """The notes that lie outside the model's grid, each with the number of its track, in the piece's order."""
    runs = phrases(piece.bars())
    found: list[Placed] = []
    for number, track in enumerate(piece.tracks):
        seen = _seen(piece, track, runs)
        found += [(number, note) for place, note in enumerate(track.notes) if place not in seen]
    return tuple(found)


def _seen(piece: Piece, track: Track, runs: Sequence[tuple[Bar, ...]]) -> set[int]:
    """Places of a track's notes that the grid holds."""
    seen = set[int]()
    if track.role not in COMPOSED_ROLES or track is not piece.lead(track.role):
        return seen
    step = piece.ticks_per_quarter / 4
    onsets: Ticks = np.array([note.onset for note in track.notes], np.int64)
    ends: Ticks = np.array([note.end for note in track.notes], np.int64)
    for run in runs:
        # One that sounds into the phrase may make another a second voice.
        near = (onsets < run[-1].end) & (ends > run[0].start - step)
        places = np.flatnonzero(near | (abs(onsets - run[0].start) <= step)).tolist()
        seen |= _seen_in(piece, track, run, places)
    return seen


def _seen_in(piece: Piece, track: Track, run: Sequence[Bar], places: Sequence[int]) -> set[int]:
    """Those of some notes of a track, by their places, that the grid of one phrase holds."""
    step, start = piece.ticks_per_quarter / 4, run[0].start
    transpose = (piece.key or C_MAJOR).to_white_keys
    drums = track.role is Role.DRUMS
    notes = [track.notes[place] for place in places]
    grids = reduce_bars(
        run, piece.ticks_per_quarter, {track.role: notes}, _spans(piece.chords, run), transpose
    )
    held = {
        (n.step, DRUM_CLASS_OF[n.pitch] if drums else n.pitch)
        for n in grid_notes(grids, track.role) or ()
    }
    seen = set[int]()
    # Of several notes on one place the grid holds one: of drums the loudest.
    order = sorted(zip(places, notes, strict=True), key=lambda pair: -pair[1].velocity)
    for place, note in order:
        on, off = step_of(note, start, step)
        row = DRUM_CLASS_OF.get(note.pitch, -1) if drums else note.pitch + transpose
        if (on, row) in held and (drums or abs(off) <= BETWEEN_STEPS):
            held.remove((on, row))
            seen.add(place)
    return seen


def _spans(chords: tuple[ChordSpan, ...], run: Sequence[Bar]) -> tuple[ChordSpan, ...]:
    """The chord symbols over a phrase."""
    first = bisect_right(chords, run[0].start, key=lambda span: span.onset)
    last = bisect_left(chords, run[-1].end, key=lambda span: span.onset)
    return chords[max(0, first - 1) : last]
