"""A card: the rounded plate that every part of the window lies on."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES


def hairline(ratio: float) -> float:
    """Width of one device pixel in logical pixels."""
    return 1 / ratio


class Ground(QWidget):
    """The plane everything stands on."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._look.theme.ground)


class Card(QWidget):
    """A plate in the panel's colour with a hairline edge."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = hairline(self.devicePixelRatioF())
        painter.setPen(QPen(theme.edge, line))
        painter.setBrush(theme.panel)
        half = line / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, SIZES.card_radius, SIZES.card_radius)


class Divider(QWidget):
    """A hairline across a card, from edge to edge."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = hairline(self.devicePixelRatioF())
        painter.fillRect(QRectF(0, 0, self.width(), line), self._look.theme.line)
