"""The files that a songbook does not learn from, each with the reason."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import TITLE
from vaecomposer.ui.help.over_card import OverCard
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.words import Help, describe

CLOSE = Help(translate("Lesson", "Close"), translate("Lesson", "Back to the music"))


class SkippedFiles(OverCard):
    """A text that can be read, scrolled and copied with the keyboard. Esc closes it."""

    def __init__(self, look: Look, window: QWidget) -> None:
        title = translate("Lesson", "Files it does not learn from")
        super().__init__(look, QSize(500, 340), title, window)
        self._files: tuple[tuple[str, str], ...] = ()
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.viewport().setAutoFillBackground(False)
        self.done = Button(look, Kind.QUIET, icon="close", parent=self, height=26)
        describe(self.done, CLOSE, "Esc")
        self.done.clicked.connect(self.close_now)
        head = QHBoxLayout()
        head.addWidget(Label(look, title, size=TITLE, weight=600, parent=self), 1)
        head.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.inset, self.inset - 4, self.inset - 8, self.inset)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        look.changed.connect(self._write)

    def pop(self, files: tuple[tuple[str, str], ...]) -> None:
        """Opens with these files: name, reason."""
        self._files = files
        self._write()
        self.open(self.text)

    def _write(self) -> None:
        theme = self._look.theme
        rows = [
            f'<p style="margin:0 0 8px 0"><span style="color:{theme.text.name()}">{escape(name)}</span><br>'
            f'<span style="color:{theme.text2.name()}">{escape(localised(why))}</span></p>'
            for name, why in self._files
        ]
        self.text.setHtml("".join(rows))
