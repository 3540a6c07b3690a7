"""What stands in the roll's place before there is any music."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vaecomposer.music.piece import Piece
from vaecomposer.ui import thumbnail, words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import hairline
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import BODY, LARGE, SECONDARY
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, faded

_GRID = 52


class DemoButton(QAbstractButton):
    """A piece to start from: its picture, its title, its tempo and key; or a session and what it holds."""

    def __init__(
        self,
        look: Look,
        piece: Piece,
        parent: QWidget | None = None,
        *,
        name: str = "",
        holds: str = "",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._piece = piece
        self._picture: QPixmap | None = None
        self._drawn_for: tuple[int, float] | None = None
        facts = [f"{piece.bpm:.0f}"]
        if str(piece.metre) != "4/4":
            facts.insert(0, str(piece.metre))
        if piece.key is not None:
            facts.append(localised(str(piece.key)))
        self._facts = holds or listed(*facts)
        self.setText(localised(name or piece.title))
        opens = (
            translate("Empty", "Open session {name}, {facts}")
            if holds
            else translate("Empty", "Open {name}, {facts}")
        )
        self.setAccessibleName(opens.format(name=self.text(), facts=self._facts))
        what = (
            translate("Empty", "Open this session and look around")
            if holds
            else translate("Empty", "Open this piece and move its sliders")
        )
        self.setStatusTip(f"{self.text()}\n{what}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(thumbnail.WIDTH + 4, thumbnail.HEIGHT + 4 + 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._drawn_for != (id(theme), ratio):
            self._picture = thumbnail.thumbnail(self._look, self._piece, ratio)
            self._drawn_for = (id(theme), ratio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(2, 2, self._picture)
        if self.underMouse():
            painter.setPen(theme.control)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(1.5, 1.5, thumbnail.WIDTH + 1, thumbnail.HEIGHT + 1)
            painter.drawRoundedRect(box, SIZES.chip_radius, SIZES.chip_radius)
        cut = Qt.TextElideMode.ElideRight
        width = self.width() - 4.0
        for font, ink, text, y in (
            (self._look.font(BODY, 500), theme.text, self.text(), thumbnail.HEIGHT + 7),
            (self._look.font(SECONDARY), theme.text3, self._facts, thumbnail.HEIGHT + 23),
        ):
            painter.setFont(font)
            painter.setPen(ink)
            elided = QFontMetricsF(font).elidedText(text, cut, width + 1)
            painter.drawText(QRectF(2, y, width, 16), Qt.AlignmentFlag.AlignVCenter, elided)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look.ring.enter(self, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look.ring.leave()


class EmptyState(QWidget):
    """Start with a tune, or with nothing."""

    compose_requested = Signal()
    open_requested = Signal()
    demo_picked = Signal(int)
    session_picked = Signal(int)
    tour_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        title = Label(
            look,
            translate("Empty", "Start with a tune, or with nothing"),
            size=LARGE,
            weight=600,
            centred=True,
            parent=self,
        )
        line = Label(
            look,
            translate("Empty", "Drop a MIDI file here, or let a first idea come."),
            ink="text2",
            centred=True,
            parent=self,
        )
        self.compose = Button(
            look, Kind.MAIN, translate("Empty", "Compose a take"), "pencil", self, height=34
        )
        self.open = Button(
            look, Kind.RAISED, translate("Empty", "Open MIDI…"), "folder", self, height=34
        )
        words.describe(self.compose, words.COMPOSE, command="compose")
        words.describe(self.open, words.OPEN, command="open")
        self.compose.clicked.connect(self.compose_requested)
        self.open.clicked.connect(self.open_requested)
        self.tour = Button(
            look,
            Kind.QUIET,
            translate("Empty", "Show me around, in two minutes"),
            parent=self,
            height=26,
        )
        words.describe(self.tour, words.TOUR)
        self.tour.clicked.connect(self.tour_requested)
        self.demos: list[DemoButton] = []
        self.sessions: list[DemoButton] = []
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.compose)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        self._demo_row = QHBoxLayout()
        self._demo_row.setSpacing(16)
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addWidget(title)
        column.addSpacing(2)
        column.addWidget(line)
        column.addSpacing(12)
        column.addLayout(buttons)
        column.addSpacing(28)
        column.addLayout(self._demo_row)
        column.addSpacing(16)
        column.addWidget(self.tour, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)

    def show_demos(self, pieces: tuple[Piece, ...]) -> None:
        """Offers pieces to start from."""
        self._drop(self.demos)
        self.demos = [DemoButton(self._look, piece, self) for piece in pieces]
        for index, demo in enumerate(self.demos):
            demo.clicked.connect(lambda _on=False, i=index: self.demo_picked.emit(i))
        self._fill_row()

    def show_sessions(self, sessions: tuple[tuple[str, str, Piece], ...]) -> None:
        """Offers sessions beside them: name, what is in it, the music in front."""
        self._drop(self.sessions)
        self.sessions = [
            DemoButton(self._look, piece, self, name=name, holds=holds)
            for name, holds, piece in sessions
        ]
        for index, session in enumerate(self.sessions):
            session.clicked.connect(lambda _on=False, i=index: self.session_picked.emit(i))
        self._fill_row()

    def show_tour_offer(self, *, on: bool) -> None:
        """Offers the tour, or no longer."""
        self.tour.setVisible(on)

    @staticmethod
    def _drop(buttons: list[DemoButton]) -> None:
        for button in buttons:
            button.hide()
            button.deleteLater()

    def _fill_row(self) -> None:
        while self._demo_row.takeAt(0) is not None:
            pass
        self._demo_row.addStretch(1)
        for button in (*self.demos, *self.sessions):
            self._demo_row.addWidget(button)
        self._demo_row.addStretch(1)

    def show_can_compose(self, on: bool) -> None:
        """Lets Compose be pressed, or not yet."""
        self.compose.setEnabled(on)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A faint grid: the paper before the music."""
        painter = QPainter(self)
        theme = self._look.theme
        line = hairline(self.devicePixelRatioF())
        colour = faded(theme.bar_line, 0.45)
        for x in range(_GRID, self.width(), _GRID):
            painter.fillRect(QRectF(x, 0, line, self.height()), colour)
