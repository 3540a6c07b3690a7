"""The piano roll under the hand: what mouse, trackpad and keys do in it."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from vaecomposer.music.note import Note, pitch_name
from vaecomposer.music.note_changes import deleted
from vaecomposer.ui import words
from vaecomposer.ui.help.keymap import in_force
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll import hand as ruler_hand
from vaecomposer.ui.roll.editing import VELOCITY_STEP
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.gestures import Tool
from vaecomposer.ui.roll.headings import RollHeadings
from vaecomposer.ui.roll.note_menu import bar_menu, note_menu
from vaecomposer.ui.roll.phrase import Phrase, drum_row_pitch
from vaecomposer.ui.roll.pointing import Lane, Part, Spot, drum_row_at, lane_at
from vaecomposer.ui.roll.tools.draw import Draw

_AUDITION_VELOCITY = 90
_CLICK = 4.0
_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class RollView(RollHeadings):
    """The roll's picture, and what a hand can do in it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._ruler_drag: ruler_hand.RulerDrag | None = None
        self._bar_drag: int | None = None
        self._pan_from: QPointF | None = None
        self._pointer = QPointF()

    # --- pressing -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        g, phrase = self._geometry, self._phrase
        if g is None or phrase is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._gesture is not None:
            return
        self._ring = False
        at, keys = event.position(), event.modifiers()
        lane = lane_at(g, at)
        if lane in (Lane.CHORDS, Lane.FORM):
            self._press_heading(at)
        elif lane is Lane.RULER:
            self._press_ruler(g, at, keys)
        elif lane in (Lane.KEYS, Lane.NAMES) or (lane is Lane.NONE and at.x() < g.left):
            self._press_key(g, phrase, at, keys)
        elif lane in (Lane.NOTES, Lane.DRUMS, Lane.VELOCITY):
            self._begin(self._gesture_at(g, phrase, at, keys), at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        g, phrase, at = self._geometry, self._phrase, event.position()
        if g is None or phrase is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        spot = self._spot(g, phrase, at)
        if self._tool is not Tool.SELECT or spot.lane is not Lane.NOTES or event.modifiers():
            self.mousePressEvent(event)
        elif spot.placed is not None and not spot.is_ghost:
            self.ask(deleted({spot.placed}))
        elif not phrase.tracks[self._state.front].is_drums:
            ground = self._ground(phrase)
            self._begin(Draw(ground, self._hand(g, at, event.modifiers()), paints=False), at)
        else:
            self._say_drums()

    def _press_ruler(self, g: RollGeometry, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        if keys & (_CTRL | _SHIFT):
            bar = self._bars.bar_at(g.tick_at(at.x())).index
            self._bar_drag = bar
            self.pick_bar(bar, toggles=not keys & _SHIFT)
        else:
            self._ruler_drag = ruler_hand.begin(g, self._bars, self._state.loop, at.x())

    def _press_key(
        self, g: RollGeometry, phrase: Phrase, at: QPointF, keys: Qt.KeyboardModifier
    ) -> None:
        self._pan_from = at
        drums = next((t.index for t in phrase.tracks if t.is_drums), None)
        lane = lane_at(g, at)
        if lane is Lane.KEYS and keys & (_CTRL | _SHIFT):
            self.select_pitch(g.pitch_at(at.y()))
        elif lane is Lane.KEYS:
            front = self._state.front
            if phrase.tracks[front].is_drums:
                front = next((t.index for t in phrase.tracks if not t.is_drums), front)
            self.audition.emit(front, g.pitch_at(at.y()), _AUDITION_VELOCITY)
        elif lane is Lane.NAMES and drums is not None:
            pitch = drum_row_pitch(drum_row_at(g, at.y()))
            if pitch is not None:
                self.audition.emit(drums, pitch, _AUDITION_VELOCITY)

    # --- moving -------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        g, phrase, at = self._geometry, self._phrase, event.position()
        self._pointer = at
        if g is None or phrase is None:
            return
        if self._gesture is not None:
            self._drag(g, event)
        elif self._ruler_drag is not None:
            drag = self._ruler_drag
            if drag.on_edge or abs(at.x() - drag.x) >= ruler_hand.CLICK:
                loop = drag.loop_at(self._bars, g.tick_at(at.x()))
                if loop != self._state.loop:
                    self.loop_changed.emit(loop)
        elif self._bar_drag is not None:
            bar = self._bars.bar_at(max(0.0, g.tick_at(at.x()))).index
            low, high = sorted((self._bar_drag, bar))
            bars = frozenset(range(low, high + 1))
            if low != high and bars != self._state.bars:
                self.bars_selected.emit(bars)
        elif self._pan_from is not None:
            self._framing.pan(g, 0, self._pan_from.y() - at.y())
            self._pan_from = at
            self._lay_out()
        else:
            self._show_hint(g, phrase, at)

    def _show_hint(self, g: RollGeometry, phrase: Phrase, at: QPointF) -> None:
        spot = self._spot(g, phrase, at)
        edge = spot.lane is Lane.RULER and ruler_hand.is_near_edge(g, self._state.loop, at.x())
        shape = Qt.CursorShape.SizeHorCursor if edge else self._cursor_on(spot)
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)
        if self._now() < self._says_until:
            return
        if spot.placed is not None and spot.lane is not Lane.VELOCITY:
            self.hint.emit(self.note_words(*spot.placed))
        elif spot.lane is Lane.KEYS:
            name = pitch_name(g.pitch_at(at.y()))
            self.hint.emit(
                translate(
                    "Roll",
                    "{name}\nClick to hear it, Shift+click to select its notes, drag to pan.",
                ).format(name=name)
            )
        else:
            keys = in_force(self, _LANE_COMMANDS.get(spot.lane, ""))
            self.hint.emit(_HINTS.get(spot.lane, "") + (f"   ·   {keys}" if keys else ""))

    def _cursor_on(self, spot: Spot) -> Qt.CursorShape:
        mine = spot.placed is not None and not spot.is_ghost
        if spot.lane is Lane.VELOCITY:
            return Qt.CursorShape.SizeVerCursor if mine else Qt.CursorShape.CrossCursor
        if self._tool is Tool.ERASE or (self._tool is Tool.DRAW and not mine):
            in_lanes = spot.lane in (Lane.NOTES, Lane.DRUMS)
            return Qt.CursorShape.CrossCursor if in_lanes else Qt.CursorShape.ArrowCursor
        if mine and spot.part is not Part.BODY:
            return Qt.CursorShape.SizeHorCursor
        return Qt.CursorShape.ArrowCursor

    def note_words(self, track: int, note: Note) -> str:
        """A note in words: name, place, length, velocity, and whether it is new or locked."""
        assert self._phrase is not None
        piece = self._phrase.piece
        place = self._bars.place_at(note.onset)
        length = words.note_value(note.duration / piece.ticks_per_quarter)
        new = translate("Roll", ", new") if (track, note) in self._changes.came else ""
        held = translate("Roll", ", locked") if self.is_locked((track, note)) else ""
        return translate(
            "Roll",
            "{pitch}\n{name}, bar {bar} beat {beat}, {length}, velocity {velocity}{new}{held}",
        ).format(
            pitch=pitch_name(note.pitch),
            name=localised(piece.tracks[track].name),
            bar=place.bar,
            beat=place.beat,
            length=length,
            velocity=note.velocity,
            new=new,
            held=held,
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._let_go()
        drag, self._ruler_drag = self._ruler_drag, None
        self._pan_from = self._bar_drag = None
        g = self._geometry
        if drag is None or g is None:
            return
        if abs(event.position().x() - drag.x) < ruler_hand.CLICK:
            step = self._bars.nearest_step(g.tick_at(drag.x))
            self.seek_requested.emit(min(max(step, g.first), g.last - 1))
        self.loop_drag_ended.emit()

    def cancel_drag(self) -> bool:
        """Everything is as it was when the drag began; False if there is none."""
        if self._cancel_gesture():
            return True
        drag, self._ruler_drag = self._ruler_drag, None
        if drag is None:
            return False
        self.loop_changed.emit(drag.loop)
        self.loop_drag_ended.emit()
        return True

    # --- menus, wheel, keys -------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        g, phrase = self._geometry, self._phrase
        if g is None or phrase is None or self._gesture is not None:
            return
        at = QPointF(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.selected:
            note = min(self.selected)[1]
            at = QPointF(g.x_of(note.onset) + 4, g.y_of(note.pitch) + g.row / 2)
        if lane_at(g, at) is Lane.RULER:
            menu = bar_menu(self, self._bars.bar_at(g.tick_at(at.x())).index)
        else:
            spot = self._spot(g, phrase, at)
            mine = spot.placed is not None and not spot.is_ghost
            if mine and spot.placed is not None and spot.placed not in self.selected:
                self.select({spot.placed})
            ghost = ""
            if spot.placed and not mine:
                ghost = localised(phrase.piece.tracks[spot.placed[0]].name)
            menu = note_menu(self, spot.placed, g.tick_at(at.x()), ghost)
        menu.popup(self.viewport().mapToGlobal(at.toPoint()))

    def split_at_pointer(self) -> None:
        """Splits the note under the pointer there."""
        g, phrase = self._geometry, self._phrase
        if g is not None and phrase is not None:
            spot = self._spot(g, phrase, self._pointer)
            mine = spot.placed if not spot.is_ghost else None
            self.split_at(mine, g.tick_at(self._pointer.x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        g, phrase = self._geometry, self._phrase
        if g is None or phrase is None:
            return
        pixels = QPointF(event.pixelDelta()) or QPointF(event.angleDelta()) * 0.5
        turn = event.angleDelta().y() or event.angleDelta().x()  # Alt turns the wheel sideways
        keys = event.modifiers()
        event.accept()
        if keys & _ALT:
            spot = self._spot(g, phrase, event.position())
            if spot.placed is not None and not spot.is_ghost and turn:
                together = self.selected if spot.placed in self.selected else {spot.placed}
                by = VELOCITY_STEP if turn > 0 else -VELOCITY_STEP
                self.change_velocity(by, frozenset(together))
            return
        if keys & _CTRL and keys & _SHIFT:
            self._framing.zoom_rows(g, 1 if turn > 0 else -1, event.position().y())
        elif keys & _CTRL:
            self._framing.zoom(g, 2 ** (turn / 480), event.position().x())
        elif keys & _SHIFT:
            self._framing.pan(g, -(pixels.y() or pixels.x()), 0)
        else:
            self._framing.pan(g, -pixels.x(), -pixels.y())
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        g = self._geometry
        way = _WAYS.get(Qt.Key(event.key()))
        if g is None or way is None:
            event.ignore()
            return
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        across, up = way
        held = event.isAutoRepeat()
        if keys == _CTRL and across:
            self.select_neighbour(across, extends=False)
        elif keys == (_CTRL | _SHIFT) and across:
            self.select_neighbour(across, extends=True)
        elif not self.selected:
            self._framing.pan(g, across * 48, -up * g.row * 2)
            self._lay_out()
        elif keys == _ALT:
            if up:
                self.change_velocity(up * VELOCITY_STEP)
            else:
                self.nudge(across, held=held, ticks=1)
        elif keys == _SHIFT:
            if up:
                self.transpose(12 * up, held=held)
            else:
                self.lengthen(across, held=held)
        elif keys == _NO_KEYS:
            if up:
                self.transpose(up, held=held)
            else:
                self.nudge(across, held=held)
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.hint.emit("")
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
            and self._geometry is not None
        ):
            x = event.position().x()
            self._framing.zoom(self._geometry, max(0.1, 1 + event.value()), x)
            self._lay_out()
            return True
        return super().viewportEvent(event)


_WAYS = {
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}

_LANE_COMMANDS = {Lane.CHORDS: "chord-type", Lane.FORM: "form-change"}

_HINTS = {
    Lane.RULER: translate(
        "Roll",
        "Ruler\nClick to go there, drag to loop, Ctrl+click to select bars, right-click to lock.",
    ),
    Lane.CHORDS: translate(
        "Roll", "Chords\nClick to type another: Am7, C/E, or a numeral such as ii7."
    ),
    Lane.FORM: translate(
        "Roll", "Form\nClick to pick another letter: equal letters say the same again."
    ),
    Lane.DRUMS: translate(
        "Roll", "Drums\nClick sets or takes a hit, drag paints. Shift+drag selects."
    ),
    Lane.VELOCITY: translate(
        "Roll", "Velocity\nDrag a head, or sweep a line over all. Shift: a straight line."
    ),
}
