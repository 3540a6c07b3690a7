"""New music: from conditions alone, or around what the musician has given."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import TakeRequest
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.session.state import Conditions
from vaecomposer.vae.bar_codes import PURITY, BarCoder
from vaecomposer.vae.bars import CODE
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import (
    bar_conditions,
    form_of,
    playing_parts,
    typed_chords,
    with_mood,
)
from vaecomposer.vae.conductor import SONG
from vaecomposer.vae.roll_out import Outline, empty_codes, roll_out
from vaecomposer.vae.tokens import BarBatch, Part

BAR_NOISE = 0.8
"""How much of Surprise reaches single bars, beside the whole phrase."""


def surprise_scale(surprise: float) -> float:
    """Temperature of a Surprise value 0..100: 0.25 (the expected) to 1.25 (beyond the songs)."""
    return 0.25 + surprise / 100


def noise(seed: int, *shape: int) -> Tensor:
    """Standard normal numbers that depend on nothing but the seed, drawn on the CPU."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def purity_of(surprise: float) -> float:
    """How strongly chords and lines keep to key and chord."""
    return PURITY * (1 - surprise / 150)


class TakeComposer:
    """Composes takes with a songbook, several in one batch."""

    def __init__(self, book: Songbook, coder: BarCoder) -> None:
        self._book, self._coder = book, coder

    def compose(self, requests: Sequence[TakeRequest]) -> list[BarBatch]:
        """One phrase for each request; all must have the same number of bars.

        Raises:
            ComposerError: a metre the model does not know.
        """
        outlines = [self._outline(request) for request in requests]
        outline = Outline(*(torch.cat(column) for column in zip(*outlines, strict=True)))
        bars = outline.codes.shape[1]
        draws = torch.stack([noise(r.seed + 1, bars, len(Part), CODE) for r in requests])
        scales = [surprise_scale(r.conditions.surprise) * BAR_NOISE for r in requests]
        temperature = torch.tensor(scales)[:, None, None].expand(-1, bars, len(Part))
        device = self._coder.device
        codes = roll_out(self._book.conductor, outline, draws.to(device), temperature.to(device))
        return [
            self._decode(request.conditions, own)
            for request, own in zip(requests, codes, strict=True)
        ]

    def _outline(self, request: TakeRequest) -> tuple[Tensor, ...]:
        """The fields of `Outline` for one take, each with a leading axis of 1."""
        wanted, device = request.conditions, self._coder.device
        metre = metres_of(wanted, device)
        bars = bar_conditions(wanted, metre)
        whole = with_mood(bars, wanted, self._book)
        mean, log_var = self._book.conductor.prior(whole[:1])
        drawn = noise(request.seed, SONG).to(device) * surprise_scale(wanted.surprise)
        song = mean + (0.5 * log_var).exp() * drawn
        form, recalled = (x.to(device)[None] for x in form_of(wanted, wanted.bars))
        playing = torch.zeros(1, wanted.bars, len(Part), device=device)
        playing[..., [Part.HARMONY, *playing_parts(wanted)]] = 1
        codes, given = empty_codes(1, wanted.bars, device)
        typed = typed_chords(wanted, metre)
        if typed is not None:
            codes[0, :, Part.HARMONY] = self._coder.encode_harmony(typed, bars)
            given[0, :, Part.HARMONY] = 1
        return song, whole[None], form, recalled, playing, codes, given

    def _decode(self, wanted: Conditions, codes: Tensor) -> BarBatch:
        """Notes of a take's codes (bars, 5, CODE)."""
        metre = metres_of(wanted, self._coder.device)
        conditions = bar_conditions(wanted, metre)
        purity = purity_of(wanted.surprise)
        chords = typed_chords(wanted, metre)
        if chords is None:
            chords = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions, purity)
        return self._coder.decode_notes(
            playing_parts(wanted), codes, chords, metre, conditions, purity
        )


def metres_of(wanted: Conditions, device: torch.device) -> Tensor:
    """The metre of every bar of a take, (bars,).

    Raises:
        ComposerError: a metre the model does not know.
    """
    if wanted.metre not in COMPOSED_METRES:
        raise ComposerError(f"I cannot compose in {wanted.metre} yet; choose 4/4, 3/4, 6/8 or 2/4.")
    return torch.full((wanted.bars,), COMPOSED_METRES.index(wanted.metre), device=device)
