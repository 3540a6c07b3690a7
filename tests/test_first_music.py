"""The whole path once: a MIDI file in, a slider dragged, other notes sounding, the export read back."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from vaecomposer.composing.link import ComposingProcess
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.music.piece import Piece
from vaecomposer.paths import models, resources
from vaecomposer.settings import Settings
from vaecomposer.studio.studio import Studio, StudioOptions
from vaecomposer.ui.export.choices import ExportChoices, ExportKind
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow

from .engine.quiet_rig import RATE, quiet_rig

DEMO = resources() / "demos" / "1 Neo-soul.mid"


@pytest.fixture
def studio(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Studio]:
    """A studio with the shipped songbook."""
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    window = MainWindow(Look("dark"))
    qtbot.addWidget(window)
    songbook = models() / "studio.safetensors"
    made = Studio(
        window, Settings(), quiet_rig(), lambda deliver: ComposingProcess(songbook, deliver)
    )
    window.show()
    made.start(StudioOptions())
    yield made
    made.close()


def pull(studio: Studio, seconds: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """The next seconds of sound, (frames, 2)."""
    blocks = [np.zeros((256, 2), np.float32) for _ in range(int(seconds * RATE / 256))]
    for block in blocks:
        studio.sounding.engine.fill(block)
    return np.concatenate(blocks)


def notes(piece: Piece | None) -> list[tuple[int, ...]]:
    """Everything that sounds, comparable across files."""
    assert piece is not None
    return sorted(
        (t.channel, t.program or 0, n.onset, n.pitch, n.duration, n.velocity)
        for t in piece.tracks
        for n in t.notes
    )


def test_a_slider_dragged_over_an_opened_file_changes_what_sounds_and_what_is_exported(
    studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = read_midi(DEMO)
    studio.window.open_requested.emit(str(DEMO))
    assert studio.document.state.shown == opened
    qtbot.waitUntil(lambda: studio.songbook_is_settled, timeout=60_000)

    studio.window.play_toggled.emit()
    at_rest = pull(studio, 4.0)
    assert np.abs(at_rest).max() > 0.01

    for value in range(0, 101, 10):  # a drag, faster than the network answers
        studio.window.direction_moved.emit(0, float(value))
        studio.window.direction_moved.emit(1, float(-value))
        qtbot.wait(5)
    studio.window.drag_ended.emit()
    qtbot.waitUntil(lambda: notes(studio.document.state.shown) != notes(opened), timeout=20_000)
    qtbot.wait(500)  # the last answer
    moved = studio.document.state.shown

    swaps = studio.sounding.engine.player.swaps
    pull(studio, 1.5)  # past the next beat
    assert studio.sounding.engine.player.swaps > swaps
    studio.sounding.engine.seek(0)
    after = pull(studio, 4.0)
    assert np.abs(after[: len(at_rest)] - at_rest).max() > 0.01

    target = tmp_path / "moved.mid"
    studio.window.export_requested.emit()
    studio.exporting.sheet.start_requested.emit(ExportChoices(ExportKind.MIDI, target))
    qtbot.waitUntil(lambda: not studio.exporting.is_running, timeout=20_000)
    assert notes(read_midi(target)) == notes(moved)

    while studio.document.undo_label and not studio.document.undo_label.startswith("Open"):
        studio.window.undo_requested.emit()
    assert studio.document.state.shown == opened


def test_composing_brings_a_new_take_in_four_parts(studio: Studio, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: studio.songbook_is_settled, timeout=60_000)
    studio.window.compose_requested.emit()
    qtbot.waitUntil(lambda: studio.document.state.shown is not None, timeout=20_000)
    take = studio.document.state.shown
    assert take is not None
    assert len(take.tracks) == 4
    assert all(track.notes for track in take.tracks)


def test_a_broken_file_changes_nothing(studio: Studio, tmp_path: Path) -> None:
    studio.window.open_requested.emit(str(DEMO))
    before = studio.document.state
    broken = tmp_path / "broken.mid"
    broken.write_bytes(DEMO.read_bytes()[:40])
    studio.window.open_requested.emit(str(broken))
    assert studio.document.state == before
