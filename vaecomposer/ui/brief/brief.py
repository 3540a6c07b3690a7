"""The heading of the roll: key, mode, style, metre and length, and which phrase is in front."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vaecomposer.generation.api import SongbookFacts
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.music.note import pitch_class_name
from vaecomposer.session.state import PHRASE_BARS, SessionState
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.picker import Picker
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_LENGTHS = (1, 2, 4, 8, 12, 16)
_ANY = "Any"


class Brief(QWidget):
    """What a take must respect, in chips."""

    key_picked = Signal(object)  # Key
    style_picked = Signal(object)  # str | None
    metre_picked = Signal(object)  # Metre
    bars_picked = Signal(int)
    phrase_picked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = Key(9, Mode.MINOR)
        self._phrase, self._phrases = 0, 1
        self.tonic = Picker(look, "Key", self)
        self.mode = Picker(look, "Mode", self)
        self.style_chip = Picker(look, "Style", self)
        self.metre = Picker(look, "Metre", self)
        self.length = Picker(look, "Length", self)
        self.previous = Button(look, Kind.QUIET, icon="left", parent=self, height=24)
        self.next = Button(look, Kind.QUIET, icon="right", parent=self, height=24)
        self.phrase_label = Label(look, "", ink="text2", weight=500, parent=self)
        self._describe()
        self._connect()
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.card_padding, 4, 8, 0)
        row.setSpacing(12)
        for picker in self.pickers:
            row.addWidget(picker)
        row.addStretch(1)
        switcher = QHBoxLayout()
        switcher.setSpacing(2)
        for widget in (self.previous, self.phrase_label, self.next):
            switcher.addWidget(widget)
        row.addLayout(switcher)
        self.setFixedHeight(SIZES.brief)

    @property
    def pickers(self) -> tuple[Picker, ...]:
        """The chips in order."""
        return (self.tonic, self.mode, self.style_chip, self.metre, self.length)

    def _describe(self) -> None:
        self.tonic.show_choices(tuple((pitch_class_name(pc), pc) for pc in range(12)))
        self.mode.show_choices(tuple((mode.value.title(), mode) for mode in Mode))
        self.style_chip.show_choices(((_ANY, None),))
        self.metre.show_choices(tuple((str(metre), metre) for metre in COMPOSED_METRES))
        self.length.show_choices(tuple((words.bars_word(n), n) for n in _LENGTHS))
        for widget, help_ in (
            (self.tonic, words.KEY),
            (self.mode, words.MODE),
            (self.style_chip, words.STYLE),
            (self.metre, words.NEXT_METRE),
            (self.length, words.LENGTH),
            (self.previous, words.PREVIOUS_PHRASE),
            (self.next, words.NEXT_PHRASE),
        ):
            words.describe(widget, help_)

    def _connect(self) -> None:
        self.tonic.picked.connect(lambda pc: self.key_picked.emit(Key(pc, self._key.mode)))
        self.mode.picked.connect(lambda mode: self.key_picked.emit(Key(self._key.tonic, mode)))
        self.style_chip.picked.connect(self.style_picked)
        self.metre.picked.connect(self.metre_picked)
        self.length.picked.connect(self.bars_picked.emit)
        self.previous.clicked.connect(lambda: self.phrase_picked.emit(self._phrase - 1))
        self.next.clicked.connect(lambda: self.phrase_picked.emit(self._phrase + 1))

    def show_songbook(self, facts: SongbookFacts | None) -> None:
        """Offers the songbook's styles."""
        styles = facts.styles if facts is not None else ()
        offered: list[tuple[str, str | None]] = [(s[:1].upper() + s[1:], s) for s in styles]
        self.style_chip.show_choices(((_ANY, None), *offered))
        self.style_chip.setEnabled(facts is not None)

    def show_state(self, state: SessionState, bars: int) -> None:
        """Shows the conditions of a state, and the phrase of a piece of so many bars."""
        conditions = state.conditions
        self._key = conditions.key
        self.tonic.show_value(conditions.key.tonic)
        self.mode.show_value(conditions.key.mode)
        self.style_chip.show_value(conditions.style)
        self.metre.show_value(conditions.metre)
        lengths = sorted({*_LENGTHS, conditions.bars})
        self.length.show_choices(tuple((words.bars_word(n), n) for n in lengths))
        self.length.show_value(conditions.bars)
        self._show_phrase(state.phrase, bars)

    def _show_phrase(self, phrase: int, bars: int) -> None:
        self._phrase, self._phrases = phrase, max(1, -(-bars // PHRASE_BARS))
        many = self._phrases > 1
        for widget in (self.previous, self.phrase_label, self.next):
            widget.setVisible(many)
        if many:
            first = phrase * PHRASE_BARS + 1
            self.phrase_label.show_text(
                words.bars_of(first, min(bars, first + PHRASE_BARS - 1), bars)
            )
            self.previous.setEnabled(phrase > 0)
            self.next.setEnabled(phrase < self._phrases - 1)

    def fit(self, window_width: int) -> None:
        """Drops the labels in a narrow window."""
        for picker in self.pickers:
            picker.show_label(window_width >= SIZES.compact_below)
