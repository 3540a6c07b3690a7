"""The window's one menu: sessions, export, appearance, language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.menu import language_menu
from vaecomposer.ui.presets import PresetsMenu
from vaecomposer.ui.songbooks.menu import SongbookMenu

_FIRST: tuple[str | None, ...] = ("new", "open")
_SECOND: tuple[str | None, ...] = (
    "save", "save-as", None, "export", None, "history",
)  # fmt: skip
_THIRD: tuple[str | None, ...] = (
    None,
    "palette", "shortcuts", "tour", None,
    "look-system", "look-dark", "look-light", "reduced-motion",
)  # fmt: skip
_FOURTH: tuple[str | None, ...] = (
    None, "left-column", "right-column", "full-screen", None, "quit",
)  # fmt: skip
"""Above and below the recent sessions, below the presets, and below the languages; None is a line."""


class Table(Protocol):
    """The commands by name."""

    def __getitem__(self, name: str) -> QAction:
        """The action of a command."""
        ...


class MainMenu(QObject):
    """Knows what was opened lately and what is kept unsaved, and builds the menu when it is asked for."""

    recent_picked = Signal(str)  # path
    recovery_picked = Signal(int)
    language_picked = Signal(str)  # "" for the system's

    def __init__(
        self, table: Table, presets: PresetsMenu, songbooks: SongbookMenu, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._presets, self._songbooks = presets, songbooks
        self._table = table
        self._parent = parent
        self.recent: tuple[str, ...] = ()
        self.kept: tuple[str, ...] = ()
        self.language = ""

    def build(self, button: QWidget, checked: Mapping[str, bool]) -> QMenu:
        """The menu as it is now.

        Args:
            button: what it opens under.
            checked: commands that show whether they are on.
        """
        table = self._table
        for name, on in checked.items():
            table[name].setCheckable(True)
            table[name].setChecked(on)
        menu = QMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)
        _add(menu, table, _FIRST)
        menu.addMenu(self._recent_menu(menu))
        _add(menu, table, _SECOND)
        menu.addMenu(self._presets.build(menu, button, has_music=table["save"].isEnabled()))
        menu.addMenu(self._songbooks.build(menu))
        _add(menu, table, _THIRD)
        menu.addMenu(language_menu(menu, self.language, self.language_picked.emit))
        _add(menu, table, _FOURTH)
        return menu

    def pop(self, button: QWidget, checked: Mapping[str, bool]) -> None:
        """Opens the menu under a button."""
        self.build(button, checked).popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _recent_menu(self, parent: QMenu) -> QMenu:
        menu = QMenu(translate("Menu", "Recent"), parent)
        for path in self.recent:
            name = PurePath(path)
            action = menu.addAction(f"{name.stem}  ·  {name.parent.name}")
            action.setStatusTip(path)
            action.triggered.connect(lambda _on=False, p=path: self.recent_picked.emit(p))
        if self.recent and self.kept:
            menu.addSeparator()
        for index, said in enumerate(self.kept):
            action = menu.addAction(translate("Menu", "Not saved: {said}").format(said=said))
            action.triggered.connect(lambda _on=False, i=index: self.recovery_picked.emit(i))
        menu.setEnabled(bool(self.recent or self.kept))
        return menu


def _add(menu: QMenu, table: Table, names: tuple[str | None, ...]) -> None:
    for name in names:
        if name is None:
            menu.addSeparator()
        else:
            menu.addAction(table[name])
