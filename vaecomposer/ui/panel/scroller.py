"""What does not fit the column scrolls, and rows keep their right edge when the bar appears."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.focus_ring import is_by_keyboard
from vaecomposer.ui.theme import SIZES

_BAR = 8
"""Width of the bar, as the style sheet has it."""

_AROUND = 24
"""What stays visible above and below the control that the keyboard comes to, in px."""


class Scroller(QScrollArea):
    """Widgets one below the other. The keyboard brings into sight what it comes to; a wheel that scrolls
    goes on scrolling, whatever slider slips under the pointer meanwhile.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scrolled = 0.0  # when the wheel last turned here
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._keep_edge)

    def add(self, widget: QWidget) -> None:
        """Adds a widget, with all that is in it by now, below the others."""
        self._column.insertWidget(self._column.count() - 1, widget)
        self.watch(widget)

    def watch(self, widget: QWidget) -> None:
        """Lets the wheel scroll over a widget and all in it, and the keyboard bring it into sight."""
        for control in (widget, *widget.findChildren(QWidget)):
            control.installEventFilter(self)

    def _keep_edge(self, _low: int, high: int) -> None:
        """Lets the bar stand on the widgets' right padding instead of pushing them aside."""
        self.setViewportMargins(0, 0, -_BAR if high else 0, 0)
        frame = self.verticalScrollBar().parentWidget()
        assert frame is not None
        frame.raise_()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._scrolled = time.monotonic()
        super().wheelEvent(event)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and isinstance(watched, Slider):
            if time.monotonic() - self._scrolled < SIZES.wheel_hover_ms / 1000:
                self.wheelEvent(event)
                return True
        elif (
            isinstance(event, QFocusEvent)
            and event.gotFocus()
            and is_by_keyboard(event.reason())
            and isinstance(watched, QWidget)
        ):
            self.ensureWidgetVisible(watched, 0, _AROUND)
        return super().eventFilter(watched, event)
