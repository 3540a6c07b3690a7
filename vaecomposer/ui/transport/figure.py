"""A large figure with a small caption, as on an instrument: the counter, the tempo, the metre."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.fonts import LARGE, SECONDARY
from vaecomposer.ui.look import Look

_DIM = frozenset("./")


class Figure(QWidget):
    """Shows a figure; its separators are dim. `widest` is the text it keeps room for."""

    def __init__(
        self, look: Look, caption: str, widest: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._caption = caption
        self._widest = widest
        self._text = ""
        self._shows_caption = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The figure."""
        return self._text

    def show_text(self, text: str) -> None:
        """Shows another figure; repaints only if it is one."""
        if text != self._text:
            self._text = text
            if len(text) > len(self._widest):
                self._widest = text
                self.updateGeometry()
            self.update()

    def show_caption(self, on: bool) -> None:
        """Shows or drops the caption."""
        self._shows_caption = on
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        large = QFontMetricsF(self._look.font(LARGE, 600)).horizontalAdvance(self._widest)
        caption = self._caption if self._shows_caption else ""
        small = QFontMetricsF(self._look.font(SECONDARY)).horizontalAdvance(caption)
        return QSize(round(max(large, small)) + 2, 40)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        font = self._look.font(LARGE, 600)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        box = QRectF(0, 1 if self._shows_caption else 8, self.width(), 24)
        x = 0.0
        for letter in self._text:
            painter.setPen(theme.text3 if letter in _DIM else theme.text)
            width = metrics.horizontalAdvance(letter)
            at = QRectF(x, box.top(), width + 4, box.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, letter)
            x += width
        if self._shows_caption:
            painter.setFont(self._look.font(SECONDARY))
            painter.setPen(theme.text3)
            painter.drawText(
                QRectF(0, 23, self.width(), 14), Qt.AlignmentFlag.AlignVCenter, self._caption
            )
