"""A small knob around a middle, such as a track's place between left and right."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import faded
from vaecomposer.ui.words import spoken

_PER_PIXEL = 1.0
_FINE = 0.1
_SWEEP = 135.0
"""Degrees from the middle to either end."""

_RADIUS = 8.0
_WAITING = 2.6


class Knob(Slider):
    """A value from -100 to 100 turned by dragging up or right; wheel, keys and digits as on a slider."""

    def __init__(
        self,
        look: Look,
        spoken: Callable[[float], str] = spoken,
        parent: QWidget | None = None,
    ) -> None:
        self._last = QPointF()
        self._said = spoken
        super().__init__(look, -100, 100, 0, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _name_anew(self) -> None:
        self.setAccessibleName(
            translate("Knob", "{name}, knob, {value}").format(
                name=self._spoken_name, value=self._said(self.amount)
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(26, 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def groove(self) -> QRectF:
        return QRectF(0, self.height() / 2, self.width(), 1)

    def _jumps_to(self, at: QPointF) -> bool:
        return False  # there is no line to press on: a press takes hold

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._was is None:
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        moved = (at.x() - self._last.x()) + (self._last.y() - at.y())
        self._last = at
        self._aim += moved * _PER_PIXEL * (_FINE if fine else 1.0)
        self._aim = max(-100.0, min(100.0, self._aim))
        self._ask(round(self._aim, 1) if fine else round(self._aim))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        box = QRectF(middle.x() - _RADIUS, middle.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
        if self.is_dragged:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(theme.accent, 0.25))
            painter.drawEllipse(middle, _RADIUS + 4, _RADIUS + 4)
        if self._ring:
            painter.setPen(QPen(theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, _RADIUS + 3, _RADIUS + 3)
        lit = self.underMouse() or self.is_dragged
        painter.setPen(QPen(theme.control, 1.3))
        painter.setBrush(theme.hover if lit else theme.raised)
        painter.drawEllipse(box)
        angle = radians(90 - self.amount / 100 * _SWEEP)
        ink = theme.accent if self.is_dragged else theme.cap
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        way = QPointF(cos(angle), -sin(angle))
        painter.drawLine(middle + way * 2, middle + way * (_RADIUS - 1.5))
        if self._learning.knob is not None:  # a controller's knob that has not caught up
            angle = radians(90 - (2 * self._learning.knob - 1) * _SWEEP)
            painter.setPen(QPen(theme.accent, 1.4))
            painter.setBrush(theme.panel)
            rim = middle + QPointF(cos(angle), -sin(angle)) * _RADIUS
            painter.drawEllipse(rim, _WAITING, _WAITING)
