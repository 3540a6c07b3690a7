"""The card that asks how an operation shall be done."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from vaecomposer.generation.api import Operation, SongbookFacts
from vaecomposer.music.piece import COMPOSED_ROLES, Role
from vaecomposer.session.state import SessionState
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.named_slider import NamedSlider
from vaecomposer.ui.controls.picker import Picker
from vaecomposer.ui.controls.segmented import Segmented
from vaecomposer.ui.fonts import NAME, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.transform.offers import Field, Offer, TransformWish
from vaecomposer.ui.words import bars_word

_WIDTH = 320
_BARS = (1, 2, 4, 8, 16)
_STEPS = (1, 2, 3, 4, 6, 8)
_PARTS_AT_FIRST: Mapping[Operation, frozenset[Role]] = {
    Operation.HARMONISE: frozenset((Role.CHORDS,)),
}


class TransformCard(QFrame):
    """Asks for the amount and what else an operation needs. It stays open, so that another try is one click away.

    `wished` tells what is asked for. Esc, or a click beside it, closes the card and leaves everything as it is.
    """

    wished = Signal(object)  # TransformWish

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._look = look
        self._offer: Offer | None = None
        self._state = SessionState()
        self._amounts: dict[Operation, float] = {}
        self._chosen: dict[Operation, TransformWish] = {}
        self.setFixedWidth(_WIDTH)
        self.title = Label(look, "", size=NAME, weight=600, parent=self)
        self.sentence = Label(look, "", ink="text2", wraps=True, parent=self)
        self.amount = NamedSlider(look, translate("Transform", "How different"), 0, 100, 0, self)
        self.amount.moved.connect(lambda value: self._choose(amount=value))
        self.bars = self._picker(translate("Transform", "Bars"), "bars")
        self.bars.show_choices(tuple((bars_word(n), n) for n in _BARS))
        self.steps = self._picker(translate("Transform", "Steps"), "steps")
        self.steps.show_choices(tuple((str(n), n) for n in _STEPS))
        self.take = self._picker(translate("Transform", "Take"), "take")
        self.style_chip = self._picker(translate("Transform", "Style"), "style")
        self.chords = QLineEdit(self)
        self.chords.setFixedHeight(28)
        self.chords.setPlaceholderText("Am7 | F C/E | G")
        self.chords.setAccessibleName(translate("Transform", "Chords"))
        self.chords.textEdited.connect(lambda text: self._choose(chords=text))
        self.chords.returnPressed.connect(self._wish)
        self.melody = Segmented(
            look,
            (translate("Transform", "Melody stays"), translate("Transform", "It may follow")),
            self,
        )
        self.melody.picked.connect(lambda index: self._choose(adapt=index == 1))
        self.parts = {role: self._part(role) for role in COMPOSED_ROLES}
        self.said = Label(look, "", ink="danger", size=SECONDARY, wraps=True, parent=self)
        self.go = Button(look, Kind.MAIN, translate("Transform", "Do it"), "check", self, height=30)
        self.go.clicked.connect(self._wish)
        self._lay_out()

    def _picker(self, label: str, field: str) -> Picker:
        picker = Picker(self._look, label, self)
        picker.setAccessibleName(label)
        picker.picked.connect(lambda value: self._choose(**{field: value}))
        return picker

    def _part(self, role: Role) -> Button:
        text = localised(role.value.title())
        button = Button(self._look, Kind.LATCH, text, parent=self, height=24)
        button.toggled.connect(lambda _on: self._choose(parts=self._parts_picked()))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        self._parts_row = QWidget(self)
        row = QHBoxLayout(self._parts_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self.parts.values():
            row.addWidget(button)
        row.addStretch(1)
        for widget in (
            self.title, self.sentence, self.take, self.bars, self.steps, self.style_chip, self.chords,
            self.melody, self._parts_row, self.amount, self.said,
        ):  # fmt: skip
            column.addWidget(widget)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.go)
        column.addLayout(last)

    # --- told ---------------------------------------------------------------------------------

    def show_amounts(self, amounts: Mapping[Operation, float]) -> None:
        """Takes up how different each operation is as a rule."""
        self._amounts = dict(amounts)

    def show_songbook(self, facts: SongbookFacts | None) -> None:
        """Offers the songbook's styles."""
        styles = facts.styles if facts is not None else ()
        self.style_chip.show_choices(tuple((localised(s[:1].upper() + s[1:]), s) for s in styles))

    def show_state(self, state: SessionState) -> None:
        """Offers the takes of a state."""
        self._state = state
        if self.isVisible():
            self._show_takes()

    def show_trouble(self, sentence: str) -> None:
        """Says why it cannot be done; "" for nothing."""
        self.said.show_text(sentence)
        self.said.setVisible(bool(sentence))
        self._fit_height()

    def _fit_height(self) -> None:
        """Is as high as what it asks; `adjustSize` would break lines as in a narrower card."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedHeight(layout.totalHeightForWidth(_WIDTH))

    # --- opened -------------------------------------------------------------------------------

    def ask(self, offer: Offer, under: QWidget) -> None:
        """Opens under a button, filled in as the last time."""
        theme = self._look.theme
        self.setStyleSheet(
            f"TransformCard {{ background: {theme.raised.name()}; border: 1px solid {theme.line.name()}; }}"
        )
        self._offer = offer
        operation = offer.operation
        if operation not in self._chosen:
            wish = TransformWish(operation, self._amounts.get(operation, 100.0))
            self._chosen[operation] = replace(
                wish, parts=_PARTS_AT_FIRST.get(operation, wish.parts)
            )
        self.title.show_text(offer.name)
        self.setAccessibleName(offer.name)
        self.sentence.show_text(offer.sentence)
        fields = {
            Field.BARS: self.bars, Field.STEPS: self.steps, Field.TAKE: self.take, Field.CHORDS: self.chords,
            Field.MELODY: self.melody, Field.STYLE: self.style_chip, Field.PARTS: self._parts_row,
        }  # fmt: skip
        for field, widget in fields.items():
            widget.setVisible(field in offer.fields)
        self.parts[Role.MELODY].setVisible(operation is not Operation.HARMONISE)
        self._fill_in(self._chosen[operation])
        self.show_trouble("")
        self.move(under.mapToGlobal(QPoint(0, under.height() + 4)))
        self.show()
        first = self.chords if Field.CHORDS in offer.fields else self.amount
        first.setFocus()

    def _fill_in(self, wish: TransformWish) -> None:
        self._show_takes()
        wish = self._chosen[wish.operation]
        self.amount.show_value(wish.amount)
        self.bars.show_value(wish.bars)
        self.steps.show_value(wish.steps)
        styles = [value for _, value in self.style_chip.choices]
        offer = self._offer
        if offer is not None and Field.STYLE in offer.fields and wish.style not in styles:
            wish = self._chosen[wish.operation] = replace(wish, style=next(iter(styles), None))
        self.style_chip.show_value(wish.style)
        if self.chords.text() != wish.chords:
            self.chords.setText(wish.chords)
        self.melody.show_chosen(int(wish.adapt))
        for role, button in self.parts.items():
            with QSignalBlocker(button):
                button.setChecked(role in wish.parts)
            button.update()

    def _show_takes(self) -> None:
        """The other takes, the newest first; one that has gone is not picked any more."""
        if self._offer is None:
            return
        others = [take for take in self._state.takes if take.number != self._state.take]
        choices = tuple((take.title, take.number) for take in reversed(others))
        self.take.show_choices(choices)
        wish = self._chosen[self._offer.operation]
        numbers = [number for _, number in choices]
        if Field.TAKE in self._offer.fields and wish.take not in numbers:
            wish = replace(wish, take=next(iter(numbers), None))
            self._chosen[self._offer.operation] = wish
        self.take.show_value(wish.take)
        self.take.setEnabled(bool(numbers))

    # --- chosen -------------------------------------------------------------------------------

    def _choose(self, **values: object) -> None:
        if self._offer is None:
            return
        operation = self._offer.operation
        wish = self._chosen[operation] = replace(self._chosen[operation], **values)  # type: ignore[arg-type]
        self._fill_in(wish)
        self.show_trouble("")

    def _parts_picked(self) -> frozenset[Role]:
        return frozenset(role for role, button in self.parts.items() if button.isChecked())

    def _wish(self) -> None:
        if self._offer is not None:
            self.wished.emit(self._chosen[self._offer.operation])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wish()
        else:
            super().keyPressEvent(event)
