"""Messages of MIDI files as bytes (status and data; meta as FF, type, payload) and as mido's objects.

System exclusive messages divided into parts (F7) come from mido as whole ones, and none is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import mido
from mido.midifiles import meta as mido_meta

from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import Event

META, SYSEX = 0xFF, 0xF0
NOTE_OFF, NOTE_ON, CONTROL, PROGRAM = 0x80, 0x90, 0xB0, 0xC0
TRACK_NAME, END_OF_TRACK, TEMPO, METRE, KEY, OWN = 0x03, 0x2F, 0x51, 0x58, 0x59, 0x7F
"""Types of meta messages."""


def _exact_spec(kind: Any, type_byte: int, name: str) -> Any:
    """How mido reads a type of meta message, but payloads that it refuses or changes stay bytes."""
    spec = kind()
    spec.type_byte, spec.type = type_byte, name
    understand = spec.decode

    def decode(message: Any, data: list[int]) -> None:
        try:
            understand(message, data)
            if spec.encode(message) == data:
                return
        except (LookupError, TypeError, ValueError, mido_meta.KeySignatureError):
            pass
        unknown = mido.UnknownMetaMessage(type_byte, data, message.time)
        object.__setattr__(message, "__class__", mido.UnknownMetaMessage)
        vars(message).clear()
        vars(message).update(vars(unknown))

    spec.decode = decode
    return spec


def _register_exact_specs() -> None:
    """Teaches mido, by its documented hook, all types of meta messages.

    By itself it loses the time before a message of a type it does not know, so that all after it come
    too early, and gives up a whole file for one impossible key signature.
    """
    kinds = [kind for name, kind in vars(mido_meta).items() if name.startswith("MetaSpec_")]
    known = {kind.type_byte: kind for kind in kinds}
    for type_byte in range(0x80):
        kind = known.get(type_byte, mido_meta.MetaSpec_sequencer_specific)
        plain = kind.__name__.removeprefix("MetaSpec_")
        name = plain if type_byte in known else f"meta_{type_byte:02x}"
        mido_meta.add_meta_spec(partial(_exact_spec, kind, type_byte, name))


_register_exact_specs()


def as_bytes(message: Any) -> bytes:
    """One of mido's messages as bytes."""
    data = bytes(message.bytes())
    if data[0] != META:
        return data
    payload = 3
    while data[payload - 1] > 127:  # the length, which the bytes themselves tell
        payload += 1
    return data[:2] + data[payload:]


def as_mido(data: bytes, delta: int) -> Any:
    """One of mido's messages from bytes for which `is_message` holds, `delta` ticks after the last."""
    if data[0] == META:
        return mido.UnknownMetaMessage(data[1], data[2:], delta)
    return mido.Message.from_bytes(data, time=delta)


def is_message(data: bytes) -> bool:
    """Whether some bytes are one message that a track may hold."""
    if not data or data[0] < 0x80:
        return False
    status = data[0]
    if status < SYSEX:
        return len(data) == (2 if 0xC0 <= status < 0xE0 else 3) and data[1:].isascii()
    if status == META:
        return len(data) >= 2 and data[1] < 0x80 and data[1] != END_OF_TRACK
    return status == SYSEX and data[1:].endswith(b"\xf7") and data[1:-1].isascii()


def meta(kind: int, payload: bytes) -> bytes:
    """A meta message."""
    return bytes((META, kind)) + payload


def metre_bytes(metre: Metre) -> bytes:
    """A metre as a file's payload: numerator, power of the denominator, clocks a click (24 a quarter
    note), 32nds a quarter note.
    """
    click = 96 // metre.denominator * (3 if metre.is_compound else 1)
    return bytes((min(metre.numerator, 255), metre.denominator.bit_length() - 1, max(1, click), 8))


def prepares_program(data: bytes) -> bool:
    """Whether a message decides what a program change after it means: a bank, or a reset."""
    return data[0] == SYSEX or (data[0] & 0xF0 == CONTROL and data[1] in (0, 32))


def says_no_more(events: Sequence[Event], place: int) -> bool:
    """Whether the program change at `place` says no more than that a track starts with it: it is on tick 0
    with no bank or reset following it there.
    """
    if events[place].tick > 0:
        return False
    for event in events[place + 1 :]:
        if event.tick > 0 or event.data[0] & 0xF0 == PROGRAM:
            break
        if prepares_program(event.data):
            return False
    return True


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
