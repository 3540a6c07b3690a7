"""A hand that drags sliders in the running studio by mouse events, as a musician's would."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.panel.left_column import LeftColumn

MOVES_A_SECOND = 60
_SLIDER_SECONDS = 5.0
_SWEEP_SECONDS = 2.6


class Dragging:
    """One slider after the other, each to and fro for a while, then back to rest.

    Args:
        left: the column of sliders, its songbook open.
    """

    def __init__(self, left: LeftColumn) -> None:
        self._left = left
        self._slider: Slider | None = None
        self._turn = -1

    def to(self, seconds: float) -> None:
        """Moves on to where the hand is after so many seconds."""
        turn = int(seconds / _SLIDER_SECONDS)
        if turn != self._turn:
            self.let_go()  # so that one slider is moved at a time
            self._turn = turn
            self._slider = self._next_slider(turn)
            self._mouse(QEvent.Type.MouseButtonPress, self._slider.amount)
        sweep = seconds * 2 * math.pi / _SWEEP_SECONDS
        self._mouse(QEvent.Type.MouseMove, 85 * math.sin(sweep))

    def let_go(self) -> None:
        """Brings the slider back to rest."""
        if self._slider is not None:
            self._mouse(QEvent.Type.MouseMove, 0.0)
            self._mouse(QEvent.Type.MouseButtonRelease, 0.0)
            self._slider, self._turn = None, -1

    def _next_slider(self, turn: int) -> Slider:
        groups = (self._left.shape.sliders, self._left.directions.sliders)
        sliders = [s for s in groups[turn % 2] if s.isVisible() and s.isEnabled()]
        return sliders[turn // 2 % len(sliders)]

    def _mouse(self, kind: QEvent.Type, value: float) -> None:
        assert self._slider is not None
        at = QPointF(self._slider.x_of(value), self._slider.groove().center().y())
        pressed = kind is not QEvent.Type.MouseButtonRelease
        button = (
            Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        )
        QApplication.sendEvent(
            self._slider,
            QMouseEvent(
                kind,
                at,
                QPointF(self._slider.mapToGlobal(at.toPoint())),
                button,
                Qt.MouseButton.LeftButton if pressed else Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
            ),
        )
