"""A whole studio with a controller plugged in whose knobs the test turns."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vaecomposer.engine.api import MidiArrived, MidiChoice
from vaecomposer.engine.rig import Rig
from vaecomposer.generation.api import ComposeRequest, SongbookFacts, TakeRequest
from vaecomposer.music.piece import Piece
from vaecomposer.session import edits
from vaecomposer.settings import Settings
from vaecomposer.studio.studio import Studio
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow

from ..engine.quiet_rig import PulledDevices
from ..ui.conftest import FACTS, StudioWorker, make_piece

PIECE = make_piece()
PORT = "Launchkey"


class Composer:
    """Gives back what it is given."""

    facts: SongbookFacts = FACTS

    def answer(self, request: ComposeRequest) -> Piece:
        return PIECE if isinstance(request, TakeRequest) else request.source


class ListeningRig(Rig):
    """A quiet rig that writes down how it is to meet MIDI."""

    def __init__(self) -> None:
        super().__init__(devices=PulledDevices())
        self.chosen: list[MidiChoice] = []

    def choose_midi(self, choice: MidiChoice) -> None:
        self.chosen.append(choice)


@dataclass
class Desk:
    """A studio, and hands on a controller."""

    studio: Studio
    rig: ListeningRig
    clock: float = field(default_factory=time.perf_counter)

    def send(self, *messages: tuple[int, int, int], port: str = PORT) -> None:
        """Messages arrive a millisecond after one another; nothing is shown before the next frame."""
        for message in messages:
            self.clock += 0.001
            self.rig.tell(MidiArrived(port, self.clock, bytes(message)))

    def frame(self) -> None:
        self.studio._tick()

    def turn(self, *messages: tuple[int, int, int], port: str = PORT) -> None:
        """Messages, a frame after each."""
        for message in messages:
            self.send(message, port=port)
            self.frame()

    def learn(self, target: str, *messages: tuple[int, int, int], port: str = PORT) -> None:
        """Arms a target and moves what shall move it."""
        self.studio.window.learning.arm(target)
        self.send(*messages, port=port)
        self.frame()
        assert self.studio.window.learning.armed is None

    @property
    def taken(self) -> tuple[tuple[str, int, int], ...]:
        return self.rig.chosen[-1].taken


def desk_of(qtbot: QtBot, settings: Settings | None = None) -> Desk:
    """A studio with music, its songbook open."""
    window = MainWindow(Look("dark", reduced_motion=True))
    window.resize(1280, 800)
    qtbot.addWidget(window)
    rig = ListeningRig()
    studio = Studio(
        window,
        settings or Settings(midi_inputs=(PORT,)),
        rig,
        lambda deliver: StudioWorker(Composer, deliver),
    )
    with qtbot.waitExposed(window):
        window.show()
    studio.worker.start()
    studio.document.apply("Open", edits.open_piece(PIECE, None))
    studio.controlling.look()
    qtbot.waitUntil(lambda: studio.songbook_is_settled)
    return Desk(studio, rig)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where controllers are remembered."""
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    found = tmp_path / "controllers"
    monkeypatch.setattr("vaecomposer.files.controller_maps.controller_folder", lambda: found)
    return found


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    made = desk_of(qtbot)
    yield made
    made.studio.close()
