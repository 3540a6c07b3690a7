"""The form lane: a letter for every four bars, and what each part is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from vaecomposer.music.form import PHRASE, SONG_FORM
from vaecomposer.music.piece import Bar
from vaecomposer.session.state import SessionState
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.theme import SIZES

_BOX = 15.0


@dataclass(frozen=True, slots=True)
class FormBlock:
    """One part of the form.

    Attributes:
        letter: of the part. word: what it does ("repeat").
        start, end: ticks.
    """

    letter: str
    word: str
    start: int
    end: int


def form_of(state: SessionState) -> str | None:
    """The form of the music in front: that of a take; None for music whose form nobody said."""
    return (state.conditions.form or SONG_FORM) if state.composed else state.conditions.form


def form_blocks(form: str, bars: tuple[Bar, ...]) -> tuple[FormBlock, ...]:
    """The parts of a phrase, four bars each."""
    found = []
    for number, first in enumerate(range(0, len(bars), PHRASE)):
        letter = form[number % len(form)]
        last = bars[min(first + PHRASE, len(bars)) - 1]
        found.append(FormBlock(letter, _word(form, number), bars[first].start, last.end))
    return tuple(found)


def _word(form: str, number: int) -> str:
    letters = [form[i % len(form)] for i in range(number + 1)]
    letter, before = letters[-1], letters[:-1]
    if not before:
        return translate("FormLane", "statement")
    if letter not in before:
        return translate("FormLane", "contrast")
    return (
        translate("FormLane", "repeat") if before[-1] == letter else translate("FormLane", "return")
    )


def block_box(g: RollGeometry, block: FormBlock) -> QRectF:
    """Where a part's box stands."""
    left, right = g.x_of(block.start), g.x_of(block.end)
    return QRectF(left + 1.5, g.form.top() + 2, max(2.0, right - left - 2), _BOX)


def paint_form(
    painter: QPainter, look: Look, g: RollGeometry, blocks: tuple[FormBlock, ...]
) -> None:
    """Paints the lane and its name."""
    if not g.has_form:
        return
    theme = look.theme
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(look.font(SECONDARY))
    painter.setPen(theme.text3)
    label = QRectF(0, g.form.top() + 2, g.left - 6, _BOX)
    painter.drawText(label, Qt.AlignmentFlag.AlignRight | middle, translate("FormLane", "Form"))
    painter.save()
    painter.setClipRect(g.form)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    first = blocks[0].letter if blocks else ""
    for block in blocks:
        box = block_box(g, block)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.raised if block.letter == first else theme.hover)
        painter.drawRoundedRect(box, SIZES.cap_radius, SIZES.cap_radius)
        inner = box.adjusted(6, 0, -4, 0)
        strong = look.font(SECONDARY, 600)
        painter.setFont(strong)
        painter.setPen(theme.text)
        painter.drawText(inner, middle, block.letter)
        inner.setLeft(inner.left() + QFontMetricsF(strong).horizontalAdvance(block.letter) + 6)
        font = look.font(SECONDARY)
        painter.setFont(font)
        painter.setPen(theme.text2)
        word = QFontMetricsF(font).elidedText(
            block.word, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, middle, word)
    painter.restore()
