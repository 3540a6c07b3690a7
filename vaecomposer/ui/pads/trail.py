"""The last moves of a dot."""

from __future__ import annotations

from collections import deque
from math import dist

Place = tuple[float, float]

_LENGTH = 0.7
_APART = 0.008


class Trail:
    """Places the dot has been at, newest last; in all as long as 0.7 of the pad's side."""

    def __init__(self) -> None:
        self._places: deque[Place] = deque()
        self._length = 0.0

    @property
    def places(self) -> tuple[Place, ...]:
        """From the oldest to the newest, 0..1 each."""
        return tuple(self._places)

    def clear(self) -> None:
        """Forgets all."""
        self._places.clear()
        self._length = 0.0

    def add(self, place: Place) -> None:
        """The dot came to a place."""
        if self._places:
            step = dist(self._places[-1], place)
            if step < _APART:
                return
            self._length += step
        self._places.append(place)
        while self._length > _LENGTH and len(self._places) > 2:
            first = self._places.popleft()
            self._length -= dist(first, self._places[0])
