"""How every slider behaves: mouse, wheel, keys, typed values, lock. How one looks is its subclass's matter."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

import random
import time
from abc import abstractmethod

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from vaecomposer.ui.focus_ring import is_by_keyboard
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.learning.targets import NOTHING, Shown
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.words import spoken, unsigned

_TENTHS = 10
_GRAB = 7.0
"""How far from the cap's middle a press still takes hold of it, in px."""

_WHEEL_REST_MS = 400
_FINE = 0.1
_DIGITS = "0123456789-+.,"


class Slider(QAbstractSlider):
    """A value that the hand moves. Qt's own value is in tenths, so that assistive tools can read it.

    `moved` tells what the hand wants; `drag_ended` that a gesture is over. Being shown a value emits
    neither.
    """

    moved = Signal(float)
    drag_ended = Signal()
    lock_changed = Signal(bool)

    def __init__(
        self, look: Look, low: float, high: float, rest: float = 0.0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._rest = rest
        self._spoken_name = ""
        self._was: float | None = None  # value when the drag began
        self._aim = 0.0  # unrounded value of the drag
        self._last_x = 0.0
        self._typed: str | None = None
        self._locked = False
        self.can_lock = False
        self.dice_reach = 1.0
        """How far its own dice throw: 1 anywhere, 0.25 near where it stands."""
        self._ring = False
        self._learning = NOTHING
        self._entered = 0.0
        self._wheel_rest = QTimer(self, singleShot=True, interval=_WHEEL_REST_MS)
        self._wheel_rest.timeout.connect(self.drag_ended)
        self.setRange(round(low * _TENTHS), round(high * _TENTHS))
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_value(rest)

    # --- shown --------------------------------------------------------------------------------

    @property
    def amount(self) -> float:
        """The value shown."""
        return self.value() / _TENTHS

    @property
    def is_dragged(self) -> bool:
        """Whether a hand is on it."""
        return self._was is not None

    @property
    def is_locked(self) -> bool:
        """Whether dice and reset leave it alone."""
        return self._locked

    def show_value(self, value: float) -> None:
        """Shows a value without asking for it."""
        tenths = round(value * _TENTHS)
        if tenths != self.value():
            self.setValue(tenths)
            self._name_anew()

    def name_as(self, name: str) -> None:
        """Gives the name that the screen reader says before the value."""
        self._spoken_name = name
        self._name_anew()

    def set_locked(self, locked: bool) -> None:
        """Locks or frees it."""
        if locked != self._locked:
            self._locked = locked
            self._name_anew()
            self.update()
            self.lock_changed.emit(locked)

    def show_locked(self, locked: bool) -> None:
        """Shows whether it is locked, without asking for it."""
        if locked != self._locked:
            self._locked = locked
            self._name_anew()
            self.update()

    def show_learning(self, shown: Shown) -> None:
        """Shows what moves it, where that stands, or that it waits for it."""
        self._learning = shown
        self.update()

    def _name_anew(self) -> None:
        say = spoken if self.minimum() < 0 else unsigned
        parts = [self._spoken_name, translate("Slider", "slider"), say(self.amount)]
        if self._was is not None:
            parts.append(translate("Slider", "was {value}").format(value=say(self._was)))
        if self.can_lock:
            parts.append(
                translate("Slider", "locked") if self._locked else translate("Slider", "unlocked")
            )
        self.setAccessibleName(listed(*parts))

    @abstractmethod
    def groove(self) -> QRectF:
        """The line the cap runs on; its ends are the limits."""

    def x_of(self, value: float) -> float:
        """Where on the groove a value stands."""
        groove = self.groove()
        low, high = self.minimum() / _TENTHS, self.maximum() / _TENTHS
        return groove.left() + groove.width() * (value - low) / (high - low)

    @property
    def _knob_x(self) -> float | None:
        """Where on the groove a knob stands that has not caught up."""
        share, groove = self._learning.knob, self.groove()
        return None if share is None else groove.left() + groove.width() * share

    # --- a knob -------------------------------------------------------------------------------

    @property
    def share(self) -> float:
        """The value shown, 0..1 of the way from limit to limit."""
        return (self.value() - self.minimum()) / (self.maximum() - self.minimum())

    @property
    def rest_share(self) -> float:
        """Where on that way it rests."""
        low, high = self.minimum() / _TENTHS, self.maximum() / _TENTHS
        return (self._rest - low) / (high - low)

    def turn_to(self, share: float) -> None:
        """Moves as a controller's knob wants it, 0..1, unless the hand has hold of it."""
        if not self.is_dragged:
            low, high = self.minimum() / _TENTHS, self.maximum() / _TENTHS
            self._ask(low + (high - low) * share)

    # --- the hand -----------------------------------------------------------------------------

    def _ask(self, value: float) -> None:
        """Moves to a value and tells of it, if it is another one."""
        low, high = self.minimum() / _TENTHS, self.maximum() / _TENTHS
        tenths = round(min(high, max(low, value)) * _TENTHS)
        if tenths == self.value():
            return
        self.setValue(tenths)
        self._name_anew()
        self.moved.emit(self.amount)

    def _step(self, by: float) -> None:
        self._ask(round(self.amount + by, 1))

    def throw(self) -> float:
        """A value as dice would have it: mostly near the middle, seldom at the limits."""
        low, high = self.minimum() / _TENTHS, self.maximum() / _TENTHS
        middle = self._rest if low < self._rest < high else (low + high) / 2
        return float(round(min(high, max(low, random.gauss(middle, (high - low) / 5)))))

    def throw_dice(self) -> None:
        """Goes where dice throw it, unless it is locked."""
        if not self._locked:
            self._ask(round(self.amount + (self.throw() - self.amount) * self.dice_reach, 1))
            self.drag_ended.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.throw_dice()
            return
        self._ring = False
        self._typed = None
        self._was = self._aim = self.amount
        self._last_x = event.position().x()
        if self._jumps_to(event.position()):
            self._aim = self._value_at(self._last_x)
            self._ask(round(self._aim))
        self.update()

    def _jumps_to(self, at: QPointF) -> bool:
        """A press on the groove beside the cap goes there; anywhere else it takes hold without a jump."""
        groove = self.groove()
        near = abs(at.y() - groove.center().y()) <= 8
        inside = groove.left() - 4 <= at.x() <= groove.right() + 4
        return near and inside and abs(at.x() - self.x_of(self.amount)) > _GRAB

    def _value_at(self, x: float) -> float:
        groove = self.groove()
        low, high = self.minimum() / _TENTHS, self.maximum() / _TENTHS
        return low + (high - low) * (x - groove.left()) / groove.width()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._was is None:
            self.update()
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        x = event.position().x()
        span = (self.maximum() - self.minimum()) / _TENTHS
        self._aim += (x - self._last_x) * span / self.groove().width() * (_FINE if fine else 1.0)
        self._last_x = x
        self._ask(round(self._aim, 1) if fine else round(self._aim))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._was is not None:
            self._was = None
            self._name_anew()
            self.update()
            self.drag_ended.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._to_rest()

    def _to_rest(self) -> None:
        self._was = None
        self._ask(self._rest)
        self.drag_ended.emit()
        self.update()

    def cancel_drag(self) -> bool:
        """Goes back to where the drag began; False if there is none."""
        if self._was is None:
            return False
        was, self._was = self._was, None
        self._ask(was)
        self.drag_ended.emit()
        self.update()
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        self._entered = time.monotonic()
        super().enterEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns it only once the pointer has rested on it, so that scrolling past is safe."""
        rested = time.monotonic() - self._entered >= SIZES.wheel_hover_ms / 1000
        turn = event.angleDelta().y() or event.angleDelta().x()
        if not (self.hasFocus() or rested) or not turn:
            event.ignore()
            return
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._step((_FINE if fine else 1.0) * (1 if turn > 0 else -1))
        self._wheel_rest.start()
        event.accept()

    # --- keys ---------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._takes(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether this key is the slider's before it is the window's."""
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        key = event.key()
        if key in _MOVES or key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return True
        if key == Qt.Key.Key_L:
            return self.can_lock
        if key == Qt.Key.Key_Escape:
            return self.is_dragged or self._typed is not None
        if self._typed is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return True
        return bool(event.text()) and (event.text() in "0123456789-+" or self._types(event.text()))

    def _types(self, text: str) -> bool:
        return self._typed is not None and text in _DIGITS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            event.ignore()
            return
        key = event.key()
        if key in _MOVES and self._typed is None:
            self._move_by_key(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
        elif key == Qt.Key.Key_Escape:
            self._typed = None
            self.cancel_drag()
        elif key == Qt.Key.Key_Backspace and self._typed:
            self._typed = self._typed[:-1] or None
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._typed = None
            self._to_rest()
        elif key == Qt.Key.Key_L:
            self.set_locked(not self._locked)
        elif event.text() in _DIGITS:
            self._typed = ((self._typed or "") + event.text())[:6]
        self.update()

    def _move_by_key(self, event: QKeyEvent) -> None:
        by = _MOVES[Qt.Key(event.key())]
        if abs(by) > 100:
            self._ask(by)
        elif abs(by) == 1 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._step(by * _FINE)
        else:
            self._step(by)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _MOVES and not event.isAutoRepeat():
            self.drag_ended.emit()
        else:
            super().keyReleaseEvent(event)

    def _commit(self) -> None:
        text, self._typed = self._typed, None
        try:
            value = float((text or "").replace(",", "."))
        except ValueError:
            return
        self._ask(value)
        self.drag_ended.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = is_by_keyboard(event.reason())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring = False
        self._typed = None
        self.update()


_LIMIT = 1e6
_MOVES = {
    Qt.Key.Key_Left: -1.0,
    Qt.Key.Key_Down: -1.0,
    Qt.Key.Key_Right: 1.0,
    Qt.Key.Key_Up: 1.0,
    Qt.Key.Key_PageUp: 10.0,
    Qt.Key.Key_PageDown: -10.0,
    Qt.Key.Key_Home: -_LIMIT,
    Qt.Key.Key_End: _LIMIT,
}
