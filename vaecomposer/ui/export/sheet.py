"""The export sheet: asks what is wanted, then shows how it goes. It writes nothing itself."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.export.choices import ExportChoices
from vaecomposer.ui.export.pages import WIDTH, GoingPage, WantedPage
from vaecomposer.ui.fonts import TITLE
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.words import Help, describe

START = Help(translate("Sheet", "Export"), translate("Sheet", "Write the file now"))
CANCEL = Help(
    translate("Sheet", "Cancel the export"),
    translate("Sheet", "Stop writing; nothing is left behind"),
)
CLOSE = Help(
    translate("Sheet", "Close"), translate("Sheet", "Close this sheet; an export that runs goes on")
)
BACK = Help(translate("Sheet", "Back"), translate("Sheet", "Choose again"))


class _State(Enum):
    WANTED = "wanted"
    GOING = "going"
    STOPPING = "stopping"
    ENDED = "ended"


class ExportSheet(QDialog):
    """What to write, and how far it is. Enter starts, Esc stops what runs or closes.

    Its maker answers `start_requested` with `show_progress`, then `show_done`, `show_trouble` or
    `show_stopped`.
    """

    start_requested = Signal(object)  # ExportChoices
    cancel_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._state = _State.WANTED
        self._name = ""
        self.setWindowTitle(translate("Sheet", "Export"))
        self.setAccessibleName(translate("Sheet", "Export"))
        self.title = Label(look, translate("Sheet", "Export"), size=TITLE, weight=600, parent=self)
        self.music = Label(look, "", ink="text2", parent=self)
        self.wanted = WantedPage(look, self)
        self.going = GoingPage(look, self)
        self.back = Button(look, Kind.QUIET, translate("Sheet", "Back"), parent=self)
        self.close_button = Button(look, Kind.RAISED, translate("Sheet", "Close"), parent=self)
        self.cancel = Button(look, Kind.QUIET, translate("Sheet", "Cancel export"), parent=self)
        self.start = Button(look, Kind.MAIN, translate("Sheet", "Export"), parent=self)
        self._assemble()
        self._connect()
        look.dress(self)
        look.changed.connect(self._take_look)
        self._enter(_State.WANTED)

    # --- told ---------------------------------------------------------------------------------

    def show_music(self, title: str, folder: str) -> None:
        """Shows which music is to be written, and proposes a place for it."""
        self.music.show_text(title)
        self.music.setToolTip(title)
        self.wanted.show_place(folder, title)

    def show_choices(self, choices: ExportChoices) -> None:
        """Shows what was picked the last time, its place included."""
        self.wanted.show_choices(choices)

    def ask_again(self) -> None:
        """Goes back to what is wanted, unless an export runs."""
        if self._state is _State.ENDED:
            self._enter(_State.WANTED)

    def show_progress(self, share: float) -> None:
        """Shows how much is written, 0..1. What comes late, after a stop, is not shown."""
        if self._state in (_State.WANTED, _State.ENDED):
            self._enter(_State.GOING)
        if self._state is _State.GOING:
            self.going.show_going(self._name, share)

    def show_done(self, sentence: str) -> None:
        """Shows that all is written."""
        self.going.show_done(translate("Sheet", "Export finished"), sentence)
        self._enter(_State.ENDED)

    def show_trouble(self, title: str, sentence: str) -> None:
        """Shows what kept it from being written."""
        self.going.show_trouble(title, sentence)
        self._enter(_State.ENDED)

    def show_stopped(self) -> None:
        """Goes back to what is wanted: the export was stopped."""
        self._enter(_State.WANTED)

    @property
    def is_running(self) -> bool:
        """Whether it shows an export that is not over."""
        return self._state in (_State.GOING, _State.STOPPING)

    # --- assembling ---------------------------------------------------------------------------

    def _assemble(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        # A long name is cut short: the sheet is as wide as its pages.
        self.music.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head.addWidget(self.music, 1, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addStretch(1)
        for button in (self.cancel, self.close_button, self.start):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.wanted)
        column.addWidget(self.going)
        column.addLayout(foot)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        for page in (self.wanted, self.going):
            page.setFixedWidth(WIDTH - 32)

    def _connect(self) -> None:
        for button, words, keys in (
            (self.start, START, "Enter"), (self.cancel, CANCEL, "Esc"), (self.close_button, CLOSE, ""),
            (self.back, BACK, ""),
        ):  # fmt: skip
            describe(button, words, keys)
        self.start.clicked.connect(self._start)
        self.cancel.clicked.connect(self._cancel)
        self.close_button.clicked.connect(self.close)
        self.back.clicked.connect(self.ask_again)

    # --- wanted -------------------------------------------------------------------------------

    def _start(self) -> None:
        if self._state is not _State.WANTED:
            return
        choices = self.wanted.choices
        self._name = choices.path.stem + (
            translate("Sheet", " in stems") if choices.stems else choices.path.suffix
        )
        self._enter(_State.GOING)
        self.going.show_going(self._name, 0.0)
        self.start_requested.emit(choices)

    def _cancel(self) -> None:
        if self._state is _State.GOING:
            self.going.show_stopping()
            self._enter(_State.STOPPING)
            self.cancel_requested.emit()

    def _enter(self, state: _State) -> None:
        self._state = state
        running = state in (_State.GOING, _State.STOPPING)
        self.wanted.setVisible(state is _State.WANTED)
        self.going.setVisible(state is not _State.WANTED)
        self.start.setVisible(state is _State.WANTED)
        self.cancel.setVisible(running)
        self.cancel.setEnabled(state is _State.GOING)
        self.back.setVisible(state is _State.ENDED)
        self._focus_first()

    def _focus_first(self) -> None:
        """The button that goes on has the keyboard. Never the one that cancels: Enter may be hit twice."""
        chosen = self.start if self._state is _State.WANTED else self.close_button
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- Qt -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
        elif event.key() == Qt.Key.Key_Escape:
            if self._state is _State.GOING:
                self._cancel()
            else:
                self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._look.theme.ground)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_first()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._look.ring.leave()
        super().closeEvent(event)

    def _take_look(self) -> None:
        self._look.dress(self)
        for widget in self.findChildren(QWidget):
            widget.update()
