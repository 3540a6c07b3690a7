"""The composer: answers requests with a songbook. One thread owns it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from vaecomposer.errors import ComposerError, SongbookError
from vaecomposer.generation.api import (
    AccompanyRequest,
    ComposeRequest,
    MorphRequest,
    OperationRequest,
    PlacesRequest,
    SongbookFacts,
    SongMap,
    SteerRequest,
    TakeRequest,
    TransitionRequest,
    TravelRequest,
)
from vaecomposer.latent.directions import DirectionWords
from vaecomposer.music.arrangement import arrange
from vaecomposer.music.attributes import Statistics
from vaecomposer.music.grid import BarGrid
from vaecomposer.music.piece import Piece
from vaecomposer.music.style import STYLES
from vaecomposer.session.state import Conditions
from vaecomposer.vae.accompaniment import accompany
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.blending import Blender
from vaecomposer.vae.checkpoint import Songbook, load_songbook
from vaecomposer.vae.conductor import SONG
from vaecomposer.vae.devices import choose_device, cores, device_name
from vaecomposer.vae.operating import Operator
from vaecomposer.vae.rewriting import written
from vaecomposer.vae.shaping import Shaper
from vaecomposer.vae.steering import Steerer
from vaecomposer.vae.surveying import Surveyor
from vaecomposer.vae.takes import TakeComposer
from vaecomposer.vae.tokens import decode_bars
from vaecomposer.vae.transition import transition


class VaeComposer:
    """Composes with a songbook on one device. See `generation.api.Composer`."""

    def __init__(self, book: Songbook, device: torch.device) -> None:
        self._book, self._device = book, device
        self._coder = BarCoder(book, device)
        self._takes = TakeComposer(book, self._coder)
        shaper = Shaper(self._coder, book.readers, book.statistics)
        spread = None if book.songs is None else torch.from_numpy(book.songs.spread)
        self._steerer = Steerer(book, self._coder, shaper, spread)
        self._blender = Blender(book, self._coder)
        self._surveyor = Surveyor(book, self._coder)
        self._operator = Operator(book, self._coder, shaper, self._blender)
        card = book.card
        self._facts = SongbookFacts(
            name=str(card.get("name", "Songbook")),
            device=device_name(device),
            styles=STYLES,
            directions=tuple(DirectionWords(low, high) for low, high in card["directions"]),
            note_accuracy=float(card.get("figures", {}).get("note_accuracy", 0.0)),
            strands=SONG,
            map=SongMap() if book.songs is None else book.songs.map,
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
                if isinstance(request, OperationRequest):
                    return self._operator.answer(request)
                if isinstance(request, MorphRequest):
                    return self._blender.blend(request)
                if isinstance(request, TransitionRequest):
                    return transition(request, self._book, self._coder)
                if isinstance(request, TravelRequest):
                    return self._travel(request)
                if isinstance(request, PlacesRequest):
                    raise TypeError("Places are no piece; ask `places`.")
                return self._steerer.steer(request)
        except torch.OutOfMemoryError as why:
            raise ComposerError(
                "The graphics card ran out of memory. Your music is unchanged; close other programs or "
                "start with VAECOMPOSER_DEVICE=cpu."
            ) from why

    def places(self, request: PlacesRequest) -> tuple[tuple[float, float], ...]:
        """Where the pieces lie on the map, (x, y) each, 0..1; the middle where nothing of one can be read."""
        with torch.inference_mode():
            return tuple(self._surveyor.place(piece) for piece in request.pieces)

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
            return self._steerer.read(request).grids

    def steered_grids(self, request: SteerRequest) -> tuple[BarGrid, ...]:
        """The phrase as decoded under a request's sliders; the musician's notes move by the difference of
        this to `decode_at_rest`.
        """
        with torch.inference_mode():
            return decode_bars(self._steerer.moved(request))

    def _take(self, request: TakeRequest) -> Piece:
        wanted = request.conditions
        grids = decode_bars(self._takes.compose([request])[0])
        return arrange(grids, wanted.key, wanted.bpm, wanted.style, f"Take {request.seed}")

    def _travel(self, request: TravelRequest) -> Piece:
        """A take of a place on the map, in the style heard there unless one is asked for.

        Raises:
            ComposerError: there is no map.
        """
        songs, wanted = self._book.songs, request.conditions
        if songs is None or not len(songs.places):
            raise ComposerError("This songbook has no map; compose a take instead.")
        song, style = songs.song_at(request.place)
        wanted = replace(wanted, style=wanted.style or style)
        take = TakeRequest(wanted, request.seed)
        grids = decode_bars(self._takes.compose([take], song)[0])
        return arrange(grids, wanted.key, wanted.bpm, wanted.style, f"Take {request.seed}")

    def _accompany(self, request: AccompanyRequest) -> Piece:
        phrase, grids = accompany(request, self._book, self._coder)
        style = request.conditions.style
        return written(request.source, phrase, grids, request.parts, request.kept, style)


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
