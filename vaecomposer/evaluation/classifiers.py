"""Small classifiers of mode and style, trained on features of real phrases, to judge composed ones.

One hidden layer each. They read histograms of a phrase, not its notes in order, and never velocities (which
most scores lack). In training, parts are hidden at random, so that a style is known by more than by which
instruments it happens to have.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from vaecomposer.evaluation.overlap import polyphony, root_motion, shares, spans, syncopation
from vaecomposer.evaluation.phrases import (
    BEATS,
    Floats,
    Ints,
    Phrases,
    draw,
    line_notes,
    with_bars,
    without,
)
from vaecomposer.evaluation.report import Measured, at_least, unmeasured
from vaecomposer.music.chord import LADDER_TONES, QUALITIES
from vaecomposer.music.grid import TEXTURE_ONSET
from vaecomposer.music.metre import COMPOSED_METRES, MAX_STEPS
from vaecomposer.music.style import STYLES
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.tokens import MODES, Part

HIDDEN = 96
TASKS = {"mode": len(MODES), "style": 1 + len(STYLES)}
TRAINING_PHRASES = 8000
EPOCHS = 30
HIDING = 0.5
"""Share of the training phrases that lose some of their parts."""

_QUALITY_GROUPS = ("maj", "min", "7", "maj7", "min7", "dim", "aug", "sus", "6", "9")


def _quality_group(name: str) -> int:
    """The family of a chord quality, 0 for none."""
    if name == "N":
        return 0
    order = ("min7", "maj7", "dim", "aug", "sus", "min", "maj", "6", "9", "7")
    for family in order:
        if family in name:
            return 1 + _QUALITY_GROUPS.index(family)
    return 1


_GROUP_OF = np.array([_quality_group(name) for name in QUALITIES])


def phrase_features(phrases: Phrases) -> npt.NDArray[np.float32]:
    """Features (n, F) of phrases; zeros for what a phrase lacks."""
    n = len(phrases)
    columns: list[Floats] = []
    for part in (Part.MELODY, Part.BASS):
        notes = line_notes(phrases, part)
        weight = notes.length.astype(float)
        columns.append(shares(n, 12, notes.phrase, notes.pitch % 12, weight))
        columns.append(shares(n, MAX_STEPS, notes.phrase, notes.step))
        follows = np.diff(notes.phrase) == 0
        leap = np.clip(np.diff(notes.pitch), -12, 12)[follows] + 12
        columns.append(shares(n, 25, notes.phrase[1:][follows], leap))
        columns.append(shares(n, 16, notes.phrase, np.minimum(notes.length, 16) - 1))
        last = np.r_[np.diff(notes.phrase) != 0, True] if len(notes.phrase) else np.zeros(0, bool)
        columns.append(shares(n, 12, notes.phrase[last], notes.pitch[last] % 12))
        count = np.bincount(notes.phrase, minlength=n) / phrases.length
        height = np.bincount(notes.phrase, notes.pitch, n) / np.maximum(count * phrases.length, 1)
        columns += [count[:, None] / 4, height[:, None] / 12 * (count[:, None] > 0)]
    columns += _harmony(phrases) + _texture(phrases) + _drums(phrases)
    melody = line_notes(phrases, Part.MELODY)
    reach = spans(n, melody.phrase, melody.pitch) / 12
    columns += [syncopation(phrases)[:, None], reach[:, None], polyphony(phrases)[:, None]]
    columns.append(np.eye(len(COMPOSED_METRES))[phrases.metre])
    return np.nan_to_num(np.concatenate(columns, 1)).astype(np.float32)


def _harmony(phrases: Phrases) -> list[Floats]:
    """Roots, families, motion and pace of the chords, and those at the ends of 4-bar phrases."""
    n, bars = len(phrases), phrases.bars
    inside = np.arange(4) < BEATS[bars.metre][:, None]
    sounding = (bars.chords[..., 1] > 0) & inside
    row, beat = np.nonzero(sounding)
    owner = row // phrases.length
    root, quality = (bars.chords[row, beat, k].astype(np.int64) for k in (0, 1))
    group = _GROUP_OF[quality]
    minor = (group == 2) | (group == 5)
    final = (beat == BEATS[bars.metre][row] - 1) & (row % phrases.length % 4 == 3)
    changes = (bars.chords[:, 1:] != bars.chords[:, :-1]).any(-1) & inside[:, 1:]
    pace = changes.sum(1).reshape(n, -1).mean(1)
    return [
        shares(n, 24, owner, root + 12 * minor),
        shares(n, 1 + len(_QUALITY_GROUPS), owner, group),
        shares(n, 24, owner[final], (root + 12 * minor)[final]),
        root_motion(phrases),
        pace[:, None],
    ]


def _texture(phrases: Phrases) -> list[Floats]:
    """Where comping strikes, on which degrees and octaves, and how thickly."""
    n = len(phrases)
    row, step, slot = np.nonzero(phrases.bars.slots == TEXTURE_ONSET)
    owner = row // phrases.length
    struck = (phrases.bars.slots == TEXTURE_ONSET).any(-1).sum(1).reshape(n, -1).sum(1)
    count = np.bincount(owner, minlength=n)
    return [
        shares(n, MAX_STEPS, owner, step),
        shares(n, LADDER_TONES, owner, slot % LADDER_TONES),
        shares(n, 4, owner, slot // LADDER_TONES),
        (count / np.maximum(struck, 1))[:, None],
        (struck / phrases.length / 4)[:, None],
    ]


def _drums(phrases: Phrases) -> list[Floats]:
    """Classes, where kick, snare and cymbals strike, and how often."""
    n = len(phrases)
    row, step, drum = np.nonzero(phrases.bars.drum_velocity > 0)
    owner = row // phrases.length
    columns = [shares(n, 9, owner, drum)]
    for members in ((0,), (1,), (2, 3, 8)):
        chosen = np.isin(drum, members)
        columns.append(shares(n, MAX_STEPS, owner[chosen], step[chosen]))
    count = np.bincount(owner, minlength=n) / phrases.length
    return [*columns, count[:, None] / 8]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weights of one classifier: standardisation (F,) twice, (F, H), (H,), (H, classes), (classes,)."""

    centre: npt.NDArray[np.float32]
    scale: npt.NDArray[np.float32]
    enter: npt.NDArray[np.float32]
    enter_bias: npt.NDArray[np.float32]
    leave: npt.NDArray[np.float32]
    leave_bias: npt.NDArray[np.float32]

    def classes(self, told: npt.NDArray[np.float32]) -> Ints:
        """The likeliest class of each row of features."""
        standard = np.clip((told - self.centre) / self.scale, -5, 5)
        hidden = np.maximum(standard @ self.enter + self.enter_bias, 0)
        best: Ints = (hidden @ self.leave + self.leave_bias).argmax(1)
        return best


NAMES = tuple(Classifier.__dataclass_fields__)


def fit(
    told: npt.NDArray[np.float32], labels: Ints, classes: int, seed: int, epochs: int = EPOCHS
) -> Classifier:
    """Trains one classifier on features (n, F) and labels (n,)."""
    centre, scale = told.mean(0), np.maximum(told.std(0), 1e-3)
    standard = torch.from_numpy(np.clip((told - centre) / scale, -5, 5).astype(np.float32))
    target = torch.from_numpy(labels)
    generator = torch.Generator().manual_seed(seed)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        net = nn.Sequential(
            nn.Linear(told.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(0.3), nn.Linear(HIDDEN, classes)
        )
        optimizer = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.02)
        measure = nn.CrossEntropyLoss()
        for _ in range(epochs):
            order = torch.randperm(len(target), generator=generator)
            for rows in torch.split(order, 128):
                loss = measure(net(standard[rows]), target[rows])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
    state = {k: v.detach().numpy() for k, v in net.state_dict().items()}
    return Classifier(
        centre.astype(np.float32), scale.astype(np.float32), state["0.weight"].T.copy(), state["0.bias"],
        state["3.weight"].T.copy(), state["3.bias"],
    )  # fmt: skip


def train_classifiers(
    songs: SongBars, seed: int = 1, epochs: int = EPOCHS
) -> dict[str, npt.NDArray[np.float32]]:
    """Both classifiers' weights, learned from the songs not kept for validation; empty without such songs.

    Keys are ``mode.enter`` and the like. Phrases of 16, 8 and 4 bars are learned from; `judge` reads them.
    """
    trained = ~songs.valid
    if not trained.any():
        return {}
    rng = np.random.default_rng((29, seed))
    told, modes, styles, tonal = [], [], [], []
    for length, count in (
        (16, TRAINING_PHRASES),
        (8, TRAINING_PHRASES // 4),
        (4, TRAINING_PHRASES // 4),
    ):
        phrases = draw(songs, length, count, seed, training=True)
        if not len(phrases):
            continue
        for shown in (phrases, _hidden(phrases, rng)):
            told.append(phrase_features(shown))
            modes.append(shown.mode)
            styles.append(shown.style)
            tonal.append(shown.present[:, (Part.MELODY, Part.BASS)].any(1))
    if not told:
        return {}
    everything, mode, style = np.concatenate(told), np.concatenate(modes), np.concatenate(styles)
    weights: dict[str, npt.NDArray[np.float32]] = {}
    for task, labels, chosen in (
        ("mode", mode, np.concatenate(tonal)),
        ("style", style, style > 0),
    ):
        if chosen.any():
            learned = fit(everything[chosen], labels[chosen], TASKS[task], seed, epochs)
            weights |= {f"{task}.{name}": getattr(learned, name) for name in NAMES}
    return weights


def _hidden(phrases: Phrases, rng: np.random.Generator) -> Phrases:
    """The phrases with parts hidden at random; the last one stays."""
    hidden = (rng.random((len(phrases), len(Part))) < HIDING) & phrases.present
    everything = (hidden >= phrases.present)[:, Part.MELODY :].all(1)
    hidden[everything] = False
    return with_bars(phrases, without(phrases.bars, np.repeat(hidden, phrases.length, 0)))


def classifier_of(weights: dict[str, npt.NDArray[np.float32]], task: str) -> Classifier | None:
    """The classifier of a task, if its weights are there."""
    found = [weights.get(f"{task}.{name}") for name in NAMES]
    if any(x is None for x in found):
        return None
    return Classifier(*(x for x in found if x is not None))


def accuracy(judge: Classifier, phrases: Phrases, labels: Ints) -> float | None:
    """Share of phrases given their label; None without phrases."""
    if not len(phrases):
        return None
    return float((judge.classes(phrase_features(phrases)) == labels).mean())


def condition_figures(
    composed: Phrases, real: Phrases, weights: dict[str, npt.NDArray[np.float32]] | None
) -> list[Measured]:
    """How often composed phrases are taken for the mode and style they were asked for."""
    goals = {"mode": at_least(0.97), "style": at_least(0.85)}
    figures: list[Measured] = []
    for task, goal in goals.items():
        judge = classifier_of(weights or {}, task)
        if judge is None:
            figures += unmeasured(
                "conditions", [task], "The classifiers are missing beside the model.", goal
            )
            continue
        chosen = np.asarray(real.style > 0)
        if task == "mode":
            chosen = np.asarray(real.present[:, (Part.MELODY, Part.BASS)].any(1))
        kept = np.flatnonzero(chosen)
        labels = (real.mode if task == "mode" else real.style)[kept]
        ours, theirs = composed.take(kept), real.take(kept)
        values = accuracy(judge, ours, labels), accuracy(judge, theirs, labels)
        figures.append(Measured("conditions", task, *values, goal, count=len(kept)))
        alone = np.flatnonzero(theirs.present[:, Part.MELODY])
        shown = [_melody_alone(x.take(alone)) for x in (ours, theirs)]
        values = accuracy(judge, shown[0], labels[alone]), accuracy(judge, shown[1], labels[alone])
        figures.append(Measured("conditions", f"{task}, melody alone", *values, count=len(alone)))
    return figures


def _melody_alone(phrases: Phrases) -> Phrases:
    hidden = np.ones((len(phrases.bars), len(Part)), np.bool_)
    hidden[:, Part.MELODY] = False
    return with_bars(phrases, without(phrases.bars, hidden))
