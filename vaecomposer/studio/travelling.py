"""The map: where takes lie, and the music of the place that is pointed at."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Slot

from vaecomposer.generation.api import (
    ComposeRequest,
    ComposeResult,
    Failure,
    Places,
    PlacesRequest,
    SongbookFacts,
    TravelRequest,
)
from vaecomposer.generation.controller import Controller
from vaecomposer.music.piece import Piece
from vaecomposer.session import morphing
from vaecomposer.session.document import Document
from vaecomposer.session.morphing import FROM_THE_MAP
from vaecomposer.session.state import SessionState
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.pads.map_pad import Mark

_LOOK_MS = 400
"""While music changes, its place is looked up at most this often."""

_AT_ONCE = 16
_REST_MS = 300
_SAME_WALK = 1.0
"""Seconds; a key pressed again within them goes on with the take of the one before."""

Place = tuple[float, float]


class Travelling(QObject):
    """What the musician does with the map. Lives on the GUI thread.

    Every gesture makes one take and one entry of the history.

    Args:
        document: holds the takes.
        window: asks and shows.
        controller: hands on requests, and knows which answers are still wanted.
        ask: hands on questions beside the music in front.
    """

    def __init__(
        self,
        document: Document,
        window: MainWindow,
        controller: Controller,
        ask: Callable[[ComposeRequest], None],
    ) -> None:
        super().__init__()
        self._document, self._window = document, window
        self._controller, self._ask = controller, ask
        self._has_map = False
        self._known: dict[int, tuple[Piece, Place | None]] = {}  # by take
        self._looked: tuple[PlacesRequest, tuple[int, ...]] | None = None
        self._take: int | None = None
        self._made = False
        self._walks = False
        self._walked_at = 0.0
        self._seed = 1
        self._heading: TravelRequest | None = None
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(controller.settle)
        window.travelled.connect(self.go)
        window.travel_ended.connect(self._end)

    def close(self) -> None:
        """Ends."""
        self._timer.stop()
        self._rest.stop()

    def drop(self) -> None:
        """Another session comes: its takes have other places."""
        self._known.clear()
        self._looked = self._heading = self._take = None

    def open(self, facts: SongbookFacts) -> None:
        """A songbook is open."""
        self._has_map = bool(facts.map.places)
        self._known.clear()
        self._looked = None
        self.follow(self._document.state)

    # --- travelling ---------------------------------------------------------------------------

    @Slot(float, float)
    def go(self, x: float, y: float) -> None:
        """Asks for the music of a place."""
        now = time.monotonic()
        if not self._walks and now - self._walked_at > _SAME_WALK:
            self._take, self._made = None, False
            self._seed = random.randrange(1, 1_000_000)
        self._walks, self._walked_at = True, now
        # The place says the style, and the map's help says so; the one that was picked would hold back the journey.
        conditions = replace(self._document.state.conditions, style=None)
        self._heading = TravelRequest((x, y), conditions, self._seed)
        self._controller.blend(self._heading)
        self._rest.start()

    @Slot()
    def _end(self) -> None:
        self._walks = False

    def receive(self, answer: ComposeResult, request: TravelRequest) -> bool:
        """Takes the music of a place; False if it is not wanted any more."""
        if not self._controller.take_blend(request):
            return False
        if request is self._heading:
            self._heading = None
        state = self._document.state
        piece = replace(answer.piece, title=FROM_THE_MAP)
        numbers = {take.number for take in state.takes}
        if self._made and self._take in numbers and state.take != self._take:
            return False  # another take came in front meanwhile
        # The place is known before anyone is told of the take, so that the dot does not leave it.
        number = state.take if state.take == self._take and self._made else state.takes_made + 1
        self._known[number] = piece, request.place
        if number == state.take:
            self._document.join(morphing.take_up(piece, request.conditions, request.seed))
        else:
            edit = morphing.begin(piece, request.conditions, request.seed, FROM_THE_MAP)
            self._document.apply(FROM_THE_MAP, edit)
        self._take, self._made = self._document.state.take, True
        shown = self._document.state.shown
        assert shown is not None
        self._known[self._take] = shown, request.place
        self._rest.start()
        return True

    def fail(self, failure: Failure) -> None:
        """A place had no music, or takes no place."""
        if failure.request is self._heading:
            self._heading = None
        if self._looked is not None and failure.request is self._looked[0]:
            self._place(tuple(None for _ in self._looked[1]))

    # --- where takes lie ----------------------------------------------------------------------

    def follow(self, state: SessionState) -> None:
        """Takes up a state: shows where its takes lie, and looks up those that are new."""
        if not self._has_map:
            return
        self._show(state)
        if not self._timer.isActive() and self._looked is None and self._unknown(state):
            self._timer.start()

    def _unknown(self, state: SessionState) -> list[tuple[int, Piece]]:
        found = []
        for number, piece in _pieces(state):
            known = self._known.get(number)
            if known is None or known[0].tracks is not piece.tracks:
                found.append((number, piece))
        return found

    @Slot()
    def _look(self) -> None:
        rows = self._unknown(self._document.state)[-_AT_ONCE:]
        if not rows or self._looked is not None or self._heading is not None:
            return
        request = PlacesRequest(tuple(piece for _, piece in rows))
        self._looked = request, tuple(number for number, _ in rows)
        self._ask(request)

    def receive_places(self, answer: Places) -> None:
        """Takes note of where takes lie."""
        if self._looked is not None and answer.request is self._looked[0]:
            self._place(answer.places)

    def _place(self, places: tuple[Place | None, ...]) -> None:
        assert self._looked is not None
        (request, numbers), self._looked = self._looked, None
        for number, piece, place in zip(numbers, request.pieces, places, strict=True):
            self._known[number] = piece, place
        self.follow(self._document.state)

    def _show(self, state: SessionState) -> None:
        marks = []
        front: Place | None = None
        for number, piece in _pieces(state):
            _, place = self._known.get(number, (None, None))
            if place is None:
                continue
            if number == state.take:
                front = place
            else:
                title = next(take.title for take in state.takes if take.number == number)
                marks.append(Mark(number, title, piece, place))
        if self._heading is not None:
            front = self._heading.place
        self._window.pads.map.show_places(tuple(marks), front)


def _pieces(state: SessionState) -> list[tuple[int, Piece]]:
    """Every take's music, that of the one in front as it is now."""
    return [
        (take.number, state.shown if take.number == state.take and state.shown else take.shown)
        for take in state.takes
    ]
