"""A dot that was let go while it moved: how it glides on, bounces off the walls and comes to rest."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import exp, hypot

from vaecomposer.ui.pads.trail import Place

FRICTION = 1.9
"""The speed falls by a factor e in 1 / 1.9 s."""

BOUNCE = 0.82
"""Share of the speed that is left after a wall."""

SLOWEST = 0.03
"""Sides a second; slower, it rests."""

THROWN = 0.35
"""Sides a second that the hand must have when it lets go."""

FASTEST = 4.0
_SEEN_SECONDS = 0.12


@dataclass(frozen=True, slots=True)
class Glide:
    """A place and a velocity, in sides a second."""

    place: Place
    velocity: Place

    @property
    def rests(self) -> bool:
        """Whether it has come to rest."""
        return hypot(*self.velocity) < SLOWEST

    def after(self, seconds: float) -> Glide:
        """Where it is some time later."""
        fade = exp(-FRICTION * seconds)
        way = (1 - fade) / FRICTION
        x, vx = _bounced(self.place[0] + self.velocity[0] * way, self.velocity[0] * fade)
        y, vy = _bounced(self.place[1] + self.velocity[1] * way, self.velocity[1] * fade)
        return Glide((x, y), (vx, vy))


def _bounced(at: float, speed: float) -> tuple[float, float]:
    """A place and speed along one axis, mirrored at the walls 0 and 1."""
    for _ in range(8):
        if at < 0:
            at, speed = -at * BOUNCE, -speed * BOUNCE
        elif at > 1:
            at, speed = 1 - (at - 1) * BOUNCE, -speed * BOUNCE
        else:
            break
    return max(0.0, min(1.0, at)), speed


class Hand:
    """How the hand moved last, so that letting go can throw."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, Place]] = deque(maxlen=32)

    def clear(self) -> None:
        """A new gesture begins."""
        self._seen.clear()

    def add(self, now: float, place: Place) -> None:
        """The hand was at a place, at a time in seconds."""
        self._seen.append((now, place))

    def throw(self, now: float) -> Glide | None:
        """What letting go now throws; None if the hand stood still."""
        recent = [(time, place) for time, place in self._seen if now - time <= _SEEN_SECONDS]
        if len(recent) < 2:
            return None
        (begun, first), (_, last) = recent[0], recent[-1]
        span = max(now - begun, 0.01)
        vx, vy = (last[0] - first[0]) / span, (last[1] - first[1]) / span
        speed = hypot(vx, vy)
        if speed < THROWN:
            return None
        scale = min(1.0, FASTEST / speed)
        return Glide(last, (vx * scale, vy * scale))
