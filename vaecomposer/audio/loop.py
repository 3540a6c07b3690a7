"""The loop: the region playing stays inside."""

from __future__ import annotations

from dataclasses import dataclass

from vaecomposer.audio.timeline import Timeline

_SHORTEST_LOOP = 64
"""Frames; a shorter loop is no music and would keep the sequencer turning inside one block."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A region [start, end) in ticks of a resolution, and whether playing stays inside."""

    start: int = 0
    end: int = 0
    on: bool = False
    ticks_per_quarter: int = 480

    def bounds(self, timeline: Timeline, tick: float) -> tuple[int, int]:
        """Where playing that stands at `tick` comes to its limit.

        Returns:
            The tick where it turns back or stops, and the one it turns back to; -1 if it stops.
        """
        score = timeline.score
        length = score.length
        if not self.on:
            return length, -1
        scale = score.ticks_per_quarter / self.ticks_per_quarter
        start, end = round(self.start * scale), min(round(self.end * scale), length)
        if not _is_long_enough(timeline, start, end):
            start, end = 0, length  # the region lies outside this music: loop all of it
        if not _is_long_enough(timeline, start, end):
            return length, -1
        # Playing past the region runs to the end of the music before it turns back.
        return (end if tick < end else length), start


def _is_long_enough(timeline: Timeline, start: int, end: int) -> bool:
    return end > start and timeline.frames_between(start, end) >= _SHORTEST_LOOP
