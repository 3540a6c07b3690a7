"""Shape: the twelve sliders that do what they say."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from vaecomposer.music.attributes import SHAPES
from vaecomposer.session.state import SessionState
from vaecomposer.ui import words
from vaecomposer.ui.controls.shape_slider import ShapeSlider
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.panel.measured import Figures, measured
from vaecomposer.ui.panel.slider_group import Heading, SliderGroup

_HEADING = Heading(
    translate("Shape", "Shape"),
    translate("Shape", "0 = as you opened it"),
    words.SHAPE_DICE,
    words.SHAPE_RESET,
)

_MEASURE_MS = 100
"""Measuring takes some 5 ms of the window's time, so a drag is not measured more often than this."""


class ShapePanel(SliderGroup):
    """The named sliders. The bubble of the one in hand says what the move did to the music shown."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, _HEADING, parent)
        self.sliders = tuple(
            ShapeSlider(look, shape, help_, self)
            for shape, help_ in zip(SHAPES, words.SHAPE_SLIDERS, strict=True)
        )
        self._take_in(self.sliders)
        self._state = SessionState()
        self._before: Figures | None = None  # of the music when the drag began
        self._in_hand: int | None = None
        self._soon = QTimer(self, singleShot=True, interval=_MEASURE_MS)
        self._soon.timeout.connect(self._measure)
        self.show_open(is_open=False)

    def show_state(self, state: SessionState) -> None:
        """Shows where the sliders stand and, during a drag, what the music has become."""
        before, self._state = self._state, state
        self.show_values(state.shape)
        in_hand = next((i for i, s in enumerate(self.sliders) if s.is_dragged), None)
        if in_hand is None:
            self._in_hand = None
            return
        if in_hand != self._in_hand:
            self._in_hand = in_hand
            self._before = measured(before)
        # The notes come first: what they measure follows when they have been drawn.
        if not self._soon.isActive():
            self._soon.start()

    def _measure(self) -> None:
        slider = None if self._in_hand is None else self.sliders[self._in_hand]
        if slider is None or not slider.is_dragged:
            return
        after = measured(self._state)
        if self._before is not None and after is not None:
            index = self.sliders.index(slider)
            slider.show_measured(self._before[index], after[index])
