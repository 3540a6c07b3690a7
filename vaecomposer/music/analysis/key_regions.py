"""Where music changes key: the likeliest path through the twelve scales, bar by bar.

A hidden Markov model after Temperley (2007), *Music and Probability*, ch. 6, and Chai and Vercoe (2005): each
bar's tones speak for scales, a change of scale has its price. Relative keys share a scale; which of the two a
region is in is then found by its profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vaecomposer.music.analysis.keys import find_key
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, KeyChange

IN_SCALE = 0.95
"""Share of sound that lies in the scale of its key."""

CHANGE_COST = 8.0
"""Price of a change in nats: a handful of bars a semitone away pay it, or some thirty a fifth away."""

_MAJOR = (0, 2, 4, 5, 7, 9, 11)


def _scales() -> npt.NDArray[np.float64]:
    """Log probability of each pitch class in each scale, (12 scales by major tonic, 12)."""
    table = np.full((12, 12), np.log((1 - IN_SCALE) / 5))
    for tonic in range(12):
        table[tonic, [(tonic + step) % 12 for step in _MAJOR]] = np.log(IN_SCALE / 7)
    return table


def _bar_shares(notes: Sequence[Note], bars: Sequence[Bar]) -> npt.NDArray[np.float64]:
    """How each bar's sound divides among pitch classes, (bars, 12); rows of silent bars are nought.

    A note counts in the bar it begins in, for as long as it sounds there.
    """
    starts, ends = np.array([(bar.start, bar.end) for bar in bars], np.int64).T
    onset, end, pitch = np.array([(n.onset, n.end, n.pitch) for n in notes], np.int64).T
    at = np.clip(np.searchsorted(starts, onset, side="right") - 1, 0, len(bars) - 1)
    shares = np.zeros((len(bars), 12))
    np.add.at(shares, (at, pitch % 12), np.maximum(0, np.minimum(end, ends[at]) - onset))
    shares /= np.maximum(shares.sum(1, keepdims=True), 1)
    return shares


def _best_path(fit: npt.NDArray[np.float64], change_cost: float) -> list[int]:
    """The path of states with the highest sum of fits less the price of changes (Viterbi 1967)."""
    score, came_from = fit[0], []
    for row in fit[1:]:
        best = int(score.argmax())
        changes = score[best] - change_cost > score
        came_from.append(np.where(changes, best, np.arange(len(score))))
        score = np.where(changes, score[best] - change_cost, score) + row
    path = [int(score.argmax())]
    for back in reversed(came_from):
        path.append(int(back[path[-1]]))
    return path[::-1]


def _scale_of(key: Key) -> int:
    """The major tonic whose scale a key shares."""
    return (key.tonic - key.mode.white_tonic) % 12


def find_key_regions(
    notes: Iterable[Note],
    bars: Sequence[Bar],
    written: Key | None = None,
    change_cost: float = CHANGE_COST,
) -> tuple[KeyChange, ...]:
    """Keys under the given bars, one if the music does not modulate for long; none without notes or key.

    Args:
        notes: all pitched notes.
        bars: consecutive, from the beginning.
        written: the key the piece is known or said to begin in. Regions in its scale get it.
        change_cost: in nats.
    """
    notes = sorted(notes)
    whole = written or find_key(notes)
    if whole is None or not notes or not bars:
        return () if whole is None else (KeyChange(0, whole),)
    path = _best_path(_bar_shares(notes, bars) @ _scales().T, change_cost)
    if len(set(path)) == 1:
        return (KeyChange(0, whole),)
    changes: list[KeyChange] = []
    edges = [0, *(i for i in range(1, len(path)) if path[i] != path[i - 1]), len(path)]
    for first, after in pairwise(edges):
        start, end = bars[first].start, bars[after - 1].end
        here = [note for note in notes if start <= note.onset < end]
        changes.append(KeyChange(start, _region_key(here, path[first], whole)))
    return tuple(changes)


def _region_key(notes: list[Note], scale: int, whole: Key) -> Key:
    """The key of a region in a scale: the whole piece's if it has that scale and fits, else one of its two modes."""
    major = Key(scale, Mode.MAJOR)
    minor = Key((scale + Mode.MINOR.white_tonic) % 12, Mode.MINOR)
    known = whole if _scale_of(whole) == scale else None
    return find_key(notes, known, among=(major, minor)) or major
