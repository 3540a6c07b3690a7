"""The heading of the roll: key, mode, style, metre and length, and which phrase is in front."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from vaecomposer.errors import MusicError
from vaecomposer.generation.api import SongbookFacts
from vaecomposer.music.form import FORMS, SONG_FORM, parse_form
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.music.note import pitch_class_name
from vaecomposer.music.piece import COMPOSED_ROLES
from vaecomposer.music.progression import (
    parse_progression,
    presets_for,
    progression_in_words,
    progression_of_piece,
)
from vaecomposer.session.presets import Presets, has_progression
from vaecomposer.session.state import PHRASE_BARS, Conditions, SessionState
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.picker import Picker
from vaecomposer.ui.controls.typing import Typing
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_LENGTHS = (1, 2, 4, 8, 12, 16)
_ANY = translate("Brief", "Any")
_KEEP = translate("Brief", "Keep as a preset…")
_LABELS_FROM, _METRE_FROM = 1400, 1600
"""Window widths from which chips have their labels, and the metre a chip of its own."""

_LONGEST, _LONGEST_PRESET = 24, 60


def _short(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


class Brief(QWidget):
    """What a take must respect, in chips."""

    key_picked = Signal(object)  # Key
    style_picked = Signal(object)  # str | None
    metre_picked = Signal(object)  # Metre
    bars_picked = Signal(int)
    phrase_picked = Signal(int)
    form_picked = Signal(object)  # str | None
    progression_picked = Signal(object)  # Progression | None
    parts_picked = Signal(object)  # frozenset[Role]
    preset_wanted = Signal(str)  # "progressions" or "forms": keep what stands in the heading

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = Key(9, Mode.MINOR)
        self._phrase, self._phrases = 0, 1
        self.tonic = Picker(look, translate("Brief", "Key"), self)
        self.mode = Picker(look, translate("Brief", "Mode"), self)
        self.style_chip = Picker(look, translate("Brief", "Style"), self)
        self.metre = Picker(look, translate("Brief", "Metre"), self)
        self.form = Picker(look, translate("Brief", "Form"), self)
        self.length = Picker(look, translate("Brief", "Length"), self)
        self.chords = Picker(look, translate("Brief", "Chords"), self)
        self.more = Button(look, Kind.QUIET, icon="more", parent=self, height=24)
        self._typing = Typing(look, self)
        self._state = SessionState()
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
        row.addWidget(self.more)
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
        return (
            self.tonic, self.mode, self.style_chip, self.metre, self.form, self.length, self.chords,
        )  # fmt: skip

    def _describe(self) -> None:
        self.tonic.show_choices(tuple((pitch_class_name(pc), pc) for pc in range(12)))
        self.mode.show_choices(tuple((localised(mode.value.title()), mode) for mode in Mode))
        self.style_chip.show_choices(((_ANY, None),))
        self.metre.show_choices(tuple((str(metre), metre) for metre in COMPOSED_METRES))
        self.length.show_choices(tuple((words.bars_word(n), n) for n in _LENGTHS))
        for widget, help_ in (
            (self.tonic, words.KEY),
            (self.mode, words.MODE),
            (self.style_chip, words.STYLE),
            (self.metre, words.NEXT_METRE),
            (self.form, words.FORM),
            (self.length, words.LENGTH),
            (self.chords, words.CHORDS),
            (self.more, words.BRIEF_MORE),
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
        self.form.picked.connect(self._pick_form)
        self.form.deeds = (
            (translate("Brief", "Type another…"), self.type_form),
            (_KEEP, lambda: self.preset_wanted.emit("forms")),
        )
        self.chords.picked.connect(self._pick_chords)
        self.more.clicked.connect(
            lambda: self.more_menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))
        )
        self.previous.clicked.connect(lambda: self.phrase_picked.emit(self._phrase - 1))
        self.next.clicked.connect(lambda: self.phrase_picked.emit(self._phrase + 1))

    def show_songbook(self, facts: SongbookFacts | None) -> None:
        """Offers the songbook's styles."""
        styles = facts.styles if facts is not None else ()
        offered: list[tuple[str, str | None]] = [
            (localised(s[:1].upper() + s[1:]), s) for s in styles
        ]
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
        self._state = state
        self._show_form(conditions)
        self._show_chords(conditions)
        self._show_phrase(state.phrase, bars)

    # --- form, chords, parts ------------------------------------------------------------------

    def _show_form(self, conditions: Conditions) -> None:
        forms = tuple(dict.fromkeys((*FORMS, conditions.form or SONG_FORM)))
        usual = (translate("Brief", "Usual ({letters})").format(letters=" ".join(SONG_FORM)), None)
        self.form.show_choices((usual, *((" ".join(form), form) for form in forms)))
        self.form.show_value(conditions.form)

    def _show_chords(self, conditions: Conditions) -> None:
        presets = [
            (f"{localised(name)}:  {numerals}", numerals)
            for name, numerals in presets_for(conditions.key)
        ]
        chosen = conditions.progression
        own = [] if chosen is None else [(_short(progression_in_words(chosen)), chosen)]
        self.chords.show_choices(((translate("Brief", "Songbook's"), None), *own, *presets))
        self.chords.show_value(chosen)
        keep = (_KEEP, lambda: self.preset_wanted.emit("progressions"))
        self.chords.deeds = (
            (translate("Brief", "From the music in front"), self.take_chords),
            (translate("Brief", "Type them…"), self.type_chords),
            *((keep,) if has_progression(self._state) else ()),
        )

    def show_presets(self, own: Presets) -> None:
        """Offers the musician's own progressions and forms below the program's."""
        self.chords.own = tuple(
            (_short(f"{name}:  {text}", _LONGEST_PRESET), text) for name, text in own.progressions
        )
        self.form.own = tuple((f"{name}:  {' '.join(form)}", form) for name, form in own.forms)

    def _pick_form(self, wanted: object) -> None:
        """Letters, or None."""
        said = self._typed_form(wanted) if isinstance(wanted, str) else ""
        if wanted is None:
            self.form_picked.emit(None)
        elif said:
            self.type_form(str(wanted), said)

    def _pick_chords(self, wanted: object) -> None:
        """A preset's numerals, chords, or None. What does not fit here can be typed so that it does."""
        said = self._typed_chords(wanted) if isinstance(wanted, str) else ""
        if said:
            self.type_chords(str(wanted), said)
        elif not isinstance(wanted, str):
            self.progression_picked.emit(wanted)

    def _typed_chords(self, text: str) -> str:
        """Asks for typed chords; a sentence if they are not understood."""
        conditions = self._state.conditions
        if not text.strip():
            self.progression_picked.emit(None)
            return ""
        try:
            found = parse_progression(text, conditions.key, conditions.metre, conditions.bars)
        except MusicError as why:
            return localised(str(why))
        self.progression_picked.emit(found)
        return ""

    def _typed_form(self, text: str) -> str:
        try:
            self.form_picked.emit(parse_form(text) if text.strip() else None)
        except MusicError as why:
            return localised(str(why))
        return ""

    def type_chords(self, text: str = "", said: str = "") -> None:
        """Lets chords be typed, names or numerals: `text` with what is said of it, else those there are."""
        chosen = self._state.conditions.progression
        if not text and chosen is not None:
            text = progression_in_words(chosen)
        self._typing.ask(
            self.chords,
            translate("Brief", "Chords of each bar"),
            text,
            translate("Brief", "Am7 | F C/E | G     or     i VI III VII"),
            self._typed_chords,
            said,
        )

    def type_form(self, text: str = "", said: str = "") -> None:
        """Lets a form be typed: `text` with what is said of it, else the one there is."""
        self._typing.ask(
            self.form,
            translate("Brief", "A letter for every four bars"),
            text or self._state.conditions.form or "",
            "AABA",
            self._typed_form,
            said,
        )

    def take_chords(self) -> None:
        """Asks takes to have the chords of the music in front."""
        shown = self._state.shown
        found = None if shown is None else progression_of_piece(shown)
        if found is not None:
            self.progression_picked.emit(found[: self._state.conditions.bars])

    def more_menu(self) -> QMenu:
        """Metre and parts, where the row has no room for them."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        metres = menu.addMenu(translate("Brief", "Metre of the next take"))
        for metre in COMPOSED_METRES:
            action = metres.addAction(str(metre))
            action.setCheckable(True)
            action.setChecked(metre == self._state.conditions.metre)
            action.triggered.connect(lambda _on=False, m=metre: self.metre_picked.emit(m))
        parts = self._state.conditions.parts
        menu.addSection(translate("Brief", "Parts of takes"))
        for role in COMPOSED_ROLES:
            action = menu.addAction(localised(role.value.title()))
            action.setCheckable(True)
            action.setChecked(role in parts)
            action.setEnabled(parts != {role})
            action.triggered.connect(lambda _on=False, r=role: self.parts_picked.emit(parts ^ {r}))
        return menu

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
            picker.show_label(window_width >= _LABELS_FROM)
        self.metre.setVisible(window_width >= _METRE_FROM)
