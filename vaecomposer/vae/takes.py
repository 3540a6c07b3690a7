"""New music: from conditions alone, or around what the musician has given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import TakeRequest
from vaecomposer.music.form import PHRASE
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS
from vaecomposer.session.state import PHRASE_BARS, Conditions
from vaecomposer.vae.bar_codes import PURITY, BarCoder
from vaecomposer.vae.bars import CODE
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import (
    against,
    bar_conditions,
    form_of,
    has_harmony,
    playing_parts,
    typed_chords,
    with_mood,
)
from vaecomposer.vae.conductor import SONG
from vaecomposer.vae.homing import chords_home, keep_compass, lean_home, tonic_chord
from vaecomposer.vae.roll_out import SONG_GUIDANCE, Outline, Settle, empty_codes, roll_out
from vaecomposer.vae.tokens import BarBatch, Part

BAR_NOISE = 1.0
"""How much of Surprise reaches single bars of a phrase that is steered, beside the whole phrase."""

SONG_NOISE = 0.9
PLACE_NOISE = 0.4
"""The same around a place on the map: what the encoder leaves open about a song."""

PART_NOISE = (0.75, 1.0, 0.85, 1.0, 1.0)
"""How much of Surprise reaches the song latent, and each part of a take: a chord out of place is heard more
than a note."""

STEADY = (0.2, 0.05, 0.1, 0.2, 0.7)
"""Share of each part's noise that stays the same through a take. What a drummer chose for the first bar is
what the second has, too: drawn anew for every bar, music would wander more than songs do."""

AGAIN = (0.4, 0.2, 0.25, 0.3, 0.6)
"""How often each part says a recalled phrase exactly again at the usual Surprise, in the order of `Part`."""

NEARLY = 0.2
"""How much of a recalled bar stays where it is varied."""

USUAL = 30.0
"""The Surprise at which takes are as varied as songs."""


def surprise_scale(surprise: float) -> float:
    """Temperature of a Surprise value 0..100: 0.6 (the expected) by 1 (as songs are) to 1.4 (beyond them)."""
    if surprise <= USUAL:
        return 0.6 + 0.4 * surprise / USUAL
    return 1.0 + 0.4 * (surprise - USUAL) / (100 - USUAL)


def noise(seed: int, *shape: int) -> Tensor:
    """Standard normal numbers that depend on nothing but the seed, drawn on the CPU."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def part_temperature(surprise: float, bars: int) -> Tensor:
    """Temperature of every bar's codes, (bars, 5)."""
    return (surprise_scale(surprise) * torch.tensor(PART_NOISE)).expand(bars, -1)


def purity_of(surprise: float) -> float:
    """How strongly chords and lines keep to key and chord."""
    return PURITY * (1 - surprise / 150)


class TakeComposer:
    """Composes takes with a songbook, several in one batch."""

    def __init__(self, book: Songbook, coder: BarCoder) -> None:
        self._book, self._coder = book, coder

    def compose(
        self, requests: Sequence[TakeRequest], song: Tensor | None = None
    ) -> list[BarBatch]:
        """One phrase for each request; all must have the same number of bars.

        Args:
            requests: what is wanted. song: (SONG,), the point that the song latents are drawn around; None to
                draw them from the prior.

        Raises:
            ComposerError: a metre the model does not know.
        """
        # A drummer plays on when others change the chords: typed ones leave the seed's drums as they are.
        typed = [i for i, request in enumerate(requests) if request.conditions.progression]
        rolled = [*requests, *(_without_progression(requests[i]) for i in typed)]
        outlines = [self._outline(request, song) for request in rolled]
        outline = Outline(*(torch.cat(column) for column in zip(*outlines, strict=True)))
        bars = outline.codes.shape[1]
        draws = torch.stack([_bar_noise(r, bars, _kept(r)) for r in rolled])
        temperature = torch.stack([part_temperature(r.conditions.surprise, bars) for r in rolled])
        device = self._coder.device
        chords = torch.zeros(len(rolled), bars, MAX_BEATS, 3, dtype=torch.long, device=device)
        settle = self._settling([r.conditions for r in rolled], outline, chords)
        codes = roll_out(
            self._book.conductor, outline, draws.to(device), temperature.to(device), settle
        )
        found = [
            self._decode(request.conditions, own, heard)
            for request, own, heard in zip(rolled, codes, chords, strict=True)
        ]
        for i, twin in zip(typed, found[len(requests) :], strict=True):
            found[i] = replace(
                found[i], drum_velocity=twin.drum_velocity, drum_micro=twin.drum_micro
            )
        return found[: len(requests)]

    def _settling(self, wanted: Sequence[Conditions], outline: Outline, chords: Tensor) -> Settle:
        """Decodes each bar's chords, leaning towards key and home, and writes them into `chords`
        (n, bars, 4, 3). What is said again has the chords it had.
        """
        device, coder = self._coder.device, self._coder
        metre = [metres_of(each, device) for each in wanted]
        conditions = torch.stack(
            [bar_conditions(each, own) for each, own in zip(wanted, metre, strict=True)]
        )
        home = torch.stack([chords_home(each.key.mode, each.bars, device) for each in wanted])
        purity = torch.tensor([purity_of(each.surprise) for each in wanted], device=device)

        def settle(bar: int, drawn: Tensor) -> Tensor:
            new = coder.decode_harmony(drawn, conditions[:, bar], purity, home[:, bar])
            again = chords[torch.arange(len(chords)), outline.recalled[:, bar].clamp(min=0)]
            exact = (outline.recalled[:, bar] >= 0) & (outline.kept[:, bar, Part.HARMONY] == 1)
            there = outline.playing[:, bar, Part.HARMONY, None, None].long()
            chords[:, bar] = torch.where(exact[:, None, None], again, new) * there
            return coder.encode_harmony(chords[:, bar], conditions[:, bar])

        return settle

    def _outline(self, request: TakeRequest, place: Tensor | None) -> tuple[Tensor, ...]:
        """The fields of `Outline` for one take, each with a leading axis of 1."""
        wanted, device = request.conditions, self._coder.device
        metre = metres_of(wanted, device)
        bars = bar_conditions(wanted, metre)
        whole = with_mood(bars, wanted, self._book)
        other = against(wanted, metre, self._book)
        drawn = noise(request.seed, SONG).to(device) * surprise_scale(wanted.surprise)
        if place is None:
            mean, log_var = self._book.conductor.prior(whole[:1])
            mean = mean + SONG_GUIDANCE * (mean - self._book.conductor.prior(other[:1])[0])
            song = mean + SONG_NOISE * (0.5 * log_var).exp() * drawn
        else:
            song = place.to(device)[None] + PLACE_NOISE * drawn
        form, recalled = (x.to(device)[None] for x in form_of(wanted, wanted.bars))
        playing = torch.zeros(1, wanted.bars, len(Part), device=device)
        playing[..., list(playing_parts(wanted))] = 1
        playing[..., Part.HARMONY] = float(has_harmony(wanted))
        codes, given = empty_codes(1, wanted.bars, device)
        typed = typed_chords(wanted, metre)
        if typed is not None:
            codes[0, :, Part.HARMONY] = self._coder.encode_harmony(typed, bars)
            given[0, :, Part.HARMONY] = 1
        elif wanted.bars >= PHRASE and has_harmony(wanted):
            # The last bar comes home, and the one before knows that it will.
            last = tonic_chord(wanted.key.mode, metre[-1:])
            codes[0, -1, Part.HARMONY] = self._coder.encode_harmony(last, bars[-1:])[0]
            given[0, -1, Part.HARMONY] = 1
        kept = _kept(request).to(device)[None]
        return song, whole[None], form, recalled, playing, codes, given, kept, other[None]

    def _decode(self, wanted: Conditions, codes: Tensor, chords: Tensor) -> BarBatch:
        """Notes of a take's codes (bars, 5, CODE) over its chords (bars, 4, 3)."""
        metre = metres_of(wanted, self._coder.device)
        conditions = bar_conditions(wanted, metre)
        purity = purity_of(wanted.surprise)
        typed = typed_chords(wanted, metre)
        if typed is not None:
            chords = typed
        elif wanted.bars >= PHRASE and has_harmony(wanted):
            chords[-1:] = tonic_chord(wanted.key.mode, metre[-1:])
        parts = playing_parts(wanted)
        free = self._coder.decode_notes(parts, codes, chords, metre, conditions)
        leaning = self._coder.in_key(parts, chords, metre, purity)
        lean_home(leaning, parts, wanted.key.mode)
        keep_compass(leaning, parts, free)
        notes = self._coder.decode_notes(parts, codes, chords, metre, conditions, leaning)
        return with_touch(notes)


def _without_progression(request: TakeRequest) -> TakeRequest:
    return replace(request, conditions=replace(request.conditions, progression=None))


def _bar_noise(request: TakeRequest, bars: int, kept: Tensor) -> Tensor:
    """Noise of every bar's codes (bars, 5, CODE): some of it stays, and bars said again share theirs."""
    steady = torch.tensor(STEADY)[:, None]
    own = noise(request.seed + 1, bars, len(Part), CODE)
    whole = noise(request.seed + 2, len(Part), CODE)
    recalled = form_of(request.conditions, bars)[1].clamp(min=0)
    own = torch.where(kept.unsqueeze(-1) > NEARLY, own[recalled], own)
    return steady.sqrt() * whole + (1 - steady).sqrt() * own


def _kept(request: TakeRequest) -> Tensor:
    """How much of a recalled bar each part keeps, (bars, 5): all of it, or some, phrase by phrase.

    A form that was asked for is kept to; a repeat's tune and drums may differ where the phrase ends.
    """
    wanted = request.conditions
    phrases = -(-wanted.bars // PHRASE)
    usual = 1.3 - wanted.surprise / 100
    chance = torch.ones(len(Part)) if wanted.form else torch.tensor(AGAIN) * usual
    # Drawn for the longest take, so that a longer one begins as a shorter one does.
    most = PHRASE_BARS // PHRASE
    luck = torch.rand(2, most, len(Part), generator=torch.Generator().manual_seed(request.seed))
    luck = luck[:, :phrases]
    kept = torch.where(luck[0] < chance, 1.0, NEARLY)
    kept = kept.repeat_interleave(PHRASE, 0)[: wanted.bars]
    for bar in range(PHRASE - 1, wanted.bars, PHRASE):
        for part in (Part.MELODY, Part.DRUMS):
            if luck[1, bar // PHRASE, part] < 0.5:
                kept[bar, part] *= 0.5
    recalled = form_of(wanted, wanted.bars)[1]
    return torch.where(recalled[:, None] >= 0, kept, 0.0)


TOUCH = 1.9
"""A decoder answers with the velocity and timing that are likely, which are nearer the middle than any
drummer plays. Their distance from it is stretched until takes have the spread of the played grooves."""


def with_touch(notes: BarBatch) -> BarBatch:
    """The bars with the drummers' spread of velocity and timing given back."""
    hit = notes.drum_velocity > 0
    if not hit.any():
        return notes
    loud = notes.drum_velocity.astype(np.float64)
    middle = loud[hit].mean()
    velocity = np.clip(np.rint(middle + TOUCH * (loud - middle)), 1, 127) * hit
    micro = np.clip(np.rint(TOUCH * notes.drum_micro), -60, 60) * hit
    return replace(notes, drum_velocity=velocity.astype(np.int8), drum_micro=micro.astype(np.int8))


def metres_of(wanted: Conditions, device: torch.device) -> Tensor:
    """The metre of every bar of a take, (bars,).

    Raises:
        ComposerError: a metre the model does not know.
    """
    if wanted.metre not in COMPOSED_METRES:
        raise ComposerError(f"I cannot compose in {wanted.metre} yet; choose 4/4, 3/4, 6/8 or 2/4.")
    return torch.full((wanted.bars,), COMPOSED_METRES.index(wanted.metre), device=device)
