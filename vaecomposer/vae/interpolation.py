"""The way from one piece to another, in steps, all in a row.

Decoders let go of most notes in a short part of the way. So many pieces on the way are decoded, how far they are
from each other is measured in their notes, and those are taken between which the steps are even.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from vaecomposer.generation.api import MorphRequest, OperationRequest
from vaecomposer.music.joining import at_resolution, joined
from vaecomposer.music.lengths import without_pickup
from vaecomposer.music.piece import COMPOSED_ROLES, Piece, Role
from vaecomposer.vae.blending import Blender

Floats = npt.NDArray[np.float64]

TRIED = 24
"""Places on the way that are decoded, of which the steps are taken; as many as there are steps if those are more."""

SIZES = 21
"""Sizes of a step, 0..1, that are tried."""

TUNE = 3.0
"""How much the melody counts beside each other part: by it a listener knows where the music is."""


def steps_between(request: OperationRequest, blender: Blender) -> list[Piece]:
    """The pieces on the way, the first left out: as many as `request.count`.

    Their notes go evenly from those of the first piece to those of the last, whose share of the second is the amount;
    the tempo goes along. All are in the first one's key.

    Raises:
        ComposerError: a piece is empty, or in a metre the model does not know.
    """
    assert request.other is not None
    first = without_pickup(request.source)
    second = without_pickup(at_resolution(request.other, request.source.ticks_per_quarter))

    def at(share: float) -> Piece:
        wanted = replace(request.conditions, key=request.settled.key, bpm=first.bpm, style=None)
        corners = MorphRequest((first, second), (1 - share, share), wanted, request.seed)
        return blender.blend(corners)

    end = request.amount / 100
    tried = max(TRIED, 2 * request.count)
    way = [at(end * place / tried) for place in range(tried + 1)]
    found = []
    between = np.array([[apart(a, b) for b in way] for a in way])
    for step, place in enumerate(evenly(between, request.count), 1):
        bpm = first.bpm + end * step / request.count * (second.bpm - first.bpm)
        found.append(way[place].with_bpm(bpm))
    return found


def apart(a: Piece, b: Piece) -> float:
    """Share of the notes that two pieces of one resolution do not have in common, 0..1; the melody counts most."""
    step = a.ticks_per_quarter / 4

    def struck(piece: Piece, role: Role) -> set[tuple[int, int]]:
        lead = piece.lead(role)
        return {(round(n.onset / step), n.pitch) for n in lead.notes} if lead else set()

    total = weight = 0.0
    for role in COMPOSED_ROLES:
        first, second = struck(a, role), struck(b, role)
        if first or second:
            counts = TUNE if role is Role.MELODY else 1.0
            total += counts * (1 - len(first & second) / len(first | second))
            weight += counts
    return total / weight if weight else 0.0


def evenly(apart_by: Floats, count: int) -> list[int]:
    """Which of the places on a way to take as `count` steps: the last one last, and so that the largest and the
    smallest step differ least.

    Args:
        apart_by: (places, places), how far each is from each, the first being where the way begins.
        count: fewer than there are places.
    """
    ways = [_in_steps_of(size, apart_by, count) for size in np.linspace(0, 1, SIZES)]

    def unevenness(way: list[int]) -> float:
        sizes = apart_by[[0, *way[:-1]], way]
        return float(sizes.max() - sizes.min())

    return min(ways, key=unevenness)


def _in_steps_of(size: float, apart_by: Floats, count: int) -> list[int]:
    """The way in `count` steps that are nearest to a size."""
    places = len(apart_by)
    onward = np.where(np.tri(places, dtype=np.bool_), np.inf, (apart_by - size) ** 2)  # from, to
    cost = np.where(np.arange(places) == 0, 0.0, np.inf)
    before = []
    for _ in range(count):
        reached = cost[:, None] + onward
        before.append(reached.argmin(0))
        cost = reached.min(0)
    found = [places - 1]
    for row in before[:0:-1]:
        found.append(int(row[found[-1]]))
    return found[::-1]


def in_a_row(request: OperationRequest, steps: list[Piece]) -> Piece:
    """The first piece as it is, and the steps after it."""
    first = request.source
    whole = joined([first, *steps], first.title)
    return replace(whole, events=first.events)
