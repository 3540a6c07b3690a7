"""Phrases of up to 16 consecutive bars, drawn from the songs for the song stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vaecomposer.music.form import PHRASE
from vaecomposer.music.style import STYLES
from vaecomposer.session.state import PHRASE_BARS
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.tokens import Part

ENDING, ALIGNED = 0.15, 0.6
"""Shares of phrases that end with the music, and that begin with a phrase of it."""

LENGTHS = (16, 16, 16, 8, 4)

# Music with drums and tonal parts together is scarce: phrases without drums are paired with played
# grooves of a fitting style and the same metre (as model.md's data notes advise).
_GROOVES_FOR = {
    "pop": ("pop", "rock", "funk", "hip-hop"), "jazz": ("jazz", "latin", "funk"),
    "rock": ("rock",), "game": ("rock", "pop"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Windows:
    """Index arrays of some phrases.

    Attributes:
        bars: (n, 16) row of each bar, -1 past the phrase's end.
        drums: (n, 16) row each bar's drums come from, -1 for none.
        begins, ends: (n, 16), bars with which a piece's music begins and ends.
    """

    bars: npt.NDArray[np.int64]
    drums: npt.NDArray[np.int64]
    begins: npt.NDArray[np.bool_]
    ends: npt.NDArray[np.bool_]


class WindowSource:
    """Draws phrases of training (or validation) songs, each source by the root of its size."""

    def __init__(self, songs: SongBars, *, valid: bool) -> None:
        first = np.flatnonzero(np.r_[True, np.diff(songs.region) != 0])
        length = np.diff(np.r_[first, len(songs.region)])
        keep = (songs.valid[first] == valid) & (length >= 4)
        tonal = songs.bars.present[first, Part.MELODY]
        self.first, self.length = first[keep & tonal], length[keep & tonal]
        sizes = np.bincount(songs.source[self.first], self.length, len(songs.sources))
        weight = self.length / np.sqrt(np.maximum(sizes, 1))[songs.source[self.first]]
        self.cumulative = np.cumsum(weight / weight.sum())
        self.songs = songs
        self.grooves = self._grooves(
            first, length, keep & ~tonal & songs.bars.present[first, Part.DRUMS]
        )

    def _grooves(
        self,
        first: npt.NDArray[np.int64],
        length: npt.NDArray[np.int64],
        drums: npt.NDArray[np.bool_],
    ) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """Runs of played drums by (style, metre)."""
        found: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for start, bars in zip(first[drums].tolist(), length[drums].tolist(), strict=True):
            place = (int(self.songs.style[start]), int(self.songs.bars.metre[start]))
            found.setdefault(place, []).append((start, bars))
        return found

    def draw(self, n: int, rng: np.random.Generator, *, pair: bool = True) -> Windows:
        """`n` random phrases; half of those without drums get a fitting groove if `pair`."""
        bars = np.full((n, PHRASE_BARS), -1, np.int64)
        drums = np.full((n, PHRASE_BARS), -1, np.int64)
        begins, ends = np.zeros((2, n, PHRASE_BARS), np.bool_)
        picks = np.minimum(np.searchsorted(self.cumulative, rng.random(n)), len(self.first) - 1)
        for i, pick in enumerate(picks.tolist()):
            first, length = int(self.first[pick]), int(self.length[pick])
            count = min(length, int(rng.choice(LENGTHS)))
            start = first + _offset(length - count, rng)
            bars[i, :count] = np.arange(start, start + count)
            begins[i, 0] = start == first
            ends[i, count - 1] = start + count == first + length
            if self.songs.bars.present[start, Part.DRUMS]:
                drums[i, :count] = bars[i, :count]
            elif pair and rng.random() < 0.5:
                groove = self._groove(start, rng)
                if groove is not None:
                    at, bars_of = groove
                    offset = int(rng.integers(0, max(1, bars_of - count + 1)))
                    drums[i, :count] = at + (offset + np.arange(count)) % bars_of
        return Windows(bars, drums, begins, ends)

    def _groove(self, start: int, rng: np.random.Generator) -> tuple[int, int] | None:
        style = int(self.songs.style[start])
        names = _GROOVES_FOR.get(STYLES[style - 1] if style else "", ())
        metre = int(self.songs.bars.metre[start])
        runs = [
            run for name in names for run in self.grooves.get((1 + STYLES.index(name), metre), [])
        ]
        long = [run for run in runs if run[1] >= 4]
        return long[int(rng.integers(len(long)))] if long else None


def _offset(most: int, rng: np.random.Generator) -> int:
    """Where in a run of bars a phrase begins, 0..most: often with a phrase of the song, or at either end.

    Songs are built of four bars; that is how the conductor learns where phrases end, and endings are rare
    enough to be asked for.
    """
    way = rng.random()
    if way < ENDING:
        return most
    start = int(rng.integers(0, most + 1))
    return start - start % PHRASE if way < ENDING + ALIGNED else start
