"""Listing the music in a folder."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from vaecomposer.errors import DataError


@dataclass(frozen=True, slots=True)
class FolderContents:
    """Files of music in the order of their paths, and how many files are something else."""

    music: tuple[Path, ...]
    others: int


def find_music(folder: Path, suffixes: Collection[str]) -> FolderContents:
    """All files below a folder that end in one of `suffixes` (small letters, with the dot).

    Links are followed, each real folder and file once, so that loops end. Hidden files (``._song.mid`` beside
    ``song.mid``) and folders are passed over.

    Raises:
        DataError: the folder is missing.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder.")
    music: list[Path] = []
    seen: set[str] = set()
    others = 0
    for place, folders, names in os.walk(folder, followlinks=True):
        if _is_seen(place, seen):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if name.startswith("."):
                continue
            if path.suffix.lower() not in suffixes:
                others += 1
            elif not _is_seen(str(path), seen):
                music.append(path)
    return FolderContents(tuple(sorted(music, key=lambda p: p.relative_to(folder).parts)), others)


def _is_seen(path: str, seen: set[str]) -> bool:
    real = os.path.realpath(path)
    known = real in seen
    seen.add(real)
    return known
