"""Presets in the studio: used, kept and deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Slot

from vaecomposer.errors import MusicError
from vaecomposer.files.presets import load_presets, save_presets
from vaecomposer.music.form import parse_form
from vaecomposer.music.progression import parse_progression
from vaecomposer.session import edits
from vaecomposer.session.document import Document, Edit
from vaecomposer.session.presets import (
    SHIPPED,
    Presets,
    form_preset_of,
    mix_preset_of,
    progression_preset_of,
    set_mix_preset,
    set_sliders,
    sliders_of,
)
from vaecomposer.session.state import SessionState
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.main_window import MainWindow


class Presetting(QObject):
    """The presets' wishes. Lives on the GUI thread."""

    def __init__(self, document: Document, window: MainWindow) -> None:
        super().__init__()
        self._document, self._window = document, window
        self._own = Presets()
        window.presets.picked.connect(self._use)
        window.presets.kept.connect(self._keep)
        window.presets.deleted.connect(self._delete)

    def start(self) -> None:
        """Reads the musician's own."""
        self._own, trouble = load_presets()
        self._window.presets.show_presets(self._own)
        if trouble:
            self._window.warn(translate("Presetting", "Your presets"), trouble)

    @Slot(str, str)
    def _use(self, kind: str, name: str) -> None:
        known: dict[str, Any] = {**dict(getattr(SHIPPED, kind)), **dict(getattr(self._own, kind))}
        if name not in known:
            return
        try:
            edit = _edit(kind, known[name], self._document.state)
        except MusicError as why:
            self._window.warn(
                translate("Presetting", "“{name}” does not fit here").format(name=name),
                localised(str(why)),
            )
            return
        self._document.apply(f"Preset {name}", edit)

    @Slot(str, str)
    def _keep(self, kind: str, name: str) -> None:
        value: Any = _TAKEN[kind](self._document.state)
        others = [entry for entry in getattr(self._own, kind) if entry[0] != name]
        self._save(
            kind,
            (*others, (name, value)),
            translate("Presetting", "Kept the preset “{name}”").format(name=name),
        )

    @Slot(str, str)
    def _delete(self, kind: str, name: str) -> None:
        others = tuple(entry for entry in getattr(self._own, kind) if entry[0] != name)
        self._save(
            kind, others, translate("Presetting", "Deleted the preset “{name}”").format(name=name)
        )

    def _save(self, kind: str, entries: tuple[Any, ...], said: str) -> None:
        changes: dict[str, Any] = {kind: entries}
        self._own = replace(self._own, **changes)
        self._window.presets.show_presets(self._own)
        trouble = save_presets(self._own)
        if trouble:
            self._window.warn(translate("Presetting", "The preset"), trouble)
        else:
            self._window.notify(said)


_TAKEN: dict[str, Callable[[SessionState], Any]] = {
    "sliders": sliders_of,
    "mixes": mix_preset_of,
    "progressions": progression_preset_of,
    "forms": form_preset_of,
}
"""What a preset of each kind keeps of a state."""


def _edit(kind: str, value: Any, state: SessionState) -> Edit:
    """Puts a preset's value in place.

    Raises:
        MusicError: with a sentence, if chords or letters do not suit the key, metre or length there are.
    """
    conditions = state.conditions
    if kind == "sliders":
        return set_sliders(value)
    if kind == "mixes":
        return set_mix_preset(value)
    if kind == "forms":
        return edits.set_form(parse_form(value))
    chords = parse_progression(value, conditions.key, conditions.metre, conditions.bars)
    return edits.set_progression(chords)
