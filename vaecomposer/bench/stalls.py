"""How long the machine itself holds still, whatever runs on it: beside drop-outs, so that their cause shows.

As cyclictest does (Linux's rt-tests): on every core a thread of the highest real-time priority sleeps a
millisecond at a time and notes by how much it woke late. No program can be on time through a stall that
this thread sleeps through as well; a virtual machine whose host is busy has many of them.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

_SLEEP_SECONDS = 0.001
_PRIORITY = 90
_NOTED_SECONDS = 0.003


@dataclass
class Stalls:
    """Stalls of 3 ms or longer.

    Attributes:
        seconds: how long each was, all cores together; empty until the watch has ended.
        watched: whether the machine could be watched (real time granted).
    """

    seconds: list[float] = field(default_factory=list)
    watched: bool = False

    def longer_than(self, seconds: float) -> int:
        """How many were longer."""
        return sum(stall > seconds for stall in self.seconds)


@contextlib.contextmanager
def stalls_of_machine() -> Iterator[Stalls]:
    """Watches until the block ends; then what it gave is filled in."""
    found = Stalls()
    if not hasattr(os, "sched_setscheduler"):
        yield found
        return
    watchers = [
        subprocess.Popen(
            [sys.executable, "-m", "vaecomposer.bench.stalls", str(core)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for core in sorted(os.sched_getaffinity(0))
    ]
    try:
        yield found
    finally:
        for watcher in watchers:
            watcher.send_signal(signal.SIGTERM)
        for watcher in watchers:
            heard = watcher.communicate()[0]
            if watcher.returncode == 0:
                found.watched = True
                found.seconds += json.loads(heard)


def watch(core: int) -> list[float]:
    """Stalls of one core in seconds, until SIGTERM.

    Raises:
        OSError: real time is not granted to this user.
    """
    os.sched_setaffinity(0, {core})
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(_PRIORITY))
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))
    gc.disable()
    late: list[float] = []
    while not ended:
        began = time.perf_counter()
        time.sleep(_SLEEP_SECONDS)
        by = time.perf_counter() - began - _SLEEP_SECONDS
        if by > _NOTED_SECONDS:
            late.append(by)
    return late


if __name__ == "__main__":
    try:
        print(json.dumps(watch(int(sys.argv[1]))))
    except OSError:
        sys.exit(1)
