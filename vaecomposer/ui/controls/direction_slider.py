"""One Direction: its number, the words at either end, and a short line between them, 26 px high."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.latent.directions import DirectionWords
from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.controls.slider_parts import (
    GROOVE,
    SliderFace,
    fitting_tag,
    paint_bubble,
    paint_slider,
    paint_tag,
    paint_waiting,
    tag_width,
)
from vaecomposer.ui.fonts import BODY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.words import signed

_NUMBER = 19.0
_GAP = 6.0
_WORD = 55.0
_LEAST_TRACK = 76.0


class DirectionSlider(Slider):
    """A Direction from -100 to +100 around rest. The lock stands at the right end of the row."""

    def __init__(self, look: Look, number: int, parent: QWidget | None = None) -> None:
        self._number = number
        self._words: DirectionWords | None = None
        super().__init__(look, -100, 100, 0, parent)
        self.can_lock = True
        self.show_words(None)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, words: DirectionWords | None) -> None:
        """Shows the words at either end; None until the songbook is open."""
        if words is not None:
            words = DirectionWords(localised(words.low), localised(words.high))
        self._words = words
        name = translate("DirectionSlider", "Direction {number}").format(number=self._number)
        if words is not None:
            self.setStatusTip(
                translate(
                    "DirectionSlider",
                    "{name}\nFrom {low} to {high}.   Shift: finer   ·   double-click: back to 0   ·   L: lock",
                ).format(name=name, low=words.low, high=words.high)
            )
            self.setToolTip(
                translate(
                    "DirectionSlider", "From {low} to {high} (principal component {number})"
                ).format(low=words.low, high=words.high, number=self._number)
            )
            name = translate("DirectionSlider", "{name}, {low} to {high}").format(
                name=name, low=words.low, high=words.high
            )
        self.name_as(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(236, SIZES.direction_row)

    def minimumSizeHint(self) -> QSize:
        return QSize(190, SIZES.direction_row)

    def groove(self) -> QRectF:
        """The line in the middle; in a narrow column it gives way to the words."""
        # Centred in the row, so that the zeros of Shape and Directions stand on one axis.
        room = self.width() - 2 * (_NUMBER + _WORD + _GAP)
        width = max(_LEAST_TRACK, min(float(SIZES.direction_track), room))
        return QRectF(
            round((self.width() - width) / 2),
            round(self.height() / 2 - GROOVE / 2),
            round(width),
            GROOVE,
        )

    def _lock_box(self) -> QRectF:
        return QRectF(self.width() - 20, 0, 20, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (
            self._lock_box().contains(event.position())
            and event.button() is Qt.MouseButton.LeftButton
        ):
            self.set_locked(not self.is_locked)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._lock_box().contains(event.position()):
            self.set_locked(not self.is_locked)
            return
        super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = self.groove()
        if self._learning.armed and not self.is_dragged and self._typed is None:
            self._paint_number(painter)
            paint_waiting(painter, self._look, QRectF(self.rect()))
            return  # there is no room for more
        self._paint_words(painter, groove)
        was = None if self._was is None else self.x_of(self._was)
        face = SliderFace(
            groove,
            self.x_of(self.amount),
            self.x_of(0),
            was,
            self.isEnabled(),
            self.underMouse(),
            self.is_dragged,
            self.is_locked,
            self._ring,
            tick=True,
            knob_x=self._knob_x,
        )
        paint_slider(painter, self._look, face)
        if self._typed is not None or self.is_dragged:
            text = self._typed if self._typed is not None else signed(self.amount)
            paint_bubble(painter, self._look, self.width(), self.height() / 2, "", text)
        else:
            self._paint_lock(painter)

    def tag_box(self) -> tuple[str, QRectF]:
        """What the tag of the control that moves it says, and where: behind the right word, or, where
        there is no room, "" and a frame around the number.
        """
        left = self.groove().right() + _GAP
        font = QFontMetricsF(self._look.font(BODY))
        if self._words is not None:
            left += font.horizontalAdvance(self._words.high) + _GAP
        right = self._lock_box().left()
        tag = fitting_tag(self._look, self._learning.tags, right - left)
        if tag:
            width = tag_width(self._look, tag)
            return tag, QRectF(right - width, 0, width, self.height())
        digits = font.horizontalAdvance(str(self._number))
        return "", QRectF(0, self.height() / 2 - 8, digits + 4, 16)

    def _paint_tag(self, painter: QPainter) -> bool:
        """Whether the number stands in a frame instead."""
        if not self._learning.tags:
            return False
        tag, box = self.tag_box()
        if tag and not (self.is_dragged or self._typed is not None):
            paint_tag(painter, self._look, box.right(), box.center().y(), tag)
        elif not tag:
            painter.setPen(QPen(self._look.theme.control, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        return not tag

    def _paint_number(self, painter: QPainter) -> None:
        framed = self._paint_tag(painter)
        painter.setFont(self._look.font(BODY))
        painter.setPen(self._look.theme.text2 if framed else self._look.theme.text3)
        box = QRectF(2 if framed else 0, 0, _NUMBER, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(self._number))

    def _paint_words(self, painter: QPainter, groove: QRectF) -> None:
        theme = self._look.theme
        dim = not self.isEnabled() or self.is_locked
        font = self._look.font(BODY)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._paint_number(painter)
        if self._words is None:
            return
        painter.setFont(font)
        painter.setPen(theme.text3 if dim else theme.text2)
        metrics = QFontMetricsF(font)
        low = QRectF(_NUMBER, 0, groove.left() - _GAP - _NUMBER, self.height())
        keep = 20 if self.is_locked or self.underMouse() else 0
        high = QRectF(
            groove.right() + _GAP, 0, self.width() - groove.right() - _GAP - keep, self.height()
        )
        cut = Qt.TextElideMode.ElideRight
        painter.drawText(
            low,
            middle | Qt.AlignmentFlag.AlignRight,
            metrics.elidedText(self._words.low, cut, low.width() + 1),
        )
        if self.is_dragged or self._typed is not None:
            return  # the bubble stands here
        painter.drawText(high, middle, metrics.elidedText(self._words.high, cut, high.width() + 1))

    def _paint_lock(self, painter: QPainter) -> None:
        if not self.isEnabled() or not (self.is_locked or self.underMouse()):
            return
        theme = self._look.theme
        at = QPointF(self.mapFromGlobal(self.cursor().pos()))
        over = self.underMouse() and self._lock_box().contains(at)
        ink = theme.text if over else theme.text2 if self.is_locked else theme.text3
        name = "lock" if self.is_locked else "unlock"
        self._look.icons.paint(painter, name, self.width() - 15, (self.height() - 14) / 2, ink, 14)
