"""The way from one piece to another, in steps, all in a row."""

from __future__ import annotations

from dataclasses import replace

from vaecomposer.generation.api import MorphRequest, OperationRequest
from vaecomposer.music.joining import at_resolution, joined
from vaecomposer.music.piece import Piece
from vaecomposer.vae.blending import Blender


def steps_between(request: OperationRequest, blender: Blender) -> list[Piece]:
    """The pieces on the way, the first left out: as many as `request.count`.

    Shares of the second piece rise evenly to the amount; the tempo goes along. All are in the first one's key.

    Raises:
        ComposerError: a piece is empty, or in a metre the model does not know.
    """
    first, second = request.source, request.other
    assert second is not None
    second = at_resolution(second, first.ticks_per_quarter)
    found = []
    for step in range(1, request.count + 1):
        share = request.amount / 100 * step / request.count
        wanted = replace(
            request.conditions,
            key=request.settled.key,
            bpm=first.bpm + share * (second.bpm - first.bpm),
            style=None,
        )
        blend = MorphRequest((first, second), (1 - share, share), wanted, request.seed)
        found.append(blender.blend(blend))
    return found


def in_a_row(request: OperationRequest, steps: list[Piece]) -> Piece:
    """The first piece as it is, and the steps after it."""
    first = request.source
    whole = joined([first, *steps], first.title)
    return replace(whole, events=first.events)
