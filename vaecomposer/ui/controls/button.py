"""Buttons: one filled, the others raised, quiet or latching."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.controls.pressable import Pressable
from vaecomposer.ui.fonts import BODY, NAME, SECONDARY
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, mixed


class Kind(Enum):
    """What a button is for decides how it is filled."""

    MAIN = "main"  # the one filled button of a place
    RAISED = "raised"
    QUIET = "quiet"  # only its icon or text until the pointer is over it
    LATCH = "latch"  # quiet, and brass while it is on


class Button(Pressable):
    """A painted button with an icon, a text, or both. Enter presses it; Space belongs to play."""

    def __init__(
        self,
        look: Look,
        kind: Kind,
        text: str = "",
        icon: str = "",
        parent: QWidget | None = None,
        *,
        height: int = 28,
        keys: str = "",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self._icon = icon
        self._height = height
        self._keys, self._shows_keys = keys, bool(keys)
        self._label = text
        self.setText(text)
        self.setCheckable(kind is Kind.LATCH)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        wide = QSizePolicy.Policy.Expanding if keys else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str) -> None:
        """Shows another icon."""
        if icon != self._icon:
            self._icon = icon
            self.update()

    def show_keys(self, keys: str) -> None:
        """Shows other keys at the right, where there are some."""
        if keys != self._keys:
            self._keys = keys
            self.update()

    def show_label(self, on: bool) -> None:
        """Shows or drops the text beside the icon (dropped in narrow windows)."""
        self.setText(self._label if on else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if not self.text():
            return QSize(self._height + (2 if self._kind is Kind.MAIN else 0), self._height)
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text()) + 24
        if self._icon:
            width += 22
        return QSize(round(width), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink = self._colours()
        if fill is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            radius = SIZES.button_radius if self._height > 24 else SIZES.chip_radius
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if not self.text():
            x, y = (self.width() - 16) / 2, (self.height() - 16) / 2
            self._look.icons.paint(painter, self._icon, x, y, ink)
            return
        self._paint_label(painter, ink)

    def _paint_label(self, painter: QPainter, ink: QColor) -> None:
        x = 12.0
        if self._icon:
            self._look.icons.paint(painter, self._icon, x - 1, (self.height() - 16) / 2, ink)
            x += 23
        painter.setPen(ink)
        painter.setFont(self._font())
        rest = QRectF(x, 0, self.width() - x - 10, self.height())
        align = Qt.AlignmentFlag.AlignVCenter
        centred = not self._shows_keys and not self._icon
        box = QRectF(self.rect()) if centred else rest
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, align | side, self.text())
        if self._keys:
            painter.setFont(self._look.font(SECONDARY))
            fill, _ = self._colours()
            painter.setPen(mixed(fill, ink, 0.82) if fill else ink)
            painter.drawText(rest, align | Qt.AlignmentFlag.AlignRight, self._keys)

    def _font(self) -> QFont:
        main = self._kind is Kind.MAIN
        return self._look.font(NAME if main and self._shows_keys else BODY, 600 if main else 500)

    def _colours(self) -> tuple[QColor | None, QColor]:
        theme = self._look.theme
        over, down = self.underMouse(), self.isDown()
        if not self.isEnabled():
            faint = mixed(theme.panel, theme.text3, 0.45)
            return (theme.raised if self._kind in (Kind.MAIN, Kind.RAISED) else None), (
                theme.text3 if self._kind is Kind.MAIN else faint
            )
        if self._kind is Kind.MAIN:
            share = 0.16 if down else 0.08 if over else 0.0
            return mixed(theme.accent_fill, theme.accent_ink, share), theme.accent_ink
        if self._kind is Kind.LATCH and self.isChecked():
            return mixed(theme.accent_soft, theme.accent, 0.1 if over else 0.0), theme.accent
        lit = theme.hover if over or down else None
        if self._kind is Kind.RAISED:
            return lit or theme.raised, theme.text
        return (theme.raised if lit else None), theme.text if lit else theme.text2
