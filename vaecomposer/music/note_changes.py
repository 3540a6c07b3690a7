"""What a hand does to notes, as values: which notes go and which come for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from vaecomposer.music.note import Note, pitch_name

Placed = tuple[int, Note]
"""The index of a track, and one of its notes."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Notes that go together, and what comes for them; either may be empty."""

    before: tuple[Placed, ...]
    after: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class NoteChange:
    """One deed of a hand.

    Attributes:
        label: for the history, such as "Move 3 notes".
        swaps: what goes and what comes.
        merge: changes in a row with this word are one entry of the history; None: each is its own.
    """

    label: str
    swaps: tuple[Swap, ...]
    merge: str | None = None

    @property
    def gone(self) -> frozenset[Placed]:
        """All notes that go."""
        return frozenset(placed for swap in self.swaps for placed in swap.before)

    @property
    def come(self) -> tuple[Placed, ...]:
        """All notes that come."""
        return tuple(placed for swap in self.swaps for placed in swap.after)

    @property
    def is_nothing(self) -> bool:
        """Whether all stays as it is."""
        return all(swap.before == swap.after for swap in self.swaps)


def counted(count: int) -> str:
    """``1 note``, ``3 notes``."""
    return "1 note" if count == 1 else f"{count} notes"


def changed(
    label: str,
    places: Iterable[Placed],
    change: Callable[[int, Note], Note],
    merge: str | None = None,
) -> NoteChange:
    """Every note by itself, changed by a function of its track and the note."""
    swaps = tuple(Swap(((t, n),), ((t, change(t, n)),)) for t, n in sorted(places))
    return NoteChange(label, swaps, merge)


def moved(
    places: Iterable[Placed],
    ticks: int,
    pitch_of: Callable[[int, Note], int],
    *,
    copy: bool = False,
) -> NoteChange:
    """Notes moved in time and to other pitches, or copies of them."""
    ordered = sorted(places)
    swaps = tuple(
        Swap(
            () if copy else ((track, note),),
            ((track, replace(note, onset=note.onset + ticks, pitch=pitch_of(track, note))),),
        )
        for track, note in ordered
    )
    return NoteChange(f"{'Copy' if copy else 'Move'} {counted(len(ordered))}", swaps)


def transposed(places: Iterable[Placed], semitones: int) -> NoteChange:
    """Notes moved by semitones, as far as MIDI's range has room for all of them."""
    ordered = sorted(places)
    pitches = [note.pitch for _, note in ordered] or [0]
    by = max(-min(pitches), min(127 - max(pitches), semitones))
    change = moved(ordered, 0, lambda _, note: note.pitch + by)
    return replace(change, label=f"Transpose {counted(len(ordered))}")


def nudged(places: Iterable[Placed], ticks: int, end: int) -> NoteChange:
    """Notes moved in time, as far as there is room before `end` and after tick 0."""
    ordered = sorted(places)
    return moved(ordered, room_for(ordered, ticks, end), lambda _, note: note.pitch)


def room_for(places: Sequence[Placed], ticks: int, end: int) -> int:
    """How far the notes can move by `ticks` and still lie between tick 0 and `end`."""
    first = min((note.onset for _, note in places), default=0)
    last = max((min(note.end, end) for _, note in places), default=0)
    return max(-first, min(end - last, ticks))


def lengthened(places: Iterable[Placed], ticks: int, end: int, least: int = 1) -> NoteChange:
    """Notes that end later or earlier, none shorter than `least` unless it was."""
    ordered = sorted(places)

    def change(_: int, note: Note) -> Note:
        most = max(note.duration, end - note.onset)
        wanted = max(min(least, note.duration), note.duration + ticks)
        return replace(note, duration=min(most, wanted))

    return changed(f"Length of {counted(len(ordered))}", ordered, change)


def begun_later(places: Iterable[Placed], ticks: int, least: int = 1) -> NoteChange:
    """Notes that begin later or earlier and end as before."""
    ordered = sorted(places)

    def change(_: int, note: Note) -> Note:
        onset = max(0, min(note.onset + ticks, note.end - min(least, note.duration)))
        return replace(note, onset=onset, duration=note.end - onset)

    return changed(f"Length of {counted(len(ordered))}", ordered, change)


def revoiced(places: Iterable[Placed], by: int, merge: str | None = None) -> NoteChange:
    """Notes played louder or softer, velocity 1..127."""
    return changed(
        "Velocity",
        places,
        lambda _, note: replace(note, velocity=max(1, min(127, note.velocity + by))),
        merge,
    )


def deleted(places: Iterable[Placed], label: str = "") -> NoteChange:
    """Notes that go."""
    ordered = sorted(places)
    swaps = tuple(Swap((placed,), ()) for placed in ordered)
    return NoteChange(label or f"Delete {counted(len(ordered))}", swaps)


def drawn(places: Sequence[Placed], *, drums: bool = False) -> NoteChange:
    """Notes that come."""
    if len(places) == 1:
        what = "a hit" if drums else pitch_name(places[0][1].pitch)
    else:
        what = f"{len(places)} hits" if drums else counted(len(places))
    return NoteChange(f"Draw {what}", tuple(Swap((), (placed,)) for placed in places))


def split(places: Iterable[Placed], tick: int) -> NoteChange:
    """Notes cut in two at a tick; those it does not lie within stay."""
    cut = [(t, n) for t, n in sorted(places) if n.onset < tick < n.end]
    swaps = tuple(
        Swap(
            ((t, n),),
            (
                (t, replace(n, duration=tick - n.onset)),
                (t, replace(n, onset=tick, duration=n.end - tick)),
            ),
        )
        for t, n in cut
    )
    return NoteChange(f"Split {counted(len(cut))}", swaps)


def glued(places: Iterable[Placed]) -> NoteChange:
    """Notes of one pitch and track become one, from the first's beginning to the last's end."""
    swaps: list[Swap] = []
    for (track, _), row in groupby(
        sorted(places, key=lambda p: (p[0], p[1].pitch, p[1])), key=lambda p: (p[0], p[1].pitch)
    ):
        together = tuple(row)
        if len(together) > 1:
            first = together[0][1]
            end = max(note.end for _, note in together)
            swaps.append(Swap(together, ((track, replace(first, duration=end - first.onset)),)))
    return NoteChange(f"Glue {counted(sum(len(s.before) for s in swaps))}", tuple(swaps))


def with_neighbour(placed: Placed, notes: Sequence[Note]) -> tuple[Placed, ...]:
    """A note and the next one of its pitch, to be glued; alone if there is none."""
    track, note = placed
    later = [n for n in notes if n.pitch == note.pitch and n.onset > note.onset]
    return (placed, (track, min(later))) if later else (placed,)


def in_the_way(others: Iterable[Note], come: Iterable[Note]) -> list[Note]:
    """Those of the others that sound while a note of their pitch that comes does."""
    rows: dict[int, list[Note]] = {}
    for note in sorted(come):
        rows.setdefault(note.pitch, []).append(note)
    reach = {pitch: list(accumulate((n.end for n in row), max)) for pitch, row in rows.items()}
    found = []
    for other in others:
        row = rows.get(other.pitch)
        if row is not None:
            begun = bisect_left(row, other.end, key=lambda n: n.onset)
            if begun and reach[other.pitch][begun - 1] > other.onset:
                found.append(other)
    return found


def laid_among(others: Sequence[Note], come: Sequence[Note]) -> list[Note]:
    """All notes, none that comes overlapping another of its pitch, which MIDI could not tell apart.

    The earlier ends where the later begins. Of two on one tick the one that comes stays, of two that come
    the longer. Overlaps among the others alone are left as they are.
    """
    touched = in_the_way(others, come)
    apart = {id(note) for note in touched}
    found = [note for note in others if id(note) not in apart]
    rows: dict[int, dict[int, Note]] = {}
    for note in (*touched, *sorted(come, key=lambda n: n.duration)):
        rows.setdefault(note.pitch, {})[note.onset] = note
    for row in rows.values():
        onsets = sorted(row)
        for onset, following in zip(onsets, [*onsets[1:], None], strict=True):
            note = row[onset]
            if following is not None and note.end > following:
                note = replace(note, duration=following - onset)
            found.append(note)
    return found
