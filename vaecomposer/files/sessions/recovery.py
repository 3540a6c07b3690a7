"""Copies of open sessions, written every few seconds, that outlive a crash.

A folder of session files, one for each running studio. A studio that ends in order, all saved, takes its
copy along; what is found of studios that no longer run is offered at the start.
"""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from vaecomposer.files.sessions.session_file import SUFFIX, SavedSession, read_session

_ABANDONED_SECONDS = 3600


def recovery_folder() -> Path:
    """Where this user's copies lie."""
    return Path(platformdirs.user_state_dir("vaecomposer", appauthor=False)) / "sessions"


@dataclass(frozen=True, slots=True)
class Recovered:
    """A copy that was found, and what is in it.

    Attributes:
        path: of the copy. changed: seconds since 1970 of its last change.
    """

    path: Path
    session: SavedSession
    changed: float


def new_copy(folder: Path | None = None) -> Path:
    """A name for a studio's own copy; the folder is made.

    Raises:
        OSError: it cannot be made.
    """
    folder = folder or recovery_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{uuid.uuid4().hex}{SUFFIX}"


def left_behind(in_use: Callable[[Path], bool], folder: Path | None = None) -> list[Recovered]:
    """Copies of studios that no longer run, the newest first. Damaged ones are put aside (``.damaged``).

    Args:
        in_use: whether the studio of a copy still runs.
        folder: where to look; this user's by default.
    """
    found = []
    try:
        paths = sorted((folder or recovery_folder()).glob(f"*{SUFFIX}"))
    except OSError:
        return []
    for path in paths:
        if path.name.startswith("."):  # a copy being written, or one whose writer was killed
            _discard_abandoned(path)
            continue
        if in_use(path):
            continue
        try:
            found.append(Recovered(path, read_session(path), path.stat().st_mtime))
        except Exception:  # noqa: BLE001 - whatever is wrong with it, the start must not fail over it
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
    return sorted(found, key=lambda copy: copy.changed, reverse=True)


def discard(path: Path) -> None:
    """Deletes a copy that is not wanted any more."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _discard_abandoned(draft: Path) -> None:
    with contextlib.suppress(OSError):
        if time.time() - draft.stat().st_mtime > _ABANDONED_SECONDS:
            draft.unlink()
