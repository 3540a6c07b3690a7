"""Figures of a songbook on songs it has not heard: posterior means, greedy decoding, nothing given."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from vaecomposer.music.grid import FIRST_ONSET, TEXTURE_ONSET
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS, MAX_STEPS
from vaecomposer.training.bar_stage import part_rows
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import condition_features
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.tokens import NOTE_PARTS, BarBatch, Part

Bools = npt.NDArray[np.bool_]


def _f1(truth: Bools, guess: Bools) -> float:
    """Harmonic mean of precision and recall of two arrays of marks."""
    both = int((truth & guess).sum())
    return 2 * both / max(1, int(truth.sum()) + int(guess.sum()))


def held_out_figures(
    book: Songbook, songs: SongBars, bars: int = 3000, seed: int = 3
) -> dict[str, dict[str, float]]:
    """Reconstruction of up to `bars` held-out bars of each part, as model.md defines the figures.

    Returns:
        For each part: for lines the share of steps and of whole bars right and note F1 (onset and pitch);
        for harmony the share of beats with root and quality right; for texture and drums onset or hit F1.
    """
    coder = BarCoder(book, torch.device("cpu"))
    rng = np.random.default_rng(seed)
    figures: dict[str, dict[str, float]] = {}
    for part in Part:
        rows = part_rows(songs, part, 0.0, seed)
        rows = rows[songs.valid[rows]]
        if not len(rows):
            continue
        rows = rng.choice(rows, min(bars, len(rows)), replace=False)
        figures[part.name.lower()] = part_figures(coder, songs, part, rows)
    return figures


def part_figures(
    coder: BarCoder, songs: SongBars, part: Part, rows: npt.NDArray[np.int64]
) -> dict[str, float]:
    """Reconstruction of some bars of one part; see `held_out_figures`."""
    truth = songs.bars.take(rows)
    metre = torch.from_numpy(truth.metre).long()
    conditions = condition_features(
        torch.from_numpy(songs.mode[rows]), torch.from_numpy(songs.style[rows]), metre
    )
    with torch.inference_mode():
        codes = coder.encode(truth, conditions)
        if part is Part.HARMONY:
            guess = coder.decode_harmony(codes[:, Part.HARMONY], conditions).numpy()
            return _harmony_figures(truth, guess)
        chords = torch.from_numpy(truth.chords).long()
        back = coder.decode_notes((part,), codes, chords, metre, conditions)
    steps = np.array([m.steps for m in COMPOSED_METRES])[truth.metre]
    inside = np.arange(MAX_STEPS) < steps[:, None]
    return _note_figures(part, truth, back, inside)


def _harmony_figures(truth: BarBatch, guess: npt.NDArray[np.int64]) -> dict[str, float]:
    beats = np.array([m.beats for m in COMPOSED_METRES])[truth.metre]
    inside = np.arange(MAX_BEATS) < beats[:, None]
    right = (truth.chords[..., :2] == guess[..., :2]).all(-1)
    return {"beats": float(right[inside].mean())}


def _note_figures(part: Part, truth: BarBatch, back: BarBatch, inside: Bools) -> dict[str, float]:
    assert part in NOTE_PARTS
    if part is Part.TEXTURE:
        marks = [(b.slots == TEXTURE_ONSET) & inside[..., None] for b in (truth, back)]
        return {"note_f1": _f1(marks[0], marks[1])}
    if part is Part.DRUMS:
        marks = [(b.drum_velocity > 0) & inside[..., None] for b in (truth, back)]
        both = marks[0] & marks[1]
        apart = np.abs(truth.drum_velocity.astype(float) - back.drum_velocity)[both]
        return {"note_f1": _f1(marks[0], marks[1]), "velocity_error": float(apart.mean())}
    k = part - Part.MELODY
    a, b = truth.lines[:, k], back.lines[:, k]
    right = (a == b) | ~inside
    # One mark for each onset and pitch: a step is wrong both ways if the pitch differs.
    onsets_a, onsets_b = (a >= FIRST_ONSET) & inside, (b >= FIRST_ONSET) & inside
    both = int((onsets_a & (a == b)).sum())
    f1 = 2 * both / max(1, int(onsets_a.sum()) + int(onsets_b.sum()))
    return {
        "steps": float((a == b)[inside].mean()),
        "bars": float(right.all(-1).mean()),
        "note_f1": f1,
    }
