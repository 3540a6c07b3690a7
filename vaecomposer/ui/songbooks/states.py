"""What stands above the sliders while the songbook opens, or when there is none."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import NAME
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.songbooks.menu import LEARN
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.words import describe

_FRAME_MS = 40
_TURN_SECONDS = 1.6


class Glyph(QWidget):
    """An icon that only shows."""

    def __init__(
        self, look: Look, icon: str, ink: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._ink = ink
        self.setFixedSize(QSize(16, 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._look.icons.paint(painter, self._icon, 0, 0, getattr(self._look.theme, self._ink))


class _Busy(QWidget):
    """A brass stretch that runs along a line; it stands still where motion is not wanted."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._timer = QTimer(self, interval=_FRAME_MS)
        self._timer.timeout.connect(self.update)
        self.setFixedHeight(4)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._look.reduced_motion:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.groove)
        line = QRectF(self.rect())
        painter.drawRoundedRect(line, 2, 2)
        turn = 0.3 if self._look.reduced_motion else (time.monotonic() / _TURN_SECONDS) % 1.0
        width = line.width() * 0.35
        x = -width + turn * (line.width() + width)
        painter.setBrush(self._look.theme.accent)
        painter.setClipRect(line)
        painter.drawRoundedRect(QRectF(x, 0, width, line.height()), 2, 2)


class SongbookOpening(QWidget):
    """The songbook is being read: what works already, and for how long it has taken."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seconds = Label(look, "", ink="text3", parent=self)
        self._since = time.monotonic()
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._count)
        column = _column(self)
        row = _heading(look, self, translate("SongbookStates", "Opening the songbook"))
        row.addWidget(self._seconds)
        column.addLayout(row)
        column.addWidget(_Busy(look, self))
        column.addWidget(
            Label(
                look,
                translate(
                    "SongbookStates",
                    "Playing and exporting work already. The sliders follow when it is open.",
                ),
                ink="text2",
                wraps=True,
                parent=self,
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        self._since = time.monotonic()
        self._seconds.show_text("")
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def _count(self) -> None:
        self._seconds.show_text(f"{time.monotonic() - self._since:.0f} s")


class SongbookMissing(QWidget):
    """There is no songbook: what works without one, why, and how to get one."""

    choose_requested = Signal()
    learn_requested = Signal()
    retry_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = Label(look, "", ink="text3", wraps=True, parent=self)
        column = _column(self)
        column.addLayout(_heading(look, self, translate("SongbookStates", "No songbook yet")))
        column.addWidget(
            Label(
                look,
                translate("SongbookStates", "Without one I can play and export, but not compose."),
                ink="text2",
                wraps=True,
                parent=self,
            )
        )
        choose = Button(
            look, Kind.MAIN, translate("Songbooks", "Choose a songbook…"), "folder", self
        )
        choose.clicked.connect(self.choose_requested)
        column.addWidget(choose)
        self.learn = Button(look, Kind.RAISED, LEARN.name, "note", self)
        self.learn.clicked.connect(self.learn_requested)
        self.show_learning_offer("")
        column.addWidget(self.learn)
        column.addWidget(self._sentence)
        again = Button(look, Kind.QUIET, translate("Songbooks", "Try again"), "reset", self)
        again.clicked.connect(self.retry_requested)
        column.addWidget(again)

    def show_sentence(self, sentence: str) -> None:
        """Shows why."""
        self._sentence.show_text(sentence)

    def show_learning_offer(self, refusal: str) -> None:
        """Offers to learn from the musician's own music, unless a sentence says why not."""
        self.learn.setEnabled(not refusal)
        describe(self.learn, replace(LEARN, sentence=refusal or LEARN.sentence))


def _column(card: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(card)
    pad = SIZES.card_padding
    column.setContentsMargins(pad, 10, pad, 10)
    column.setSpacing(8)
    return column


def _heading(look: Look, parent: QWidget, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Glyph(look, "book", "text", parent))
    row.addWidget(Label(look, text, size=NAME, weight=600, parent=parent), 1)
    return row
