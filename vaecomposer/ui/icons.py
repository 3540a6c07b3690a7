"""The studio's own 16 px line icons, tinted when they are drawn first."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vaecomposer.paths import resources

SIZE = 16


class Icons:
    """Icons by name (files of resources/icons), in any colour. Holds what it has drawn."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._drawn: dict[tuple[str, int, float, int], QPixmap] = {}

    def pixmap(self, name: str, colour: QColor, ratio: float, size: int = SIZE) -> QPixmap:
        """Icon `name` in `colour` for a screen of `ratio` device pixels to the logical one."""
        key = (name, colour.rgba(), ratio, size)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._draw(name, colour, ratio, size)
        return drawn

    def paint(
        self, painter: QPainter, name: str, x: float, y: float, colour: QColor, size: int = SIZE
    ) -> None:
        """Draws icon `name` with its top left corner at (x, y)."""
        ratio = painter.device().devicePixelRatioF()
        snapped_x, snapped_y = round(x * ratio) / ratio, round(y * ratio) / ratio
        picture = self.pixmap(name, colour, ratio, size)
        painter.drawPixmap(
            QRectF(snapped_x, snapped_y, size, size), picture, QRectF(picture.rect())
        )

    def icon(self, name: str, colour: QColor) -> QIcon:
        """Icon `name` for menus."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, colour, ratio))
        return icon

    def _draw(self, name: str, colour: QColor, ratio: float, size: int) -> QPixmap:
        source = self._sources.get(name)
        if source is None:
            path = resources() / "icons" / f"{name}.svg"
            source = self._sources[name] = path.read_text(encoding="utf-8")
        tinted = source.replace("currentColor", colour.name())
        renderer = QSvgRenderer(QByteArray(tinted.encode()))
        picture = QPixmap(round(size * ratio), round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return picture
