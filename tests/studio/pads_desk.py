"""A studio whose composer is the test: it says what was asked and answers when told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from vaecomposer.generation.api import (
    Answer,
    ComposeRequest,
    ComposeResult,
    MorphRequest,
    Places,
    PlacesRequest,
    SongMap,
    SteerRequest,
    TravelRequest,
)
from vaecomposer.music.piece import Piece
from vaecomposer.session import edits, morphing
from vaecomposer.session.state import Conditions, SessionState
from vaecomposer.settings import Settings
from vaecomposer.studio.studio import Studio
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow

from ..ui.conftest import FACTS, make_piece
from .conftest import ListeningRig

FIRST, SECOND = make_piece(), make_piece(8)
SONGS = SongMap(((0.2, 0.2), (0.8, 0.8)), ("jazz", "folk"), ("", ""))


def louder(velocity: int, piece: Piece = FIRST) -> Piece:
    """Music that is told by the velocity of its tune."""
    tune = piece.tracks[0]
    return piece.with_track(0, tune.with_notes(replace(n, velocity=velocity) for n in tune.notes))


@dataclass
class Asked:
    """Has the shape of the composing process."""

    requests: list[ComposeRequest] = field(default_factory=list)

    def start(self) -> None:
        """Nothing to open."""

    def ask(self, request: ComposeRequest) -> None:
        self.requests.append(request)

    def open(self, songbook: Path) -> None:
        """Nothing to open either."""

    def close(self) -> None:
        """Nothing to end."""


@dataclass
class PadsDesk:
    """A studio with two takes, the first on corner A, the second on B, and its songbook open."""

    studio: Studio
    asked: Asked

    @property
    def state(self) -> SessionState:
        return self.studio.document.state

    @property
    def window(self) -> MainWindow:
        return self.studio.window

    @property
    def blends(self) -> list[MorphRequest]:
        return [r for r in self.asked.requests if isinstance(r, MorphRequest)]

    @property
    def journeys(self) -> list[TravelRequest]:
        return [r for r in self.asked.requests if isinstance(r, TravelRequest)]

    @property
    def looks(self) -> list[PlacesRequest]:
        return [r for r in self.asked.requests if isinstance(r, PlacesRequest)]

    @property
    def steers(self) -> list[SteerRequest]:
        return [r for r in self.asked.requests if isinstance(r, SteerRequest)]

    @property
    def loudness(self) -> int:
        assert self.state.shown is not None
        return self.state.shown.tracks[0].notes[0].velocity

    def hear(self, answer: Answer) -> None:
        self.studio._receive(answer)

    def answer(self, request: ComposeRequest, velocity: int) -> None:
        self.hear(ComposeResult(request, louder(velocity), 5.0))

    def place(self, request: PlacesRequest, *places: tuple[float, float]) -> None:
        self.hear(Places(request, places))


def pads_desk(qtbot: QtBot) -> PadsDesk:
    window = MainWindow(Look("dark", reduced_motion=True))
    window.resize(1440, 900)
    qtbot.addWidget(window)
    asked = Asked()
    studio = Studio(window, Settings(), ListeningRig(), lambda _deliver: asked)
    with qtbot.waitExposed(window):
        window.show()
    document = studio.document
    document.apply("Open", edits.open_piece(FIRST, None))
    document.apply("Compose", edits.take_composed(SECOND, Conditions(), 7))
    document.apply("A", morphing.set_corner(0, 1))
    document.apply("B", morphing.set_corner(1, 2))
    studio._receive(FACTS)
    return PadsDesk(studio, asked)
