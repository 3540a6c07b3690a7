"""One Strand: its number, a line, its value, 24 px high."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.controls.slider_parts import GROOVE, SliderFace, paint_slider, paint_waiting
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.words import signed

HEIGHT = 24
_NUMBER, _VALUE = 30.0, 40.0


class StrandSlider(Slider):
    """A dimension of the song latent, -100..+100 around rest."""

    def __init__(self, look: Look, number: int, parent: QWidget | None = None) -> None:
        self._number = number
        super().__init__(look, -100, 100, 0, parent)
        self.can_lock = True
        self.name_as(translate("StrandSlider", "Strand {number}").format(number=number))
        self.setStatusTip(
            translate(
                "StrandSlider",
                "Strand {number}\nOne thread of many.   Shift: finer   ·   double-click: back to 0   ·   L: lock",
            ).format(number=number)
        )
        self.setToolTip(
            translate("StrandSlider", "Strand {number} (raw latent dimension)").format(
                number=number
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def groove(self) -> QRectF:
        """The line between number and value."""
        return QRectF(
            _NUMBER, HEIGHT / 2 - GROOVE / 2, max(60.0, self.width() - _NUMBER - _VALUE), GROOVE
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(SECONDARY))
        painter.setPen(theme.accent if self._learning.tags else theme.text3)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, 0, _NUMBER, HEIGHT), middle, str(self._number))
        if self._learning.armed and not self.is_dragged:
            paint_waiting(painter, self._look, QRectF(self.rect()))
            return
        face = SliderFace(
            self.groove(),
            self.x_of(self.amount),
            self.x_of(0),
            None if self._was is None else self.x_of(self._was),
            self.isEnabled(),
            self.underMouse(),
            self.is_dragged,
            self.is_locked,
            self._ring,
            tick=True,
            knob_x=self._knob_x,
        )
        paint_slider(painter, self._look, face)
        right = QRectF(0, 0, self.width(), HEIGHT)
        if self.is_locked:
            self._look.icons.paint(painter, "lock", self.width() - 14, 6, theme.text2, 12)
            right.setRight(self.width() - 16)
        text = self._typed if self._typed is not None else signed(self.amount)
        painter.setPen(theme.text if self.amount or self._typed else theme.text3)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, text)
