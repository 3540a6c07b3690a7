"""How long a frame of the piano roll takes with 5,000 notes in view: ``python -m vaecomposer.bench.roll``."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import MetreChange, Piece, Role, Track, tempo_at
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.studio.note_editing import NoteEditing
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow

NOTES = 5000
SELECTED = 200
_QUARTER = 480
_FRAME_SECONDS = 1 / 60
_PRESS, _MOVE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove
_RELEASE = QEvent.Type.MouseButtonRelease


def crowded_piece(notes: int, bars: int = 16) -> Piece:
    """Four tracks that share so many notes, strewn by chance (always the same)."""
    chance = random.Random(1)
    length = bars * 4 * _QUARTER
    tracks = []
    for index, role in enumerate((Role.MELODY, Role.CHORDS, Role.BASS, Role.DRUMS)):
        low, high = (35, 52) if role is Role.DRUMS else (36 + 12 * index, 72 + 12 * index)
        made = [
            Note(
                chance.randrange(length - _QUARTER),
                chance.randrange(low, high),
                chance.randrange(30, _QUARTER),
                chance.randrange(30, 127),
            )
            for _ in range(notes // 4)
        ]
        channel = 9 if role is Role.DRUMS else index
        track = Track(role.value.title(), role, channel, 0, (), is_lead=True)
        tracks.append(track.with_notes(made))
    metres = (MetreChange(0, Metre(4, 4)),)
    return Piece(_QUARTER, tuple(tracks), (tempo_at(0, 96.0),), metres, length=length)


class RollBench:
    """A window with a crowded piece, and hands that drag in its roll."""

    def __init__(self, width: int = 1920, height: int = 1080) -> None:
        self._window = MainWindow(Look("dark"))
        self._window.resize(width, height)
        self._document = Document()
        self._editing = NoteEditing(self._document, self._window)
        self._document.listen(self._window.show_state)
        self._window.show()
        self._document.apply("Open", edits.open_piece(crowded_piece(NOTES), None))
        self._roll = self._window.centre.roll
        self._settle()

    def run(self) -> dict[str, list[float]]:
        """Seconds of every frame, by what was done."""
        found = {"playing": self._frames(300, self._play)}
        grabbed = self._select()
        x, y = grabbed.x(), grabbed.y()
        self._send(_PRESS, x, y)
        self._send(_MOVE, x + 8, y + 4)
        self._settle()

        def drag(i: int) -> None:
            self._send(_MOVE, x + 10 + (i * 3) % 300, y - (i * 2) % 90)

        def drag_playing(i: int) -> None:
            drag(i)
            self._play(i)

        found[f"dragging {SELECTED}"] = self._frames(200, drag)
        found[f"dragging {SELECTED} while playing"] = self._frames(200, drag_playing)
        self._roll.cancel_drag()
        found["zooming"] = self._frames(
            120, lambda i: self._roll.zoom(1.02 if i % 60 < 30 else 0.98), paced=True
        )
        found["scrolling"] = self._frames(
            120, lambda i: self._roll.pan(8 if i % 60 < 30 else -8, 3), paced=True
        )
        self._window.close()
        return found

    def _select(self) -> QPointF:
        """Selects notes; the middle of one of them."""
        notes = self._document.state.shown.tracks[0].notes if self._document.state.shown else ()
        chosen = random.Random(2).sample(notes, SELECTED)
        self._roll.select((0, note) for note in chosen)
        g, note = self._roll.roll_geometry, chosen[0]
        assert g is not None
        return QPointF(g.x_of(note.onset) + 2, g.y_of(note.pitch) + g.row / 2)

    def _play(self, frame: int) -> None:
        self._roll.show_position(frame * 30.0, playing=True)

    def _send(self, kind: QEvent.Type, x: float, y: float) -> None:
        place, at = self._roll.viewport(), QPointF(x, y)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind is _MOVE else left
        held = none if kind is _RELEASE else left
        keys = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, at, QPointF(place.mapToGlobal(at)), button, held, keys)
        QApplication.sendEvent(place, event)

    def _frames(
        self, count: int, deed: Callable[[int], None], *, paced: bool = False
    ) -> list[float]:
        """What each frame took; `paced` at sixty a second, where it matters how much time has passed."""
        found = []
        for frame in range(count):
            start = time.perf_counter()
            deed(frame)
            QApplication.processEvents()
            found.append(time.perf_counter() - start)
            if paced:
                time.sleep(max(0.0, _FRAME_SECONDS - found[-1]))
        return found

    @staticmethod
    def _settle() -> None:
        until = time.perf_counter() + 0.3
        while time.perf_counter() < until:
            QApplication.processEvents()


def main() -> None:
    """Prints median, 95th percentile and worst frame, in milliseconds."""
    app = QApplication.instance() or QApplication([])
    for name, seconds in RollBench().run().items():
        ordered = sorted(1000 * s for s in seconds)
        p95 = ordered[int(0.95 * len(ordered))]
        middle = ordered[len(ordered) // 2]
        print(f"{name:28} median {middle:5.1f}  p95 {p95:5.1f}  worst {ordered[-1]:5.1f} ms")
    app.quit()


if __name__ == "__main__":
    main()
