"""Values as JSON and back: what goes through the pipe between the studio and the sound process.

Frozen dataclasses become objects with their class's name under ``$``; a fixed table says which
classes there are. Nothing is pickled, and nothing but these classes can be made by a message.
"""

from __future__ import annotations

import base64
from dataclasses import fields
from typing import Any

import numpy as np

from vaecomposer.audio.score import Quantum
from vaecomposer.audio.sequencer import Loop
from vaecomposer.engine import api
from vaecomposer.music.metre import Metre
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, MetreChange, Piece, Role, TempoChange, Track
from vaecomposer.music.swing import Swing

_CLASSES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        Event, Loop, Metre, MetreChange, Note, Piece, Swing, TempoChange, Track, TrackMix,
        api.DeviceChoice, api.DeviceNews, api.MidiArrived, api.MidiChoice, api.Performed,
        api.PortsNews, api.SynthChoice, api.SynthNews, api.Trouble,
    )
}  # fmt: skip
_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind)) for kind in _CLASSES.values()
}
_ENUMS: dict[str, type] = {"Quantum": Quantum, "Role": Role}


class TrackMemory:
    """Tracks both ends know, so that one that has not changed travels as a number.

    Holds the tracks of the piece sent last. Both ends see the same messages in the same order, so
    their memories agree.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}  # id of a track -> its number
        self._tracks: dict[int, Track] = {}
        self._next = 0

    def number(self, track: Track) -> int | None:
        """The number of a track that travelled with the last piece."""
        return self._numbers.get(id(track))

    def keep(self, tracks: dict[int, Track]) -> None:
        """Remember these (number -> track) and no others."""
        self._tracks = tracks
        self._numbers = {id(track): number for number, track in tracks.items()}

    def new_number(self) -> int:
        """A number never used before."""
        self._next += 1
        return self._next

    def __getitem__(self, number: int) -> Track:
        return self._tracks[number]


def encode(value: Any) -> Any:
    """A value as JSON knows it.

    Raises:
        TypeError: a class that is not in the table.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if type(value) is str:
        return value
    if isinstance(value, tuple | list):
        if value and type(value[0]) is Note:
            return {"$": "notes", "v": _packed(tuple(value))}
        return [encode(entry) for entry in value]
    if isinstance(value, bytes):
        return {"$": "bytes", "v": value.hex()}
    kind = type(value)
    if kind.__name__ in _ENUMS:
        return {"$": kind.__name__, "v": str(value)}
    if kind not in _FIELDS:
        raise TypeError(f"{kind.__name__} does not travel between processes.")
    found = {name: encode(getattr(value, name)) for name in _FIELDS[kind]}
    return {"$": kind.__name__, **found}


def decode(found: Any) -> Any:
    """The value again; lists become tuples.

    Raises:
        KeyError, ValueError, TypeError: not a message of ours.
    """
    if isinstance(found, list):
        return tuple(decode(entry) for entry in found)
    if not isinstance(found, dict):
        return found
    kind = found["$"]
    if kind == "bytes":
        return bytes.fromhex(found["v"])
    if kind == "notes":
        return _unpacked(found["v"])
    if kind in _ENUMS:
        return _ENUMS[kind](found["v"])
    return _CLASSES[kind](**{name: decode(v) for name, v in found.items() if name != "$"})


def encode_piece(piece: Piece, memory: TrackMemory) -> Any:
    """What sounds of a piece; tracks that travelled with the last one go as their numbers.

    Chord symbols, keys, titles and lyrics stay behind: nothing of them is heard.
    """
    known: dict[int, Track] = {}
    rows: list[Any] = []
    for track in piece.tracks:
        number = memory.number(track)
        if number is None:
            number = memory.new_number()
            rows.append([number, encode(track)])
        else:
            rows.append([number, None])
        known[number] = track
    memory.keep(known)
    return {
        "ticks_per_quarter": piece.ticks_per_quarter,
        "tempos": encode(piece.tempos),
        "metres": encode(piece.metres),
        "length": piece.length,
        "tracks": rows,
    }


def decode_piece(found: Any, memory: TrackMemory) -> Piece:
    """The piece again, with the very same `Track` objects for tracks that have not changed."""
    known: dict[int, Track] = {}
    for number, track in found["tracks"]:
        known[number] = memory[number] if track is None else decode(track)
    memory.keep(known)
    return Piece(
        ticks_per_quarter=found["ticks_per_quarter"],
        tracks=tuple(known[number] for number, _ in found["tracks"]),
        tempos=decode(found["tempos"]),
        metres=decode(found["metres"]),
        length=found["length"],
    )


def _packed(notes: tuple[Note, ...]) -> str:
    """Notes as base64 of 64-bit numbers, four a note: JSON of objects takes ten times as long."""
    rows = [(n.onset, n.pitch, n.duration, n.velocity) for n in notes]
    return base64.b64encode(np.array(rows, "<i8").tobytes()).decode("ascii")


def _unpacked(text: str) -> tuple[Note, ...]:
    rows = np.frombuffer(base64.b64decode(text), "<i8").reshape(-1, 4).tolist()
    return tuple(Note(*row) for row in rows)
