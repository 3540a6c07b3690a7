"""``vaecomposer bench decode``: from a slider's move to the new phrase, everything included."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vaecomposer.evaluation.figures import Figure, percentiles, show
from vaecomposer.evaluation.subject import Subject
from vaecomposer.generation.api import SteerRequest, TakeRequest
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import SHAPES
from vaecomposer.session.state import Conditions

WARM_UP = 10


@dataclass(frozen=True, slots=True)
class Moves:
    """Milliseconds and changed notes of each slider move, and the mean number of notes in a phrase."""

    times: list[float]
    changed: list[int]
    notes: float


def move_sliders(composer: Subject, moves: int) -> Moves:
    """Moves Directions of composed 16-bar phrases of four parts, `moves` times after a warm-up."""
    conditions = Conditions()
    rng = np.random.default_rng(0)
    times: list[float] = []
    changed: list[int] = []
    takes = [composer.answer(TakeRequest(conditions, seed)) for seed in range(1, 6)]
    for move in range(-WARM_UP, moves):
        source = takes[max(0, move) * len(takes) // max(1, moves)]
        values = np.zeros(DIRECTIONS)
        values[rng.integers(DIRECTIONS)] = rng.uniform(-100, 100)
        request = SteerRequest(source, 0, 16, tuple(values.tolist()), conditions, conditions, 1)
        start = time.perf_counter()
        piece = composer.answer(request)
        if move >= 0:
            times.append(1000 * (time.perf_counter() - start))
            before = {(i, n) for i, t in enumerate(source.tracks) for n in t.notes}
            after = {(i, n) for i, t in enumerate(piece.tracks) for n in t.notes}
            changed.append(len(before ^ after))
    notes = sum(len(t.notes) for take in takes for t in take.tracks) / len(takes)
    return Moves(times, changed, notes)


def touch_shapes(composer: Subject, moves: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each named slider's first touch of a phrase, and of moves after it."""
    conditions, rest = Conditions(), (0.0,) * DIRECTIONS
    rng = np.random.default_rng(1)
    first: list[float] = []
    after: list[float] = []
    for move in range(max(2, moves // len(SHAPES))):
        source = composer.answer(TakeRequest(conditions, 101 + move))
        composer.answer(SteerRequest(source, 0, 16, rest, conditions, conditions, 1))
        for slider in range(len(SHAPES)):
            for times in (first, after):
                shape = np.zeros(len(SHAPES))
                shape[slider] = rng.uniform(-100, 100)
                request = SteerRequest(
                    source, 0, 16, rest, conditions, conditions, 1, tuple(shape.tolist())
                )
                start = time.perf_counter()
                composer.answer(request)
                if move:  # the first phrase warms up
                    times.append(1000 * (time.perf_counter() - start))
    return first, after


def bench_decode(songbook: Path, moves: int, json_path: Path | None) -> int:
    """Moves sliders of a composed 16-bar phrase of four parts `moves` times and prints the times."""
    from vaecomposer.vae.composer import open_composer

    start = time.perf_counter()
    composer = open_composer(songbook)
    opening = time.perf_counter() - start
    found = move_sliders(composer, moves)
    show(
        f"Slider to new phrase: 16 bars of four parts, {moves} moves, on {composer.facts.device}",
        [
            *percentiles("slider to notes", found.times, "ms", 20.0),
            Figure("opening the songbook, torch included", opening, "s"),
            Figure("notes in a phrase, mean", found.notes, "notes"),
            Figure("notes changed by a move, mean", float(np.mean(found.changed)), "notes"),
        ],
        json_path,
    )
    return 0
