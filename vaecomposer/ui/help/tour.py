"""The way around in seven small cards, each beside the control it tells of. It holds nothing up."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QPropertyAnimation,
    QRect,
    QRectF,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import NAME, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.words import Help, describe

NEXT = Help(translate("Tour", "Next"), translate("Tour", "The next of the tour's cards"))
SKIP = Help(
    translate("Tour", "Skip the tour"), translate("Tour", "It can be called again from the menu")
)
_WIDTH = 300
_ARROW = 10
_AWAY = 6
"""How far the arrow's tip stays from the control, in px."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One card.

    Attributes:
        title, text: what it says.
        control: where the arrow points; None where there is nothing to point at now.
        done: what the window asks for when the musician does it.
        top: only this many px of the control's upper edge are meant; 0 for all of it.
    """

    title: str
    text: str
    control: Callable[[], QWidget | None]
    done: tuple[SignalInstance, ...]
    top: int = 0


class Tour(QWidget):
    """The card. Next, or doing what it tells of, goes on; Skip or Esc ends it.

    Args:
        stops: in their order.
        window: that the controls are in.
    """

    ended = Signal()

    def __init__(self, look: Look, stops: tuple[Stop, ...], window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._stops = stops
        self._place = -1
        self._tip: QPointF | None = None
        self._side = "left"
        self._moving = QPropertyAnimation(self, b"pos", self)
        self.setAccessibleName(translate("Tour", "Tour"))
        self.count = Label(look, ink="text3", size=SECONDARY, parent=self)
        self.title = Label(look, size=NAME, weight=600, parent=self)
        self.text = Label(look, ink="text2", wraps=True, parent=self)
        self.skip = Button(look, Kind.QUIET, translate("Tour", "Skip"), parent=self, height=26)
        self.next = Button(look, Kind.RAISED, translate("Tour", "Next"), parent=self, height=26)
        describe(self.skip, SKIP, "Esc")
        describe(self.next, NEXT)
        self._lay_out()
        self.skip.clicked.connect(self.end)
        self.next.clicked.connect(lambda: self._go_on(self._place))
        for place, stop in enumerate(stops):
            for signal in stop.done:
                # Any arguments: what counts is that it was asked for.
                signal.connect(lambda *_what, p=place: self._go_on(p))
        window.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        margin = _ARROW + 14
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.skip)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin - 2, margin, margin - 4)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(6)
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH + 2 * _ARROW)

    # --- going --------------------------------------------------------------------------------

    @property
    def place(self) -> int:
        """Which card is shown, from 0; -1 for none."""
        return self._place

    def begin(self) -> None:
        """Shows the first card, with the keyboard on its button."""
        self._show(0)
        self.next.setFocus(Qt.FocusReason.PopupFocusReason)

    def end(self) -> bool:
        """Goes; False if it is not there."""
        if self._place < 0:
            return False
        self._place = -1
        self._moving.stop()
        self._look.ring.leave()
        self.hide()
        self.ended.emit()
        return True

    def _go_on(self, place: int) -> None:
        """Goes on from a card, if it is the one that is shown. The keyboard stays where it is."""
        if place < 0 or place != self._place:
            return
        if place + 1 < len(self._stops):
            self._show(place + 1)
        else:
            self.end()

    def _show(self, place: int) -> None:
        stop = self._stops[place]
        was_shown = self._place >= 0
        self._place = place
        last = place + 1 == len(self._stops)
        self.title.show_text(stop.title)
        self.text.show_text(stop.text)
        self.count.show_text(
            translate("Tour", "{place} of {count}").format(place=place + 1, count=len(self._stops))
        )
        self.next.setText(translate("Tour", "Done") if last else translate("Tour", "Next"))
        self.skip.setVisible(not last)
        self.setAccessibleName(
            translate("Tour", "Tour, {place} of {count}, {title}").format(
                place=place + 1, count=len(self._stops), title=stop.title
            )
        )
        self.setAccessibleDescription(stop.text)
        layout = self.layout()
        assert layout is not None
        self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        self._stand(glides=was_shown)
        self.show()
        self.raise_()

    def _stand(self, *, glides: bool) -> None:
        """Stands beside its control, or in the middle of the window if it cannot be seen now."""
        window = self._window
        stop = self._stops[self._place]
        control = stop.control()
        area = window.rect().adjusted(4, 4, -4, -4)
        if control is None or not control.isVisibleTo(window):
            self._tip = None
            at = area.center() - self.rect().center()
        else:
            box = QRect(control.mapTo(window, QPoint(0, 0)), control.size()) & area
            if stop.top:
                box.setHeight(stop.top)
            at = self._beside(box, area)
        self._moving.stop()
        if glides and not self._look.reduced_motion:
            self._moving.setDuration(SIZES.toast_ms)
            self._moving.setStartValue(self.pos())
            self._moving.setEndValue(at)
            self._moving.setEasingCurve(QEasingCurve.Type.OutCubic)
            self._moving.start()
        else:
            self.move(at)
        self.update()

    def _beside(self, box: QRect, area: QRect) -> QPoint:
        """Where the card stands: right of the control as a rule, else where there is room. Notes where
        its arrow points.
        """
        size = self.size()
        rooms = {
            "left": area.right() - box.right() - size.width(),
            "right": box.left() - area.left() - size.width(),
            "top": area.bottom() - box.bottom() - size.height(),
            "bottom": box.top() - area.top() - size.height(),
        }
        hangs = box.width() > area.width() // 3 or box.bottom() < SIZES.transport
        order = ("top", "bottom", "left", "right") if hangs else ("left", "right", "top", "bottom")
        side = next((s for s in order if rooms[s] >= _AWAY), "bottom")
        centre = box.center()
        x = min(max(area.left(), centre.x() - size.width() // 2), area.right() - size.width())
        # The arrow is near the card's head: what stands above the control stays free.
        y = min(max(area.top(), box.top() - 2 * _ARROW), area.bottom() - size.height())
        at = {
            "left": QPoint(box.right() + _AWAY, y),
            "right": QPoint(box.left() - _AWAY - size.width(), y),
            "top": QPoint(x, box.bottom() + _AWAY),
            "bottom": QPoint(x, max(area.top(), box.top() - _AWAY - size.height())),
        }[side]
        self._side = side
        along = QPointF(centre - at)
        far = SIZES.card_radius + 2.0 * _ARROW
        if side in ("left", "right"):
            along.setY(min(max(far, along.y()), size.height() - far))
            along.setX(0 if side == "left" else size.width())
        else:
            along.setX(min(max(far, along.x()), size.width() - far))
            along.setY(0 if side == "top" else size.height())
        self._tip = along
        return at

    # --- Qt -----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self._place >= 0:
            # The controls have their places once the window has laid them out.
            QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self._place >= 0 and self.isVisible():
            self._stand(glides=False)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QPainterPath()
        box = QRectF(self.rect()).adjusted(_ARROW, _ARROW, -_ARROW, -_ARROW)
        card.addRoundedRect(box, SIZES.card_radius, SIZES.card_radius)
        if self._tip is not None:
            card = card.united(self._arrow(self._tip, box))
        painter.setPen(QPen(theme.accent, 1))
        painter.setBrush(theme.raised)
        painter.drawPath(card)

    def _arrow(self, tip: QPointF, box: QRectF) -> QPainterPath:
        path = QPainterPath(tip)
        if self._side in ("left", "right"):
            x = box.left() + 1 if self._side == "left" else box.right() - 1
            path.lineTo(x, tip.y() - _ARROW)
            path.lineTo(x, tip.y() + _ARROW)
        else:
            y = box.top() + 1 if self._side == "top" else box.bottom() - 1
            path.lineTo(tip.x() - _ARROW, y)
            path.lineTo(tip.x() + _ARROW, y)
        path.closeSubpath()
        return path
