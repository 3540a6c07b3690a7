"""Presets in the studio: used, kept and deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Slot

from vaecomposer.files.presets import load_presets, save_presets
from vaecomposer.session.document import Document
from vaecomposer.session.presets import (
    SHIPPED,
    Presets,
    mix_preset_of,
    set_mix_preset,
    set_sliders,
    sliders_of,
)
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
            self._window.warn("Your presets", trouble)

    @Slot(str, str)
    def _use(self, kind: str, name: str) -> None:
        known: dict[str, Any] = {**dict(getattr(SHIPPED, kind)), **dict(getattr(self._own, kind))}
        if name not in known:
            return
        edit = set_sliders(known[name]) if kind == "sliders" else set_mix_preset(known[name])
        self._document.apply(f"Preset {name}", edit)

    @Slot(str, str)
    def _keep(self, kind: str, name: str) -> None:
        state = self._document.state
        value: Any = sliders_of(state) if kind == "sliders" else mix_preset_of(state)
        others = [entry for entry in getattr(self._own, kind) if entry[0] != name]
        self._save(kind, (*others, (name, value)), f"Kept the preset “{name}”")

    @Slot(str, str)
    def _delete(self, kind: str, name: str) -> None:
        others = tuple(entry for entry in getattr(self._own, kind) if entry[0] != name)
        self._save(kind, others, f"Deleted the preset “{name}”")

    def _save(self, kind: str, entries: tuple[Any, ...], said: str) -> None:
        changes: dict[str, Any] = {kind: entries}
        self._own = replace(self._own, **changes)
        self._window.presets.show_presets(self._own)
        trouble = save_presets(self._own)
        if trouble:
            self._window.warn("The preset", trouble)
        else:
            self._window.notify(said)
