"""The menu of presets: sliders and mixes by name, the program's and the musician's own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from vaecomposer.session.presets import SHIPPED, Presets
from vaecomposer.ui.controls.typing import Typing
from vaecomposer.ui.look import Look

KINDS = ("sliders", "mixes")
_TITLES = {"sliders": "Sliders", "mixes": "Mix"}


class PresetsMenu(QObject):
    """Knows the presets and builds the menu when it is asked for."""

    picked = Signal(str, str)  # kind, name
    kept = Signal(str, str)
    deleted = Signal(str, str)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._own = Presets()
        self.typing = Typing(look, window)

    def show_presets(self, own: Presets) -> None:
        """Offers the musician's own beside the program's."""
        self._own = own

    def build(self, parent: QMenu, button: QWidget, *, has_music: bool) -> QMenu:
        """The menu, to stand inside another; a name is typed under `button`."""
        menu = QMenu("Presets", parent)
        for kind in KINDS:
            inner = menu.addMenu(_TITLES[kind])
            own = [name for name, _ in getattr(self._own, kind)]
            for name, _ in getattr(SHIPPED, kind):
                self._add(inner, kind, name)
            if own:
                inner.addSeparator()
            for name in own:
                self._add(inner, kind, name)
            inner.addSeparator()
            keep = inner.addAction("Keep as a preset…")
            keep.triggered.connect(lambda _on=False, k=kind: self._ask(k, button))
            if own:
                gone = inner.addMenu("Delete")
                for name in own:
                    action = gone.addAction(name)
                    action.triggered.connect(
                        lambda _on=False, k=kind, n=name: self.deleted.emit(k, n)
                    )
        menu.setEnabled(has_music)
        return menu

    def _add(self, menu: QMenu, kind: str, name: str) -> None:
        action = menu.addAction(name)
        action.triggered.connect(lambda _on=False: self.picked.emit(kind, name))

    def _ask(self, kind: str, button: QWidget) -> None:
        def take(text: str) -> str:
            name = " ".join(text.split())
            if not name:
                return "A preset needs a name."
            if name in {known for known, _ in getattr(SHIPPED, kind)}:
                return f"{name} is one of the program's own presets; choose another name."
            self.kept.emit(kind, name)
            return ""

        self.typing.ask(button, f"Name of the preset ({_TITLES[kind]})", "", "My verse", take)
