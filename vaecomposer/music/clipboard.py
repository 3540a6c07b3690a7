"""Notes that were cut or copied, without a place of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from vaecomposer.music.note import Note
from vaecomposer.music.note_changes import NoteChange, Placed, Swap, counted


@dataclass(frozen=True, slots=True)
class Clip:
    """Notes in relation to each other.

    Attributes:
        places: each with its track, onsets from 0 at the first line before the first note.
        ticks_per_quarter: of the piece they are from.
    """

    places: tuple[Placed, ...]
    ticks_per_quarter: int

    @property
    def tracks(self) -> frozenset[int]:
        """The tracks they are from."""
        return frozenset(track for track, _ in self.places)


def clip_of(places: Iterable[Placed], ticks_per_quarter: int, origin: int | None = None) -> Clip:
    """Keeps notes, with what lies between `origin` (None: the first of them) and them."""
    ordered = sorted(places)
    first = min((note.onset for _, note in ordered), default=0)
    start = first if origin is None else min(origin, first)
    return Clip(tuple((t, n.moved(-start)) for t, n in ordered), ticks_per_quarter)


def pasted(
    clip: Clip, tick: int, track: int, drums: frozenset[int], ticks_per_quarter: int, end: int
) -> NoteChange:
    """A clip's notes from a tick on; what would begin at or after `end` is left out.

    Notes of one track go to `track`. Those of several go to where they are from. Drum hits never go to
    a track of another kind, nor notes to a drum track.

    Args:
        clip: what was copied, from a piece of any resolution.
        tick: where the clip's beginning goes.
        track: the track in front.
        drums: all drum tracks there are.
        ticks_per_quarter, end: of the piece that they go to.
    """
    ratio = Fraction(ticks_per_quarter, clip.ticks_per_quarter)
    to_front = len(clip.tracks) == 1
    found: list[Placed] = []
    for source, note in clip.places:
        target = track if to_front and (source in drums) == (track in drums) else source
        new = _scaled(note, ratio).moved(tick)
        if new.onset < end:
            found.append((target, replace(new, duration=min(new.duration, end - new.onset))))
    swaps = tuple(Swap((), (placed,)) for placed in found)
    return NoteChange(f"Paste {counted(len(found))}", swaps)


def _scaled(note: Note, ratio: Fraction) -> Note:
    if ratio == 1:
        return note
    onset, end = round(note.onset * ratio), round(note.end * ratio)
    return replace(note, onset=onset, duration=max(1, end - onset))
