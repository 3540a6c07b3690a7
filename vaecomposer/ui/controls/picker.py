"""A chip that opens a menu: the label before it says what is picked."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from vaecomposer.ui.fonts import BODY
from vaecomposer.ui.language.catalogue import listed
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_HEIGHT = 24
_LONGEST = 150
_CHEVRON = 20


class Picker(QAbstractButton):
    """Shows one of several choices in a chip; the menu offers them all."""

    picked = Signal(object)

    def __init__(self, look: Look, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._label = label
        self._shows_label = True
        self._choices: tuple[tuple[str, Any], ...] = ()
        self.own: tuple[tuple[str, Any], ...] = ()  # the musician's own choices, below a line
        self.deeds: tuple[tuple[str, Callable[[], None]], ...] = ()  # below another
        self._value: Any = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    @property
    def value(self) -> object:
        """What is picked."""
        return self._value

    @property
    def choices(self) -> tuple[tuple[str, Any], ...]:
        """What is offered: (text, value)."""
        return self._choices

    def show_choices(self, choices: tuple[tuple[str, Any], ...]) -> None:
        """Offers other choices: (text, value)."""
        if choices != self._choices:
            self._choices = choices
            self._refresh()

    def show_value(self, value: object) -> None:
        """Shows what is picked."""
        if value != self._value or not self.text():
            self._value = value
            self._refresh()

    def show_label(self, on: bool) -> None:
        """Shows or drops the label before the chip (dropped in narrow windows)."""
        if on != self._shows_label:
            self._shows_label = on
            self.updateGeometry()
            self.update()

    def _refresh(self) -> None:
        text = next((text for text, value in self._choices if value == self._value), "")
        other = str(self._value if self._value is not None else "")
        self.setText(text or localised(other[:1].upper() + other[1:]))
        self.setAccessibleName(listed(self._label, self.text()))
        self.updateGeometry()
        self.update()

    def _label_width(self) -> float:
        if not self._shows_label:
            return 0.0
        return QFontMetricsF(self._look.font(BODY)).horizontalAdvance(self._label) + 6

    def _text_width(self) -> float:
        return min(
            _LONGEST, QFontMetricsF(self._look.font(BODY, 500)).horizontalAdvance(self.text()) + 1
        )

    def sizeHint(self) -> QSize:
        return QSize(round(self._label_width() + 9 + self._text_width() + _CHEVRON), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self._label_width()
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._shows_label:
            painter.setFont(self._look.font(BODY))
            painter.setPen(theme.text3)
            painter.drawText(QRectF(0, 0, x, self.height()), middle, self._label)
        chip = QRectF(x, 0, self.width() - x, self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.hover if self.underMouse() else theme.raised)
        painter.drawRoundedRect(chip, SIZES.chip_radius, SIZES.chip_radius)
        font = self._look.font(BODY, 500)
        painter.setFont(font)
        painter.setPen(theme.text)
        box = QRectF(x + 9, 0, self._text_width(), self.height())
        elided = QFontMetricsF(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, box.width() + 1
        )
        painter.drawText(box, middle | Qt.TextFlag.TextDontClip, elided)
        y = (self.height() - 12) / 2
        self._look.icons.paint(painter, "chevron", chip.right() - 16, y, theme.text2, 12)

    def menu(self) -> QMenu:
        """All that is offered."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for text, value in self._choices:
            action = QAction(
                text.replace("&", "&&"), menu, checkable=True, checked=value == self._value
            )
            action.triggered.connect(lambda _on=False, v=value: self.picked.emit(v))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()  # Qt shows no line where nothing follows
        for text, value in self.own:
            own = menu.addAction(text.replace("&", "&&"))
            own.triggered.connect(lambda _on=False, v=value: self.picked.emit(v))
        menu.addSeparator()
        for text, deed in self.deeds:
            menu.addAction(text).triggered.connect(lambda _on=False, d=deed: d())
        return menu

    def _open(self) -> None:
        below = QPoint(round(self._label_width()), self.height() + 4)
        self.menu().popup(self.mapToGlobal(below))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look.ring.enter(self, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look.ring.leave()
