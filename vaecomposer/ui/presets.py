"""The menu of presets by name: sliders and mixes, the program's and the musician's own; own chords and forms."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from vaecomposer.music.progression import MAJOR_PROGRESSIONS, MINOR_PROGRESSIONS
from vaecomposer.session.presets import SHIPPED, Presets, has_progression
from vaecomposer.session.state import SessionState
from vaecomposer.ui.controls.typing import Typing
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look

KINDS = ("sliders", "mixes", "progressions", "forms")
_OF_MUSIC = ("sliders", "mixes")
_TITLES = {
    "sliders": translate("Presets", "Sliders"),
    "mixes": translate("Presets", "Mix"),
    "progressions": translate("Presets", "Chords"),
    "forms": translate("Presets", "Form"),
}
_SHIPPED_NAMES = {
    kind: {name for name, _ in getattr(SHIPPED, kind)} for kind in ("sliders", "mixes", "forms")
} | {"progressions": {name for name, _ in (*MAJOR_PROGRESSIONS, *MINOR_PROGRESSIONS)}}
"""The program's own; its progressions and forms are offered in the heading."""


class PresetsMenu(QObject):
    """Knows the presets and builds the menu when it is asked for."""

    picked = Signal(str, str)  # kind, name
    kept = Signal(str, str)
    deleted = Signal(str, str)
    own_shown = Signal(object)  # Presets

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._own = Presets()
        self._state = SessionState()
        self.typing = Typing(look, window)

    def show_presets(self, own: Presets) -> None:
        """Offers the musician's own beside the program's."""
        self._own = own
        self.own_shown.emit(own)

    def show_state(self, state: SessionState) -> None:
        """Follows what could be kept."""
        self._state = state

    def build(self, parent: QMenu, button: QWidget, *, has_music: bool) -> QMenu:
        """The menu, to stand inside another; a name is typed under `button`."""
        menu = QMenu(translate("Presets", "Presets"), parent)
        for kind in KINDS:
            inner = menu.addMenu(_TITLES[kind])
            inner.setEnabled(has_music or kind not in _OF_MUSIC)
            own = [name for name, _ in getattr(self._own, kind)]
            for name, _ in getattr(SHIPPED, kind):
                self._add(inner, kind, name)
            inner.addSeparator()  # Qt shows no line where nothing stands before or after it
            for name in own:
                self._add(inner, kind, name)
            inner.addSeparator()
            keep = inner.addAction(translate("Presets", "Keep as a preset…"))
            keep.setEnabled(kind != "progressions" or has_progression(self._state))
            keep.triggered.connect(lambda _on=False, k=kind: self.ask_name(k, button))
            if own:
                gone = inner.addMenu(translate("Presets", "Delete"))
                for name in own:
                    action = gone.addAction(name.replace("&", "&&"))
                    action.triggered.connect(
                        lambda _on=False, k=kind, n=name: self.deleted.emit(k, n)
                    )
        return menu

    def _add(self, menu: QMenu, kind: str, name: str) -> None:
        action = menu.addAction(localised(name).replace("&", "&&"))
        action.triggered.connect(lambda _on=False: self.picked.emit(kind, name))

    def ask_name(self, kind: str, button: QWidget) -> None:
        """Lets the name be typed, under `button`, under which what is there now is kept."""

        def take(text: str) -> str:
            name = " ".join(text.split())
            if not name:
                return translate("Presets", "A preset needs a name.")
            if name in _SHIPPED_NAMES[kind]:
                return translate(
                    "Presets", "{name} is one of the program's own presets; choose another name."
                ).format(name=name)
            self.kept.emit(kind, name)
            return ""

        self.typing.ask(
            button,
            translate("Presets", "Name of the preset ({kind})").format(kind=_TITLES[kind]),
            "",
            translate("Presets", "My verse"),
            take,
        )
