"""Presets in the menu: used, kept, found again at the next start, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from vaecomposer.music.mix import TrackMix
from vaecomposer.session import edits
from vaecomposer.session.presets import SHIPPED

from .conftest import Desk, desk_of


@pytest.fixture
def open_desk(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[], Desk]]:
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    monkeypatch.setattr("vaecomposer.files.presets.presets_path", lambda: tmp_path / "presets.json")
    made: list[Desk] = []

    def opened() -> Desk:
        made.append(desk_of(qtbot))
        made[-1].studio.presetting.start()
        return made[-1]

    yield opened
    for desk in made:
        desk.studio.close()


def choose(desk: Desk, *words: str) -> None:
    window = desk.studio.window
    parent = QMenu(window)
    menu = window.presets.build(parent, window.transport.menu_button, has_music=True)
    for word in words[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.text() == word)  # type: ignore[assignment]
    next(a for a in menu.actions() if a.text() == words[-1]).trigger()


def test_a_shipped_preset_is_one_step_that_undo_takes_back(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    before = desk.studio.document.state
    choose(desk, "Sliders", "Busier")
    wanted = dict(dict(SHIPPED.sliders)["Busier"])
    assert desk.studio.document.state.shape[0] == wanted["shape.density"]
    assert desk.studio.document.undo_label == "Preset Busier"
    desk.studio.document.undo()
    assert desk.studio.document.state == before


def test_a_preset_of_ones_own_is_kept_and_there_at_the_next_start(
    open_desk: Callable[[], Desk],
) -> None:
    desk = open_desk()
    document, presets = desk.studio.document, desk.studio.window.presets
    document.apply("Density", edits.set_shape(0, 33.0))
    document.apply("Mix", edits.set_track_mix(2, TrackMix(0.5)))
    for kind in ("Sliders", "Mix"):
        choose(desk, kind, "Keep as a preset…")
        field = presets.typing.field
        field.setText("Busier" if kind == "Sliders" else "Mine")
        QTest.keyClick(field, Qt.Key.Key_Return)
        if kind == "Sliders":
            assert "one of the program's own" in presets.typing.said.text
            field.setText("Mine")
            QTest.keyClick(field, Qt.Key.Key_Return)

    other = open_desk()
    choose(other, "Sliders", "Mine")
    choose(other, "Mix", "Mine")
    assert other.studio.document.state.shape[0] == 33.0
    assert other.studio.document.state.mix[2].volume == 0.5
    choose(other, "Sliders", "Delete", "Mine")
    with pytest.raises(StopIteration):
        choose(other, "Sliders", "Mine")
