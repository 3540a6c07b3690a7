"""The tempo: dragged, turned, typed or tapped."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.transport.figure import Figure

SLOWEST, FASTEST = 20.0, 400.0
_PER_PIXEL = 0.5
_LONGEST_PAUSE = 2.0
_TAPS_HEARD = 8
_REST_MS = 400


class TapTempo:
    """Finds the tempo of taps. A pause of two seconds begins anew. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._taps: list[float] = []

    def tap(self) -> float | None:
        """Quarter notes per minute after this tap; None after the first of a row."""
        now = self._clock()
        if self._taps and now - self._taps[-1] > _LONGEST_PAUSE:
            self._taps.clear()
        self._taps = [*self._taps, now][-_TAPS_HEARD:]
        if len(self._taps) < 2 or now <= self._taps[0]:
            return None
        beat = (now - self._taps[0]) / (len(self._taps) - 1)
        return max(SLOWEST, min(FASTEST, round(60 / beat, 1)))


class TempoField(Figure):
    """The tempo as a figure that the hand can change."""

    bpm_changed = Signal(float)
    drag_ended = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, translate("Tempo", "tempo"), "196.0", parent)
        self._bpm = 0.0
        self._pressed: tuple[float, float] | None = None  # y, bpm
        self._field: QLineEdit | None = None
        self._wheel_rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._wheel_rest.timeout.connect(self.drag_ended)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        words.describe(self, words.TEMPO)
        self.show_bpm(96.0)

    @property
    def bpm(self) -> float:
        """The tempo shown."""
        return self._bpm

    def show_bpm(self, bpm: float) -> None:
        """Shows a tempo."""
        self._bpm = bpm
        self.show_text(f"{bpm:.1f}")
        self.setAccessibleName(
            translate("Tempo", "Tempo, {bpm:.1f} quarter notes per minute").format(bpm=bpm)
        )

    def ask(self, bpm: float) -> None:
        """Asks for a tempo, within the limits."""
        bpm = round(max(SLOWEST, min(FASTEST, bpm)), 1)
        if bpm != round(self._bpm, 1):
            self.bpm_changed.emit(bpm)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = (event.position().y(), self._bpm)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            y, bpm = self._pressed
            moved = (y - event.position().y()) * _PER_PIXEL
            self.ask(bpm + moved / 10 if fine else round(bpm + moved))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            self._pressed = None
            self.drag_ended.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.edit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if turn:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.ask(self._bpm + (0.1 if fine else 1.0) * (1 if turn > 0 else -1))
            self._wheel_rest.start()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1.0, Qt.Key.Key_Down: -1.0}
        if Qt.Key(event.key()) in steps:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.ask(self._bpm + steps[Qt.Key(event.key())] * (0.1 if fine else 1.0))
            self._wheel_rest.start()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit()
        else:
            event.ignore()

    def edit(self) -> None:
        """Opens a field to type the tempo in; Enter takes it, Esc leaves it as it was."""
        if self._field is not None:
            return
        field = self._field = QLineEdit(f"{self._bpm:.1f}", self)
        field.setAccessibleName(translate("Tempo", "Tempo"))
        field.setGeometry(-2, 2, self.width() + 4, 22)
        field.selectAll()
        field.show()
        field.setFocus()
        field.editingFinished.connect(self._typed)

    def _typed(self) -> None:
        field, self._field = self._field, None
        if field is None:
            return
        text = field.text().replace(",", ".").strip()
        field.deleteLater()
        try:
            self.ask(float(text))
        except ValueError:
            return
        self.drag_ended.emit()

    def cancel_typing(self) -> bool:
        """Closes the field without taking what was typed; False if it is not open."""
        field, self._field = self._field, None
        if field is None:
            return False
        field.deleteLater()
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look.ring.enter(self, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look.ring.leave()
