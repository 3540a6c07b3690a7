"""The lanes over the notes under the hand: chords that can be typed, letters of the form."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from vaecomposer.errors import MusicError
from vaecomposer.music.chord import Chord
from vaecomposer.music.piece import ChordSpan
from vaecomposer.music.progression import parse_any_chord
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.chord_lane import chip_box
from vaecomposer.ui.roll.form_lane import block_box, form_blocks, form_of
from vaecomposer.ui.roll.gestures import RollGestures

_LETTERS = "ABCD"
_LEAST_WIDTH = 76
_MOST_TOGETHER = 8


class ChordField(QLineEdit):
    """A chord being typed in its chip's place; several with spaces split it."""

    entered = Signal(object, int)  # chords, -1, 0 or 1: which chip comes next
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("Chord")
        self.setPlaceholderText("Am7")
        self.installEventFilter(self)
        self.textEdited.connect(lambda _text: self.show_wrong(""))
        self.hide()

    def show_wrong(self, sentence: str) -> None:
        """Frames what is not understood in red and says why; "" takes the frame away."""
        theme = self._look.theme
        edge = theme.danger if sentence else theme.accent
        self.setStyleSheet(f"QLineEdit {{ border: 1px solid {edge.name()}; padding: 0 5px; }}")
        self.setToolTip(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab take the chord, Esc leaves it as it was."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # Esc is the field's own while it has the keyboard
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            ways = {
                Qt.Key.Key_Return: 0,
                Qt.Key.Key_Enter: 0,
                Qt.Key.Key_Tab: 1,
                Qt.Key.Key_Backtab: -1,
            }
            if key in ways:
                self.entered.emit(self.text(), ways[key])
                return True
            if key is Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


class RollHeadings(RollGestures):
    """The roll with lanes for chords and form that answer the hand."""

    chord_typed = Signal(int, int, object)  # onset, duration, chords that share it
    form_picked = Signal(object)  # letters

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._typing: ChordSpan | None = None
        self.chord_field = ChordField(look, self.viewport())
        self.chord_field.entered.connect(self._enter)
        self.chord_field.left.connect(self.stop_typing)
        self.chord_field.editingFinished.connect(self._leave)

    def chord_at(self, at: QPointF) -> ChordSpan | None:
        """The chord whose chip is under a point of the viewport."""
        g, phrase = self._geometry, self._phrase
        if g is None or phrase is None or not g.chords.contains(at):
            return None
        tick = g.tick_at(at.x())
        return next((s for s in phrase.chords if s.onset <= tick < s.onset + s.duration), None)

    def type_chord(self, span: ChordSpan) -> None:
        """Lets a chord be typed in its place."""
        g = self._geometry
        if g is None:
            return
        self._typing = span
        box = chip_box(g, span)
        width = max(_LEAST_WIDTH, round(box.width()))
        left = max(round(g.left), min(round(box.left()), round(g.width) - width))
        self.chord_field.setGeometry(left, round(box.top()), width, round(box.height()))
        self.chord_field.setText("" if span.chord.is_none else str(span.chord))
        self.chord_field.show_wrong("")
        self.chord_field.selectAll()
        self.chord_field.show()
        self.chord_field.setFocus()
        self.hint.emit("Chord\nA space splits the chip, Tab goes on, Esc leaves it.")

    def stop_typing(self) -> None:
        """The chord stays as it was."""
        self._typing = None
        if not self.chord_field.isHidden():
            self.chord_field.hide()
            self.setFocus()

    def _leave(self) -> None:
        if not self.chord_field.hasFocus():
            self.stop_typing()

    def _enter(self, text: str, way: int) -> None:
        span = self._typing
        if span is None:
            return
        chords = self._parsed(text)
        if chords is None:
            return
        self.stop_typing()
        if chords and chords != (span.chord,):
            self.chord_typed.emit(span.onset, span.duration, chords)
        if way:
            self._type_next(span, way)

    def _parsed(self, text: str) -> tuple[Chord, ...] | None:
        """What was typed; None if something of it is no chord, which is said."""
        words = text.split()[:_MOST_TOGETHER]
        try:
            return tuple(parse_any_chord(word, self._state.conditions.key) for word in words)
        except MusicError as why:
            self.chord_field.show_wrong(str(why))
            self.say("Not a chord", f"{why} Until then the old chord stays.")
            return None

    def _type_next(self, span: ChordSpan, way: int) -> None:
        if self._phrase is None:
            return
        later = [s for s in self._phrase.chords if s.onset >= span.onset + span.duration]
        earlier = [s for s in self._phrase.chords if s.onset < span.onset]
        beside = later[:1] if way > 0 else earlier[-1:]
        if beside:
            self.type_chord(beside[0])

    def form_menu(self, at: QPointF) -> QMenu | None:
        """The letters that a part of the form can have; None where there is no part."""
        g, phrase, form = self._geometry, self._phrase, form_of(self._state)
        if g is None or phrase is None or form is None or not g.form.contains(at):
            return None
        blocks = form_blocks(form, phrase.bars)
        place = next((i for i, b in enumerate(blocks) if block_box(g, b).contains(at)), None)
        if place is None:
            return None
        letters = [block.letter for block in blocks]
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for letter in _LETTERS:
            action = QAction(letter, menu, checkable=True, checked=letter == letters[place])
            changed = "".join([*letters[:place], letter, *letters[place + 1 :]])
            action.triggered.connect(lambda _on=False, f=changed: self.form_picked.emit(f))
            menu.addAction(action)
        return menu

    def _press_heading(self, at: QPointF) -> bool:
        """A press in one of the lanes; False if it was elsewhere."""
        span = self.chord_at(at)
        if span is not None:
            self.type_chord(span)
            return True
        menu = self.form_menu(at)
        if menu is not None:
            menu.popup(self.viewport().mapToGlobal(at.toPoint()))
            return True
        return False
