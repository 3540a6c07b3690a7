"""What the sound reports: levels, load and drop-outs."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

import time
from dataclasses import dataclass
from math import log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.fonts import BODY, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import faded

_FLOOR_DB = -48.0
_HOT = 0.7
_RED_SECONDS = 10.0
_PEAK_SECONDS = 1.2


@dataclass(frozen=True, slots=True)
class TransportReadings:
    """One reading of the sound.

    Attributes:
        load: share of the time for a block that making it took, 0..1.
        drop_outs: how many blocks were late since the start.
        left, right: peak levels, linear, 1 is full scale.
    """

    load: float
    drop_outs: int
    left: float
    right: float


SILENT = TransportReadings(0.0, 0, 0.0, 0.0)


def meter_share(level: float) -> float:
    """How much of a meter a linear level fills: decibels from -48 to 0 spread evenly, 0..1."""
    if level <= 0:
        return 0.0
    return max(0.0, min(1.0, 1 - 20 * log10(level) / _FLOOR_DB))


class Meters(QWidget):
    """Two level meters with a brass mark at the last peak."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._levels = (0.0, 0.0)
        self._peaks = [(0.0, 0.0), (0.0, 0.0)]  # (share, when)
        self.setFixedSize(QSize(44, 24))
        words.describe(self, words.METERS)

    def show_levels(self, left: float, right: float) -> None:
        """Shows the levels; repaints only when a pixel changes."""
        now = time.monotonic()
        shares = (meter_share(left), meter_share(right))
        for side, share in enumerate(shares):
            peak, since = self._peaks[side]
            if share >= peak or now - since > _PEAK_SECONDS:
                self._peaks[side] = (share, now)
        if shares != self._levels or any(share for share, _ in self._peaks):
            self._levels = shares
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for side, share in enumerate(self._levels):
            line = QRectF(0, 5 + side * 8, self.width(), 5)
            painter.setBrush(theme.groove)
            painter.drawRoundedRect(line, 1.5, 1.5)
            painter.setBrush(theme.ok)
            painter.drawRoundedRect(QRectF(0, line.top(), line.width() * share, 5), 1.5, 1.5)
            peak = self._peaks[side][0]
            if peak > 0:
                painter.setBrush(theme.accent)
                painter.drawRect(QRectF(max(0.0, line.width() * peak - 2), line.top(), 2, 5))


class Lamp(QWidget):
    """Load and drop-outs: green and round, amber and three-cornered when hot, red and square after a gap."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._readings = SILENT
        self._red_until = 0.0
        self._short = False
        self._state: tuple[int, int, str] = (0, 0, "ok")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words.describe(self, words.LOAD)

    @property
    def state(self) -> str:
        """``ok``, ``hot`` or ``gap``."""
        return self._state[2]

    def show_readings(self, readings: TransportReadings) -> None:
        """Shows a reading; repaints only when what is written changes."""
        now = time.monotonic()
        if readings.drop_outs > self._readings.drop_outs:
            self._red_until = now + _RED_SECONDS
        self._readings = readings
        shape = "gap" if now < self._red_until else "hot" if readings.load > _HOT else "ok"
        state = (round(readings.load * 100), readings.drop_outs, shape)
        if state != self._state:
            self._state = state
            self.setAccessibleName(
                translate("Readings", "Load {load} percent, {count} drop-outs").format(
                    load=state[0], count=state[1]
                )
            )
            self.updateGeometry()
            self.update()

    def show_short(self, on: bool) -> None:
        """Drops the second line."""
        self._short = on
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(62 if self._short else 92, 40)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        load, drop_outs, shape = self._state
        self._paint_lamp(painter, QPointF(8, 20), shape)
        painter.setFont(self._look.font(BODY, 500))
        painter.setPen(theme.text)
        line = QRectF(21, 4 if not self._short else 11, self.width() - 21, 18)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"{load} %")
        if not self._short:
            painter.setFont(self._look.font(SECONDARY))
            painter.setPen(theme.danger if shape == "gap" else theme.text3)
            text = (
                translate("Readings", "1 drop-out")
                if drop_outs == 1
                else translate("Readings", "{count} drop-outs").format(count=drop_outs)
            )
            painter.drawText(line.translated(0, 16), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_lamp(self, painter: QPainter, at: QPointF, shape: str) -> None:
        theme = self._look.theme
        colour = {"ok": theme.ok, "hot": theme.warn, "gap": theme.danger}[shape]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(colour, 0.25))
        painter.drawEllipse(at, 7, 7)
        painter.setBrush(colour)
        x, y = at.x(), at.y()
        if shape == "ok":
            painter.drawEllipse(at, 4.5, 4.5)
        elif shape == "hot":
            painter.drawPolygon(
                QPolygonF([QPointF(x, y - 5), QPointF(x + 5.5, y + 4.5), QPointF(x - 5.5, y + 4.5)])
            )
        else:
            painter.drawRect(QRectF(x - 4, y - 4, 8, 8))
