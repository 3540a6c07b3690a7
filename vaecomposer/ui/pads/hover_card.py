"""What the pointer is on in the map: a name, and a take's picture."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from vaecomposer.music.piece import Piece
from vaecomposer.ui import thumbnail
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_PAD = 6
_LINE = 16
_WIDEST = 220


class HoverCard(QWidget):
    """A tool tip that follows at once and may hold a picture. It takes no event."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._look = look
        self.text = ""
        self._picture: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def show_text(self, text: str, at: QPoint) -> None:
        """Shows a name near a point of the screen."""
        self._picture = None
        self._open(text, at)

    def show_take(self, title: str, piece: Piece, at: QPoint) -> None:
        """Shows a take with its picture."""
        self._picture = thumbnail.thumbnail(self._look, piece, self.devicePixelRatioF())
        self._open(title, at)

    def leave(self) -> None:
        """Shows nothing."""
        self.hide()

    @property
    def has_picture(self) -> bool:
        """Whether it shows a take's picture."""
        return self._picture is not None

    def _open(self, text: str, at: QPoint) -> None:
        metrics = QFontMetricsF(self._look.font(SECONDARY))
        self.text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST)
        width = round(metrics.horizontalAdvance(self.text)) + 1
        height = _LINE
        if self._picture is not None:
            width = max(width, thumbnail.WIDTH)
            height += thumbnail.HEIGHT + 4
        self.resize(width + 2 * _PAD, height + 2 * _PAD - 4)
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = min(at.x(), room.right() - self.width())
        y = min(at.y(), room.bottom() - self.height())
        self.move(x, y)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.raised)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, SIZES.chip_radius, SIZES.chip_radius)
        top = _PAD - 2
        if self._picture is not None:
            painter.drawPixmap(_PAD, _PAD, self._picture)
            top += thumbnail.HEIGHT + 6
        painter.setFont(self._look.font(SECONDARY))
        painter.setPen(theme.text)
        line = QRectF(_PAD, top, self.width() - 2 * _PAD, _LINE)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.text)
