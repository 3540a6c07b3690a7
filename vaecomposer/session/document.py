"""The one mutable object of a session. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable

from vaecomposer.session.history import History
from vaecomposer.session.state import SessionState

Edit = Callable[[SessionState], SessionState]
Listener = Callable[[SessionState], None]


class Document:
    """Holds the history and tells listeners of every new state. Listeners must not edit while told."""

    def __init__(self) -> None:
        self._history = History()
        self._listeners: list[Listener] = []

    @property
    def state(self) -> SessionState:
        """The present state."""
        return self._history.state

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back, or None."""
        return self._history.redo_label

    @property
    def history(self) -> History:
        """All entries, for showing and saving."""
        return self._history

    def take_over(self, history: History) -> None:
        """Another session's history in place of this one's."""
        self._history = history
        self._tell()

    def go(self, place: int) -> None:
        """Goes to any entry of the history."""
        if self._history.go(place):
            self._tell()

    def listen(self, listener: Listener) -> None:
        """Calls `listener` with every new state from now on."""
        self._listeners.append(listener)

    def apply(self, label: str, edit: Edit, merge: str | None = None) -> SessionState:
        """Applies an edit as one history entry; equal `merge` words in a row share it (a drag)."""
        state = edit(self.state)
        if state != self.state:
            self._history.push(label, state, merge)
            self._tell()
        return self.state

    def join(self, edit: Edit) -> None:
        """Applies an edit inside the present entry, such as notes that a move asked for."""
        state = edit(self.state)
        if state != self.state:
            self._history.join(state)
            self._tell()

    def end_drag(self) -> None:
        """The next edit makes an entry of its own."""
        self._history.seal()

    def undo(self) -> None:
        """Goes back one entry, if there is one."""
        if self._history.undo():
            self._tell()

    def redo(self) -> None:
        """Goes on one entry, if there is one."""
        if self._history.redo():
            self._tell()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener(self.state)
