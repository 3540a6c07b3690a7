"""What a press in the roll begins, and how it goes on until the hand lets go."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from vaecomposer.music.note import pitch_name
from vaecomposer.music.note_changes import NoteChange, Placed, deleted
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.editing import RollEditor
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.phrase import Phrase, drum_row_pitch
from vaecomposer.ui.roll.pointing import Lane, Part, Spot, drum_row_at, lane_at, spot_at
from vaecomposer.ui.roll.tools.choose import Choose
from vaecomposer.ui.roll.tools.draw import Draw
from vaecomposer.ui.roll.tools.erase import Erase
from vaecomposer.ui.roll.tools.gesture import NOTHING, Gesture, Ground, Hand, Preview
from vaecomposer.ui.roll.tools.hits import PaintHits
from vaecomposer.ui.roll.tools.move import Move, Resize
from vaecomposer.ui.roll.tools.velocity import DragHead, SweepVelocity, swept

_CLICK = 4.0
_ALT = Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Tool(Enum):
    """What a press in the note area does."""

    SELECT = "select"
    DRAW = "draw"
    ERASE = "erase"


class RollGestures(RollEditor):
    """The roll with a tool in hand."""

    tool_changed = Signal(object)  # Tool

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._tool = Tool.SELECT
        self._gesture: Gesture | None = None
        self._pressed = QPointF()
        self._is_dragged = False

    @property
    def tool(self) -> Tool:
        """What a press does now."""
        return self._tool

    def pick_tool(self, tool: Tool) -> None:
        """Takes another tool in hand."""
        self._tool = tool
        self.tool_changed.emit(tool)

    def _gesture_at(
        self, g: RollGeometry, phrase: Phrase, at: QPointF, keys: Qt.KeyboardModifier
    ) -> Gesture | None:
        """What a press begins."""
        ground, hand, spot = (
            self._ground(phrase),
            self._hand(g, at, keys),
            self._spot(g, phrase, at),
        )
        if spot.lane is Lane.VELOCITY:
            return self._velocity_gesture(ground, spot, hand)
        if self._tool is Tool.ERASE:
            return Erase(ground, hand)
        mine = spot.placed if not spot.is_ghost else None
        if (
            spot.lane is Lane.DRUMS
            and (mine is None or mine not in self.selected)
            and not (keys & (_CTRL | _SHIFT | _ALT))
        ):
            return self._hits_gesture(ground, hand, mine)
        if spot.placed is not None:
            track, note = spot.placed
            self.audition.emit(track, note.pitch, note.velocity)
        if mine is not None:
            return self._grab(ground, spot, mine, hand, keys)
        if self._tool is Tool.DRAW and spot.lane is Lane.NOTES:
            if phrase.tracks[self._state.front].is_drums:
                self._say_drums()
                return None
            return Draw(ground, hand, paints=True)
        lasso = bool(keys & _ALT) or (keys & _CTRL and keys & _SHIFT)
        return Choose(ground, hand, adds=bool(keys & (_CTRL | _SHIFT)), free=bool(lasso))

    def _grab(
        self, ground: Ground, spot: Spot, placed: Placed, hand: Hand, keys: Qt.KeyboardModifier
    ) -> Gesture | None:
        """A note is taken hold of: selected if it was not, then moved or lengthened."""
        before = self.selected
        adds = bool(keys & (_CTRL | _SHIFT))
        if placed not in before and not adds:
            self.select({placed})
        together = self.selected | {placed}
        on_click = Preview(selected=before ^ {placed} if adds else frozenset({placed}))
        if spot.lane is Lane.DRUMS and not adds:
            on_click = Preview(deleted({placed}, "Erase a hit"))
        self._last_length, self._last_velocity = placed[1].duration, placed[1].velocity
        if not hand.copies:
            free = ground.free(together)
            if placed not in free:
                self._say_locked(placed)
                self.select(together if adds else self.selected)
                return None
            together = free
        if spot.part is not Part.BODY and not hand.copies:
            return Resize(ground, placed, together, spot.part, hand, on_click)
        return Move(ground, placed, together, hand, on_click)

    def _hits_gesture(self, ground: Ground, hand: Hand, hit: Placed | None) -> Gesture | None:
        drums = [t.index for t in ground.phrase.tracks if t.is_drums]
        if not drums:
            return None
        if hit is not None and ground.locks.holder(hit) is not None:
            self._say_locked(hit)
            return None
        track = self._state.front if self._state.front in drums else drums[0]
        gesture = PaintHits(ground, track if hit is None else hit[0], hand, hit)
        if hit is None and drum_row_pitch(drum_row_at(hand.geometry, hand.at.y())) is None:
            self.say(
                translate("Gestures", "Other"),
                translate(
                    "Gestures", "Hits of this row come from a file; draw them in a row with a name."
                ),
            )
            return None
        return gesture

    def _velocity_gesture(self, ground: Ground, spot: Spot, hand: Hand) -> Gesture | None:
        if spot.placed is not None:
            together = self.selected if spot.placed in self.selected else frozenset({spot.placed})
            free = ground.free(together)
            if spot.placed not in free:
                self._say_locked(spot.placed)
                return None
            return DragHead(spot.placed, free, hand)
        return SweepVelocity(swept(ground), hand)

    # --- gestures -----------------------------------------------------------------------------

    def _ground(self, phrase: Phrase) -> Ground:
        lines, free = self._snap_lines()
        length = self._last_length or lines.unit
        return Ground(
            phrase, self._state.front, lines, free, self.selected, self._locks(),
            self._bars.end, length, self._last_velocity,
        )  # fmt: skip

    @staticmethod
    def _hand(g: RollGeometry, at: QPointF, keys: Qt.KeyboardModifier) -> Hand:
        both = bool(keys & _CTRL and keys & _SHIFT)
        return Hand(
            at,
            g,
            snaps=not keys & _ALT and not both,
            keeps_axis=bool(keys & _SHIFT) and not both,
            copies=bool(keys & _CTRL) and not both,
        )

    def _begin(self, gesture: Gesture | None, at: QPointF) -> None:
        self._gesture, self._pressed, self._is_dragged = gesture, at, False
        if gesture is not None and not gesture.waits:
            self._preview_is(gesture.press())

    def _preview_is(self, preview: Preview) -> None:
        self._preview = preview
        if preview.sound is not None:
            self.audition.emit(*preview.sound)
        if preview.says:
            self.hint.emit(preview.says)
        self.viewport().update()

    def _drag(self, g: RollGeometry, event: QMouseEvent) -> None:
        assert self._gesture is not None
        way = event.position() - self._pressed
        if not self._is_dragged and self._gesture.waits and way.manhattanLength() < _CLICK:
            return
        if not self._is_dragged:
            self._is_dragged = True
            self.viewport().setCursor(self._gesture.cursor)
        g = self._scrolled_towards(g, event.position())
        self._preview_is(self._gesture.drag(self._hand(g, event.position(), event.modifiers())))

    def _scrolled_towards(self, g: RollGeometry, at: QPointF) -> RollGeometry:
        """The layout after the view has followed a hand that leaves it."""
        dx = max(0.0, at.x() - g.width) + min(0.0, at.x() - g.left)
        lanes = g.notes
        in_notes = lane_at(g, self._pressed) is Lane.NOTES
        dy = max(0.0, at.y() - lanes.bottom()) + min(0.0, at.y() - lanes.top()) if in_notes else 0.0
        if dx or dy:
            limit = 24.0
            self._framing.pan(
                g, max(-limit, min(limit, dx)), max(-limit, min(limit, dy)) if dy else 0.0
            )
            self._lay_out()
        return self._geometry or g

    def _let_go(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return
        preview = self._preview
        if not self._is_dragged:
            preview = gesture.click() if gesture.waits else preview
        self._preview = NOTHING
        self.viewport().unsetCursor()
        if preview.selected is not None and (preview.change is None or not preview.change.swaps):
            self.select(preview.selected)
        if preview.change is not None:
            self._commit(preview.change, selects=preview.selected is not None)
        self.viewport().update()

    def _commit(self, change: NoteChange, *, selects: bool) -> None:
        if change.come:
            track, note = change.come[-1]
            drums = self._phrase is not None and self._phrase.tracks[track].is_drums
            self._last_velocity = note.velocity
            if not drums:
                self._last_length = note.duration
        self.ask(change, selects=selects)

    def _cancel_gesture(self) -> bool:
        """Everything is as it was before the press; False if there is no gesture."""
        if self._gesture is None:
            return False
        self._gesture, self._preview = None, NOTHING
        self.viewport().unsetCursor()
        self.viewport().update()
        return True

    def _spot(self, g: RollGeometry, phrase: Phrase, at: QPointF) -> Spot:
        return spot_at(g, phrase, self._state.front, at, ghosts=self._ghosts)

    # --- saying -------------------------------------------------------------------------------

    def _say_locked(self, placed: Placed) -> None:
        holder = self._locks().holder(placed)
        assert self._phrase is not None
        bar = self._locks().bar_of(placed[1].onset) + 1
        what = {
            "track": localised(self._phrase.piece.tracks[placed[0]].name),
            "bar": translate("Gestures", "Bar {bar}").format(bar=bar),
        }.get(holder or "", pitch_name(placed[1].pitch))
        self.say(
            translate("Gestures", "Locked"),
            translate(
                "Gestures", "{what} stays as it is. L unlocks a selection, Shift+L everything."
            ).format(what=what),
        )

    def _say_drums(self) -> None:
        self.say(
            translate("Gestures", "Drums"),
            translate("Gestures", "Click in the drum lane to set a hit."),
        )
