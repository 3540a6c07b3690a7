"""Undo without limit: labelled snapshots of frozen state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vaecomposer.session.state import SessionState


@dataclass(slots=True)
class _Entry:
    label: str
    merge: str | None
    state: SessionState


def history_of(rows: Sequence[tuple[str, SessionState]], place: int) -> History:
    """A history as it was saved: label and state of each entry, and the present one's place."""
    return History([_Entry(label, None, state) for label, state in rows], place)


@dataclass(slots=True)
class History:
    """A list of states and the place in it. The first entry is the empty session."""

    entries: list[_Entry] = field(default_factory=lambda: [_Entry("", None, SessionState())])
    place: int = 0

    @property
    def state(self) -> SessionState:
        """The present state."""
        return self.entries[self.place].state

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self.entries[self.place].label if self.place else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back, or None."""
        return self.entries[self.place + 1].label if self.place + 1 < len(self.entries) else None

    @property
    def labels(self) -> tuple[str, ...]:
        """What each entry did, oldest first; "" for the beginning."""
        return tuple(entry.label for entry in self.entries)

    @property
    def rows(self) -> tuple[tuple[str, SessionState], ...]:
        """Every entry's label and state, oldest first."""
        return tuple((entry.label, entry.state) for entry in self.entries)

    def push(self, label: str, state: SessionState, merge: str | None = None) -> None:
        """Adds a state; one with the same `merge` word as the present entry replaces it (a whole drag).

        The label goes with it, so that an entry says where the drag ended.
        """
        present = self.entries[self.place]
        del self.entries[self.place + 1 :]
        if merge is not None and present.merge == merge:
            present.label, present.state = label, state
            return
        self.entries.append(_Entry(label, merge, state))
        self.place += 1

    def join(self, state: SessionState) -> None:
        """Replaces the present state: late notes join the entry of the move that asked for them."""
        self.entries[self.place].state = state

    def seal(self) -> None:
        """Ends a drag: the next push makes a new entry even if its merge word is the same."""
        self.entries[self.place].merge = None

    def before(self, merge: str) -> SessionState:
        """The state before a drag, if the present entry is one with this word; else the present state."""
        entry = self.entries[self.place]
        return (
            self.entries[self.place - 1].state
            if entry.merge == merge and self.place
            else entry.state
        )

    def undo(self) -> bool:
        """Goes one entry back; False at the first."""
        if not self.place:
            return False
        self.place -= 1
        self.seal()
        return True

    def go(self, place: int) -> bool:
        """Goes to any entry; False if that is where we are."""
        place = max(0, min(place, len(self.entries) - 1))
        if place == self.place:
            return False
        self.place = place
        self.seal()
        return True

    def redo(self) -> bool:
        """Goes one entry on; False at the last."""
        if self.place + 1 >= len(self.entries):
            return False
        self.place += 1
        self.seal()
        return True
