"""Where a musician's pieces lie on the map."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.piece import Bar, Piece
from vaecomposer.session.state import PHRASE_BARS, Conditions
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.reading import encode_phrase
from vaecomposer.vae.song_map import MIDDLE, Place

LISTENED = 4
"""Phrases of a piece that are read, spread over it."""

PLACES_KNOWN = 256
"""Pieces whose places are remembered."""


class Surveyor:
    """Reads pieces and finds their places. Remembers them."""

    def __init__(self, book: Songbook, coder: BarCoder) -> None:
        self._book, self._coder = book, coder
        self._known: list[tuple[Piece, Place]] = []  # oldest first

    def place(self, piece: Piece) -> Place:
        """Where a piece lies, (x, y), 0..1 each; the middle where there is no map or nothing to read."""
        if self._book.songs is None:
            return MIDDLE
        for known, place in self._known:
            if known.tracks is piece.tracks and known.keys == piece.keys:
                return place
        song = self._song(piece)
        place = MIDDLE if song is None else self._book.songs.place_of(song)
        self._known = [*self._known[1 - PLACES_KNOWN :], (piece, place)]
        return place

    def _song(self, piece: Piece) -> Tensor | None:
        """Mean of the song latents of some phrases, (SONG,); None if no bar can be read."""
        phrases = [run for run in _phrases(piece.bars()) if run]
        if not phrases or not any(track.is_lead and track.notes for track in piece.tracks):
            return None
        step = max(1.0, len(phrases) / LISTENED)
        chosen = [phrases[int(i * step)] for i in range(min(LISTENED, len(phrases)))]
        wanted = Conditions(key=piece.key or C_MAJOR)
        songs = [
            encode_phrase(piece, run[0].index, len(run), wanted, self._book, self._coder).song
            for run in chosen
        ]
        return torch.stack(songs).mean(0)


def _phrases(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Runs of at most 16 bars in metres the model knows; no short rest of a longer run."""
    runs: list[list[Bar]] = [[]]
    for bar in bars:
        if bar.metre.grid_metre is None:
            runs.append([])
            continue
        if len(runs[-1]) == PHRASE_BARS:
            runs.append([])
        runs[-1].append(bar)
    longest = max(len(run) for run in runs)
    return [run for run in runs if len(run) >= min(longest, PHRASE_BARS // 2)]
