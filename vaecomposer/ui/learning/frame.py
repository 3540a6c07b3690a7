"""The dashed frame around the control that waits for a knob."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_ASIDE, _ABOVE = 7, 3


class LearningFrame(QWidget):
    """Lies under its control and reaches outside it, so that nothing is covered."""

    def __init__(self, look: Look, control: QWidget) -> None:
        super().__init__(control.parentWidget())
        self._look = look
        self._control = control
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.follow()
        self.lower()
        self.show()

    def follow(self) -> None:
        """Stands where its control stands."""
        wide = self._control.width() > 100
        aside = _ASIDE if wide else _ABOVE
        around = self._control.geometry().adjusted(-aside, -_ABOVE, aside, _ABOVE)
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(around.intersected(parent.rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.accent, 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.accent_soft)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, SIZES.button_radius, SIZES.button_radius)
