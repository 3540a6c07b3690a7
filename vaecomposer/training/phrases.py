"""Phrases of the songs as bar codes: cached posteriors, conditions, form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from vaecomposer.music.form import PHRASE
from vaecomposer.music.grid import FIRST_ONSET
from vaecomposer.training.attribute_statistics import SongAttributes
from vaecomposer.training.bar_stage import Report, new_network
from vaecomposer.training.songs import SongBars
from vaecomposer.training.state import load_state
from vaecomposer.training.trainer import Drawn
from vaecomposer.training.windows import Windows
from vaecomposer.vae.bars import CODE, HarmonyVae, PartVae, chord_features, condition_features
from vaecomposer.vae.features import bar_tensors, expression_features, quality_chroma, step_features
from vaecomposer.vae.tokens import Part, activity

SAME_LETTER = 0.5
"""Share of notes in common from which two phrases are the same."""


@dataclass(frozen=True, slots=True)
class Posteriors:
    """Cached posteriors of every bar's codes: mean and log variance (n, 5, CODE), half precision.

    `active` is (n, 5), see `activity`.
    """

    mean: Tensor
    log_var: Tensor
    active: np.ndarray[Any, np.dtype[np.bool_]]


def cache_posteriors(songs: SongBars, folder: Path, report: Report) -> Posteriors:
    """Runs every bar encoder that `folder` holds the training state of over all bars."""
    networks = []
    for part in Part:
        network = new_network(part).eval()
        load_state(folder, part.name.lower(), network)
        networks.append(network)
    posteriors = bar_posteriors(songs, networks)
    report(f"posteriors of {len(songs.bars)} bars cached")
    return posteriors


def bar_posteriors(songs: SongBars, networks: Sequence[HarmonyVae | PartVae]) -> Posteriors:
    """Runs bar encoders, in the order of `Part`, over all bars."""
    n, chunk = len(songs.bars), 4096
    mean = torch.zeros(n, len(Part), CODE, dtype=torch.float16)
    log_var = torch.zeros_like(mean)
    chroma = quality_chroma()
    active = np.concatenate(
        [activity(songs.bars.take(np.arange(i, min(n, i + chunk)))) for i in range(0, n, chunk)]
    )
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
    return Posteriors(mean, log_var, active)


@dataclass(frozen=True, slots=True)
class Phrases:
    """A batch of phrases: see `SongEncoder` and `Conductor` for the shapes.

    Attributes:
        form: (n, bars, FORM_FEATURES). recalled: (n, bars), see `surroundings`.
        song_conditions: `conditions` with the mood, for the conductor and the prior.
    """

    mean: Tensor
    log_var: Tensor
    present: Tensor
    active: Tensor
    inside: Tensor
    conditions: Tensor
    song_conditions: Tensor
    form: Tensor
    recalled: Tensor

    @property
    def prior_conditions(self) -> Tensor:
        """What the prior of the song latent is told, (n, SONG_CONDITIONS)."""
        return self.song_conditions[:, 0]


def recalled_bars_of(
    tokens: np.ndarray[Any, np.dtype[np.int8]],
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The form of phrases: for each bar the earlier bar it says again, or -1; (n, bars).

    Four bars share a letter with the first four earlier ones whose melody has at least half of its notes
    in common, bar by bar.

    Args:
        tokens: (n, bars, 16) melody line tokens.
    """
    n, bars = tokens.shape[:2]
    onset = tokens >= FIRST_ONSET
    count = onset.sum(-1)
    same = ((tokens[:, :, None] == tokens[:, None]) & onset[:, :, None]).sum(-1)
    overlap = same / np.maximum(np.maximum(count[:, :, None], count[:, None]), 1)
    recalled = np.full((n, bars), -1, np.int64)
    for start in range(PHRASE, bars, PHRASE):
        open_ = np.ones(n, np.bool_)
        here = np.arange(start, min(start + PHRASE, bars))
        for first in range(0, start, PHRASE):
            alike = overlap[:, here, here - start + first].mean(-1) >= SAME_LETTER
            new = recalled[:, first] < 0  # the first phrase of its letter
            chosen = np.flatnonzero(open_ & alike & new)
            recalled[chosen[:, None], here] = here - start + first
            open_[chosen] = False
    return recalled


def gather_phrases(
    songs: SongBars,
    posteriors: Posteriors,
    windows: Windows,
    attributes: SongAttributes,
    drawn: Drawn | None = None,
) -> Phrases:
    """Bar codes and conditions of some windows.

    `drawn` says of which phrases style, mood and form are withheld (see `SongTask.draw`); without it
    styles and forms are told and moods are not.
    """
    rows = np.maximum(windows.bars, 0)
    inside = windows.bars >= 0
    drum_rows = np.maximum(windows.drums, 0)
    n, bars = rows.shape
    mean, log_var = posteriors.mean[rows].float(), posteriors.log_var[rows].float()
    mean[:, :, Part.DRUMS] = posteriors.mean[drum_rows, Part.DRUMS].float()
    log_var[:, :, Part.DRUMS] = posteriors.log_var[drum_rows, Part.DRUMS].float()
    present = songs.bars.present[rows] & inside[..., None]
    present[..., Part.DRUMS] = windows.drums >= 0
    active = posteriors.active[rows] & present
    active[..., Part.DRUMS] = posteriors.active[drum_rows, Part.DRUMS] & present[..., Part.DRUMS]
    style = songs.style[rows].copy()
    recalled = recalled_bars_of(songs.bars.lines[rows, 0] * inside[..., None].astype(np.int8))
    asked: npt.NDArray[np.bool_] = np.zeros((n, 2), np.bool_)
    formed: npt.NDArray[np.bool_] = np.ones(n, np.bool_)
    if drawn is not None:
        style[drawn["no_style"]] = 0
        asked, formed = drawn["mood_asked"], ~drawn["no_form"]
    recalled = np.where(formed[:, None] & inside, recalled, -1)
    known = np.broadcast_to(formed[:, None], (n, bars))
    form = np.stack([known, recalled >= 0, windows.begins & known, windows.ends & known], -1)
    conditions = condition_features(
        torch.from_numpy(songs.mode[rows]),
        torch.from_numpy(style),
        torch.from_numpy(songs.bars.metre[rows]),
    )
    moods = attributes.moods(windows.bars, windows.drums)
    mood = torch.from_numpy(np.concatenate([moods * asked, asked], -1)).float()
    whole = torch.cat([conditions, mood[:, None].expand(-1, bars, -1)], -1)
    return Phrases(
        mean,
        log_var,
        torch.from_numpy(present),
        torch.from_numpy(active),
        torch.from_numpy(inside),
        conditions,
        whole,
        torch.from_numpy(form).float(),
        torch.from_numpy(recalled),
    )
