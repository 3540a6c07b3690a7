"""The composer: answers requests with a songbook. One thread owns it."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from vaecomposer.errors import ComposerError, SongbookError
from vaecomposer.generation.api import (
    ComposeRequest,
    SongbookFacts,
    SteerRequest,
    TakeRequest,
    same_ground,
)
from vaecomposer.latent.directions import DirectionWords, offset
from vaecomposer.music.arrangement import arrange
from vaecomposer.music.difference import Decoding, apply_difference, decoding
from vaecomposer.music.form import is_phrase_end, recalled_bars
from vaecomposer.music.grid import BarGrid
from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.music.piece import Bar, Piece
from vaecomposer.music.reduction import reduce_piece
from vaecomposer.music.style import STYLES
from vaecomposer.session.state import Conditions
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import CODE
from vaecomposer.vae.checkpoint import Songbook, load_songbook
from vaecomposer.vae.conductor import SONG, past_of, unfold
from vaecomposer.vae.tokens import MODES, NOTE_PARTS, Part, activity, decode_bars, encode_bars

BAR_NOISE = 0.8
"""How much of Surprise reaches single bars, beside the whole phrase."""

REACH = 1.15
"""How far bar codes follow the conductor. It predicts the mean of what a point may mean, which moves less
than any music does."""

PURITY = 4.0
"""Nats that a chord loses for each tone outside the key, and a line's note outside key and chord."""


def choose_device() -> torch.device:
    """CUDA, then Apple's MPS, then the CPU; ``VAECOMPOSER_DEVICE`` overrides."""
    wanted = os.environ.get("VAECOMPOSER_DEVICE")
    if wanted:
        try:
            return torch.device(wanted)
        except RuntimeError as why:
            raise SongbookError(
                f"VAECOMPOSER_DEVICE={wanted} is no device I know; use cpu, cuda or mps."
            ) from why
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def _cores() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 2


def device_name(device: torch.device) -> str:
    """A device as the status line shows it."""
    if device.type == "cuda":
        return str(torch.cuda.get_device_name(device))
    if device.type == "mps":
        return "Apple GPU"
    threads = torch.get_num_threads()
    return f"CPU, {threads} thread" + ("s" if threads > 1 else "")


def surprise_scale(surprise: float) -> float:
    """Temperature of a Surprise value 0..100: 0.25 (the expected) to 1.25 (beyond the songs)."""
    return 0.25 + surprise / 100


def _daring(request: SteerRequest) -> float:
    """How much more temperature is wanted than the music at rest was made with."""
    return surprise_scale(request.conditions.surprise) - surprise_scale(request.settled.surprise)


def _noise(seed: int, *shape: int) -> Tensor:
    """Standard normal numbers that depend on nothing but the seed, drawn on the CPU."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A phrase as the network understands it, with its decoding at rest."""

    request: SteerRequest
    bars: tuple[Bar, ...]
    transpose: int
    parts: tuple[Part, ...]
    playing: Tensor  # (1, bars, 5)
    codes: Tensor  # (bars, 5, CODE)
    metre: Tensor  # (bars,)
    chords: Tensor  # (bars, 4, 3), the musician's
    harmony: Tensor  # (bars, 4, 3), decoded
    song: Tensor  # (SONG,)
    conditions: Tensor  # (bars, C)
    prediction: Tensor  # (bars, 5, CODE)
    harmony_prediction: Tensor  # (bars, CODE)
    grids: tuple[BarGrid, ...]
    base: Decoding

    def is_of(self, request: SteerRequest) -> bool:
        """Whether this reading is the one a request needs."""
        return same_ground(self.request, request)


class VaeComposer:
    """Composes with a songbook on one device. See `generation.api.Composer`."""

    def __init__(self, book: Songbook, device: torch.device) -> None:
        self._book, self._device = book, device
        self._coder = BarCoder(book, device)
        self._axes = book.axes.cpu().numpy().astype(np.float32)
        self._spread = book.spread.cpu().numpy().astype(np.float32)
        self._reading: _Reading | None = None
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

    def answer(self, request: ComposeRequest) -> Piece:
        """The piece a request asks for.

        Raises:
            ComposerError: with a sentence for the musician.
        """
        try:
            with torch.inference_mode():
                if isinstance(request, TakeRequest):
                    return self._take(request)
                return self._steer(request)
        except torch.OutOfMemoryError as why:
            raise ComposerError(
                "The graphics card ran out of memory. Your music is unchanged; close other programs or "
                "start with VAECOMPOSER_DEVICE=cpu."
            ) from why

    def decode_at_rest(self, request: SteerRequest) -> tuple[BarGrid, ...]:
        """The phrase of a request as the network gives it back, in white-key pitch, one grid a bar.

        Raises:
            ComposerError: the phrase has bars in a metre the model does not know.
        """
        with torch.inference_mode():
            return self._read(request).grids

    # A new take: the conductor rolls a phrase out bar by bar.

    def _take(self, request: TakeRequest) -> Piece:
        wanted = request.conditions
        if wanted.metre not in COMPOSED_METRES:
            raise ComposerError(
                f"I cannot compose in {wanted.metre} yet; choose 4/4, 3/4, 6/8 or 2/4."
            )
        metre = torch.full((wanted.bars,), COMPOSED_METRES.index(wanted.metre), device=self._device)
        conditions = self._conditions(wanted, metre)
        temperature = surprise_scale(wanted.surprise)
        mean, log_var = self._book.conductor.prior(conditions[:1])
        song = mean[0] + temperature * (0.5 * log_var[0]).exp() * self._draw(request.seed, SONG)
        codes = self._roll_out(song, conditions, request.seed, wanted.surprise)
        purity = PURITY * (1 - wanted.surprise / 150)
        chords = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions, purity)
        notes = self._coder.decode_notes(NOTE_PARTS, codes, chords, metre, conditions, purity)
        title = f"Take {request.seed}"
        return arrange(decode_bars(notes), wanted.key, wanted.bpm, wanted.style, title)

    def _roll_out(self, song: Tensor, conditions: Tensor, seed: int, surprise: float) -> Tensor:
        """Bar codes (bars, 5, CODE), each bar drawn given those before it, some recalling an earlier one.

        The conductor alone varies everything all the time. A bar whose letter has been heard before is
        therefore drawn to what was said then, the more so the less surprise is wanted.
        """
        bars = len(conditions)
        temperature = surprise_scale(surprise) * BAR_NOISE
        noise = self._draw(seed + 1, bars, len(Part), CODE)
        codes = torch.zeros(1, bars, len(Part), CODE, device=self._device)
        for bar, earlier in enumerate(recalled_bars(bars)):
            drawn = self._draw_bar(song, conditions, codes[:, : bar + 1], temperature, noise[bar])
            if earlier is not None:
                share = self._recall(surprise, bar)
                drawn = share * codes[0, earlier] + (1 - share) * drawn
            codes[0, bar] = drawn
        return codes[0]

    def _draw_bar(
        self, song: Tensor, conditions: Tensor, codes: Tensor, temperature: float, noise: Tensor
    ) -> Tensor:
        """The codes (5, CODE) of the last bar of `codes` (1, bars, 5, CODE), given those before it.

        Its chords are drawn first, its notes given them.
        """
        conductor, bars = self._book.conductor, codes.shape[1]
        there = torch.ones(1, bars, device=self._device)
        past = past_of(codes, there, there)
        playing = torch.ones(1, bars, len(Part), device=self._device)
        heard = conductor.listen(song[None], conditions[None, :bars], playing, past)

        def drawn(harmony: Tensor, given: Tensor) -> Tensor:
            mean, log_var = conductor.predict(heard, past, harmony, given)
            return mean[0, -1] + temperature * (0.5 * log_var[0, -1]).exp() * noise

        harmony = codes[:, :, Part.HARMONY].clone()
        harmony[0, -1] = drawn(harmony, torch.zeros_like(there))[Part.HARMONY]
        return drawn(harmony, there)

    def _recall(self, surprise: float, bar: int) -> Tensor:
        """How much of the recalled bar each part keeps, (5, 1): a repeat's tune differs where it ends."""
        share = torch.full((len(Part), 1), 1 - 0.6 * surprise / 100, device=self._device)
        if is_phrase_end(bar):
            share[Part.MELODY] *= 0.5
            share[Part.DRUMS] *= 0.5
        return share

    # Steering: the difference between two decodings.

    def _steer(self, request: SteerRequest) -> Piece:
        reading = self._reading
        if reading is None or not reading.is_of(request):
            reading = self._reading = self._read(request)
        conditions = self._conditions(request.conditions, reading.metre)
        song = self._moved_song(request, reading, conditions)
        shift = reading.codes[:, Part.HARMONY], reading.harmony_prediction
        prediction = self._predict(song, conditions, reading.playing, shift)
        codes = reading.codes + REACH * (prediction - reading.prediction)
        daring = _daring(request)
        if daring:
            codes = codes + daring * BAR_NOISE * self._draw(request.seed + 1, *codes.shape)
        harmony = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions, PURITY)
        same = (harmony == reading.harmony).all(-1, keepdim=True)
        # Music without chords of its own keeps none: its harmony codes mean nothing.
        silent = reading.playing[0, :, Part.HARMONY, None, None] == 0
        chords = torch.where(same | silent, reading.chords, harmony)
        notes = self._coder.decode_notes(reading.parts, codes, chords, reading.metre, conditions)
        return apply_difference(
            request.source,
            reading.bars,
            reading.base,
            decoding(decode_bars(notes)),
            reading.transpose,
        )

    def _moved_song(self, request: SteerRequest, reading: _Reading, conditions: Tensor) -> Tensor:
        """The song latent with Directions, style and Surprise applied; at rest exactly the reading's."""
        move = torch.from_numpy(offset(request.directions, self._axes, self._spread)).to(
            self._device
        )
        song = reading.song + move
        conductor = self._book.conductor
        mean, log_var = conductor.prior(conditions[:1])
        if request.conditions.style != request.settled.style:
            song = song + (mean - conductor.prior(reading.conditions[:1])[0])[0]
        daring = _daring(request)
        if daring:
            song = song + daring * (0.5 * log_var[0]).exp() * self._draw(request.seed, SONG)
        return song

    def _read(self, request: SteerRequest) -> _Reading:
        """Encodes the phrase and decodes it at rest."""
        source = request.source
        bars = source.bars()[request.first_bar : request.first_bar + request.bars]
        strange = next((b.metre for b in bars if b.metre.grid_metre is None), None)
        if strange is not None or not bars:
            raise ComposerError(
                f"Bars in {strange} are shown, played and exported as they are; sliders need 4/4, 3/4, 6/8 or 2/4."
            )
        transpose = (request.settled.key or C_MAJOR).to_white_keys
        batch = encode_bars(reduce_piece(source, bars, transpose))
        metre = torch.from_numpy(batch.metre).long().to(self._device)
        conditions = self._conditions(request.settled, metre)
        codes = self._coder.encode(batch, conditions)
        present = torch.from_numpy(batch.present).to(self._device)
        # Lead sheets and drum loops carry no chords of their own: harmony is then left alone.
        parts = tuple(part for part in NOTE_PARTS if bool(present[:, part].any()))
        playing = torch.from_numpy(activity(batch)).to(self._device)[None].float()
        inside = torch.ones(1, len(bars), dtype=torch.bool, device=self._device)
        song = self._book.encoder(codes[None], present[None], inside, conditions[None])[0][0]
        chords = torch.from_numpy(batch.chords).long().to(self._device)
        harmony = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions, PURITY)
        grids = decode_bars(self._coder.decode_notes(parts, codes, chords, metre, conditions))
        own = self._predict(song, conditions, playing, None)
        shift = codes[:, Part.HARMONY], own[:, Part.HARMONY]
        prediction = self._predict(song, conditions, playing, shift)
        return _Reading(
            request, bars, transpose, parts, playing,
            codes, metre, chords, harmony, song, conditions,
            prediction, own[:, Part.HARMONY], grids, decoding(grids),
        )  # fmt: skip

    def _predict(
        self, song: Tensor, conditions: Tensor, playing: Tensor, shift: tuple[Tensor, Tensor] | None
    ) -> Tensor:
        """The conductor's codes of every bar from the song latent alone: (bars, 5, CODE)."""
        wide = None if shift is None else (shift[0][None], shift[1][None])
        return unfold(self._book.conductor, song[None], conditions[None], playing, wide)[0]

    def _conditions(self, wanted: Conditions, metre: Tensor) -> Tensor:
        style = 1 + STYLES.index(wanted.style) if wanted.style in STYLES else 0
        return self._coder.conditions(MODES.index(wanted.key.mode), style, metre)

    def _draw(self, seed: int, *shape: int) -> Tensor:
        return _noise(seed, *shape).to(self._device)


def open_composer(path: Path, device: torch.device | None = None) -> VaeComposer:
    """Opens a songbook for composing and runs it once, so that the first slider is as fast as the next.

    Raises:
        SongbookError: in a sentence, if it cannot be opened.
    """
    chosen = device or choose_device()
    if chosen.type == "cpu":
        # One core stays free for the sound and the window: a decode a little slower on average, and no
        # stutter. More than four threads gain nothing on networks this small.
        torch.set_num_threads(max(1, min(4, _cores() - 1)))
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
