"""The chord lane: a chip per chord on the time axis."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from vaecomposer.music.piece import ChordSpan
from vaecomposer.ui.fonts import BODY, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.theme import SIZES

_CHIP = 23.0
_TIGHT = -0.35
_LEAST = 14.0
_OVER = 1.0
"""A symbol may be so much wider than its chip: there is a gap between two of them."""

_SHORT = (("maj", "△"), ("m7b5", "ø"), ("m7♭5", "ø"), ("dim", "°"), ("aug", "+"), ("sus", "s"))
_ROOT = re.compile(r"[A-G][♭♯b#]?(m(?!aj))?")


def chip_box(g: RollGeometry, span: ChordSpan) -> QRectF:
    """Where a chord's chip stands; 1 px stays free on either side."""
    left, right = g.x_of(span.onset), g.x_of(span.onset + span.duration)
    return QRectF(left + 1.5, g.chords.top() + 2, max(2.0, right - left - 2), _CHIP)


def paint_label(painter: QPainter, look: Look, g: RollGeometry) -> None:
    """Paints the lane's name beside it."""
    if g.has_chords:
        painter.setFont(look.font(SECONDARY))
        painter.setPen(look.theme.text3)
        box = QRectF(0, g.chords.top() + 2, g.left - 6, _CHIP)
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            translate("ChordLane", "Chords"),
        )


def paint_chords(
    painter: QPainter, look: Look, g: RollGeometry, chords: tuple[ChordSpan, ...]
) -> None:
    """Paints all chips at rest."""
    painter.save()
    painter.setClipRect(g.chords)
    for span in chords:
        paint_chip(painter, look, g, span, current=False)
    painter.restore()


def symbols(text: str) -> tuple[str, ...]:
    """A chord symbol and shorter ones for less room: signs for words, without the bass, root and m alone."""
    short = text
    for word, sign in _SHORT:
        short = short.replace(word, sign)
    above = short.partition("/")[0]
    root = _ROOT.match(text)
    bare = root.group() if root else above
    return tuple(dict.fromkeys((text, short, above, bare, bare.removesuffix("m"))))


def paint_chip(
    painter: QPainter, look: Look, g: RollGeometry, span: ChordSpan, *, current: bool
) -> None:
    """Paints one chip; the current one in brass."""
    theme = look.theme
    box = chip_box(g, span)
    if box.right() < g.left or box.left() > g.width:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent_soft if current else theme.raised)
    painter.drawRoundedRect(box, SIZES.chip_radius - 1, SIZES.chip_radius - 1)
    if box.width() < _LEAST or span.chord.is_none:
        return
    text = str(span.chord)
    font = look.font(BODY, 500)
    if QFontMetricsF(font).horizontalAdvance(text) > box.width() - 6:
        font = look.font(SECONDARY, 500, _TIGHT)
    metrics = QFontMetricsF(font)
    text = next(
        (s for s in symbols(text) if metrics.horizontalAdvance(s) <= box.width() + _OVER), ""
    )
    painter.setFont(font)
    painter.setPen(theme.accent if current else theme.text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
