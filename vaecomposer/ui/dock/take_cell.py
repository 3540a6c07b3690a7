"""One take of the strip: its picture, its number and name, a star, and what it is compared as."""

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
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_EDGE = 2
_NAME = 18
_BADGE = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """What a cell shows.

    Attributes:
        number, title, starred: of the take. piece: its music.
        playing: whether it is in front. badge: "A", "B" or "".
    """

    number: int
    title: str
    starred: bool
    piece: Piece
    playing: bool
    badge: str

    @property
    def words(self) -> str:
        """For screen readers."""
        said = [localised(f"Take {self.number}")]
        if self.title != said[0]:
            said.append(self.title)
        if self.starred:
            said.append(translate("TakeCell", "starred"))
        if self.playing:
            said.append(translate("TakeCell", "in front"))
        if self.badge:
            said.append(self.badge)
        return listed(*said)


def _same(one: Kept, other: Kept | None) -> bool:
    """Whether two show the same. Pieces by identity: comparing their notes would take long."""
    return (
        other is not None
        and one.piece is other.piece
        and (one.number, one.title, one.starred, one.playing, one.badge)
        == (other.number, other.title, other.starred, other.playing, other.badge)
    )


class TakeCell(Pressable):
    """A take that can be clicked, renamed and dragged anywhere."""

    renamed = Signal(int, str)
    menu_wanted = Signal(int, object)  # number, global position
    drag_wanted = Signal(int, object)  # number, picture

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.kept: Kept | None = None
        self._picture: QPixmap | None = None
        self._drawn: tuple[object, ...] = ()
        self._pressed_at: QPoint | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(translate("TakeCell", "Name of the take"))
        self.field.hide()
        self.field.editingFinished.connect(self._finish_rename)
        self._compact = False

    def show_kept(self, kept: Kept) -> None:
        """Shows a take as it is now."""
        if _same(kept, self.kept):
            return
        self.kept = kept
        self.setText(kept.title)
        self.setAccessibleName(kept.words)
        self.setStatusTip(
            translate(
                "TakeCell",
                "{title}\nClick: bring it in front   ·   double-click: name   ·   drag: song, morph, or out of "
                "the window as MIDI",
            ).format(title=kept.title)
        )
        self.update()

    def show_compact(self, *, on: bool) -> None:
        """Leaves out the name in a narrow window."""
        self._compact = on
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        height = thumbnail.HEIGHT + 2 * _EDGE + (0 if self._compact else _NAME)
        return QSize(thumbnail.WIDTH + 2 * _EDGE, height)

    def picture(self) -> QPixmap:
        """The take's picture, drawn once for a piece, theme and screen."""
        assert self.kept is not None
        ratio = self.devicePixelRatioF()
        # By identity: pieces are frozen, and comparing their notes would cost more than drawing them.
        drawn = (id(self.kept.piece), id(self._look.theme), ratio)
        if self._picture is None or drawn != self._drawn:
            self._picture = thumbnail.thumbnail(self._look, self.kept.piece, ratio)
            self._drawn = drawn
        return self._picture

    def rename(self) -> None:
        """Lets the name be typed."""
        if self.kept is None:
            return
        self.field.setGeometry(_EDGE, self.height() - _NAME, thumbnail.WIDTH, _NAME)
        self.field.setText(self.kept.title)
        self.field.selectAll()
        self.field.show()
        self.field.setFocus()

    def _finish_rename(self) -> None:
        if self.field.isVisible() and self.kept is not None:
            self.field.hide()
            text = self.field.text().strip()
            default = localised(f"Take {self.kept.number}")
            if text != self.kept.title:
                self.renamed.emit(self.kept.number, "" if text == default else text)

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        kept = self.kept
        if kept is None:
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(_EDGE, _EDGE, self.picture())
        box = QRectF(1, 1, thumbnail.WIDTH + 2, thumbnail.HEIGHT + 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if kept.playing or self.underMouse():
            pen = QPen(theme.accent if kept.playing else theme.control, 2 if kept.playing else 1)
            painter.setPen(pen)
            painter.drawRoundedRect(box, SIZES.chip_radius, SIZES.chip_radius)
        if kept.starred:
            right = box.right() - 18
            self._look.icons.paint(painter, "star-on", right, 4, theme.accent, 14)
        if kept.badge:
            self._paint_badge(painter, kept.badge)
        if not self._compact:
            self._paint_name(painter, kept)

    def _paint_badge(self, painter: QPainter, badge: str) -> None:
        theme = self._look.theme
        box = QRectF(_EDGE + 4, _EDGE + 4, _BADGE, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent_soft)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._look.font(SECONDARY, 600))
        painter.setPen(theme.accent)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge)

    def _paint_name(self, painter: QPainter, kept: Kept) -> None:
        theme = self._look.theme
        top = thumbnail.HEIGHT + 2 * _EDGE
        number = f"{kept.number}"
        painter.setFont(self._look.font(SECONDARY))
        painter.setPen(theme.text3)
        width = QFontMetricsF(painter.font()).horizontalAdvance(number)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(_EDGE, top, width + 1, _NAME - 2), middle, number)
        painter.setFont(self._look.font(SECONDARY, 600 if kept.playing else 400))
        painter.setPen(theme.text if kept.playing else theme.text2)
        left = _EDGE + width + 6
        room = self.width() - left - 2
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(kept.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, top, room, _NAME - 2), middle, name)

    # --- hands --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self._dragged = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or self.kept is None:
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed_at = None
            self._dragged = True
            self.setDown(False)
            self.drag_wanted.emit(self.kept.number, self.picture())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if self._dragged:
            self.setDown(False)
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.rename()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.kept is not None:
            self.menu_wanted.emit(self.kept.number, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() == Qt.Key.Key_Menu and self.kept is not None:
            self.menu_wanted.emit(self.kept.number, self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)
