"""A Shape slider: its name and value above, a word at either end of the line below."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from vaecomposer.music.attributes import Shape
from vaecomposer.ui.controls.named_slider import NamedSlider
from vaecomposer.ui.controls.slider_parts import GROOVE, bubble_width
from vaecomposer.ui.fonts import BODY, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.words import Help, measured_change, signed

_WORD = 62.0
_GAP = 8.0
_GROOVE_Y = 24.0
_VALUE = 36.0
_TOOL = QSize(24, 20)
_ICON = 14


class ShapeSlider(NamedSlider):
    """From -100 to +100 around the music as it was opened.

    Pointer or keyboard on it bring out dice, lock and reset, left of the value.
    """

    band = 20.0  # nearer to its own words than to those of the row above

    def __init__(
        self, look: Look, shape: Shape, help_: Help, parent: QWidget | None = None
    ) -> None:
        self._shape = shape
        self._measured = "", ""
        super().__init__(look, localised(shape.name), -100, 100, 0, parent)
        self.can_lock = True
        low, high = map(localised, shape.words)
        self.name_as(
            translate("ShapeSlider", "{name}, {low} to {high}").format(
                name=localised(shape.name), low=low, high=high
            )
        )
        self.setToolTip(help_.tip)
        self.setStatusTip(
            translate(
                "ShapeSlider",
                "{name}\n{sentence}.   Shift: finer   ·   double-click: back to 0   ·   L: lock",
            ).format(name=localised(shape.name), sentence=help_.sentence)
        )
        self.setMouseTracking(True)

    def minimumSizeHint(self) -> QSize:
        return QSize(190, SIZES.slider_row)

    def groove(self) -> QRectF:
        edge = _WORD + _GAP
        return QRectF(edge, _GROOVE_Y, self.width() - 2 * edge, GROOVE)

    def show_measured(self, before: float, after: float) -> None:
        """Shows in the bubble what the move did to the music."""
        self._measured = measured_change(self._shape, before, after)
        self.update()

    # --- the tools beside the value -----------------------------------------------------------

    def _tools(self) -> tuple[tuple[str, QRectF, Callable[[], None]], ...]:
        """Icon, place and deed of each, from right to left."""
        deeds: list[tuple[str, Callable[[], None]]] = [
            ("lock" if self.is_locked else "unlock", self._turn_lock),
            ("reset", self._to_rest),
            ("dice", self.throw_dice),
        ]
        right = self.width() - _VALUE
        width, height = _TOOL.width(), _TOOL.height()
        return tuple(
            (icon, QRectF(right - (i + 1) * width, 0, width, height), deed)
            for i, (icon, deed) in enumerate(deeds)
        )

    def _turn_lock(self) -> None:
        self.set_locked(not self.is_locked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            for _, box, deed in self._tools():
                if box.contains(event.position()):
                    deed()
                    return
        self._measured = "", ""
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second click on a tool is another click on it.
        if any(box.contains(event.position()) for _, box, _ in self._tools()):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    # --- painting -----------------------------------------------------------------------------

    def _paint_ends(self, painter: QPainter) -> None:
        theme = self._look.theme
        painter.setFont(self._look.font(SECONDARY))
        painter.setPen(theme.text2 if self._learning.armed else theme.text3)  # on brass
        groove = self.groove()
        middle = groove.center().y()
        line = QRectF(0, middle - self.band / 2, self.width(), self.band)
        low, high = map(localised, self._shape.words)
        before = line.adjusted(0, 0, groove.left() - _GAP - self.width(), 0)
        after = line.adjusted(groove.right() + _GAP, 0, 0, 0)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(before, centre | Qt.AlignmentFlag.AlignRight, low)
        painter.drawText(after, centre, high)

    @property
    def _shows_tools(self) -> bool:
        return self.isEnabled() and (self.underMouse() or self._ring)

    def _tag_right(self) -> float:
        # The tag stands where the tools come, and gives way to them; the tool tip has it too.
        tools = self._tools()
        last = tools[-1] if self._shows_tools else tools[0] if self.is_locked else None
        return super()._tag_right() if last is None else last[1].left()

    def _paint_tools(self, painter: QPainter) -> None:
        if not self.isEnabled() or self.is_dragged or self._typed is not None:
            return
        theme = self._look.theme
        at = QPointF(self.mapFromGlobal(self.cursor().pos()))
        for icon, box, _ in self._tools():
            # A lock that holds is always seen; the others keep their places, so that none slips
            # under the pointer when another comes.
            if not (self._shows_tools or icon == "lock"):
                continue
            idle = (icon == "reset" and not self.amount) or (icon == "dice" and self.is_locked)
            over = self.underMouse() and box.contains(at)
            ink = theme.text if over else theme.text2 if icon == "lock" else theme.text3
            ink = theme.groove if idle else ink
            corner = box.center() - QPointF(_ICON / 2, _ICON / 2)
            self._look.icons.paint(painter, icon, corner.x(), corner.y(), ink, _ICON)

    def _bubble_words(self) -> str:
        """What was measured, as much of it as fits beside the name."""
        name = QFontMetricsF(self._look.font(BODY, 600)).horizontalAdvance(self._name)
        room = self.width() - name - _GAP
        figures, unit = self._measured
        for text in (f"{figures} {unit}".strip(), figures):
            if bubble_width(self._look, text, signed(self.amount)) <= room:
                return text
        return ""
