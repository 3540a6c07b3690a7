"""Session files (``.vaec``): a zip of JSON that anyone can look into.

``session.json`` holds version, name, state and history; ``pieces.json`` and ``tracks.json`` what they share.
"""

from __future__ import annotations

import errno
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaecomposer.errors import SessionFileError
from vaecomposer.files.sessions.values import Reader, Writer, fits, mended
from vaecomposer.files.whole_files import WholeFiles
from vaecomposer.session.state import SessionState

SUFFIX = ".vaec"
FORMAT, VERSION = "vaecomposer-session", 1
MOST_ENTRIES = 200
"""Entries of the history that a file keeps, the newest; while the program runs there is no limit."""

_MOST_BYTES = 512 * 2**20
"""Unpacked; a file that says it holds more is not one of ours."""

_PARTS = ("session.json", "pieces.json", "tracks.json")


@dataclass(frozen=True, slots=True)
class SavedSession:
    """What a session file holds.

    Attributes:
        name: of the session.
        entries: (label, state) of the history, oldest first; the first label is "".
        place: of the present state among them.
        path: the file of the musician's that a recovery copy belongs to; "" for the file itself, or none.
    """

    name: str
    entries: tuple[tuple[str, SessionState], ...]
    place: int
    path: str = ""

    @property
    def state(self) -> SessionState:
        """The present state."""
        return self.entries[self.place][1]


def packed(session: SavedSession) -> bytes:
    """The bytes of a session file."""
    writer = Writer()
    entries, place = _newest(session.entries, session.place)
    rows = [{"label": label, "state": writer.encode(state)} for label, state in entries]
    found = {
        "format": FORMAT,
        "version": VERSION,
        "name": session.name,
        "path": session.path,
        "place": place,
        "entries": rows,
    }
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, value in zip(_PARTS, (found, writer.pieces, writer.tracks), strict=True):
            archive.writestr(name, json.dumps(value, separators=(",", ":")))
    return into.getvalue()


def _newest(
    entries: Sequence[tuple[str, SessionState]], place: int
) -> tuple[Sequence[tuple[str, SessionState]], int]:
    """At most `MOST_ENTRIES` entries around the present one, more of the past than of the future."""
    first = max(0, min(place - MOST_ENTRIES * 3 // 4, len(entries) - MOST_ENTRIES))
    kept = list(entries[first : first + MOST_ENTRIES])
    kept[0] = ("", kept[0][1])
    return kept, place - first


def write_session(session: SavedSession, path: Path) -> None:
    """Writes a session in one move: the file before stays whole until the new one is.

    Raises:
        SessionFileError: with a sentence; what was there before still is.
    """
    try:
        content = packed(session)
        with WholeFiles() as files:
            files.draft(path).write_bytes(content)
    except OSError as why:
        if why.errno in (errno.ENOSPC, errno.EDQUOT):
            reason = "The disk is full. Make room or choose another."
        else:
            reason = f"The system says: {why.strerror or why}."
        raise SessionFileError(
            f"{path.name} was not written. {reason} Your session is still open, and a copy of it is kept."
        ) from why


def read_session(path: Path) -> SavedSession:
    """Reads a session file.

    Raises:
        SessionFileError: with a sentence.
    """
    try:
        parts = _unpacked(path)
    except OSError as why:
        raise SessionFileError(f"{path.name} cannot be read ({why.strerror or why}).") from why
    # zipfile raises what it meets in a damaged file: BadZipFile, EOFError, zlib.error, KeyError ...
    except Exception as why:
        raise SessionFileError(_damaged(path)) from why
    session, pieces, tracks = parts
    if not isinstance(session, dict) or session.get("format") != FORMAT:
        raise SessionFileError(f"{path.name} is not a session of VAE Composer.")
    if type(session.get("version")) is not int or session["version"] > VERSION:
        raise SessionFileError(
            f"{path.name} was saved by a newer VAE Composer. Bring this one up to date to open it."
        )
    try:
        return _read(session, pieces, tracks)
    except Exception as why:
        raise SessionFileError(_damaged(path)) from why


def _damaged(path: Path) -> str:
    return f"{path.name} is damaged and cannot be opened. It was left as it is."


def _unpacked(path: Path) -> list[Any]:
    with zipfile.ZipFile(path) as archive:
        if sum(archive.getinfo(name).file_size for name in _PARTS) > _MOST_BYTES:
            raise ValueError("too large")
        return [json.loads(archive.read(name)) for name in _PARTS]


def _read(session: dict[str, Any], pieces: list[Any], tracks: list[Any]) -> SavedSession:
    reader = Reader(pieces, tracks)
    # Entries that hold the same values stay the same objects only within one state; that is enough for
    # what goes by identity (a take's source that is shown).
    entries = tuple(
        (str(row["label"]), mended(reader.decode(row["state"]))) for row in session["entries"]
    )
    place = session["place"]
    if not fits(place, int) or not 0 <= place < len(entries):
        raise ValueError("place")
    if not all(isinstance(state, SessionState) for _, state in entries):
        raise TypeError("state")
    return SavedSession(str(session["name"]), entries, place, str(session.get("path", "")))
