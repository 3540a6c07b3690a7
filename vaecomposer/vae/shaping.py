"""The named sliders: closed by search, so that each moves the attribute it names, on the decoded notes.

Latent directions alone do not give control (Pati and Lerch, arXiv 2108.01450). A slider therefore tries a
ladder of steps along its attribute's direction in bar-code space, bar by bar, decodes them all in one
batch, measures them, and keeps for every position the version whose measured value fits best with the
least change of everything else. The ladder is built when a slider first moves; afterwards a move looks it
up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from vaecomposer.music.attributes import (
    COLUMNS,
    ENERGY,
    ENERGY_PARTS,
    SHAPES,
    VALENCE,
    PhraseArrays,
    Statistics,
    bar_overlaps,
    measure,
)
from vaecomposer.music.form import PHRASE
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.music.passing_chords import with_passing_chords
from vaecomposer.vae.attribute_reader import READ, AttributeReader
from vaecomposer.vae.bar_codes import PURITY, BarCoder
from vaecomposer.vae.bars import CODE
from vaecomposer.vae.tokens import BarBatch, Part, chord_row, decode_chords

Floats = npt.NDArray[np.float64]

POSITIONS = np.arange(-100, 101)
CONTOUR, HARMONIC_RHYTHM = 5, 8
"""Columns of the contour, the one attribute that bars have only together, and of the chord changes."""

FULL = 2.0
"""Standard deviations of its attribute that a slider at 100 asks for."""

LEVELS = 8
"""Steps of a ladder to each side."""

STEP = 0.45
"""Bar-level standard deviations from one step to the next."""

STATES = 48
"""Versions of the phrase measured to each side."""

PATIENCE, MOOD_PATIENCE = 0.11, 0.03
"""How much a standard deviation of change in another attribute counts against one of the named; moods are
made of other attributes, and may move them.
"""

MISSED = 1.5
"""Standard deviations of a miss that are corrected at most."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A phrase at rest, on which ladders stand.

    Attributes:
        codes: (bars, 5, CODE). chords: (bars, 4, 3). metre: (bars,). conditions: (bars, C).
        parts: note parts that are there. harmony: whether it has chords of its own.
        rest: its decoded bars.
    """

    codes: Tensor
    chords: Tensor
    metre: Tensor
    conditions: Tensor
    parts: tuple[Part, ...]
    harmony: bool
    rest: BarBatch


@dataclass(frozen=True, slots=True)
class Ladder:
    """What every position of one slider does to one phrase.

    Attributes:
        levels: (levels, bars, 5, CODE) offsets of the bar codes.
        states: (states, bars) level of each bar.
        chosen: (201,) state at each of `POSITIONS`. measured: (201,) the attribute there.
    """

    levels: Tensor
    states: npt.NDArray[np.int64]
    chosen: npt.NDArray[np.int64]
    measured: Floats

    def offset(self, position: float) -> Tensor:
        """What is added to the bar codes at a position, (bars, 5, CODE)."""
        state = self.states[self.chosen[round(position) + 100]]
        rows = torch.from_numpy(state).to(self.levels.device)
        return self.levels[rows, torch.arange(len(state), device=rows.device)]


class Shaper:
    """Builds ladders.

    Args:
        coder: decodes bars. readers: read attributes off codes, by part. statistics: over real phrases.
    """

    def __init__(
        self, coder: BarCoder, readers: Mapping[Part, AttributeReader], statistics: Statistics
    ) -> None:
        self._coder, self._readers, self.statistics = coder, readers, statistics

    def ladder(self, ground: Ground, column: int) -> Ladder | None:
        """The ladder of a slider (its column), or None if the phrase lacks what it shapes."""
        levels = self._levels(ground, column)
        if levels is None:
            return None
        tried = self._tried(ground, levels, column)
        if Part.MELODY in {part for part, _, _ in _moved(column)} & set(ground.parts):
            levels = self._corrected(ground, levels, tried, column)
            tried = _both(tried, self._tried(ground, levels[len(levels) // 2 :], column))
        whole = column in (CONTOUR, ENERGY, VALENCE)
        climbs = _climbs(len(ground.metre), whole=whole)
        states = np.concatenate([start + climbs for start in range(0, len(levels), 2 * LEVELS + 1)])
        columns = measure(_assembled(ground, tried, states), self.statistics)
        return self._choose(levels, states, columns, column)

    # Which steps are tried.

    def _levels(self, ground: Ground, column: int) -> Tensor | None:
        """Offsets of the bar codes (2 LEVELS + 1, bars, 5, CODE), the middle one zero."""
        bars = len(ground.metre)
        levels = torch.zeros(2 * LEVELS + 1, bars, len(Part), CODE, device=ground.codes.device)
        for part, changes in self._changes(ground, column).items():
            levels[:, :, part] = self._path(ground, part, changes)
        if column == 6 and Part.MELODY in ground.parts:
            levels[:, :, Part.MELODY] = _repeating(ground)
        if column == HARMONIC_RHYTHM and ground.harmony:
            levels[:LEVELS, :, Part.HARMONY] += _resting(ground)
            levels[LEVELS + 1 :, :, Part.HARMONY] = self._moving(ground)
        return levels if bool(levels.any()) else None

    def _moving(self, ground: Ground) -> Tensor:
        """Offsets of the harmony (LEVELS, bars, CODE) to chords that prepare the next bar, then to one on
        every beat.
        """
        bars = len(ground.metre)
        own = [
            decode_chords(rows[: COMPOSED_METRES[m].beats].astype(np.int8))
            for rows, m in zip(ground.chords.cpu().numpy(), ground.metre.tolist(), strict=True)
        ]
        levels = []
        for every_beat in (False, True):
            rows = torch.zeros_like(ground.chords)
            for bar, chords in enumerate(own):
                following = own[(bar + 1) % bars][0]
                if not chords[0].is_none:
                    chords = with_passing_chords(chords, following, every_beat=every_beat)
                for beat, chord in enumerate(chords):
                    rows[bar, beat] = torch.tensor(chord_row(chord))
            codes = self._coder.encode_harmony(rows, ground.conditions)
            levels.append(codes - ground.codes[:, Part.HARMONY])
        return torch.stack(levels).repeat_interleave(LEVELS // 2, 0)

    def _changes(self, ground: Ground, column: int) -> dict[Part, Tensor]:
        """By part, what one step changes of its bars' attributes, in standard deviations: (bars, columns)."""
        bars, device = len(ground.metre), ground.codes.device
        changes: dict[Part, Tensor] = {}
        for part, of, share in _moved(column):
            if part not in ground.parts and not (part is Part.HARMONY and ground.harmony):
                continue
            change = changes.setdefault(part, torch.zeros(bars, len(READ[part]), device=device))
            change[:, READ[part].index(of)] += STEP * share
        if column == CONTOUR and Part.MELODY in changes:
            # The line rises over four bars: early bars lower, late ones higher, each rising by itself too.
            place = torch.arange(bars, device=device) % PHRASE - (min(PHRASE, bars) - 1) / 2
            changes[Part.MELODY][:, READ[Part.MELODY].index(2)] = 0.5 * STEP * place
        return changes

    def _path(self, ground: Ground, part: Part, change: Tensor) -> Tensor:
        """Offsets of one part's codes (2 LEVELS + 1, bars, CODE), level by level along the reader's curve."""
        reader = self._readers[part]
        rest = ground.codes[:, part]
        # Up and down at once.
        codes, step = rest.repeat(2, 1), torch.cat([change, -change])
        wanted = reader(codes)
        path = [codes]
        for _ in range(LEVELS):
            wanted = wanted + step
            codes = reader.moved(codes, wanted)
            path.append(codes)
        up, down = torch.stack(path).chunk(2, 1)
        return torch.cat([down.flip(0)[:-1], up]) - rest

    def _corrected(self, ground: Ground, levels: Tensor, tried: _Tried, column: int) -> Tensor:
        """`levels` followed by a second family, (2 (2 LEVELS + 1), bars, 5, CODE): what the first missed in the
        decoded melody is asked for again.
        """
        reader = self._readers[Part.MELODY]
        count, bars = levels.shape[:2]
        read = READ[Part.MELODY]
        columns = torch.from_numpy(_bar_columns(ground, tried.notes, count)[..., read])
        heard = (columns.float().to(levels.device) - reader.centre) / reader.width
        heard = heard.view(count, bars, -1)
        steps = torch.arange(-LEVELS, LEVELS + 1, device=levels.device)[:, None, None]
        asked = steps * self._changes(ground, column)[Part.MELODY]
        missed = asked - (heard - heard[count // 2])
        # A silent bar has no register to miss.
        missed = torch.nan_to_num(missed, nan=0.0).clamp(-MISSED, MISSED)
        codes = ground.codes[:, Part.MELODY] + levels[:, :, Part.MELODY]
        wanted = reader(ground.codes[:, Part.MELODY]) + asked + missed
        again = levels.clone()
        again[:, :, Part.MELODY] = (
            reader.moved(codes.flatten(0, 1), wanted.flatten(0, 1)).view_as(codes)
            - ground.codes[:, Part.MELODY]
        )
        again[count // 2] = 0
        return torch.cat([levels, again])

    # What they sound like.

    def _tried(self, ground: Ground, levels: Tensor, column: int) -> _Tried:
        """All levels decoded, level by level."""
        count, bars = levels.shape[:2]
        codes = (ground.codes + levels).flatten(0, 1)
        conditions = ground.conditions.repeat(count, 1)
        metre = ground.metre.repeat(count)
        chords = ground.chords.repeat(count, 1, 1)
        if column in (7, 8, VALENCE) and ground.harmony:
            heard = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions, PURITY)
            rest = heard.view(count, bars, *heard.shape[1:])[count // 2]
            same = (heard == rest.repeat(count, 1, 1)).all(-1, keepdim=True)
            chords = torch.where(same, chords, heard)
        parts = tuple(p for p in ground.parts if bool(levels[:, :, p].any()))
        notes = ground.rest.take(np.tile(np.arange(bars), count))
        if parts:
            notes = self._coder.decode_notes(parts, codes, chords, metre, conditions)
        return _Tried(notes, chords.cpu().numpy().astype(np.int8), parts)

    def _choose(
        self, levels: Tensor, states: npt.NDArray[np.int64], columns: Floats, column: int
    ) -> Ladder:
        """For every position the state that fits it best."""
        family = 2 * LEVELS + 1
        step = states % family - LEVELS
        rest = int(np.flatnonzero((states == LEVELS).all(1))[0])
        value = np.nan_to_num(columns[:, column], nan=columns[rest, column])
        spread = float(self.statistics.spread[column])
        others = np.abs(columns - columns[rest]) / self.statistics.spread
        own = [column, ENERGY, VALENCE, *([] if column != ENERGY else ENERGY_PARTS)]
        others[:, own] = 0
        # What falls silent has lost all its attributes.
        cost = np.where(
            np.isnan(others) & ~np.isnan(columns[rest]), 3.0, np.nan_to_num(others)
        ).sum(1)
        patience = MOOD_PATIENCE if column in (ENERGY, VALENCE) else PATIENCE
        chosen = np.full(len(POSITIONS), rest)
        for sign in (1, -1):
            side = np.flatnonzero((sign * step >= 0).all(1))
            gain = sign * (value[side] - value[rest])
            reach = min(FULL * spread, float(gain.max()))
            kept = 0.0
            for position in range(1, 101):
                miss = np.abs(gain - reach * position / 100) / spread
                behind = gain < kept - 1e-9
                best = int(np.argmin(miss + patience * cost[side] + 1e3 * behind))
                kept = float(gain[best])
                chosen[100 + sign * position] = side[best]
        return Ladder(levels, states, chosen, value[chosen])


@dataclass(frozen=True, slots=True)
class _Tried:
    """Decoded levels: bars laid level by level, their chords (n, 4, 3), and the parts that were decoded."""

    notes: BarBatch
    chords: npt.NDArray[np.int8]
    parts: tuple[Part, ...]


def _both(first: _Tried, second: _Tried) -> _Tried:
    """Two families of levels, one after the other."""
    fields = BarBatch.__dataclass_fields__
    notes = BarBatch(
        *(np.concatenate([getattr(first.notes, f), getattr(second.notes, f)]) for f in fields)
    )
    return _Tried(notes, np.concatenate([first.chords, second.chords]), first.parts)


def _bar_columns(ground: Ground, notes: BarBatch, count: int) -> Floats:
    """Columns of single melody bars, (count * bars, COLUMNS)."""
    out = np.full((len(notes), COLUMNS), np.nan)
    metre = np.tile(ground.metre.cpu().numpy(), count)
    plain = Statistics(np.zeros(COLUMNS), np.ones(COLUMNS))
    for index in np.unique(metre):
        rows = np.flatnonzero(metre == index)
        bars = notes.take(rows)
        one = PhraseArrays(
            (COMPOSED_METRES[index],), bars.lines[:, None, 0], None, None, None,
            bars.chords[:, None], bars.line_velocity[:, None], bars.slot_velocity[:, None],
        )  # fmt: skip
        out[rows] = measure(one, plain)
    return out


def _moved(column: int) -> tuple[tuple[Part, int, float], ...]:
    """What a slider changes: parts, columns that are read off their codes, and shares of a step."""
    if column == ENERGY:
        return (
            (Part.MELODY, 0, 0.6), (Part.BASS, 9, 0.6), (Part.TEXTURE, 13, 0.6), (Part.DRUMS, 10, 0.6),
        )  # fmt: skip
    if column == VALENCE:
        return ((Part.HARMONY, 15, 0.8), (Part.MELODY, 2, 0.3))
    return tuple((part, column, 1.0) for part, columns in READ.items() if column in columns)


def _repeating(ground: Ground) -> Tensor:
    """Offsets of the melody (2 LEVELS + 1, bars, CODE) towards the most similar earlier bar, or away from it."""
    bars, melody = len(ground.metre), ground.codes[:, Part.MELODY]
    levels = torch.zeros(2 * LEVELS + 1, bars, CODE, device=melody.device)
    if bars < 2:
        return levels
    overlap = bar_overlaps(ground.rest.lines[None, :, 0])[0]
    overlap = np.where(np.tril(np.ones((bars, bars), np.bool_), -1), overlap, -1.0)
    # Among equals the bar at a musical distance is the better model.
    for lag in (8, 4, 2, 1):
        overlap += 1e-3 * lag * np.eye(bars, k=-lag)
    like = torch.from_numpy(overlap.argmax(1)).to(melody.device)
    towards = melody[like] - melody
    drawn = torch.randn(bars, CODE, generator=torch.Generator().manual_seed(7)).to(melody.device)
    away = drawn * 1.4 * melody.std(0, keepdim=True).clamp(min=0.2) - 0.4 * towards
    towards[0], away[0] = 0, 0
    steps = torch.arange(-LEVELS, LEVELS + 1, device=melody.device)[:, None, None] / LEVELS
    return steps.clamp(min=0) * towards + (-steps).clamp(min=0) * away


def _resting(ground: Ground) -> Tensor:
    """Offsets of the harmony (LEVELS, bars, CODE), most first, towards the chords of the bar before."""
    harmony = ground.codes[:, Part.HARMONY]
    bars = len(harmony)
    place = torch.arange(bars, device=harmony.device)
    # Odd bars rest on the one before, the third of four on the first.
    before = place - torch.where(place % 2 == 1, 1, torch.where(place % 4 == 2, 2, 0))
    steps = torch.arange(LEVELS, 0, -1, device=harmony.device)[:, None, None] / LEVELS
    return steps * (harmony[before] - harmony)


def _climbs(bars: int, *, whole: bool) -> npt.NDArray[np.int64]:
    """Versions of the phrase from the lowest level of all bars to the highest, (states, bars).

    Bars step up one after another, far ones first, so that one level has as many shades as there are bars.
    """
    if whole:
        return np.repeat(np.arange(2 * LEVELS + 1)[:, None], bars, 1)
    order = sorted(range(bars), key=lambda bar: int(f"{bar:04b}"[::-1], 2))
    rank = np.empty(bars, np.int64)
    rank[order] = np.arange(bars)
    total = LEVELS * bars
    ticks = np.unique(np.rint(np.linspace(0, total, min(total, STATES) + 1)).astype(np.int64))
    up = (ticks[:, None] + bars - 1 - rank) // bars
    return np.concatenate([LEVELS - up[:0:-1], LEVELS + up])


def _assembled(ground: Ground, tried: _Tried, states: npt.NDArray[np.int64]) -> PhraseArrays:
    """The states' bars picked out of all decoded levels."""
    at = states * len(ground.metre) + np.arange(len(ground.metre))
    rest, moved = ground.rest, tried.notes

    def still(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.broadcast_to(array, (len(states), *array.shape))

    def picked(part: Part, name: str, k: int | None = None) -> npt.NDArray[Any] | None:
        if part not in ground.parts:
            return None
        array = getattr(moved if part in tried.parts else rest, name)
        array = array if k is None else array[:, k]
        versions: npt.NDArray[Any] = array[at] if part in tried.parts else still(array)
        return versions

    loud = still(rest.line_velocity).copy()
    for part, k in ((Part.MELODY, 0), (Part.BASS, 1)):
        if part in tried.parts:
            loud[:, :, k] = moved.line_velocity[:, k][at]
    texture = Part.TEXTURE in tried.parts
    return PhraseArrays(
        tuple(COMPOSED_METRES[i] for i in ground.metre.tolist()),
        picked(Part.MELODY, "lines", 0),
        picked(Part.BASS, "lines", 1),
        picked(Part.TEXTURE, "slots"),
        picked(Part.DRUMS, "drum_velocity"),
        tried.chords[at],
        loud,
        moved.slot_velocity[at] if texture else still(rest.slot_velocity),
    )


def shaped_columns(shape: tuple[float, ...], mood: tuple[float, float] | None) -> dict[int, float]:
    """Which ladders are asked for: column to position -100..100."""
    wanted = {column: value for column, value in enumerate(shape[: len(SHAPES)]) if value}
    if mood is not None:
        valence, energy = (100 * max(-1.0, min(1.0, axis)) for axis in mood)
        wanted[VALENCE] = valence
        wanted[ENERGY] = max(-100.0, min(100.0, wanted.get(ENERGY, 0.0) + energy))
    return wanted
