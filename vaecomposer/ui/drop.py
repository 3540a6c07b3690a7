"""The frame that appears while a file of music is dragged over the window."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from vaecomposer.ui.dock.dragging import is_own
from vaecomposer.ui.fonts import BODY, TITLE
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, faded, mixed

MUSIC_ENDINGS = (".mid", ".midi", ".kar", ".rmi", ".smf", ".musicxml", ".xml", ".mxl", ".abc")
SESSION_ENDING = ".vaec"
_BUTTON_WIDTH, _BUTTON_HEIGHT, _GAP = 148, 64, 12


class Zone(Enum):
    """Where a file can be dropped."""

    OPEN = "open"
    KEEP = "keep"
    SONG = "song"


def music_path(data: QMimeData) -> str | None:
    """The first file of music or session of a drag, or None; what left this window need not be opened in it."""
    if is_own(data):
        return None
    for url in data.urls():
        path = url.toLocalFile()
        if path.lower().endswith((*MUSIC_ENDINGS, SESSION_ENDING)):
            return path
    return None


class DropFrame(QWidget):
    """Says what dropping will do: open the file, keep it as a take, or put it into the song. Lies over the music
    and lets all events through. A session can only be opened.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._path = self._facts = ""
        self._zone = Zone.OPEN
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def zone(self) -> Zone:
        """What dropping would do."""
        return self._zone

    def show_over(self, area: QWidget, path: str) -> None:
        """Shows itself over an area, for a file."""
        self._path, self._facts, self._zone = path, "", Zone.OPEN
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(area.rect().translated(area.mapTo(parent, area.rect().topLeft())))
        self.raise_()
        self.show()

    def show_facts(self, path: str, facts: str) -> None:
        """Shows what is in the file, if it is still that one."""
        if path == self._path:
            self._facts = facts
            self.update()

    def point_at(self, place: QPointF) -> None:
        """Takes up where the pointer is, in the parent: outside the fields it opens."""
        inside = place - QPointF(self.pos())
        zone = next((z for z, box in self._boxes() if box.contains(inside)), Zone.OPEN)
        if zone is not self._zone:
            self._zone = zone
            self.update()

    def _boxes(self) -> list[tuple[Zone, QRectF]]:
        zones = [Zone.OPEN] if self._path.lower().endswith(SESSION_ENDING) else list(Zone)
        width = min(_BUTTON_WIDTH, (self.width() - 48 - _GAP * (len(zones) - 1)) / len(zones))
        whole = width * len(zones) + _GAP * (len(zones) - 1)
        left, top = (self.width() - whole) / 2, self.height() / 2 - 16
        return [
            (zone, QRectF(left + i * (width + _GAP), top, width, _BUTTON_HEIGHT))
            for i, zone in enumerate(zones)
        ]

    def _words(self, zone: Zone) -> tuple[str, str]:
        """A field's heading, and what it means."""
        if zone is Zone.KEEP:
            return translate("Drop", "Keep as a take"), translate("Drop", "beside the others")
        if zone is Zone.SONG:
            return translate("Drop", "Into the song"), translate("Drop", "at its end")
        is_session = self._path.lower().endswith(SESSION_ENDING)
        what = translate("Drop", "session") if is_session else translate("Drop", "new take")
        return translate("Drop", "Open here"), what

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
        self._paint_heading(painter)
        for zone, box in self._boxes():
            self._paint_zone(painter, zone, box)

    def _paint_heading(self, painter: QPainter) -> None:
        theme = self._look.theme
        middle = self.height() / 2
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(self._look.font(TITLE, 600))
        painter.setPen(theme.text)
        painter.drawText(
            QRectF(0, middle - 92, self.width(), 24),
            centre,
            translate("Drop", "Drop to open it exactly as it is"),
        )
        font = self._look.font(BODY)
        painter.setFont(font)
        painter.setPen(theme.text2)
        name = Path(self._path).name
        said = f"{name}: {self._facts}" if self._facts else name
        room = self.width() - 48
        said = QFontMetricsF(font).elidedText(said, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRectF(24, middle - 66, room, 18), centre, said)

    def _paint_zone(self, painter: QPainter, zone: Zone, box: QRectF) -> None:
        theme = self._look.theme
        centre = Qt.AlignmentFlag.AlignCenter
        is_chosen = zone is self._zone
        heading, meaning = self._words(zone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent_fill if is_chosen else theme.raised)
        painter.drawRoundedRect(box, SIZES.button_radius, SIZES.button_radius)
        painter.setPen(theme.accent_ink if is_chosen else theme.text)
        painter.setFont(self._look.font(BODY, 600))
        painter.drawText(box.adjusted(4, 12, -4, -32), centre, heading)
        painter.setPen(theme.accent_ink if is_chosen else theme.text2)
        painter.setFont(self._look.font(BODY))
        painter.drawText(box.adjusted(4, 32, -4, -12), centre, meaning)
