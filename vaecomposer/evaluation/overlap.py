"""Sample statistics: how far the distributions of takes and of real phrases overlap.

After Yang and Lerch, "On the evaluation of generative models in music" (2020): Gaussian kernel density
estimates, and the area under both. Single-valued features are compared as they are; for histograms it is
the distances within the real set against those between both sets, as the paper does for all features.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vaecomposer.evaluation.phrases import (
    BEATS,
    STEPS,
    Bools,
    Floats,
    Ints,
    Phrases,
    line_notes,
)
from vaecomposer.evaluation.report import Measured, at_least, unmeasured
from vaecomposer.music.grid import FIRST_ONSET, TEXTURE_ONSET
from vaecomposer.music.metre import MAX_BEATS, MAX_STEPS
from vaecomposer.training.attribute_statistics import measured
from vaecomposer.vae.tokens import Part

GRID = 400
"""Points at which densities are compared."""

FEWEST = 8
"""Phrases of each kind below which an overlap says nothing."""

DISTANCES = 200_000
"""Pairs of phrases whose distances are looked at, at most."""

FEATURES = (
    "pitch class", "interval", "duration", "onset position", "range", "density", "polyphony", "chord-root motion",
    "drum class", "syncopation",
)  # fmt: skip
_DURATION_EDGES = np.array([1, 2, 3, 4, 5, 7, 9, 13, 17, 10**6])


def scott_bandwidth(values: Floats) -> float:
    """Scott's (1992) bandwidth of a one-dimensional Gaussian kernel."""
    return float(values.std() * len(values) ** -0.2)


def density(values: Floats, at: Floats, floor: float) -> Floats:
    """Gaussian kernel density estimate of `values` (n,) at the evenly spaced points `at`.

    The values are counted at their nearest point first, so that 200,000 cost no more than 200. `floor` is
    the narrowest kernel.
    """
    step = at[1] - at[0]
    width = max(scott_bandwidth(values), floor)
    places = np.clip(np.rint((values - at[0]) / step), 0, len(at) - 1).astype(np.int64)
    counts = np.bincount(places, minlength=len(at)).astype(float)
    kernel = np.exp(-0.5 * ((at - at[len(at) // 2]) / width) ** 2)
    smooth = np.convolve(counts, kernel, "same")
    total = smooth.sum() * step
    return smooth / total if total > 0 else smooth


def overlapped_area(first: Floats, second: Floats) -> float:
    """Area under both kernel density estimates of two sets of numbers, 0..1."""
    both = np.concatenate([first, second])
    span = float(np.ptp(both))
    if span < 1e-12:
        return 1.0
    margin = 3 * max(scott_bandwidth(first), scott_bandwidth(second), span / 100)
    at = np.linspace(both.min() - margin, both.max() + margin, GRID + 1)
    floor = span / 100
    shared = np.minimum(density(first, at, floor), density(second, at, floor))
    return float(min(1.0, shared.sum() * (at[1] - at[0])))


def histogram_overlap(real: Floats, other: Floats, rng: np.random.Generator) -> float:
    """Overlap of the distances within `real` (n, bins) and those from `real` to `other` (m, bins)."""
    i, j = _pairs(len(real), len(real), rng)
    within = np.linalg.norm(real[i[i != j]] - real[j[i != j]], axis=1)
    i, j = _pairs(len(real), len(other), rng)
    between = np.linalg.norm(real[i] - other[j], axis=1)
    return overlapped_area(within, between)


def _pairs(n: int, m: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    if n * m <= DISTANCES:
        i, j = np.divmod(np.arange(n * m), m)
        return i, j
    return rng.integers(0, n, DISTANCES), rng.integers(0, m, DISTANCES)


def features(phrases: Phrases) -> dict[str, Floats]:
    """Every feature of every phrase: (n,) or (n, bins); NaN for phrases that lack what it is measured on."""
    n = len(phrases)
    melody, bass = (line_notes(phrases, part) for part in (Part.MELODY, Part.BASS))
    weight = np.concatenate([melody.length, bass.length]).astype(float)
    found: dict[str, Floats] = {}
    owner, pitch = (
        np.concatenate([getattr(x, k) for x in (melody, bass)]) for k in ("phrase", "pitch")
    )
    found["pitch class"] = shares(n, 12, owner, pitch % 12, weight)
    follows = np.diff(melody.phrase) == 0
    leap = np.clip(np.diff(melody.pitch), -12, 12)[follows] + 12
    found["interval"] = shares(n, 25, melody.phrase[1:][follows], leap)
    bins = np.searchsorted(_DURATION_EDGES, melody.length, "right") - 1
    found["duration"] = shares(n, len(_DURATION_EDGES) - 1, melody.phrase, bins)
    found["onset position"] = shares(n, MAX_STEPS, melody.phrase, melody.step)
    found["range"] = spans(n, melody.phrase, melody.pitch)
    noted = note_count(phrases)
    found["density"] = np.where(noted > 0, noted / phrases.length, np.nan)
    found["polyphony"] = polyphony(phrases)
    found["chord-root motion"] = root_motion(phrases)
    hits = (phrases.bars.drum_velocity > 0).reshape(n, -1, 9).sum(1).astype(float)
    total = hits.sum(1, keepdims=True)
    found["drum class"] = np.where(total > 0, hits / np.maximum(total, 1), np.nan)
    found["syncopation"] = np.where(np.isnan(found["range"]), np.nan, syncopation(phrases))
    return found


def note_count(phrases: Phrases) -> Ints:
    """Notes of all parts in each phrase, (n,)."""
    bars = phrases.bars
    inside = np.arange(MAX_STEPS) < STEPS[bars.metre][:, None]
    counts = ((bars.lines >= FIRST_ONSET) & inside[:, None]).sum((1, 2))
    counts += ((bars.slots == TEXTURE_ONSET) & inside[..., None]).sum((1, 2))
    counts += ((bars.drum_velocity > 0) & inside[..., None]).sum((1, 2))
    total: Ints = counts.reshape(len(phrases), -1).sum(1)
    return total


def syncopation(phrases: Phrases) -> Floats:
    """Longuet-Higgins and Lee syncopation of the melody per bar, (n,)."""
    return measured(phrases.bars, phrases.length)[:, 1] if len(phrases) else np.zeros(0)


def shares(n: int, bins: int, owner: Ints, value: Ints, weight: Floats | None = None) -> Floats:
    """Histograms (n, bins) that sum to 1, of values that each belong to a phrase; NaN for phrases without."""
    counts = np.bincount(owner * bins + value, weight, n * bins).reshape(n, bins).astype(float)
    total = counts.sum(1, keepdims=True)
    histogram: Floats = np.where(total > 0, counts / np.maximum(total, 1e-9), np.nan)
    return histogram


def spans(n: int, owner: Ints, value: Ints) -> Floats:
    """Highest minus lowest of each phrase's values, (n,); NaN for phrases without."""
    low, high = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(low, owner, value)
    np.maximum.at(high, owner, value)
    span: Floats = np.where(high >= low, high - low, np.nan)
    return span


def polyphony(phrases: Phrases) -> Floats:
    """Mean number of melody, bass and comping notes that sound, over the steps at which anything does: (n,)."""
    n, bars = len(phrases), phrases.bars
    inside: Bools = np.arange(MAX_STEPS) < STEPS[bars.metre][:, None]
    voices = (bars.slots > 0).sum(-1).astype(np.int64)
    for k in range(2):
        # A hold sounds only after an onset; reduction writes no other.
        voices += (bars.lines[:, k] >= 1) & bars.present[:, Part.MELODY + k, None]
    voices = np.where(inside, voices, 0).reshape(n, -1)
    steps = (voices > 0).sum(1)
    mean: Floats = np.where(steps > 0, voices.sum(1) / np.maximum(steps, 1), np.nan)
    return mean


def root_motion(phrases: Phrases) -> Floats:
    """Shares of the twelve intervals, upwards, between the roots of consecutive different chords: (n, 12)."""
    n = len(phrases)
    owners, motions = [], []
    chords = phrases.bars.chords.reshape(n, phrases.length, MAX_BEATS, 3)
    for metre, beats in enumerate(BEATS.tolist()):
        chosen = np.flatnonzero(phrases.metre == metre)
        if not len(chosen):
            continue
        row = chords[chosen, :, :beats].reshape(len(chosen), -1, 3).astype(np.int64)
        for i, symbols in zip(chosen.tolist(), row, strict=True):
            sounding = symbols[symbols[:, 1] > 0]
            turns = (sounding[1:, :2] != sounding[:-1, :2]).any(-1)
            motion = (np.diff(sounding[:, 0]) % 12)[turns]
            owners.append(np.full(len(motion), i))
            motions.append(motion)
    if not owners:
        return np.full((n, 12), np.nan)
    return shares(n, 12, np.concatenate(owners), np.concatenate(motions))


def overlaps(
    real: dict[str, Floats], other: dict[str, Floats], seed: int
) -> dict[str, float | None]:
    """The overlapping area of every feature; None where too few phrases have it."""
    found: dict[str, float | None] = {}
    for name in FEATURES:
        a, b = (x[~np.isnan(x.reshape(len(x), -1)).any(1)] for x in (real[name], other[name]))
        if len(a) < FEWEST or len(b) < FEWEST:
            found[name] = None
        elif a.ndim == 1:
            found[name] = overlapped_area(a, b)
        else:
            found[name] = histogram_overlap(a, b, np.random.default_rng((19, seed)))
    return found


def halves(phrases: Phrases, seed: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The phrases in two halves by song, each style halved; by phrase where a style has one song."""
    rng = np.random.default_rng((23, seed))
    first = np.zeros(len(phrases), np.bool_)
    for style in np.unique(phrases.style):
        here = phrases.style == style
        origins = np.unique(phrases.origin[here])
        if len(origins) < 2:
            first[here] = rng.permutation(int(here.sum())) % 2 == 0
        else:
            first |= here & np.isin(phrases.origin, rng.permutation(origins)[: len(origins) // 2])
    return np.flatnonzero(first), np.flatnonzero(~first)


def statistics_figures(real: Phrases, composed: Phrases, seed: int) -> list[Measured]:
    """Overlap of every feature on 4-bar phrases, and the mean over features."""
    goal = at_least(0.90)
    if len(real) < FEWEST:
        why = "Too few real phrases for a distribution."
        return unmeasured("statistics", ["mean"], why, goal)
    ours, theirs = features(composed), features(real)
    found = overlaps(theirs, ours, seed)
    first, second = halves(real, seed)
    ceiling = overlaps(
        {k: x[first] for k, x in theirs.items()}, {k: x[second] for k, x in theirs.items()}, seed
    )
    figures = []
    for name in FEATURES:
        has = int((~np.isnan(theirs[name].reshape(len(real), -1)).any(1)).sum())
        why = "" if found[name] is not None else f"Too few phrases have a {name}."
        figures.append(
            Measured("statistics", name, found[name], ceiling[name], count=has, remark=why)
        )
    known = [name for name in FEATURES if found[name] is not None]
    values = [x for name in known if (x := found[name]) is not None]
    tops = [x for name in known if (x := ceiling[name]) is not None]
    mean = float(np.mean(values)) if values else None
    top = float(np.mean(tops)) if tops else None
    figures.append(Measured("statistics", "mean", mean, top, goal, count=len(real)))
    return figures
