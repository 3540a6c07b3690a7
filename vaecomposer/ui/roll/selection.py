"""Which notes are selected, and how the selection lives on when the music changes under it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from vaecomposer.music.note import Note
from vaecomposer.music.note_changes import NoteChange, Placed, Swap
from vaecomposer.music.piece import Piece

_REMEMBERED = 128


class Selection:
    """The selected notes of a piece.

    An edit hands the selection on to the notes that came of it. Undo and redo bring back the very same
    pieces, and with each what was selected in it. Whatever else changes, notes that stay stay selected.
    """

    def __init__(self) -> None:
        self.places: frozenset[Placed] = frozenset()
        self._piece: Piece | None = None
        self._change: NoteChange | None = None
        self._selects = False
        # By identity: undo brings back the same object. The piece is kept, so its id is not used anew.
        self._known: OrderedDict[int, tuple[Piece, frozenset[Placed]]] = OrderedDict()

    def expect(self, change: NoteChange | None, *, selects: bool = False) -> None:
        """The next piece comes of this change; None: it does not. `selects`: what comes is selected."""
        self._change, self._selects = change, selects

    def follow(self, piece: Piece | None) -> None:
        """Other music is shown."""
        if piece is self._piece:
            return
        if self._piece is not None:
            self._known[id(self._piece)] = (self._piece, self.places)
            self._known.move_to_end(id(self._piece))
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        self._piece = piece
        change, self._change = self._change, None
        known = self._known.get(id(piece))
        if piece is None:
            self.places = frozenset()
        elif change is not None:
            places = self.places
            swaps = [s for s in change.swaps if self._selects or not places.isdisjoint(s.before)]
            stays = frozenset() if self._selects else still_there(places - change.gone, piece)
            self.places = _came_of(swaps, piece) | stays
        elif known is not None and known[0] is piece:
            self.places = known[1]
        elif self.places:
            self.places = still_there(self.places, piece)


def still_there(places: Iterable[Placed], piece: Piece) -> frozenset[Placed]:
    """Those of some notes that a piece holds unchanged."""
    wanted = frozenset(places)
    found: set[Placed] = set()
    for index in {track for track, _ in wanted}:
        if index < len(piece.tracks):
            found.update(p for n in piece.tracks[index].notes if (p := (index, n)) in wanted)
    return frozenset(found)


def carried(places: frozenset[Placed], change: NoteChange) -> frozenset[Placed]:
    """A selection after a change that selects nothing itself: what goes hands on to what comes."""
    if places.isdisjoint(change.gone):
        return places
    come = {p for s in change.swaps if not places.isdisjoint(s.before) for p in s.after}
    return (places - change.gone) | come


def _came_of(swaps: Sequence[Swap], piece: Piece) -> frozenset[Placed]:
    """The notes that swaps brought, as they lie among the others now; held ones as they were."""
    tracks = {track for swap in swaps for track, _ in (*swap.before, *swap.after)}
    there: dict[tuple[int, int, int], Note] = {
        (index, note.onset, note.pitch): note
        for index in tracks
        if index < len(piece.tracks)
        for note in piece.tracks[index].notes
    }
    found: set[Placed] = set()
    for swap in swaps:
        keys = [(track, note.onset, note.pitch) for track, note in swap.after]
        came = [key for key in keys if key in there]
        if not came:
            keys = [(track, note.onset, note.pitch) for track, note in swap.before]
            came = [key for key in keys if key in there]
        found.update((key[0], there[key]) for key in came)
    return frozenset(found)
