"""The widths of the columns beside the music: as the window's width has it, or as a hand has drawn them."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from vaecomposer.ui.focus_ring import is_by_keyboard
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, left_width, right_width

LEFT, RIGHT = "left", "right"
LIMITS = {LEFT: (232, 380), RIGHT: (220, 420)}
_STEP = 8
_GRIP = 28.0


class ColumnEdge(QWidget):
    """The gap beside a column: drawn to and fro it makes the column wider or narrower.

    Arrow keys do the same; a double click, or Delete, gives the width back to the window.
    """

    moved = Signal(int)  # width the column shall have; 0 for as the window has it
    ended = Signal()

    def __init__(self, look: Look, side: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._side = look, side
        self._column = 0
        self._grabbed: tuple[float, int] | None = None
        self._ring = False
        name = (
            translate("Columns", "Width of the left column")
            if side == LEFT
            else translate("Columns", "Width of the right column")
        )
        self.setAccessibleName(name)
        what = translate("Columns", "Drag, or use the arrow keys; double-click for the usual width")
        self.setToolTip(what)
        self.setStatusTip(f"{name}\n{what}")
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_column(self, width: int) -> None:
        """Takes up how wide the column is."""
        self._column = width

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.globalPosition().x(), self._column

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            at, width = self._grabbed
            by = event.globalPosition().x() - at
            self._wish(width + round(by if self._side == LEFT else -by))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self._grabbed = None
            self.ended.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.moved.emit(0)
        self.ended.emit()

    def event(self, event: QEvent) -> bool:
        # Delete is a command of the window as well.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wider = Qt.Key.Key_Right if self._side == LEFT else Qt.Key.Key_Left
        narrower = Qt.Key.Key_Left if self._side == LEFT else Qt.Key.Key_Right
        if event.key() == wider:
            self._wish(self._column + _STEP)
        elif event.key() == narrower:
            self._wish(self._column - _STEP)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.moved.emit(0)
        else:
            event.ignore()
            return
        self.ended.emit()

    def _wish(self, width: int) -> None:
        low, high = LIMITS[self._side]
        self.moved.emit(max(low, min(high, width)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = is_by_keyboard(event.reason())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.underMouse() or self._grabbed or self._ring):
            return
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.focus if self._ring else theme.control)
        middle = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        grip = QRectF(0, 0, 2.0, _GRIP)
        grip.moveCenter(middle)
        painter.drawRoundedRect(grip, 1, 1)


class Columns(QObject):
    """Knows how wide both columns shall be, on each screen.

    Args:
        look: of the window.
        ground: what the columns and the music lie on.
        fit: is called when the columns must be laid out anew.
    """

    changed = Signal(object)  # tuple of "screen=left,right", 0 for as the window has it

    def __init__(self, look: Look, ground: QWidget, fit: Callable[[], None]) -> None:
        super().__init__(ground)
        self._own: dict[str, dict[str, int]] = {}
        self._screen = ""
        self._fit = fit
        self.edges = {side: ColumnEdge(look, side, ground) for side in (LEFT, RIGHT)}
        for side, edge in self.edges.items():
            edge.moved.connect(lambda width, s=side: self._take(s, width))
            edge.ended.connect(lambda: self.changed.emit(self._entries()))

    def show_own(self, entries: Iterable[str]) -> None:
        """Takes up the musician's widths, as `changed` told them; what cannot be read is left out."""
        self._own.clear()
        for entry in entries:
            screen, _, widths = entry.rpartition("=")
            left, _, right = widths.partition(",")
            if "=" in entry and left.isdecimal() and right.isdecimal():
                self._own[screen] = {LEFT: int(left), RIGHT: int(right)}
        self._fit()

    def on_screen(self, name: str) -> None:
        """The window is on this screen."""
        self._screen = name

    def left(self, window: int) -> int:
        """Width of the left column in a window so wide."""
        return self._width(LEFT, left_width(window), window)

    def right(self, window: int) -> int:
        """Width of the right column, or of its rail."""
        usual = right_width(window)
        return usual if window < SIZES.compact_below else self._width(RIGHT, usual, window)

    def place(self, left: QWidget, right: QWidget, window: int) -> None:
        """Lays the edges into the gaps beside the columns; away where a column is hidden, or a rail."""
        for side, column in ((LEFT, left), (RIGHT, right)):
            edge = self.edges[side]
            box = column.geometry()
            x = box.right() + 1 if side == LEFT else box.left() - SIZES.gutter
            edge.setGeometry(QRect(x, box.top(), SIZES.gutter, box.height()))
            is_rail = side == RIGHT and window < SIZES.compact_below
            edge.setVisible(not column.isHidden() and not is_rail)
            edge.show_column(box.width())
            edge.raise_()

    def _width(self, side: str, usual: int, window: int) -> int:
        own = self._own.get(self._screen, {}).get(side, 0)
        if not own:
            return usual
        low, high = LIMITS[side]
        # In a narrow window the music keeps two thirds.
        return max(low, min(own, high, max(low, window // 4)))

    def _take(self, side: str, width: int) -> None:
        self._own.setdefault(self._screen, {LEFT: 0, RIGHT: 0})[side] = width
        self._fit()

    def _entries(self) -> tuple[str, ...]:
        return tuple(
            f"{screen}={widths[LEFT]},{widths[RIGHT]}" for screen, widths in self._own.items()
        )
