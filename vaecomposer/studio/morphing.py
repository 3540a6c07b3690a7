"""The morph pad: its corners, its dot, and the music between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import lcm
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from vaecomposer.errors import ComposerError
from vaecomposer.files.music_files import read_one
from vaecomposer.generation.api import ComposeResult, MorphRequest
from vaecomposer.generation.controller import Controller
from vaecomposer.music.joining import at_resolution
from vaecomposer.music.piece import Piece
from vaecomposer.session import edits, morphing, takes
from vaecomposer.session.document import Document
from vaecomposer.session.morphing import MORPH
from vaecomposer.session.state import Morph, SessionState
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.pads.corner import NAMES

_REST_MS = 300
"""So long after the last move the sliders are made ready for the new music."""

_FINEST = 15_360


class Morphing(QObject):
    """What the musician does with the morph pad. Lives on the GUI thread.

    The first move of the dot begins a take named "Morph"; further moves change that one, as long as it is in
    front under this name. A whole drag is one entry of the history.

    Args:
        document: holds the pad.
        window: asks and shows.
        controller: hands on requests, and knows which answers are still wanted.
        turn: the merge word of a knob's moves.
    """

    def __init__(
        self,
        document: Document,
        window: MainWindow,
        controller: Controller,
        turn: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._document, self._window, self._controller = document, window, controller
        self._turn = turn
        self._take: int | None = None
        self._asked: Morph | None = None
        self._scaled: dict[
            int, tuple[Piece, Piece]
        ] = {}  # by identity: a piece, and in other ticks
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(controller.settle)
        window.dot_moved.connect(self.move)
        window.corner_picked.connect(lambda take, corner: self.put(corner, take))
        window.corner_set.connect(self.put)
        window.corner_file_picked.connect(self.put_file)
        window.corners_cleared.connect(self._clear)

    def close(self) -> None:
        """Ends."""
        self._rest.stop()

    # --- corners ------------------------------------------------------------------------------

    @Slot(int, object)
    def put(self, corner: int, take: int | None) -> None:
        """Puts a take onto a corner, or empties it."""
        found = None if take is None else takes.find(self._document.state, take)
        label = f"Empty corner {NAMES[corner]}"
        if found is not None:
            label = f"“{found.title}” onto corner {NAMES[corner]}"
        elif take is not None:
            return
        self._document.apply(label, morphing.set_corner(corner, take))
        self._blend_again()

    @Slot(int, str)
    def put_file(self, corner: int, path: str) -> None:
        """Keeps a MIDI file's music as a take and puts it onto a corner; what plays goes on."""
        try:
            piece = read_one(Path(path))
        except ComposerError as why:
            title = translate("Morphing", "{name} was not opened")
            self._window.warn(title.format(name=Path(path).name), str(why))
            return

        def edit(state: SessionState) -> SessionState:
            kept = edits.open_piece if state.source is None else morphing.add_beside
            after = kept(piece, path)(state)
            return morphing.set_corner(corner, after.takes_made)(after)

        self._document.apply(f"“{piece.title}” onto corner {NAMES[corner]}", edit)
        self._blend_again()

    @Slot()
    def _clear(self) -> None:
        self._document.apply("Empty all corners", morphing.clear_corners)

    def _blend_again(self) -> None:
        """The blend in front follows its corners at once."""
        state = self._document.state
        if morphing.is_morph(state, self._take) and any(morphing.shares(state.morph)):
            self._ask()
            self._rest.start()

    # --- the dot ------------------------------------------------------------------------------

    @Slot(float, float)
    def move(self, x: float, y: float) -> None:
        """The hand moves the dot."""
        self.go(x, y, MORPH, self._turn("morph"))

    def go(self, x: float, y: float, label: str, merge: str) -> None:
        """Moves the dot and asks for the music there.

        Args:
            label: of the entry in the history. merge: moves with the same word share one.
        """
        edit = morphing.set_dot(x, y)
        # What is asked for must be known before the listeners are told, so that they see nothing strange.
        self._asked = edit(self._document.state).morph
        self._document.apply(label, edit, merge=merge)
        self._ask()
        self._rest.start()

    def request(self, morph: Morph, *, beside: bool = False) -> MorphRequest | None:
        """What a place of the dot asks for; None while all corners are empty."""
        state = self._document.state
        rows = [
            (take.shown, share)
            for number, share in zip(morph.corners, morphing.shares(morph), strict=True)
            if number is not None and (take := takes.find(state, number)) is not None
        ]
        if not any(share for _, share in rows):
            return None
        pieces = self._alike([piece for piece, _ in rows])
        weights = tuple(share for _, share in rows)
        return MorphRequest(pieces, weights, state.conditions, state.seed, beside)

    def _ask(self) -> None:
        self._asked = self._document.state.morph
        wanted = self.request(self._asked)
        if wanted is not None:
            self._controller.blend(wanted)

    def _alike(self, pieces: list[Piece]) -> tuple[Piece, ...]:
        """The pieces in the same ticks, so that what plays goes over from one to the other where it is.

        A piece is always the very same object, whatever it was turned into.
        """
        resolution = lcm(*(piece.ticks_per_quarter for piece in pieces))
        if resolution > _FINEST:
            return tuple(pieces)
        found = []
        for piece in pieces:
            known = self._scaled.get(id(piece))
            if known is None or known[1].ticks_per_quarter != resolution:
                known = piece, at_resolution(piece, resolution)
            found.append(known)
        self._scaled = {id(piece): (piece, made) for piece, made in found}
        return tuple(made for _, made in found)

    # --- told ---------------------------------------------------------------------------------

    def follow(self, state: SessionState) -> None:
        """Takes up a state: what was asked for a dot that undo took back is not wanted."""
        if self._asked is not None and state.morph != self._asked:
            asked = self._asked
            path_only = replace(state.morph, path=asked.path, path_start=asked.path_start) == asked
            self._asked = state.morph if path_only else None
            if not path_only:
                self._controller.drop_blends()

    def receive(self, answer: ComposeResult, request: MorphRequest) -> bool:
        """Takes a blend; False if it is not wanted any more."""
        if self._asked is None or not self._controller.take_blend(request):
            return False
        piece = replace(answer.piece, title=MORPH)
        conditions = request.conditions
        if morphing.is_morph(self._document.state, self._take):
            self._document.join(morphing.take_up(piece, conditions, request.seed))
        else:
            self._document.join(morphing.begin(piece, conditions, request.seed, MORPH))
            self._take = self._document.state.take
        self._rest.start()
        return True
