"""The ruler: bar numbers, the loop's band, and the head of the playhead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPolygonF

from vaecomposer.music.piece import Bar
from vaecomposer.session.state import LoopRegion
from vaecomposer.ui.controls.card import hairline
from vaecomposer.ui.fonts import BODY
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.theme import SIZES

_BAND = 4.0
_EAR = 5.0


def paint_ruler(painter: QPainter, look: Look, g: RollGeometry, bars: tuple[Bar, ...]) -> None:
    """Paints bar lines and numbers, fewer of them where bars are narrow; a change of metre is named."""
    theme = look.theme
    ratio = painter.device().devicePixelRatioF()
    painter.save()
    painter.setClipRect(g.ruler)
    font = look.font(BODY)
    painter.setFont(font)
    widest = QFontMetricsF(font).horizontalAdvance(str(bars[-1].index + 1)) + 8
    free_from = g.left
    for place, bar in enumerate(bars):
        x = round(g.x_of(bar.start) * ratio) / ratio
        painter.fillRect(QRectF(x, 5, hairline(ratio), SIZES.ruler - 5), theme.bar_line)
        changes = place > 0 and bar.metre != bars[place - 1].metre
        text = f"{bar.index + 1}" + (f"  {bar.metre}" if changes else "")
        if x + 0.5 < free_from and not changes:
            continue
        painter.setPen(theme.text2)
        box = QRectF(x + 5, 4, 80, SIZES.ruler - 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        free_from = x + max(widest, QFontMetricsF(font).horizontalAdvance(text) + 8)
    painter.restore()


def loop_box(g: RollGeometry, loop: LoopRegion) -> QRectF:
    """The band of the loop in the ruler."""
    left, right = g.x_of(loop.start), g.x_of(loop.end)
    return QRectF(left, 0, right - left, _BAND)


def paint_loop(painter: QPainter, look: Look, g: RollGeometry, loop: LoopRegion) -> None:
    """Paints the loop's band, brass while it is on, and shades what lies outside it."""
    if loop.end <= loop.start:
        return
    theme = look.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(QRectF(g.left, 0, g.width - g.left, g.height))
    band = loop_box(g, loop)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent if loop.on else theme.groove)
    painter.drawRect(band)
    for x, turn in ((band.left(), 1), (band.right(), -1)):
        tip = [QPointF(x, _BAND), QPointF(x + turn * _EAR, _BAND), QPointF(x, _BAND + _EAR)]
        painter.drawPolygon(QPolygonF(tip))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if loop.on:
        end = min(g.width, g.end_x)
        for lane in (g.notes, g.drums, g.velocity):
            before = min(band.left(), end) - g.left
            after = end - max(band.right(), g.left)
            if before > 0:
                painter.fillRect(QRectF(g.left, lane.top(), before, lane.height()), theme.shade)
            if after > 0:
                painter.fillRect(QRectF(end - after, lane.top(), after, lane.height()), theme.shade)
    painter.restore()


def paint_head(painter: QPainter, look: Look, x: float) -> None:
    """Paints the playhead's head in the ruler."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.fresh)
    head = [(-5.5, 5), (5.5, 5), (5.5, 11), (0.5, 17), (-0.5, 17), (-5.5, 11)]
    painter.drawPolygon(QPolygonF([QPointF(x + 0.5 + dx, y) for dx, y in head]))
