"""The frame that appears while a MIDI file is dragged over the window."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from vaecomposer.ui.fonts import BODY, TITLE
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, faded, mixed

MIDI_ENDINGS = (".mid", ".midi", ".kar", ".smf")
SESSION_ENDING = ".vaec"
_BUTTON_WIDTH, _BUTTON_HEIGHT = 148, 64


def midi_path(data: QMimeData) -> str | None:
    """The first MIDI file or session of a drag, or None."""
    for url in data.urls():
        path = url.toLocalFile()
        if path.lower().endswith((*MIDI_ENDINGS, SESSION_ENDING)):
            return path
    return None


class DropFrame(QWidget):
    """Says what dropping will do. Lies over the music and lets all events through."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._name = ""
        self._what = "new take"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self, area: QWidget, path: str) -> None:
        """Shows itself over an area, for a file."""
        self._name = Path(path).name
        self._what = "session" if path.lower().endswith(SESSION_ENDING) else "new take"
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(area.rect().translated(area.mapTo(parent, area.rect().topLeft())))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(theme.panel, 0.96))
        painter.drawRoundedRect(QRectF(self.rect()), SIZES.card_radius, SIZES.card_radius)
        pen = QPen(theme.accent, 1.2)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(mixed(theme.panel, theme.accent_soft, 0.5))
        inner = QRectF(self.rect()).adjusted(10.5, 10.5, -10.5, -10.5)
        painter.drawRoundedRect(inner, SIZES.button_radius, SIZES.button_radius)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._look.theme
        middle = self.height() / 2
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(self._look.font(TITLE, 600))
        painter.setPen(theme.text)
        painter.drawText(
            QRectF(0, middle - 92, self.width(), 24), centre, "Drop to open it exactly as it is"
        )
        painter.setFont(self._look.font(BODY))
        painter.setPen(theme.text2)
        painter.drawText(QRectF(16, middle - 66, self.width() - 32, 18), centre, self._name)
        box = QRectF((self.width() - _BUTTON_WIDTH) / 2, middle - 16, _BUTTON_WIDTH, _BUTTON_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent_fill)
        painter.drawRoundedRect(box, SIZES.button_radius, SIZES.button_radius)
        painter.setPen(theme.accent_ink)
        painter.setFont(self._look.font(BODY, 600))
        painter.drawText(box.adjusted(0, 12, 0, -32), centre, "Open here")
        painter.setFont(self._look.font(BODY))
        painter.drawText(box.adjusted(0, 32, 0, -12), centre, self._what)
