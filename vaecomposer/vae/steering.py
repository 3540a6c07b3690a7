"""Steering: where the sliders of a request take a phrase, decoded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from vaecomposer.generation.api import SteerRequest
from vaecomposer.latent.directions import offset
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.difference import apply_difference, decoding
from vaecomposer.music.piece import Piece
from vaecomposer.session.state import Conditions
from vaecomposer.vae.bar_codes import PURITY, BarCoder
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import bar_conditions, with_mood
from vaecomposer.vae.conductor import SONG, unfold
from vaecomposer.vae.homing import in_reach
from vaecomposer.vae.reading import Reading, read_phrase
from vaecomposer.vae.shaping import Shaper, shaped_columns
from vaecomposer.vae.takes import BAR_NOISE, noise, surprise_scale
from vaecomposer.vae.tokens import BarBatch, Part, decode_bars
from vaecomposer.vae.variation import idea, share_of_way

REACH = 1.15
"""How far bar codes follow the conductor. It predicts the mean of what a point may mean, which moves less
than any music does."""

STRAND_TRAVEL = 2.0
"""Standard deviations of a dimension of the song latent that a strand's 100 stands for."""

IDEAS_KNOWN = 8

_REST = Conditions()


def _daring(request: SteerRequest) -> float:
    """How much more temperature is wanted than the music at rest was made with."""
    return surprise_scale(request.conditions.surprise) - surprise_scale(request.settled.surprise)


class Steerer:
    """Steers phrases. Keeps the one read last, for as long as it is steered.

    Args:
        book: the songbook. coder: decodes bars. shaper: builds the named sliders' ladders.
        song_spread: (SONG,) standard deviations of the training songs' latents; None if they are not known.
    """

    def __init__(
        self, book: Songbook, coder: BarCoder, shaper: Shaper, song_spread: Tensor | None = None
    ) -> None:
        self._book, self._coder, self._shaper = book, coder, shaper
        self._song_spread = None if song_spread is None else song_spread.to(coder.device)
        self._axes = book.axes.cpu().numpy().astype(np.float32)
        self._spread = book.spread.cpu().numpy().astype(np.float32)
        self._reading: Reading | None = None

    def steer(self, request: SteerRequest) -> Piece:
        """The musician's notes moved by the difference of two decodings.

        Raises:
            ComposerError: the phrase has bars in a metre the model does not know.
        """
        reading = self.read(request)
        return apply_difference(
            request.source,
            reading.phrase.bars,
            reading.base,
            decoding(decode_bars(self.moved(request))),
            reading.phrase.transpose,
            request.only,
        )

    def read(self, request: SteerRequest) -> Reading:
        """The phrase at rest, read once for as long as it is steered."""
        reading = self._reading
        if reading is None or not reading.is_of(request):
            reading = self._reading = read_phrase(request, self._book, self._coder)
        return reading

    def moved(self, request: SteerRequest) -> BarBatch:
        """The phrase decoded where the sliders are; bars that may not change as at rest."""
        return self._decoded(request, self.read(request), *self.moved_codes(request))

    def moved_codes(self, request: SteerRequest) -> tuple[Tensor, Tensor, Tensor]:
        """Where the sliders take a phrase: codes (bars, 5, CODE), chords (bars, 4, 3), conditions (bars, C)."""
        reading = self.read(request)
        phrase = reading.phrase
        conditions = bar_conditions(request.conditions, phrase.metre)
        moves = self._conducted(request, reading, conditions) + self._shaped(request, reading)
        if request.variation > 0:
            share = share_of_way(request.variation)
            moves = moves + share * (self._idea(request, reading) - phrase.codes)
        daring = _daring(request)
        if daring:
            drawn = noise(request.seed + 1, *moves.shape).to(self._coder.device)
            moves = moves + daring * BAR_NOISE * drawn
        if request.only:
            stays = torch.tensor([bar.index not in request.only for bar in phrase.bars])
            stays = stays.to(self._coder.device)[:, None]
            moves = moves * ~stays[..., None]
            conditions = torch.where(stays, phrase.conditions, conditions)
        codes = phrase.codes + moves
        harmony = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions, PURITY)
        same = (harmony == reading.harmony).all(-1, keepdim=True)
        # Music without chords of its own keeps none: its harmony codes mean nothing.
        silent = phrase.playing[0, :, Part.HARMONY, None, None] == 0
        chords = torch.where(same | silent, phrase.chords, harmony)
        return codes, chords, conditions

    def _decoded(
        self,
        request: SteerRequest,
        reading: Reading,
        codes: Tensor,
        chords: Tensor,
        conditions: Tensor,
    ) -> BarBatch:
        """Decodes the parts whose codes, chords or conditions have moved; the others stay as at rest."""
        phrase = reading.phrase
        everything = not torch.equal(conditions, phrase.conditions)
        tonal = everything or not torch.equal(chords, phrase.chords)
        still = (codes == phrase.codes).all(-1).all(0)
        parts = tuple(
            part
            for part in reading.parts
            if not still[part] or (everything if part is Part.DRUMS else tonal)
        )
        if not parts:
            return reading.batch
        leaning = None
        if request.variation > 0:
            # The farther from what the musician wrote, the more it needs to keep to key and chord.
            purity = PURITY * share_of_way(request.variation)
            leaning = self._coder.in_key(parts, chords, phrase.metre, purity)
        moved = self._coder.decode_notes(parts, codes, chords, phrase.metre, conditions, leaning)
        own = [phrase.batch, reading.batch]
        lines = tuple(p for p in parts if p is not Part.MELODY or not _is_sent_away(request))
        moved = in_reach(moved, lines, own, phrase.transpose, len(phrase.bars))
        return joined(reading.batch, moved, parts)

    def _conducted(self, request: SteerRequest, reading: Reading, conditions: Tensor) -> Tensor:
        """What Directions, strands, style and Surprise add to the bar codes, (bars, 5, CODE)."""
        phrase = reading.phrase
        song = self._moved_song(request, reading)
        if torch.equal(song, phrase.song) and torch.equal(conditions, phrase.conditions):
            return torch.zeros_like(phrase.codes)
        whole = with_mood(conditions, _REST, self._book)[None]
        shift = phrase.codes[None, :, Part.HARMONY], reading.harmony_prediction[None]
        prediction = unfold(self._book.conductor, song[None], whole, phrase.playing, shift)[0]
        return REACH * (prediction - reading.prediction)

    def _moved_song(self, request: SteerRequest, reading: Reading) -> Tensor:
        """The song latent with Directions, strands, style and Surprise applied; at rest exactly the
        reading's.
        """
        song, device = reading.phrase.song, self._coder.device
        if any(request.directions):
            move = offset(request.directions, self._axes, self._spread)
            song = song + torch.from_numpy(move).to(device)
        if any(value for _, value in request.strands):
            spread = self._song_spread
            if spread is None:
                spread = (0.5 * self._prior(request.settled, reading)[1]).exp()
            values = torch.zeros(SONG, device=device)
            for strand, value in request.strands:
                if 0 <= strand < SONG:
                    values[strand] = value / 100
            song = song + STRAND_TRAVEL * spread * values
        if request.conditions.style != request.settled.style:
            song = song + self._prior(request.conditions, reading)[0]
            song = song - self._prior(request.settled, reading)[0]
        daring = _daring(request)
        if daring:
            width = (0.5 * self._prior(request.conditions, reading)[1]).exp()
            song = song + daring * width * noise(request.seed, SONG).to(device)
        return song

    def _prior(self, wanted: Conditions, reading: Reading) -> tuple[Tensor, Tensor]:
        """p(song latent) under some conditions: mean and log variance, two of (SONG,)."""
        bars = bar_conditions(wanted, reading.phrase.metre[:1])
        mean, log_var = self._book.conductor.prior(with_mood(bars, _REST, self._book))
        return mean[0], log_var[0]

    def _idea(self, request: SteerRequest, reading: Reading) -> Tensor:
        """Bar codes at the end of the way that Variation goes, composed once for a phrase and a seed."""
        known = request.seed, request.conditions.style, request.conditions.key.mode
        if known not in reading.ideas:
            while len(reading.ideas) >= IDEAS_KNOWN:
                del reading.ideas[next(iter(reading.ideas))]
            reading.ideas[known] = idea(
                request.seed,
                reading.phrase,
                request.conditions,
                request.only,
                self._book,
                self._coder,
            )
        return reading.ideas[known]

    def _shaped(self, request: SteerRequest, reading: Reading) -> Tensor:
        """What the named sliders and the mood pad add to the bar codes, (bars, 5, CODE)."""
        total = torch.zeros_like(reading.phrase.codes)
        mood = request.conditions.mood if request.conditions.mood != request.settled.mood else None
        for column, position in shaped_columns(request.shape, mood).items():
            if column not in reading.ladders:
                reading.ladders[column] = self._shaper.ladder(reading.ground, column)
            ladder = reading.ladders[column]
            if ladder is not None:
                total += ladder.offset(position)
        return total


_COMPASS = tuple(i for i, shape in enumerate(SHAPES) if shape.name in ("Register", "Range"))


def _is_sent_away(request: SteerRequest) -> bool:
    """Whether a slider asks for a melody beyond its usual reach."""
    return any(request.shape[i] for i in _COMPASS) if request.shape else False


def joined(rest: BarBatch, moved: BarBatch, parts: tuple[Part, ...]) -> BarBatch:
    """The bars at rest with some parts, and the chords, as moved."""
    lines, loud, late = rest.lines.copy(), rest.line_velocity.copy(), rest.line_micro.copy()
    for part in (Part.MELODY, Part.BASS):
        if part in parts:
            k = part - Part.MELODY
            lines[:, k] = moved.lines[:, k]
            loud[:, k], late[:, k] = moved.line_velocity[:, k], moved.line_micro[:, k]
    found = replace(
        rest,
        chords=moved.chords,
        lines=lines,
        line_velocity=loud,
        line_micro=late,
    )
    if Part.TEXTURE in parts:
        found = replace(found, slots=moved.slots, slot_velocity=moved.slot_velocity)
    if Part.DRUMS in parts:
        found = replace(found, drum_velocity=moved.drum_velocity, drum_micro=moved.drum_micro)
    return found
