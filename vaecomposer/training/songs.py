"""Reading training songs in the format ``vaecomposer-notes-1`` and reducing them to bars.

The format: one ``.npz`` a source, ticks at 24 to the quarter, tracks with roles, chord symbols, and a
JSON member ``meta_json`` (see docs/training.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vaecomposer.errors import DataError, MusicError
from vaecomposer.music.chord import NO_CHORD, QUALITIES, Chord
from vaecomposer.music.key import C_MAJOR, Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, ChordSpan, MetreChange, Role, bars_until
from vaecomposer.music.reduction import reduce_bars
from vaecomposer.music.style import STYLES
from vaecomposer.vae.tokens import FIELDS, MODES, BarBatch, encode_bars

TICKS_PER_QUARTER = 24
FORMAT = "vaecomposer-notes-1"


@dataclass(frozen=True, slots=True)
class Song:
    """One training song as notes."""

    source: str
    title: str
    split: str
    key: Key
    style: str | None
    bpm: float
    metres: tuple[MetreChange, ...]
    notes: dict[Role, tuple[Note, ...]]
    expressive: frozenset[Role]
    chords: tuple[ChordSpan, ...]
    beat_type: str
    licence_class: str


_STYLE_OF_SOURCE = {
    "pop909": "pop", "freedoom": "rock", "blasphemer": "rock", "easyrpg": "game", "trad_tunes": "folk",
    "openewld": "jazz", "lieder": "art song", "openhymnal": "hymn", "bach_chorales": "baroque",
}  # fmt: skip
_GROOVE_STYLES = {
    "rock": "rock", "punk": "rock", "pop": "pop", "jazz": "jazz", "funk": "funk", "soul": "funk",
    "latin": "latin", "afrocuban": "latin", "afrobeat": "latin", "reggae": "latin", "hiphop": "hip-hop",
    "gospel": "pop", "country": "folk", "highlife": "latin", "neworleans": "jazz", "dance": "pop", "blues": "jazz",
}  # fmt: skip


def _style(source: str, meta: dict[str, Any]) -> str | None:
    if source == "groove":
        name = str(meta.get("style", "")).split("/")[0].replace("-", "").lower()
        return _GROOVE_STYLES.get(name)
    known = _STYLE_OF_SOURCE.get(source)
    return meta["style"] if known is None and meta.get("style") in STYLES else known


def _key(meta: dict[str, Any]) -> Key:
    """The key a song is longest in; C major where none is named."""
    keys = [k for k in meta.get("keys", []) if k[2] in Mode._value2member_map_]
    if not keys:
        return C_MAJOR
    spans: dict[tuple[int, str], int] = {}
    for (tick, tonic, mode), after in [*pairwise(keys), (keys[-1], [keys[-1][0] + 96])]:
        spans[tonic, mode] = spans.get((tonic, mode), 0) + after[0] - tick
    tonic, mode = max(spans, key=lambda k: spans[k])
    return Key(int(tonic) % 12, Mode(mode))


def _metres(meta: dict[str, Any]) -> tuple[MetreChange, ...]:
    """Metre changes in order, the last of several on one tick kept; impossible ones left out."""
    changes: dict[int, MetreChange] = {}
    for tick, numerator, denominator in meta.get("time_signatures") or [[0, 4, 4]]:
        try:
            changes[int(tick)] = MetreChange(int(tick), Metre(int(numerator), int(denominator)))
        except MusicError:
            continue
    if 0 not in changes:
        changes[0] = MetreChange(0, Metre(4, 4))
    return tuple(changes[tick] for tick in sorted(changes))


def _is_expressive(notes: Sequence[Note]) -> bool:
    """Whether velocities were played rather than written flat."""
    return len({note.velocity for note in notes}) > 6


def read_songs(path: Path) -> Iterator[Song]:
    """Songs of one ``.npz`` file, without duplicates and loosely timed ones.

    Raises:
        DataError: the file is missing, damaged or of another format.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        meta = json.loads(arrays["meta_json"].tobytes())
        found = meta["format"]
    except (OSError, ValueError, KeyError) as why:
        raise DataError(f"{path.name} could not be read as training songs ({why}).") from why
    if found != FORMAT:
        raise DataError(f"{path.name} is in the format {found}; {FORMAT} is needed.")
    for index, song in enumerate(meta["songs"]):
        if not song.get("dup_of") and not song.get("loose_timing"):
            yield _read_song(arrays, meta, index, path.stem)


def _read_song(
    arrays: dict[str, npt.NDArray[Any]], meta: dict[str, Any], index: int, source: str
) -> Song:
    song, roles = meta["songs"][index], meta["roles"]
    notes: dict[Role, list[Note]] = {}
    for track in range(arrays["song_track_start"][index], arrays["song_track_start"][index + 1]):
        role = Role(roles[arrays["track_role"][track]])
        if role is Role.OTHER:
            continue
        part = slice(arrays["track_note_start"][track], arrays["track_note_start"][track + 1])
        notes.setdefault(role, []).extend(
            Note(onset, pitch, max(1, duration), max(1, velocity))
            for onset, pitch, duration, velocity in zip(
                arrays["note_onset"][part].tolist(),
                arrays["note_pitch"][part].tolist(),
                arrays["note_dur"][part].tolist(),
                arrays["note_vel"][part].tolist(),
                strict=True,
            )
        )
    spans = slice(arrays["song_chord_start"][index], arrays["song_chord_start"][index + 1])
    chords = tuple(
        ChordSpan(
            int(onset), int(duration), _chord(int(root), meta["chord_quals"][quality], int(bass))
        )
        for onset, duration, root, quality, bass in zip(
            arrays["chord_onset"][spans],
            arrays["chord_dur"][spans],
            arrays["chord_root"][spans],
            arrays["chord_qual"][spans],
            arrays["chord_bass"][spans],
            strict=True,
        )
    )
    ordered = {role: tuple(sorted(part)) for role, part in notes.items() if part}
    return Song(
        source=source,
        title=str(song.get("title", song["id"])),
        split=song["split"],
        key=_key(song),
        style=_style(source, song),
        bpm=float(song["tempos"][0][1]) if song.get("tempos") else 120.0,
        metres=_metres(song),
        notes=ordered,
        expressive=frozenset(role for role, part in ordered.items() if _is_expressive(part)),
        chords=chords,
        beat_type=str(song.get("beat_type", "beat")),
        licence_class=str(song.get("klass", "B")),
    )


def _chord(root: int, quality: str, bass: int) -> Chord:
    if root < 0 or quality == "N" or quality not in QUALITIES:
        return NO_CHORD
    return Chord(root % 12, quality, bass % 12 if bass >= 0 else root % 12)


def song_regions(song: Song) -> list[tuple[Bar, ...]]:
    """Runs of consecutive bars in one metre the model composes, from the first to the last note."""
    end = max((note.end for part in song.notes.values() for note in part), default=0)
    runs: list[list[Bar]] = [[]]
    for bar in bars_until(song.metres, TICKS_PER_QUARTER, end):
        whole = bar.ticks == bar.metre.bar_ticks(TICKS_PER_QUARTER)
        if bar.metre.grid_metre is None or not whole:
            runs.append([])
            continue
        if runs[-1] and runs[-1][-1].metre != bar.metre:
            runs.append([])
        runs[-1].append(bar)
    return [tuple(run) for run in runs if run]


@dataclass(frozen=True, slots=True)
class SongBars:
    """Many songs' bars, one after another.

    Attributes:
        bars: all bars as arrays.
        region: (n,) a number shared by consecutive bars of one region of one song.
        mode, style: (n,) index in `MODES`, 1 + index in `STYLES` (0 for unknown).
        expressive: (n, 4) whether velocities of melody, bass, texture, drums were played.
        valid: (n,) whether the bar belongs to a song kept for validation.
        source: (n,) index in `sources`.
        sources: names of the sources.
        titles: title of each region's song, "" for songs whose names may not be shipped.
    """

    bars: BarBatch
    region: npt.NDArray[np.int32]
    mode: npt.NDArray[np.int8]
    style: npt.NDArray[np.int8]
    expressive: npt.NDArray[np.bool_]
    valid: npt.NDArray[np.bool_]
    source: npt.NDArray[np.int8]
    sources: tuple[str, ...]
    titles: tuple[str, ...]


_PART_ROLES = (Role.MELODY, Role.BASS, Role.CHORDS, Role.DRUMS)


def gather_bars(songs: Sequence[Song], sources: tuple[str, ...]) -> SongBars:
    """All songs' bars, reduced to the grid; `sources` names the sources in the order of `SongBars.source`."""
    batches: list[BarBatch] = []
    columns: dict[str, list[npt.NDArray[Any]]] = {
        k: [] for k in ("region", "mode", "style", "expr", "valid", "source")
    }
    titles: list[str] = []
    for song in songs:
        has: dict[Role, Sequence[Note] | None] = {
            role: song.notes.get(role) for role in _PART_ROLES
        }
        for run in song_regions(song):
            batch = encode_bars(
                reduce_bars(run, TICKS_PER_QUARTER, has, song.chords, song.key.to_white_keys)
            )
            n = len(batch)
            style = 0 if song.style is None else 1 + STYLES.index(song.style)
            batches.append(batch)
            columns["region"].append(np.full(n, len(titles), np.int32))
            columns["mode"].append(np.full(n, MODES.index(song.key.mode), np.int8))
            columns["style"].append(np.full(n, style, np.int8))
            columns["expr"].append(
                np.tile([role in song.expressive for role in _PART_ROLES], (n, 1))
            )
            columns["valid"].append(np.full(n, song.split != "train", np.bool_))
            columns["source"].append(np.full(n, sources.index(song.source), np.int8))
            titles.append(song.title if song.licence_class == "A" else "")
    joined = BarBatch(*(np.concatenate([getattr(b, f) for b in batches]) for f in FIELDS))
    cat = {name: np.concatenate(parts) for name, parts in columns.items()}
    return SongBars(
        joined, cat["region"], cat["mode"], cat["style"], cat["expr"], cat["valid"], cat["source"],
        sources, tuple(titles),
    )  # fmt: skip


def read_folder(folder: Path) -> list[Song]:
    """All songs of a folder of ``.npz`` files, in a fixed order.

    Raises:
        DataError: the folder holds no such file.
    """
    files = sorted(folder.glob("*.npz"))
    if not files:
        raise DataError(f"{folder} holds no training songs (.npz files of the format {FORMAT}).")
    return [song for path in files for song in read_songs(path)]


def load_bars(folder: Path, cache: Path | None = None) -> SongBars:
    """All songs of a folder as bars, but for those kept for a test.

    `cache` (an ``.npz``) is written once and read afterwards.
    """
    if cache is not None and cache.exists():
        with np.load(cache, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        names = json.loads(arrays["names"].tobytes())
        return SongBars(
            BarBatch(*(arrays[f] for f in FIELDS)),
            arrays["region"],
            arrays["mode"],
            arrays["style"],
            arrays["expressive"],
            arrays["valid"],
            arrays["source"],
            tuple(names["sources"]),
            tuple(names["titles"]),
        )
    songs = [song for song in read_folder(folder) if song.split != "test"]
    bars = gather_bars(songs, tuple(sorted({song.source for song in songs})))
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        names = json.dumps({"sources": bars.sources, "titles": bars.titles}).encode()
        np.savez_compressed(
            cache,
            names=np.frombuffer(names, np.uint8),
            region=bars.region,
            mode=bars.mode,
            style=bars.style,
            expressive=bars.expressive,
            valid=bars.valid,
            source=bars.source,
            **{f: getattr(bars.bars, f) for f in FIELDS},
        )
    return bars
