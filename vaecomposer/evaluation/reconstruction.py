"""How much of real music comes back: single bars from their codes, 16 bars from the song latent alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import torch

from vaecomposer.evaluation.network import Network
from vaecomposer.evaluation.phrases import BEATS, STEPS, Bools, Phrases, draw
from vaecomposer.evaluation.report import Measured, at_least, unmeasured
from vaecomposer.music.grid import FIRST_ONSET, TEXTURE_ONSET
from vaecomposer.music.metre import MAX_BEATS, MAX_STEPS
from vaecomposer.training.losses import gaussian_kl, standard_kl
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.tokens import BarBatch, Part, activity

Advance = Callable[[float], None]
"""Told the share of a family of figures that is done."""

CHUNK = 512
ACTIVE_VARIANCE = 0.01

_STEP_GOALS = {Part.MELODY: at_least(0.985), Part.BASS: at_least(0.985)}
_F1_GOALS = {Part.MELODY: at_least(0.95), Part.BASS: at_least(0.95), Part.DRUMS: at_least(0.95)}
_SONG_GOALS = {Part.MELODY: at_least(0.80), Part.BASS: at_least(0.80), Part.DRUMS: at_least(0.88)}
_STEP_PUBLISHED = {
    Part.MELODY: "MusicVAE 2 bars .951 (sampling)", Part.DRUMS: "MusicVAE 2 bars .917 (sampling)",
}  # fmt: skip
_SONG_PUBLISHED = {
    Part.MELODY: "MusicVAE 16 bars .812; trio .753", Part.BASS: "MusicVAE trio .773", Part.DRUMS: "MusicVAE trio .863",
}  # fmt: skip
_NAMED = {part: part.name.lower() for part in Part}


def inside_steps(bars: BarBatch) -> Bools:
    """(n, 16), steps that the bar has."""
    inside: Bools = np.arange(MAX_STEPS) < STEPS[bars.metre][:, None]
    return inside


def right_steps(part: Part, truth: BarBatch, back: BarBatch) -> Bools:
    """(n, 16), steps that came back right: the token of a line, the whole set of drum classes or comping states."""
    if part is Part.DRUMS:
        right: Bools = ((truth.drum_velocity > 0) == (back.drum_velocity > 0)).all(-1)
    elif part is Part.TEXTURE:
        right = (truth.slots == back.slots).all(-1)
    else:
        k = part - Part.MELODY
        right = truth.lines[:, k] == back.lines[:, k]
    return right


def note_counts(part: Part, truth: BarBatch, back: BarBatch) -> tuple[int, int, int]:
    """Notes written, notes given back, and notes in both at the same step with the same pitch or class."""
    inside = inside_steps(truth)
    if part in (Part.MELODY, Part.BASS):
        k = part - Part.MELODY
        a, b = truth.lines[:, k], back.lines[:, k]
        first, second = (a >= FIRST_ONSET) & inside, (b >= FIRST_ONSET) & inside
        both = first & (a == b)
    else:
        texture = part is Part.TEXTURE
        first, second = (
            ((x.slots == TEXTURE_ONSET) if texture else (x.drum_velocity > 0)) & inside[..., None]
            for x in (truth, back)
        )
        both = first & second
    return int(first.sum()), int(second.sum()), int(both.sum())


def f1(written: int, returned: int, both: int) -> float:
    """Harmonic mean of precision and recall; 1 where there is nothing to get wrong."""
    return 2 * both / (written + returned) if written + returned else 1.0


def step_accuracy(part: Part, truth: BarBatch, back: BarBatch) -> float | None:
    """Share of steps right over the bars in which the part strikes something; None without such bars."""
    active = activity(truth)[:, part]
    inside = inside_steps(truth) & active[:, None]
    return float(right_steps(part, truth, back)[inside].mean()) if inside.any() else None


def chords_right(truth: BarBatch, back: BarBatch) -> float:
    """Share of beats with root and quality right."""
    inside = np.arange(MAX_BEATS) < BEATS[truth.metre][:, None]
    right = (truth.chords[..., :2] == back.chords[..., :2]).all(-1)
    return float(right[inside].mean())


def bar_figures(
    network: Network, songs: SongBars, count: int | None, seed: int, advance: Advance
) -> list[Measured]:
    """Step accuracy, note F1, exact bars, chords, active units and KL of single bars.

    `count` bars of each part, all of them for None.
    """
    active = activity(songs.bars) & songs.bars.present
    rng = np.random.default_rng((17, seed))
    found: dict[str, list[Measured]] = {
        k: [] for k in ("steps", "f1", "bars", "chords", "units", "kl")
    }
    for part in Part:
        rows = np.flatnonzero(active[:, part])
        if count is not None and len(rows) > count:
            rows = np.sort(rng.choice(rows, count, replace=False))
        _part_figures(network, songs, part, rows, found)
        advance((part + 1) / len(Part))
    return [figure for figures in found.values() for figure in figures]


def _part_figures(
    network: Network, songs: SongBars, part: Part, rows: npt.NDArray[np.int64], found: dict[str, list[Measured]]
) -> None:  # fmt: skip
    name = _NAMED[part]
    if not len(rows):
        why = "No song of the folder has this part."
        if part is Part.HARMONY:
            found["chords"] += unmeasured("chords right", [""], why, at_least(0.98))
        else:
            found["steps"] += unmeasured("step accuracy", [name], why, _STEP_GOALS.get(part))
            found["f1"] += unmeasured("note F1", [name], why, _F1_GOALS.get(part))
        return
    truth = songs.bars.take(rows)
    back, mean, kl = _given_back(network, songs, rows, part)
    n = len(rows)
    units = float((mean.var(0) > ACTIVE_VARIANCE).sum()) if n > 1 else None
    published = f"of {mean.shape[1]}"
    found["units"].append(Measured("active units", name, units, published=published, count=n))
    found["kl"].append(Measured("KL", name, kl, count=n))
    if part is Part.HARMONY:
        right = chords_right(truth, back)
        found["chords"].append(Measured("chords right", "", right, goal=at_least(0.98), count=n))
        return
    steps = step_accuracy(part, truth, back)
    whole = (right_steps(part, truth, back) | ~inside_steps(truth)).all(1)
    notes = f1(*note_counts(part, truth, back))
    found["steps"].append(
        Measured("step accuracy", name, steps, None, _STEP_GOALS.get(part), _STEP_PUBLISHED.get(part, ""), n)
    )  # fmt: skip
    found["f1"].append(Measured("note F1", name, notes, None, _F1_GOALS.get(part), count=n))
    found["bars"].append(Measured("bars exact", name, float(whole.mean()), count=n))


def _given_back(
    network: Network, songs: SongBars, rows: npt.NDArray[np.int64], part: Part
) -> tuple[BarBatch, npt.NDArray[np.float32], float]:
    """Bars decoded from posterior means, the part's means (n, CODE), and its mean KL."""
    pieces, means, nats = [], [], []
    for start in range(0, len(rows), CHUNK):
        here = rows[start : start + CHUNK]
        bars = songs.bars.take(here)
        with torch.inference_mode():
            mode, style = (x[here].astype(np.int64) for x in (songs.mode, songs.style))
            conditions = network.conditions(bars, mode, style)
            posterior = network.bar_posterior(bars, conditions)
            pieces.append(network.bars_back(part, bars, posterior.mean, conditions))
            mean = posterior.mean[:, part]
            nats.append(standard_kl(mean, posterior.log_var[:, part]).cpu().numpy())
            means.append(mean.cpu().numpy())
    return stacked(pieces), np.concatenate(means), float(np.concatenate(nats).mean())


def stacked(pieces: list[BarBatch]) -> BarBatch:
    """Batches one after another."""
    names = BarBatch.__dataclass_fields__
    return BarBatch(*(np.concatenate([getattr(p, name) for p in pieces]) for name in names))


def song_figures(
    network: Network, songs: SongBars, count: int, seed: int, advance: Advance
) -> list[Measured]:
    """Sixteen bars from the song latent alone; its active units and KL."""
    phrases = draw(songs, 16, count, seed)
    if not len(phrases):
        why = "No song of the folder is 16 bars long in one metre."
        nothing = unmeasured("active units", ["song"], why) + unmeasured("KL", ["song"], why)
        for part, goal in _SONG_GOALS.items():
            nothing += unmeasured("song reconstruction", [_NAMED[part]], why, goal)
        return nothing
    pieces, means, nats = [], [], []
    batch = 16
    for start in range(0, len(phrases), batch):
        here = phrases.take(np.arange(start, min(len(phrases), start + batch)))
        with torch.inference_mode():
            back, mean, kl = _phrase_back(network, here)
        pieces.append(back)
        means.append(mean)
        nats.append(kl)
        advance((start + batch) / len(phrases))
    back, n = stacked(pieces), len(phrases)
    figures = [
        Measured(
            "song reconstruction", _NAMED[part], step_accuracy(part, phrases.bars, back), None,
            goal, _SONG_PUBLISHED[part], int(phrases.present[:, part].sum()),
        )
        for part, goal in _SONG_GOALS.items()
    ]  # fmt: skip
    mean = np.concatenate(means)
    units = float((mean.var(0) > ACTIVE_VARIANCE).sum()) if n > 1 else None
    figures.append(
        Measured("active units", "song", units, published=f"of {mean.shape[1]}", count=n)
    )
    figures.append(Measured("KL", "song", float(np.concatenate(nats).mean()), count=n))
    return figures


def _phrase_back(
    network: Network, phrases: Phrases
) -> tuple[BarBatch, npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    mode, style = (np.repeat(x, phrases.length) for x in (phrases.mode, phrases.style))
    conditions = network.conditions(phrases.bars, mode, style)
    codes = network.bar_posterior(phrases.bars, conditions).mean
    song = network.song_posterior(phrases, codes, conditions)
    prior = network.song_prior(phrases, conditions)
    kl = gaussian_kl(song.mean, song.log_var, prior.mean, prior.log_var).sum(-1)
    back = network.phrases_back(phrases, song.mean, conditions)
    return back, song.mean.cpu().numpy(), kl.cpu().numpy()
