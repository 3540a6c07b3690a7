"""A slider with its name above the line, 36 px high."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.controls.slider_parts import (
    GROOVE,
    SliderFace,
    bubble_width,
    paint_bubble,
    paint_pointer,
    paint_slider,
)
from vaecomposer.ui.fonts import BODY
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.words import signed, unsigned


class NamedSlider(Slider):
    """Name left, value right, the line below over the whole width."""

    band = 18.0
    """Height of the band that name and value stand in."""

    def __init__(
        self,
        look: Look,
        name: str,
        low: float,
        high: float,
        rest: float,
        parent: QWidget | None = None,
    ) -> None:
        self._name = name
        super().__init__(look, low, high, rest, parent)
        self.name_as(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(180, SIZES.slider_row)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, SIZES.slider_row)

    def groove(self) -> QRectF:
        return QRectF(0, 25, self.width(), GROOVE)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(0, 0, self.width(), self.band)
        painter.setFont(self._look.font(BODY, 600 if self.is_dragged else 400))
        painter.setPen(theme.text if self.isEnabled() and not self.is_locked else theme.text3)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._name)
        lit = self.isEnabled() and not self.is_locked and self.amount != self._rest
        painter.setPen(theme.text2 if lit else theme.text3)
        painter.setFont(self._look.font(BODY, 500))
        text = self._typed if self._typed is not None else self._written(self.amount)
        if self._typed is None and not self.is_dragged:
            painter.drawText(
                line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text
            )
        self._paint_ends(painter)
        self._paint_tools(painter)
        inset = 3.0
        x = min(self.width() - inset, max(inset, self.x_of(self.amount)))
        was = None if self._was is None else self.x_of(self._was)
        low = self.minimum() / 10
        face = SliderFace(
            self.groove(),
            x,
            self.x_of(low if low >= 0 else self._rest),
            was,
            self.isEnabled(),
            self.underMouse(),
            self.is_dragged,
            self.is_locked,
            self._ring,
            low < 0,
        )
        paint_slider(painter, self._look, face)
        if self.is_dragged or self._typed is not None:
            said = self._bubble_words() if self._typed is None else ""
            paint_bubble(painter, self._look, self.width(), 10, said, text)
            left = self.width() - bubble_width(self._look, said, text)
            if self.is_dragged and x > left + 8:
                paint_pointer(painter, self._look, min(x, self.width() - 10.0), 20)

    def _paint_ends(self, painter: QPainter) -> None:
        """Words at the ends of the line, if there are any."""

    def _paint_tools(self, painter: QPainter) -> None:
        """What stands beside the value, if anything."""

    def _bubble_words(self) -> str:
        """What the bubble says before the value."""
        return ""

    def _written(self, value: float) -> str:
        return signed(value) if self.minimum() < 0 else unsigned(value)
