"""When a message came that was found a little later."""

from __future__ import annotations

_BELIEVED = 0.1
"""Seconds a message may have lain unfound. If it seems longer, the system's clock stood still, as in sleep."""


class Arrival:
    """When messages came: the system tells how far apart, we only when we found them.

    The least time between the two clocks that was ever seen is the truest. As the system's clock may
    run slower than ours, it is let grow by 0.1 ms a second.
    """

    def __init__(self) -> None:
        self._stamp = 0.0
        self._offset = float("inf")

    def of(self, distance: float, now: float) -> float:
        """The arrival of a message `distance` seconds after the last, found at `now`."""
        self._stamp += distance
        if now - self._stamp - self._offset > _BELIEVED:
            self._offset = now - self._stamp
        self._offset = min(self._offset + 1e-4 * distance, now - self._stamp)
        return self._stamp + self._offset
