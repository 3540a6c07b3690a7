"""In a narrow window: the drawer that a pad slides out in, over the right side of the roll."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, faded

WIDTH, HEIGHT = 256, 292
_SHADOW = 8


class Drawer(QWidget):
    """Holds one card at a time. Slides out to the left of the edge it is told."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._card: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_SHADOW, 0, 0, _SHADOW)
        self._slide = QPropertyAnimation(self, b"geometry", self)
        self._slide.setDuration(SIZES.drawer_ms)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.hide()

    @property
    def card(self) -> QWidget | None:
        """The card it holds."""
        return self._card

    def take_in(self, card: QWidget | None) -> QWidget | None:
        """Holds another card, or none; the one it held."""
        before, self._card = self._card, card
        if before is not None:
            self._column.removeWidget(before)
        if card is not None:
            self._column.addWidget(card)
            card.show()
        return before

    def place_at(self, area: QRect) -> None:
        """Stands at the right edge of an area of its parent, at its top."""
        self._slide.stop()
        self.setGeometry(self._placed(area))

    def slide_out(self, area: QRect) -> None:
        """Comes out of the right edge of an area; with reduced motion it is there at once."""
        end = self._placed(area)
        self._slide.stop()
        if self._look.reduced_motion:
            self.setGeometry(end)
        else:
            start = QRect(end)
            start.moveLeft(end.left() + end.width() // 3)
            self.setGeometry(start)
            self._slide.setStartValue(start)
            self._slide.setEndValue(end)
            self._slide.start()
        self.show()
        self.raise_()

    @staticmethod
    def _placed(area: QRect) -> QRect:
        width = min(WIDTH + _SHADOW, area.width())
        height = min(HEIGHT + _SHADOW, area.height())
        return QRect(area.right() + 1 - width, area.top(), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        for away in range(_SHADOW):
            painter.setBrush(faded(self._look.theme.shadow, 0.05))
            box = self.rect().adjusted(away, 0, 0, -away)
            painter.drawRoundedRect(box, SIZES.card_radius, SIZES.card_radius)
