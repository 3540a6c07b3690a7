"""First stage: the bar VAE of each part, trained by itself on every bar that has the part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from lightning.fabric import Fabric
from torch import Tensor

from vaecomposer.errors import DataError
from vaecomposer.music.grid import DRUM_CLASSES, FIRST_ONSET, LINE_TOKENS, TEXTURE_ONSET
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS, MAX_STEPS
from vaecomposer.training.losses import (
    EXPRESSION_WEIGHT,
    expression_loss,
    harmony_loss,
    notes_loss,
    standard_kl,
)
from vaecomposer.training.progress import Report
from vaecomposer.training.songs import SongBars
from vaecomposer.training.trainer import Drawn, Figures, Outputs, Schedule, train
from vaecomposer.vae.bars import (
    CODE,
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

__all__ = ["BarRecipe", "BarTask", "Report", "new_network", "part_rows", "train_part"]


@dataclass(frozen=True, slots=True)
class BarRecipe:
    """How a bar VAE is trained.

    Attributes:
        minutes: wall-clock time, None for no limit; training also ends after `steps`.
        batch: bars a step, all processes together. rate: AdamW's peak learning rate.
        beta: weight of the KL term at the end of its warm-up. free_nats: taken off the total KL.
        word_dropout, chord_dropout, condition_dropout: shares of inputs hidden.
        transposition: bars of lines are moved by up to this many semitones, half of the time.
        silence: share of silent bars kept.
        mixing: share of drum bars whose instruments are taken from two bars at random. The played drums are
            few, and a kit's voices can be told apart: without it the drums were learned by heart.
        rotation: share of drum bars that begin on another beat of theirs.
        splicing, borrowing: shares of line bars that end as another bar does, and that are the other part's
            line in other octaves.
        validate_every, save_every: in steps.
        patience: training ends after so many validations that were no better; None for never.
    """

    minutes: float | None = None
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
    splicing: float = 0.0
    borrowing: float = 0.0
    seed: int = 1
    validate_every: int = 1000
    save_every: int = 500
    patience: int | None = 10


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
class BarRows:
    """Some bars as a bar VAE takes them, with what is hidden already hidden.

    Attributes:
        chords: (n, 4, CHORD_FEATURES). beat: (n, 16). conditions: (n, C). expressive: (n,).
        noise: (n, CODE) standard normal, None for posterior means.
        heard: (n, 16, 1) 0/1, steps the decoder is told of afterwards; None for all.
    """

    bars: BarTensors
    chords: Tensor
    beat: Tensor
    conditions: Tensor
    expressive: Tensor
    noise: Tensor | None = None
    heard: Tensor | None = None


class BarTask:
    """One part's bar VAE as a stage of the trainer."""

    def __init__(
        self,
        songs: SongBars,
        part: Part,
        recipe: BarRecipe,
        network: HarmonyVae | PartVae | None = None,
    ) -> None:
        """A new bar VAE, or a trained one that goes on learning.

        Raises:
            DataError: no training song has the part.
        """
        rows = part_rows(songs, part, recipe.silence, recipe.seed)
        self.train = rows[~songs.valid[rows]]
        self.valid = rows[songs.valid[rows]][:4096]
        self.name, self.watch = part.name.lower(), "nats"
        if not len(self.train):
            raise DataError(f"No bar of the training songs has {self.name} to learn from.")
        self.songs, self.part, self.recipe = songs, part, recipe
        self.schedule = Schedule(
            recipe.steps, recipe.batch, recipe.rate, recipe.minutes, recipe.seed,
            validate_every=recipe.validate_every, save_every=recipe.save_every, patience=recipe.patience,
            validates_first=network is not None,
        )  # fmt: skip
        torch.manual_seed(recipe.seed)
        self.network = new_network(part) if network is None else network
        self.chroma = quality_chroma()
        # Rare styles would drown in folk tunes and songs: draw sources by the root of their size.
        sizes = np.bincount(songs.source[self.train], minlength=len(songs.sources))
        weight = 1.0 / np.sqrt(np.maximum(sizes, 1))[songs.source[self.train]]
        self.cumulative = np.cumsum(weight / weight.sum())

    def draw(self, rng: np.random.Generator) -> Drawn:
        """Which bars, how they are varied, what is hidden, and the noise; see `_drawn_drums` too."""
        n, recipe = self.recipe.batch, self.recipe
        picks = np.searchsorted(self.cumulative, rng.random(n))
        index = self.train[np.minimum(picks, len(self.train) - 1)]
        most = recipe.transposition
        drawn = {
            "index": index,
            "semitones": rng.integers(-most, most + 1, n) * (rng.random(n) < 0.5),
            "no_style": rng.random(n) < recipe.condition_dropout,
            "no_chords": rng.random(n) < recipe.chord_dropout,
            "heard": rng.random((n, MAX_STEPS, 1)) >= recipe.word_dropout,
            "noise": rng.standard_normal((n, CODE), np.float32),
        }
        if self.part is Part.DRUMS:
            return drawn | _drawn_drums(index, recipe, rng)
        if self.part in (Part.MELODY, Part.BASS) and (recipe.splicing or recipe.borrowing):
            return drawn | _drawn_lines(index, recipe, rng)
        return drawn

    def batch(self, drawn: Drawn, device: torch.device) -> BarRows:
        """The drawn bars; ``index`` alone gives them as they are, for validation."""
        songs, index = self.songs, drawn["index"]
        on_device = {k: torch.from_numpy(v).to(device) for k, v in drawn.items()}
        bars = bar_tensors(songs.bars.take(index), device)
        mode = torch.from_numpy(songs.mode[index]).to(device).long()
        style = torch.from_numpy(songs.style[index]).to(device).long()
        # Ladder slots name degrees, not pitches, and drums have none: only lines and chords move.
        if "turn" in drawn:
            others = bar_tensors(songs.bars.take(drawn["other"]), device)
            bars = mixed_drums(bars, others, on_device["swap"], on_device["turn"])
        if "beat" in drawn:
            others = bar_tensors(songs.bars.take(drawn["other"]), device)
            bars = spliced_lines(bars, others, self.part, on_device)
        if "semitones" in drawn and self.part not in (Part.TEXTURE, Part.DRUMS):
            semitones = on_device["semitones"]
            bars = replace(
                bars,
                chords=transpose_chords(bars.chords, semitones),
                lines=transpose_lines(bars.lines, semitones),
            )
        if "no_style" in drawn:
            style = torch.where(on_device["no_style"], 0, style)
        chords = chord_features(bars.chords, self.chroma.to(device))
        if "no_chords" in drawn and self.part is not Part.HARMONY:
            chords = torch.where(on_device["no_chords"][:, None, None], 0.0, chords)
        return BarRows(
            bars,
            chords,
            steps_to_beats(bars.metre),
            condition_features(mode, style, bars.metre),
            torch.from_numpy(songs.expressive[index, max(0, self.part - Part.MELODY)]).to(device),
            on_device.get("noise"),
            on_device.get("heard"),
        )

    def outputs(self, batch: BarRows) -> Outputs:
        """Means over the bars: nats, KL, and the share that is right."""
        nats, kl, right = _losses(self.network, batch, self.part)
        return {"nats": nats.mean(), "kl": kl.mean(), "right": right}

    def loss(self, own: Outputs, everywhere: Outputs, step: int) -> Tensor:
        """Nats, and the KL beyond what is free at the weight of this step."""
        recipe = self.recipe
        beta = recipe.beta * min(1.0, step / recipe.warm_up)
        beyond = (own["kl"] - recipe.free_nats) * (everywhere["kl"] > recipe.free_nats)
        return own["nats"] + beta * beyond

    def figures(self, everywhere: Outputs) -> dict[str, float]:
        """Means over the batch."""
        return {k: float(v) for k, v in everywhere.items()}

    def validate(self, device: torch.device) -> Figures:
        """The same means over held-out bars, at posterior means and with nothing hidden."""
        if not len(self.valid):
            return {}
        found = self.outputs(self.batch({"index": self.valid}, device))
        return {k: float(v) for k, v in found.items()}


_KIT = ((0,), (1,), (2, 3), (4, 5, 6), (7,), (8,))
"""Drum classes that stay together when two bars are mixed."""


def _drawn_drums(
    index: npt.NDArray[np.int64], recipe: BarRecipe, rng: np.random.Generator
) -> Drawn:
    """For each drum bar: another to mix it with, which classes come from that, and steps to turn it by."""
    n = len(index)
    swap = np.zeros((n, DRUM_CLASSES), np.bool_)
    for classes in _KIT:
        swap[:, classes] = (rng.random(n) < 0.5)[:, None]
    swap &= (rng.random(n) < recipe.mixing)[:, None]
    return {
        "other": index[rng.permutation(n)],
        "swap": swap,
        "turn": rng.integers(1, 4, n) * 4 * (rng.random(n) < recipe.rotation),
    }


def mixed_drums(bars: BarTensors, others: BarTensors, swap: Tensor, turn: Tensor) -> BarTensors:
    """Drum bars with some kit pieces exchanged between bars of one metre, and some begun on another beat.

    Args:
        others: a bar for each of `bars`. swap: (n, 9) true for classes taken from it where the metres agree.
        turn: (n,) steps by which the bar begins earlier.
    """
    steps, device = bars.hits.shape[1], bars.hits.device
    swapped = swap & (bars.metre == others.metre)[:, None]
    length = torch.tensor([m.steps for m in COMPOSED_METRES], device=device)[bars.metre]
    place = torch.arange(steps, device=device)
    inside = place < length[:, None]
    from_step = torch.where(inside, (place - turn[:, None]) % length[:, None], place)

    def varied(x: Tensor, other: Tensor) -> Tensor:
        mixed = torch.where(swapped[:, None], other, x)
        return torch.gather(mixed, 1, from_step.unsqueeze(-1).expand_as(mixed))

    return replace(
        bars,
        hits=varied(bars.hits, others.hits),
        velocity=(*bars.velocity[:3], varied(bars.velocity[3], others.velocity[3])),
        micro=(*bars.micro[:3], varied(bars.micro[3], others.micro[3])),
    )


def _drawn_lines(
    index: npt.NDArray[np.int64], recipe: BarRecipe, rng: np.random.Generator
) -> Drawn:
    """For each bar: another whose line it ends with and from which beat on, whether and in which octave it
    borrows the other part's line, and by how much each note jumps.
    """
    n = len(index)
    jumps = (rng.random((n, MAX_STEPS)) < 0.08) & (rng.random((n, 1)) < 0.5)
    return {
        "other": index[rng.permutation(n)],
        "beat": rng.integers(1, MAX_BEATS, n),
        "splices": rng.random(n) < recipe.splicing,
        "lends": rng.random(n) < recipe.borrowing,
        "octave": rng.integers(1, 4, n) * 12,
        "jump": rng.integers(-7, 8, (n, MAX_STEPS)) * jumps,
    }


def spliced_lines(
    bars: BarTensors, others: BarTensors, part: Part, drawn: dict[str, Tensor]
) -> BarTensors:
    """Line bars of which some end as other bars do, with their chords, some are the other part's line in other
    octaves, and some have single notes moved: basses are few, and were learned by heart.

    Args:
        bars, others: one for each. part: melody or bass. drawn: see `_drawn_lines`.
    """
    k = part - Part.MELODY
    down = -1 if part is Part.BASS else 1
    lends = drawn["lends"] & bars.present[:, Part.MELODY + 1 - k]
    lent = in_range(bars.lines[:, 1 - k], down * drawn["octave"][:, None])
    line = torch.where(lends[:, None], lent, bars.lines[:, k])
    line = in_range(line, drawn["jump"])
    steps_per_beat = torch.tensor([m.steps_per_beat for m in COMPOSED_METRES], device=line.device)
    joins = drawn["splices"] & (bars.metre == others.metre)
    place = torch.arange(MAX_STEPS, device=line.device)
    late = joins[:, None] & (place >= (drawn["beat"] * steps_per_beat[bars.metre])[:, None])
    late_beats = joins[:, None] & (place[:MAX_BEATS] >= drawn["beat"][:, None])

    def spliced(own: Tensor, other: Tensor, lent: Tensor) -> Tensor:
        chosen = torch.where(lends[:, None, None], lent, own)
        return torch.where(late[..., None], other, chosen)

    lines = bars.lines.clone()
    lines[:, k] = torch.where(late, others.lines[:, k], line)
    velocity, micro = list(bars.velocity), list(bars.micro)
    velocity[k] = spliced(bars.velocity[k], others.velocity[k], bars.velocity[1 - k])
    micro[k] = spliced(bars.micro[k], others.micro[k], bars.micro[1 - k])
    chords = torch.where(late_beats[..., None], others.chords, bars.chords)
    return replace(bars, lines=lines, chords=chords, velocity=tuple(velocity), micro=tuple(micro))


def in_range(line: Tensor, shift: Tensor) -> Tensor:
    """Line tokens whose onsets are moved by `shift` semitones, back by octaves into the range."""
    span = LINE_TOKENS - FIRST_ONSET
    moved = line + shift
    below = (FIRST_ONSET - moved).clamp(min=0)
    moved = moved + 12 * (below + 11).div(12, rounding_mode="floor")
    above = (moved - FIRST_ONSET - span + 1).clamp(min=0)
    moved = moved - 12 * (above + 11).div(12, rounding_mode="floor")
    return torch.where(line >= FIRST_ONSET, moved, line)


def _before(steps: Tensor, heard: Tensor | None) -> Tensor:
    """Each step's predecessor, some of them hidden (word dropout, Bowman et al. 2016)."""
    before = torch.roll(steps, 1, 1)
    before[:, 0] = 0
    return before if heard is None else before * heard


def _losses(
    network: HarmonyVae | PartVae, rows: BarRows, part: Part
) -> tuple[Tensor, Tensor, Tensor]:
    """Reconstruction nats per bar (n,), KL per bar (n,), accuracy (scalar)."""

    def code_of(mean: Tensor, log_var: Tensor) -> Tensor:
        """A reparameterised draw (Kingma and Welling 2014), or the mean."""
        return mean if rows.noise is None else mean + rows.noise * (0.5 * log_var).exp()

    if isinstance(network, HarmonyVae):
        mean, log_var = network.encode(rows.chords, rows.conditions)
        logits = network.decode(code_of(mean, log_var), rows.conditions).float()
        nats, right = harmony_loss(logits, rows.bars.chords, rows.bars.metre)
        return nats, standard_kl(mean.float(), log_var.float()), right
    steps = step_features(rows.bars, part)
    touch = expression_features(rows.bars, part)
    mean, log_var = network.encode(steps, touch, rows.chords, rows.conditions)
    out = network.decode_known(
        code_of(mean, log_var), _before(steps, rows.heard), rows.chords, rows.beat, rows.conditions
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
    """Trains one part's bar VAE, resuming what `folder` holds; see `trainer.train` for what it raises."""
    train(BarTask(songs, part, recipe), folder, fabric, report)
