"""Values as JSON and back: what goes through the pipes between the program's processes.

Frozen dataclasses become objects with their class's name under ``$``; a fixed table says which
classes there are. Nothing is pickled, and nothing but these classes can be made by a message.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import fields
from enum import Enum
from typing import Any

import numpy as np

from vaecomposer.music.chord import Chord
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    ChordSpan,
    Event,
    KeyChange,
    MetreChange,
    Piece,
    Role,
    TempoChange,
    Track,
)

_MUSIC: tuple[type, ...] = (
    Chord, ChordSpan, Event, Key, KeyChange, Metre, MetreChange, Mode, Note, Role, TempoChange, Track,
)  # fmt: skip


class TrackMemory:
    """The piece that travelled last, at one end: what has not changed since travels as a number.

    Both ends see the same messages in the same order, so their memories agree.
    """

    def __init__(self) -> None:
        self.piece: Piece | None = None
        self.numbers: tuple[int, ...] = ()
        self._next = 0

    def number(self, track: Track) -> int | None:
        """The number of a track that is the very same object as one of the last piece's."""
        if self.piece is not None:
            for number, known in zip(self.numbers, self.piece.tracks, strict=True):
                if known is track:
                    return number
        return None

    def new_number(self) -> int:
        """A number never used before."""
        self._next += 1
        return self._next

    def keep(self, piece: Piece, numbers: tuple[int, ...]) -> None:
        """Remember this piece and no other."""
        self.piece, self.numbers = piece, numbers

    def track(self, number: int) -> Track:
        """The track of a number.

        Raises:
            ValueError: there is none.
        """
        assert self.piece is not None
        return self.piece.tracks[self.numbers.index(number)]


_PIECES_KNOWN = 64


class PieceMemory:
    """The pieces that travelled lately, at one end: one that is sent again goes as its number.

    Both ends see the same messages in the same order, so their memories agree.
    """

    def __init__(self) -> None:
        self._known: dict[int, Piece] = {}  # oldest first
        self._next = 0

    def encode(self, piece: Piece, codec: Codec) -> dict[str, Any]:
        """A piece as JSON knows it: the very same object as one known goes as a number."""
        for number, known in self._known.items():
            if known is piece:
                self._keep(number, piece)
                return {"number": number}
        self._next += 1
        self._keep(self._next, piece)
        return {"number": self._next, "piece": codec.encode(piece)}

    def decode(self, found: dict[str, Any], codec: Codec) -> Piece:
        """The piece again: the very same object as the last time.

        Raises:
            KeyError: it has not travelled, or too long ago.
        """
        number = found["number"]
        piece: Piece = codec.decode(found["piece"]) if "piece" in found else self._known[number]
        self._keep(number, piece)
        return piece

    def _keep(self, number: int, piece: Piece) -> None:
        self._known.pop(number, None)
        self._known[number] = piece
        if len(self._known) > _PIECES_KNOWN:
            del self._known[next(iter(self._known))]


class Codec:
    """Encodes and decodes values of given classes, and those of the musical domain.

    Args:
        classes: frozen dataclasses and enumerations of strings.

    Attributes:
        classes: all it knows, by name.
    """

    def __init__(self, classes: Iterable[type] = ()) -> None:
        self.classes = {kind.__name__: kind for kind in (*_MUSIC, *classes)}
        self._fields = {
            kind: tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
            for kind in self.classes.values()
            if not issubclass(kind, Enum)
        }

    def encode(self, value: Any) -> Any:
        """A value as JSON knows it.

        Raises:
            TypeError: a class that is not in the table.
        """
        if value is None or isinstance(value, bool | int | float) or type(value) is str:
            return value
        if isinstance(value, tuple | list):
            if value and type(value[0]) is Note:
                return {"$": "notes", "v": _packed(tuple(value))}
            return [self.encode(entry) for entry in value]
        if isinstance(value, bytes):
            return {"$": "bytes", "v": value.hex()}
        if isinstance(value, frozenset):
            return {"$": "set", "v": [self.encode(entry) for entry in sorted(value)]}
        if isinstance(value, Piece):
            return self.encode_piece(value, TrackMemory())
        kind = type(value)
        if self.classes.get(kind.__name__) is not kind:
            raise TypeError(f"{kind.__name__} does not travel between processes.")
        if isinstance(value, Enum):
            return {"$": kind.__name__, "v": value.value}
        return self.encode_fields(value)

    def encode_fields(self, value: Any, **encoded: Any) -> dict[str, Any]:
        """A dataclass of the table, some of whose fields are encoded already."""
        kind = type(value)
        found = {
            name: encoded[name] if name in encoded else self.encode(getattr(value, name))
            for name in self._fields[kind]
        }
        return {"$": kind.__name__, **found}

    def decode(self, found: Any) -> Any:
        """The value again; lists become tuples.

        Raises:
            KeyError, ValueError, TypeError: not a message of ours.
        """
        if isinstance(found, list):
            return tuple(self.decode(entry) for entry in found)
        if not isinstance(found, dict):
            return found
        kind = found["$"]
        if kind == "bytes":
            return bytes.fromhex(found["v"])
        if kind == "notes":
            return _unpacked(found["v"])
        if kind == "set":
            return frozenset(self.decode(entry) for entry in found["v"])
        if kind == "Piece":
            return self.decode_piece(found, TrackMemory())
        made = self.classes[kind]
        if issubclass(made, Enum):
            return made(found["v"])
        return made(**{name: self.decode(v) for name, v in found.items() if name != "$"})

    def encode_piece(self, piece: Piece, memory: TrackMemory) -> Any:
        """A piece; what travelled with the last one goes as numbers, the very same piece as one word."""
        if piece is memory.piece:
            return {"$": "Piece", "same": True}
        numbers, rows = [], []
        for track in piece.tracks:
            number = memory.number(track)
            rows.append(None if number is not None else self.encode(track))
            numbers.append(memory.new_number() if number is None else number)
        memory.keep(piece, tuple(numbers))
        return {
            "$": "Piece",
            "ticks_per_quarter": piece.ticks_per_quarter,
            "numbers": numbers,
            "tracks": rows,
            "tempos": self.encode(piece.tempos),
            "metres": self.encode(piece.metres),
            "keys": self.encode(piece.keys),
            "chords": self.encode(piece.chords),
            "length": piece.length,
            "title": piece.title,
            "events": self.encode(piece.events),
        }

    def decode_piece(self, found: Any, memory: TrackMemory) -> Piece:
        """The piece again: the very same object, tuple of tracks or tracks where they are unchanged."""
        last = memory.piece
        if found.get("same") and last is not None:
            return last
        numbers = tuple(found["numbers"])
        if last is not None and numbers == memory.numbers:
            tracks = last.tracks
        else:
            tracks = tuple(
                memory.track(number) if row is None else self.decode(row)
                for number, row in zip(numbers, found["tracks"], strict=True)
            )
        piece = Piece(
            ticks_per_quarter=found["ticks_per_quarter"],
            tracks=tracks,
            tempos=self.decode(found["tempos"]),
            metres=self.decode(found["metres"]),
            keys=self.decode(found["keys"]),
            chords=self.decode(found["chords"]),
            length=found["length"],
            title=found["title"],
            events=self.decode(found["events"]),
        )
        memory.keep(piece, numbers)
        return piece


def _packed(notes: tuple[Note, ...]) -> str:
    """Notes as base64 of 64-bit numbers, four a note: JSON of objects takes ten times as long."""
    rows = [(n.onset, n.pitch, n.duration, n.velocity) for n in notes]
    return base64.b64encode(np.array(rows, "<i8").tobytes()).decode("ascii")


def _unpacked(text: str) -> tuple[Note, ...]:
    rows = np.frombuffer(base64.b64decode(text), "<i8").reshape(-1, 4).tolist()
    return tuple(Note(*row) for row in rows)
