"""Bars and notes as they can be written: every onset and end on a 32nd or in a triplet.

Pure: Fractions of quarter notes, no music21. A note on the grid stays exactly where it is; of one off it, the
beat around it decides whether straight or triplet values lie nearer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece, bars_until

STRAIGHT = Fraction(1, 8)
"""A 32nd, in quarter notes: the shortest straight value that is written."""

TRIPLET = Fraction(1, 12)
"""A triplet 32nd: holds plain sixteenths too, so that triplets against sixteenths can be written."""

_COARSE_TRIPLET = Fraction(1, 6)
_COARSE_END = Fraction(1, 4)
_GROUPS = (Fraction(1), Fraction(1, 2))
"""Lengths that a triplet may fill."""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """One bar on paper.

    Attributes:
        tick: where it begins in the piece.
        start: where it begins on paper, in quarter notes.
        length: in quarter notes; shorter than its metre in a pickup, or before an early metre change.
        metre: its time signature.
    """

    tick: int
    start: Fraction
    length: Fraction
    metre: Metre

    @property
    def end(self) -> Fraction:
        """Where the next bar begins."""
        return self.start + self.length

    @property
    def is_short(self) -> bool:
        """Whether it lacks something of its metre."""
        return self.length < Fraction(4 * self.metre.numerator, self.metre.denominator)

    @property
    def beat(self) -> Fraction:
        """Length of a counted beat, in quarter notes."""
        single = Fraction(4, self.metre.denominator)
        return 3 * single if self.metre.is_compound else single

    @property
    def step(self) -> Fraction:
        """The shortest straight value written in it."""
        return min(STRAIGHT, Fraction(4, self.metre.denominator))


@dataclass(frozen=True, slots=True)
class DrawnNote:
    """A note on paper, in quarter notes from the beginning."""

    onset: Fraction
    end: Fraction
    pitch: int
    velocity: int


def drawn_bars(piece: Piece) -> tuple[DrawnBar, ...]:
    """The piece's bars. One whose length no note value fills is made a little longer."""
    length = max(piece.length, piece.last_note_end, 1)
    bars: list[DrawnBar] = []
    start = Fraction(0)
    for bar in bars_until(piece.metres, piece.ticks_per_quarter, length):
        step = min(STRAIGHT, Fraction(4, bar.metre.denominator))
        drawn = ceil(Fraction(bar.ticks, piece.ticks_per_quarter) / step) * step
        bars.append(DrawnBar(bar.start, start, drawn, bar.metre))
        start += drawn
    return tuple(bars)


class Paper:
    """Where ticks stand on paper."""

    def __init__(self, piece: Piece) -> None:
        self.bars = drawn_bars(piece)
        self._resolution = piece.ticks_per_quarter
        self._ticks = [bar.tick for bar in self.bars]

    def bar_at(self, tick: int) -> int:
        """Index of the bar that holds a tick."""
        return max(0, bisect_right(self._ticks, tick) - 1)

    def nearest(self, tick: int) -> Fraction:
        """The place of a sign (a chord symbol, a tempo): on the nearest straight or triplet value."""
        index, inside = self._inside(tick)
        bar = self.bars[index]
        places = (round(inside / unit) * unit for unit in (bar.step, TRIPLET))
        return bar.start + min(*places, key=lambda place: abs(place - inside))

    def draw(self, notes: Iterable[Note]) -> tuple[list[DrawnNote], int]:
        """Notes on paper, and how many of them had to be moved there."""
        notes = list(notes)
        grids = self._grids(notes)
        drawn, moved = [], 0
        for note in notes:
            onset, exact_onset = self._placed(note.onset, grids, is_end=False)
            end, exact_end = self._placed(note.end, grids, is_end=True)
            if end <= onset:
                end, exact_end = self._shortest_end(note.onset, onset, grids), False
            drawn.append(DrawnNote(onset, end, note.pitch, note.velocity))
            moved += not (exact_onset and exact_end)
        return drawn, moved

    def _inside(self, tick: int) -> tuple[int, Fraction]:
        """The bar that holds a tick, and how far the tick is into it; no further than its end."""
        index = self.bar_at(tick)
        inside = Fraction(tick - self._ticks[index], self._resolution)
        return index, min(inside, self.bars[index].length)

    def _grids(self, notes: list[Note]) -> dict[tuple[int, int], Fraction]:
        """The grid of every beat (a quarter of a bar) that something begins or ends in."""
        onsets: dict[tuple[int, int], list[Fraction]] = {}
        points: dict[tuple[int, int], list[Fraction]] = {}
        for note in notes:
            for tick in (note.onset, note.end):
                index, inside = self._inside(tick)
                beat = floor(inside)
                if inside != beat:
                    points.setdefault((index, beat), []).append(inside - beat)
                    if tick == note.onset:
                        onsets.setdefault((index, beat), []).append(inside - beat)
        return {
            (index, beat): _grid(found, onsets.get((index, beat), ()), self.bars[index], beat)
            for (index, beat), found in points.items()
        }

    def _placed(
        self, tick: int, grids: dict[tuple[int, int], Fraction], *, is_end: bool
    ) -> tuple[Fraction, bool]:
        """The place of a tick on its beat's grid, and whether it stood there already."""
        index, inside = self._inside(tick)
        bar = self.bars[index]
        unit = grids.get((index, floor(inside)), bar.step)
        place = round(inside / unit) * unit
        if place == inside:
            return bar.start + place, True
        if is_end and unit < _COARSE_END and _COARSE_END % unit == 0:
            # Ends off the grid are touch, not rhythm: a sixteenth is exact enough and reads better.
            place = round(inside / _COARSE_END) * _COARSE_END
        return bar.start + min(place, bar.length), False

    def _shortest_end(
        self, tick: int, onset: Fraction, grids: dict[tuple[int, int], Fraction]
    ) -> Fraction:
        """The end of a note that would have no length: a sixteenth on, or less where its grid wants it."""
        index, inside = self._inside(tick)
        unit = grids.get((index, floor(inside)), self.bars[index].step)
        place = onset - self.bars[index].start
        if place >= floor(inside) + 1:  # it went on into the next beat
            unit = self.bars[index].step
        return onset + (_COARSE_END if not place % _COARSE_END and not _COARSE_END % unit else unit)


def _grid(
    points: Sequence[Fraction], onsets: Sequence[Fraction], bar: DrawnBar, beat: int
) -> Fraction:
    """The grid on which all points of a beat lie, else the one that its onsets lie nearer to."""
    straight = bar.step
    if all(point % straight == 0 for point in points):
        return straight
    if min(Fraction(1), bar.length - beat) not in _GROUPS:
        return straight
    if all(point % TRIPLET == 0 for point in points):
        return TRIPLET
    far = _distance(onsets, straight)
    return _COARSE_TRIPLET if _distance(onsets, _COARSE_TRIPLET) < far else straight


def _distance(points: Iterable[Fraction], unit: Fraction) -> Fraction:
    return sum((abs(point - round(point / unit) * unit) for point in points), Fraction(0))
