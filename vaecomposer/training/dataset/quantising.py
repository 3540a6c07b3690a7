"""From a file's own ticks to 24 ticks a quarter and what is left over.

Positions are first rounded to 1/480 quarter, then to 1/24; the remainder of the second step is kept
(``note_micro``), so that onset x 20 + micro is the onset in 1/480 quarter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vaecomposer.music.note import Note

TICKS_PER_QUARTER = 24
MICRO_PER_QUARTER = 480
MICRO_PER_TICK = MICRO_PER_QUARTER // TICKS_PER_QUARTER


@dataclass(frozen=True, slots=True)
class NoteColumns:
    """Notes as arrays of equal length, by onset, then pitch.

    Attributes:
        onset, duration: int32, ticks of 1/24 quarter; a duration is at least 1.
        pitch, velocity: uint8.
        micro: int8, -10..9, what rounding the onset took away, in 1/480 quarter.
    """

    onset: npt.NDArray[np.int32]
    duration: npt.NDArray[np.int32]
    pitch: npt.NDArray[np.uint8]
    velocity: npt.NDArray[np.uint8]
    micro: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.onset)

    @property
    def end(self) -> npt.NDArray[np.int32]:
        """Ticks at which the notes end."""
        return self.onset + self.duration

    def chosen(self, which: npt.NDArray[np.bool_]) -> NoteColumns:
        """The notes for which `which` holds."""
        return NoteColumns(
            self.onset[which],
            self.duration[which],
            self.pitch[which],
            self.velocity[which],
            self.micro[which],
        )

    def as_notes(self) -> list[Note]:
        """As notes in ticks of 1/24 quarter."""
        columns = (self.onset, self.pitch, self.duration, self.velocity)
        return [Note(*row) for row in zip(*(c.tolist() for c in columns), strict=True)]


def _in_480ths(ticks: npt.NDArray[np.int64], ticks_per_quarter: int) -> npt.NDArray[np.int64]:
    """Times in 1/480 quarter, to the nearest, halves up, exactly."""
    return (2 * ticks * MICRO_PER_QUARTER + ticks_per_quarter) // (2 * ticks_per_quarter)


def _nearest_tick(fine: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return (fine + MICRO_PER_TICK // 2) // MICRO_PER_TICK


def to_tick(tick: int, ticks_per_quarter: int) -> int:
    """One time in 1/24 quarter, rounded as notes are."""
    return int(_nearest_tick(_in_480ths(np.array(tick, np.int64), ticks_per_quarter)))


def quantise(notes: Iterable[Note], ticks_per_quarter: int) -> NoteColumns:
    """Notes of any resolution at 24 ticks a quarter.

    Ends are rounded like onsets, so that notes that followed one another still do.
    """
    rows = sorted((n.onset, n.pitch, n.end, n.velocity) for n in notes)
    onset, pitch, end, velocity = np.array(rows, np.int64).reshape(-1, 4).T
    fine = _in_480ths(onset, ticks_per_quarter)
    tick = _nearest_tick(fine)
    last = _nearest_tick(_in_480ths(end, ticks_per_quarter))
    order = np.lexsort((pitch, tick))
    return NoteColumns(
        tick[order].astype(np.int32),
        np.maximum(1, last - tick)[order].astype(np.int32),
        pitch[order].astype(np.uint8),
        velocity[order].astype(np.uint8),
        (fine - tick * MICRO_PER_TICK)[order].astype(np.int8),
    )
