"""The songbooks of this machine: those that come along, and the musician's own."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from vaecomposer.paths import models

SUFFIX = ".safetensors"
SHIPPED = "studio"
"""The stem of the songbook that comes along."""

_BESIDE = (".map", ".evaluation")
"""Second endings of files that lie beside a songbook and are none."""

_LONGEST_CARD = 4_000_000


@dataclass(frozen=True, slots=True)
class SongbookFile:
    """A songbook on disk.

    Attributes:
        path: of its weights.
        name: as musicians know it.
        note_accuracy: share of notes it plays back right in songs it has not heard, 0..1; None if its card does
            not say.
        songs: how many it has learned from; 0 if its card does not say.
    """

    path: Path
    name: str
    note_accuracy: float | None = None
    songs: int = 0


def shipped_songbook() -> Path:
    """The songbook that comes along."""
    return models() / f"{SHIPPED}{SUFFIX}"


def own_folder() -> Path:
    """Where this user's songbooks lie."""
    return Path(platformdirs.user_data_dir("vaecomposer", appauthor=False)) / "songbooks"


def is_songbook(path: Path) -> bool:
    """Whether a file may be a songbook, by its name and the card beside it."""
    return (
        path.suffix == SUFFIX
        and Path(path.stem).suffix not in _BESIDE
        and path.with_suffix(".json").is_file()
    )


def songbooks(others: Iterable[Path] = ()) -> tuple[SongbookFile, ...]:
    """All songbooks there are: the one that comes along, the user's by name, then `others` that still exist."""
    try:
        own = sorted(path for path in own_folder().iterdir() if is_songbook(path))
    except OSError:
        own = []
    found: dict[Path, SongbookFile] = {}
    for path in (shipped_songbook(), *own, *others):
        if path.is_file() and path.resolve() not in found:
            found[path.resolve()] = describe(path)
    return tuple(found.values())


def remove_songbook(path: Path) -> None:
    """Removes one of the user's own songbooks and what lies beside it; nothing if it is not there."""
    for suffix in (SUFFIX, ".json", f".map{SUFFIX}"):
        with contextlib.suppress(OSError):
            path.with_suffix(suffix).unlink(missing_ok=True)


def describe(path: Path) -> SongbookFile:
    """A songbook by what its card says; by its file's name alone where the card is missing or damaged."""
    card = path.with_suffix(".json")
    try:
        if card.stat().st_size > _LONGEST_CARD:
            return SongbookFile(path, path.stem)
        said = json.loads(card.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return SongbookFile(path, path.stem)
    said = said if isinstance(said, dict) else {}
    name, figures, sources = said.get("name"), said.get("figures"), said.get("sources")
    accuracy = figures.get("note_accuracy") if isinstance(figures, dict) else None
    counts = (
        [s.get("songs") for s in sources if isinstance(s, dict)]
        if isinstance(sources, list)
        else []
    )
    return SongbookFile(
        path,
        " ".join(name.split())[:40] if isinstance(name, str) and name.strip() else path.stem,
        float(accuracy) if isinstance(accuracy, int | float) and 0 <= accuracy <= 1 else None,
        sum(count for count in counts if isinstance(count, int) and count > 0),
    )
