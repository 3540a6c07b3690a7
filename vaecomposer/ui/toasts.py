"""Short messages over the window: what was done, with a way back, and what went wrong, until read."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.songbooks.states import Glyph
from vaecomposer.ui.theme import SIZES, mixed

_WIDTH = 400
_GAP = 8
_TICK_MS = 50
_MOST = 4


class Toast(QWidget):
    """One message. A note leaves by itself, unless the pointer is on it; warnings and offers wait."""

    closed = Signal(object)
    undo_requested = Signal()
    accepted = Signal()

    def __init__(
        self,
        look: Look,
        title: str,
        text: str,
        *,
        warns: bool,
        parent: QWidget,
        undo: bool = False,
        offer: str = "",
        icon: str = "undo",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._warns = warns
        self._arrival = QPropertyAnimation(self, b"pos", self)
        self._waits = warns or bool(offer)
        self._left_ms = 0 if self._waits else SIZES.undo_toast_ms
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._count)
        self.setFixedWidth(min(_WIDTH, parent.width() - 32))
        self.setAccessibleName(_said(title, text))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 8, 10)
        row.setSpacing(10)
        mark = "warning" if warns else icon if offer else "check"
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        glyph = Glyph(look, mark, "danger" if warns else "text", self)
        row.addWidget(glyph, 0, top if warns else middle)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(Label(look, title, weight=600 if warns else 500, wraps=True, parent=self))
        if text:
            lines.addWidget(
                Label(look, text, ink="text2" if not warns else "text", wraps=True, parent=self)
            )
        if not warns:  # in the middle of a toast that is higher than its line
            lines.insertStretch(0, 1)
            lines.addStretch(1)
        row.addLayout(lines, 1)
        if undo:
            button = Button(look, Kind.QUIET, translate("Toasts", "Undo"), parent=self, height=24)
            button.setAccessibleName(translate("Toasts", "Undo"))
            button.clicked.connect(self._undo)
            row.addWidget(button)
        if offer:
            accept = Button(look, Kind.RAISED, offer, parent=self, height=26)
            accept.setAccessibleName(offer)
            accept.clicked.connect(self._accept)
            row.addWidget(accept)
        if self._waits:
            close = Button(look, Kind.QUIET, icon="close", parent=self, height=24)
            close.setAccessibleName(translate("Toasts", "Close"))
            close.setToolTip(translate("Toasts", "Close"))
            close.clicked.connect(self.close_now)
            row.addWidget(close, 0, top if warns else middle)
        else:
            self._timer.start()

    @property
    def waits(self) -> bool:
        """Whether it waits to be closed."""
        return self._waits

    def arrive_at(self, at: QPoint) -> None:
        """Rises to a place, or stands there at once where motion is not wanted."""
        if self._look.reduced_motion:
            self.move(at)
            return
        self._arrival.setDuration(SIZES.toast_ms)
        self._arrival.setStartValue(at + QPoint(0, 16))
        self._arrival.setEndValue(at)
        self._arrival.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._arrival.start()

    def stand_at(self, at: QPoint) -> None:
        """Makes room for another: stands at a place."""
        self._arrival.stop()
        self.move(at)

    def close_now(self) -> None:
        """Leaves."""
        self._timer.stop()
        self.closed.emit(self)

    def _undo(self) -> None:
        self.undo_requested.emit()
        self.close_now()

    def _accept(self) -> None:
        self.accepted.emit()
        self.close_now()

    def _count(self) -> None:
        if self.underMouse():
            return
        self._left_ms -= _TICK_MS
        if self._left_ms <= 0:
            self.close_now()
        else:
            self.update(0, self.height() - 3, self.width(), 3)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = mixed(theme.danger_soft, theme.danger, 0.5) if self._warns else theme.line
        painter.setPen(QPen(edge, 1))
        painter.setBrush(theme.danger_soft if self._warns else theme.raised)
        painter.drawRoundedRect(box, SIZES.button_radius, SIZES.button_radius)
        if not self._waits:
            share = self._left_ms / SIZES.undo_toast_ms
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.text3)
            painter.drawRect(QRectF(6, self.height() - 2.5, (self.width() - 12) * share, 1.5))


class Toasts(QObject):
    """The stack of messages at the foot of an area of the window; the newest lowest."""

    undo_requested = Signal()

    def __init__(self, look: Look, area: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._area = area
        self._window = window
        self._stack: list[Toast] = []
        area.installEventFilter(self)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is being said, the oldest first."""
        return tuple(toast.accessibleName() for toast in self._stack)

    def notify(self, text: str, *, undo: bool) -> None:
        """Says what was done; with `undo`, how to take it back. Replaces an earlier note."""
        for toast in [toast for toast in self._stack if not toast.waits]:
            self._remove(toast)
        self._add(Toast(self._look, text, "", warns=False, undo=undo, parent=self._window))

    def warn(self, title: str, text: str) -> None:
        """Says what went wrong, what is safe and what to do. Said twice, it stands once."""
        text = text.removeprefix(f"{title}. ")  # a sentence that begins as its title does
        said = _said(title, text)
        for toast in [toast for toast in self._stack if toast.accessibleName() == said]:
            self._remove(toast)
        self._add(Toast(self._look, title, text, warns=True, parent=self._window))

    def offer(
        self, title: str, text: str, button: str, then: Callable[[], None], icon: str = "undo"
    ) -> None:
        """Offers something until it is taken or closed."""
        toast = Toast(
            self._look, title, text, warns=False, offer=button, icon=icon, parent=self._window
        )
        toast.accepted.connect(then)
        self._add(toast)

    def close_newest(self) -> bool:
        """Closes the newest message; False if there is none."""
        if not self._stack:
            return False
        self._stack[-1].close_now()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves along with its area."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self._stack:
            self._place(None)
        return super().eventFilter(watched, event)

    def _add(self, toast: Toast) -> None:
        toast.closed.connect(self._remove)
        toast.undo_requested.connect(self.undo_requested)
        self._stack.append(toast)
        while len(self._stack) > _MOST:
            self._remove(self._stack[0])
        self._place(toast)

    def _remove(self, toast: Toast) -> None:
        if toast in self._stack:
            self._stack.remove(toast)
            toast.close_now()
            toast.hide()
            toast.deleteLater()
            self._place(None)

    def _place(self, arriving: Toast | None) -> None:
        corner = self._area.mapTo(self._window, QPoint(0, 0))
        area = self._area.rect().translated(corner)
        bottom = area.bottom() - 12
        for toast in reversed(self._stack):
            toast.setFixedWidth(min(_WIDTH, area.width() - 24))
            layout = toast.layout()
            assert layout is not None
            height = max(
                40, layout.totalHeightForWidth(toast.width()) if layout.hasHeightForWidth() else 40
            )
            toast.setFixedHeight(height)
            at = QPoint(area.center().x() - toast.width() // 2, bottom - height)
            bottom -= height + _GAP
            if toast is arriving:
                toast.show()
                toast.raise_()
                toast.arrive_at(at)
            else:
                toast.stand_at(at)


def _said(title: str, text: str) -> str:
    """A message as it is read aloud."""
    whole = translate("Toasts", "{title}. {text}").format(title=title, text=text)
    return whole if text else title
