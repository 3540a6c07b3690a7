"""Which tick of the music is heard at which moment, for notes that are played along with it."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque

from vaecomposer.live.frame_clock import FrameClock

_BLOCKS = 1024
"""Blocks remembered: five seconds at 256 frames."""


class HeardPositions:
    """Remembers where the music stood at the edges of the last blocks.

    `begin` and `end` belong to the audio thread. `tick_at` may be called by others: a deque's entries
    are tuples that never change, and a block that is missing because it has just been dropped is
    older than anything asked for.

    Attributes:
        clock: frames to seconds of `time.perf_counter()` at which they are heard.
        frames: frames filled so far.
    """

    def __init__(self, sample_rate: int = 48_000) -> None:
        self.clock = FrameClock(sample_rate)
        self.frames = 0
        self._tick = 0.0
        self._edges: deque[tuple[int, float, int, float]] = deque(maxlen=_BLOCKS)

    def restart(self, sample_rate: int) -> None:
        """Another rate: what was heard before says nothing any more."""
        self.clock = FrameClock(sample_rate)
        self._edges.clear()

    def begin(self, heard_at: float) -> None:
        """A block is asked for whose first frame will be heard at `heard_at`."""
        self.clock.update(self.frames, heard_at)

    def end(self, frames: int, tick: float) -> None:
        """The block is filled; the music now stands at `tick`."""
        first, self.frames = self.frames, self.frames + frames
        self._edges.append((first, self._tick, self.frames, tick))
        self._tick = tick

    def tick_at(self, time: float) -> float:
        """The tick heard at `time`; past the newest block, that block's rate is carried on."""
        edges = tuple(self._edges)
        if not edges:
            return 0.0
        frame = self.clock.frame_at(time)
        i = max(0, bisect_right(edges, frame, key=lambda edge: edge[0]) - 1)
        first, before, last, after = edges[i]
        if after < before:  # the loop turned back, or the musician went elsewhere, in this block
            following = edges[i + 1] if i + 1 < len(edges) else None
            rate = (following[3] - following[1]) / (last - first) if following else 0.0
            return max(0.0, after - rate * (last - frame))
        return before + (after - before) * (frame - first) / (last - first)
