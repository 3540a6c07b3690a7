"""Chord symbols from notes: for every half bar (or beat), the template that fits the sounding tones best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vaecomposer.music.chord import NO_CHORD, Chord
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, ChordSpan

# Common qualities only: rarer ones fit passing tones better than they fit the harmony.
# The number is a handicap, so that a plain triad wins where the evidence is thin.
_TEMPLATES = (
    ("maj", 0.0), ("min", 0.0), ("7", 0.06), ("maj7", 0.08), ("min7", 0.06), ("dim", 0.08),
    ("hdim7", 0.10), ("sus4", 0.10), ("aug", 0.14), ("dim7", 0.12),
)  # fmt: skip

CHANGE_COST = 0.10
"""How much better a chord must fit than the one before it to take over, as a share of all sound."""


def _candidates() -> tuple[list[Chord], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    chords, tones, handicaps = [], [], []
    for quality, handicap in _TEMPLATES:
        for root in range(12):
            chord = Chord(root, quality, root)
            chords.append(chord)
            tones.append([1.0 if pc in chord.tones else 0.0 for pc in range(12)])
            handicaps.append(handicap)
    return chords, np.array(tones), np.array(handicaps)


_NO_PITCH = 128
_CHORDS, _TONES, _HANDICAPS = _candidates()
_ROOTS = np.array([chord.root for chord in _CHORDS])


def _segments(bars: Sequence[Bar]) -> list[tuple[int, int]]:
    """Half bars where a bar halves into whole beats, else whole bars (6/8: dotted quarters)."""
    spans: list[tuple[int, int]] = []
    for bar in bars:
        parts = 2 if bar.metre.beats in (2, 4) else 1
        edges = [bar.start + bar.ticks * i // parts for i in range(parts + 1)]
        spans.extend(pairwise(edges))
    return [span for span in spans if span[1] > span[0]]


def _sound(
    notes: Sequence[Note], spans: Sequence[tuple[int, int]]
) -> tuple[npt.NDArray[np.float64], list[int | None]]:
    """Pitch-class weights of each span (spans, 12) and its lowest pitch; spans are consecutive.

    Only the first and the last span of a note are looked at one by one: those between it fills, and they
    are counted by adding where it enters and taking away where it leaves.
    """
    count = len(spans)
    weights, lowest = np.zeros((count, 12)), np.full(count, _NO_PITCH)
    if not count or not notes:
        return weights, [None] * count
    starts, ends = np.array(spans, np.int64).T
    onset, end, pitch = np.array([(n.onset, n.end, n.pitch) for n in notes], np.int64).T
    first = np.maximum(0, np.searchsorted(starts, onset, side="right") - 1)
    last = np.searchsorted(starts, end, side="left") - 1
    for span, own in ((first, last >= first), (last, last > first)):
        at, begin, stop, tone = span[own], onset[own], end[own], pitch[own]
        overlap = np.minimum(stop, ends[at]) - np.maximum(begin, starts[at])
        sounds = overlap > 0
        # A tone struck on the segment's first moment says more than one that passes by.
        share = np.where(begin <= starts[at], 1.5, 1.0) * overlap
        np.add.at(weights, (at[sounds], tone[sounds] % 12), share[sounds])
        long = sounds & (overlap * 4 >= ends[at] - starts[at])
        np.minimum.at(lowest, at[long], tone[long])
    for tone in sorted(set(pitch[last > first + 1].tolist()), reverse=True):
        held = (pitch == tone) & (last > first + 1)
        change = np.zeros(count + 1, np.int64)
        np.add.at(change, first[held] + 1, 1)
        np.subtract.at(change, last[held], 1)
        sounding = change.cumsum()[:count]
        weights[:, tone % 12] += 1.5 * sounding * (ends - starts)
        lowest[(sounding > 0) & (lowest > tone)] = tone
    return weights, [None if low == _NO_PITCH else int(low) for low in lowest]


def find_chords(notes: Iterable[Note], bars: Sequence[Bar]) -> tuple[ChordSpan, ...]:
    """Chord symbols under the given bars, equal neighbours joined.

    Args:
        notes: all pitched notes of the accompaniment and melody.
        bars: the bars to name chords in.

    Returns:
        Spans that cover the bars, `NO_CHORD` where nothing sounds.
    """
    spans = _segments(bars)
    weights, lowest = _sound(list(notes), spans)
    found: list[ChordSpan] = []
    before = -1
    for (start, end), weight, low in zip(spans, weights, lowest, strict=True):
        total = weight.sum()
        chord = NO_CHORD
        if total > 0:
            share = weight / total
            # Tones inside count for, tones outside against; a sounding root and bass count extra.
            score = 2 * (_TONES @ share) - 1 - _HANDICAPS + 0.25 * share[_ROOTS]
            if low is not None:
                score = score + 0.15 * (low % 12 == _ROOTS)
            best = int(score.argmax())
            if before >= 0 and score[before] >= score[best] - CHANGE_COST:
                best = before
            before = best
            chord = _CHORDS[best]
            if low is not None and low % 12 in chord.tones:
                chord = Chord(chord.root, chord.quality, low % 12)
        if found and found[-1].chord == chord:
            found[-1] = ChordSpan(found[-1].onset, end - found[-1].onset, chord)
        else:
            found.append(ChordSpan(start, end - start, chord))
    return tuple(found)
