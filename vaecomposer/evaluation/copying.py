"""Whether takes repeat training melodies: hashes of 4-bar melodies, the same in every transposition."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vaecomposer.evaluation.phrases import STEPS, Bools, Phrases
from vaecomposer.evaluation.report import Measured, at_most, unmeasured
from vaecomposer.music.grid import FIRST_ONSET
from vaecomposer.music.metre import MAX_STEPS
from vaecomposer.training.songs import SongBars

BARS = 4
FEWEST_NOTES = 6
"""A melody of fewer notes is no melody to recognise."""

Hashes = npt.NDArray[np.uint32]


def _multipliers(count: int) -> npt.NDArray[np.uint64]:
    """Odd 64-bit numbers from SplitMix64 (Steele et al. 2014): the same on every machine for ever."""
    mask = 2**64 - 1
    state, found = 0x9E3779B97F4A7C15, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        found.append((z ^ (z >> 31)) | 1)
    return np.array(found, np.uint64)


_MULTIPLIERS = _multipliers(BARS * MAX_STEPS + 1)


def melody_hashes(
    tokens: npt.NDArray[np.int8], metre: npt.NDArray[np.int8]
) -> tuple[Hashes, Bools]:
    """A hash of each 4-bar melody, and whether it has notes enough to count.

    Onset steps, intervals to the first note and the metre count; lengths of notes do not, so that a melody
    with other rests is still the same. Two different melodies share a hash once in 2^32.

    Args:
        tokens: (n, 4, 16) line tokens. metre: (n,) index in `COMPOSED_METRES`.
    """
    inside = np.arange(MAX_STEPS) < STEPS[metre][:, None]
    flat = np.where(inside[:, None], tokens, 0).reshape(len(tokens), -1).astype(np.int64)
    onset = flat >= FIRST_ONSET
    first = flat[np.arange(len(flat)), onset.argmax(1)]
    value = np.where(onset, flat - first[:, None] + 200, 0).astype(np.uint64)
    total = (value * _MULTIPLIERS[:-1]).sum(1, dtype=np.uint64)
    total += (metre.astype(np.uint64) + np.uint64(1)) * _MULTIPLIERS[-1]
    total ^= total >> np.uint64(29)
    total *= _MULTIPLIERS[0]
    return (total >> np.uint64(32)).astype(np.uint32), onset.sum(1) >= FEWEST_NOTES


def training_hashes(songs: SongBars) -> Hashes:
    """Hashes of every 4-bar melody of the songs not kept for validation, at every bar, sorted, each once."""
    first = np.arange(max(0, len(songs.region) - BARS + 1))
    keep = (songs.region[first] == songs.region[first + BARS - 1]) & ~songs.valid[first]
    found = []
    for start in range(0, int(keep.sum()), 20_000):
        rows = first[keep][start : start + 20_000]
        bars = songs.bars.take((rows[:, None] + np.arange(BARS)).ravel())
        hashes, counts = melody_hashes(
            bars.lines[:, 0].reshape(-1, BARS, MAX_STEPS), bars.metre[::BARS]
        )
        found.append(hashes[counts])
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint32)


def found_bars(phrases: Phrases, known: Hashes) -> tuple[Bools, Bools]:
    """For each phrase and first bar, (n, length - 3): whether the 4 bars are known, and whether they count."""
    n, length = len(phrases), phrases.length
    tokens = phrases.bars.lines[:, 0].reshape(n, length, MAX_STEPS)
    places = length - BARS + 1
    hit, counts = np.zeros((n, places), np.bool_), np.zeros((n, places), np.bool_)
    metre = phrases.metre.astype(np.int8)
    for place in range(places):
        hashes, enough = melody_hashes(tokens[:, place : place + BARS], metre)
        counts[:, place] = enough
        hit[:, place] = enough & is_known(hashes, known)
    return hit, counts


def is_known(hashes: Hashes, known: Hashes) -> Bools:
    """Whether each hash is among the sorted `known`."""
    if not len(known):
        return np.zeros(len(hashes), np.bool_)
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    same: Bools = known[at] == hashes
    return same


def longest_run(hit: Bools) -> int:
    """Bars of the longest run found note for note: 3 where no 4 bars are, else 4 and one for each more."""
    longest = 0
    for row in hit:
        run = 0
        for found in row.tolist():
            run = run + 1 if found else 0
            longest = max(longest, run)
    return longest + BARS - 1


def copying_figures(composed: Phrases, real: Phrases, known: Hashes | None) -> list[Measured]:
    """Share of 4-bar melodies found in training songs, and the longest run of bars."""
    goal = at_most(0.01)
    if known is None:
        why = "The hashes of training melodies are missing beside the model."
        return unmeasured("copying", [""], why, goal) + unmeasured("longest copy", ["bars"], why)
    hit, counts = found_bars(composed, known)
    other_hit, other_counts = found_bars(real, known)
    if not counts.any():
        why = f"No take has a 4-bar melody of {FEWEST_NOTES} notes."
        return unmeasured("copying", [""], why, goal) + unmeasured("longest copy", ["bars"], why)
    by_songs = float(other_hit.sum() / other_counts.sum()) if other_counts.any() else None
    by_chance = len(known) / 2**32
    remark = f"By chance {100 * by_chance:.4f} % of new melodies would share a hash with one of {len(known)}."
    longest = longest_run(other_hit) if other_counts.any() else None
    return [
        Measured(
            "copying", "", float(hit.sum() / counts.sum()), by_songs, goal, count=int(counts.sum()), remark=remark
        ),
        Measured("longest copy", "bars", longest_run(hit), longest, count=len(composed)),
    ]  # fmt: skip
