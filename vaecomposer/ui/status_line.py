"""The last line of the window: what the pointer is on, and what the program runs on."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vaecomposer.ui import words
from vaecomposer.ui.controls.card import hairline
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_PAD = 12.0


class StatusLine(QWidget):
    """Help on the left, facts on the right; what does not fit is cut on the left.

    The songbook's name opens the menu of songbooks.
    """

    songbook_clicked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._name = self._sentence = ""
        self._songbook = translate("StatusLine", "Songbook: opening…")
        self._heard = self._locks = self._bars = ""
        self._songbook_at = QRectF()
        self._over_songbook = False
        self.setMouseTracking(True)
        self.setFixedHeight(SIZES.status)

    @property
    def help(self) -> tuple[str, str]:
        """Name and sentence of what the pointer is on."""
        return self._name, self._sentence

    @property
    def facts(self) -> tuple[str, ...]:
        """What stands on the right."""
        return tuple(
            fact for fact in (self._songbook, self._heard, self._bars, self._locks) if fact
        )

    @property
    def songbook_place(self) -> QPoint:
        """Where the songbook's name begins, in this widget."""
        return self._songbook_at.topLeft().toPoint()

    def show_help(self, tip: str) -> None:
        """Shows a control's status tip: its name, a line break, its sentence."""
        self._name, _, self._sentence = tip.partition("\n")
        self.update()

    def show_songbook(self, text: str) -> None:
        """Shows the songbook's name and where it runs."""
        self._songbook = text
        self.update()

    def show_heard_after(self, milliseconds: float) -> None:
        """Shows how long a move took to be heard."""
        text = translate("StatusLine", "Heard after {milliseconds:.0f} ms").format(
            milliseconds=milliseconds
        )
        if text != self._heard:
            self._heard = text
            self.update()

    def show_locks(self, locks: str, bars: str) -> None:
        """Shows in words which music is locked, and which bars the sliders move; "" for none and all."""
        chosen = (
            translate("StatusLine", "Sliders move {bars}").format(bars=bars[:1].lower() + bars[1:])
            if bars
            else ""
        )
        if (locks, chosen) != (self._locks, self._bars):
            self._locks, self._bars = locks, chosen
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_over(over=self._songbook_at.contains(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._go_over(over=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._songbook_at.contains(event.position()):
            self.songbook_clicked.emit()

    def _go_over(self, *, over: bool) -> None:
        if over != self._over_songbook:
            self._over_songbook = over
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            if over:
                self.show_help(f"{words.SONGBOOK.name}\n{words.SONGBOOK.tip}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        font = self._look.font(SECONDARY)
        metrics = QFontMetricsF(font)
        right = self.width() - _PAD
        painter.setFont(font)
        painter.setPen(theme.text2)
        for place, fact in enumerate(reversed(self.facts)):
            width = metrics.horizontalAdvance(fact)
            first = place == len(self.facts) - 1
            if first:
                self._songbook_at = QRectF(right - width - 22, 0, width + 26, self.height())
                painter.setPen(theme.text if self._over_songbook else theme.text2)
            painter.drawText(QRectF(right - width, 0, width + 2, self.height()), middle, fact)
            right -= width + _PAD
            if first:
                self._look.icons.paint(
                    painter, "book", right - 7, (self.height() - 14) / 2, theme.text2, 14
                )
                right -= 24
            else:
                line = QRectF(right + 1, 5, hairline(self.devicePixelRatioF()), self.height() - 10)
                painter.fillRect(line, theme.line)
                right -= _PAD - 2
        self._paint_help(painter, right)

    def _paint_help(self, painter: QPainter, right: float) -> None:
        theme = self._look.theme
        middle = Qt.AlignmentFlag.AlignVCenter
        strong, plain = self._look.font(SECONDARY, 600), self._look.font(SECONDARY)
        painter.setFont(strong)
        painter.setPen(theme.text)
        width = QFontMetricsF(strong).horizontalAdvance(self._name)
        painter.drawText(QRectF(_PAD, 0, width + 2, self.height()), middle, self._name)
        left = _PAD + width + 8
        room = max(0.0, right - left - 8)
        painter.setFont(plain)
        painter.setPen(theme.text2)
        text = QFontMetricsF(plain).elidedText(self._sentence, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, self.height()), middle, text)
