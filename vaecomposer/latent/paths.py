"""Ways between two latent points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Point = npt.NDArray[np.float32]


def lerp(a: Point, b: Point, share: float) -> Point:
    """The point `share` (0..1) of the straight way from a to b, each (d,)."""
    return ((1 - share) * a + share * b).astype(np.float32)


def slerp(a: Point, b: Point, share: float) -> Point:
    """The point `share` of the way along the arc from a to b, each (d,) (Shoemake 1985).

    Lengths are interpolated too. Guarded: where a and b are near zero, parallel or opposite, the arc is
    undefined and the straight way is taken.
    """
    # In single precision the angle of opposite points comes out far enough from a half turn to mislead.
    a, b = a.astype(np.float64), b.astype(np.float64)
    length_a, length_b = float(np.linalg.norm(a)), float(np.linalg.norm(b))
    if min(length_a, length_b) < 1e-6:
        return lerp(a, b, share)
    cosine = float(np.clip(np.dot(a, b) / (length_a * length_b), -1, 1))
    angle = np.arccos(cosine)
    if np.sin(angle) < 1e-4:
        return lerp(a, b, share)
    direction = np.sin((1 - share) * angle) * a / length_a + np.sin(share * angle) * b / length_b
    length = (1 - share) * length_a + share * length_b
    point: Point = (direction / np.sin(angle) * length).astype(np.float32)
    return point


def blend(points: Sequence[Point], weights: Sequence[float]) -> Point:
    """The point between several, each (d,), with shares that need not sum to 1: `slerp` from one to the next.

    With all weight on one point, that very point. Raises ValueError if there is no weight at all.
    """
    found: Point | None = None
    so_far = 0.0
    for point, weight in zip(points, weights, strict=True):
        if weight <= 0:
            continue
        so_far += weight
        found = point if found is None else slerp(found, point, weight / so_far)
    if found is None:
        raise ValueError("Points without weights have nothing between them.")
    return found
