"""Second stage: song encoder and conductor, trained on the bar codes' cached posteriors.

No bar decoder runs here, which makes the stage cheap. Free bits and history dropout keep the song latent
alive (without them it collapses, see docs/training.md).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from lightning.fabric import Fabric
from torch import Tensor, nn

from vaecomposer.training.bar_stage import Report, new_network
from vaecomposer.training.losses import gaussian_kl, sample
from vaecomposer.training.songs import SongBars
from vaecomposer.training.state import load_state, save_state
from vaecomposer.training.windows import Windows, WindowSource
from vaecomposer.vae.bars import (
    CODE,
    HarmonyVae,
    chord_features,
    condition_features,
)
from vaecomposer.vae.conductor import Conductor, SongEncoder, past_of
from vaecomposer.vae.features import bar_tensors, expression_features, quality_chroma, step_features
from vaecomposer.vae.tokens import Part, activity


@dataclass(frozen=True, slots=True)
class SongRecipe:
    """How the song stage is trained; see `BarRecipe` for the common words.

    Attributes:
        free_nats: KL of the song latent that costs nothing.
        history_dropout: share of phrases whose bars are predicted from the song latent alone.
        harmony_dropout: share of phrases whose note parts are predicted without their chords.
        part_dropout: share of parts hidden from the song encoder.
    """

    minutes: float
    steps: int = 1_000_000
    batch: int = 64
    rate: float = 1e-3
    free_nats: float = 48.0
    history_dropout: float = 0.5
    harmony_dropout: float = 0.15
    part_dropout: float = 0.1
    condition_dropout: float = 0.2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Posteriors:
    """Cached posteriors of every bar's codes: mean and log variance (n, 5, CODE), half precision."""

    mean: Tensor
    log_var: Tensor


def cache_posteriors(songs: SongBars, folder: Path, report: Report) -> Posteriors:
    """Runs every trained bar encoder over all bars."""
    n, chunk = len(songs.bars), 4096
    mean = torch.zeros(n, len(Part), CODE, dtype=torch.float16)
    log_var = torch.zeros_like(mean)
    networks = []
    for part in Part:
        network = new_network(part).eval()
        load_state(folder, part.name.lower(), network)
        networks.append(network)
    chroma = quality_chroma()
    for start in range(0, n, chunk):
        rows = np.arange(start, min(n, start + chunk))
        bars = bar_tensors(songs.bars.take(rows))
        conditions = condition_features(
            torch.from_numpy(songs.mode[rows]), torch.from_numpy(songs.style[rows]), bars.metre
        )
        chords = chord_features(bars.chords, chroma)
        for part, network in zip(Part, networks, strict=True):
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                if isinstance(network, HarmonyVae):
                    m, v = network.encode(chords, conditions)
                else:
                    steps, touch = step_features(bars, part), expression_features(bars, part)
                    m, v = network.encode(steps, touch, chords, conditions)
            mean[rows, part], log_var[rows, part] = m.half(), v.half()
    report(f"posteriors of {n} bars cached")
    return Posteriors(mean, log_var)


@dataclass(frozen=True, slots=True)
class Phrases:
    """A batch of phrases: see `SongEncoder` and `Conductor` for the shapes."""

    mean: Tensor
    log_var: Tensor
    present: Tensor
    active: Tensor
    inside: Tensor
    conditions: Tensor
    prior_conditions: Tensor


def gather_phrases(
    songs: SongBars,
    posteriors: Posteriors,
    windows: Windows,
    hidden: np.ndarray[tuple[int], np.dtype[np.bool_]] | None,
) -> Phrases:
    """Bar codes and conditions of some windows; `hidden` (n,) marks phrases whose style is withheld."""
    rows = np.maximum(windows.bars, 0)
    inside = windows.bars >= 0
    drum_rows = np.maximum(windows.drums, 0)
    mean, log_var = posteriors.mean[rows].float(), posteriors.log_var[rows].float()
    mean[:, :, Part.DRUMS] = posteriors.mean[drum_rows, Part.DRUMS].float()
    log_var[:, :, Part.DRUMS] = posteriors.log_var[drum_rows, Part.DRUMS].float()
    present = songs.bars.present[rows] & inside[..., None]
    present[..., Part.DRUMS] = windows.drums >= 0
    active = activity(songs.bars.take(rows.ravel())).reshape(present.shape)
    struck = activity(songs.bars.take(drum_rows.ravel())).reshape(present.shape)
    active[..., Part.DRUMS] = struck[..., Part.DRUMS]
    style = songs.style[rows].copy()
    if hidden is not None:
        style[hidden] = 0
    conditions = condition_features(
        torch.from_numpy(songs.mode[rows]),
        torch.from_numpy(style),
        torch.from_numpy(songs.bars.metre[rows]),
    )
    return Phrases(
        mean,
        log_var,
        torch.from_numpy(present),
        torch.from_numpy(active & present),
        torch.from_numpy(inside),
        conditions,
        conditions[:, 0],
    )


class SongNetwork(nn.Module):
    """Both networks of the stage together, so that they train and are saved as one."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = SongEncoder()
        self.conductor = Conductor()

    def forward(
        self, p: Phrases, recipe: SongRecipe, *, noise: bool, history: bool | None = None
    ) -> dict[str, Tensor]:
        """Losses of a batch: nats of the bar codes per bar, KL of the song latent, and their parts."""
        present = p.present
        if noise:
            dropped = torch.rand(len(present), 1, present.shape[2], device=present.device)
            shown = present & (dropped >= recipe.part_dropout)
        else:
            shown = present
        song_mean, song_log_var = self.encoder(p.mean, shown, p.inside, p.conditions)
        song = sample(song_mean, song_log_var) if noise else song_mean
        codes = sample(p.mean, p.log_var) if noise else p.mean
        codes = codes * present.unsqueeze(-1)
        n, length = codes.shape[:2]
        if history is None:
            whole = torch.rand(n, 1, device=codes.device) >= recipe.history_dropout
            usable = (whole & (torch.rand(n, length, device=codes.device) >= 0.1)).float()
            chords = (torch.rand(n, 1, device=codes.device) >= recipe.harmony_dropout).float()
        else:
            usable = torch.full((n, length), float(history), device=codes.device)
            chords = torch.ones(n, 1, device=codes.device)
        past = past_of(codes, p.inside, usable)
        heard = self.conductor.listen(song, p.conditions, p.active, past)
        given = present[..., Part.HARMONY] * chords
        guess, spread = self.conductor.predict(heard, past, codes[:, :, Part.HARMONY], given)
        wrong = gaussian_kl(p.mean, p.log_var, guess, spread).sum(-1) * present  # (n, bars, 5)
        prior_mean, prior_log_var = self.conductor.prior(p.prior_conditions)
        kl = gaussian_kl(song_mean, song_log_var, prior_mean, prior_log_var).sum(-1)
        bars = p.inside.sum()
        return {
            "bar_nats": wrong.sum() / bars,
            "parts": wrong.sum((0, 1)) / present.sum((0, 1)).clamp(min=1),
            "kl": kl.mean(),
            "mean_bars": bars / len(codes),
        }


def train_song(
    songs: SongBars,
    posteriors: Posteriors,
    recipe: SongRecipe,
    folder: Path,
    fabric: Fabric,
    report: Report,
) -> SongNetwork:
    """Trains the song stage, resuming what `folder` holds, until its minutes or steps are over."""
    torch.manual_seed(recipe.seed)
    network = SongNetwork()
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=recipe.rate, weight_decay=0.01, betas=(0.9, 0.98)
    )
    facts = load_state(folder, "song", network, optimizer) or {"step": 0, "seconds": 0.0}
    wrapped, wrapped_optimizer = fabric.setup(network, optimizer)
    train, valid = WindowSource(songs, valid=False), WindowSource(songs, valid=True)
    step, before = int(facts["step"]), float(facts["seconds"])
    start, budget = time.monotonic(), recipe.minutes * 60
    while step < recipe.steps and (elapsed := before + time.monotonic() - start) < budget:
        done = max(elapsed / budget, step / recipe.steps)
        for group in wrapped_optimizer.param_groups:
            group["lr"] = recipe.rate * min(1.0, (step + 1) / 300) * max(0.02, 1 - done)
        rng = np.random.default_rng((recipe.seed, step, fabric.global_rank))
        hidden = rng.random(recipe.batch) < recipe.condition_dropout
        batch = gather_phrases(songs, posteriors, train.draw(recipe.batch, rng), hidden)
        with fabric.autocast():
            loss = network(batch, recipe, noise=True)
        beyond = (loss["kl"] - recipe.free_nats).clamp(min=0)
        fabric.backward(loss["bar_nats"] + beyond / loss["mean_bars"])
        fabric.clip_gradients(wrapped, wrapped_optimizer, max_norm=1.0)
        wrapped_optimizer.step()
        wrapped_optimizer.zero_grad()
        step += 1
        if step % 250 == 0:
            report(
                f"song step {step} {elapsed / 60:.1f} min bar {loss['bar_nats']:.2f} kl {loss['kl']:.1f}"
            )
        if step % 1000 == 0:
            _keep(
                folder, network, optimizer, recipe, songs, posteriors, valid, step, elapsed, report
            )
    elapsed = before + time.monotonic() - start
    _keep(folder, network, optimizer, recipe, songs, posteriors, valid, step, elapsed, report)
    return network


def _keep(
    folder: Path, network: SongNetwork, optimizer: torch.optim.Optimizer, recipe: SongRecipe,
    songs: SongBars, posteriors: Posteriors, valid: WindowSource, step: int, seconds: float, report: Report,
) -> None:  # fmt: skip
    """Validates with and without history on held-out songs, and saves the state."""
    network.eval()
    windows = valid.draw(512, np.random.default_rng(0), pair=False)
    batch = gather_phrases(songs, posteriors, windows, None)
    figures: dict[str, object] = {}
    with torch.no_grad():
        for name, history in (("with history", True), ("from the song latent alone", False)):
            loss = network(batch, recipe, noise=False, history=history)
            figures[name] = [round(x, 2) for x in loss["parts"].tolist()]
            figures["kl"] = round(float(loss["kl"]), 2)
    network.train()
    report(f"song VALID step {step} {figures}")
    save_state(
        folder, "song", network, optimizer, {"step": step, "seconds": seconds, "valid": figures}
    )
