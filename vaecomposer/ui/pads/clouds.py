"""The songs on the map as points, one scatter plot for each style.

pyqtgraph is imported when a map is shown first, and by another thread: it costs a third of a second, which neither
the first frame nor a hand on a slider must wait for.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRadialGradient
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from vaecomposer.generation.api import SongMap
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.trail import Place
from vaecomposer.ui.theme import faded

POINT, SMALL_POINT = 3.0, 2.0
"""Diameter of a song in px, whatever the zoom; the smaller one on a map of many songs."""

_MANY = 4000

NEAREST_PX = 9.0
_COARSE = 4


def fetch_drawing() -> threading.Thread:
    """Begins to import what draws the points; `Clouds` is quickly made once the thread has ended."""
    thread = threading.Thread(
        target=importlib.import_module, args=("pyqtgraph",), name="drawing", daemon=True
    )
    thread.start()
    return thread


class Cloud:
    """The songs of one style.

    Attributes:
        style: its name, "" for songs of none.
        middle: where most of its songs are, (x, y). spread: how far around it, sides.
        songs: numbers of its songs in the map.
    """

    def __init__(self, style: str, places: Any, songs: Any) -> None:
        self.style = style
        self.songs = songs
        points = places[songs]
        # The median, since a cloud may have strays at the other end of the map.
        middle = np.median(points, axis=0)
        around = np.median(np.abs(points - middle), axis=0) * 1.48
        near = points[(np.abs(points - middle) <= 2 * np.maximum(around, 1e-3)).all(1)]
        middle = near.mean(0) if len(near) else middle
        self.middle: Place = float(middle[0]), float(middle[1])
        self.spread: Place = float(max(0.02, around[0])), float(max(0.02, around[1]))


class Clouds(QWidget):
    """All songs of a map. Only shows; whoever holds it says which part of the map is seen.

    The points come with `add_cloud`, a style at a time: those of thousands of songs take longer than a frame.
    """

    def __init__(self, look: Look, songs: SongMap, parent: QWidget) -> None:
        super().__init__(parent)
        import pyqtgraph as pg

        self._look = look
        self._names = songs.names
        self._styles = songs.styles
        self._pg = pg
        self.places = np.array(songs.places, np.float64).reshape(-1, 2)
        self.clouds = _clouds(songs.styles, self.places)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # No antialiasing: points of 2 or 3 px gain nothing, and twenty thousand of them must be drawn in a frame.
        self._view: Any = pg.GraphicsView(self, background=None)
        self._view.setAntialiasing(False)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setStyleSheet("background: transparent")
        self._box: Any = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self._box.invertY(b=True)
        self._view.setCentralItem(self._box)
        self._plots: list[Any] = []
        self._hazed: tuple[object, ...] = ()
        self._haze = QImage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)

    def add_cloud(self) -> bool:
        """Shows one more style's points; False if all are there."""
        index = len(self._plots)
        if index == len(self.clouds):
            return False
        size = SMALL_POINT if len(self.places) > _MANY else POINT
        # pxMode draws every point as a copy of one small picture, which is the fastest way there is.
        plot = self._pg.ScatterPlotItem(
            pos=self.places[self.clouds[index].songs], size=size, pen=None, brush=self._brush(index),
            pxMode=True, antialias=False,
        )  # fmt: skip
        self._box.addItem(plot, ignoreBounds=True)
        self._plots.append(plot)
        return True

    def _brush(self, index: int) -> Any:
        return self._pg.mkBrush(faded(self.tint(index), 0.85))

    def tint(self, index: int) -> QColor:
        """Colour of a cloud."""
        tints = self._look.theme.clouds
        return tints[index % len(tints)]

    def show_theme(self) -> None:
        """Takes up the look's theme."""
        for index, plot in enumerate(self._plots):
            plot.setBrush(self._brush(index))

    def show_part(self, part: QRectF) -> None:
        """Shows a part of the map."""
        self._box.setRange(
            xRange=(part.left(), part.right()), yRange=(part.top(), part.bottom()), padding=0
        )

    def paint_haze(self, painter: QPainter, part: QRectF, box: QRectF) -> None:
        """A faint glow under each cloud.

        Args:
            part: of the map that is seen. box: where, in px.
        """
        key = (part.getRect(), box.getRect(), self._look.theme.is_dark)
        if key != self._hazed:
            self._hazed, self._haze = key, self._draw_haze(part, box)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._haze)

    def _draw_haze(self, part: QRectF, box: QRectF) -> QImage:
        """The glow, small: it has no edges, and every frame of a zoom draws it anew."""
        size = QSize(max(1, round(box.width() / _COARSE)), max(1, round(box.height() / _COARSE)))
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        across, down = size.width() / part.width(), size.height() / part.height()
        painter = QPainter(image)
        painter.setPen(Qt.PenStyle.NoPen)
        for index, cloud in enumerate(self.clouds):
            painter.save()
            painter.translate(
                (cloud.middle[0] - part.left()) * across, (cloud.middle[1] - part.top()) * down
            )
            painter.scale(cloud.spread[0] * across * 2.4, cloud.spread[1] * down * 2.4)
            glow = QRadialGradient(QPointF(0, 0), 1)
            glow.setColorAt(0, faded(self.tint(index), 0.2))
            glow.setColorAt(1, faded(self.tint(index), 0.0))
            painter.setBrush(glow)
            painter.drawEllipse(QPointF(0, 0), 1, 1)
            painter.restore()
        painter.end()
        return image

    def nearest(self, place: Place, across: float, down: float) -> int | None:
        """Number of the song under a place; None if none is near.

        Args:
            across, down: px to a side of the map.
        """
        if not len(self.places):
            return None
        apart = ((self.places - place) * (across, down)) ** 2
        square = apart.sum(1)
        found = int(square.argmin())
        return found if square[found] <= NEAREST_PX**2 else None

    def said(self, song: int) -> str:
        """A song's name where it may be named, else its style."""
        style = self._styles[song]
        name = self._names[song] if song < len(self._names) else ""
        return name or titled(style) or translate("Clouds", "A song it has learned from")

    def where(self, place: Place) -> str:
        """The style around a place, and that of the nearest other cloud: ``Soul, near Folk``."""
        if not self.clouds:
            return ""
        apart = ((self.places - place) ** 2).sum(1)
        near = np.argpartition(apart, min(15, len(apart) - 1))[:16]
        votes: dict[str, int] = {}
        for song in near.tolist():
            votes[self._styles[song]] = votes.get(self._styles[song], 0) + 1
        ranked = sorted(votes, key=lambda style: -votes[style])
        named = [titled(style) for style in ranked if style]
        if not named:
            return ""
        if len(named) > 1 and 4 * votes[ranked[1]] >= votes[ranked[0]]:
            return translate("Clouds", "{style}, near {other}").format(
                style=named[0], other=named[1]
            )
        return named[0]


def titled(style: str) -> str:
    """A style's name as it is written: ``art song`` becomes ``Art song``."""
    return localised(style[:1].upper() + style[1:])


def _clouds(styles: Sequence[str], places: Any) -> tuple[Cloud, ...]:
    """A cloud for each style, the largest first, so that small ones lie above."""
    named = np.array(styles, dtype=object)
    found = [Cloud(style, places, np.flatnonzero(named == style)) for style in sorted(set(styles))]
    return tuple(sorted(found, key=lambda cloud: -len(cloud.songs)))
