"""Files that appear whole or not at all, one or several together."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self


class WholeFiles:
    """Drafts beside their targets, which get their names only when all are complete.

    As a context manager: leaving it without an exception publishes all drafts, with one removes them. What
    stood under the names before stays until then, and comes back if one of several cannot be replaced.

    Raises:
        OSError: on the way, from the file system.
    """

    def __init__(self) -> None:
        self._drafts: list[tuple[Path, Path]] = []  # draft, target

    def draft(self, target: Path) -> Path:
        """An empty hidden file to write in place of `target`, in the same folder."""
        handle, name = tempfile.mkstemp(
            prefix=".", suffix=f".part{target.suffix.lower()}", dir=target.parent
        )
        os.close(handle)
        path = Path(name)
        self._drafts.append((path, target))
        return path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _why: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._publish()
        finally:
            for draft, _ in self._drafts:
                with contextlib.suppress(OSError):
                    draft.unlink(missing_ok=True)

    def _publish(self) -> None:
        """Gives every draft its name; if one does not take it, none keeps it."""
        kept: list[tuple[Path, Path]] = []  # what stood there before, its name
        published: list[Path] = []
        try:
            for draft, target in self._drafts:
                _make_readable(draft)
                if len(self._drafts) > 1 and target.is_file():
                    before = _spare_name(target)
                    target.replace(before)
                    kept.append((before, target))
                draft.replace(target)
                published.append(target)
        except OSError:
            for target in published:
                with contextlib.suppress(OSError):
                    target.unlink()
            for before, target in kept:
                with contextlib.suppress(OSError):
                    before.replace(target)
            raise
        for before, _ in kept:
            with contextlib.suppress(OSError):
                before.unlink()


def _spare_name(target: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".old", dir=target.parent)
    os.close(handle)
    return Path(name)


def _make_readable(draft: Path) -> None:
    """The rights a new file has here; mkstemp makes files that only their owner may read."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
