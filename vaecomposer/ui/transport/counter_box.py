"""The instrument's display: position, tempo and metre in one well."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vaecomposer.music.metre import Metre
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import hairline
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.transport.figure import Figure
from vaecomposer.ui.transport.tempo import TapTempo, TempoField


def before(beats: float) -> str:
    """What the counter shows in a count-in with so many beats left: ``-3``."""
    return f"{words.MINUS}{max(1, ceil(beats))}"


class _Rule(QWidget):
    """A short upright hairline between figures."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(1, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = hairline(self.devicePixelRatioF())
        painter.fillRect(QRectF(0, 0, line, self.height()), self._look.theme.line)


class CounterBox(QWidget):
    """Shows where the music is, how fast and in what metre; tempo can be changed here."""

    bpm_changed = Signal(float)
    drag_ended = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.counter = Figure(look, translate("CounterBox", "bar · beat · step"), "888.8.8", self)
        self.tempo = TempoField(look, self)
        self.metre = Figure(look, translate("CounterBox", "metre"), "4/4", self)
        self.tap = Button(look, Kind.RAISED, translate("CounterBox", "Tap"), parent=self)
        self._taps = TapTempo()
        words.describe(self.counter, words.COUNTER)
        words.describe(self.metre, words.METRE)
        words.describe(self.tap, words.TAP, command="tap")
        self.tempo.bpm_changed.connect(self.bpm_changed)
        self.tempo.drag_ended.connect(self.drag_ended)
        self.tap.clicked.connect(self.tap_once)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self.counter)
        row.addWidget(_Rule(look, self))
        row.addWidget(self.tempo)
        row.addWidget(self.tap)
        row.addWidget(_Rule(look, self))
        row.addWidget(self.metre)
        self.setFixedHeight(40)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tap_once(self) -> None:
        """Takes in one tap on the beat."""
        bpm = self._taps.tap()
        if bpm is not None:
            self.tempo.ask(bpm)
            self.drag_ended.emit()

    def show_metre(self, metre: Metre) -> None:
        """Shows a metre."""
        if str(metre) != self.metre.text:
            self.metre.show_text(str(metre))
            self.metre.setAccessibleName(
                translate("CounterBox", "Metre, {metre}").format(metre=words.metre_words(metre))
            )

    def show_compact(self, on: bool) -> None:
        """Drops Tap and the captions."""
        self.tap.setVisible(not on)
        for figure in (self.counter, self.tempo, self.metre):
            figure.show_caption(not on)
        row = self.layout()
        assert row is not None
        row.setSpacing(8 if on else 12)
        row.invalidate()
        self.updateGeometry()  # at once: the row it stands in is measured next

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = hairline(self.devicePixelRatioF())
        painter.setPen(QPen(theme.edge, line, Qt.PenStyle.SolidLine))
        painter.setBrush(theme.well)
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, SIZES.button_radius, SIZES.button_radius)
