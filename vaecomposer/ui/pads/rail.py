"""In a narrow window: an icon for each pad."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import Card
from vaecomposer.ui.look import Look

_ICONS = (("mood", words.MOOD), ("morph", words.MORPH), ("map", words.MAP))


class Rail(Card):
    """Three icons; the one whose pad is open is brass."""

    picked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.buttons: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        for index, (icon, help_) in enumerate(_ICONS):
            button = Button(look, Kind.LATCH, icon=icon, parent=self, height=32)
            words.describe(button, help_)
            button.clicked.connect(lambda _on=False, i=index: self.picked.emit(i))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            self.buttons.append(button)
        column.addStretch(1)

    def show_open(self, index: int | None) -> None:
        """Shows which pad is open, if any."""
        for place, button in enumerate(self.buttons):
            button.setChecked(place == index)
