"""What makes a tune itself: overlapping runs of intervals and rhythm, the same in every key and note value.

Runs of notes as fingerprints of melodies: Downie (1999), *Evaluating a simple approach to music information
retrieval*; of rhythm the ratios of successive lengths are taken, so that a reel in 2/4 and in 4/4 is one tune.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vaecomposer.music.grid import DRUM_CLASS_OF
from vaecomposer.music.piece import Role
from vaecomposer.training.dataset.quantising import NoteColumns

Hashes = npt.NDArray[np.uint64]

RUN = 7
"""Notes a run of a line. Shorter runs are common property, longer ones break at every variant."""

DRUM_RUN = 16
"""Hits a run of drums: a bar of eighths."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Runs of a song as sorted, distinct 64-bit hashes.

    Attributes:
        tune: of the melody; without one of the highest line, without that of the drums.
        ground: of the lowest line beside the melody; empty where there is none.
    """

    tune: Hashes
    ground: Hashes


def _mixed(values: Hashes) -> Hashes:
    """Numbers spread over 64 bits (the finaliser of splitmix64, Steele, Lea and Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _runs(symbols: npt.NDArray[np.int64], length: int, salt: int) -> Hashes:
    """Hashes of all runs of `length` symbols, sorted and distinct."""
    if len(symbols) < length:
        return np.zeros(0, np.uint64)
    spread = _mixed(symbols.astype(np.uint64) + np.uint64(salt))
    total = np.zeros(len(symbols) - length + 1, np.uint64)
    for place in range(length):
        total = _mixed(total + spread[place : place + len(total)] + np.uint64(place + 1))
    return np.unique(total)


def _edge_line(
    parts: Sequence[NoteColumns], *, highest: bool
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Onsets and pitches of the highest (lowest) note of each onset."""
    onset = np.concatenate([part.onset for part in parts]).astype(np.int64)
    pitch = np.concatenate([part.pitch for part in parts]).astype(np.int64)
    order = np.lexsort((-pitch if highest else pitch, onset))
    onset, pitch = onset[order], pitch[order]
    first = np.r_[True, onset[1:] != onset[:-1]][: len(onset)]
    return onset[first], pitch[first]


def _line_runs(parts: Sequence[NoteColumns], *, highest: bool, salt: int) -> Hashes:
    onset, pitch = _edge_line(parts, highest=highest)
    if len(onset) <= RUN + 1:
        return np.zeros(0, np.uint64)
    step = np.diff(onset)
    # Half steps of two octaves of length: triplets, dots and plain halving keep apart.
    ratio = np.clip(np.rint(2 * np.log2(step[1:] / step[:-1])), -8, 8).astype(np.int64)
    return _runs((np.diff(pitch)[1:] + 256) * 64 + ratio + 16, RUN - 1, salt)


def _drum_runs(parts: Sequence[NoteColumns]) -> Hashes:
    """Of drums, which hits sound together at which sixteenth apart."""
    hits: dict[int, int] = {}
    for part in parts:
        for onset, pitch in zip(part.onset.tolist(), part.pitch.tolist(), strict=True):
            step = round(onset / 6)
            hits[step] = hits.get(step, 0) | 1 << DRUM_CLASS_OF.get(pitch, 15)
    steps = np.array(sorted(hits), np.int64)
    apart = np.clip(np.diff(steps, prepend=steps[:1]), 0, 63)
    return _runs(np.array([hits[s] for s in steps.tolist()], np.int64) * 64 + apart, DRUM_RUN, 3)


def fingerprint(parts: Sequence[tuple[Role, NoteColumns]]) -> Fingerprint:
    """The fingerprint of a song from its tracks' roles and notes."""
    by_role: dict[Role, list[NoteColumns]] = {}
    for role, notes in parts:
        by_role.setdefault(role, []).append(notes)
    pitched = [notes for role, notes in parts if role is not Role.DRUMS]
    if not pitched:
        return Fingerprint(_drum_runs(by_role[Role.DRUMS]), np.zeros(0, np.uint64))
    tune = _line_runs(by_role.get(Role.MELODY, pitched), highest=True, salt=1)
    below = by_role.get(Role.BASS) or by_role.get(Role.CHORDS, [])
    ground = np.zeros(0, np.uint64)
    if below and Role.MELODY in by_role:
        ground = _line_runs(below, highest=False, salt=2)
    return Fingerprint(tune, ground)
