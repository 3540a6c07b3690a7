"""Which songs are the same music, in whatever key, and which share a tune.

Two songs are near duplicates if one's tune lies mostly in the other's and their basses agree as well (or one
of them has none: a lead sheet beside its arrangement). Songs that share only the tune, such as two chorales on
one hymn, are both kept but never parted by the split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vaecomposer.training.dataset.fingerprints import Fingerprint, Hashes

SAME_TUNE = 0.5
"""Share of the shorter tune's runs that the longer one holds, from which on they are the same. With
runs of seven notes half of them stay whole if one note in eleven is another."""

SAME_GROUND = 0.4
"""The same for the basses, which arrangers change more freely."""

SHARED_TUNE = 0.3
"""From this share on two songs stay on one side of the split."""

FEWEST_RUNS = 8
"""Tunes of fewer runs are the same only if they are equal."""

SKETCH = 96
"""Runs by which songs are looked up: those with the smallest hashes (Broder 1997)."""

FEWEST_MEETINGS = 2
"""Runs of two songs' sketches that must meet before the songs are compared whole."""

COMMONPLACE = 200
"""A run that more songs than this have in their sketches says nothing about any of them."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """How songs belong together, by their places in the list.

    Attributes:
        duplicate_of: for each song that is left out, the one that is kept instead.
        cluster: for each song, the number of its group; songs without kin are alone in theirs.
    """

    duplicate_of: dict[int, int]
    cluster: tuple[int, ...]


def contained(one: Hashes, other: Hashes) -> float:
    """Share of the smaller set that lies in the larger, 0 for empty ones (the overlap coefficient)."""
    smaller = min(len(one), len(other))
    if not smaller:
        return 0.0
    shared = len(np.intersect1d(one, other, assume_unique=True))
    if smaller < FEWEST_RUNS:
        return float(shared == smaller == max(len(one), len(other)))
    return shared / smaller


def is_near_duplicate(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two songs are the same music."""
    if contained(one.tune, other.tune) < SAME_TUNE:
        return False
    bare = not len(one.ground) or not len(other.ground)
    return bare or contained(one.ground, other.ground) >= SAME_GROUND


def _candidates(fingerprints: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """Pairs of songs whose sketches meet, in order. Only these can be kin."""
    sketches = [f.tune[:SKETCH] for f in fingerprints]
    if not sketches:
        return []
    runs = np.concatenate(sketches)
    songs = np.repeat(np.arange(len(sketches)), [len(s) for s in sketches])
    order = np.lexsort((songs, runs))
    runs, songs = runs[order], songs[order]
    edges = [0, *(np.flatnonzero(runs[1:] != runs[:-1]) + 1).tolist(), len(runs)]
    meetings: Counter[tuple[int, int]] = Counter()
    for start, end in pairwise(edges):
        if 1 < end - start <= COMMONPLACE:
            here = songs[start:end].tolist()
            meetings.update((a, b) for i, a in enumerate(here) for b in here[i + 1 :])
    few = [min(len(s), FEWEST_MEETINGS) for s in sketches]
    return sorted(pair for pair, n in meetings.items() if n >= min(few[pair[0]], few[pair[1]]))


def find_kin(fingerprints: Sequence[Fingerprint], order: Sequence[int]) -> Kinship:
    """Finds near duplicates and groups.

    Args:
        fingerprints: of all songs.
        order: places of all songs, those to be kept before others first.
    """
    near: dict[int, list[int]] = {}
    parent = list(range(len(fingerprints)))

    def root(song: int) -> int:
        while parent[song] != song:
            parent[song] = parent[parent[song]]
            song = parent[song]
        return song

    for one, other in _candidates(fingerprints):
        if is_near_duplicate(fingerprints[one], fingerprints[other]):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
        elif contained(fingerprints[one].tune, fingerprints[other].tune) < SHARED_TUNE:
            continue
        parent[max(root(one), root(other))] = min(root(one), root(other))
    kept: set[int] = set()
    duplicate_of: dict[int, int] = {}
    place = {song: i for i, song in enumerate(order)}
    for song in order:
        instead = [other for other in near.get(song, []) if other in kept]
        if instead:
            duplicate_of[song] = min(instead, key=lambda other: place[other])
        else:
            kept.add(song)
    return Kinship(duplicate_of, tuple(root(song) for song in range(len(fingerprints))))
