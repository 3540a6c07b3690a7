"""Writing missing parts around what the musician has given."""

from __future__ import annotations

import torch
from torch import Tensor

from vaecomposer.generation.api import AccompanyRequest
from vaecomposer.music.grid import BarGrid
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import CODE
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import PARTS_OF, with_mood
from vaecomposer.vae.conductor import FORM_FEATURES, SONG
from vaecomposer.vae.homing import keep_compass
from vaecomposer.vae.reading import Encoded, encode_phrase
from vaecomposer.vae.roll_out import Outline, roll_out
from vaecomposer.vae.takes import noise, part_temperature, purity_of, surprise_scale, with_touch
from vaecomposer.vae.tokens import Part, decode_bars


def accompany(
    request: AccompanyRequest, book: Songbook, coder: BarCoder
) -> tuple[Encoded, tuple[BarGrid, ...]]:
    """The phrase as read, and the parts asked for as written around it, in white-key pitch.

    Chords that are there are kept; where there are none the network writes its own.
    """
    wanted = request.conditions
    phrase = encode_phrase(request.source, request.first_bar, request.bars, wanted, book, coder)
    written = tuple(sorted(part for role in request.parts for part in PARTS_OF[role]))
    given = phrase.present.float()
    given[..., written] = 0
    playing = given.clone()
    playing[..., [Part.HARMONY, *written]] = 1
    purity = purity_of(wanted.surprise)
    chords = phrase.chords.clone()

    def settle(bar: int, drawn: Tensor) -> Tensor:
        told = phrase.conditions[bar : bar + 1]
        if not given[0, bar, Part.HARMONY]:
            chords[bar] = coder.decode_harmony(drawn, told, purity)[0]
        return coder.encode_harmony(chords[bar : bar + 1], told)

    codes = roll_out(
        book.conductor,
        _outline(request, phrase, given, playing, book),
        noise(request.seed + 1, 1, request.bars, len(Part), CODE).to(coder.device),
        part_temperature(wanted.surprise, request.bars)[None].to(coder.device),
        settle,
    )[0]
    free = coder.decode_notes(written, codes, chords, phrase.metre, phrase.conditions)
    leaning = coder.in_key(written, chords, phrase.metre, purity)
    keep_compass(leaning, written, free)
    notes = coder.decode_notes(written, codes, chords, phrase.metre, phrase.conditions, leaning)
    return phrase, decode_bars(with_touch(notes))


def _outline(
    request: AccompanyRequest, phrase: Encoded, given: Tensor, playing: Tensor, book: Songbook
) -> Outline:
    """What is settled: the given parts, and a song latent that fits them."""
    bars = given.shape[1]
    inside = torch.ones(1, bars, dtype=torch.bool, device=given.device)
    mean, log_var = book.encoder(phrase.codes[None], given.bool(), inside, phrase.conditions[None])
    drawn = noise(request.seed, SONG).to(given.device)
    song = mean + surprise_scale(request.conditions.surprise) * (0.5 * log_var).exp() * drawn
    told = with_mood(phrase.conditions, request.conditions, book)[None]
    return Outline(
        song,
        told,
        torch.zeros(1, bars, FORM_FEATURES, device=given.device),
        torch.full((1, bars), -1, device=given.device),
        playing,
        phrase.codes[None],
        given,
        torch.zeros_like(given),
        told,
    )
