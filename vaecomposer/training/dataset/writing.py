"""Songs as one ``.npz`` file of the format ``vaecomposer-notes-1`` (docs/training.md)."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vaecomposer.errors import DataError
from vaecomposer.music.chord import QUALITIES
from vaecomposer.music.piece import Role
from vaecomposer.training.dataset.outcomes import Found, PreparedTrack
from vaecomposer.training.dataset.quantising import TICKS_PER_QUARTER

FORMAT = "vaecomposer-notes-1"
ROLES = (Role.OTHER, Role.MELODY, Role.CHORDS, Role.BASS, Role.DRUMS)
"""Roles in the order of the file's ``track_role``."""


@dataclass(frozen=True, slots=True)
class SourceCard:
    """What is said of all songs of a file.

    Attributes:
        name: of the source.
        licence: in words; "" if unknown.
        licence_class: ``A`` where titles may be named, else ``B``.
        style: one of `STYLES`, or None.
    """

    name: str
    licence: str = ""
    licence_class: str = "B"
    style: str | None = None


def _starts(counts: Sequence[int], kind: type[np.integer[Any]]) -> npt.NDArray[Any]:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(kind)


def _joined(
    tracks: Sequence[PreparedTrack], name: str, kind: type[np.integer[Any]]
) -> npt.NDArray[Any]:
    parts = [getattr(track.notes, name) for track in tracks]
    return np.concatenate([np.zeros(0, kind), *parts]).astype(kind)


def song_arrays(songs: Sequence[Found]) -> dict[str, npt.NDArray[Any]]:
    """All arrays of the format but ``meta_json``, with the types of docs/training.md."""
    tracks = [track for found in songs for track in found.song.tracks]
    counts = [len(found.song.tracks) for found in songs]
    chords = np.concatenate([np.zeros((0, 5), np.int32), *(found.song.chords for found in songs)])
    return {
        "note_onset": _joined(tracks, "onset", np.int32),
        "note_dur": _joined(tracks, "duration", np.int32),
        "note_pitch": _joined(tracks, "pitch", np.uint8),
        "note_vel": _joined(tracks, "velocity", np.uint8),
        "note_micro": _joined(tracks, "micro", np.int8),
        "track_note_start": _starts([len(track.notes) for track in tracks], np.int64),
        "track_song": np.repeat(np.arange(len(songs), dtype=np.int32), counts),
        "track_role": np.array([ROLES.index(track.role) for track in tracks], np.uint8),
        "track_program": np.array([track.program for track in tracks], np.uint8),
        "track_is_drum": np.array([track.is_drums for track in tracks], np.bool_),
        "song_track_start": _starts(counts, np.int32),
        "chord_onset": chords[:, 0].astype(np.int32),
        "chord_dur": chords[:, 1].astype(np.int32),
        "chord_root": chords[:, 2].astype(np.int8),
        "chord_qual": chords[:, 3].astype(np.uint8),
        "chord_bass": chords[:, 4].astype(np.int8),
        "song_chord_start": _starts([len(found.song.chords) for found in songs], np.int32),
    }


def _song_meta(found: Found, split: str, cluster: str | None, card: SourceCard) -> dict[str, Any]:
    song = found.song
    meta: dict[str, Any] = {
        "id": f"{card.name}/{found.name}",
        "title": song.title,
        "license": card.licence,
        "klass": card.licence_class,
        "split": split,
        "time_signatures": [[tick, m.numerator, m.denominator] for tick, m in song.metres],
        "tempos": [[tick, bpm] for tick, bpm in song.tempos],
        "keys": [list(key) for key in song.keys],
        "tracks": [{"name": track.name, "role_how": track.role_how} for track in song.tracks],
        "metre_how": song.metre_how,
        "key_how": song.key_how,
        "chords_how": song.chords_how,
        "loose_timing": song.loose_timing,
        "cluster": cluster,
    }
    if card.style is not None:
        meta["style"] = card.style
    return meta


def write_songs(
    path: Path,
    songs: Sequence[Found],
    splits: Sequence[str],
    clusters: Sequence[str | None],
    card: SourceCard,
) -> None:
    """Writes songs. The file appears whole or not at all, and is the same for the same songs, byte by byte.

    Args:
        path: of the ``.npz`` file.
        songs: in order.
        splits: of each song.
        clusters: of each song, the name of the group it shares a tune with, or None.
        card: what is said of all.

    Raises:
        DataError: it could not be written.
    """
    meta = {
        "format": FORMAT,
        "tpq": TICKS_PER_QUARTER,
        "roles": [role.value for role in ROLES],
        "chord_quals": list(QUALITIES),
        "source": {"name": card.name, "license": card.licence, "klass": card.licence_class},
        "songs": [_song_meta(*row, card) for row in zip(songs, splits, clusters, strict=True)],
    }
    text = json.dumps(meta, ensure_ascii=False, separators=(",", ":"))
    arrays = song_arrays(songs)
    arrays["meta_json"] = np.frombuffer(text.encode("utf-8", "replace"), np.uint8)
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".npz", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
        temporary.chmod(0o644)
        temporary.replace(path)
    except (OSError, ValueError) as why:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
        reason = why.strerror if isinstance(why, OSError) else None
        raise DataError(f"{path.name} was not written: {(reason or str(why)).lower()}.") from why
