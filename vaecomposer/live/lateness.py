"""How late things happen, in figures."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Lateness:
    """Seconds between when messages were due and when they went out.

    Attributes:
        count: messages in all.
        p50, p99: of the last 8192.
        worst: of all.
    """

    count: int
    p50: float
    p99: float
    worst: float


class LatenessMeter:
    """Collects lateness; one thread adds, any may ask."""

    def __init__(self) -> None:
        # Written by one thread, item by item, and copied whole by the others: a figure may be one
        # message old.
        self._latest = array("d")
        self._count = 0
        self._worst = 0.0

    def add(self, seconds: float) -> None:
        """One message was that late."""
        if len(self._latest) < _KEPT:
            self._latest.append(seconds)
        else:
            self._latest[self._count % _KEPT] = seconds
        self._count += 1
        self._worst = max(self._worst, seconds)

    def figures(self) -> Lateness:
        """So far."""
        latest = sorted(self._latest[:])
        if not latest:
            return Lateness(0, 0.0, 0.0, 0.0)
        last = len(latest) - 1
        return Lateness(
            self._count, latest[round(last * 0.5)], latest[round(last * 0.99)], self._worst
        )
