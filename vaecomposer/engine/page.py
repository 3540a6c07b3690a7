"""One page of memory that the audio thread writes and the window reads, across processes.

A file mapped into both processes. Single 8-byte numbers are written and read whole on every
machine this runs on, so that no lock is needed; two numbers may be a block apart, which does no harm.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from enum import IntEnum
from pathlib import Path

from vaecomposer.engine.api import Readings

LOG = 4096
"""Callback times kept for `vaecomposer bench live`, newest over oldest."""


class Cell(IntEnum):
    """Where each number lies. Written by the sound process alone."""

    POSITION = 0
    PLAYING = 1
    COUNTING_IN = 2  # -1 when there is none
    LOAD = 3
    WORST_LOAD = 4
    LEFT = 5
    RIGHT = 6
    XRUNS = 7
    LATE = 8
    FAULTS = 9
    SWAPS = 10
    LATENCY = 11
    BLOCKS = 12
    FIRST_SOUND_AT = 13
    ARMED = 14
    ARMED_AT = 15
    KEYS_DOWN = 16
    DONE = 17  # commands carried out and seen by the audio thread


_HEADER = 32
_BYTES = 8 * (_HEADER + LOG)


class Page:
    """The mapped numbers.

    Args:
        path: the file, made by `create`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _BYTES)
        self._numbers = memoryview(self._map).cast("d")

    @classmethod
    def create(cls) -> Page:
        """A fresh page in the system's folder for temporary files."""
        handle, name = tempfile.mkstemp(prefix="vaecomposer-", suffix=".page")
        with os.fdopen(handle, "wb") as file:
            file.write(bytes(_BYTES))
        return cls(Path(name))

    def close(self, *, remove: bool = False) -> None:
        """Lets go of the memory, and of the file if this is its last user."""
        self._numbers.release()
        self._map.close()
        if remove:
            self.path.unlink(missing_ok=True)

    def clear(self) -> None:
        """As new, for another process."""
        self._map[:] = bytes(_BYTES)

    def write(self, readings: Readings, done: int, block_at: float) -> None:
        """Writes what the audio thread knows at the end of a block."""
        numbers = self._numbers
        numbers[Cell.POSITION] = readings.position
        numbers[Cell.PLAYING] = float(readings.playing)
        counting = readings.counting_in
        numbers[Cell.COUNTING_IN] = -1.0 if counting is None else counting
        numbers[Cell.LOAD] = readings.load
        numbers[Cell.WORST_LOAD] = readings.worst_load
        numbers[Cell.LEFT] = readings.left
        numbers[Cell.RIGHT] = readings.right
        numbers[Cell.XRUNS] = readings.xruns
        numbers[Cell.LATE] = readings.late
        numbers[Cell.FAULTS] = readings.faults
        numbers[Cell.SWAPS] = readings.swaps
        numbers[Cell.LATENCY] = readings.latency
        numbers[Cell.KEYS_DOWN] = readings.keys_down
        numbers[Cell.FIRST_SOUND_AT] = readings.first_sound_at
        numbers[Cell.ARMED_AT] = readings.armed_at
        numbers[Cell.ARMED] = readings.armed
        numbers[_HEADER + readings.blocks % LOG] = block_at
        numbers[Cell.BLOCKS] = readings.blocks + 1
        numbers[Cell.DONE] = done  # last: whoever sees it sees what was done

    def read(self) -> tuple[Readings, int]:
        """The readings, and how many commands they account for."""
        numbers = self._numbers
        done = int(numbers[Cell.DONE])
        counting = numbers[Cell.COUNTING_IN]
        return Readings(
            position=numbers[Cell.POSITION],
            playing=numbers[Cell.PLAYING] > 0,
            counting_in=None if counting < 0 else counting,
            load=numbers[Cell.LOAD],
            worst_load=numbers[Cell.WORST_LOAD],
            left=numbers[Cell.LEFT],
            right=numbers[Cell.RIGHT],
            xruns=int(numbers[Cell.XRUNS]),
            late=int(numbers[Cell.LATE]),
            faults=int(numbers[Cell.FAULTS]),
            swaps=int(numbers[Cell.SWAPS]),
            latency=numbers[Cell.LATENCY],
            keys_down=int(numbers[Cell.KEYS_DOWN]),
            blocks=int(numbers[Cell.BLOCKS]),
            first_sound_at=numbers[Cell.FIRST_SOUND_AT],
            armed=int(numbers[Cell.ARMED]),
            armed_at=numbers[Cell.ARMED_AT],
        ), done

    def block_times(self, since: int) -> tuple[int, list[float]]:
        """When blocks were asked for, from number `since` on: the count so far, and the times.

        At most `LOG` of them; `time.perf_counter()` seconds at the beginning of each block.
        """
        count = int(self._numbers[Cell.BLOCKS])
        first = max(since, count - LOG + 16)
        return count, [self._numbers[_HEADER + i % LOG] for i in range(first, count)]
