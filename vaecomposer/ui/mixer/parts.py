"""The small parts of a mixer row: the track's name, M and S, the chips of ports and channels, the link."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from vaecomposer.ui.brief.glyph import paint_glyph
from vaecomposer.ui.controls.pressable import Pressable
from vaecomposer.ui.focus_ring import is_by_keyboard
from vaecomposer.ui.fonts import BODY, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.ink import TrackInk
from vaecomposer.ui.theme import SIZES, mixed

ROW = 35
_GLYPH = 20


class _Opener(Pressable):
    """A button that opens a menu, also with the Down key."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)

    def pop(self, menu: QMenu) -> None:
        """Opens a menu at this button; Qt moves it where the screen has room."""
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


class TrackName(_Opener):
    """Sign, name and instrument of a track; a press opens the instruments.

    While a control of the row is in hand, its value stands in the instrument's place.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._ink: TrackInk | None = None
        self._heard = True
        self._instrument = ""
        self._said = ""
        self._ring = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def below(self) -> str:
        """What stands under the name."""
        return self._said or self._instrument

    def show_track(self, name: str, instrument: str, ink: TrackInk, *, heard: bool) -> None:
        """Shows a track."""
        self._ink, self._heard, self._instrument = ink, heard, instrument
        self.setText(name)
        silent = "" if heard else translate("Parts", ", not heard")
        self.setAccessibleName(
            translate("Parts", "{name}, instrument {instrument}{silent}").format(
                name=name, instrument=instrument, silent=silent
            )
        )
        self.setToolTip(
            translate("Parts", "{name}: {instrument}. Press to choose an instrument").format(
                name=name, instrument=instrument
            )
        )
        self.setStatusTip(
            translate("Parts", "{name}\n{instrument}.   Press for another instrument").format(
                name=name, instrument=instrument
            )
        )
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # The row is too low for a ring around it: it stands inside.
        QAbstractButton.focusInEvent(self, event)
        self._ring = is_by_keyboard(event.reason())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring = False
        self.update()

    def say(self, text: str) -> None:
        """Shows a value below the name; "" shows the instrument again."""
        if text != self._said:
            self._said = text
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, ROW - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, ink = self._look.theme, self._ink
        if ink is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse()
        if over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.raised)
            box = QRectF(self.rect()).adjusted(-1, 1, -2, -1)
            painter.drawRoundedRect(box, SIZES.chip_radius, SIZES.chip_radius)
        if self._ring:
            painter.setPen(QPen(theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(_GLYPH - 3, 2, -1, -2)
            painter.drawRoundedRect(ring, SIZES.chip_radius, SIZES.chip_radius)
        muted = mixed(theme.panel, ink.front, 0.45)
        paint_glyph(
            painter, ink.form, 0, (self.height() - 16) / 2, ink.front if self._heard else muted
        )
        room = QRectF(_GLYPH, 2, self.width() - _GLYPH - 3, 16)
        self._write(
            painter, room, self.text(), BODY, 500, theme.text if self._heard else theme.text3
        )
        said = theme.text if self._said else theme.text2 if over else theme.text3
        self._write(painter, room.translated(0, 14), self.below, SECONDARY, 400, said)

    def _write(
        self, painter: QPainter, room: QRectF, text: str, size: int, weight: int, ink: QColor
    ) -> None:
        font = self._look.font(size, weight)
        painter.setFont(font)
        painter.setPen(ink)
        cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room.adjusted(0, 0, 3, 0), Qt.AlignmentFlag.AlignVCenter, cut)


class Silencing(Enum):
    """What a latch of the mixer does."""

    MUTE = "M"
    SOLO = "S"


class MixLatch(Pressable):
    """M or S. It asks; what is on is shown to it."""

    def __init__(self, look: Look, kind: Silencing, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self.setText(kind.value)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink = theme.raised, theme.text2
        if self.isChecked():
            mute = self._kind is Silencing.MUTE
            fill = theme.danger_soft if mute else theme.accent_soft
            ink = theme.danger if mute else theme.accent
        if self.underMouse():
            fill = mixed(fill, ink, 0.1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        box = QRectF(self.rect()).adjusted(1.5, 2, -1.5, -2)
        painter.drawRoundedRect(box, SIZES.chip_radius - 1, SIZES.chip_radius - 1)
        painter.setFont(self._look.font(SECONDARY, 600))
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class MixChip(_Opener):
    """A choice as a chip that keeps its width and shortens its words."""

    def __init__(self, look: Look, width: int, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._width = width
        self._faint = False
        wide = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def show_choice(self, text: str, *, faint: bool = False) -> None:
        """Shows what is chosen; faint what is not there now."""
        if (text, faint) != (self.text(), self._faint):
            self._faint = faint
            self.setText(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width or 100, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width or 60, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        enabled = self.isEnabled()
        over = self.underMouse() and enabled
        if enabled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover if over else theme.raised)
            painter.drawRoundedRect(QRectF(self.rect()), SIZES.chip_radius, SIZES.chip_radius)
        font = self._look.font(BODY, 500)
        painter.setFont(font)
        faint = theme.text2 if over else theme.text3
        painter.setPen(faint if self._faint or not enabled else theme.text)
        room = QRectF(8, 0, self.width() - 8 - (20 if enabled else 4), self.height())
        text = QFontMetricsF(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room.adjusted(0, 0, 3, 0), Qt.AlignmentFlag.AlignVCenter, text)
        if enabled:
            y = (self.height() - 12) / 2
            self._look.icons.paint(painter, "chevron", self.width() - 17, y, theme.text2, 12)


class Link(Pressable):
    """Quiet words with an arrow that lead to another view."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._back = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_way(self, text: str, *, back: bool) -> None:
        """Says where it leads."""
        self._back = back
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._look.font(SECONDARY)).horizontalAdvance(self.text())
        return QSize(round(width) + 28, 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        ink = theme.text if self.underMouse() else theme.text3
        painter.setFont(self._look.font(SECONDARY))
        painter.setPen(ink)
        y = (self.height() - 14) / 2
        left = 22 if self._back else 6
        self._look.icons.paint(
            painter,
            "left" if self._back else "right",
            4 if self._back else self.width() - 18,
            y,
            ink,
            14,
        )
        box = QRectF(left, 0, self.width() - 22, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
