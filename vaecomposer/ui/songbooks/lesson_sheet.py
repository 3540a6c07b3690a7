"""What is asked before a songbook is learned from a folder: its name, and how long it may take."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import Card
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.segmented import Segmented
from vaecomposer.ui.files import file_name
from vaecomposer.ui.fonts import SECONDARY, TITLE
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.words import Help, describe

MINUTES = (5, 15, 45)
USUAL = 15
LONGEST_NAME = 40
_WIDTH = 440
_NAMES = 88
_ROW = 28

LEARN = Help(translate("LessonSheet", "Learn"), translate("LessonSheet", "Begin to learn now"))
CANCEL = Help(
    translate("LessonSheet", "Cancel"),
    translate("LessonSheet", "Close this sheet; nothing is learned"),
)


def plain_name(text: str) -> str:
    """A songbook's name as a file can have it: what file systems refuse becomes a space."""
    # The second ending stays: the name may have a dot, and "mid" here is no file's ending.
    stem = Path(file_name(f"{text[:LONGEST_NAME]}.mid")).stem
    return " ".join(
        stem.replace(".", " ").split() if stem.endswith((".map", ".evaluation")) else stem.split()
    )


def free_name(text: str, taken: Collection[str]) -> str:
    """A name like `text` that no songbook has yet. `taken`: names of the others, however they are spelled."""
    name, others = plain_name(text), {other.casefold() for other in taken}
    found, number = name, 2
    while found.casefold() in others:
        ending = f" {number}"
        found, number = name[: LONGEST_NAME - len(ending)].rstrip() + ending, number + 1
    return found


class LessonSheet(QDialog):
    """Asks for the songbook's name and the time. Enter begins, Esc closes."""

    start_requested = Signal(str, int)  # name, minutes

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._taken: frozenset[str] = frozenset()
        title = translate("LessonSheet", "Learn from my MIDI")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title = Label(look, title, size=TITLE, weight=600, parent=self)
        self.folder = Label(look, "", ink="text2", parent=self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setFixedHeight(_ROW)
        self.name.setFont(look.font())
        self.said = Label(look, "", ink="danger", size=SECONDARY, wraps=True, parent=self)
        words = tuple(translate("LessonSheet", "{n} min").format(n=n) for n in MINUTES)
        self.minutes = Segmented(look, words, self)
        self.remark = Label(look, "", ink="text2", wraps=True, parent=self)
        self.cancel = Button(look, Kind.RAISED, translate("LessonSheet", "Cancel"), parent=self)
        self.learn = Button(look, Kind.MAIN, translate("LessonSheet", "Learn"), parent=self)
        self._assemble()
        self._connect()
        look.dress(self)
        look.changed.connect(self._take_look)

    def ask(self, folder: str, base: str, taken: Collection[str]) -> None:
        """Opens for a folder.

        Args:
            folder: of music. base: the name of the songbook it begins with.
            taken: names that other songbooks have.
        """
        self._taken = frozenset(name.casefold() for name in taken)
        self.folder.show_text(Path(folder).name or folder)
        self.folder.setToolTip(folder)
        self.name.setText(free_name(Path(folder).name, taken))
        self.minutes.show_chosen(MINUTES.index(USUAL))
        said = translate(
            "LessonSheet",
            "Learns from your music, beginning with {base}. Your files are only read. You can go on composing.",
        )
        self.remark.show_text(said.format(base=base))
        self._look_at_name()
        self.show()
        self.raise_()
        self.activateWindow()

    # --- assembling ---------------------------------------------------------------------------

    def _assemble(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.folder, 1, Qt.AlignmentFlag.AlignBottom)
        card = Card(self._look, self)
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnStretch(1, 1)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for row, text in (
            (0, translate("LessonSheet", "Songbook")),
            (2, translate("LessonSheet", "At most")),
        ):
            label = Label(self._look, text, ink="text2", parent=card)
            label.setFixedHeight(_ROW)
            grid.addWidget(label, row, 0)
        grid.addWidget(self.name, 0, 1)
        grid.addWidget(self.said, 1, 1)
        grid.addWidget(self.minutes, 2, 1, left)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.learn)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(card)
        column.addWidget(self.remark)
        column.addLayout(foot)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        card.setFixedWidth(_WIDTH - 32)
        self.remark.setFixedWidth(_WIDTH - 32)

    def _connect(self) -> None:
        self.name.setAccessibleName(translate("LessonSheet", "Name of the songbook"))
        self.name.textChanged.connect(lambda _text: self._look_at_name())
        self.minutes.picked.connect(self.minutes.show_chosen)
        self.minutes.describe_segments(
            translate("LessonSheet", "At most"),
            translate("LessonSheet", "How long it may learn; you can stop and keep it at any time"),
        )
        describe(self.learn, LEARN, "Enter")
        describe(self.cancel, CANCEL, "Esc")
        self.learn.clicked.connect(self._start)
        self.cancel.clicked.connect(self.close)

    def _look_at_name(self) -> None:
        """Says what is wrong with the name; without a good one nothing begins."""
        said, typed = "", " ".join(self.name.text().split())
        if not typed:
            said = translate("LessonSheet", "A songbook needs a name.")
        elif plain_name(typed).casefold() in self._taken:
            said = translate(
                "LessonSheet", "There is a songbook {name} already; choose another name."
            )
            said = said.format(name=plain_name(typed))
        self.said.show_text(said)
        self.said.setVisible(bool(said))
        self.learn.setEnabled(not said)

    def _start(self) -> None:
        if self.learn.isEnabled():
            self.close()
            self.start_requested.emit(plain_name(self.name.text()), MINUTES[self.minutes.chosen])

    # --- Qt -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._look.theme.ground)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._look.ring.leave()
        super().closeEvent(event)

    def _take_look(self) -> None:
        self._look.dress(self)
        for widget in self.findChildren(QWidget):
            widget.update()
