"""A small card under a chip in which a condition is typed, with a sentence when it is not understood."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.look import Look

_WIDTH = 340


class Typing(QFrame):
    """Asks for one line. Enter takes it, Esc leaves everything as it was."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._look = look
        self._take: Callable[[str], str] = lambda _: ""
        self.setFixedWidth(_WIDTH)
        self.title = Label(look, "", weight=600, parent=self)
        self.field = QLineEdit(self)
        self.field.setFixedHeight(28)
        self.field.returnPressed.connect(self._enter)
        self.field.textEdited.connect(lambda _text: self._say(""))
        self.said = Label(look, "", ink="danger", size=SECONDARY, wraps=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        for widget in (self.title, self.field, self.said):
            column.addWidget(widget)

    def ask(
        self,
        under: QWidget,
        title: str,
        text: str,
        example: str,
        take: Callable[[str], str],
        said: str = "",
    ) -> None:
        """Opens under a chip.

        Args:
            under: the chip. title: what is asked for.
            text: what stands there now. example: what could.
            take: called with what was typed; answers "" if it was understood, else a sentence.
            said: such a sentence about `text`.
        """
        theme = self._look.theme
        self.setStyleSheet(
            f"Typing {{ background: {theme.raised.name()}; border: 1px solid {theme.line.name()}; }}"
        )
        self._take = take
        self.title.show_text(title)
        self.setAccessibleName(title)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(example)
        self.field.setText(text)
        self._say(said)
        self.move(under.mapToGlobal(QPoint(0, under.height() + 4)))
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def _enter(self) -> None:
        sentence = self._take(self.field.text())
        self._say(sentence)
        if not sentence:
            self.hide()

    def _say(self, sentence: str) -> None:
        self.said.show_text(sentence)
        self.said.setVisible(bool(sentence))
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
