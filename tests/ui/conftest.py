"""A window, music to show in it, and an ear for everything it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, Signal
from pytestqt.qtbot import QtBot

from vaecomposer.generation.api import Answer, Composer, SongbookFacts
from vaecomposer.generation.worker import Worker
from vaecomposer.latent.directions import DIRECTIONS, DirectionWords
from vaecomposer.music.chord import parse_chord
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import ChordSpan, MetreChange, Piece, Role, Track, tempo_at
from vaecomposer.session import edits
from vaecomposer.session.state import Conditions, SessionState
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.wishes import Wishes

QUARTER = 480
FOUR_FOUR = Metre(4, 4)
FACTS = SongbookFacts(
    "Studio",
    "CPU, 2 threads",
    ("jazz", "folk"),
    tuple(DirectionWords(f"low {i}", f"high {i}") for i in range(DIRECTIONS)),
    0.8,
)


def make_piece(bars: int = 16, metre: Metre = FOUR_FOUR, further: int = 0) -> Piece:
    """Melody, chords, bass and drums, one note a beat."""
    bar = metre.bar_ticks(QUARTER)
    beats = range(0, bars * bar, metre.beat_ticks(QUARTER))
    length = QUARTER * 3 // 4
    melody = tuple(Note(t, 72 + i % 7, length, 40 + i % 80) for i, t in enumerate(beats))
    chords = tuple(Note(t, p, length, 70) for t in beats for p in (57, 60, 64))
    bass = tuple(Note(t, 33, length, 90) for t in beats)
    drums = tuple(Note(t, (36, 42, 38, 42)[i % 4], 60, 100) for i, t in enumerate(beats))
    tracks = [
        Track("Melody", Role.MELODY, 0, 0, melody, (), is_lead=True),
        Track("Chords", Role.CHORDS, 1, 0, chords, (), is_lead=True),
        Track("Bass", Role.BASS, 2, 32, bass, (), is_lead=True),
        Track("Drums", Role.DRUMS, 9, None, drums, (), is_lead=True),
    ]
    tracks += [Track(f"Further {i}", Role.OTHER, 3 + i, 0, melody[i::3]) for i in range(further)]
    chord = parse_chord("Am7")
    assert chord is not None
    spans = tuple(ChordSpan(b * bar, bar, chord) for b in range(bars))
    tempos, metres = (tempo_at(0, 96.0),), (MetreChange(0, metre),)
    return Piece(QUARTER, tuple(tracks), tempos, metres, (), spans, bars * bar, "Harbour Lights")


def state_of(piece: Piece) -> SessionState:
    """A session that shows a piece."""
    conditions = replace(Conditions(), key=Key(9, Mode.DORIAN))
    return edits.take_composed(piece, conditions, 7)(SessionState())


class StudioWorker(Worker):
    """A worker that writes down which other songbooks it is to open."""

    def __init__(self, load: Callable[[], Composer], deliver: Callable[[Answer], None]) -> None:
        super().__init__(load, deliver)
        self.opened: list[Path] = []

    def open(self, songbook: Path) -> None:
        self.opened.append(songbook)


class Ear:
    """Writes down every intent a window emits, by name."""

    def __init__(self, window: MainWindow) -> None:
        self.heard: list[tuple[object, ...]] = []
        for name, value in vars(Wishes).items():
            if isinstance(value, Signal):
                getattr(window, name).connect(self._listener(name))

    def _listener(self, name: str) -> Callable[..., None]:
        return lambda *args: self.heard.append((name, *args))

    def all_of(self, name: str) -> list[tuple[object, ...]]:
        return [said[1:] for said in self.heard if said[0] == name]


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    return Look("dark", reduced_motion=True)


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> Iterator[MainWindow]:
    made = MainWindow(look)
    made.resize(1440, 900)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.show_songbook(FACTS)
    yield made
    made.hide()
    running = [t for t in made.findChildren(QTimer) if t.isActive() and t.interval() > 1000]
    assert not running, f"still running: {running}"


@pytest.fixture
def ear(window: MainWindow) -> Ear:
    return Ear(window)
