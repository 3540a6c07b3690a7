"""Drawing notes to a grid, and taking them off it as a hand would."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from vaecomposer.music.note import Note
from vaecomposer.music.note_changes import NoteChange, Placed, changed, counted
from vaecomposer.music.snap import SnapLines

_ONSET_SPREAD = 1 / 60
"""Standard deviation of a humanised onset, in quarter notes: about 10 ms at 96 to the minute."""

_VELOCITY_SPREAD = 5.0


def quantised(places: Iterable[Placed], lines: SnapLines, strength: float) -> NoteChange:
    """Onsets drawn to the lines.

    Args:
        places: the notes.
        lines: what they are drawn to.
        strength: 0 leaves them, 1 puts them on the line, anything between goes that share of the way.
    """
    ordered = sorted(places)

    def change(_: int, note: Note) -> Note:
        way = lines.nearest(note.onset) - note.onset
        return replace(note, onset=note.onset + round(strength * way))

    return changed(f"Quantise {counted(len(ordered))}", ordered, change)


def humanised(places: Iterable[Placed], ticks_per_quarter: int, end: int, seed: int) -> NoteChange:
    """Onsets and velocities with small normal deviations, the same for the same seed."""
    ordered = sorted(places)
    chance = random.Random(seed)

    def change(_: int, note: Note) -> Note:
        off = round(chance.gauss(0, _ONSET_SPREAD) * ticks_per_quarter)
        onset = max(0, min(note.onset + off, max(note.onset, end - 1)))
        velocity = round(note.velocity + chance.gauss(0, _VELOCITY_SPREAD))
        return replace(note, onset=onset, velocity=max(1, min(127, velocity)))

    return changed(f"Humanise {counted(len(ordered))}", ordered, change)
