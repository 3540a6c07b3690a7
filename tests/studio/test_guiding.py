"""The first minutes: music within one click, sessions to look around in, and what is remembered of help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from vaecomposer.files.sessions.session_file import SUFFIX, read_session
from vaecomposer.music.snap import SNAPS
from vaecomposer.paths import resources
from vaecomposer.session.song import song_of
from vaecomposer.settings import Settings, load_settings, save_settings
from vaecomposer.studio.guiding import demo_sessions, what_it_holds
from vaecomposer.studio.studio import Studio, StudioOptions
from vaecomposer.ui.help.keymap import Keymap
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow

from ..ui.conftest import StudioWorker
from .conftest import Composer, ListeningRig

DEMOS = sorted((resources() / "demos").glob(f"*{SUFFIX}"))


@pytest.fixture
def first(qtbot: QtBot, folder: Path) -> Iterator[Studio]:
    """A studio as it is on its first launch."""
    window = MainWindow(Look("dark", reduced_motion=True))
    window.resize(1280, 800)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    studio = Studio(window, Settings(), ListeningRig(), lambda tell: StudioWorker(Composer, tell))
    studio.start(StudioOptions())
    qtbot.waitUntil(lambda: studio.songbook_is_settled)
    yield studio
    studio.close()


def press(studio: Studio, widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_there_are_two_demo_sessions() -> None:
    assert len(DEMOS) == 2
    assert [session.name for session in demo_sessions()] == [path.stem for path in DEMOS]


@pytest.mark.parametrize("path", DEMOS, ids=lambda path: path.stem)
def test_every_demo_session_can_be_read_and_shows_what_there_is(path: Path) -> None:
    session = read_session(path)
    state = session.state
    assert len(state.takes) >= 3
    assert all(take.name and take.shown.tracks for take in state.takes)
    assert any(section.repeats > 1 for section in state.song)
    assert any(any(take.shape) or take.variation for take in state.takes)
    assert any(take.starred for take in state.takes)
    assert state.mix
    song = song_of(state)
    assert song is not None
    assert len(song.piece.bars()) >= 48
    assert path.stat().st_size < 60_000
    assert what_it_holds(session) == "3 takes, song"


def test_compose_on_the_first_launch_makes_a_take_that_play_lets_sound(
    first: Studio, qtbot: QtBot
) -> None:
    empty = first.window.centre.empty
    assert empty.isVisible()
    press(first, empty.compose)
    qtbot.waitUntil(lambda: len(first.document.state.takes) == 1)
    assert not empty.isVisible()
    assert not first.sounding.readings.playing
    press(first, first.window.transport.play)
    qtbot.waitUntil(lambda: first.sounding.readings.playing)


def test_a_demo_piece_comes_and_nothing_plays_or_composes(first: Studio) -> None:
    demos = first.window.centre.empty.demos
    assert [demo.text() for demo in demos] == ["Neo-soul", "Film", "Folk waltz"]
    press(first, demos[0])
    state = first.document.state
    assert len(state.takes) == 1
    assert state.shown is state.source
    assert not first.controller.is_composing
    first._tick()
    assert not first.sounding.readings.playing


def test_a_demo_session_opens_as_a_copy(first: Studio, qtbot: QtBot) -> None:
    window = first.window
    sessions = window.centre.empty.sessions
    assert [button.accessibleName() for button in sessions] == [
        f"Open session {path.stem}, 3 takes, song" for path in DEMOS
    ]
    press(first, sessions[1])
    assert window.transport.title.text == DEMOS[1].stem
    assert len(first.document.state.takes) == 3
    assert first.keeping.path is None
    assert first.settings.recent == ()
    assert not first.sounding.readings.playing
    assert not first.controller.is_composing


def test_the_tour_is_offered_until_it_was_seen(first: Studio, qtbot: QtBot) -> None:
    empty = first.window.centre.empty
    assert empty.tour.isVisible()
    assert not first.window.guide.tour.isVisible()
    press(first, empty.tour)
    press(first, first.window.guide.tour.skip)
    assert first.settings.toured
    assert not empty.tour.isVisible()


def test_own_keys_are_remembered(first: Studio) -> None:
    guide = first.window.guide
    guide.sheet.keymap_picked.emit(Keymap((("loop", "W"),), letters=False))
    guide.toggle_space()
    kept = first.settings
    assert (kept.keys, kept.single_keys, kept.space_presses) == (("loop=W",), False, True)
    first.guiding.start()
    actions = first.window.actions_table
    assert actions["loop"].shortcuts() == []  # a letter, and letters are off
    first.settings = Settings(keys=("loop=W",))
    first.guiding.start()
    assert [key.toString() for key in actions["loop"].shortcuts()] == ["W"]


def test_what_help_keeps_is_written_and_nonsense_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    kept = Settings(keys=("loop=W",), single_keys=False, space_presses=True, toured=True)
    assert save_settings(kept, path)
    assert load_settings(path) == kept
    text = '{"version": 1, "keys": [1], "single_keys": 3, "toured": "yes"}'
    path.write_text(text, encoding="utf-8")
    assert load_settings(path) == Settings()


def test_the_grid_is_as_it_was_left_at_the_next_start(
    first: Studio, qtbot: QtBot, folder: Path
) -> None:
    tools = first.window.centre.tools
    tools.snap.picked.emit(next(snap for snap in SNAPS if snap.name == "1/8 T"))
    menu = tools.strength_menu()
    next(a for a in menu.actions() if a.text() == "50 %").trigger()
    menu.close()
    first.close()
    kept = load_settings()
    assert (kept.snap, kept.quantise_strength) == ("1/8 T", 50)

    window = MainWindow(Look("dark", reduced_motion=True))
    qtbot.addWidget(window)
    again = Studio(window, kept, ListeningRig(), lambda tell: StudioWorker(Composer, tell))
    again.start(StudioOptions())
    tools, roll = window.centre.tools, window.centre.roll
    assert (roll.snap.name, roll.strength) == ("1/8 T", 0.5)
    assert tools.snap.text() == "1/8 T"
    assert tools.strength.accessibleName() == "Quantise strength, 50 per cent"
    assert again.settings == kept  # showing it is no choice
    again.close()


def test_a_grid_that_is_not_offered_any_more_is_the_usual_one(first: Studio) -> None:
    first.window.show_grid("1/5", 33)
    roll = first.window.centre.roll
    assert (roll.snap.name, roll.strength) == ("1/16", 1.0)
    assert (Settings().snap, Settings().quantise_strength) == ("1/16", 100)
