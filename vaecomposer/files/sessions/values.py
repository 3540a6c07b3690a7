"""A session's values as JSON and back. Every piece and every track is written once, however often it is used."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.piece import Piece, Track
from vaecomposer.music.swing import Swing
from vaecomposer.processes.values import Codec
from vaecomposer.session.state import (
    Conditions,
    Locks,
    LoopRegion,
    Morph,
    Section,
    SessionState,
    Take,
)

_CLASSES = (
    Conditions, Locks, LoopRegion, Morph, Section, SessionState, Swing, Take, TrackMix,
)  # fmt: skip


_FARTHEST = 1e6
"""Quarter notes; no music lasts so long."""


class Writer(Codec):
    """Encodes states; what they share goes into tables.

    Attributes:
        pieces: JSON of each piece. tracks: JSON of each track.
    """

    def __init__(self) -> None:
        super().__init__(_CLASSES)
        self.pieces: list[Any] = []
        self.tracks: list[Any] = []
        # Values by identity: they are frozen, and kept alive here so that no identity is used twice.
        self._known: dict[int, tuple[object, int]] = {}

    def encode(self, value: Any) -> Any:
        """A value as JSON knows it, pieces and tracks as their places in the tables."""
        if isinstance(value, Piece):
            return {"$": "piece", "n": self._number(value, self.pieces, self._piece)}
        if isinstance(value, Track):
            return {"$": "track", "n": self._number(value, self.tracks, self.encode_fields)}
        return super().encode(value)

    def _number(self, value: object, table: list[Any], written: Any) -> int:
        known = self._known.get(id(value))
        if known is None:
            encoded = written(value)
            table.append(encoded)
            known = self._known[id(value)] = (value, len(table) - 1)
        return known[1]

    def _piece(self, piece: Piece) -> Any:
        return {field.name: self.encode(getattr(piece, field.name)) for field in fields(Piece)}


class Reader(Codec):
    """Decodes states; the same piece or track becomes the same object.

    Args:
        pieces, tracks: the tables of a `Writer`.
    """

    def __init__(self, pieces: list[Any], tracks: list[Any]) -> None:
        super().__init__(_CLASSES)
        self._tracks = [self._made(Track, found) for found in tracks]
        self._pieces = [self._made(Piece, found) for found in pieces]

    def decode(self, found: Any) -> Any:
        """The value again, of the right types inside.

        Raises:
            KeyError, ValueError, TypeError, IndexError: not written by a `Writer`.
        """
        if isinstance(found, dict):
            if found["$"] == "piece":
                return self._pieces[found["n"]]
            if found["$"] == "track":
                return self._tracks[found["n"]]
            kind = self.classes.get(found["$"])
            if kind is not None and is_dataclass(kind):
                return self._made(kind, found)
        return super().decode(found)

    def _made(self, kind: type, found: dict[str, Any]) -> Any:
        """A dataclass; fields it no longer has are left out, fields it has gained are as by default."""
        hints = _hints(kind)
        values = {name: self.decode(found[name]) for name in hints if name in found}
        for name, value in values.items():
            if not fits(value, hints[name]):
                raise TypeError(f"{kind.__name__}.{name}")
        return kind(**values)


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _HINTS:
        known = get_type_hints(kind)
        _HINTS[kind] = {field.name: known[field.name] for field in fields(kind)}
    return _HINTS[kind]


def fits(value: Any, hint: Any) -> bool:
    """Whether a value has the type that an annotation says, to the innermost entry."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return any(fits(value, option) for option in get_args(hint))
    if origin is Literal:
        return value in get_args(hint)
    if origin is tuple:
        entries = get_args(hint)
        if not isinstance(value, tuple):
            return False
        if len(entries) == 2 and entries[1] is Ellipsis:
            return all(fits(entry, entries[0]) for entry in value)
        return len(value) == len(entries) and all(map(fits, value, entries))
    if origin is frozenset:
        return isinstance(value, frozenset) and all(fits(v, get_args(hint)[0]) for v in value)
    if hint is None or hint is type(None):
        return value is None
    if hint is float:
        return type(value) in (int, float) and value == value  # no NaN
    if hint is int:
        return type(value) is int
    if isinstance(hint, type) and issubclass(hint, Enum):
        return type(value) is hint
    return isinstance(value, hint)


def mended(state: SessionState) -> SessionState:
    """A state that hangs together, whatever file it came from: nothing points at what is not there."""
    tracks = state.shown.tracks if state.shown is not None else ()
    numbers = {take.number for take in state.takes}
    made = max([state.takes_made, *numbers], default=0)
    if state.source is None or state.shown is None or state.take not in numbers:
        state = replace(state, source=None, shown=None, take=0)
    corners = tuple(corner if corner in numbers else None for corner in state.morph.corners)
    x, y = (max(0.0, min(1.0, value)) for value in state.morph.dot)
    start = max(0.0, min(_FARTHEST, state.morph.path_start))
    return replace(
        state,
        shape=_sized(state.shape, len(SHAPES)),
        directions=_sized(state.directions, DIRECTIONS),
        takes=tuple(
            replace(
                take,
                shape=_sized(take.shape, len(SHAPES)),
                directions=_sized(take.directions, DIRECTIONS),
            )
            for take in state.takes
        ),
        front=max(0, min(state.front, len(tracks) - 1)),
        phrase=max(0, state.phrase),
        takes_made=made,
        compared=state.compared if state.compared in numbers else None,
        song=tuple(section for section in state.song if section.take in numbers),
        morph=replace(state.morph, corners=corners, dot=(x, y), path_start=start),  # type: ignore[arg-type]
    )


def _sized(values: tuple[float, ...], count: int) -> tuple[float, ...]:
    """Slider values for so many sliders: further ones rest."""
    return tuple(max(-100.0, min(100.0, value)) for value in (*values, *(0.0,) * count)[:count])
