"""The composer: answers requests with a songbook. One thread owns it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from vaecomposer.errors import ComposerError, SongbookError
from vaecomposer.generation.api import (
    AccompanyRequest,
    ComposeRequest,
    SongbookFacts,
    SteerRequest,
    TakeRequest,
)
from vaecomposer.latent.directions import DirectionWords, offset
from vaecomposer.music.arrangement import arrange, with_parts
from vaecomposer.music.attributes import Statistics
from vaecomposer.music.difference import apply_difference, decoding
from vaecomposer.music.grid import BarGrid
from vaecomposer.music.piece import Piece
from vaecomposer.music.style import STYLES
from vaecomposer.session.state import Conditions
from vaecomposer.vae.accompaniment import accompany
from vaecomposer.vae.bar_codes import PURITY, BarCoder
from vaecomposer.vae.checkpoint import Songbook, load_songbook
from vaecomposer.vae.conditioning import bar_conditions, with_mood
from vaecomposer.vae.conductor import SONG, unfold
from vaecomposer.vae.devices import choose_device, cores, device_name
from vaecomposer.vae.reading import Reading, read_phrase
from vaecomposer.vae.shaping import Shaper, shaped_columns
from vaecomposer.vae.takes import BAR_NOISE, TakeComposer, noise, surprise_scale
from vaecomposer.vae.tokens import BarBatch, Part, decode_bars

REACH = 1.15
"""How far bar codes follow the conductor. It predicts the mean of what a point may mean, which moves less
than any music does."""

_REST = Conditions()


def _daring(request: SteerRequest) -> float:
    """How much more temperature is wanted than the music at rest was made with."""
    return surprise_scale(request.conditions.surprise) - surprise_scale(request.settled.surprise)


class VaeComposer:
    """Composes with a songbook on one device. See `generation.api.Composer`."""

    def __init__(self, book: Songbook, device: torch.device) -> None:
        self._book, self._device = book, device
        self._coder = BarCoder(book, device)
        self._takes = TakeComposer(book, self._coder)
        self._shaper = Shaper(self._coder, book.readers, book.statistics)
        self._axes = book.axes.cpu().numpy().astype(np.float32)
        self._spread = book.spread.cpu().numpy().astype(np.float32)
        self._reading: Reading | None = None
        card = book.card
        self._facts = SongbookFacts(
            name=str(card.get("name", "Songbook")),
            device=device_name(device),
            styles=STYLES,
            directions=tuple(DirectionWords(low, high) for low, high in card["directions"]),
            note_accuracy=float(card.get("figures", {}).get("note_accuracy", 0.0)),
        )

    @property
    def facts(self) -> SongbookFacts:
        """What the window shows of the songbook."""
        return self._facts

    @property
    def attribute_statistics(self) -> Statistics:
        """Of the named attributes over the training songs: what a slider's full travel means."""
        return self._book.statistics

    def answer(self, request: ComposeRequest) -> Piece:
        """The piece a request asks for.

        Raises:
            ComposerError: with a sentence for the musician.
        """
        try:
            with torch.inference_mode():
                if isinstance(request, TakeRequest):
                    return self._take(request)
                if isinstance(request, AccompanyRequest):
                    return self._accompany(request)
                return self._steer(request)
        except torch.OutOfMemoryError as why:
            raise ComposerError(
                "The graphics card ran out of memory. Your music is unchanged; close other programs or "
                "start with VAECOMPOSER_DEVICE=cpu."
            ) from why

    def take_grids(self, request: TakeRequest) -> tuple[BarGrid, ...]:
        """A new take as bars in white-key pitch."""
        return self.takes_grids([request])[0]

    def takes_grids(self, requests: Sequence[TakeRequest]) -> list[tuple[BarGrid, ...]]:
        """Several takes of equally many bars, composed in one batch."""
        with torch.inference_mode():
            return [decode_bars(batch) for batch in self._takes.compose(requests)]

    def decode_at_rest(self, request: SteerRequest) -> tuple[BarGrid, ...]:
        """The phrase of a request as the network gives it back, in white-key pitch, one grid a bar.

        Raises:
            ComposerError: the phrase has bars in a metre the model does not know.
        """
        with torch.inference_mode():
            return self._read(request).grids

    def steered_grids(self, request: SteerRequest) -> tuple[BarGrid, ...]:
        """The phrase as decoded under a request's sliders; the musician's notes move by the difference of
        this to `decode_at_rest`.
        """
        with torch.inference_mode():
            return decode_bars(self._moved(request, self._read(request)))

    def _take(self, request: TakeRequest) -> Piece:
        wanted = request.conditions
        grids = decode_bars(self._takes.compose([request])[0])
        return arrange(grids, wanted.key, wanted.bpm, wanted.style, f"Take {request.seed}")

    def _accompany(self, request: AccompanyRequest) -> Piece:
        phrase, grids = accompany(request, self._book, self._coder)
        return with_parts(
            request.source,
            phrase.bars,
            grids,
            request.parts,
            phrase.transpose,
            request.conditions.style,
        )

    # Steering: the difference between two decodings.

    def _steer(self, request: SteerRequest) -> Piece:
        reading = self._read(request)
        return apply_difference(
            request.source,
            reading.phrase.bars,
            reading.base,
            decoding(decode_bars(self._moved(request, reading))),
            reading.phrase.transpose,
        )

    def _read(self, request: SteerRequest) -> Reading:
        """The phrase at rest, read once for as long as it is steered."""
        reading = self._reading
        if reading is None or not reading.is_of(request):
            reading = self._reading = read_phrase(request, self._book, self._coder)
        return reading

    def _moved(self, request: SteerRequest, reading: Reading) -> BarBatch:
        """The phrase decoded where the sliders are."""
        phrase = reading.phrase
        conditions = bar_conditions(request.conditions, phrase.metre)
        codes = phrase.codes + self._conducted(request, reading, conditions)
        codes = codes + self._shaped(request, reading)
        daring = _daring(request)
        if daring:
            drawn = noise(request.seed + 1, *codes.shape).to(self._device)
            codes = codes + daring * BAR_NOISE * drawn
        harmony = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions, PURITY)
        same = (harmony == reading.harmony).all(-1, keepdim=True)
        # Music without chords of its own keeps none: its harmony codes mean nothing.
        silent = phrase.playing[0, :, Part.HARMONY, None, None] == 0
        chords = torch.where(same | silent, phrase.chords, harmony)
        return self._decoded(reading, codes, chords, conditions)

    def _decoded(
        self, reading: Reading, codes: Tensor, chords: Tensor, conditions: Tensor
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
        moved = self._coder.decode_notes(parts, codes, chords, phrase.metre, conditions)
        return _joined(reading.batch, moved, parts)

    def _conducted(self, request: SteerRequest, reading: Reading, conditions: Tensor) -> Tensor:
        """What Directions, style and Surprise add to the bar codes, (bars, 5, CODE)."""
        phrase = reading.phrase
        song = self._moved_song(request, reading)
        if torch.equal(song, phrase.song) and torch.equal(conditions, phrase.conditions):
            return torch.zeros_like(phrase.codes)
        whole = with_mood(conditions, _REST, self._book)[None]
        shift = phrase.codes[None, :, Part.HARMONY], reading.harmony_prediction[None]
        prediction = unfold(self._book.conductor, song[None], whole, phrase.playing, shift)[0]
        return REACH * (prediction - reading.prediction)

    def _moved_song(self, request: SteerRequest, reading: Reading) -> Tensor:
        """The song latent with Directions, style and Surprise applied; at rest exactly the reading's."""
        song = reading.phrase.song
        if any(request.directions):
            move = offset(request.directions, self._axes, self._spread)
            song = song + torch.from_numpy(move).to(self._device)
        if request.conditions.style != request.settled.style:
            song = song + self._prior(request.conditions, reading)[0]
            song = song - self._prior(request.settled, reading)[0]
        daring = _daring(request)
        if daring:
            width = (0.5 * self._prior(request.conditions, reading)[1]).exp()
            song = song + daring * width * noise(request.seed, SONG).to(self._device)
        return song

    def _prior(self, wanted: Conditions, reading: Reading) -> tuple[Tensor, Tensor]:
        """p(song latent) under some conditions: mean and log variance, two of (SONG,)."""
        bars = bar_conditions(wanted, reading.phrase.metre[:1])
        mean, log_var = self._book.conductor.prior(with_mood(bars, _REST, self._book))
        return mean[0], log_var[0]

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


def _joined(rest: BarBatch, moved: BarBatch, parts: tuple[Part, ...]) -> BarBatch:
    """The bars at rest with some parts, and the chords, as moved."""
    lines, loud, late = rest.lines.copy(), rest.line_velocity.copy(), rest.line_micro.copy()
    for part in (Part.MELODY, Part.BASS):
        if part in parts:
            k = part - Part.MELODY
            lines[:, k] = moved.lines[:, k]
            loud[:, k], late[:, k] = moved.line_velocity[:, k], moved.line_micro[:, k]
    joined = replace(
        rest,
        chords=moved.chords,
        lines=lines,
        line_velocity=loud,
        line_micro=late,
    )
    if Part.TEXTURE in parts:
        joined = replace(joined, slots=moved.slots, slot_velocity=moved.slot_velocity)
    if Part.DRUMS in parts:
        joined = replace(joined, drum_velocity=moved.drum_velocity, drum_micro=moved.drum_micro)
    return joined


def open_composer(path: Path, device: torch.device | None = None) -> VaeComposer:
    """Opens a songbook for composing and runs it once, so that the first slider is as fast as the next.

    Raises:
        SongbookError: in a sentence, if it cannot be opened.
    """
    chosen = device or choose_device()
    if chosen.type == "cpu":
        # One core stays free for the sound and the window: a decode a little slower on average, and no
        # stutter. More than four threads gain nothing on networks this small.
        torch.set_num_threads(max(1, min(4, cores() - 1)))
    try:
        composer = VaeComposer(load_songbook(path, chosen), chosen)
        for _ in range(2):
            composer.answer(TakeRequest(Conditions(), 1))
    except (RuntimeError, AssertionError) as why:  # torch asserts that it was built with CUDA
        if chosen.type == "cpu":
            raise SongbookError(f"{path.name} could not be used ({why}).") from why
        return open_composer(path, torch.device("cpu"))  # a GPU that refuses must not end composing
    # A full garbage collection walks everything torch has imported, 200 ms during which nothing moves.
    # What is loaded by now stays for good: let collections pass it by.
    gc.freeze()
    return composer
