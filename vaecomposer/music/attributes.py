"""The named attributes of a phrase, measured on its notes: what the Shape sliders and the mood pad move.

Everything works on plain arrays and on many versions of one phrase at once, since a slider compares a
whole ladder of them in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.grid import FIRST_ONSET, LOWEST_PITCH, TEXTURE_ONSET, BarGrid
from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.metre import MAX_BEATS, MAX_STEPS, Metre

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Shape:
    """A named slider and the words at its two ends."""

    name: str
    words: tuple[str, str]
    unit: str


SHAPES = (
    Shape("Density", ("sparse", "dense"), "notes a bar"),
    Shape("Syncopation", ("on the beat", "off the beat"), "a bar"),
    Shape("Register", ("low", "high"), "MIDI pitch"),
    Shape("Range", ("narrow", "wide"), "semitones"),
    Shape("Leaps", ("stepwise", "leaping"), "semitones"),
    Shape("Contour", ("falling", "rising"), "semitones a bar"),
    Shape("Repetition", ("ever new", "repeating"), "of 1"),
    Shape("Harmonic colour", ("plain", "colourful"), "of 1"),
    Shape("Harmonic rhythm", ("resting", "moving"), "changes a bar"),
    Shape("Bass activity", ("calm", "busy"), "notes a bar"),
    Shape("Drum density", ("bare", "full"), "hits a bar"),
    Shape("Energy", ("gentle", "driving"), "standard deviations"),
)
"""The twelve, in the order of every slider array and of the first twelve columns of `measure`."""

MOOD = Shape("Valence", ("dark", "bright"), "standard deviations")
"""The mood pad's other axis; its first is Energy."""

ENERGY = 11
VALENCE = 12
COMPONENTS = ("chord onsets", "velocity", "chord majority")
"""Further columns after `VALENCE`: what Energy and Valence are also made of."""

COLUMNS = len(SHAPES) + 1 + len(COMPONENTS)
ENERGY_PARTS = (0, 9, 10, 13, 14)
"""Columns whose standardised mean is Energy: onsets of melody, bass, drums and chords; velocity."""

VALENCE_PARTS = ((15, 0.6), (2, 0.25), (7, -0.15))
"""Columns and weights of Valence. Major harmony, a higher register and less dissonance sound happier:
signs and order after Gabrielsson and Lindstroem (2010, table 14.2) and Livingstone et al. (2010, the
primary rules). Tempo is the musician's and is left out."""

MAJOR_SHARE = {
    quality: 1.0 if {4, 7} <= tones else (-1.0 if 3 in tones else 0.0)
    for quality in QUALITIES
    if (tones := set(Chord(0, quality, 0).tones)) is not None
}


@dataclass(frozen=True, slots=True)
class PhraseArrays:
    """`s` versions of one phrase of `b` bars.

    Attributes:
        metres: of the bars.
        melody, bass: (s, b, 16) line tokens, or None where the part is absent.
        slots: (s, b, 16, 20) texture states, or None.
        drums: (s, b, 16, 9) velocities, or None.
        chords: (s, b, 4, 3) root, quality index, bass; zeros past the bar's beats.
        velocity: (s, b, 2, 16) of melody and bass; texture: (s, b, 16).
    """

    metres: tuple[Metre, ...]
    melody: Ints | None
    bass: Ints | None
    slots: Ints | None
    drums: Ints | None
    chords: Ints
    velocity: Ints
    texture: Ints


@dataclass(frozen=True, slots=True)
class Statistics:
    """Mean and standard deviation of every column over real 4-bar phrases, (COLUMNS,) each."""

    mean: Floats
    spread: Floats


def metric_weights(metre: Metre) -> npt.NDArray[np.int64]:
    """Weight of each sixteenth of a bar: 0 on the first beat, one less on every deeper level.

    Source: Longuet-Higgins and Lee, "The rhythmic interpretation of monophonic music" (1984).
    """
    levels = {
        (4, 4): (16, 8, 4, 2), (2, 2): (16, 8, 4, 2), (2, 4): (8, 4, 2), (3, 4): (12, 4, 2), (6, 8): (12, 6, 2),
    }[metre.numerator, metre.denominator]  # fmt: skip
    steps = np.arange(metre.steps)
    weights = np.full(metre.steps, -len(levels))
    for depth in reversed(range(len(levels))):
        weights[steps % levels[depth] == 0] = -depth
    return weights


def phrase_arrays(grids: Sequence[BarGrid]) -> PhraseArrays:
    """One phrase of bars as arrays with a single version."""
    bars = len(grids)
    lines = np.zeros((2, bars, MAX_STEPS), np.int8)
    velocity = np.zeros((bars, 2, MAX_STEPS), np.int8)
    texture = np.zeros((bars, MAX_STEPS), np.int8)
    slots = np.zeros((bars, MAX_STEPS, 20), np.int8)
    drums = np.zeros((bars, MAX_STEPS, 9), np.int8)
    chords = np.zeros((bars, MAX_BEATS, 3), np.int8)
    for i, grid in enumerate(grids):
        for k, line in enumerate((grid.melody, grid.bass)):
            if line is not None:
                lines[k, i], velocity[i, k] = line.tokens, line.velocity
        if grid.texture is not None:
            slots[i], texture[i] = grid.texture.slots, grid.texture.velocity
        if grid.drums is not None:
            drums[i] = grid.drums.velocity
        for beat, chord in enumerate(grid.chords):
            chords[i, beat] = chord.root, QUALITIES.index(chord.quality), chord.bass
    return PhraseArrays(
        tuple(grid.metre for grid in grids),
        lines[None, 0] if any(g.melody is not None for g in grids) else None,
        lines[None, 1] if any(g.bass is not None for g in grids) else None,
        slots[None] if any(g.texture is not None for g in grids) else None,
        drums[None] if any(g.drums is not None for g in grids) else None,
        chords[None], velocity[None], texture[None],
    )  # fmt: skip


def measure(phrase: PhraseArrays, statistics: Statistics) -> Floats:
    """All attributes of every version, (s, COLUMNS); NaN for those of absent parts."""
    versions, bars = len(phrase.chords), len(phrase.metres)
    out = np.full((versions, COLUMNS), np.nan)
    inside = _inside(phrase.metres)
    if phrase.melody is not None:
        out[:, :7] = _melody(phrase.melody, phrase.metres, inside)
    out[:, 7], out[:, 8], out[:, 15] = _harmony(phrase.chords, phrase.metres)
    loud: list[tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]] = []
    for column, tokens, k in ((0, phrase.melody, 0), (9, phrase.bass, 1)):
        if tokens is not None:
            struck = (tokens >= FIRST_ONSET) & inside
            out[:, column] = struck.sum((1, 2)) / bars
            loud.append((phrase.velocity[:, :, k] * struck, struck))
    if phrase.drums is not None:
        hits = (phrase.drums > 0) & inside[..., None]
        out[:, 10] = hits.sum((1, 2, 3)) / bars
        loud.append((phrase.drums * hits, hits))
    if phrase.slots is not None:
        struck = (phrase.slots == TEXTURE_ONSET) & inside[..., None]
        out[:, 13] = struck.sum((1, 2, 3)) / bars
        loud.append((phrase.texture[..., None] * struck, struck))
    if loud:
        total = sum(x.reshape(versions, -1).astype(float).sum(1) for x, _ in loud)
        count = sum(x.reshape(versions, -1).sum(1) for _, x in loud)
        out[:, 14] = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return with_moods(out, statistics)


def with_moods(columns: Floats, statistics: Statistics) -> Floats:
    """Fills Energy and Valence of (s, COLUMNS) from the other columns."""
    standard = (columns - statistics.mean) / statistics.spread
    parts = standard[:, ENERGY_PARTS]
    known = ~np.isnan(parts)
    columns[:, ENERGY] = np.where(known, parts, 0.0).sum(1) / np.maximum(known.sum(1), 1)
    shares = np.array([weight for _, weight in VALENCE_PARTS])
    parts = standard[:, [column for column, _ in VALENCE_PARTS]]
    columns[:, VALENCE] = np.where(np.isnan(parts), 0.0, parts) @ shares
    return columns


def _inside(metres: Sequence[Metre]) -> npt.NDArray[np.bool_]:
    return np.arange(MAX_STEPS) < np.array([m.steps for m in metres])[:, None]


def _melody(tokens: Ints, metres: Sequence[Metre], inside: npt.NDArray[np.bool_]) -> Floats:
    """Density, syncopation, register, range, leaps, contour, repetition: (s, 7)."""
    versions, bars = tokens.shape[:2]
    flat = tokens[:, inside].astype(np.int64)  # (s, steps of the whole phrase)
    onset = flat >= FIRST_ONSET
    pitch = flat - FIRST_ONSET + LOWEST_PITCH
    count = onset.sum(1)
    silent = count == 0
    out = np.zeros((versions, 7))
    out[:, 0] = count / bars
    out[:, 1] = _syncopation(onset, metres) / bars
    # At every step, which note sounds: the last onset, unless a rest came since.
    steps = np.arange(flat.shape[1])
    last = np.maximum.accumulate(np.where(onset, steps, -1), 1)
    rest = np.maximum.accumulate(np.where(flat == 0, steps, -1), 1)
    sounding = (last > rest) & (last >= 0)
    held = np.take_along_axis(pitch, np.maximum(last, 0), 1)
    out[:, 2] = (held * sounding).sum(1) / np.maximum(sounding.sum(1), 1)
    heights = np.where(onset, pitch, np.nan)
    heights[silent] = 0.0
    low, high = np.nanpercentile(heights, [5, 95], axis=1)
    out[:, 3] = high - low
    before = np.roll(last, 1, 1)
    before[:, 0] = -1
    both = onset & (before >= 0)
    jump = np.abs(pitch - np.take_along_axis(pitch, np.maximum(before, 0), 1)) * both
    out[:, 4] = jump.sum(1) / np.maximum(both.sum(1), 1)
    out[:, 5] = _contour(pitch, onset, metres)
    out[:, 6] = repetition(tokens)
    # A silent phrase has no register, range or leaps to speak of.
    out[silent, 2:6] = np.nan
    return out


def _syncopation(onset: npt.NDArray[np.bool_], metres: Sequence[Metre]) -> Floats:
    """Total Longuet-Higgins and Lee syncopation of (s, steps) onsets."""
    weights = np.concatenate([metric_weights(m) for m in metres])
    versions, steps = onset.shape
    note = np.cumsum(onset, 1)  # 0 before the first note
    rows = np.arange(versions)[:, None] * (steps + 1)
    passive = np.full(versions * (steps + 1), -99)
    weight = np.broadcast_to(weights, onset.shape)
    place = (rows + note)[~onset]
    np.maximum.at(passive, place, weight[~onset])
    active = np.full(versions * (steps + 1), 99)
    active[(rows + note)[onset]] = weight[onset]
    total: Floats = np.maximum(passive - active, 0).reshape(versions, -1).sum(1).astype(float)
    return total


def _contour(
    pitch: npt.NDArray[np.int64], onset: npt.NDArray[np.bool_], metres: Sequence[Metre]
) -> Floats:
    """Mean over 4-bar phrases of the least-squares slope of onset pitches, semitones a bar."""
    place = np.concatenate([i + np.arange(m.steps) / m.steps for i, m in enumerate(metres)])
    slopes = []
    for start in range(0, len(metres), 4):
        here = onset & (place >= start) & (place < start + 4)
        n = np.maximum(here.sum(1), 1)
        x = np.where(here, place, 0.0)
        y = np.where(here, pitch, 0)
        mx, my = x.sum(1) / n, y.sum(1) / n
        spread = np.where(here, (place - mx[:, None]) ** 2, 0.0).sum(1)
        together = np.where(here, (place - mx[:, None]) * (pitch - my[:, None]), 0.0).sum(1)
        slopes.append(np.where(spread > 1e-9, together / np.maximum(spread, 1e-9), 0.0))
    slope: Floats = np.mean(slopes, 0)
    return slope


def bar_overlaps(tokens: Ints) -> Floats:
    """How much the melody of every bar shares with every other, transposition allowed: (s, b, b), 0..1.

    Onsets on the same step, moved by one common interval, over the number of notes of the fuller bar.
    """
    onset = tokens >= FIRST_ONSET
    pitch = tokens.astype(np.int16)
    both = onset[:, :, None] & onset[:, None]  # (s, b, b, 16)
    apart = np.where(both, pitch[:, :, None] - pitch[:, None], 1000)
    same = (apart[..., :, None] == apart[..., None, :]) & both[..., :, None] & both[..., None, :]
    best = same.sum(-1).max(-1)
    count = onset.sum(-1)
    fuller = np.maximum(count[:, :, None], count[:, None])
    share: Floats = np.where(fuller > 0, best / np.maximum(fuller, 1), 0.0)
    return share


def repetition(tokens: Ints) -> Floats:
    """Mean over bars with notes of the best overlap with an earlier bar, (s,)."""
    overlap = bar_overlaps(tokens)
    bars = tokens.shape[1]
    if bars < 2:
        return np.zeros(len(tokens))
    earlier = np.tril(np.ones((bars, bars), np.bool_), -1)
    best = np.where(earlier, overlap, 0.0).max(-1)[:, 1:]
    notes = np.asarray((tokens >= FIRST_ONSET).any(-1))[:, 1:]
    mean: Floats = (best * notes).sum(1) / np.maximum(notes.sum(1), 1)
    return mean


_RICH = np.array([len(Chord(0, q, 0).tones) > 3 for q in QUALITIES])
_MAJOR = np.array([MAJOR_SHARE[q] for q in QUALITIES])
_OUTSIDE = np.array(
    [[bool(Chord(r, q, r).tones - C_MAJOR.scale) for q in QUALITIES] for r in range(12)]
)


def _harmony(chords: Ints, metres: Sequence[Metre]) -> tuple[Floats, Floats, Floats]:
    """Share of colourful beats, chord changes a bar, share of major minus minor beats: three of (s,)."""
    beats = np.arange(MAX_BEATS) < np.array([m.beats for m in metres])[:, None]
    flat = chords[:, beats]  # (s, beats of the phrase, 3)
    root, quality = flat[..., 0], flat[..., 1]
    sounding = quality > 0
    n = np.maximum(sounding.sum(1), 1)
    colour = ((_RICH[quality] | _OUTSIDE[root, quality]) & sounding).sum(1) / n
    changes = (flat[:, 1:] != flat[:, :-1]).any(-1).sum(1) / len(metres)
    major = (_MAJOR[quality] * sounding).sum(1) / n
    nothing = ~sounding.any(1)
    return (
        np.where(nothing, np.nan, colour),
        np.where(nothing, np.nan, changes),
        np.where(nothing, np.nan, major),
    )
