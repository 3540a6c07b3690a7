"""Variation: a way through latent space from the music at rest to another idea in its key and style.

A seed picks the idea: a song latent drawn from the prior, unfolded bar by bar as a take is, with the same parts
playing and with the same bars saying each other again. The slider then moves every bar code along the straight
way from its own to that idea's. Near the beginning this is the same tune, varied; at the end the idea itself.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from vaecomposer.session.state import Conditions
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import CODE
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import bar_conditions, with_mood
from vaecomposer.vae.conductor import FORM_FEATURES, SONG
from vaecomposer.vae.reading import Encoded
from vaecomposer.vae.roll_out import Outline, roll_out
from vaecomposer.vae.takes import SONG_NOISE, USUAL, noise, part_temperature, purity_of
from vaecomposer.vae.tokens import BarBatch, Part

FARTHEST = 100.0
"""The slider's value at which the idea itself is reached."""

BEND = 1.15
"""How the way is spread over the slider: share of the way = (value / 100) ** BEND. Decoders let go of most notes
in the first half of the way; bent like this, 30 changes about three notes in ten."""


def share_of_way(variation: float) -> float:
    """How much of the way a slider value 0..100 has gone, 0..1."""
    return float(min(max(variation / FARTHEST, 0.0), 1.0) ** BEND)


def idea(
    seed: int,
    phrase: Encoded,
    wanted: Conditions,
    only: frozenset[int],
    book: Songbook,
    coder: BarCoder,
) -> Tensor:
    """Bar codes (bars, 5, CODE) of the idea that a seed picks for a phrase.

    Args:
        seed: same seed, same idea. phrase: that is varied. wanted: its style and mode.
        only: numbers of the piece's bars that may change; what stays is known to what is composed between.
            Empty for all.
    """
    bars, device = len(phrase.bars), coder.device
    conditions = bar_conditions(wanted, phrase.metre)
    told = with_mood(conditions, Conditions(), book)[None]
    mean, log_var = book.conductor.prior(told[:, 0])
    song = mean + SONG_NOISE * (0.5 * log_var).exp() * noise(seed, SONG).to(device)
    stays = torch.tensor([bool(only) and bar.index not in only for bar in phrase.bars])
    given = phrase.present.float() * stays.to(device)[None, :, None]
    recalled, kept = (torch.from_numpy(x).to(device)[None] for x in repeats(phrase.batch))
    purity = purity_of(USUAL)

    def settle(bar: int, drawn: Tensor) -> Tensor:
        here = conditions[bar : bar + 1]
        return coder.encode_harmony(coder.decode_harmony(drawn, here, purity), here)

    form = torch.zeros(1, bars, FORM_FEATURES, device=device)
    form[..., 0] = 1
    form[..., 1] = (recalled >= 0).float()
    outline = Outline(
        song, told, form, recalled, phrase.playing, phrase.codes[None], given, kept.float(), told
    )
    drawn = noise(seed + 1, 1, bars, len(Part), CODE).to(device)
    temperature = part_temperature(USUAL, bars)[None].to(device)
    codes = roll_out(book.conductor, outline, drawn, temperature, settle)[0]
    # Where a part rests, or stays, there is no way to go.
    moves = phrase.playing[0] * (1 - given[0])
    return torch.where(moves.unsqueeze(-1) > 0, codes, phrase.codes)


def repeats(batch: BarBatch) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Which bars say an earlier one again: its number (bars,), -1 for none, and in which parts they are the same
    (bars, 5), 1 or 0.

    Of several earlier bars the one with the most parts in common counts, the tune for two; then the earliest.
    """
    bars = len(batch)
    rows = (
        batch.chords,
        batch.lines[:, 0],
        batch.lines[:, 1],
        batch.slots,
        batch.drum_velocity > 0,
    )
    same = np.zeros((bars, bars, len(Part)), np.bool_)
    for part, row in enumerate(rows):
        flat = row.reshape(bars, -1)
        plays = batch.present[:, part] & flat.any(1)
        same[..., part] = (flat[:, None] == flat[None]).all(-1) & plays[:, None] & plays[None]
    weight = np.array([1, 2, 1, 1, 1])
    alike = np.where(np.tri(bars, k=-1, dtype=np.bool_), (same * weight).sum(-1), 0)
    best = alike.argmax(1)
    found = alike[np.arange(bars), best] > 0
    recalled = np.where(found, best, -1).astype(np.int64)
    kept = same[np.arange(bars), best] & found[:, None]
    return recalled, kept.astype(np.float32)
