"""MIDI files through mido, guarded: what it refuses though it is harmless, and what would keep it busy for ever."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import mido

from vaecomposer.files.midi_messages import END_OF_TRACK, META, SYSEX, as_bytes

LATEST = 2**28 - 1
"""The longest time that a MIDI file can write in one number. Music this late comes from damage."""

_SEARCHED = 4096
"""Bytes at the start in which the header is looked for: RIFF files and old Macintosh ones wrap it."""

_ENDLESS = re.compile(rb"[\x80-\xff]{1024}")
"""Bytes that mido, which knows no longest number, would take for one number and add up ever more slowly."""

_MOST_CHUNKS = 0x7FFF
"""mido counts tracks in a signed number."""


class NoMidiError(Exception):
    """These bytes are no MIDI file at all."""


class DamagedError(Exception):
    """A MIDI file that breaks off or contradicts itself."""


class FilmFramesError(Exception):
    """A MIDI file whose times are not musical."""


class TooLateError(Exception):
    """A message later than `LATEST`."""


def load(data: bytes) -> Any:
    """The `mido.MidiFile` of a whole file.

    Raises:
        NoMidiError: there is no header. FilmFramesError: it counts in SMPTE frames. DamagedError: the rest.
    """
    begin = data.find(b"MThd", 0, _SEARCHED)
    if begin < 0:
        raise NoMidiError
    tidy = _tidied(data[begin:])
    if tidy[12] >= 0x80:
        raise FilmFramesError
    if tidy[12:14] == b"\0\0" or _ENDLESS.search(tidy):
        raise DamagedError
    try:
        return mido.MidiFile(file=io.BytesIO(tidy), clip=True, charset="latin1")
    except (EOFError, OSError, ValueError, LookupError, TypeError, OverflowError) as why:
        raise DamagedError from why


def _tidied(data: bytes) -> bytes:
    """The file without what the standard has readers pass over and mido stumbles at: alien chunks, a
    wrong count of tracks, and a last track said to be longer than it is.
    """
    tracks, at = [], 8 + max(6, int.from_bytes(data[4:8]))
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8])
        body = data[at + 8 : at + 8 + size]
        at += 8 + size
        if name == b"MTrk":
            tracks.append(name + len(body).to_bytes(4) + body)
            if len(body) < size and not body.endswith(b"\xff\x2f\x00"):
                raise DamagedError
    if not 0 < len(tracks) <= _MOST_CHUNKS:
        raise DamagedError
    head = b"MThd\0\0\0\6" + data[8:10] + len(tracks).to_bytes(2) + data[12:14]
    return head + b"".join(tracks)


def messages(track: Any) -> Iterator[tuple[int, bytes]]:
    """Each message of one of mido's tracks with its tick, to the end of the track and with it.

    System messages that have no place in a file are passed over.

    Raises:
        DamagedError: an impossible type. TooLateError: a message lies beyond `LATEST`.
    """
    tick = 0
    for message in track:
        tick += message.time
        data = as_bytes(message)
        if data[0] == META:
            if data[1] == END_OF_TRACK:
                yield tick, data
                return
            if data[1] > 127:
                raise DamagedError
        if tick > LATEST:
            raise TooLateError
        if data[0] <= SYSEX or data[0] == META:
            yield tick, data
