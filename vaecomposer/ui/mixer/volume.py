"""A track's volume: a fader whose way is longest where loudness is set most often."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.controls.slider_parts import CAP_WIDE, GROOVE, SliderFace, paint_slider
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.mixer.sayings import decibels
from vaecomposer.ui.words import MINUS

LOUDEST = 2.0
"""Linear; about +6 dB, the most that MIDI can give."""

UNITY = 75.0
"""Per cent of the fader's way at 0 dB."""

_CURVE: float = math.log(1 / LOUDEST) / math.log(UNITY / 100)


def volume_of(way: float) -> float:
    """Linear amplitude at a way of 0..100 per cent."""
    return round(LOUDEST * math.pow(max(0.0, way / 100), _CURVE), 4)


def way_of(volume: float) -> float:
    """Way in per cent, 0..100, of a linear amplitude."""
    return 100 * math.pow(max(0.0, min(LOUDEST, volume)) / LOUDEST, 1 / _CURVE)


class VolumeSlider(Slider):
    """A fader from silence to +6 dB. Its value is the way in per cent, so that its feel is even."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self._ink: QColor | None = None
        self._heard = True
        super().__init__(look, 0, 100, UNITY, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def volume(self) -> float:
        """The linear amplitude shown."""
        return volume_of(self.amount)

    def show_volume(self, volume: float) -> None:
        """Shows a linear amplitude without asking for it."""
        # Rounding must not move a fader that is in hand.
        if abs(volume - self.volume) > 1e-6:
            self.show_value(way_of(volume))

    def show_ink(self, ink: QColor, *, heard: bool) -> None:
        """Shows the track's colour, and whether the track is heard."""
        self._ink, self._heard = ink, heard
        self.update()

    def _name_anew(self) -> None:
        said = decibels(self.volume)
        said = said.replace(MINUS, translate("Volume", "minus "))
        said = said.replace("+", translate("Volume", "plus "))
        said = said.replace("dB", translate("Volume", "decibels"))
        self.setAccessibleName(listed(self._spoken_name, translate("Volume", "slider"), said))

    def _step(self, by: float) -> None:
        """Keys and wheel go by decibels, but always somewhere."""
        if self.amount <= 0 < by:
            self._ask(10.0)
            return
        way = way_of(self.volume * 10 ** (by / 20))
        least = math.copysign(0.1, by)
        self._ask(way if abs(way - self.amount) >= 0.1 else self.amount + least)

    def _commit(self) -> None:
        """What is typed is meant in decibels."""
        text, self._typed = self._typed, None
        try:
            value = float((text or "").replace(",", "."))
        except ValueError:
            return
        self._ask(way_of(10 ** (min(value, 6.0) / 20)))
        self.drag_ended.emit()

    def sizeHint(self) -> QSize:
        return QSize(80, 35)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 24)

    def groove(self) -> QRectF:
        inset = CAP_WIDE / 2
        middle = round(self.height() / 2 - GROOVE / 2)
        return QRectF(inset, middle, self.width() - 2 * inset, GROOVE)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove, x, unity = self.groove(), self.x_of(self.amount), self.x_of(UNITY)
        middle = groove.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.control)
        painter.drawRect(QRectF(round(unity) - 0.5, middle - 5, 1, 10))
        face = SliderFace(
            groove, x, x, None, self.isEnabled(), self.underMouse(), self.is_dragged,
            locked=False, ringed=self._ring, tick=False, knob_x=self._knob_x,
        )  # fmt: skip
        paint_slider(painter, self._look, face)
        end = x - CAP_WIDE / 2 - 1
        if self._ink is not None and end > groove.left() and not self._ring:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink if self._heard else theme.control)
            fill = QRectF(groove.left(), groove.top(), end - groove.left(), GROOVE)
            painter.drawRoundedRect(fill, GROOVE / 2, GROOVE / 2)
