"""Text in one of the theme's inks that shortens itself instead of pushing its neighbours."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.fonts import BODY
from vaecomposer.ui.look import Look


class Label(QWidget):
    """One line of text, elided at its end, or several wrapped lines.

    Args:
        ink: name of a colour of the theme.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        ink: str = "text",
        size: int = BODY,
        weight: int = 400,
        wraps: bool = False,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._text = text
        self._ink = ink
        self._font: QFont = look.font(size, weight)
        self._wraps = wraps
        self._centred = centred
        self.setAccessibleName(text)
        policy = QSizePolicy.Policy.Preferred
        sizes = QSizePolicy(policy, policy if wraps else QSizePolicy.Policy.Fixed)
        sizes.setHeightForWidth(wraps)
        self.setSizePolicy(sizes)

    @property
    def text(self) -> str:
        """The whole text, however much of it fits."""
        return self._text

    def show_text(self, text: str) -> None:
        """Shows another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font)
        if self._wraps:
            return QSize(200, self.heightForWidth(200))
        return QSize(round(metrics.horizontalAdvance(self._text)) + 2, round(metrics.height()) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(16, self.sizeHint().height() if not self._wraps else 16)

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        if not self._wraps:
            return self.sizeHint().height()
        box = QRectF(0, 0, width, 10_000)
        return (
            round(QFontMetricsF(self._font).boundingRect(box, self._flags(), self._text).height())
            + 1
        )

    def _flags(self) -> int:
        side = Qt.AlignmentFlag.AlignHCenter if self._centred else Qt.AlignmentFlag.AlignLeft
        if self._wraps:
            return int(side | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = getattr(self._look.theme, self._ink)
        assert isinstance(colour, QColor)
        painter.setPen(colour)
        painter.setFont(self._font)
        text = self._text
        if not self._wraps:
            metrics = QFontMetricsF(self._font)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() + 1)
        painter.drawText(QRectF(self.rect()), self._flags(), text)
