"""The Directions: the strongest moves this songbook knows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vaecomposer.latent.directions import DIRECTIONS, DirectionWords
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.direction_slider import DirectionSlider
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES


class DirectionsPanel(QWidget):
    """Sixteen sliders under a heading with dice and reset; what does not fit scrolls."""

    moved = Signal(int, float)
    all_set = Signal(object)  # tuple of floats
    drag_ended = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.sliders = tuple(DirectionSlider(look, i + 1, self) for i in range(DIRECTIONS))
        for index, slider in enumerate(self.sliders):
            slider.moved.connect(lambda value, i=index: self.moved.emit(i, value))
            slider.drag_ended.connect(self.drag_ended)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._heading())
        column.addWidget(self._rows(), 1)
        self.show_directions(None)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        pad = SIZES.card_padding
        row.setContentsMargins(pad, 4, pad - 5, 0)
        row.setSpacing(8)
        row.addWidget(Label(self._look, "Directions", weight=600, parent=self))
        row.addWidget(
            Label(self._look, "strongest first", ink="text3", size=SECONDARY + 1, parent=self), 1
        )
        self.dice = Button(self._look, Kind.QUIET, icon="dice", parent=self, height=26)
        self.reset = Button(self._look, Kind.QUIET, icon="reset", parent=self, height=26)
        words.describe(self.dice, words.DICE, "R")
        words.describe(self.reset, words.RESET)
        self.dice.clicked.connect(self.throw_dice)
        self.reset.clicked.connect(self._to_rest)
        row.addWidget(self.dice)
        row.addWidget(self.reset)
        return row

    def _rows(self) -> QScrollArea:
        rows = QWidget()
        stack = QVBoxLayout(rows)
        stack.setContentsMargins(SIZES.card_padding, 0, SIZES.card_padding, 4)
        stack.setSpacing(0)
        for slider in self.sliders:
            stack.addWidget(slider)
        stack.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(rows)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    @property
    def values(self) -> tuple[float, ...]:
        """What the sliders show."""
        return tuple(slider.amount for slider in self.sliders)

    def show_values(self, values: tuple[float, ...]) -> None:
        """Shows where the sliders stand."""
        for slider, value in zip(self.sliders, values, strict=False):
            slider.show_value(value)
        self.reset.setEnabled(self.dice.isEnabled() and any(self.values))

    def show_directions(self, directions: tuple[DirectionWords, ...] | None) -> None:
        """Shows the words of an open songbook; None closes the sliders."""
        is_open = directions is not None
        for index, slider in enumerate(self.sliders):
            has_words = directions is not None and index < len(directions)
            slider.show_words(directions[index] if directions and has_words else None)
            slider.setEnabled(is_open)
            slider.setVisible(has_words or not is_open)
        self.dice.setEnabled(is_open)
        self.reset.setEnabled(is_open and any(self.values))

    def throw_dice(self) -> None:
        """Throws every slider that is not locked."""
        if self.dice.isEnabled():
            self._set_all(tuple(s.amount if s.is_locked else s.throw() for s in self.sliders))

    def _to_rest(self) -> None:
        self._set_all(tuple(s.amount if s.is_locked else 0.0 for s in self.sliders))

    def _set_all(self, values: tuple[float, ...]) -> None:
        self.all_set.emit(values)
        self.drag_ended.emit()

    def cancel_drag(self) -> bool:
        """Ends a drag where it began; False if there is none."""
        return any(slider.cancel_drag() for slider in self.sliders)
