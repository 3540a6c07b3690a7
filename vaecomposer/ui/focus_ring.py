"""The ring around the control that the keyboard is on, 2 px wide and 2 px away."""

# ruff: noqa: ARG002 (Qt's overrides)

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from vaecomposer.ui.look import Look

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_REACH = 4


def is_by_keyboard(reason: Qt.FocusReason) -> bool:
    """Whether focus came from the keyboard, so that it must be seen."""
    return reason in _BY_KEYBOARD


class _Ring(QWidget):
    """The ring itself: a sibling above its control, so that it can reach outside it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.focus, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)


class FocusRing(QObject):
    """Shows one ring at a time. Controls report their focus events to it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self._ring: _Ring | None = None

    def enter(self, control: QWidget, reason: Qt.FocusReason) -> None:
        """The control got the focus."""
        self.leave()
        parent = control.parentWidget()
        if is_by_keyboard(reason) and parent is not None:
            self._ring = _Ring(self._look, parent)
            self._ring.setGeometry(control.geometry().adjusted(-_REACH, -_REACH, _REACH, _REACH))
            self._ring.show()
            self._ring.raise_()

    def leave(self) -> None:
        """The control lost the focus, or is being used with the mouse."""
        ring, self._ring = self._ring, None
        if ring is not None and shiboken6.isValid(ring):
            ring.hide()
            ring.deleteLater()
