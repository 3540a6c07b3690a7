"""A card that lies over the window for as long as it is used: Esc closes it, nothing below it stops."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, faded

_SHADE = 10
"""Width of the soft edge around the card, in px."""

_OWN_KEYS = (
    Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_F6,
)  # fmt: skip


class OverCard(QWidget):
    """Stands in the middle of its window, keeps Tab inside, and gives the keyboard back when it goes.

    Args:
        wanted: its size, if the window is large enough.
        name: as the screen reader says it.
        high_up: whether it stands in the upper part of the window instead of the middle.
    """

    closed = Signal()

    def __init__(
        self, look: Look, wanted: QSize, name: str, window: QWidget, *, high_up: bool = False
    ) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._high_up = high_up
        self._wanted = wanted
        self._from: QWidget | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)

    @property
    def inset(self) -> int:
        """Room between the widget's edge and what lies on the card."""
        return _SHADE + 16

    def open(self, first: QWidget) -> None:
        """Comes, with the keyboard on `first`."""
        if not self.isVisible():
            self._from = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_now(self) -> bool:
        """Goes; False if it is not there."""
        if not self.isVisible():
            return False
        held = self.holds(QApplication.focusWidget())
        self.hide()
        back, self._from = self._from, None
        try:
            if held and back is not None and back.isVisible():
                back.setFocus(Qt.FocusReason.PopupFocusReason)
        except RuntimeError:
            pass  # what had the keyboard is no more
        self._look.ring.leave()
        self.closed.emit()
        return True

    def holds(self, widget: QWidget | None) -> bool:
        """Whether a widget is on this card."""
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _place(self) -> None:
        area = self._window.rect().adjusted(12, 12, -12, -12)
        wide = min(self._wanted.width() + 2 * _SHADE, area.width())
        high = min(self._wanted.height() + 2 * _SHADE, area.height())
        below = (area.height() - high) // (6 if self._high_up else 2)
        self.setGeometry(area.center().x() - wide // 2, area.top() + below, wide, high)

    # --- Qt -----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        # What is typed here is not for the window's commands.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._keeps(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _keeps(self, event: QKeyEvent) -> bool:
        strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        if event.modifiers() & strong:
            return False
        return event.key() in _OWN_KEYS or bool(event.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()
        event.accept()  # nothing of it reaches the window below

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round on the card."""
        stops = [
            child
            for child in self._tab_order()
            if child.isVisible()
            and child.isEnabled()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return False
        focus = QApplication.focusWidget()
        here = stops.index(focus) if focus in stops else -1
        by = 1 if forward else -1
        stops[(here + by) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _tab_order(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in turn."""
        return tuple(self.findChildren(QWidget))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(_SHADE, 0, -1):
            painter.setBrush(faded(theme.ground, 0.10))
            box = QRectF(self.rect()).adjusted(
                _SHADE - step, _SHADE - step, step - _SHADE, step - _SHADE
            )
            painter.drawRoundedRect(box, SIZES.card_radius + step, SIZES.card_radius + step)
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.panel)
        inner = QRectF(self.rect()).adjusted(
            _SHADE + 0.5, _SHADE + 0.5, -_SHADE - 0.5, -_SHADE - 0.5
        )
        painter.drawRoundedRect(inner, SIZES.card_radius, SIZES.card_radius)
