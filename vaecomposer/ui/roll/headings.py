"""The lanes over the notes under hand and keys: chords that can be typed, letters of the form."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from vaecomposer.errors import MusicError
from vaecomposer.music.chord import Chord
from vaecomposer.music.piece import ChordSpan
from vaecomposer.music.progression import parse_any_chord
from vaecomposer.ui.help.announcing import announce
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.chord_lane import chip_box
from vaecomposer.ui.roll.form_lane import FormBlock, block_box, form_blocks, form_of
from vaecomposer.ui.roll.geometry import RollGeometry
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
        self.setAccessibleName(translate("Headings", "Chord"))
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
    seek_requested = Signal(int)
    _typing: ChordSpan | None = None

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
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

    def chord_here(self) -> ChordSpan | None:
        """The chord at the playhead, else the last one before it, else the first of the phrase in front."""
        chords = self._phrase.chords if self._phrase is not None else ()
        begun = [span for span in chords if span.onset <= self._tick]
        return begun[-1] if begun else next(iter(chords), None)

    def type_chord_here(self) -> None:
        """Lets the chord at the playhead be typed."""
        span = self.chord_here()
        if span is None:
            self._say_no_chords()
        else:
            self.type_chord(span)

    def go_to_chord(self, way: int) -> None:
        """Goes to the next chord of the phrase in front (`way` 1) or to the one before (-1), and says it."""
        phrase = self._phrase
        if phrase is None or not phrase.chords:
            self._say_no_chords()
            return
        # While the music plays, the chord's own beginning is soon behind.
        here = self._tick if way > 0 else self._tick - phrase.piece.ticks_per_quarter / 2
        later = [span for span in phrase.chords if span.onset > here]
        earlier = [span for span in phrase.chords if span.onset < here]
        found = later[:1] if way > 0 else earlier[-1:]
        if not found:
            return
        span = found[0]
        self._reveal(span.onset, span.onset + span.duration)
        self.seek_requested.emit(span.onset)
        self.say(str(span.chord), self._where(span))
        announce(self, listed(str(span.chord), self._where(span)))

    def _say_no_chords(self) -> None:
        self.say(
            translate("Headings", "Chords"),
            translate("Headings", "There are none over this music."),
        )

    def _where(self, span: ChordSpan) -> str:
        place = self._bars.place_at(span.onset)
        return translate("Headings", "bar {bar} beat {beat}").format(bar=place.bar, beat=place.beat)

    def _reveal(self, start: int, end: int) -> None:
        if self._geometry is not None:
            self._framing.reveal(self._geometry, start, end, None)
            self._lay_out()

    def type_chord(self, span: ChordSpan) -> None:
        """Lets a chord be typed in its place, which is scrolled to."""
        self._reveal(span.onset, span.onset + span.duration)
        g = self._geometry
        if g is None:
            return
        self._typing = span
        self._place_field(g, span)
        self.chord_field.setText("" if span.chord.is_none else str(span.chord))
        self.chord_field.show_wrong("")
        self.chord_field.setAccessibleName(
            translate("Headings", "Chord, {where}").format(where=self._where(span))
        )
        self.chord_field.selectAll()
        self.chord_field.show()
        self.chord_field.setFocus()
        self.hint.emit(
            translate("Headings", "Chord\nA space splits the chip, Tab goes on, Esc leaves it.")
        )

    def _place_field(self, g: RollGeometry, span: ChordSpan) -> None:
        box = chip_box(g, span)
        width = max(_LEAST_WIDTH, round(box.width()))
        left = max(round(g.left), min(round(box.left()), round(g.width) - width))
        self.chord_field.setGeometry(left, round(box.top()), width, round(box.height()))

    def _lay_out(self) -> None:
        super()._lay_out()
        if self._typing is not None and self._geometry is not None:
            self._place_field(self._geometry, self._typing)  # it stays on its chip

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
            self.chord_field.show_wrong(localised(str(why)))
            self.say(
                translate("Headings", "Not a chord"),
                translate("Headings", "{why} Until then the old chord stays.").format(
                    why=localised(str(why))
                ),
            )
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
        return None if place is None else self._letters_menu(blocks, place)

    def pop_form_menu(self) -> QMenu | None:
        """Opens the letters for the part of the form at the playhead; None for music whose form nobody said."""
        phrase, form = self._phrase, form_of(self._state)
        if phrase is None or form is None:
            return None
        blocks = form_blocks(form, phrase.bars)
        begun = [place for place, block in enumerate(blocks) if block.start <= self._tick]
        place = begun[-1] if begun else 0
        self._reveal(blocks[place].start, blocks[place].end)
        g = self._geometry
        if g is None:
            return None
        menu = self._letters_menu(blocks, place)
        corner = QPointF(max(g.left, g.x_of(blocks[place].start)), g.form.bottom())
        menu.popup(self.viewport().mapToGlobal(corner.toPoint()))
        return menu

    def _letters_menu(self, blocks: tuple[FormBlock, ...], place: int) -> QMenu:
        letters = [block.letter for block in blocks]
        menu = QMenu(self)
        first, last = (
            self._bars.place_at(tick).bar for tick in (blocks[place].start, blocks[place].end - 1)
        )
        menu.setAccessibleName(
            translate("Headings", "Letter of bars {first} to {last}, {letter}").format(
                first=first, last=last, letter=letters[place]
            )
        )
        menu.aboutToHide.connect(menu.deleteLater)
        for letter in _LETTERS:
            action = QAction(letter, menu, checkable=True, checked=letter == letters[place])
            changed = "".join([*letters[:place], letter, *letters[place + 1 :]])
            action.triggered.connect(lambda _on=False, f=changed: self.form_picked.emit(f))
            menu.addAction(action)
            if letter == letters[place]:
                menu.setActiveAction(action)  # arrows begin there
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
