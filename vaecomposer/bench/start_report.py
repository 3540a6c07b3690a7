"""What a starting studio notes down for `vaecomposer bench start`. Standard library only."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PLAYED_SECONDS = 3
"""Memory is measured after this much music."""


@dataclass(frozen=True, slots=True)
class StartReport:
    """Where the report goes, and when (wall clock) the window was seen."""

    path: Path
    window_at: float

    def is_written(self, first_sound_at: float | None) -> bool:
        """Writes the report once music has played for a while; whether it has.

        Args:
            first_sound_at: `time.perf_counter` of the first block that was not silent, or None.
        """
        if first_sound_at is None:
            return False
        played = time.perf_counter() - first_sound_at
        if played < PLAYED_SECONDS:
            return False
        facts = {
            "window_at": self.window_at,
            "sound_at": time.time() - played,
            "memory_mb": memory_mb(),
        }
        self.path.write_text(json.dumps(facts))
        return True


def memory_mb() -> float:
    """Memory this process and those it started hold now, in megabytes.

    On macOS the peak of this process alone; 0 where the system does not tell.
    """
    own = Path("/proc/self/statm")
    if not own.exists() and sys.platform != "darwin":
        return 0.0
    import resource

    if not own.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    pages = 0
    for process in ("self", *_children()):
        with contextlib.suppress(OSError):  # one that has just ended
            pages += int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _children() -> list[str]:
    """Numbers of the processes started by any thread of this one."""
    found: list[str] = []
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(OSError):
            found += (task / "children").read_text().split()
    return found
