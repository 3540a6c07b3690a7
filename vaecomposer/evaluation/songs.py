"""The songs to evaluate on: those of a folder that are not marked for training, or one split of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from vaecomposer.errors import DataError
from vaecomposer.music.grid import FIRST_ONSET, TEXTURE_ONSET
from vaecomposer.music.metre import COMPOSED_METRES, MAX_STEPS
from vaecomposer.music.piece import Role
from vaecomposer.training.songs import Song, SongBars, gather_bars, read_folder, song_regions
from vaecomposer.vae.tokens import BarBatch

SPLITS = ("all", "valid", "test")
_ROLES = (Role.MELODY, Role.BASS, Role.CHORDS, Role.DRUMS)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Notes of one part in the songs, and those that are left after reduction to the grid."""

    part: str
    written: int
    kept: int


@dataclass(frozen=True, slots=True)
class Material:
    """What is evaluated on.

    Attributes:
        songs: their bars, all marked `valid`. count: of songs. coverage: by part.
        training: bars of the folder's training songs, if it holds any and they were wanted.
    """

    songs: SongBars
    count: int
    coverage: tuple[Coverage, ...]
    training: SongBars | None


def chosen(songs: Sequence[Song], split: str | None) -> list[Song]:
    """Songs of a split: those not marked train for None, all for "all"."""
    if split is None:
        return [song for song in songs if song.split != "train"]
    return [song for song in songs if split in ("all", song.split)]


def load_material(
    folder: Path, split: str | None = None, *, with_training: bool = False
) -> Material:
    """Reads a folder.

    Raises:
        DataError: no songs, or none of the split.
    """
    songs = read_folder(folder)
    wanted = [song for song in chosen(songs, split) if any(song_regions(song))]
    if not wanted:
        which = "that are not marked train" if split is None else f"marked {split}"
        raise DataError(f"{folder} holds no songs {which} in a metre the model knows.")
    bars = gather_bars(wanted, tuple(sorted({song.source for song in wanted})))
    training = None
    if with_training:
        train = [s for s in songs if s.split == "train" and any(song_regions(s))]
        if train:
            training = gather_bars(train, tuple(sorted({song.source for song in train})))
    everything = replace(bars, valid=np.ones(len(bars.bars), np.bool_))
    return Material(everything, len(wanted), coverage(wanted, bars.bars), training)


def coverage(songs: Sequence[Song], bars: BarBatch) -> tuple[Coverage, ...]:
    """How many notes of each part the grid holds."""
    steps = np.array([m.steps for m in COMPOSED_METRES])[bars.metre]
    inside = np.arange(MAX_STEPS) < steps[:, None]
    kept = (
        (bars.lines[:, 0] >= FIRST_ONSET) & inside,
        (bars.lines[:, 1] >= FIRST_ONSET) & inside,
        (bars.slots == TEXTURE_ONSET) & inside[..., None],
        (bars.drum_velocity > 0) & inside[..., None],
    )
    return tuple(
        Coverage(role.value, sum(len(song.notes.get(role, ())) for song in songs), int(marks.sum()))
        for role, marks in zip(_ROLES, kept, strict=True)
    )
