"""Whether sliders and the mood pad do what they say, measured on decoded notes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.phrases import Floats, Phrases, draw, with_grooves
from vaecomposer.evaluation.reconstruction import Advance
from vaecomposer.evaluation.report import Measured, at_least, at_most, unmeasured
from vaecomposer.evaluation.subject import Subject
from vaecomposer.generation.api import SteerRequest
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import (
    ENERGY,
    ENERGY_PARTS,
    SHAPES,
    VALENCE,
    Statistics,
    measure,
    phrase_arrays,
)
from vaecomposer.music.piece import Piece
from vaecomposer.session.state import Conditions
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.tokens import Part

POSITIONS = tuple(range(-100, 101, 20))
PAD = tuple(x / 5 for x in range(-5, 6))
BARS = 4
GROOVES = 0.5

NEEDS = {
    **dict.fromkeys(range(7), Part.MELODY), 7: Part.HARMONY, 8: Part.HARMONY, 9: Part.BASS, 10: Part.DRUMS,
}  # fmt: skip
"""The part that each slider needs; Energy needs any."""


def ranks(values: Floats) -> Floats:
    """Ranks from 1, equal values sharing the mean of theirs."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    out = np.empty(len(values))
    start = 0
    for end in range(1, len(values) + 1):
        if end == len(values) or ordered[end] != ordered[start]:
            out[order[start:end]] = (start + 1 + end) / 2
            start = end
    return out


def spearman(a: Floats, b: Floats) -> float:
    """Spearman's rank correlation; 0 where either does not vary."""
    x, y = ranks(a), ranks(b)
    x, y = x - x.mean(), y - y.mean()
    size = float(np.sqrt((x**2).sum() * (y**2).sum()))
    return float((x * y).sum() / size) if size else 0.0


def exempt(slider: int) -> frozenset[int]:
    """Attributes whose change under a slider is no leakage: itself, and Energy and its components of each other."""
    own = {slider}
    if slider == ENERGY:
        own |= set(ENERGY_PARTS)
    elif slider in ENERGY_PARTS:
        own.add(ENERGY)
    return frozenset(own)


def leakage(low: Floats, high: Floats, slider: int, statistics: Statistics) -> float | None:
    """Mean absolute change (in standard deviations) of the other named attributes between two measurements."""
    others = [i for i in range(len(SHAPES)) if i not in exempt(slider)]
    moved = np.abs(high - low)[others] / statistics.spread[others]
    known = moved[~np.isnan(moved)]
    return float(known.mean()) if len(known) else None


@dataclass(frozen=True, slots=True)
class Steering:
    """A phrase to steer, as a piece with the conditions it was settled under."""

    piece: Piece
    settled: Conditions

    def request(
        self, shape: Sequence[float] = (), mood: tuple[float, float] | None = None
    ) -> SteerRequest:
        """The request for slider values or a place on the mood pad."""
        wanted = replace(self.settled, mood=mood)
        rest = (0.0,) * DIRECTIONS
        return SteerRequest(
            self.piece, 0, self.settled.bars, rest, self.settled, wanted, 1, tuple(shape)
        )


def held_out_phrases(songs: SongBars, count: int, seed: int) -> Phrases:
    """Phrases of four bars to steer; half of those without drums are given a groove, where there is one."""
    tonal = draw(songs, BARS, count, seed, (Part.MELODY,))
    grooves = draw(songs, BARS, count, seed, (Part.DRUMS,))
    if not len(tonal):
        return draw(songs, BARS, count, seed)
    alone = np.flatnonzero(~grooves.present[:, Part.MELODY])
    shuffled = tonal.take(np.random.default_rng((31, seed)).permutation(len(tonal)))
    return with_grooves(shuffled, grooves.take(alone), GROOVES, seed)


def _measured(subject: Subject, request: SteerRequest, statistics: Statistics) -> Floats:
    columns: Floats = measure(phrase_arrays(subject.steered_grids(request)), statistics)[0]
    return columns


@dataclass(slots=True)
class _Tally:
    """Correlations and leakages found so far, by slider."""

    correlations: list[list[float]]
    leaks: list[list[float]]


def slider_figures(
    subject: Subject, phrases: Phrases, statistics: Statistics, seconds: float, advance: Advance
) -> list[Measured]:
    """Slider correlations and leakage over phrases, as many as fit into `seconds`."""
    tally = _Tally([[] for _ in SHAPES], [[] for _ in SHAPES])
    refused, done, began = "", 0, time.monotonic()
    for i in range(len(phrases)):
        if time.monotonic() - began > seconds:
            break
        advance(i / len(phrases))
        try:
            _one_phrase(subject, phrases, i, statistics, tally)
        except ComposerError as why:
            refused = str(why)
        done += 1
    remark = refused
    if done < len(phrases):
        remark = f"Time for {done} of {len(phrases)} phrases; --full takes all."
    return _slider_rows(tally, remark)


def _one_phrase(
    subject: Subject, phrases: Phrases, i: int, statistics: Statistics, tally: _Tally
) -> None:
    steering = Steering(phrases.piece(i), phrases.conditions(i))
    zeros = (0.0,) * len(SHAPES)
    rest = _measured(subject, steering.request(zeros), statistics)
    for slider in range(len(SHAPES)):
        need = NEEDS.get(slider)
        if np.isnan(rest[slider]) or (need is not None and not phrases.present[i, need]):
            continue
        rows = []
        for position in POSITIONS:
            values = [*zeros[:slider], float(position), *zeros[slider + 1 :]]
            request = steering.request(values)
            rows.append(_measured(subject, request, statistics) if position else rest)
        found = np.stack(rows)
        heard = np.nan_to_num(found[:, slider], nan=float(np.nanmin(found[:, slider])))
        tally.correlations[slider].append(spearman(np.array(POSITIONS, float), heard))
        moved = leakage(found[0], found[-1], slider, statistics)
        if moved is not None:
            tally.leaks[slider].append(moved)


def _slider_rows(tally: _Tally, remark: str) -> list[Measured]:
    medians, lows, leaks = [], [], []
    published = "AR-VAE .975-.987 (1 bar, 4 attributes)"
    why = "No phrase has the part that this slider moves."
    high, low_goal, most = at_least(0.95), at_least(0.80), at_most(0.35)
    for shape, found, moved in zip(SHAPES, tally.correlations, tally.leaks, strict=True):
        if not found:
            medians += unmeasured("slider", [shape.name], why, high)
            lows += unmeasured("slider, low", [shape.name], why, low_goal)
            continue
        n, low = len(found), float(np.percentile(found, 5))
        medians.append(Measured("slider", shape.name, float(np.median(found)), None, high, count=n))
        lows.append(Measured("slider, low", shape.name, low, None, low_goal, count=n))
        if moved:
            leaks.append(
                Measured("leakage", shape.name, float(np.mean(moved)), None, most, count=len(moved))
            )
    together = [x for found in tally.correlations for x in found]
    if together:
        n, low = len(together), float(np.percentile(together, 5))
        whole = float(np.median(together))
        medians.append(Measured("slider", "all", whole, None, high, published, n, remark))
        lows.append(Measured("slider, low", "all", low, None, low_goal, count=n))
    leaked = [x for found in tally.leaks for x in found]
    if leaked:
        mean = float(np.mean([f.value for f in leaks if f.value is not None]))
        leaks.append(Measured("leakage", "mean", mean, None, most, count=len(leaked)))
    return [*medians, *lows, *leaks]


def mood_figures(
    subject: Subject, phrases: Phrases, statistics: Statistics, seconds: float, advance: Advance
) -> list[Measured]:
    """Correlation of the pad's two axes with what is measured of the steered phrase."""
    goal = at_least(0.9)
    found: tuple[list[float], list[float]] = ([], [])
    remark, began = "", time.monotonic()
    tonal = np.asarray(phrases.present[:, (Part.HARMONY, Part.MELODY)].any(1))
    for i in range(len(phrases)):
        if time.monotonic() - began > seconds:
            remark = f"Time for {i} of {len(phrases)} phrases; --full takes all."
            break
        advance(i / len(phrases))
        steering = Steering(phrases.piece(i), phrases.conditions(i))
        try:
            if tonal[i]:  # drums alone are neither dark nor bright
                found[0].append(_pad(subject, steering, statistics, VALENCE))
            found[1].append(_pad(subject, steering, statistics, ENERGY))
        except ComposerError as why:
            remark = str(why)
    figures: list[Measured] = []
    for name, values in zip(("valence", "energy"), found, strict=True):
        if values:
            median = float(np.median(values))
            figures.append(Measured("mood", name, median, None, goal, "", len(values), remark))
        else:
            figures += unmeasured(
                "mood", [name], remark or "No phrase has what this axis moves.", goal
            )
    return figures


def _pad(subject: Subject, steering: Steering, statistics: Statistics, column: int) -> float:
    """Correlation of one axis with its measure, the other axis in the middle."""
    moods = [(x, 0.0) if column == VALENCE else (0.0, x) for x in PAD]
    heard = [_measured(subject, steering.request(mood=m), statistics)[column] for m in moods]
    return spearman(np.array(PAD), np.nan_to_num(np.array(heard)))
