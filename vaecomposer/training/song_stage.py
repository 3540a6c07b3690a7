"""Second stage: song encoder and conductor, trained on the bar codes' cached posteriors.

No bar decoder runs here, which makes the stage cheap. Free bits and history dropout keep the song latent
alive (without them it collapses, see docs/training.md).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from lightning.fabric import Fabric
from torch import Tensor, nn

from vaecomposer.errors import DataError
from vaecomposer.training.attribute_statistics import SongAttributes
from vaecomposer.training.bar_stage import Report
from vaecomposer.training.losses import gaussian_kl
from vaecomposer.training.phrases import Phrases, Posteriors, gather_phrases
from vaecomposer.training.songs import SongBars
from vaecomposer.training.trainer import Drawn, Figures, Outputs, Schedule, train
from vaecomposer.training.windows import Windows, WindowSource
from vaecomposer.vae.bars import (
    CODE,
)
from vaecomposer.vae.conductor import SONG, Conductor, SongEncoder
from vaecomposer.vae.surroundings import surroundings
from vaecomposer.vae.tokens import Part


@dataclass(frozen=True, slots=True)
class SongRecipe:
    """How the song stage is trained; see `BarRecipe` for the common words.

    Attributes:
        free_nats: KL of the song latent that costs nothing.
        history_dropout: share of phrases whose bars are predicted from the song latent alone.
        part_dropout: share of parts hidden from the song encoder.
        condition_dropout, mood_dropout, form_dropout: shares of phrases not told their style, mood, form.
        given_share: share of phrases of which some parts or bars are given. flow_picks: codes of a phrase from
            which the flow learns in a step. flow_weight: of its loss.
    """

    minutes: float | None = None
    steps: int = 1_000_000
    batch: int = 64
    rate: float = 1e-3
    free_nats: float = 48.0
    history_dropout: float = 0.45
    part_dropout: float = 0.1
    condition_dropout: float = 0.2
    mood_dropout: float = 0.5
    form_dropout: float = 0.3
    given_share: float = 0.3
    flow_picks: int = 16
    flow_weight: float = 10.0
    seed: int = 1
    validate_every: int = 1000
    save_every: int = 500
    patience: int | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a batch hides from the networks, and all the noise of one step.

    Drawn for the whole batch from its seed, so that the result does not depend on who computes which part.

    Attributes:
        shown: (n, 1, 5) parts the song encoder sees. usable: (n, bars), given: (n, bars, 5), see
            `surroundings`. told: (n, bars, 5), parts of a bar that the rest is predicted from.
        song_noise: (n, SONG). code_noise: (n, bars, 5, CODE).
        picks: (m,) flat places (n * bars * 5) the flow learns from. flow_noise: (m, CODE). time: (m,).
    """

    shown: Tensor
    usable: Tensor
    given: Tensor
    told: Tensor
    song_noise: Tensor
    code_noise: Tensor
    picks: Tensor
    flow_noise: Tensor
    time: Tensor


def hide(p: Phrases, drawn: Drawn, recipe: SongRecipe) -> Hidden:
    """What a training step hides, from the uniform draws of `SongTask.draw`."""
    bars, parts = p.present.shape[1:]
    u = {name: torch.from_numpy(drawn[name]) for name in _UNIFORM}
    shown = p.present & (u["part"] >= recipe.part_dropout)
    usable = (u["history"] >= recipe.history_dropout) & (u["bar"] >= 0.1)
    # Some parts given throughout (accompany), or everything outside a gap of some bars (fill).
    start = (u["gap"][:, :1] * bars).long()
    length = 1 + (u["gap"][:, 1:] * 8).long()
    place = torch.arange(bars)
    gap = (place >= start) & (place < start + length)
    filling = u["filling"] < 0.4
    some = (u["give"][:, :1] < 0.5) | filling.unsqueeze(-1) & (u["give"][:, 1:] < 0.7)
    given = some & ~(gap & filling).unsqueeze(-1) & (u["giving"] < recipe.given_share).unsqueeze(-1)
    # Of a bar's own parts none, the harmony alone, or any may be known: all three are asked for later.
    way = u["way"].unsqueeze(-1)
    some = u["tell"] < u["telling"].unsqueeze(-1)
    harmony = torch.zeros(parts, dtype=torch.bool)
    harmony[Part.HARMONY] = True
    told = torch.where(way < 0.2, torch.zeros_like(some), torch.where(way < 0.5, harmony, some))
    given = given & p.present
    told = (told | given) & p.present
    return Hidden(
        shown,
        usable.float(),
        given.float(),
        told.float(),
        torch.from_numpy(drawn["song_noise"]),
        torch.from_numpy(drawn["code_noise"]),
        _picked(p.present & ~told, u["pick"]),
        torch.from_numpy(drawn["flow_noise"]).flatten(0, 1),
        u["time"].flatten(),
    )


_UNIFORM = (
    "part", "history", "bar", "gap", "filling", "give", "giving", "way", "tell", "telling", "pick", "time",
)  # fmt: skip
"""What `hide` decides by, each uniform in 0..1."""


def _picked(learnt: Tensor, pick: Tensor) -> Tensor:
    """Flat places (n * picks,) among those each phrase learns from; its first place where there is none.

    Args:
        learnt: (n, bars, 5). pick: (n, picks), 0..1.
    """
    flat = learnt.flatten(1)
    order = torch.argsort((~flat).int(), dim=1, stable=True)  # learnt places first
    among = (pick * flat.sum(1, keepdim=True)).long()
    place = torch.gather(order, 1, among)
    return (place + torch.arange(len(flat))[:, None] * flat.shape[1]).flatten()


def show(p: Phrases, *, history: bool) -> Hidden:
    """Hides nothing but, without `history`, the bars before; no noise. For validation."""
    n, bars, parts = p.present.shape
    told = torch.zeros(n, bars, parts)
    told[..., Part.HARMONY] = p.present[..., Part.HARMONY].float()
    none = torch.zeros(0, dtype=torch.long)
    return Hidden(
        p.present, torch.full((n, bars), float(history)), torch.zeros(n, bars, parts), told,
        torch.zeros(n, SONG), torch.zeros(n, bars, parts, CODE),
        none, torch.zeros(0, CODE), torch.zeros(0),
    )  # fmt: skip


class SongNetwork(nn.Module):
    """Both networks of the stage together, so that they train and are saved as one."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = SongEncoder()
        self.conductor = Conductor()

    def forward(self, p: Phrases, hidden: Hidden) -> dict[str, Tensor]:
        """Sums over a batch.

        Returns:
            ``wrong``: nats of the codes by part (5,). ``scored``: how many codes of each part (5,).
            ``bars``: bars. ``kl``: of the song latent, mean. ``flow``: error of the flow, mean.
        """
        song_mean, song_log_var = self.encoder(p.mean, hidden.shown, p.inside, p.conditions)
        song = song_mean + hidden.song_noise * (0.5 * song_log_var).exp()
        codes = p.mean + hidden.code_noise * (0.5 * p.log_var).exp()
        codes = codes * p.present.unsqueeze(-1)
        around = surroundings(codes, p.present, hidden.usable, hidden.given, p.recalled)
        heard = self.conductor.listen(song, p.song_conditions, p.form, p.active, around)
        guess, spread, thought = self.conductor.predict(heard, around, codes, hidden.told)
        if not self.training:  # harmony is told to the others, and scored as if it were not
            first = self.conductor.predict(heard, around, codes, torch.zeros_like(hidden.told))
            guess = torch.cat([first[0][:, :, :1], guess[:, :, 1:]], 2)
            spread = torch.cat([first[1][:, :, :1], spread[:, :, 1:]], 2)
        scored = p.present & (hidden.told == 0) if self.training else p.present
        guess, spread = guess.float(), spread.float()
        wrong = gaussian_kl(p.mean, p.log_var, guess, spread).sum(-1) * scored  # (n, bars, 5)
        prior_mean, prior_log_var = self.conductor.prior(p.prior_conditions)
        kl = gaussian_kl(
            song_mean.float(), song_log_var.float(), prior_mean.float(), prior_log_var.float()
        ).sum(-1)
        return {
            "wrong": wrong.sum((0, 1)),
            "scored": scored.sum((0, 1)).float(),
            "bars": p.inside.sum().float(),
            "phrases": p.inside.any(1).sum().float(),
            "kl": kl.mean(),
            "flow": self._flow(codes, guess, spread, thought, hidden),
        }

    def _flow(
        self, codes: Tensor, guess: Tensor, spread: Tensor, thought: Tensor, hidden: Hidden
    ) -> Tensor:
        """The flow's error on some of the batch's codes. It learns from the conductor without moving it."""
        picks = hidden.picks
        if not len(picks):
            return codes.new_zeros(())
        residual = (codes - guess.detach()) * (-0.5 * spread.detach()).exp()
        parts = codes.shape[2]
        wrong = self.conductor.flow.loss(
            residual.flatten(0, 2)[picks],
            hidden.flow_noise,
            hidden.time,
            thought.detach().flatten(0, 1)[picks // parts],
            picks % parts,
        )
        return wrong.mean()


class SongTask:
    """The song stage as a stage of the trainer."""

    judged_phrases = 512
    """Of held-out songs, in each validation."""

    def __init__(
        self,
        songs: SongBars,
        posteriors: Posteriors,
        attributes: SongAttributes,
        recipe: SongRecipe,
        network: SongNetwork | None = None,
    ) -> None:
        """New networks, or trained ones that go on learning.

        Raises:
            DataError: no training song has phrases to learn from.
        """
        self.songs, self.posteriors, self.attributes = songs, posteriors, attributes
        self.recipe, self.name, self.watch = recipe, "song", "nats"
        self.train, self.valid = WindowSource(songs, valid=False), WindowSource(songs, valid=True)
        if not len(self.train.first):
            raise DataError("No training song has four bars with a melody to learn phrases from.")
        self.schedule = Schedule(
            recipe.steps, recipe.batch, recipe.rate, recipe.minutes, recipe.seed,
            rate_warm_up=300, validate_every=recipe.validate_every, save_every=recipe.save_every,
            patience=recipe.patience, validates_first=network is not None,
        )  # fmt: skip
        torch.manual_seed(recipe.seed)
        self.network = SongNetwork() if network is None else network

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Which phrases, what is withheld from each, and all noise."""
        n, recipe = self.recipe.batch, self.recipe
        windows = self.train.draw(n, rng)
        bars, parts, picks = windows.bars.shape[1], len(Part), recipe.flow_picks
        shapes = {
            "part": (n, 1, parts), "history": (n, 1), "bar": (n, bars), "gap": (n, 2), "filling": (n, 1),
            "give": (n, 2, parts), "giving": (n, 1), "way": (n, 1), "tell": (n, bars, parts),
            "telling": (n, bars), "pick": (n, picks), "time": (n, picks),
        }  # fmt: skip
        return {
            "bars": windows.bars, "drums": windows.drums, "begins": windows.begins, "ends": windows.ends,
            "no_style": rng.random(n) < recipe.condition_dropout,
            "mood_asked": rng.random((n, 2)) >= recipe.mood_dropout,
            "no_form": rng.random(n) < recipe.form_dropout,
            **{name: rng.random(shape, np.float32) for name, shape in shapes.items()},
            "song_noise": rng.standard_normal((n, SONG), np.float32),
            "code_noise": rng.standard_normal((n, bars, parts, CODE), np.float32),
            "flow_noise": rng.standard_normal((n, picks, CODE), np.float32),
        }  # fmt: skip

    def batch(self, drawn: Drawn, device: torch.device) -> tuple[Phrases, Hidden]:
        """The drawn phrases, and what is hidden of them."""
        windows = Windows(drawn["bars"], drawn["drums"], drawn["begins"], drawn["ends"])
        p = gather_phrases(self.songs, self.posteriors, windows, self.attributes, drawn)
        return on_device(p, device), on_device(hide(p, drawn, self.recipe), device)

    def outputs(self, batch: tuple[Phrases, Hidden]) -> Outputs:
        """See `SongNetwork.forward`."""
        found: Outputs = self.network(*batch)
        return found

    def loss(self, own: Outputs, everywhere: Outputs, step: int) -> Tensor:  # noqa: ARG002
        """Nats of a bar's codes, the song latent's KL beyond what is free, and the flow's error."""
        recipe = self.recipe
        beyond = (own["kl"] - recipe.free_nats) * (everywhere["kl"] > recipe.free_nats)
        per_bar = everywhere["phrases"] / everywhere["bars"]
        nats = own["wrong"].sum() / everywhere["bars"]
        return nats + beyond * per_bar + recipe.flow_weight * own["flow"]

    def figures(self, everywhere: Outputs) -> dict[str, float]:
        """Nats a bar, KL of the song latent, error of the flow."""
        nats = everywhere["wrong"].sum() / everywhere["bars"]
        return {
            "nats": float(nats),
            "kl": float(everywhere["kl"]),
            "flow": float(everywhere["flow"]),
        }

    def validate(self, device: torch.device) -> Figures:
        """Nats of each part's codes with history and from the song latent alone, on held-out songs."""
        if not len(self.valid.first):
            return {}
        windows = self.valid.draw(self.judged_phrases, np.random.default_rng(0), pair=False)
        p = gather_phrases(self.songs, self.posteriors, windows, self.attributes)
        figures: Figures = {}
        for name, history in (("with history", True), ("from the song latent alone", False)):
            hidden = show(p, history=history)
            found = self.network(on_device(p, device), on_device(hidden, device))
            each = found["wrong"] / found["scored"].clamp(min=1)
            figures[name] = [round(x, 2) for x in each.tolist()]
            figures["kl"] = round(float(found["kl"]), 2)
        # Both uses count: composing on, and unfolding a point.
        figures["nats"] = sum(map(sum, (figures["with history"], figures[name]))) / 2
        return figures


Batch = TypeVar("Batch", Phrases, Hidden)


def on_device(batch: Batch, device: torch.device) -> Batch:
    """Moves every tensor of a dataclass."""
    return type(batch)(*(getattr(batch, f.name).to(device) for f in fields(batch)))


def train_song(
    songs: SongBars,
    posteriors: Posteriors,
    attributes: SongAttributes,
    recipe: SongRecipe,
    folder: Path,
    fabric: Fabric,
    report: Report,
) -> None:
    """Trains the song stage, resuming what `folder` holds; see `trainer.train` for what it raises."""
    train(SongTask(songs, posteriors, attributes, recipe), folder, fabric, report)
