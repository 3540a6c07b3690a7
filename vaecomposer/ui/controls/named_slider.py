"""A slider with its name above the line, 36 px high."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.controls.slider_parts import (
    GROOVE,
    SliderFace,
    bubble_width,
    fitting_tag,
    paint_bubble,
    paint_pointer,
    paint_slider,
    paint_tag,
    paint_waiting,
    tag_width,
)
from vaecomposer.ui.fonts import BODY
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.words import signed, unsigned

_GAP = 8.0
_VALUE = 36.0
"""Room for the value, whatever it is now, so that the tag beside it stands still."""


class NamedSlider(Slider):
    """Name left, value right, the line below over the whole width."""

    band = 18.0
    """Height of the band that name and value stand in."""

    def __init__(
        self,
        look: Look,
        name: str,
        low: float,
        high: float,
        rest: float,
        parent: QWidget | None = None,
    ) -> None:
        self._name = name
        super().__init__(look, low, high, rest, parent)
        self.name_as(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(180, SIZES.slider_row)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, SIZES.slider_row)

    def groove(self) -> QRectF:
        return QRectF(0, 25, self.width(), GROOVE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        in_hand = self.is_dragged or self._typed is not None
        armed = self._learning.armed and not in_hand
        self._paint_name(painter, strong=self.is_dragged or armed)
        if armed:
            paint_waiting(painter, self._look, self._beside_name())
        elif not in_hand:
            self._paint_value(painter)
        self._paint_ends(painter)
        if not armed:
            self._paint_tools(painter)
            self._paint_tag(painter)
        face = self._face()
        paint_slider(painter, self._look, face)
        if in_hand:
            self._paint_bubble(painter, face.x)

    def _face(self) -> SliderFace:
        inset = 3.0
        low = self.minimum() / 10
        return SliderFace(
            self.groove(),
            min(self.width() - inset, max(inset, self.x_of(self.amount))),
            self.x_of(low if low >= 0 else self._rest),
            None if self._was is None else self.x_of(self._was),
            self.isEnabled(),
            self.underMouse(),
            self.is_dragged,
            self.is_locked,
            self._ring,
            low < 0,
            self._knob_x,
        )

    # --- the line above -----------------------------------------------------------------------

    def _line(self) -> QRectF:
        return QRectF(0, 0, self.width(), self.band)

    def _beside_name(self) -> QRectF:
        """What the name leaves of its line, however strong it is written."""
        name = QFontMetricsF(self._look.font(BODY, 600)).horizontalAdvance(self._name)
        return self._line().adjusted(name + _GAP, 0, 0, 0)

    def tag_box(self) -> tuple[str, QRectF]:
        """What the tag of the control that moves it says, and where; "" if there is no room for it."""
        room = self._beside_name()
        room.setRight(self._tag_right())
        tag = fitting_tag(self._look, self._learning.tags, room.width())
        width = tag_width(self._look, tag) if tag else 0.0
        return tag, QRectF(room.right() - width, 0, width, self.band)

    def _tag_right(self) -> float:
        """What is right of here is not the tag's: the value, and what stands beside it."""
        font = self._look.font(BODY, 500)
        value = QFontMetricsF(font).horizontalAdvance(self._written(self.amount))
        return self.width() - max(_VALUE, value + _GAP)

    def _paint_name(self, painter: QPainter, *, strong: bool) -> None:
        theme = self._look.theme
        painter.setFont(self._look.font(BODY, 600 if strong else 400))
        painter.setPen(theme.text if self.isEnabled() and not self.is_locked else theme.text3)
        painter.drawText(self._line(), Qt.AlignmentFlag.AlignVCenter, self._name)

    def _paint_value(self, painter: QPainter) -> None:
        theme = self._look.theme
        lit = self.isEnabled() and not self.is_locked and self.amount != self._rest
        painter.setPen(theme.text2 if lit else theme.text3)
        painter.setFont(self._look.font(BODY, 500))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(self._line(), right, self._written(self.amount))

    def _paint_tag(self, painter: QPainter) -> None:
        if self.is_dragged or self._typed is not None:
            return  # the bubble stands here
        tag, box = self.tag_box()
        if tag:
            paint_tag(painter, self._look, box.right(), box.center().y(), tag)

    def _paint_bubble(self, painter: QPainter, x: float) -> None:
        text = self._typed if self._typed is not None else self._written(self.amount)
        said = self._bubble_words() if self._typed is None else ""
        paint_bubble(painter, self._look, self.width(), 10, said, text)
        left = self.width() - bubble_width(self._look, said, text)
        if self.is_dragged and x > left + 8:
            paint_pointer(painter, self._look, min(x, self.width() - 10.0), 20)

    def _paint_ends(self, painter: QPainter) -> None:
        """Words at the ends of the line, if there are any."""

    def _paint_tools(self, painter: QPainter) -> None:
        """What stands beside the value, if anything."""

    def _bubble_words(self) -> str:
        """What the bubble says before the value."""
        return ""

    def _written(self, value: float) -> str:
        return signed(value) if self.minimum() < 0 else unsigned(value)
