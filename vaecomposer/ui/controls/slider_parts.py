"""The painted parts of a slider: groove, fill, ticks, cap, bubble."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, faded

GROOVE = 3.0
CAP_WIDTH, CAP_WIDE, CAP_HEIGHT = 6.0, 8.0, 13.0


@dataclass(frozen=True, slots=True)
class SliderFace:
    """What a slider shows in one painting; all x in px.

    Attributes:
        groove: the line.
        x, rest_x: where the cap and the rest position stand.
        was_x: where the cap stood when the drag began, or None.
        enabled, hovered, dragged, locked, ringed: its state.
        tick: whether the rest position has a tick.
    """

    groove: QRectF
    x: float
    rest_x: float
    was_x: float | None
    enabled: bool
    hovered: bool
    dragged: bool
    locked: bool
    ringed: bool
    tick: bool


def paint_slider(painter: QPainter, look: Look, face: SliderFace) -> None:
    """Paints groove, fill and cap."""
    theme = look.theme
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.groove)
    painter.drawRoundedRect(face.groove, GROOVE / 2, GROOVE / 2)
    muted = face.locked or not face.enabled
    left, right = sorted((face.rest_x, face.x))
    if right - left > 0.5 and face.enabled:
        painter.setBrush(theme.control if muted else theme.accent)
        fill = QRectF(left, face.groove.top(), right - left, GROOVE)
        painter.drawRoundedRect(fill, GROOVE / 2, GROOVE / 2)
    middle = face.groove.center().y()
    if face.tick and abs(face.x - face.rest_x) > CAP_WIDTH / 2:
        painter.setBrush(theme.control)
        painter.drawRect(QRectF(round(face.rest_x) - 0.5, middle - 4, 1, 8))
    if face.was_x is not None and abs(face.was_x - face.x) > CAP_WIDTH / 2:
        painter.setBrush(theme.text3)
        painter.drawRect(QRectF(round(face.was_x) - 0.5, middle - 5, 1, 10))
    _paint_cap(painter, look, face, middle)


def _paint_cap(painter: QPainter, look: Look, face: SliderFace, middle: float) -> None:
    theme = look.theme
    width = CAP_WIDE if (face.hovered or face.dragged) and face.enabled else CAP_WIDTH
    cap = QRectF(face.x - width / 2, middle - CAP_HEIGHT / 2, width, CAP_HEIGHT)
    radius = SIZES.cap_radius
    if face.dragged:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(theme.accent, 0.25))
        painter.drawEllipse(QPointF(face.x, middle), 12, 12)
    if face.ringed:
        painter.setPen(QPen(theme.focus, 2))
        painter.setBrush(theme.panel)
        painter.drawRoundedRect(cap.adjusted(-3, -3, 3, 3), 5, 5)
    # A rim in the panel's colour parts the cap from the line.
    painter.setPen(QPen(theme.panel, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if not face.ringed:
        painter.drawRoundedRect(cap.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
    if face.locked:
        painter.setPen(QPen(theme.text3, 1.2))
        painter.setBrush(theme.panel)
        painter.drawRoundedRect(cap.adjusted(0.6, 0.6, -0.6, -0.6), radius, radius)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent if face.dragged else theme.cap if face.enabled else theme.control)
    painter.drawRoundedRect(cap, radius, radius)


def bubble_width(look: Look, words: str, value: str) -> float:
    """How wide a bubble is."""
    plain = QFontMetricsF(look.font(11, 500)).horizontalAdvance(words) + 8 if words else 0.0
    return plain + QFontMetricsF(look.font(12, 600)).horizontalAdvance(value) + 16


def paint_bubble(
    painter: QPainter, look: Look, right: float, middle: float, words: str, value: str
) -> None:
    """Paints the bubble with what the move does and the value, its right edge at `right`."""
    theme = look.theme
    plain, strong = look.font(11, 500), look.font(12, 600)
    width = bubble_width(look, words, value)
    box = QRectF(right - width, middle - 10, width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.bubble)
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(theme.bubble_text)
    inner = box.adjusted(8, 0, -8, 0)
    painter.setFont(plain)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.setFont(strong)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)


def paint_pointer(painter: QPainter, look: Look, x: float, y: float) -> None:
    """Paints the small tip under a bubble that points at the cap."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.bubble)
    painter.drawPolygon(QPolygonF([QPointF(x - 4, y), QPointF(x + 4, y), QPointF(x, y + 4)]))
