"""Edits of the morph pad and the map: the dot, its corners, its path, and the music they make."""

from __future__ import annotations

from dataclasses import replace

from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.music.piece import Piece
from vaecomposer.session import takes
from vaecomposer.session.document import Edit
from vaecomposer.session.locks import apply_locks
from vaecomposer.session.state import (
    PHRASE_BARS,
    Conditions,
    LoopRegion,
    Morph,
    SessionState,
    Take,
)

MORPH = "Morph"
"""Name of the take that the morph pad makes."""

FROM_THE_MAP = "From the map"

CORNERS = 4

Shares = tuple[float, float, float, float]
Path = tuple[tuple[float, float, float], ...]

_EDGE = 1e-6
_NOTHING = 1e-4
"""A share below this is none, so that a corner is reached and its own notes come back."""


def shares(morph: Morph) -> Shares:
    """The share of each corner, 0..1: bilinear in the dot over the corners that hold a take, summing to 1.

    All 0 while no corner holds one. At a corner that is empty the shares are those the dot has on its way
    there.
    """
    x, y = (min(1 - _EDGE, max(_EDGE, value)) for value in morph.dot)
    found = [(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y]
    found = [
        0.0 if corner is None else share for corner, share in zip(morph.corners, found, strict=True)
    ]
    total = sum(found)
    if not total:
        return 0.0, 0.0, 0.0, 0.0
    found = [share / total if share / total > _NOTHING else 0.0 for share in found]
    a, b, c, d = (share / sum(found) for share in found)
    return a, b, c, d


def set_dot(x: float, y: float) -> Edit:
    """Moves the dot, from left to right and from top to bottom, 0..1 each."""
    dot = (max(0.0, min(1.0, x)), max(0.0, min(1.0, y)))
    return lambda state: replace(state, morph=replace(state.morph, dot=dot))


def set_corner(corner: int, take: int | None) -> Edit:
    """Puts a take onto a corner (0..3), or empties it."""

    def edit(state: SessionState) -> SessionState:
        if take is not None and takes.find(state, take) is None:
            return state
        a, b, c, d = (
            take if place == corner else held for place, held in enumerate(state.morph.corners)
        )
        return replace(state, morph=replace(state.morph, corners=(a, b, c, d)))

    return edit


def clear_corners(state: SessionState) -> SessionState:
    """Empties all corners."""
    return replace(state, morph=replace(state.morph, corners=Morph().corners))


def set_path(path: Path, start: float = 0.0) -> Edit:
    """Keeps a recorded movement of the dot; an empty one forgets it.

    Args:
        path: see `Morph`. start: where in the music it begins, in quarter notes.
    """
    return lambda state: replace(state, morph=replace(state.morph, path=path, path_start=start))


def add_beside(piece: Piece, path: str | None) -> Edit:
    """Keeps music as a take without bringing it in front."""

    def edit(state: SessionState) -> SessionState:
        number = state.takes_made + 1
        conditions = replace(
            Conditions(),
            key=piece.key or C_MAJOR,
            metre=piece.metre.grid_metre or COMPOSED_METRES[0],
            bpm=piece.bpm,
            bars=max(1, min(PHRASE_BARS, len(piece.bars()))),
        )
        name = "" if piece.title == "Untitled" else piece.title
        take = Take(number, piece, piece, conditions, conditions, name, path=path)
        return replace(state, takes=(*state.takes, take), takes_made=number)

    return edit


def is_morph(state: SessionState, number: int | None) -> bool:
    """Whether the take in front is one the pad made (of this number), and still free to be changed by it.

    Renamed, or put onto a corner itself, it is not.
    """
    take = next((take for take in state.takes if take.number == state.take), None)
    return (
        take is not None
        and take.number == number
        and take.name == MORPH
        and number not in state.morph.corners
    )


def begin(piece: Piece, conditions: Conditions, seed: int, name: str) -> Edit:
    """Music of a pad comes in front as a new take."""
    return lambda state: takes.begun(state, piece, conditions, name=name, seed=seed)


def take_up(piece: Piece, conditions: Conditions, seed: int) -> Edit:
    """Other music of a pad in place of the take in front, sliders at rest; what is locked stays."""

    def edit(state: SessionState) -> SessionState:
        before = state.shown
        made = piece
        if before is not None and before.length == piece.length:
            made = apply_locks(before, piece, state.locks)
        loop = state.loop
        if loop.end > made.length or (before is not None and loop.end == before.length):
            loop = LoopRegion(0, made.length, loop.on)
        return replace(
            takes.at_zero(state),
            source=made,
            shown=made,
            settled=conditions,
            conditions=conditions,
            seed=seed,
            phrase=0,
            loop=loop,
            composed=False,
            bars=frozenset(),
            front=min(state.front, max(0, len(made.tracks) - 1)),
        )

    return edit
