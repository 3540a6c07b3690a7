"""Notes of one part as voices of note values: chords, rests, ties and triplets, bar by bar.

Pure, like `score_grid`. Four voices at most, since that is what notation programs hold on a staff; what four
cannot hold is written in the fourth as chords tied together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from vaecomposer.files.score_grid import DrawnBar, DrawnNote

MOST_VOICES = 4

# Note values in quarter notes, the longest first; those with a dot among them.
_VALUES = tuple(
    Fraction(n, 16) for n in (96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1)
)  # fmt: skip
_TRIPLET_VALUES = (8, 6, 4, 3, 2, 1)  # twelfths of a quarter note
_TWELFTH = Fraction(1, 12)


@dataclass(frozen=True, slots=True)
class Head:
    """A note head: a note's pitch, and whether it is tied to the value before and after."""

    pitch: int
    velocity: int
    tied_in: bool
    tied_out: bool


@dataclass(frozen=True, slots=True)
class Value:
    """A note value, a chord's or a rest's.

    Attributes:
        start: quarter notes from the beginning of the bar.
        length: how long it lasts, in quarter notes.
        heads: by pitch; none for a rest.
        triplet: the value three of which fill two's time, in quarter notes as written; None outside triplets.
        opens, closes: whether a triplet begins or ends with it.
    """

    start: Fraction
    length: Fraction
    heads: tuple[Head, ...] = ()
    triplet: Fraction | None = None
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of one voice over which nothing changes, in quarter notes from the beginning."""

    start: Fraction
    end: Fraction
    heads: tuple[Head, ...] = ()


def written_bars(notes: Iterable[DrawnNote], bars: Sequence[DrawnBar]) -> list[list[list[Value]]]:
    """For each bar its voices, those that are silent in it left out; each voice fills the bar."""
    written: list[list[list[Value]]] = [[] for _ in bars]
    for voice in _voices(notes):
        segments = list(_segments(voice))
        at = 0
        for index, bar in enumerate(bars):
            while at < len(segments) and segments[at].end <= bar.start:
                at += 1
            inside = []
            for segment in segments[at:]:
                if segment.start >= bar.end:
                    break
                inside.append(_cut(segment, bar))
            if inside:
                written[index].append(list(_values(inside, bar)))
    return written


def _voices(notes: Iterable[DrawnNote]) -> list[list[DrawnNote]]:
    """Notes in voices. Notes that begin and end together are one chord; the highest comes first."""
    chords: dict[tuple[Fraction, Fraction], list[DrawnNote]] = {}
    doubled: list[DrawnNote] = []
    for note in sorted(notes, key=lambda n: (n.onset, n.end, n.pitch)):
        chord = chords.setdefault((note.onset, note.end), [])
        same = any(other.pitch == note.pitch for other in chord)
        (doubled if same else chord).append(note)
    groups = [*chords.values(), *([note] for note in doubled)]
    groups.sort(key=lambda chord: (chord[0].onset, -chord[-1].pitch))
    voices: list[list[DrawnNote]] = []
    free: list[Fraction] = []
    for group in groups:
        voice = next((i for i, tick in enumerate(free) if tick <= group[0].onset), len(free))
        if voice == MOST_VOICES:
            voice = MOST_VOICES - 1
        elif voice == len(free):
            voices.append([])
            free.append(Fraction(0))
        voices[voice] += group
        free[voice] = max(free[voice], group[0].end)
    return voices


def _segments(notes: Sequence[DrawnNote]) -> Iterator[_Segment]:
    """The stretches of a voice, rests left out. Notes that overlap are cut where another begins or ends."""
    edges = sorted({edge for note in notes for edge in (note.onset, note.end)})
    waiting = sorted(notes, key=lambda n: (n.onset, n.pitch))
    held: list[DrawnNote] = []
    at = 0
    for start, end in pairwise(edges):
        held = [note for note in held if note.end > start]
        while at < len(waiting) and waiting[at].onset <= start:
            held.append(waiting[at])
            at += 1
        if held:
            held.sort(key=lambda n: n.pitch)
            yield _Segment(start, end, tuple(_head(n, start, end) for n in held))


def _head(note: DrawnNote, start: Fraction, end: Fraction) -> Head:
    return Head(note.pitch, note.velocity, note.onset < start, note.end > end)


def _cut(segment: _Segment, bar: DrawnBar) -> _Segment:
    """The part of a segment that lies in a bar, from the bar's beginning."""
    start, end = max(segment.start, bar.start), min(segment.end, bar.end)
    return _Segment(
        start - bar.start,
        end - bar.start,
        _tied(segment.heads, before=segment.start < bar.start, after=segment.end > bar.end),
    )


def _tied(heads: tuple[Head, ...], *, before: bool, after: bool) -> tuple[Head, ...]:
    if not before and not after:
        return heads
    return tuple(Head(h.pitch, h.velocity, h.tied_in or before, h.tied_out or after) for h in heads)


def _values(segments: Sequence[_Segment], bar: DrawnBar) -> Iterator[Value]:
    """The note values of one voice in one bar, rests filled in."""
    filled: list[_Segment] = []
    at = Fraction(0)
    for segment in (*segments, _Segment(bar.length, bar.length)):
        if segment.start > at:
            filled.append(_Segment(at, segment.start))
        if segment.heads:
            filled.append(segment)
        at = segment.end
    groups = _triplets(filled, bar)
    for segment in filled:
        pieces = list(_pieces(segment, groups, bar))
        for number, (start, length, group) in enumerate(pieces):
            heads = _tied(segment.heads, before=number > 0, after=number < len(pieces) - 1)
            yield Value(
                start,
                length,
                heads,
                (group[1] - group[0]) / 2 if group else None,
                opens=group is not None and start == group[0],
                closes=group is not None and start + length == group[1],
            )


_Group = tuple[Fraction, Fraction]


def _triplets(segments: Sequence[_Segment], bar: DrawnBar) -> list[_Group]:
    """Where a voice needs triplets: halves of a quarter note where they suffice, else whole ones."""
    odd = sorted({s.start for s in segments if s.start % bar.step})
    edges = {s.start for s in segments}
    groups: list[_Group] = []
    for place in odd:
        if groups and place < groups[-1][1]:
            continue
        beat = Fraction(place // 1)
        middle = beat + Fraction(1, 2)
        if middle in edges or bar.length < beat + 1:
            start = middle if place > middle else beat
            groups.append((start, start + Fraction(1, 2)))
        else:
            groups.append((beat, beat + 1))
    return groups


def _pieces(
    segment: _Segment, groups: Sequence[_Group], bar: DrawnBar
) -> Iterator[tuple[Fraction, Fraction, _Group | None]]:
    """A segment as note values: start, length and the triplet it belongs to."""
    edges = {segment.start, segment.end}
    edges.update(e for g in groups for e in g if segment.start < e < segment.end)
    for start, end in pairwise(sorted(edges)):
        group = next((g for g in groups if g[0] <= start and end <= g[1]), None)
        if group is None:
            for place, length in _straight(start, end, bar, is_rest=not segment.heads):
                yield place, length, None
            continue
        while start < end:
            left = (end - start) / _TWELFTH
            length = next(n for n in _TRIPLET_VALUES if n <= left) * _TWELFTH
            yield start, length, group
            start += length


def _straight(
    start: Fraction, end: Fraction, bar: DrawnBar, *, is_rest: bool
) -> Iterator[tuple[Fraction, Fraction]]:
    """A stretch outside triplets as note values that show the beats of the bar."""
    beat = bar.beat
    while start < end:
        left, into = end - start, start % beat
        to_beat = beat - into
        if into and left > to_beat and not (not is_rest and _is_syncope(into, left, bar)):
            left = to_beat
        fitting = [value for value in _VALUES if value <= left]
        if left == fitting[0] and (
            not bar.metre.is_compound or into or left <= beat or not left % beat
        ):
            length = left
        else:
            on_beat = (v for v in fitting if not into and not v % beat)
            length = next(on_beat, fitting[0])
        yield start, length
        start += length


def _is_syncope(into: Fraction, left: Fraction, bar: DrawnBar) -> bool:
    """Whether a value from the middle of a beat into the next is written as one, as musicians do."""
    return not bar.metre.is_compound and into * 2 == bar.beat and left in (bar.beat, bar.beat * 2)
