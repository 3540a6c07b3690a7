"""The painted parts of a slider: groove, fill, ticks, cap, bubble, and what MIDI learn adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from vaecomposer.ui.fonts import BODY, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, faded

GROOVE = 3.0
CAP_WIDTH, CAP_WIDE, CAP_HEIGHT = 6.0, 8.0, 13.0
_KNOB = 4.5
"""Radius of the ring where a knob stands."""

_NO_BRUSH = Qt.BrushStyle.NoBrush
_TAG_HEIGHT, _TAG_PADDING = 16.0, 5.0
_WAITING = translate("SliderParts", "Move a knob…")
_WAITING_ICON = 18.0


@dataclass(frozen=True, slots=True)
class SliderFace:
    """What a slider shows in one painting; all x in px.

    Attributes:
        groove: the line.
        x, rest_x: where the cap and the rest position stand.
        was_x: where the cap stood when the drag began, or None.
        enabled, hovered, dragged, locked, ringed: its state.
        tick: whether the rest position has a tick.
        knob_x: where a controller's knob stands that has not caught up, or None.
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
    knob_x: float | None = None


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
    if face.knob_x is not None:
        _paint_way(painter, look, face, face.knob_x)
    _paint_cap(painter, look, face, middle)
    if face.knob_x is not None:
        # Over the cap: so near to it the ring still tells that the knob has not caught up.
        painter.setPen(QPen(theme.accent, 1.5))
        painter.setBrush(theme.panel if abs(face.knob_x - face.x) > 2 * _KNOB else _NO_BRUSH)
        painter.drawEllipse(QPointF(face.knob_x, middle), _KNOB, _KNOB)


def _paint_way(painter: QPainter, look: Look, face: SliderFace, knob_x: float) -> None:
    """Dots from a knob to the value it has yet to reach."""
    towards = 1 if face.x > knob_x else -1
    if abs(face.x - knob_x) <= _KNOB + CAP_WIDTH:
        return
    middle = face.groove.center().y()
    begin = QPointF(knob_x + towards * (_KNOB + 1.5), middle)
    end = QPointF(face.x - towards * CAP_WIDTH / 2, middle)
    pen = QPen(look.theme.accent, 1.5, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.5, 1.5])
    painter.setPen(pen)
    painter.drawLine(begin, end)
    painter.setPen(Qt.PenStyle.NoPen)


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


def fitting_tag(look: Look, tags: Sequence[str], room: float) -> str:
    """The longest way of writing what moves a control that fits into so many px; "" if none does."""
    return next((tag for tag in tags if tag_width(look, tag) <= room), "")


def tag_width(look: Look, tag: str) -> float:
    """How wide a tag is."""
    return QFontMetricsF(look.font(SECONDARY)).horizontalAdvance(tag) + 2 * _TAG_PADDING


def paint_tag(painter: QPainter, look: Look, right: float, middle: float, tag: str) -> QRectF:
    """Paints the name of the control that moves a slider, framed; its right edge at `right`."""
    width = tag_width(look, tag)
    box = QRectF(right - width, middle - _TAG_HEIGHT / 2, width, _TAG_HEIGHT)
    painter.setPen(QPen(look.theme.groove, 1))
    painter.setBrush(_NO_BRUSH)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(look.theme.text3)
    painter.setFont(look.font(SECONDARY))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)
    return box


def paint_waiting(painter: QPainter, look: Look, box: QRectF) -> None:
    """Paints that a knob shall be moved, at the right end of a box; the plug goes where room is short."""
    font = look.font(BODY, 500)
    width = QFontMetricsF(font).horizontalAdvance(_WAITING)
    painter.setFont(font)
    painter.setPen(look.theme.accent)
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(box, right, _WAITING)
    x = box.right() - width - _WAITING_ICON
    if x >= box.left():
        look.icons.paint(painter, "midi", x, box.center().y() - 7, look.theme.accent, 14)
