"""What takes must respect: form, chords, parts, and chords typed over the roll."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from vaecomposer.music.chord import Chord
from vaecomposer.music.piece import Role
from vaecomposer.music.progression import (
    Progression,
    progression_in_words,
    progression_of_piece,
    with_chords,
)
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.ui.main_window import MainWindow


class Briefing(QObject):
    """The brief's wishes. Lives on the GUI thread."""

    def __init__(self, document: Document, window: MainWindow) -> None:
        super().__init__()
        self._document = document
        window.form_picked.connect(self._set_form)
        window.progression_picked.connect(self._set_progression)
        window.parts_picked.connect(self._set_parts)
        window.chord_typed.connect(self._type_chord)

    @Slot(object)
    def _set_form(self, form: str | None) -> None:
        self._document.apply(f"Form {form or 'usual'}", edits.set_form(form))

    @Slot(object)
    def _set_progression(self, progression: Progression | None) -> None:
        label = "Songbook's chords"
        if progression is not None:
            label = f"Chords {progression_in_words(progression[:4])}"
        self._document.apply(label, edits.set_progression(progression))

    @Slot(object)
    def _set_parts(self, parts: frozenset[Role]) -> None:
        names = ", ".join(sorted(role.value for role in parts))
        self._document.apply(f"Parts: {names}", edits.set_parts(parts))

    @Slot(int, int, object)
    def _type_chord(self, onset: int, duration: int, chords: tuple[Chord, ...]) -> None:
        """A composed take is composed again with the chord; other music keeps its notes, and is told so."""
        state = self._document.state
        if state.shown is None:
            return
        label = f"Chord {' '.join(map(str, chords))}"
        changed = with_chords(state.shown, onset, duration, chords)
        if state.composed:
            progression = progression_of_piece(changed)
            self._document.apply(label, edits.set_progression(progression))
        else:
            self._document.apply(label, edits.set_chord_symbols(changed.chords))
