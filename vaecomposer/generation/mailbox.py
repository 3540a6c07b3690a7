"""What has been asked and not yet begun: the newest request wins, each kind in a place of its own."""

from __future__ import annotations

from vaecomposer.generation.api import ComposeRequest, PlacesRequest, TransitionRequest

BESIDE = (PlacesRequest, TransitionRequest)
"""Kinds that are asked beside the music in front: neither pushes a slider's request out nor is pushed out by
one."""

_KNOWN = 64
"""Requests of one kind that may be waited for."""


def slot_of(request: ComposeRequest) -> str:
    """The place a request waits in: its own kind's, or that of the music in front."""
    beside = isinstance(request, BESIDE) or getattr(request, "beside", False)
    return type(request).__name__ if beside else ""


class Mailbox:
    """One place for the music in front, served first, and one for each kind beside it.

    Not locked: whoever shares it between threads does that.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, ComposeRequest] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def put(self, request: ComposeRequest) -> None:
        """Puts a request in place of one of its kind not yet begun."""
        self._waiting[slot_of(request)] = request

    def take(self) -> ComposeRequest | None:
        """The request to begin with, which waits no longer; None if there is none."""
        if not self._waiting:
            return None
        slot = "" if "" in self._waiting else next(iter(self._waiting))
        return self._waiting.pop(slot)


class Numbered:
    """Requests by number, the newest of every kind: a long drag must not make an answer's request forgotten."""

    def __init__(self) -> None:
        self._known: dict[str, dict[int, ComposeRequest]] = {}

    def keep(self, number: int, request: ComposeRequest) -> None:
        """Remembers a request; numbers rise."""
        row = self._known.setdefault(slot_of(request), {})
        row[number] = request
        if len(row) > _KNOWN:
            del row[next(iter(row))]

    def request(self, number: int) -> ComposeRequest | None:
        """The request of a number, if it is still known."""
        return next((row[number] for row in self._known.values() if number in row), None)

    def number(self, request: ComposeRequest) -> int:
        """The newest number of this very request.

        Raises:
            KeyError: it is not known.
        """
        row = self._known.get(slot_of(request), {})
        for number in reversed(row):
            if row[number] is request:
                return number
        raise KeyError("This request was never numbered.")

    def answered(self, number: int) -> None:
        """Forgets a request beside the music in front, and all older ones of its kind: they were pushed out."""
        for slot, row in self._known.items():
            if slot and number in row:
                for old in [n for n in row if n <= number]:
                    del row[old]

    def newest(self) -> tuple[ComposeRequest, ...]:
        """Of every kind the newest request, that of the music in front first."""
        slots = sorted(slot for slot, row in self._known.items() if row)
        return tuple(self._known[slot][max(self._known[slot])] for slot in slots)
