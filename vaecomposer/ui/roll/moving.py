"""While the view zooms or pans over a crowd of notes: the last picture, moved and stretched.

To draw some thousand notes takes longer than a frame; to stretch their picture takes a millisecond. So a crowded view
is drawn anew only when the hand rests, and now and then on the way, for what has come into it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QPainter, QPixmap

from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.scene import SceneFacts

_REST_MS = 90
_ON_THE_WAY_MS = 500
_DEAR_MS = 8.0
"""A picture that takes longer than this to draw is stretched while the view moves."""

Span = tuple[float, float]


class MovingView(QObject):
    """Knows whether the last picture will do for now, and asks for a new one when the hand rests.

    Args:
        redraw: lets the roll paint itself.
    """

    def __init__(self, redraw: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(redraw)
        self._drawn_at = 0.0
        self._cost_ms = 0.0

    def note_drawn(self, milliseconds: float) -> None:
        """A picture was drawn, and took so long."""
        self._drawn_at = time.monotonic()
        if milliseconds > 0.5:  # nothing was drawn where nothing had changed
            self._cost_ms = milliseconds

    def will_do(self, drawn: SceneFacts | None, wanted: SceneFacts) -> bool:
        """Whether the last picture, stretched, will do: it differs in zoom and scroll alone, and the hand moves."""
        if drawn is None or drawn.geometry == wanted.geometry or self._cost_ms < _DEAR_MS:
            return False
        old, new = drawn.geometry, wanted.geometry
        alike = replace(
            old, scale=new.scale, row=new.row, scroll_x=new.scroll_x, scroll_y=new.scroll_y
        )
        if alike != new or replace(drawn, geometry=new) != wanted:
            return False
        is_due = (time.monotonic() - self._drawn_at) * 1000 > _ON_THE_WAY_MS
        if is_due and self._rest.isActive():
            return False
        self._rest.start()
        return True


def paint_stretched(
    painter: QPainter, look: Look, picture: QPixmap, old: RollGeometry, new: RollGeometry
) -> None:
    """Paints a picture of one zoom and scroll as another: keys and lanes stay where they are, the notes move."""
    theme, notes = look.theme, new.notes
    painter.fillRect(QRectF(0, 0, new.left, new.height), theme.panel)
    painter.fillRect(QRectF(new.left, 0, new.width - new.left, new.height), theme.well)
    columns = (
        ((0.0, new.left), (0.0, new.left), 1.0, 0.0),
        (
            (new.left, new.width),
            (old.left, old.width),
            old.scale / new.scale,
            old.x_of(new.tick_at(0.0)),
        ),
    )
    whole, middle = (notes.top(), notes.bottom()), old.row / new.row
    shift = notes.top() + (new.scroll_y - notes.top()) * middle - old.scroll_y
    rows = (
        ((0.0, notes.top()), (0.0, notes.top()), 1.0, 0.0),
        (whole, whole, middle, shift),
        ((notes.bottom(), new.height), (notes.bottom(), new.height), 1.0, 0.0),
    )
    ratio = picture.devicePixelRatio()
    for column in columns:
        for row in rows:
            across, down = _stretched(*column), _stretched(*row)
            if across is not None and down is not None:
                (x0, x1), (sx0, sx1) = across
                (y0, y1), (sy0, sy1) = down
                source = QRectF(sx0 * ratio, sy0 * ratio, (sx1 - sx0) * ratio, (sy1 - sy0) * ratio)
                painter.drawPixmap(QRectF(x0, y0, x1 - x0, y1 - y0), picture, source)


def _stretched(target: Span, source: Span, by: float, shift: float) -> tuple[Span, Span] | None:
    """The parts of two spans that belong together, where a place x of the target shows the source's `by * x + shift`;
    None if they have nothing in common.
    """
    low = max(by * target[0] + shift, source[0])
    high = min(by * target[1] + shift, source[1])
    if high - low < 1e-6:
        return None
    return ((low - shift) / by, (high - shift) / by), (low, high)
