"""Morph: a dot between four takes."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

import time

from PySide6.QtCore import QLineF, QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from vaecomposer.session.morphing import Shares, shares
from vaecomposer.session.state import Morph
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.corner import NAMES, Corner
from vaecomposer.ui.pads.gliding import Glide, Hand
from vaecomposer.ui.pads.pad import Over, Pad
from vaecomposer.ui.pads.trail import Place
from vaecomposer.ui.theme import mixed

_FRAME_MS = 16
_LONGEST_STEP = 0.05
_INSET = 6
_WIDEST = 7.0

NOTHING_YET = translate("MorphPad", "Drop takes onto the corners to blend them.")


class MorphPad(Pad):
    """Four corners, lines as wide as their shares, and a dot that can be thrown."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.shares: Shares = (0.0, 0.0, 0.0, 0.0)
        self._corners_held: tuple[int | None, int | None, int | None, int | None] = Morph().corners
        super().__init__(look, 0.01, parent)
        self.corners = tuple(Corner(look, index, self) for index in range(4))
        self.above = Over(self)
        self._hand = Hand()
        self._glide: Glide | None = None
        self._glided_at = 0.0
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._go_on)

    # --- shown --------------------------------------------------------------------------------

    @property
    def glides(self) -> bool:
        """Whether the dot moves by itself after a throw."""
        return self._glide is not None

    @property
    def is_dragged(self) -> bool:
        return self._held or self.glides

    def show_morph(self, morph: Morph) -> None:
        """Shows the corners' shares and the dot."""
        self._corners_held = morph.corners
        if not any(corner is not None for corner in morph.corners):
            self._rest()
            self.show_dot(None)
            self.shares = shares(morph)
            return
        if (
            self._dot is None
            or abs(self._dot[0] - morph.dot[0]) + abs(self._dot[1] - morph.dot[1]) > 1e-9
        ):
            if not self._held:
                self._rest()
            self.show_dot(morph.dot)
        self._share(morph.dot)

    def _put(self, place: Place | None) -> None:
        if place is not None:
            self._share(place)
        super()._put(place)

    def _share(self, place: Place) -> None:
        found = shares(Morph(self._corners_held, place))
        if found != self.shares:
            self.shares = found
            self.refresh()

    def say(self) -> str:
        if self._dot is None:
            return translate("MorphPad", "no takes yet")
        rows = zip(NAMES, self.shares, strict=True)
        return ", ".join(f"{name} {round(100 * share)}" for name, share in rows if share)

    # --- the hand -----------------------------------------------------------------------------

    def _ask(self, place: Place) -> None:
        if self._dot is None:
            return  # nothing to blend
        super()._ask(place)
        if self._held and self._dot is not None:
            self._hand.add(time.monotonic(), self._dot)

    def turn_to(self, axis: int, share: float) -> None:
        self._rest()
        super().turn_to(axis, share)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._rest()
        self._hand.clear()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._held or event.button() is not Qt.MouseButton.LeftButton:
            return
        thrown = None if self._look.reduced_motion else self._hand.throw(time.monotonic())
        if thrown is None:
            self._let_go()
            return
        self._held = False
        self.throw(thrown)

    def throw(self, glide: Glide) -> None:
        """Lets the dot glide on until it rests or is caught."""
        self._glide, self._glided_at = glide, time.monotonic()
        self._frames.start()
        self.refresh()

    def _go_on(self) -> None:
        now = time.monotonic()
        seconds, self._glided_at = min(now - self._glided_at, _LONGEST_STEP), now
        if self._glide is None:
            return
        glide = self._glide = self._glide.after(seconds)
        self._ask(glide.place)
        if glide.rests or self._locked:
            self._rest()

    def _rest(self) -> None:
        """A throw is over."""
        if self._glide is not None:
            self._glide = None
            self._frames.stop()
            self.refresh()
            self.drag_ended.emit()

    def cancel_drag(self) -> bool:
        if self.glides:
            self._rest()
            return True
        return super().cancel_drag()

    # --- painting -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bottom = self.height() - _INSET
        for index, corner in enumerate(self.corners):
            right = self.width() - corner.width() - _INSET
            y = bottom - corner.height() if index >= 2 else _INSET
            corner.move(right if index % 2 else _INSET, y)
        assert self.above is not None
        self.above.setGeometry(self.rect())
        self.above.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest()
        super().hideEvent(event)

    def paint_ground(self, painter: QPainter) -> None:
        super().paint_ground(painter)
        theme = self._look.theme
        if self._dot is None or self.sentence:
            return
        at = self.pixel(self._dot)
        for index, share in enumerate(self.shares):
            if not share:
                continue
            ink = mixed(theme.well, theme.accent, 0.28 + 0.5 * share)
            width = max(1.0, _WIDEST * share)
            painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QLineF(at, self.corners[index].middle))

    def paint_over(self, painter: QPainter) -> None:
        if self._dot is None and not self.sentence:
            self._sentence = NOTHING_YET
            super().paint_over(painter)
            self._sentence = ""
            return
        super().paint_over(painter)

    def plane(self) -> QRectF:
        return QRectF(self.rect()).adjusted(20, 20, -20, -20)
