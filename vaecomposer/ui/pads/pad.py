"""How every pad behaves: a dot on a plane that mouse, keys and knobs move."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.trail import Place, Trail
from vaecomposer.ui.theme import SIZES, faded

RADIUS = 6.0
HALO = 13.0
_GRAB = 16.0
"""How far from the dot's middle a press still takes hold of it, in px."""

_FINE = 0.1
_PAGE = 10
_LIMIT = 1e6


class Over(QWidget):
    """Lies above what a pad holds, so that the dot is above all; lets every event through."""

    def __init__(self, pad: Pad) -> None:
        super().__init__(pad)
        self._pad = pad
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._pad.paint_over(painter)


class Pad(QWidget):
    """A plane with a dot. Places are (x, y), from left to right and from top to bottom, 0..1 each.

    `moved` tells what the hand wants; `drag_ended` that a gesture is over. Being shown a place emits
    neither.

    Args:
        step: how far an arrow key goes, as a share of the side.
    """

    moved = Signal(float, float)
    drag_ended = Signal()
    lock_changed = Signal(bool)
    reset_wanted = Signal()

    def __init__(self, look: Look, step: float = 0.01, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._step_size = step
        self._dot: Place | None = None
        self._was: Place | None = None
        self._held = False
        self._grip = QPointF()
        self._locked = False
        self._sentence = ""
        self._said_name = ""
        self.trail = Trail()
        self.above: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- shown --------------------------------------------------------------------------------

    @property
    def dot(self) -> Place | None:
        """Where the dot is; None if there is none."""
        return self._dot

    @property
    def is_dragged(self) -> bool:
        """Whether a hand is on the dot."""
        return self._held

    @property
    def is_locked(self) -> bool:
        """Whether hand and knobs leave the dot alone."""
        return self._locked

    def show_dot(self, place: Place | None) -> None:
        """Shows the dot at a place without asking for it."""
        if place == self._dot:
            return
        if not self._held:
            self.trail.clear()
        self._put(place)

    def show_way(self, place: Place) -> None:
        """Shows the dot going on to a place by itself, its trail behind it."""
        self.trail.add(place)
        self._put(place)

    def show_locked(self, locked: bool) -> None:
        """Shows whether it is locked."""
        if locked != self._locked:
            self._locked = locked
            self._name_anew()
            self.refresh()

    def show_sentence(self, sentence: str) -> None:
        """Says in the middle why nothing can be moved; "" lets it be moved."""
        if sentence != self._sentence:
            self._sentence = sentence
            self.refresh()
        self.setEnabled(not sentence)

    @property
    def sentence(self) -> str:
        """Why nothing can be moved."""
        return self._sentence

    def name_as(self, name: str) -> None:
        """Gives the name that the screen reader says before the value."""
        self._said_name = name
        self._name_anew()

    def say(self) -> str:
        """Where the dot is, in words."""
        return ""

    def refresh(self) -> None:
        """Paints anew."""
        self.update()
        if self.above is not None:
            self.above.update()

    def _put(self, place: Place | None) -> None:
        before, self._dot = self._dot, place
        self._name_anew()
        self._repaint_dot(before)

    def _repaint_dot(self, before: Place | None) -> None:
        self.refresh()

    def _name_anew(self) -> None:
        parts = [
            self._said_name,
            translate("Pad", "pad"),
            self.say(),
            translate("Pad", "locked") if self._locked else translate("Pad", "unlocked"),
        ]
        self.setAccessibleName(listed(*parts))

    # --- the plane ----------------------------------------------------------------------------

    def plane(self) -> QRectF:
        """Where the dot can go, in px."""
        return QRectF(self.rect()).adjusted(HALO, HALO, -HALO, -HALO)

    def pixel(self, place: Place) -> QPointF:
        """Where on the widget a place is."""
        plane = self.plane()
        return QPointF(
            plane.left() + place[0] * plane.width(), plane.top() + place[1] * plane.height()
        )

    def place_at(self, at: QPointF) -> Place:
        """The place under a point of the widget, within the plane."""
        plane = self.plane()
        x = (at.x() - plane.left()) / max(1.0, plane.width())
        y = (at.y() - plane.top()) / max(1.0, plane.height())
        return self._inside((x, y))

    def _inside(self, place: Place) -> Place:
        x, y = place
        return max(0.0, min(1.0, x)), max(0.0, min(1.0, y))

    def is_on_dot(self, at: QPointF) -> bool:
        """Whether a point of the widget is on the dot."""
        if self._dot is None:
            return False
        away = at - self.pixel(self._dot)
        return abs(away.x()) <= _GRAB and abs(away.y()) <= _GRAB

    # --- a knob -------------------------------------------------------------------------------

    def share(self, axis: int) -> float:
        """Where the dot is, 0..1: from left to right (0) or from the bottom up (1)."""
        if self._dot is None:
            return 0.5
        return self._dot[0] if axis == 0 else 1 - self._dot[1]

    def turn_to(self, axis: int, share: float) -> None:
        """Moves as a controller's knob wants it, unless the hand has hold of the dot."""
        if self._held:
            return
        x, y = self._dot if self._dot is not None else (0.5, 0.5)
        self._ask((share, y) if axis == 0 else (x, 1 - share))

    # --- the hand -----------------------------------------------------------------------------

    def _ask(self, place: Place) -> None:
        """Goes to a place and tells of it, if it is another one and nothing holds it."""
        place = self._inside(place)
        if place == self._dot or self._locked:
            return
        if self._dot is not None:
            self.trail.add(self._dot)
        self.trail.add(place)
        self._put(place)
        self.moved.emit(*place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if self._locked:
            return
        at = event.position()
        self._was, self._held = self._dot, True
        self.trail.clear()
        if self._dot is not None and self.is_on_dot(at):
            self._grip = self.pixel(self._dot) - at
        else:
            self._grip = QPointF()
            self._ask(self.place_at(at))
        self.refresh()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._ask(self.place_at(event.position() + self._grip))
        else:
            over = self.is_on_dot(event.position()) and not self._locked
            shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
            if self.cursor().shape() is not shape:
                self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held and event.button() is Qt.MouseButton.LeftButton:
            self._let_go()

    def _let_go(self) -> None:
        self._held = False
        self.refresh()
        self.drag_ended.emit()

    def cancel_drag(self) -> bool:
        """Goes back to where the drag began; False if there is none."""
        if not self._held:
            return False
        self._held = False
        if self._was is not None:
            self._ask(self._was)
        else:
            self.reset_wanted.emit()
        self.trail.clear()
        self.refresh()
        self.drag_ended.emit()
        return True

    # --- keys ---------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._takes(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether this key is the pad's before it is the window's."""
        others = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~others:
            return False
        if event.key() == Qt.Key.Key_Escape:
            return self._held
        return event.key() in _MOVES or event.key() in _OTHERS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            event.ignore()
            return
        key = Qt.Key(event.key())
        if key in _MOVES:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            right, down = _MOVES[key]
            by = self._step_size * (_FINE if fine and max(abs(right), abs(down)) == 1 else 1.0)
            x, y = self._dot if self._dot is not None else (0.5, 0.5)
            self._ask((round(x + right * by, 6), round(y + down * by, 6)))
        elif key == Qt.Key.Key_L:
            self.lock_changed.emit(not self._locked)
        elif key == Qt.Key.Key_Escape:
            self.cancel_drag()
        elif not self._locked:
            self.reset_wanted.emit()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _MOVES and not event.isAutoRepeat():
            self.drag_ended.emit()
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look.ring.enter(self, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look.ring.leave()

    # --- painting -----------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(208, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.clip(painter)
        self.paint_ground(painter)
        if self.above is None:
            self.paint_over(painter)

    def clip(self, painter: QPainter) -> None:
        """Keeps what follows within the pad's round corners."""
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), SIZES.pad_radius, SIZES.pad_radius)
        painter.setClipPath(path)

    def paint_ground(self, painter: QPainter) -> None:
        """Paints the plane."""
        painter.fillRect(self.rect(), self._look.theme.well)

    def paint_over(self, painter: QPainter) -> None:
        """Paints trail and dot, or the sentence that says why there are none."""
        if self._sentence:
            self._paint_sentence(painter)
        elif self._dot is not None:
            self.paint_trail(painter)
            self.paint_dot(painter, self.pixel(self._dot))

    def paint_trail(self, painter: QPainter) -> None:
        """Paints the dotted trail of the last moves."""
        places = self.trail.places
        if len(places) < 2:
            return
        pen = QPen(self._look.theme.text2, 1.2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([1.4, 2.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([self.pixel(place) for place in places]))

    def paint_dot(self, painter: QPainter, at: QPointF) -> None:
        """Paints the dot with its halo: brass around an ink middle, hollow while it is locked."""
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(theme.accent, 0.34 if self._held else 0.22))
        painter.drawEllipse(at, HALO, HALO)
        if self._locked:
            painter.setPen(QPen(theme.control, 1.6))
            painter.setBrush(theme.well)
            painter.drawEllipse(at, RADIUS - 1, RADIUS - 1)
            return
        painter.setPen(QPen(theme.accent_ink, 1))
        painter.setBrush(theme.accent_fill)
        painter.drawEllipse(at, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent_ink)
        painter.drawEllipse(at, 2.0, 2.0)

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setFont(self._look.font(SECONDARY))
        painter.setPen(self._look.theme.text3)
        box = QRectF(self.rect()).adjusted(18, 8, -18, -8)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(box, flags, self._sentence)


_MOVES: dict[Qt.Key, tuple[float, float]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_PageUp: (0, -_PAGE),
    Qt.Key.Key_PageDown: (0, _PAGE),
    Qt.Key.Key_Home: (-_LIMIT, 0),
    Qt.Key.Key_End: (_LIMIT, 0),
}
_OTHERS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_L)
