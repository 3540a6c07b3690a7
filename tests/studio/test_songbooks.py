"""Choosing another songbook while the music goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from vaecomposer.files.songbooks import shipped_songbook
from vaecomposer.generation.api import Failure
from vaecomposer.settings import Settings
from vaecomposer.studio.songbooks import chosen_songbook
from vaecomposer.ui.controls.button import Button

from ..ui.conftest import FACTS, StudioWorker
from .conftest import Desk, desk_of


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "film.safetensors"
    path.write_bytes(b"weights")
    card = {"name": "Film cues", "sources": [{"songs": 128}], "figures": {"note_accuracy": 0.81}}
    path.with_suffix(".json").write_text(json.dumps(card))
    return path


def opened(desk: Desk) -> list[Path]:
    worker = desk.studio.worker
    assert isinstance(worker, StudioWorker)
    return worker.opened


def menu(desk: Desk) -> QMenu:
    return desk.studio.window.songbooks.build(desk.studio.window)


def test_another_songbook_is_opened_remembered_and_shown(desk: Desk, mine: Path) -> None:
    window = desk.studio.window
    window.songbook_picked.emit(str(mine))
    assert opened(desk) == [mine]
    assert not desk.studio.songbook_is_settled
    assert not window.left.compose.isEnabled()
    desk.studio.answered.emit(FACTS)
    assert window.left.compose.isEnabled()
    assert desk.studio.settings.songbook == str(mine)
    assert chosen_songbook(desk.studio.settings) == mine
    rows = {action.text(): action for action in menu(desk).actions()}
    assert list(rows)[:2] == ["Studio", "Film cues"]
    assert rows["Film cues"].isChecked()
    assert rows["Film cues"].statusTip() == (
        "Film cues\nLearned from 128 songs, plays back 81 of 100 notes right in songs it has not heard"
    )


def test_the_one_that_comes_along_is_chosen_by_name_and_forgets_the_path(
    desk: Desk, mine: Path
) -> None:
    desk.studio.window.songbook_picked.emit(str(mine))
    next(a for a in menu(desk).actions() if a.text() == "Studio").trigger()
    assert opened(desk) == [mine, shipped_songbook()]
    assert desk.studio.settings.songbook is None
    assert desk.studio.settings.songbooks == (str(mine),)
    next(a for a in menu(desk).actions() if a.text() == "Studio").trigger()
    assert len(opened(desk)) == 2  # it is open


def test_one_that_does_not_open_leaves_a_way_out(qtbot: QtBot, desk: Desk, mine: Path) -> None:
    window = desk.studio.window
    window.songbook_picked.emit(str(mine))
    desk.studio.answered.emit(Failure(None, "film.safetensors is cut short."))
    assert desk.studio.songbook_is_settled
    missing = window.left._missing
    assert missing.isVisible()
    again, choose = (
        next(b for b in missing.findChildren(Button) if b.text() == text)
        for text in ("Try again", "Choose a songbook…")
    )
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert opened(desk) == [mine, mine]
    desk.studio.answered.emit(Failure(None, "film.safetensors is cut short."))
    asked: list[str] = []
    window.songbooks.choose = lambda: asked.append("asked")  # type: ignore[method-assign]
    window.left.songbook_wanted.disconnect()
    window.left.songbook_wanted.connect(window.songbooks.choose)
    qtbot.mouseClick(choose, Qt.MouseButton.LeftButton)
    assert asked == ["asked"]


def test_a_remembered_one_that_is_gone_is_said_and_the_shipped_one_opens(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone.safetensors")
    made = desk_of(qtbot, Settings(songbook=gone))
    assert chosen_songbook(made.studio.settings) == shipped_songbook()
    said: list[str] = []
    made.studio.window.warn = lambda title, text: said.append(title)  # type: ignore[method-assign,assignment]
    made.studio.songbooks.start()
    assert said == ["gone is not there"]
    made.studio.close()


def test_the_name_in_the_status_line_opens_the_menu(qtbot: QtBot, desk: Desk) -> None:
    window = desk.studio.window
    window.status.repaint()
    popped: list[QPoint] = []
    window.songbooks.pop = popped.append  # type: ignore[method-assign,assignment]
    place = window.status.songbook_place + QPoint(8, 8)
    qtbot.mouseMove(window.status, place)
    assert window.status.help[0] == "Songbook"
    qtbot.mouseClick(window.status, Qt.MouseButton.LeftButton, pos=place)
    assert len(popped) == 1
    qtbot.mouseClick(window.status, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert len(popped) == 1
    window.actions_table["songbook"].trigger()
    assert len(popped) == 2
