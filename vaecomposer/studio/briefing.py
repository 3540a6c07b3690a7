"""The heading of the roll: what takes must respect, which tracks do what, and chords typed over the notes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from vaecomposer.music.chord import Chord
from vaecomposer.music.key import Key
from vaecomposer.music.metre import Metre
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
        window.key_picked.connect(self._set_key)
        window.style_picked.connect(self._set_style)
        window.metre_picked.connect(self._set_metre)
        window.bars_picked.connect(self._set_bars)
        window.role_picked.connect(self._set_role)
        window.lead_picked.connect(self._set_lead)
        window.phrase_picked.connect(self._set_phrase)
        window.front_picked.connect(self._set_front)

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

    @Slot(object)
    def _set_key(self, key: Key) -> None:
        self._document.apply(f"Key {key}", edits.set_key(key))

    @Slot(object)
    def _set_style(self, style: str | None) -> None:
        self._document.apply(f"Style {style or 'any'}", edits.set_style(style))

    @Slot(object)
    def _set_metre(self, metre: Metre) -> None:
        self._document.apply(f"Metre {metre}", edits.set_metre(metre))

    @Slot(int)
    def _set_bars(self, bars: int) -> None:
        self._document.apply("Length", edits.set_bars(bars))

    @Slot(int, object)
    def _set_role(self, track: int, role: Role) -> None:
        self._document.apply(f"Role {role.value}", edits.set_role(track, role))

    @Slot(int)
    def _set_lead(self, track: int) -> None:
        self._document.apply("Composed track", edits.set_lead(track))

    @Slot(int)
    def _set_phrase(self, phrase: int) -> None:
        self._document.apply("Phrase", edits.set_phrase(phrase))

    @Slot(int)
    def _set_front(self, track: int) -> None:
        self._document.join(edits.set_front(track))  # looking is nothing to undo
