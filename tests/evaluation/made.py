"""Bars, songs and a composer made here, whose figures are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.phrases import Phrases
from vaecomposer.generation.api import (
    ComposeRequest,
    OperationRequest,
    SongbookFacts,
    SteerRequest,
    TakeRequest,
)
from vaecomposer.latent.directions import DIRECTIONS, DirectionWords
from vaecomposer.music.arrangement import arrange
from vaecomposer.music.attributes import COLUMNS, Statistics
from vaecomposer.music.chord import NO_CHORD, Chord, parse_chord
from vaecomposer.music.grid import FIRST_ONSET, HOLD, LOWEST_PITCH, BarGrid, Drums, Line
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.piece import Piece, Role
from vaecomposer.music.reduction import reduce_piece
from vaecomposer.music.style import STYLES
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.tokens import BarBatch, Part, encode_bars

FOUR = COMPOSED_METRES[0]


def line(*notes: tuple[int, int, int], velocity: int = 80) -> Line:
    """One bar of a line from (step, pitch, length)."""
    tokens, loud, micro = np.zeros((3, 16), np.int8)
    for step, pitch, length in notes:
        tokens[step] = FIRST_ONSET + pitch - LOWEST_PITCH
        tokens[step + 1 : step + length] = HOLD
        loud[step] = velocity
    return Line(tokens, loud, micro)


def drums(*hits: tuple[int, int, int, int]) -> Drums:
    """One bar of drums from (step, class, velocity, micro)."""
    velocity, micro = np.zeros((2, 16, 9), np.int8)
    for step, drum, loud, late in hits:
        velocity[step, drum], micro[step, drum] = loud, late
    return Drums(velocity, micro)


def quarters(*pitches: int) -> Line:
    """A bar of quarter notes."""
    return line(*((4 * i, pitch, 4) for i, pitch in enumerate(pitches)))


def chords(text: str, metre: Metre = FOUR) -> tuple[Chord, ...]:
    """A bar's chords per beat, shared evenly; nothing for none."""
    found = [parse_chord(name) or NO_CHORD for name in text.split()] or [NO_CHORD]
    return tuple(found[b * len(found) // metre.beats] for b in range(metre.beats))


def bar(
    melody: Line | None = None,
    bass: Line | None = None,
    symbols: str = "",
    kit: Drums | None = None,
) -> BarGrid:
    """A bar of 4/4."""
    return BarGrid(FOUR, chords(symbols), melody, bass, None, kit)


def phrases(*pieces: Sequence[BarGrid], mode: int = 0, style: int = 0) -> Phrases:
    """Phrases of equal length."""
    batch = encode_bars([b for piece in pieces for b in piece])
    n = len(pieces)
    return Phrases(batch, len(pieces[0]), np.full(n, mode), np.full(n, style), np.arange(n))


def songs(
    pieces: Sequence[Sequence[BarGrid]],
    *,
    modes: Sequence[int] = (),
    styles: Sequence[int] = (),
    valid: bool = True,
) -> SongBars:
    """Songs of some bars each, in one source."""
    batch = encode_bars([b for piece in pieces for b in piece])
    lengths = [len(piece) for piece in pieces]

    def spread(values: Sequence[int]) -> np.ndarray:
        return np.repeat(np.array(values or [0] * len(pieces)), lengths).astype(np.int8)

    n = len(batch)
    return SongBars(
        batch, np.repeat(np.arange(len(pieces)), lengths).astype(np.int32), spread(modes), spread(styles),
        np.zeros((n, 4), np.bool_), np.full(n, valid), np.zeros(n, np.int8), ("made",), ("",) * len(pieces),
    )  # fmt: skip


def without_part(bars: BarBatch, part: Part) -> BarBatch:
    """Bars that lack a part."""
    present = bars.present.copy()
    present[:, part] = False
    return replace(bars, present=present)


UNIT = Statistics(np.zeros(COLUMNS), np.ones(COLUMNS))
TUNE = ((0, 0, 4), (4, 4, 4), (8, 7, 4), (12, 5, 4))


class MadeUpComposer:
    """Composes the same four quarters in every bar, obeys chords and parts, and knows one slider: Register."""

    def __init__(self) -> None:
        words = tuple(DirectionWords("low", "high") for _ in range(DIRECTIONS))
        self.facts = SongbookFacts("Made up", "CPU, 1 thread", STYLES, words, 1.0)
        self.attribute_statistics = UNIT

    def takes_grids(self, requests: Sequence[TakeRequest]) -> list[tuple[BarGrid, ...]]:
        return [self._take(request) for request in requests]

    def _take(self, request: TakeRequest) -> tuple[BarGrid, ...]:
        wanted = request.conditions
        shift, beats = wanted.key.to_white_keys, wanted.metre.beats
        typed = wanted.progression or ((Chord(0, "maj", 0).transposed(-shift),),)
        made = []
        for i in range(wanted.bars):
            row = typed[i % len(typed)]
            symbols = tuple(row[b * len(row) // beats].transposed(shift) for b in range(beats))
            tune = [
                (s, 60 + p + (request.seed + i // 4) % 5, n)
                for s, p, n in TUNE
                if s < wanted.metre.steps
            ]
            kit = drums((0, 0, 90, 3), (4, 1, 70, -3)) if Role.DRUMS in wanted.parts else None
            has_melody, has_bass = Role.MELODY in wanted.parts, Role.BASS in wanted.parts
            made.append(
                BarGrid(
                    wanted.metre, symbols, line(*tune) if has_melody else None,
                    line((0, 36, 8)) if has_bass else None, None, kit,
                )
            )  # fmt: skip
        return tuple(made)

    def steered_grids(self, request: SteerRequest) -> tuple[BarGrid, ...]:
        bars = request.source.bars()[: request.bars]
        grids = reduce_piece(request.source, bars, request.settled.key.to_white_keys)
        up = round(request.shape[2] / 20) if request.shape else 0
        if request.conditions.mood is not None:
            up += round(10 * request.conditions.mood[0])
        return tuple(self._raised(grid, up) for grid in grids)

    def _raised(self, grid: BarGrid, up: int) -> BarGrid:
        if grid.melody is None:
            return grid
        tokens = grid.melody.tokens
        raised = np.where(tokens >= FIRST_ONSET, tokens + up, tokens).astype(np.int8)
        return replace(grid, melody=replace(grid.melody, tokens=raised))

    def answer(self, request: ComposeRequest) -> Piece:
        if isinstance(request, SteerRequest):
            return request.source
        if isinstance(request, OperationRequest):
            raise ComposerError("This composer composes new music only.")
        wanted = request.conditions
        return arrange(self._take(request), wanted.key, wanted.bpm, wanted.style, "Take")
