"""Opening music of every kind, keeping it as a take and putting it into the song."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.music.pieces import four_parts
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.score_writing import write_score
from vaecomposer.studio import opening

from .conftest import PIECE, Desk


@pytest.fixture
def tune(tmp_path: Path) -> str:
    write_midi(four_parts(4), tmp_path / "tune.mid")
    return str(tmp_path / "tune.mid")


def told(desk: Desk) -> list[str]:
    """What the window's messages say, from now on."""
    said: list[str] = []
    window = desk.studio.window
    window.notify = lambda text, undo=False: said.append(text)  # type: ignore[method-assign,assignment]
    window.warn = lambda title, text: said.append(f"{title}: {text}")  # type: ignore[method-assign,assignment]
    return said


def test_a_score_is_read_on_a_thread_and_its_chords_are_found(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    said = told(desk)
    write_score(four_parts(4), tmp_path / "tune.musicxml")
    desk.studio.open_file(str(tmp_path / "tune.musicxml"))
    assert said == ["Opening tune.musicxml. Playing and editing go on."]
    qtbot.waitUntil(lambda: desk.studio.document.state.path is not None, timeout=30_000)
    source = desk.studio.document.state.source
    assert source is not None
    assert len(source.tracks) == 4
    assert source.chords


def test_a_long_file_is_read_on_a_thread_and_a_small_one_at_once(
    qtbot: QtBot, desk: Desk, tune: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.studio.open_file(tune)
    assert desk.studio.document.state.path == tune
    monkeypatch.setattr(opening, "AT_ONCE", 10)
    desk.studio.document.undo()
    desk.studio.open_file(tune)
    assert desk.studio.document.state.path != tune
    qtbot.waitUntil(lambda: desk.studio.document.state.path == tune)


def test_the_newest_wins(
    qtbot: QtBot, desk: Desk, tmp_path: Path, tune: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 10)
    write_midi(four_parts(2), tmp_path / "later.mid")
    desk.studio.open_file(tune)
    desk.studio.open_file(str(tmp_path / "later.mid"))
    qtbot.waitUntil(lambda: desk.studio.document.state.path == str(tmp_path / "later.mid"))
    qtbot.wait(200)
    assert desk.studio.document.state.path == str(tmp_path / "later.mid")
    assert len(desk.studio.document.state.takes) == 2


def test_what_cannot_be_read_is_a_sentence(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    said = told(desk)
    (tmp_path / "broken.abc").write_text("Dear diary")
    desk.studio.open_file(str(tmp_path / "broken.abc"))
    qtbot.waitUntil(lambda: len(said) == 2, timeout=30_000)
    assert said[1].startswith("broken.abc was not opened: broken.abc holds no tune")
    assert desk.studio.document.state.source is PIECE


def test_what_the_model_does_not_see_is_said(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    said = told(desk)
    piece = four_parts(2)
    melody = piece.tracks[0]
    doubled = melody.with_notes([*melody.notes, *(n.transposed(-5) for n in melody.notes)])
    write_midi(piece.with_track(0, doubled), tmp_path / "two voices.mid")
    desk.studio.open_file(str(tmp_path / "two voices.mid"))
    qtbot.waitUntil(lambda: bool(said))
    assert "outside the model's grid; they stay as they are." in said[0]


def test_a_file_is_kept_beside_the_music_in_front(desk: Desk, tune: str) -> None:
    desk.studio.window.file_kept.emit(tune)
    state = desk.studio.document.state
    assert state.source is PIECE
    assert [take.path for take in state.takes] == [None, tune]
    assert desk.studio.document.undo_label == "Keep tune"


def test_a_file_is_put_at_the_end_of_the_song(desk: Desk, tune: str) -> None:
    desk.studio.window.file_sung.emit(tune)
    state = desk.studio.document.state
    assert state.source is PIECE
    assert [section.take for section in state.song] == [2]
    desk.studio.document.undo()
    assert not desk.studio.document.state.song


def test_a_file_over_the_window_tells_what_is_in_it(qtbot: QtBot, desk: Desk, tune: str) -> None:
    window = desk.studio.window
    window._drop.show_over(window.centre, tune)
    window.file_dragged.emit(tune)
    qtbot.waitUntil(lambda: bool(window._drop._facts))
    assert window._drop._facts.startswith("4 tracks, 4 bars, ")
    window._drop.hide()
