"""First stage: the bar VAE of each part, trained by itself on every bar that has the part."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from lightning.fabric import Fabric
from torch import Tensor

from vaecomposer.music.grid import FIRST_ONSET, TEXTURE_ONSET
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.training.losses import (
    EXPRESSION_WEIGHT,
    expression_loss,
    harmony_loss,
    notes_loss,
    sample,
    standard_kl,
)
from vaecomposer.training.songs import SongBars
from vaecomposer.training.state import load_state, save_state
from vaecomposer.vae.bars import (
    HarmonyVae,
    PartVae,
    chord_features,
    condition_features,
    steps_to_beats,
)
from vaecomposer.vae.features import (
    BarTensors,
    bar_tensors,
    expression_features,
    quality_chroma,
    step_features,
    transpose_chords,
    transpose_lines,
)
from vaecomposer.vae.tokens import Part

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BarRecipe:
    """How a bar VAE is trained.

    Attributes:
        minutes: wall-clock time; training also ends after `steps`.
        batch: bars a step. rate: AdamW's peak learning rate.
        beta: weight of the KL term at the end of its warm-up. free_nats: taken off the total KL.
        word_dropout, chord_dropout, condition_dropout: shares of inputs hidden.
        transposition: bars of lines are moved by up to this many semitones, half of the time.
        silence: share of silent bars kept.
        mixing: share of drum bars whose instruments are taken from two bars at random. The played drums are
            few, and a kit's voices can be told apart: without it the drums were learned by heart.
        rotation: share of drum bars that begin on another beat of theirs.
    """

    minutes: float
    steps: int = 1_000_000
    batch: int = 512
    rate: float = 2e-3
    beta: float = 0.15
    warm_up: int = 1500
    free_nats: float = 3.0
    word_dropout: float = 0.25
    chord_dropout: float = 0.15
    condition_dropout: float = 0.2
    transposition: int = 5
    silence: float = 0.03
    mixing: float = 0.5
    rotation: float = 0.2
    seed: int = 1


def part_rows(songs: SongBars, part: Part, silence: float, seed: int) -> npt.NDArray[np.int64]:
    """Indices of bars that have a part, with only a share of those in which it is silent."""
    bars = songs.bars
    has = bars.present[:, part]
    if part is Part.HARMONY:
        return np.flatnonzero(has)
    if part is Part.TEXTURE:
        active = (bars.slots == TEXTURE_ONSET).any((1, 2))
    elif part is Part.DRUMS:
        active = (bars.drum_velocity > 0).any((1, 2))
    else:
        active = (bars.lines[:, part - Part.MELODY] >= FIRST_ONSET).any(1)
    kept = np.random.default_rng(seed).random(len(has)) < silence
    return np.flatnonzero(has & (active | kept))


@dataclass(frozen=True, slots=True)
class _Rows:
    """One batch: tensors of its bars with conditions already dropped out."""

    bars: BarTensors
    chords: Tensor
    beat: Tensor
    conditions: Tensor
    expressive: Tensor


class _Source:
    """Draws batches of one part's bars."""

    def __init__(
        self, songs: SongBars, part: Part, recipe: BarRecipe, device: torch.device
    ) -> None:
        rows = part_rows(songs, part, recipe.silence, recipe.seed)
        self.train = rows[~songs.valid[rows]]
        self.valid = rows[songs.valid[rows]][:4096]
        self.songs, self.part, self.recipe, self.device = songs, part, recipe, device
        self.chroma = quality_chroma().to(device)
        # Rare styles would drown in folk tunes and songs: draw sources by the root of their size.
        sizes = np.bincount(songs.source[self.train], minlength=len(songs.sources))
        weight = 1.0 / np.sqrt(np.maximum(sizes, 1))[songs.source[self.train]]
        self.cumulative = np.cumsum(weight / weight.sum())

    def draw(self, rng: np.random.Generator) -> _Rows:
        picks = np.searchsorted(self.cumulative, rng.random(self.recipe.batch))
        return self.rows(self.train[np.minimum(picks, len(self.train) - 1)], rng)

    def rows(self, index: npt.NDArray[np.int64], rng: np.random.Generator | None) -> _Rows:
        songs, recipe, device = self.songs, self.recipe, self.device
        bars = bar_tensors(songs.bars.take(index), device)
        mode = torch.from_numpy(songs.mode[index]).to(device).long()
        style = torch.from_numpy(songs.style[index]).to(device).long()
        if rng is not None:
            bars = self._varied(bars, rng)
            hidden = torch.from_numpy(rng.random(len(index)) < recipe.condition_dropout).to(device)
            style = torch.where(hidden, 0, style)
        chords = chord_features(bars.chords, self.chroma)
        if rng is not None and self.part is not Part.HARMONY:
            hidden = torch.from_numpy(rng.random(len(index)) < recipe.chord_dropout).to(device)
            chords = torch.where(hidden[:, None, None], 0.0, chords)
        k = max(0, self.part - Part.MELODY)
        return _Rows(
            bars,
            chords,
            steps_to_beats(bars.metre),
            condition_features(mode, style, bars.metre),
            torch.from_numpy(songs.expressive[index, k]).to(device),
        )

    def _varied(self, bars: BarTensors, rng: np.random.Generator) -> BarTensors:
        # Ladder slots name degrees, not pitches, and drums have none: only lines and chords move.
        if self.part is Part.TEXTURE:
            return bars
        if self.part is Part.DRUMS:
            return mixed_drums(bars, self.recipe.mixing, self.recipe.rotation, rng)
        n, most = len(bars.metre), self.recipe.transposition
        shift = rng.integers(-most, most + 1, n) * (rng.random(n) < 0.5)
        semitones = torch.from_numpy(shift).to(self.device)
        return BarTensors(
            bars.present,
            bars.metre,
            transpose_chords(bars.chords, semitones),
            transpose_lines(bars.lines, semitones),
            bars.slots,
            bars.hits,
            bars.velocity,
            bars.micro,
        )


_KIT = ((0,), (1,), (2, 3), (4, 5, 6), (7,), (8,))
"""Drum classes that stay together when two bars are mixed."""


def mixed_drums(
    bars: BarTensors, mixing: float, rotation: float, rng: np.random.Generator
) -> BarTensors:
    """Drum bars with some kit pieces exchanged between bars of one metre, and some begun on another beat."""
    n, steps = bars.hits.shape[:2]
    device = bars.hits.device
    other = torch.from_numpy(rng.permutation(n)).to(device)
    swap = np.zeros((n, bars.hits.shape[2]), np.bool_)
    for classes in _KIT:
        swap[:, classes] = (rng.random(n) < 0.5)[:, None]
    swap &= (rng.random(n) < mixing)[:, None]
    swapped = torch.from_numpy(swap).to(device) & (bars.metre == bars.metre[other])[:, None]
    length = torch.tensor([m.steps for m in COMPOSED_METRES], device=device)[bars.metre]
    turn = torch.from_numpy(rng.integers(1, 4, n) * 4 * (rng.random(n) < rotation)).to(device)
    place = torch.arange(steps, device=device)
    inside = place < length[:, None]
    from_step = torch.where(inside, (place - turn[:, None]) % length[:, None], place)

    def varied(x: Tensor) -> Tensor:
        mixed = torch.where(swapped[:, None], x[other], x)
        return torch.gather(mixed, 1, from_step.unsqueeze(-1).expand_as(mixed))

    return replace(
        bars,
        hits=varied(bars.hits),
        velocity=(*bars.velocity[:3], varied(bars.velocity[3])),
        micro=(*bars.micro[:3], varied(bars.micro[3])),
    )


def _before(steps: Tensor, dropout: float) -> Tensor:
    """Each step's predecessor, some of them hidden (word dropout, Bowman et al. 2016)."""
    before = torch.roll(steps, 1, 1)
    before[:, 0] = 0
    if dropout:
        before = before * (torch.rand(*before.shape[:2], 1, device=before.device) >= dropout)
    return before


def _losses(
    network: HarmonyVae | PartVae, rows: _Rows, part: Part, dropout: float, *, noise: bool
) -> tuple[Tensor, Tensor, Tensor]:
    """Reconstruction nats per bar (n,), KL per bar (n,), accuracy (scalar)."""
    if isinstance(network, HarmonyVae):
        mean, log_var = network.encode(rows.chords, rows.conditions)
        code = sample(mean, log_var) if noise else mean
        nats, right = harmony_loss(
            network.decode(code, rows.conditions).float(), rows.bars.chords, rows.bars.metre
        )
        return nats, standard_kl(mean.float(), log_var.float()), right
    steps = step_features(rows.bars, part)
    touch = expression_features(rows.bars, part)
    mean, log_var = network.encode(steps, touch, rows.chords, rows.conditions)
    code = sample(mean, log_var) if noise else mean
    out = network.decode_known(
        code, _before(steps, dropout), rows.chords, rows.beat, rows.conditions
    ).float()
    nats, right = notes_loss(out, rows.bars, part)
    nats = nats + EXPRESSION_WEIGHT * expression_loss(out, rows.bars, part, rows.expressive)
    return nats, standard_kl(mean.float(), log_var.float()), right


def new_network(part: Part) -> HarmonyVae | PartVae:
    """An untrained bar VAE for a part."""
    return HarmonyVae() if part is Part.HARMONY else PartVae(part)


def train_part(
    songs: SongBars, part: Part, recipe: BarRecipe, folder: Path, fabric: Fabric, report: Report
) -> None:
    """Trains one part's bar VAE, resuming what `folder` holds, until its minutes or steps are over."""
    name = part.name.lower()
    torch.manual_seed(recipe.seed)
    network: HarmonyVae | PartVae = new_network(part)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=recipe.rate, weight_decay=0.01, betas=(0.9, 0.98)
    )
    facts = load_state(folder, name, network, optimizer) or {"step": 0, "seconds": 0.0}
    wrapped, wrapped_optimizer = fabric.setup(network, optimizer)
    source = _Source(songs, part, recipe, fabric.device)
    step, before = int(facts["step"]), float(facts["seconds"])
    start, budget = time.monotonic(), recipe.minutes * 60
    while step < recipe.steps and (elapsed := before + time.monotonic() - start) < budget:
        done = max(elapsed / budget, step / recipe.steps)
        for group in wrapped_optimizer.param_groups:
            group["lr"] = recipe.rate * min(1.0, (step + 1) / 200) * max(0.02, 1 - done)
        rng = np.random.default_rng((recipe.seed, step, fabric.global_rank))
        with fabric.autocast():
            nats, kl, right = _losses(
                network, source.draw(rng), part, recipe.word_dropout, noise=True
            )
        beta = recipe.beta * min(1.0, step / recipe.warm_up)
        loss = nats.mean() + beta * (kl.mean() - recipe.free_nats).clamp(min=0)
        fabric.backward(loss)
        fabric.clip_gradients(wrapped, wrapped_optimizer, max_norm=1.0)
        wrapped_optimizer.step()
        wrapped_optimizer.zero_grad()
        step += 1
        if step % 250 == 0:
            report(
                f"{name} step {step} {elapsed / 60:.1f} min nats {nats.mean():.2f} kl {kl.mean():.1f} right {right:.3f}"
            )
        if step % 1000 == 0:
            _keep(folder, name, network, optimizer, step, elapsed, source, report)
    _keep(folder, name, network, optimizer, step, before + time.monotonic() - start, source, report)


def _keep(
    folder: Path,
    name: str,
    network: HarmonyVae | PartVae,
    optimizer: torch.optim.Optimizer,
    step: int,
    seconds: float,
    source: _Source,
    report: Report,
) -> None:
    """Validates on held-out songs and saves the state."""
    network.eval()
    with torch.no_grad():
        nats, kl, right = _losses(
            network, source.rows(source.valid, None), source.part, 0.0, noise=False
        )
    network.train()
    figures = {"nats": float(nats.mean()), "kl": float(kl.mean()), "right": float(right)}
    report(f"{name} VALID step {step} " + " ".join(f"{k} {v:.3f}" for k, v in figures.items()))
    save_state(
        folder, name, network, optimizer, {"step": step, "seconds": seconds, "valid": figures}
    )
