"""``vaecomposer bench decode``: from a slider's move to the new phrase, everything included."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from vaecomposer.evaluation.figures import Figure, percentiles, show
from vaecomposer.generation.api import SteerRequest, TakeRequest
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.session.state import Conditions

WARM_UP = 10


def bench_decode(songbook: Path, moves: int, json_path: Path | None) -> int:
    """Moves sliders of a composed 16-bar phrase of four parts `moves` times and prints the times."""
    from vaecomposer.vae.composer import open_composer

    start = time.perf_counter()
    composer = open_composer(songbook)
    opening = time.perf_counter() - start
    conditions = Conditions()
    rng = np.random.default_rng(0)
    times, changed = [], []
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
    show(
        f"Slider to new phrase: 16 bars of four parts, {moves} moves, on {composer.facts.device}",
        [
            *percentiles("slider to notes", times, "ms", 40.0),
            Figure("opening the songbook, torch included", opening, "s"),
            Figure("notes in a phrase, mean", notes, "notes"),
            Figure("notes changed by a move, mean", float(np.mean(changed)), "notes"),
        ],
        json_path,
    )
    return 0
