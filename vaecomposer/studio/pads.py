"""The right column: Mood, Morph and Map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from vaecomposer.generation.api import (
    Answer,
    ComposeRequest,
    ComposeResult,
    Failure,
    MorphRequest,
    Places,
    PlacesRequest,
    SongbookFacts,
    TravelRequest,
)
from vaecomposer.generation.controller import Controller
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.session.state import SessionState
from vaecomposer.studio.morphing import Morphing
from vaecomposer.studio.path_playing import PathPlaying
from vaecomposer.studio.sounding import Sounding
from vaecomposer.studio.travelling import Travelling
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.pads.mood import mood_words


class Pads(QObject):
    """What the musician does with the pads. Lives on the GUI thread.

    Args:
        document: is edited.
        sounding: what time it is in the music.
        window: asks and shows.
        controller: hands on requests for other music in front.
        ask: hands on requests beside it.
        turn: the merge word of a knob's moves.
    """

    def __init__(
        self,
        document: Document,
        sounding: Sounding,
        window: MainWindow,
        controller: Controller,
        ask: Callable[[ComposeRequest], None],
        turn: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._document, self._controller, self._turn = document, controller, turn
        self.morphing = Morphing(document, window, controller, turn)
        self.path = PathPlaying(document, sounding, window, self.morphing, ask)
        self.travelling = Travelling(document, window, controller, ask)
        window.mood_moved.connect(self._set_mood)

    def open(self, facts: SongbookFacts) -> None:
        """A songbook is open."""
        self.travelling.open(facts)

    def follow(self, state: SessionState) -> None:
        """Takes up a state."""
        self.morphing.follow(state)
        self.path.follow(state)
        self.travelling.follow(state)

    def tick(self) -> None:
        """Sixty times a second."""
        self.path.tick()

    def drop(self) -> None:
        """Another session comes."""
        self.path.drop()
        self.travelling.drop()

    def close(self) -> None:
        """Ends."""
        self.path.close()
        self.morphing.close()
        self.travelling.close()

    def receive(self, answer: Answer) -> bool | None:
        """Takes an answer; whether it changed what is shown, None if it is not for the pads."""
        if isinstance(answer, Places):
            self.travelling.receive_places(answer)
            return False
        if isinstance(answer, SongbookFacts):
            return None
        request = answer.request
        if isinstance(answer, Failure):
            return self._fail(answer)
        if isinstance(request, MorphRequest):
            if not request.beside:
                return self.morphing.receive(answer, request)
            self.path.receive(answer)
            return False
        if isinstance(request, TravelRequest) and isinstance(answer, ComposeResult):
            return self.travelling.receive(answer, request)
        return None

    def _fail(self, failure: Failure) -> bool | None:
        """A sentence about what nobody waits for need not be said."""
        request = failure.request
        self.travelling.fail(failure)
        if isinstance(request, PlacesRequest):
            return False
        if isinstance(request, MorphRequest) and request.beside:
            self.path.receive(failure)
            return False
        return None

    @Slot(object)
    def _set_mood(self, mood: tuple[float, float] | None) -> None:
        label = f"Mood: {mood_words(mood)}" if mood is not None else "Any mood"
        self._document.apply(label, edits.set_mood(mood), merge=self._turn("mood"))
