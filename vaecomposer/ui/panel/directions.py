"""The Directions: the strongest moves this songbook knows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from vaecomposer.latent.directions import DIRECTIONS, DirectionWords
from vaecomposer.ui import words
from vaecomposer.ui.controls.direction_slider import DirectionSlider
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.panel.slider_group import Heading, SliderGroup

_HEADING = Heading(
    translate("Directions", "Directions"),
    translate("Directions", "strongest first"),
    words.DICE,
    words.RESET,
    "dice",
)


class DirectionsPanel(SliderGroup):
    """Sixteen sliders whose words the songbook brings."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, _HEADING, parent)
        self.sliders = tuple(DirectionSlider(look, i + 1, self) for i in range(DIRECTIONS))
        self._take_in(self.sliders)
        self.show_directions(None)

    def show_directions(self, directions: tuple[DirectionWords, ...] | None) -> None:
        """Shows the words of an open songbook; None closes the sliders."""
        is_open = directions is not None
        for index, slider in enumerate(self.sliders):
            has_words = directions is not None and index < len(directions)
            slider.show_words(directions[index] if directions and has_words else None)
            slider.setVisible(has_words or not is_open)
        self.show_open(is_open=is_open)
