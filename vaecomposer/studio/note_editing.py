"""What the studio does with a hand's edits of notes, with locks, and with selected bars."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from vaecomposer.music.note_changes import NoteChange, Placed, counted
from vaecomposer.session import locks
from vaecomposer.session.document import Document
from vaecomposer.session.note_edits import change_notes, permitted, select_bars
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.main_window import MainWindow


class NoteEditing(QObject):
    """Edits the document as the roll asks. Lives on the GUI thread.

    Args:
        document: is edited.
        window: asks, and says what locks held back.
    """

    def __init__(self, document: Document, window: MainWindow) -> None:
        super().__init__()
        self._document = document
        self._window = window
        window.notes_changed.connect(self._change)
        window.notes_locked.connect(self._lock_notes)
        window.bars_locked.connect(self._lock_bars)
        window.track_locked.connect(self._lock_track)
        window.unlock_requested.connect(self._unlock)
        window.bars_selected.connect(self._select_bars)

    @Slot(object)
    def _change(self, change: NoteChange) -> None:
        allowed, sentence = permitted(self._document.state, change)
        if sentence:
            self._window.centre.roll.say(translate("NoteEditing", "Locked"), localised(sentence))
        if allowed is not None:
            self._document.apply(allowed.label, change_notes(allowed), allowed.merge)

    @Slot(object, bool)
    def _lock_notes(self, places: frozenset[Placed], on: bool) -> None:
        label = f"{_word(on)} {counted(len(places))}"
        self._document.apply(label, locks.lock_notes(places, on=on))

    @Slot(object, bool)
    def _lock_bars(self, bars: frozenset[int], on: bool) -> None:
        what = f"bar {min(bars) + 1}" if len(bars) == 1 else f"{len(bars)} bars"
        self._document.apply(f"{_word(on)} {what}", locks.lock_bars(bars, on=on))

    @Slot(int, bool)
    def _lock_track(self, track: int, on: bool) -> None:
        piece = self._document.state.shown
        if piece is not None and track < len(piece.tracks):
            label = f"{_word(on)} {piece.tracks[track].name}"
            self._document.apply(label, locks.lock_track(track, on=on))

    @Slot()
    def _unlock(self) -> None:
        self._document.apply("Unlock all", locks.unlock_music)

    @Slot(object)
    def _select_bars(self, bars: frozenset[int]) -> None:
        state = self._document.state
        if state.shown is None or state.at_rest:
            self._document.join(select_bars(bars))  # looking is nothing to undo
        else:
            self._document.apply("Sliders for other bars", select_bars(bars))


def _word(on: bool) -> str:
    return "Lock" if on else "Unlock"
