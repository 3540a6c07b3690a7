"""A button that is dragged: what hangs on the pointer leaves the window as a file."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.look import Look


class DragHandle(Button):
    """Drags something out of the window; clicked, or pressed with the keyboard, it asks for a file of it.

    Args:
        text: beside its grip; "" for the grip alone.
    """

    drag_wanted = Signal()

    def __init__(self, look: Look, text: str, parent: QWidget) -> None:
        kind = Kind.RAISED if text else Kind.QUIET
        super().__init__(look, kind, text, "grip", parent, height=24)
        self._pressed_at: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not self.isDown():
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed_at = None
            self.setDown(False)
            self.drag_wanted.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        super().mouseReleaseEvent(event)
