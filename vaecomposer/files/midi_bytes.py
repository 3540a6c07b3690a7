"""The bytes of a Standard MIDI File (MIDI 1.0, RP-001): chunks, times and messages, nothing of their meaning.

Read here rather than by a library, because a library keeps less than the file says (mido drops what divides
system exclusive messages, symusic drops text) and takes seconds over what takes a tenth here. Files that
other programs write a little wrong are read as they were meant; what cannot be meant is `DamagedError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

META, SYSEX, SYSEX_ESCAPE = 0xFF, 0xF0, 0xF7
NOTE_OFF, NOTE_ON, CONTROL, PROGRAM = 0x80, 0x90, 0xB0, 0xC0
TEXT, TRACK_NAME, END_OF_TRACK, TEMPO, METRE, KEY, OWN = 0x01, 0x03, 0x2F, 0x51, 0x58, 0x59, 0x7F
"""Types of meta messages."""

LATEST = 2**28 - 1
"""The longest time that a MIDI file can write in one number. Music this late comes from damage."""

_SEARCHED = 4096
"""Bytes at the start in which the header is looked for: RIFF files and old Macintosh ones wrap it."""

_DATA_BYTES = {0xF1: 1, 0xF2: 2, 0xF3: 1, 0xF6: 0, **dict.fromkeys(range(0xF8, 0xFF), 0)}
"""Data bytes of system messages, which have no place in a file and are passed over."""


class NoMidiError(Exception):
    """These bytes are no MIDI file at all."""


class DamagedError(Exception):
    """A MIDI file that breaks off or contradicts itself."""


class TooLateError(Exception):
    """A message later than `LATEST`."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """A file cut into its tracks.

    Attributes:
        format: 0 one track, 1 tracks at the same time, 2 tracks one after another.
        division: ticks per quarter note; from 0x8000 on, film frames (SMPTE).
        tracks: the bytes of each track.
    """

    format: int
    division: int
    tracks: tuple[bytes, ...]


def cut(data: bytes) -> Chunks:
    """The tracks of a whole file, alien chunks left out.

    Raises:
        NoMidiError: there is no header. DamagedError: a track is cut short.
    """
    at = data.find(b"MThd", 0, _SEARCHED)
    if at < 0:
        raise NoMidiError
    header = data[at + 8 : at + 14]
    if len(header) < 6:
        raise DamagedError
    kind, division = int.from_bytes(header[:2]), int.from_bytes(header[4:])
    # Fewer or more tracks than the header announces are common and harmless, so its count is not read.
    at += 8 + max(6, int.from_bytes(data[at + 4 : at + 8]))
    tracks = []
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8])
        if name == b"MTrk":
            tracks.append(data[at + 8 : at + 8 + size])
        at += 8 + size
        if name == b"MTrk" and at > len(data) and not tracks[-1].endswith(b"\xff\x2f\x00"):
            raise DamagedError
    rest = data[at:]
    if not tracks or (rest and b"MTrk".startswith(rest[:4])):
        raise DamagedError
    return Chunks(kind, division, tuple(tracks))


def messages(track: bytes) -> Iterator[tuple[int, bytes]]:
    """Each message of a track with its tick: status and data, without the length of meta and sysex.

    The end-of-track message comes too, and nothing after it. Data bytes above 127 count as 127.

    Raises:
        DamagedError: a message breaks off. TooLateError: a message lies beyond `LATEST`.
    """
    at, tick, running, length = 0, 0, 0, len(track)
    try:
        while at < length:
            delta = track[at]
            at += 1
            if delta & 0x80:
                delta, at = _number(track, at - 1)
            tick += delta
            status = track[at]
            if status & 0x80:
                at += 1
            elif running:
                status = running
            else:
                raise DamagedError
            if status < 0xF0:
                running = status
                end = at + (1 if 0xC0 <= status < 0xE0 else 2)
                body = track[at:end]
                if not body.isascii():
                    body = bytes(min(value, 127) for value in body)
                message = bytes((status,)) + body
            else:
                message, end = _system(track, status, at)
            if end > length:
                raise DamagedError
            at = end
            if message[:2] == b"\xff\x2f":
                yield tick, message
                return
            if tick > LATEST:
                raise TooLateError
            if message:
                yield tick, message
    except IndexError as why:
        raise DamagedError from why


def _system(track: bytes, status: int, at: int) -> tuple[bytes, int]:
    """A meta or system message whose status lies before `at`, and the place after it; empty if unheard of."""
    if status in _DATA_BYTES:
        return b"", at + _DATA_BYTES[status]
    if status == META:
        head, at = bytes((META, track[at])), at + 1
    elif status in (SYSEX, SYSEX_ESCAPE):
        head = bytes((status,))
    else:
        raise DamagedError
    size, at = _number(track, at)
    return head + track[at : at + size], at + size


def _number(track: bytes, at: int) -> tuple[int, int]:
    """A number of variable length (at most four bytes), and the place after it."""
    value = 0
    for _ in range(4):
        byte = track[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    raise DamagedError


def number(value: int) -> bytes:
    """A number (0..`LATEST`) in variable length."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(value & 0x7F | 0x80)
    return bytes(reversed(out))


def meta(kind: int, payload: bytes) -> bytes:
    """A meta message as `messages` gives it."""
    return bytes((META, kind)) + payload


def is_message(data: bytes) -> bool:
    """Whether some bytes are one message that a track may hold, as `messages` gives it."""
    if not data or data[0] < 0x80:
        return False
    status = data[0]
    if status < SYSEX:
        return len(data) == (2 if 0xC0 <= status < 0xE0 else 3) and data[1:].isascii()
    if status == META:
        return len(data) >= 2 and data[1] < 0x80 and data[1] != END_OF_TRACK
    return status in (SYSEX, SYSEX_ESCAPE)


def prepares_program(data: bytes) -> bool:
    """Whether a message decides what a program change after it means: a bank, or a reset."""
    is_bank = data[0] & 0xF0 == CONTROL and data[1] in (0, 32)
    return is_bank or data[0] in (SYSEX, SYSEX_ESCAPE)


def track_bytes(timed: Iterable[tuple[int, bytes]], end: int) -> bytes:
    """A track chunk of messages in order of their ticks, ended at `end` or at the last message."""
    out, before = bytearray(), 0
    for tick, message in timed:
        out += number(tick - before)
        before = tick
        if message[0] == META:
            out += message[:2] + number(len(message) - 2) + message[2:]
        elif message[0] >= SYSEX:
            out += message[:1] + number(len(message) - 1) + message[1:]
        else:
            out += message
    out += number(max(0, end - before)) + b"\xff\x2f\x00"
    return b"MTrk" + len(out).to_bytes(4) + bytes(out)


def header_bytes(tracks: int, division: int) -> bytes:
    """The header chunk of a file of format 1."""
    return b"MThd\x00\x00\x00\x06\x00\x01" + tracks.to_bytes(2) + division.to_bytes(2)


def decoded(text: bytes) -> str:
    """Text of a file: UTF-8 where it is that, else Latin-1, without filling and space around it."""
    try:
        found = text.decode()
    except UnicodeDecodeError:
        found = text.decode("latin1")
    return found.replace("\0", "").strip()


def encoded(text: str) -> bytes:
    """Text as older programs read it (Latin-1) where that comes back the same, else UTF-8."""
    try:
        plain = text.encode("latin1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")
    return plain if decoded(plain) == text else text.encode("utf-8", "replace")
