"""The songbook's networks as the reconstruction figures need them: posteriors, and decoding from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from vaecomposer.evaluation.phrases import Ints, Phrases
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import chord_features, condition_features
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conductor import unfold
from vaecomposer.vae.features import bar_tensors, expression_features, quality_chroma, step_features
from vaecomposer.vae.tokens import NOTE_PARTS, BarBatch, Part, empty_batch


@dataclass(frozen=True, slots=True)
class Posterior:
    """Mean and log variance of some codes, (..., numbers) each."""

    mean: Tensor
    log_var: Tensor


class Network:
    """A songbook's networks on one device."""

    def __init__(self, book: Songbook, device: torch.device) -> None:
        self._book, self._device = book, device
        self._coder = BarCoder(book, device)
        self._chroma = quality_chroma().to(device)

    def conditions(self, bars: BarBatch, mode: Ints, style: Ints) -> Tensor:
        """Condition features (n, C) of bars with their modes and styles, (n,) each."""
        found = (
            torch.from_numpy(np.ascontiguousarray(x)).long() for x in (mode, style, bars.metre)
        )
        return condition_features(*found).to(self._device)

    def bar_posterior(self, bars: BarBatch, conditions: Tensor) -> Posterior:
        """q(code | bar) of every part, (n, 5, CODE)."""
        tensors = bar_tensors(bars, self._device)
        chords = chord_features(tensors.chords, self._chroma)
        found = [self._book.harmony.encode(chords, conditions)]
        for part, network in zip(NOTE_PARTS, self._book.parts, strict=True):
            steps, touch = step_features(tensors, part), expression_features(tensors, part)
            found.append(network.encode(steps, touch, chords, conditions))
        return Posterior(
            torch.stack([m for m, _ in found], 1), torch.stack([v for _, v in found], 1)
        )

    def bars_back(self, part: Part, bars: BarBatch, codes: Tensor, conditions: Tensor) -> BarBatch:
        """One part decoded greedily from bar codes (n, 5, CODE), given the bars' own chords."""
        if part is Part.HARMONY:
            back = empty_batch(len(bars))
            harmony = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions)
            back.chords[:] = harmony.cpu().numpy()
            return back
        metre = torch.from_numpy(bars.metre).long().to(self._device)
        chords = torch.from_numpy(bars.chords).long().to(self._device)
        return self._coder.decode_notes((part,), codes, chords, metre, conditions)

    def song_posterior(self, phrases: Phrases, codes: Tensor, conditions: Tensor) -> Posterior:
        """q(song latent | phrase), (n, SONG), from bar codes (n * length, 5, CODE)."""
        n, length = len(phrases), phrases.length
        present = torch.from_numpy(phrases.bars.present).to(self._device).view(n, length, -1)
        inside = torch.ones(n, length, dtype=torch.bool, device=self._device)
        shaped = codes.view(n, length, *codes.shape[1:]), conditions.view(n, length, -1)
        mean, log_var = self._book.encoder(shaped[0], present, inside, shaped[1])
        return Posterior(mean, log_var)

    def song_prior(self, phrases: Phrases, conditions: Tensor) -> Posterior:
        """p(song latent | mode, style, metre), (n, SONG)."""
        first = conditions.view(len(phrases), phrases.length, -1)[:, 0]
        return Posterior(*self._book.conductor.prior(self._widened(first)))

    def phrases_back(self, phrases: Phrases, song: Tensor, conditions: Tensor) -> BarBatch:
        """Whole phrases decoded from song latents (n, SONG) and the parts that play, nothing else."""
        n, length = len(phrases), phrases.length
        playing = torch.from_numpy(np.repeat(phrases.present[:, None], length, 1)).to(self._device)
        shaped = self._widened(conditions.view(n, length, -1))
        codes = unfold(self._book.conductor, song, shaped, playing.float()).flatten(0, 1)
        metre = torch.from_numpy(phrases.bars.metre).long().to(self._device)
        chords = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions)
        silent = torch.from_numpy(~np.repeat(phrases.present[:, Part.HARMONY], length))
        chords = chords.masked_fill(silent[:, None, None].to(self._device), 0)
        return self._coder.decode_notes(NOTE_PARTS, codes, chords, metre, conditions)

    def _widened(self, conditions: Tensor) -> Tensor:
        """Conditions of the song level: those of bars, and no mood asked for."""
        wide = self._book.conductor.prior_enter.in_features
        return F.pad(conditions, (0, wide - conditions.shape[-1]))
