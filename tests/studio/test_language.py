"""The language: chosen in the menu, remembered, and taken up at the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from vaecomposer.settings import Settings
from vaecomposer.studio.studio import Studio, StudioOptions
from vaecomposer.ui.language.catalogue import LANGUAGES
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow

from ..ui.conftest import StudioWorker
from .conftest import Composer, ListeningRig


@pytest.fixture
def studio(qtbot: QtBot, folder: Path) -> Iterator[Studio]:
    window = MainWindow(Look("dark", reduced_motion=True))
    qtbot.addWidget(window)
    studio = Studio(window, Settings(), ListeningRig(), lambda tell: StudioWorker(Composer, tell))
    studio.start(StudioOptions())
    qtbot.waitUntil(lambda: studio.songbook_is_settled)
    yield studio
    studio.close()


def languages(studio: Studio) -> list[QAction]:
    window = studio.window
    menu = window.menu.build(window.transport.menu_button, {})
    inner = next(m for m in menu.findChildren(QMenu) if m.title() == "Language")
    return inner.actions()


def chosen(studio: Studio) -> list[str]:
    return [action.text() for action in languages(studio) if action.isChecked()]


def test_the_menu_offers_the_systems_language_and_each_in_its_own_words(studio: Studio) -> None:
    assert [action.text() for action in languages(studio)] == ["The system's", *LANGUAGES.values()]
    assert chosen(studio) == ["The system's"]


def test_a_choice_is_remembered_and_told_to_take_effect_at_the_next_start(studio: Studio) -> None:
    languages(studio)[2].trigger()
    assert studio.settings.language == "zh_CN"
    assert chosen(studio) == ["简体中文"]
    assert "The language changes at the next start" in studio.window._toasts.texts
    assert studio.window.left.compose.text() == "Compose a take"


def test_the_system_can_be_followed_again(studio: Studio) -> None:
    languages(studio)[2].trigger()
    languages(studio)[0].trigger()
    assert studio.settings.language == ""
    assert chosen(studio) == ["The system's"]
