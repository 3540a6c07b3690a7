"""What all gestures share: where the hand is, what it works on, and what its gesture would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from vaecomposer.music.note_changes import NoteChange, Placed
from vaecomposer.music.snap import SnapLines
from vaecomposer.session.locks import LockFinder
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.phrase import Phrase

Sound = tuple[int, int, int]
"""Track, pitch and velocity that are heard for a moment."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Where the pointer is, and what is held with it.

    Attributes:
        at: in the viewport.
        geometry: the layout at this moment; it may scroll under a drag.
        snaps: whether lines draw notes to them (not while Alt is held).
        keeps_axis: Shift: only the longer way of a drag counts.
        copies: Ctrl: a drag leaves the notes where they are.
    """

    at: QPointF
    geometry: RollGeometry
    snaps: bool = True
    keeps_axis: bool = False
    copies: bool = False

    @property
    def tick(self) -> float:
        """The tick under the pointer."""
        return self.geometry.tick_at(self.at.x())

    @property
    def pitch(self) -> int:
        """The pitch under the pointer."""
        return self.geometry.pitch_at(self.at.y())


@dataclass(frozen=True, slots=True)
class Ground:
    """What a gesture works on, as it was when the hand was put down.

    Attributes:
        phrase: the notes.
        front: the track in front.
        lines: what notes snap to. free_lines: the same with no snapping.
        selected: the notes that are selected.
        locks: tells which notes are held.
        end: tick after the last bar of the piece.
        length, velocity: of a new note.
    """

    phrase: Phrase
    front: int
    lines: SnapLines
    free_lines: SnapLines
    selected: frozenset[Placed]
    locks: LockFinder
    end: int
    length: int
    velocity: int

    def lines_for(self, hand: Hand) -> SnapLines:
        """The lines that count for a hand."""
        return self.lines if hand.snaps else self.free_lines

    def free(self, places: frozenset[Placed]) -> frozenset[Placed]:
        """Those of some notes that no lock holds."""
        return frozenset(p for p in places if self.locks.holder(p) is None)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a gesture would do if the hand let go now.

    Attributes:
        change: to the notes.
        selected: what would be selected; None: the selection stays.
        outline: of a marquee or lasso.
        sound: what is heard now.
        says: what the status line says.
    """

    change: NoteChange | None = None
    selected: frozenset[Placed] | None = None
    outline: QPolygonF | None = None
    sound: Sound | None = None
    says: str = ""


NOTHING = Preview()


class Gesture:
    """A press and what follows until the hand lets go.

    `waits`: the first pixels do not count, so that a click is no drag.
    """

    waits: ClassVar[bool] = True
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.ArrowCursor

    def press(self) -> Preview:
        """What a press alone does."""
        return NOTHING

    def click(self) -> Preview:
        """What letting go without a drag does."""
        return self.press()

    def drag(self, hand: Hand) -> Preview:
        """What letting go at `hand` would do."""
        raise NotImplementedError
