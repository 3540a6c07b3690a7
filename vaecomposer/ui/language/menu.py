"""The choice of a language, each in its own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from vaecomposer.ui.language.catalogue import LANGUAGES, translate


def language_menu(parent: QMenu, chosen: str, picked: Callable[[str], None]) -> QMenu:
    """The languages there are; `chosen` and what is picked are "" for the system's."""
    menu = QMenu(translate("Language", "Language"), parent)
    group = QActionGroup(menu)
    system = translate("Language", "The system's")
    for language, name in (("", system), *LANGUAGES.items()):
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(language == chosen)
        action.triggered.connect(lambda _on=False, wish=language: picked(wish))
        group.addAction(action)
    return menu
