"""The named attributes over the training songs: their spread, and the mood of every phrase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vaecomposer.music.attributes import (
    COLUMNS,
    ENERGY,
    VALENCE,
    PhraseArrays,
    Statistics,
    measure,
    with_moods,
)
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.music.style import STYLES
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.tokens import BarBatch, Part

Floats = npt.NDArray[np.float64]
PHRASE = 4
MOODS = (VALENCE, ENERGY)
UNIT = Statistics(np.zeros(COLUMNS), np.ones(COLUMNS))

_COLUMNS_OF = {
    Part.HARMONY: (7, 8, 15),
    Part.MELODY: tuple(range(7)),
    Part.BASS: (9,),
    Part.DRUMS: (10,),
    Part.TEXTURE: (13,),
}


def batch_arrays(bars: BarBatch, length: int) -> PhraseArrays:
    """Phrases of `length` bars in one metre, laid one after another, as versions of one phrase."""
    shape = (-1, length)

    def cut(x: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
        return x.reshape(*shape, *x.shape[1:])

    return PhraseArrays(
        (COMPOSED_METRES[bars.metre[0]],) * length,
        cut(bars.lines[:, 0]), cut(bars.lines[:, 1]), cut(bars.slots), cut(bars.drum_velocity),
        cut(bars.chords), cut(bars.line_velocity), cut(bars.slot_velocity),
    )  # fmt: skip


def measured(bars: BarBatch, length: int, chunk: int = 2048) -> Floats:
    """Raw columns (phrases, COLUMNS) of phrases of `length` bars laid one after another.

    Each phrase is in one metre; columns of parts it lacks are NaN, and moods are not filled in.
    """
    phrases = len(bars) // length
    metre = bars.metre[::length]
    present = np.asarray(bars.present.reshape(phrases, length, -1).any(1))
    out = np.full((phrases, COLUMNS), np.nan)
    for index in range(len(COMPOSED_METRES)):
        chosen = np.flatnonzero(metre == index)
        for start in range(0, len(chosen), chunk):
            rows = chosen[start : start + chunk]
            every = (rows[:, None] * length + np.arange(length)).ravel()
            out[rows] = measure(batch_arrays(bars.take(every), length), UNIT)
    for part, columns in _COLUMNS_OF.items():
        for column in columns:
            out[~present[:, part], column] = np.nan
    return out


@dataclass(frozen=True, slots=True)
class SongAttributes:
    """What the network is told of the training songs' attributes.

    Attributes:
        statistics: over 4-bar phrases of training songs.
        bars: (bars, COLUMNS) raw columns of every single bar.
        styles: (1 + styles, 2, 2) mean and spread of valence and energy by style, "any" first.
    """

    statistics: Statistics
    bars: npt.NDArray[np.float32]
    styles: Floats

    def moods(self, rows: npt.NDArray[np.int64], drums: npt.NDArray[np.int64]) -> Floats:
        """Valence and energy (n, 2) of phrases in their standard deviations; NaN-free, cut at 3.

        Args:
            rows, drums: (n, bars) bars of each phrase and of its drums, -1 for none.
        """
        columns = np.where((rows >= 0)[..., None], self.bars[np.maximum(rows, 0)], np.nan)
        struck = np.where(drums >= 0, self.bars[np.maximum(drums, 0), 10], np.nan)
        columns[..., 10] = struck
        known = ~np.isnan(columns)
        mean = np.where(known, columns, 0).sum(1) / np.maximum(known.sum(1), 1)
        mean = np.where(known.any(1), mean, np.nan).astype(np.float64)
        mean = with_moods(mean, self.statistics)[:, MOODS]
        middle, spread = self.statistics.mean[list(MOODS)], self.statistics.spread[list(MOODS)]
        standard: Floats = np.clip((mean - middle) / spread, -3.0, 3.0)
        return standard


def phrase_rows(
    songs: SongBars, count: int, seed: int, length: int = PHRASE
) -> npt.NDArray[np.int64]:
    """First bars of up to `count` random phrases of training songs that lie within one region."""
    first = np.arange(len(songs.region) - length + 1)
    inside = songs.region[first] == songs.region[first + length - 1]
    first = first[inside & ~songs.valid[first]]
    rng = np.random.default_rng(seed)
    sizes = np.bincount(songs.source[first], minlength=len(songs.sources))
    weight = 1 / np.sqrt(np.maximum(sizes, 1))[songs.source[first]]
    picks: npt.NDArray[np.int64] = rng.choice(
        first, min(count, len(first)), p=weight / weight.sum()
    )
    return picks


def attribute_statistics(
    songs: SongBars, count: int = 12_000, seed: int = 2
) -> tuple[Statistics, Floats]:
    """Statistics over 4-bar phrases of training songs, and moods by style (see `SongAttributes`)."""
    first = phrase_rows(songs, count, seed)
    rows = (first[:, None] + np.arange(PHRASE)).ravel()
    columns = measured(songs.bars.take(rows), PHRASE)
    with np.errstate(invalid="ignore"):
        mean, spread = _mean_and_spread(columns)
        filled = with_moods(columns, Statistics(mean, spread))
        mean, spread = _mean_and_spread(filled)
    styles = np.zeros((1 + len(STYLES), 2, 2))
    style = songs.style[first]
    for i in range(1 + len(STYLES)):
        chosen = filled[(style == i) & ~np.isnan(filled[:, 0])] if i else filled
        # Styles known from drums alone have no mood of their own.
        middle, width = _mean_and_spread((chosen if len(chosen) >= 20 else filled)[:, MOODS])
        styles[i] = np.stack([middle, width], -1)
    return Statistics(mean, spread), styles


def _mean_and_spread(columns: Floats) -> tuple[Floats, Floats]:
    known = ~np.isnan(columns)
    count = np.maximum(known.sum(0), 1)
    mean = np.where(known, columns, 0).sum(0) / count
    variance = np.where(known, (columns - mean) ** 2, 0).sum(0) / count
    return mean, np.maximum(np.sqrt(variance), 1e-6)


def song_attributes(songs: SongBars) -> SongAttributes:
    """Measures all songs."""
    statistics, styles = attribute_statistics(songs)
    return SongAttributes(statistics, measured(songs.bars, 1).astype(np.float32), styles)
