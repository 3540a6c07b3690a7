"""Messages through a pipe: four bytes of length, then JSON."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_LENGTH = struct.Struct("<I")
LONGEST = 256 * 1024 * 1024
"""Bytes; a longer message is damage."""


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Writes one message.

    Raises:
        OSError, ValueError: the other end has gone.
    """
    text = json.dumps(message, separators=(",", ":")).encode("utf-8")
    stream.write(_LENGTH.pack(len(text)) + text)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None at the end of the stream, or where it is damaged."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        return None
    text = stream.read(length)
    if len(text) < length:
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
