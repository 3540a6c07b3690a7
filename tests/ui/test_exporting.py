"""From the sheet to the file and back, with a real thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.music.pieces import four_parts
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.piece import Piece
from vaecomposer.music.swing import Swing
from vaecomposer.studio.exporting import Exporting, Heard
from vaecomposer.ui.export.choices import ExportChoices, ExportKind
from vaecomposer.ui.look import Look


@dataclass
class Desk:
    """A studio as far as exports need one."""

    folder: Path
    piece: Piece | None = field(default_factory=lambda: four_parts(2))
    heard: Heard = field(default_factory=Heard)
    said: list[tuple[str, ...]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def notify(self, text: str, undo: bool = False) -> None:
        self.said.append((text,))

    def warn(self, title: str, text: str) -> None:
        self.said.append((title, text))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def exporting(qtbot: QtBot, look: Look, desk: Desk) -> Iterator[Exporting]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Exporting(
        look,
        window,
        desk,
        lambda: desk.piece,
        lambda: desk.heard,
        lambda: str(desk.folder),
        desk.kept.append,
    )
    yield made
    made.close()
    assert not made.is_running


def begin(exporting: Exporting, name: str, **more: object) -> ExportChoices:
    """Fills in the sheet and starts."""
    exporting.open()
    kind = ExportKind(Path(name).suffix[1:].replace("mid", "midi"))
    exporting.sheet.show_choices(ExportChoices(kind, Path(name), **more))  # type: ignore[arg-type]
    exporting.sheet.start.click()
    return exporting.sheet.wanted.choices


def test_a_file_is_written_and_told_in_the_sheet(
    qtbot: QtBot, exporting: Exporting, desk: Desk
) -> None:
    path = desk.folder / "a.wav"
    with qtbot.waitSignal(exporting.exported, timeout=20_000) as told:
        begin(exporting, str(path))
    assert told.args == [(path,)]
    assert path.stat().st_size > 100_000
    assert exporting.sheet.going.sentence.text.startswith("a.wav written: ")
    assert desk.said == []
    assert desk.kept == [str(path)]
    exporting.open()
    assert exporting.sheet.wanted.isVisible()


def test_what_is_heard_is_what_is_written(qtbot: QtBot, exporting: Exporting, desk: Desk) -> None:
    desk.heard = Heard((TrackMix(mute=True),) * 3, Swing(0.6))
    with qtbot.waitSignal(exporting.exported, timeout=20_000) as told:
        begin(exporting, str(desk.folder / "a.flac"), stems=True)
    assert told.args == [(desk.folder / "a - 4 Kit.flac",)]
    with qtbot.waitSignal(exporting.exported, timeout=20_000):
        begin(exporting, str(desk.folder / "a.mid"))
    assert any(n.end % 240 for n in read_midi(desk.folder / "a.mid").tracks[0].notes)


def test_a_closed_sheet_lets_the_export_go_on_and_the_window_speak(
    qtbot: QtBot, exporting: Exporting, desk: Desk
) -> None:
    desk.piece = four_parts(16)
    with qtbot.waitSignal(exporting.exported, timeout=20_000):
        begin(exporting, str(desk.folder / "a.wav"))
        exporting.sheet.close()
    assert [said[0].startswith("a.wav written") for said in desk.said] == [True]


def test_cancelling_leaves_nothing(qtbot: QtBot, exporting: Exporting, desk: Desk) -> None:
    desk.piece = four_parts(200)
    begin(exporting, str(desk.folder / "a.wav"))
    qtbot.waitUntil(lambda: exporting.sheet.going.line.value() > 0, timeout=10_000)
    exporting.sheet.cancel.click()
    qtbot.waitUntil(lambda: not exporting.is_running, timeout=10_000)
    assert exporting.sheet.wanted.isVisible()
    assert list(desk.folder.iterdir()) == []


def test_the_end_of_the_program_leaves_nothing(
    qtbot: QtBot, exporting: Exporting, desk: Desk
) -> None:
    desk.piece = four_parts(200)
    begin(exporting, str(desk.folder / "a.wav"))
    qtbot.waitUntil(lambda: any(desk.folder.iterdir()), timeout=10_000)
    exporting.close()
    assert list(desk.folder.iterdir()) == []
    qtbot.wait(20)  # what the thread still said comes to nothing


def test_trouble_is_told_where_the_musician_looks(
    qtbot: QtBot, exporting: Exporting, desk: Desk
) -> None:
    begin(exporting, str(desk.folder / "missing" / "a.wav"))
    qtbot.waitUntil(lambda: not exporting.is_running, timeout=10_000)
    assert exporting.sheet.going.title.text == "a.wav was not written"
    assert "is not there" in exporting.sheet.going.sentence.text
    assert desk.said == []
    exporting.sheet.close()
    begin(exporting, str(desk.folder / "missing" / "a.wav"))
    exporting.sheet.close()
    qtbot.waitUntil(lambda: not exporting.is_running, timeout=10_000)
    assert [said[0] for said in desk.said] == ["a.wav was not written"]


def test_without_music_there_is_nothing_to_export(exporting: Exporting, desk: Desk) -> None:
    desk.piece = None
    exporting.open()
    assert not exporting.sheet.isVisible()
    assert desk.said[0][0] == "Nothing to export yet"
