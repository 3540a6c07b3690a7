"""A window whose roll edits a real document, and hands for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from vaecomposer.music.note import Note
from vaecomposer.music.note_changes import Placed
from vaecomposer.music.piece import Piece
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.session.state import SessionState
from vaecomposer.studio.note_editing import NoteEditing
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.roll.geometry import RollGeometry

from .conftest import make_piece

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
QUARTER = 480
STEP, BAR = QUARTER // 4, 4 * QUARTER

Where = tuple[float, float]


class RollDesk:
    """The roll of a window over a document, with nothing of the studio but note editing."""

    def __init__(self, window: MainWindow, piece: Piece | None = None) -> None:
        self.window = window
        self.roll = window.centre.roll
        self.document = Document()
        self.editing = NoteEditing(self.document, window)
        self.document.listen(window.show_state)
        self.document.listen(
            lambda _: window.show_undo(self.document.undo_label, self.document.redo_label)
        )
        window.undo_requested.connect(self.document.undo)
        window.redo_requested.connect(self.document.redo)
        window.drag_ended.connect(self.document.end_drag)
        window.front_picked.connect(lambda t: self.document.join(edits.set_front(t)))
        window.loop_changed.connect(lambda loop: self.document.apply("Loop", edits.set_loop(loop)))
        self.document.apply("Open", edits.open_piece(piece or make_piece(), None))

    @property
    def state(self) -> SessionState:
        return self.document.state

    @property
    def g(self) -> RollGeometry:
        found = self.roll.roll_geometry
        assert found is not None
        return found

    def notes(self, track: int = 0) -> tuple[Note, ...]:
        assert self.state.shown is not None
        return self.state.shown.tracks[track].notes

    @property
    def selected(self) -> list[Note]:
        return sorted(note for _, note in self.roll.selected)

    def places(self, *indices: int, track: int = 0) -> frozenset[Placed]:
        return frozenset((track, self.notes(track)[i]) for i in indices)

    # Places.

    def body(self, note: Note) -> Where:
        g = self.g
        return (g.x_of(note.onset) + g.x_of(note.end)) / 2, g.y_of(note.pitch) + g.row / 2

    def end_of(self, note: Note) -> Where:
        return self.g.x_of(note.end) - 2, self.body(note)[1]

    def start_of(self, note: Note) -> Where:
        return self.g.x_of(note.onset) + 1.5, self.body(note)[1]

    def cell(self, tick: float, pitch: int) -> Where:
        return self.g.x_of(tick) + 1, self.g.y_of(pitch) + self.g.row / 2

    def drum(self, tick: float, row: int) -> Where:
        return self.g.x_of(tick) + 2, self.g.drum_row_top(row) + 6

    # Hands.

    def _send(self, kind: QEvent.Type, at: Where, keys: Qt.KeyboardModifier) -> None:
        point = QPointF(*at)
        moved = kind is QEvent.Type.MouseMove
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
        button = Qt.MouseButton.NoButton if moved else LEFT
        place = self.roll.viewport()
        event = QMouseEvent(kind, point, QPointF(place.mapToGlobal(point)), button, held, keys)
        QApplication.sendEvent(place, event)

    def press(self, at: Where, keys: Qt.KeyboardModifier = NONE) -> None:
        self._send(QEvent.Type.MouseButtonPress, at, keys)

    def move(self, at: Where, keys: Qt.KeyboardModifier = NONE) -> None:
        self._send(QEvent.Type.MouseMove, at, keys)

    def release(self, at: Where, keys: Qt.KeyboardModifier = NONE) -> None:
        self._send(QEvent.Type.MouseButtonRelease, at, keys)

    def click(self, at: Where, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.roll.viewport(), LEFT, keys, QPoint(round(at[0]), round(at[1])))

    def double_click(self, at: Where) -> None:
        self.press(at)
        self.release(at)
        self._send(QEvent.Type.MouseButtonDblClick, at, NONE)
        self.release(at)

    def drag(self, start: Where, *way: Where, keys: Qt.KeyboardModifier = NONE) -> None:
        """From a place through others; let go at the last."""
        self.press(start, keys)
        here = start
        for there in way:
            for part in (0.25, 0.5, 0.75, 1.0):
                x = here[0] + (there[0] - here[0]) * part
                self.move((x, here[1] + (there[1] - here[1]) * part), keys)
            here = there
        self.release(here, keys)

    def wheel(self, at: Where, turn: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        place, point = self.roll.viewport(), QPointF(*at)
        event = QWheelEvent(
            point, QPointF(place.mapToGlobal(point)), QPoint(), turn, Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
        )  # fmt: skip
        QApplication.sendEvent(place, event)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        """A key pressed in the roll."""
        self.roll.setFocus()
        QTest.keyClick(self.roll, key, keys)

    def command(self, name: str) -> None:
        self.window.actions_table[name].trigger()

    def heard(self) -> list[tuple[int, int, int]]:
        """Everything auditioned from now on."""
        found: list[tuple[int, int, int]] = []
        listener: Callable[..., None] = lambda *note: found.append(note)  # noqa: E731
        self.window.audition.connect(listener)
        return found
