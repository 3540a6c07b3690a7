"""Where the ticks of a score fall in frames: tempo, swing and the player's own speed."""

from __future__ import annotations

from bisect import bisect_right

from vaecomposer.audio.score import Score
from vaecomposer.music.swing import STRAIGHT, Swing, SwingMap

ROUNDING = 1e-6
"""Frames; what is this close below a frame's start counts as on it."""


class Timeline:
    """Counts musical time from an anchor: a tick that falls on a known, fractional frame.

    Because everything is counted from the anchor, events lie on the same frames whatever the block
    sizes, and loops do not drift. Swing bends this time and leaves the events alone, so that loops,
    lines, held notes and the position need not know of it. *Straight* ticks are those before
    swing: a quarter of them lasts as long as the tempo says; MIDI clock is counted in them.

    Attributes:
        score: whose ticks are counted.
        swing: how they are bent.
        factor: how many times as fast as written.
        sample_rate: frames per second.
        anchor_tick, anchor_frame: what is counted from.
    """

    def __init__(self, score: Score, sample_rate: int) -> None:
        self.swing = STRAIGHT
        self.factor = 1.0
        self.sample_rate = sample_rate
        self.anchor_tick = 0.0
        self.anchor_frame = 0.0
        self.set_score(score)

    def set_score(self, score: Score) -> None:
        """Count in the ticks and tempos of another score; anchor anew afterwards."""
        self.score = score
        self._tempo = score.tempo
        self._map = SwingMap(self.swing, score.ticks_per_quarter, score.bars, score.bar_starts)

    def set_swing(self, swing: Swing) -> None:
        """Swing otherwise from now on; anchor anew afterwards."""
        self.swing = swing
        self.set_score(self.score)

    def anchor(self, tick: float, frame: float) -> None:
        """Let `tick` fall on `frame`."""
        self.anchor_tick, self.anchor_frame = float(tick), float(frame)
        self._anchor_seconds = self._tempo.seconds_at(self._map.swung(tick))

    @property
    def frames_per_second(self) -> float:
        """Frames for each second of the score."""
        return self.sample_rate / self.factor

    def frame_at(self, tick: float) -> float:
        """The exact frame `tick` falls on."""
        return self.straight_frame_at(self._map.swung(tick))

    def straight_frame_at(self, straight: float) -> float:
        """The exact frame a straight tick falls on."""
        seconds = self._tempo.seconds_at(straight) - self._anchor_seconds
        return self.anchor_frame + seconds * self.frames_per_second

    def tick_at(self, frame: float) -> float:
        """The (fractional) tick reached at `frame`."""
        seconds = (frame - self.anchor_frame) / self.frames_per_second
        return self._map.unswung(self._tempo.tick_at(self._anchor_seconds + seconds))

    def straight(self, tick: float) -> float:
        """The straight tick that `tick` is played on."""
        return self._map.swung(tick)

    def frames_between(self, start: float, end: float) -> float:
        """How many frames lie between two ticks."""
        return self.frame_at(end) - self.frame_at(start)

    def frames_per_quarter(self, tick: float) -> float:
        """Frames of a quarter in the tempo that holds at `tick`."""
        i = max(0, bisect_right(self._tempo.ticks, tick) - 1)
        seconds = self._tempo.seconds_per_tick[i] * self.score.ticks_per_quarter
        return seconds * self.frames_per_second
