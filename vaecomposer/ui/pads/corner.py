"""A corner of the morph pad: the take on it, and how takes come onto it."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QMenu, QWidget

from vaecomposer.music.piece import Piece
from vaecomposer.ui import thumbnail
from vaecomposer.ui.controls.pressable import Pressable
from vaecomposer.ui.dock.dragging import TAKE, number_of
from vaecomposer.ui.drop import SESSION_ENDING, music_path
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, faded

NAMES = ("A", "B", "C", "D")
_PLACES = (
    translate("Corner", "top left"),
    translate("Corner", "top right"),
    translate("Corner", "bottom left"),
    translate("Corner", "bottom right"),
)
WIDTH, HEIGHT = 68, 36
_NAME = 16
_NAME_WIDTH = 88
"""Names may be longer than the pictures are wide."""

_BADGE = 15
_REDRAW_MS = 300


def dropped_file(data: QMimeData) -> str | None:
    """The file of music of a drag, or None."""
    path = music_path(data)
    return None if path is None or path.lower().endswith(SESSION_ENDING) else path


class Corner(Pressable):
    """Shows the take on a corner; a click opens the menu of what can come onto it."""

    take_dropped = Signal(int, object)  # corner, take
    file_dropped = Signal(int, str)  # corner, path
    front_wanted = Signal(int)
    file_wanted = Signal(int)
    empty_wanted = Signal(int)

    def __init__(self, look: Look, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.index = index
        self._title = ""
        self._piece: Piece | None = None
        self._drawn: tuple[object, ...] = ()
        self._picture = QPixmap()
        self._over = False
        self.can_take_front = True
        # While a slider moves the take on this corner, its picture follows at leisure.
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._redraw.timeout.connect(self.update)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(self.sizeHint())
        self.clicked.connect(self._pop)
        self.show_take("", None)

    @property
    def title(self) -> str:
        """Name of the take on it, "" if it is empty."""
        return self._title

    def show_take(self, title: str, piece: Piece | None) -> None:
        """Shows a take, or that the corner is empty."""
        if title == self._title and piece is self._piece and self.accessibleName():
            return
        same = title == self._title and self._piece is not None and piece is not None
        self._title, self._piece = title, piece
        said = title if piece is not None else translate("Corner", "empty")
        self.setAccessibleName(
            translate("Corner", "Corner {corner}, {place}, {take}").format(
                corner=NAMES[self.index], place=_PLACES[self.index], take=said
            )
        )
        self.setToolTip(
            f"{title}   " * bool(piece) + translate("Corner", "Drop a take or a MIDI file here")
        )
        self.setStatusTip(
            translate(
                "Corner", "Corner {corner}\nDrop a take from the strip or a MIDI file here."
            ).format(corner=NAMES[self.index])
        )
        if not same:
            self.update()
        elif not self._redraw.isActive():
            self._redraw.start()

    def sizeHint(self) -> QSize:
        return QSize(_NAME_WIDTH, HEIGHT + _NAME)

    # --- painting -----------------------------------------------------------------------------

    @property
    def middle(self) -> QPointF:
        """The middle of the picture, in the parent's px."""
        return QPointF(self.pos()) + self._box().center()

    def _box(self) -> QRectF:
        """Where the picture stands: at the pad's side, with its name below it."""
        left = self.width() - WIDTH if self.index % 2 else 0
        return QRectF(left + 0.5, 0.5, WIDTH - 1, HEIGHT - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        lit = self._over or (self.underMouse() and self.isEnabled())
        box = self._box()
        if self._piece is not None:
            painter.drawPixmap(box, self._thumbnail(self._piece), QRectF(self._picture.rect()))
        pen = QPen(theme.accent if self._over else theme.control if lit else theme.line, 1)
        if self._piece is None:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(faded(theme.accent, 0.14) if self._over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, SIZES.chip_radius, SIZES.chip_radius)
        self._paint_badge(painter, box)
        if self._piece is None:
            return
        painter.setFont(self._look.font(SECONDARY))
        painter.setPen(theme.text2)
        right = self.index % 2
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        name = QFontMetricsF(painter.font()).elidedText(
            self._title, Qt.TextElideMode.ElideRight, self.width()
        )
        below = QRectF(0, HEIGHT, self.width(), _NAME)
        painter.drawText(below, side | Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        theme = self._look.theme
        empty = self._piece is None
        badge = QRectF(box.left() + 3, box.top() + 3, _BADGE, _BADGE)
        if empty:
            badge.moveCenter(box.center())
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(theme.accent_soft, 0.92))
            painter.drawRoundedRect(badge, 4, 4)
        painter.setFont(self._look.font(SECONDARY, 600))
        painter.setPen(theme.text3 if empty else theme.accent)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, NAMES[self.index])

    def _thumbnail(self, piece: Piece) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (id(piece), ratio, self._look.theme.is_dark)
        if key != self._drawn and not (self._drawn and self._redraw.isActive()):
            self._picture = thumbnail.thumbnail(self._look, piece, ratio)
            self._drawn = key
        return self._picture

    # --- hands --------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """What can come onto the corner."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for text, signal, enabled in (
            (translate("Corner", "The take in front"), self.front_wanted, self.can_take_front),
            (translate("Corner", "A file…"), self.file_wanted, True),
            (translate("Corner", "Empty"), self.empty_wanted, self._piece is not None),
        ):
            action = menu.addAction(text)
            action.setEnabled(enabled)
            action.triggered.connect(lambda _on=False, s=signal: s.emit(self.index))
        return menu

    def _pop(self) -> None:
        self.menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pad = self.parentWidget()
        on_dot = getattr(pad, "is_on_dot", None)
        if on_dot is not None and on_dot(self.mapToParent(event.position())):
            event.ignore()  # the dot lies above its corner: the pad takes it
            return
        super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if number_of(data, TAKE) is not None or dropped_file(data) is not None:
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        number = number_of(event.mimeData(), TAKE)
        path = dropped_file(event.mimeData())
        if number is not None:
            event.acceptProposedAction()
            self.take_dropped.emit(self.index, number)
        elif path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(self.index, path)
