"""A group of sliders under a heading with dice and reset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

AMOUNTS = (
    (translate("SliderGroup", "Dice: a little"), 0.25),
    (translate("SliderGroup", "Dice: halfway"), 0.5),
    (translate("SliderGroup", "Dice: anywhere"), 1.0),
)
"""How far dice throw."""


class Heading(NamedTuple):
    """What stands above a group: its name, a word about it, and what dice and reset do."""

    title: str
    note: str
    dice: words.Help
    reset: words.Help
    dice_command: str = ""


def thrown(slider: Slider, amount: float) -> float:
    """Where dice leave a slider that they throw so far, 0..1: near where it stands, or anywhere."""
    here = slider.amount
    return here + (slider.throw() - here) * amount


class SliderGroup(QWidget):
    """Sliders that are thrown and reset together. It grows to their height; its maker lets it scroll."""

    moved = Signal(int, float)
    all_set = Signal(object)  # tuple of floats
    drag_ended = Signal()
    locked = Signal(int, bool)
    amount_picked = Signal(float)  # how far dice throw, 0..1

    def __init__(self, look: Look, heading: Heading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._members: tuple[Slider, ...] = ()
        self._amount = 1.0
        self.dice = Button(look, Kind.QUIET, icon="dice", parent=self, height=26)
        self.reset = Button(look, Kind.QUIET, icon="reset", parent=self, height=26)
        words.describe(self.dice, heading.dice, command=heading.dice_command)
        words.describe(self.reset, heading.reset)
        self.dice.clicked.connect(self.throw_dice)
        self.dice.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.dice.customContextMenuRequested.connect(
            lambda at: self.amount_menu().popup(self.dice.mapToGlobal(at))
        )
        self.reset.clicked.connect(self._to_rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._heading(heading))
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(SIZES.card_padding, 0, SIZES.card_padding, 4)
        self._rows.setSpacing(0)
        column.addLayout(self._rows)

    def _heading(self, heading: Heading) -> QHBoxLayout:
        row = QHBoxLayout()
        pad = SIZES.card_padding
        row.setContentsMargins(pad, 4, pad - 5, 0)
        row.setSpacing(8)
        row.addWidget(Label(self._look, heading.title, weight=600, parent=self))
        note = Label(self._look, heading.note, ink="text3", size=SECONDARY + 1, parent=self)
        row.addWidget(note, 1)
        row.addWidget(self.dice)
        row.addWidget(self.reset)
        return row

    def _take_in(self, sliders: Sequence[Slider]) -> None:
        """Takes the group's sliders, in order; called once."""
        self._members = tuple(sliders)
        for index, slider in enumerate(self._members):
            slider.moved.connect(lambda value, i=index: self.moved.emit(i, value))
            slider.drag_ended.connect(self.drag_ended)
            slider.lock_changed.connect(lambda on, i=index: self.locked.emit(i, on))
            self._rows.addWidget(slider)

    @property
    def values(self) -> tuple[float, ...]:
        """What the sliders show."""
        return tuple(slider.amount for slider in self._members)

    def show_values(self, values: tuple[float, ...]) -> None:
        """Shows where the sliders stand."""
        for slider, value in zip(self._members, values, strict=False):
            slider.show_value(value)
        self.reset.setEnabled(self.dice.isEnabled() and any(self.values))

    def show_open(self, *, is_open: bool) -> None:
        """Opens or closes the sliders to the hand."""
        for slider in self._members:
            slider.setEnabled(is_open)
        self.dice.setEnabled(is_open)
        self.reset.setEnabled(is_open and any(self.values))

    def throw_dice(self) -> None:
        """Throws every slider that is not locked."""
        if self.dice.isEnabled():
            self._set_all(self.thrown_values())

    def thrown_values(self) -> tuple[float, ...]:
        """Where dice would leave the sliders; the locked ones stay."""
        return tuple(
            s.amount if s.is_locked else round(thrown(s, self._amount), 1) for s in self._members
        )

    def show_amount(self, amount: float) -> None:
        """How far dice throw: 1 anywhere, 0.25 near where the sliders stand."""
        self._amount = amount
        for slider in self._members:
            slider.dice_reach = amount

    def amount_menu(self) -> QMenu:
        """How far dice throw, to choose from."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for text, amount in AMOUNTS:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(amount == self._amount)
            action.triggered.connect(lambda _on=False, a=amount: self.amount_picked.emit(a))
        return menu

    def show_locked(self, locked: frozenset[int]) -> None:
        """Shows which sliders are locked, by their places."""
        for index, slider in enumerate(self._members):
            slider.show_locked(index in locked)

    def _to_rest(self) -> None:
        self._set_all(tuple(s.amount if s.is_locked else 0.0 for s in self._members))

    def _set_all(self, values: tuple[float, ...]) -> None:
        self.all_set.emit(values)
        self.drag_ended.emit()

    def cancel_drag(self) -> bool:
        """Ends a drag where it began; False if there is none."""
        return any(slider.cancel_drag() for slider in self._members)
