"""One section of the song lane: name, take, bars, a small picture, and the way over to the next."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QWidget

from vaecomposer.music.piece import Piece
from vaecomposer.ui import thumbnail
from vaecomposer.ui.controls.pressable import Pressable
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_NARROWEST, _WIDEST, _PX_PER_BAR = 72, 156, 9
BRIDGE = 18
"""Width of a transition's sign."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows.

    Attributes:
        name: of the section, or the take's. take: the take's name if the section has its own.
        bars, repeats: of the music. piece: the take's. has_transition: whether bars lead over.
    """

    name: str
    take: str
    bars: int
    repeats: int
    piece: Piece
    has_transition: bool

    @property
    def words(self) -> str:
        """For screen readers."""
        said = [
            translate("SectionCell", "Section {name}").format(name=self.name),
            translate("SectionCell", "{bars} bars").format(bars=self.bars),
        ]
        if self.repeats > 1:
            said.append(translate("SectionCell", "{repeats} times").format(repeats=self.repeats))
        if self.has_transition:
            said.append(translate("SectionCell", "with a transition"))
        return listed(*said)


class SectionCell(Pressable):
    """A section that can be clicked, renamed, and dragged to another place."""

    renamed = Signal(str)
    menu_wanted = Signal(object)  # global position
    drag_wanted = Signal(object)  # picture

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.shown: Shown | None = None
        self._playhead: float | None = None
        self._pressed_at: QPoint | None = None
        self._dragged = False
        self._picture: QPixmap | None = None
        self._drawn: tuple[object, ...] = ()
        self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(translate("SectionCell", "Name of the section"))
        self.field.hide()
        self.field.editingFinished.connect(self._finish_rename)

    def show_section(self, shown: Shown) -> None:
        """Shows a section."""
        self.shown = shown
        self.setText(shown.name)
        self.setAccessibleName(shown.words)
        self.setStatusTip(
            translate(
                "SectionCell",
                "{name}\nClick: play the song from here   ·   double-click: name   ·   right-click: repeats, "
                "transition",
            ).format(name=shown.name)
        )
        self.updateGeometry()
        self.update()

    def show_playhead(self, share: float | None) -> None:
        """Shows how far the section has been played, 0..1; None if it is not playing."""
        if share != self._playhead:
            self._playhead = share
            self.update()

    def show_compact(self, *, on: bool) -> None:
        """Shows the name alone."""
        self._compact = on
        self.update()

    @property
    def body(self) -> int:
        """Width without the transition's sign."""
        bars = self.shown.bars if self.shown is not None else 0
        return max(_NARROWEST, min(_WIDEST, bars * _PX_PER_BAR))

    def sizeHint(self) -> QSize:
        bridge = BRIDGE if self.shown is not None and self.shown.has_transition else 0
        return QSize(self.body + bridge, 24 if self._compact else 48)

    def rename(self) -> None:
        """Lets the name be typed."""
        if self.shown is not None:
            self.field.setGeometry(4, 2, self.body - 8, 20)
            self.field.setText(self.shown.name)
            self.field.selectAll()
            self.field.show()
            self.field.setFocus()

    def _finish_rename(self) -> None:
        if self.field.isVisible() and self.shown is not None:
            self.field.hide()
            if self.field.text().strip() != self.shown.name:
                self.renamed.emit(self.field.text())

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, theme = self.shown, self._look.theme
        if shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        playing = self._playhead is not None
        box = QRectF(1, 1, self.body - 2, self.height() - 2)
        edge = theme.accent if playing else theme.control if self.underMouse() else theme.line
        painter.setPen(QPen(edge, 2 if playing else 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(box, SIZES.chip_radius, SIZES.chip_radius)
        self._paint_words(painter, shown)
        if not self._compact:
            self._paint_music(painter, shown)
        if self._playhead is not None:
            x = 3 + self._playhead * (self.body - 6)
            painter.fillRect(QRectF(x, 2, 1.5, self.height() - 4), theme.fresh)
        if shown.has_transition:
            middle = (self.height() - 16) / 2
            self._look.icons.paint(painter, "bridge", self.body + 1, middle, theme.text3)

    def _paint_words(self, painter: QPainter, shown: Shown) -> None:
        theme = self._look.theme
        middle = Qt.AlignmentFlag.AlignVCenter
        height = 18.0
        top = (self.height() - height) / 2 if self._compact else 2.0
        count = str(shown.bars) if shown.repeats == 1 else f"{shown.repeats} × {shown.bars}"
        painter.setFont(self._look.font(SECONDARY))
        counted = QFontMetricsF(painter.font()).horizontalAdvance(count)
        painter.setPen(theme.text3)
        painter.drawText(QRectF(self.body - counted - 8, top, counted + 2, height), middle, count)
        painter.setFont(self._look.font(SECONDARY, 600))
        painter.setPen(theme.text)
        room = self.body - counted - 20
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(shown.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(7, top, room, height), middle, name)
        left = 7 + metrics.horizontalAdvance(name) + 8
        if shown.take and left < self.body - counted - 30:
            painter.setFont(self._look.font(SECONDARY))
            painter.setPen(theme.text2)
            room = self.body - counted - 12 - left
            take = QFontMetricsF(painter.font()).elidedText(
                shown.take, Qt.TextElideMode.ElideRight, room
            )
            painter.drawText(QRectF(left, top, room, height), middle, take)

    def _paint_music(self, painter: QPainter, shown: Shown) -> None:
        ratio = self.devicePixelRatioF()
        drawn = (id(shown.piece), id(self._look.theme), ratio)
        if self._picture is None or drawn != self._drawn:
            self._picture = thumbnail.thumbnail(self._look, shown.piece, ratio)
            self._drawn = drawn
        inside = QRectF(3, 20, self.body - 6, self.height() - 24)
        painter.drawPixmap(inside, self._picture, QRectF(self._picture.rect()))

    # --- hands --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at, self._dragged = event.position().toPoint(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed_at, self._dragged = None, True
            self.setDown(False)
            self.drag_wanted.emit(self.grab())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if self._dragged:
            self.setDown(False)
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.rename()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() == Qt.Key.Key_Menu:
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)
