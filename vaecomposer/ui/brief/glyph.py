"""The small sign of a track: it draws the form the track's ghosts have."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vaecomposer.ui.roll.ink import Form

_BOXES = {
    Form.FILLED: ((1, 5.5, 13, 5),),
    Form.OUTLINED: ((2, 3, 11, 4), (2, 9.5, 11, 4)),
    Form.THIN: ((1, 4, 7, 2.6), (4, 9.5, 10, 2.6)),
    Form.COLUMNS: ((2, 7, 2.6, 7), (6.7, 2, 2.6, 12), (11.4, 5, 2.6, 9)),
    Form.DOTTED_FILL: ((1.5, 5, 12.5, 6),),
    Form.DOTTED_LINE: ((1.5, 3, 12.5, 4), (1.5, 9.5, 12.5, 4)),
    Form.SPLIT: ((1, 5, 13, 2), (1, 9, 13, 2)),
    Form.NOTCHED: ((1, 5.5, 5.5, 5), (8.5, 5.5, 5.5, 5)),
}
_DOTTED = (Form.DOTTED_FILL, Form.DOTTED_LINE)
_LINED = (Form.OUTLINED, *_DOTTED)


def paint_glyph(painter: QPainter, form: Form, x: float, y: float, colour: QColor) -> None:
    """Paints the sign of a form in a square of 16 px at (x, y)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    painter.setBrush(
        colour if form not in (Form.OUTLINED, Form.DOTTED_LINE) else Qt.BrushStyle.NoBrush
    )
    pen = QPen(Qt.PenStyle.NoPen)
    if form in _LINED:
        pen = QPen(colour, 1.3)
        if form in _DOTTED:
            pen.setDashPattern([1.2, 1.6])
            painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    for box in _BOXES[form]:
        painter.drawRoundedRect(QRectF(*box), 1.3, 1.3)
    if form is Form.DOTTED_FILL:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(4, 7, 7.5, 2.2), 1, 1)
    painter.restore()
