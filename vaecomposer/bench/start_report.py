"""What a starting studio notes down for `vaecomposer bench start`. Standard library only."""

from __future__ import annotations

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
    """Memory this process holds now, in megabytes (on macOS its peak; 0 where the system does not tell)."""
    status = Path("/proc/self/statm")
    if not status.exists() and sys.platform != "darwin":
        return 0.0
    import resource

    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
