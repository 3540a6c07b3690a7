"""Swing: the first of each pair of short notes lasts longer than the second."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Literal

from vaecomposer.errors import MusicError
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, Event, Piece, Track

SwingUnit = Literal["eighth", "sixteenth"]

STRAIGHT_RATIO = 0.5
LARGEST_RATIO = 0.75

_PAIR_QUARTERS: dict[str, float] = {"eighth": 1.0, "sixteenth": 0.5}


@dataclass(frozen=True, slots=True)
class Swing:
    """How far the music swings.

    Attributes:
        ratio: share of a pair of notes that its first one takes: 0.5 is straight, 2/3 triplets,
            0.75 a dotted note and a short one.
        unit: what the pairs are made of.

    Raises:
        MusicError: a ratio outside 0.5..0.75, or another unit.
    """

    ratio: float = STRAIGHT_RATIO
    unit: SwingUnit = "eighth"

    def __post_init__(self) -> None:
        if not STRAIGHT_RATIO <= self.ratio <= LARGEST_RATIO:
            raise MusicError(f"Swing goes from 0.5 (straight) to 0.75, not {self.ratio}.")
        if self.unit not in _PAIR_QUARTERS:
            raise MusicError(f"Eighths or sixteenths can swing, not {self.unit!r}.")

    @property
    def pair(self) -> float:
        """Length of a pair in quarters."""
        return _PAIR_QUARTERS[self.unit]

    @property
    def is_straight(self) -> bool:
        """Whether nothing moves."""
        return self.ratio == STRAIGHT_RATIO

    def swung(self, quarter: float) -> float:
        """When (in quarters from a bar's start) what is written at `quarter` is played.

        Linear within each half of a pair, so that everything between the swung notes moves along.
        """
        start, inside = self._place(quarter)
        half = self.pair / 2
        if inside < half:
            return start + inside * 2 * self.ratio
        return start + self.ratio * self.pair + (inside - half) * 2 * (1 - self.ratio)

    def unswung(self, quarter: float) -> float:
        """What is written where `quarter` is played: the inverse of `swung`."""
        start, inside = self._place(quarter)
        middle = self.ratio * self.pair
        if inside < middle:
            return start + inside / (2 * self.ratio)
        return start + self.pair / 2 + (inside - middle) / (2 * (1 - self.ratio))

    def bends(self, metre: Metre) -> bool:
        """Whether this metre swings: its beat must be made of whole pairs.

        Compound metres (6/8, 9/8, 12/8) stay straight, their beat being divided in three, and so
        do eighths in metres that count eighths (7/8), where a pair would lie across two beats.
        """
        if self.is_straight or metre.is_compound:
            return False
        return math.fmod(4 / metre.denominator, self.pair) == 0

    def _place(self, quarter: float) -> tuple[float, float]:
        """Start of the pair around `quarter`, and how far into it."""
        start = math.floor(quarter / self.pair) * self.pair
        return start, quarter - start


STRAIGHT = Swing()


@dataclass(frozen=True, slots=True)
class SwingMap:
    """Where swing moves the ticks of a piece; pairs are counted from each bar's start.

    Bar lines and beats stay where they are, and so does a pair that a bar is too short to hold.

    Attributes:
        swing: how far.
        ticks_per_quarter: resolution.
        bars: all bars of the piece.
        bar_starts: first tick of each.
    """

    swing: Swing
    ticks_per_quarter: int
    bars: tuple[Bar, ...]
    bar_starts: tuple[int, ...]

    def swung(self, tick: float) -> float:
        """When (in ticks) what is written at `tick` is played."""
        start = self._start(tick)
        if start is None:
            return tick
        resolution = self.ticks_per_quarter
        return start + resolution * self.swing.swung((tick - start) / resolution)

    def unswung(self, tick: float) -> float:
        """What is written where `tick` is played: the inverse of `swung`."""
        start = self._start(tick)
        if start is None:
            return tick
        resolution = self.ticks_per_quarter
        return start + resolution * self.swing.unswung((tick - start) / resolution)

    def _start(self, tick: float) -> int | None:
        """First tick of the bar around `tick`, or None where nothing moves."""
        if self.swing.is_straight:
            return None
        i = bisect_right(self.bar_starts, tick) - 1
        if i < 0:
            return None
        bar = self.bars[i]
        if not self.swing.bends(bar.metre):
            return None
        pair = self.swing.pair * self.ticks_per_quarter
        whole_pairs = math.floor(bar.ticks / pair) * pair
        return bar.start if tick - bar.start < whole_pairs else None


def swing_map(piece: Piece, swing: Swing) -> SwingMap:
    """Where `swing` moves the ticks of a piece."""
    bars = piece.bars()
    return SwingMap(swing, piece.ticks_per_quarter, bars, tuple(bar.start for bar in bars))


def swung_piece(piece: Piece, swing: Swing) -> Piece:
    """The piece as it sounds with `swing`, for files that know no swing.

    Note onsets and ends and the ticks of events move and are rounded; a note keeps at least one
    tick. Bars, tempos, metres, keys, chords and the length stay.
    """
    if swing.is_straight:
        return piece
    time = swing_map(piece, swing)

    def moved(events: tuple[Event, ...]) -> tuple[Event, ...]:
        return tuple(replace(event, tick=round(time.swung(event.tick))) for event in events)

    def swung_note(note: Note) -> Note:
        onset, end = round(time.swung(note.onset)), round(time.swung(note.end))
        return replace(note, onset=onset, duration=max(1, end - onset))

    def swung_track(track: Track) -> Track:
        # Two onsets may meet on one tick; order is then by pitch again.
        notes = tuple(sorted(map(swung_note, track.notes), key=lambda n: (n.onset, n.pitch)))
        return replace(track, notes=notes, events=moved(track.events))

    return replace(piece, tracks=tuple(map(swung_track, piece.tracks)), events=moved(piece.events))
