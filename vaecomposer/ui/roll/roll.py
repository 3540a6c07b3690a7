"""The piano roll under the hand: it asks to go somewhere, to loop, or to hear a note. Read-only."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from vaecomposer.music.note import Note, pitch_name
from vaecomposer.ui import words
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll import hand
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.phrase import OTHER_ROW, Phrase, drum_row, drum_row_pitch
from vaecomposer.ui.roll.picture import RollPicture
from vaecomposer.ui.theme import SIZES

_AUDITION_VELOCITY = 90


class RollView(RollPicture):
    """The roll's picture, and what a hand can do in it."""

    seek_requested = Signal(int)
    loop_changed = Signal(object)  # LoopRegion
    loop_drag_ended = Signal()
    audition = Signal(int, int, int)  # track, pitch, velocity
    hint = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._ruler_drag: hand.RulerDrag | None = None
        self._pan_from: QPointF | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        g, phrase = self._geometry, self._phrase
        if g is None or phrase is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._ring = False
        at = event.position()
        if at.y() < g.ruler.bottom() and at.x() >= g.left:
            self._ruler_drag = hand.begin(g, self._bars, self._state.loop, at.x())
        elif at.x() < g.left:
            self._press_key(g, phrase, at)
            self._pan_from = at
        else:
            hit = self._hit(g, phrase, at)
            if hit is not None:
                self.audition.emit(hit[0], hit[1].pitch, hit[1].velocity)

    def _press_key(self, g: RollGeometry, phrase: Phrase, at: QPointF) -> None:
        drums = next((t.index for t in phrase.tracks if t.is_drums), None)
        if g.notes.top() <= at.y() < g.notes.bottom():
            front = self._state.front
            if phrase.tracks[front].is_drums:
                front = next((t.index for t in phrase.tracks if not t.is_drums), front)
            self.audition.emit(front, g.pitch_at(at.y()), _AUDITION_VELOCITY)
        elif g.drum_rows and drums is not None and g.drums.top() <= at.y() < g.drums.bottom():
            pitch = drum_row_pitch(int((at.y() - g.drums.top()) // SIZES.drum_row))
            if pitch is not None:
                self.audition.emit(drums, pitch, _AUDITION_VELOCITY)

    def _hit(self, g: RollGeometry, phrase: Phrase, at: QPointF) -> tuple[int, Note] | None:
        """The note under the pointer, the front track's first."""
        in_drums = g.drum_rows and g.drums.top() <= at.y() < g.drums.bottom()
        if not in_drums and not g.notes.contains(at):
            return None
        front = self._state.front
        row = int((at.y() - g.drums.top()) // SIZES.drum_row)
        pitch = g.pitch_at(at.y())
        for track in sorted(phrase.tracks, key=lambda t: t.index != front):
            if track.is_drums != bool(in_drums) or (track.index != front and not self._ghosts):
                continue
            for note in track.notes:
                x = g.x_of(note.onset)
                right = x + 5 if in_drums else max(x + 4, g.x_of(note.end))
                in_row = (
                    min(drum_row(note.pitch), OTHER_ROW) == row if in_drums else note.pitch == pitch
                )
                if in_row and x - 1 <= at.x() < right:
                    return track.index, note
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        g, phrase, at = self._geometry, self._phrase, event.position()
        if g is None or phrase is None:
            return
        if self._ruler_drag is not None:
            drag = self._ruler_drag
            if drag.on_edge or abs(at.x() - drag.x) >= hand.CLICK:
                loop = drag.loop_at(self._bars, g.tick_at(at.x()))
                if loop != self._state.loop:
                    self.loop_changed.emit(loop)
        elif self._pan_from is not None:
            self._framing.pan(g, 0, self._pan_from.y() - at.y())
            self._pan_from = at
            self._lay_out()
        else:
            self._show_hint(g, phrase, at)

    def _show_hint(self, g: RollGeometry, phrase: Phrase, at: QPointF) -> None:
        in_ruler = at.y() < g.ruler.bottom() and at.x() >= g.left
        edge = in_ruler and hand.is_near_edge(g, self._state.loop, at.x())
        shape = Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)
        if in_ruler:
            self.hint.emit("Ruler\nClick to go there, drag to loop.")
        elif at.x() < g.left and g.keys.contains(at):
            self.hint.emit(f"{pitch_name(g.pitch_at(at.y()))}\nClick to hear it, drag to pan.")
        else:
            hit = self._hit(g, phrase, at)
            self.hint.emit("" if hit is None else self.note_words(*hit))

    def note_words(self, track: int, note: Note) -> str:
        """A note in words: name, place, length, velocity, and whether it is new."""
        assert self._phrase is not None
        piece = self._phrase.piece
        place = self._bars.place_at(note.onset)
        length = words.note_value(note.duration / piece.ticks_per_quarter)
        new = ", new" if (track, note) in self._changes.came else ""
        return (
            f"{pitch_name(note.pitch)}\n{piece.tracks[track].name}, bar {place.bar} beat {place.beat}, "
            f"{length}, velocity {note.velocity}{new}"
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._ruler_drag = self._ruler_drag, None
        self._pan_from = None
        g = self._geometry
        if drag is None or g is None:
            return
        if abs(event.position().x() - drag.x) < hand.CLICK:
            step = self._bars.nearest_step(g.tick_at(drag.x))
            self.seek_requested.emit(min(max(step, g.first), g.last - 1))
        self.loop_drag_ended.emit()

    def cancel_drag(self) -> bool:
        """Brings back the loop as it was when the drag began; False if there is none."""
        drag, self._ruler_drag = self._ruler_drag, None
        if drag is None:
            return False
        self.loop_changed.emit(drag.loop)
        self.loop_drag_ended.emit()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        g = self._geometry
        if g is None:
            return
        pixels = QPointF(event.pixelDelta()) or QPointF(event.angleDelta()) * 0.5
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if ctrl and shift:
            self._framing.zoom_rows(
                g, 1 if event.angleDelta().y() > 0 else -1, event.position().y()
            )
        elif ctrl:
            self._framing.zoom(g, 2 ** (event.angleDelta().y() / 480), event.position().x())
        elif shift:
            self._framing.pan(g, -(pixels.y() or pixels.x()), 0)
        else:
            self._framing.pan(g, -pixels.x(), -pixels.y())
        self._lay_out()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        g = self._geometry
        ways = {
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
        }  # fmt: skip
        way = ways.get(Qt.Key(event.key()))
        if g is None or way is None:
            event.ignore()
            return
        self._framing.pan(g, way[0] * 48, way[1] * g.row * 2)
        self._lay_out()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.hint.emit("")
        return super().viewportEvent(event)
