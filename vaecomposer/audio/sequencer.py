"""The sequencer: plays a score to the exact sample, and lets another take over without a seam."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vaecomposer.audio.part import MESSAGE, NOTE_ON, ScoreEvent
from vaecomposer.audio.score import Quantum, Score, empty_score
from vaecomposer.audio.synth import FloatBlock, Synth
from vaecomposer.audio.voices import Channels, Voices
from vaecomposer.music.mix import Mix, TrackMix, is_heard, mix_of

_NEVER = 1 << 62
_SHORTEST_LOOP = 64
"""Frames; a shorter loop is no music and would keep the sequencer turning inside one block."""

_ROUNDING = 1e-6
"""Frames; what is this close below a frame's start counts as on it."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A region [start, end) in ticks of a resolution, and whether playing stays inside."""

    start: int = 0
    end: int = 0
    on: bool = False
    ticks_per_quarter: int = 480


@dataclass(slots=True)
class _Held:
    """A key that sounds: the channel it was struck on, and the onsets of the notes that hold it."""

    channel: int
    onsets: list[int]


class Sequencer:
    """Plays a `Score` on a `Synth`. Lives on one thread, the one that renders.

    The musical position is counted from an anchor (a tick that fell on a known, fractional frame),
    so that events lie on the same frames whatever the block sizes, and loops do not drift. An
    event at frame x is played at the start of frame floor(x).

    Attributes:
        tick: the position, reached at the end of the last block.
        playing: whether the position moves.
        score: what is playing now.
        swaps: how often a score has taken over.
    """

    def __init__(self, synth: Synth) -> None:
        self.synth = synth
        self.score = empty_score()
        self.tick = 0.0
        self.playing = False
        self.swaps = 0
        self.voices = Voices(synth)
        self._channels = Channels(synth)
        self._held: dict[tuple[int, int], _Held] = {}  # (track, pitch)
        self._mix: Mix = ()
        self._loop = Loop()
        self._factor = 1.0
        self._frame = 0  # frames rendered so far
        self._anchor_tick = 0.0
        self._anchor_frame = 0.0
        self._index = 0  # of the next event
        self._played = -1  # tick of the last event played since the position last jumped
        self._limit = 0  # tick where playing stops or turns back
        self._turn_to = -1  # tick where the loop turns back to; -1 if playing stops at the limit
        self._pending: Score | None = None
        self._swap_tick = _NEVER

    # --- what the player asks for -------------------------------------------------------------

    def load(self, score: Score) -> None:
        """Let go of everything and stand at the start of another score."""
        self._release_all()
        self._pending, self._swap_tick = None, _NEVER
        self.score = score
        self._assign_mix()
        self._locate(0, self._frame)

    def replace(self, score: Score, quantum: Quantum) -> None:
        """Let `score` take over at the next line; at once while nothing is playing."""
        if not self.playing:
            self._take_over(score, self.tick)
            return
        # A line whose events have been played is past, even if rounding puts it here.
        earliest = max(self.tick - 1e-3, self._played + 1)
        self._pending = score
        self._swap_tick = self.score.next_line(earliest, quantum)

    def start(self) -> None:
        """Play from the position; from the start (of the loop) at the end of the music."""
        if self.playing:
            return
        self.playing = True
        at = self.tick
        if at >= self.score.length:
            at = max(0, self._turn_to)
        self._locate(at, self._frame)

    def stop(self) -> None:
        """Stand still. Notes are let go and die away as the instruments do, so nothing clicks."""
        self.playing = False
        self._release_all()
        self._channels.lift_pedals()
        if self._pending is not None:
            self._take_over(self._pending, self.tick)

    def seek(self, tick: float) -> None:
        """Go to `tick`; notes are let go, and the channels set as they are there."""
        self._release_all()
        if self._pending is not None:
            self._install(self._pending)
        self._locate(max(0.0, tick), self._frame)

    def set_loop(self, loop: Loop) -> None:
        """Choose the loop region, in ticks of its own resolution."""
        self._loop = loop
        self._set_limit()

    def set_tempo_factor(self, factor: float) -> None:
        """Play `factor` times as fast as written. The musical position stays."""
        self._anchor(self.tick, self._frame)
        self._factor = factor
        self._set_limit()

    def set_mix(self, mix: Mix) -> None:
        """Take the mixer's settings; notes of tracks that fall silent are let go."""
        self._mix = mix
        self._assign_mix()
        for track, pitch in tuple(self._held):
            if not is_heard(mix, track):
                self._let_go(track, pitch)

    def panic(self) -> None:
        """Silence everything and set all channels anew."""
        self.synth.panic()
        self._held.clear()
        self.voices.forget()
        self._channels.forget()
        self._channels.settle(self.score.settings_at(self.tick))

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the synth's rate, keeping the musical position; only while nothing renders."""
        self._release_all()
        self.synth.set_sample_rate(sample_rate)
        self.panic()
        self._anchor(self.tick, self._frame)
        self._set_limit()

    # --- rendering ----------------------------------------------------------------------------

    def render(self, out: FloatBlock) -> None:
        """Write the next `len(out)` frames, playing each event at its own frame."""
        start, done = self._frame, 0
        while self.playing:
            tick = min(self._next_event_tick(), self._swap_tick, self._limit)
            at = math.floor(self._exact_frame(tick) + _ROUNDING) - start
            if at >= len(out):
                break
            if at > done:
                self.synth.render(out[done:at])
                done = at
            self._perform(tick)
        if done < len(out):
            self.synth.render(out[done:])
        self._frame = start + len(out)
        if self.playing:
            self.tick = min(self._tick_at(self._frame), float(self._limit))

    def _next_event_tick(self) -> int:
        ticks = self.score.ticks
        return ticks[self._index] if self._index < len(ticks) else _NEVER

    def _perform(self, tick: int) -> None:
        """Do what falls on `tick`: turn back at a loop's end, take over, stop, or play events."""
        at_limit = tick >= self._limit
        swaps = tick >= self._swap_tick
        if swaps and self._pending is not None and not (at_limit and self._turn_to >= 0):
            frame = self._exact_frame(tick)
            self._anchor(tick, frame)
            self._take_over(self._pending, tick)
        elif at_limit:
            self._turn(tick)
        else:
            events, ticks = self.score.events, self.score.ticks
            self._played = tick
            while self._index < len(ticks) and ticks[self._index] == tick:
                event = events[self._index]
                self._index += 1  # first, so that an event that breaks is not met again
                self._play(event)

    def _turn(self, tick: int) -> None:
        """At the limit: back to the loop's start, or stop at the end of the music."""
        frame = self._exact_frame(tick)
        self._release_all()
        if self._turn_to >= 0:
            if self._pending is not None:
                self._install(self._pending)  # the jump is a line of every quantum
                self._set_limit()
            self._locate(max(0, self._turn_to), frame)
        else:
            self.tick = float(self.score.length)
            self.stop()

    def _play(self, event: ScoreEvent) -> None:
        _, rank, _, track, a, b, c = event
        if rank == NOTE_ON:
            if is_heard(self._mix, track):
                self._strike(track, a, event[0], b)
        elif rank == MESSAGE:
            for channel in self.score.targets[track]:
                self._channels.set((channel, a, b), c)
        else:
            held = self._held.get((track, a))
            if held is not None and b in held.onsets:
                held.onsets.remove(b)
                if not held.onsets:
                    self._let_go(track, a)

    def _strike(self, track: int, pitch: int, onset: int, velocity: int) -> None:
        """Start a note. A key its track holds already is struck anew and held by both notes."""
        held = self._held.get((track, pitch))
        if held is not None:
            self.voices.release(held.channel, pitch)
            held.onsets.append(onset)
            held.channel = self.score.channels[track]
        else:
            held = self._held[track, pitch] = _Held(self.score.channels[track], [onset])
        self.voices.hold(held.channel, pitch, velocity)

    # --- taking over --------------------------------------------------------------------------

    def _take_over(self, score: Score, tick: float) -> None:
        """Make `score` the one that plays, from `tick` of the old one, with no seam.

        A key both hold here sounds on, under the new score's notes and ends; one only the old
        holds is let go; one only the new holds began earlier and is left out.
        """
        resolution = self.score.ticks_per_quarter
        self._install(score)
        if score.ticks_per_quarter != resolution:
            tick = tick * score.ticks_per_quarter / resolution
            if self.playing:
                tick = round(tick)  # a line falls on a whole tick
        for track, pitch in tuple(self._held):
            held = self._held[track, pitch]
            onsets = score.sounding(track, pitch, math.ceil(tick))
            if onsets and held.channel == score.channels[track] and is_heard(self._mix, track):
                held.onsets = list(onsets)
            else:
                self._let_go(track, pitch)
        self._locate(tick, self._exact_here())

    def _install(self, score: Score) -> None:
        self.score = score
        self._pending, self._swap_tick = None, _NEVER
        self.swaps += 1
        self._assign_mix()

    def _exact_here(self) -> float:
        """The exact frame of the position: the anchor's while a line is being performed."""
        return self._anchor_frame if self.playing else self._frame

    # --- position -----------------------------------------------------------------------------

    def _locate(self, tick: float, frame: float) -> None:
        """Stand at `tick` of the score, which falls on `frame`; the events there come next."""
        self.tick = float(tick)
        self._played = -1
        self._index = self.score.index_at(tick)
        self._anchor(tick, frame)
        self._set_limit()
        self._channels.settle(self.score.settings_at(tick))

    def _anchor(self, tick: float, frame: float) -> None:
        self._anchor_tick, self._anchor_frame = float(tick), float(frame)

    def _frames_per_second(self) -> float:
        return self.synth.sample_rate / self._factor

    def _exact_frame(self, tick: float) -> float:
        tempo = self.score.tempo
        seconds = tempo.seconds_at(tick) - tempo.seconds_at(self._anchor_tick)
        return self._anchor_frame + seconds * self._frames_per_second()

    def _tick_at(self, frame: float) -> float:
        tempo = self.score.tempo
        seconds = (frame - self._anchor_frame) / self._frames_per_second()
        return tempo.tick_at(tempo.seconds_at(self._anchor_tick) + seconds)

    def _set_limit(self) -> None:
        """Where playing turns back or stops, from where it stands now."""
        length = self.score.length
        self._limit, self._turn_to = length, -1
        if not self._loop.on:
            return
        scale = self.score.ticks_per_quarter / self._loop.ticks_per_quarter
        start, end = round(self._loop.start * scale), min(round(self._loop.end * scale), length)
        if not self._is_long_enough(start, end):
            start, end = 0, length  # the region lies outside this music: loop all of it
        if not self._is_long_enough(start, end):
            return
        self._turn_to = start
        # Playing past the region runs to the end of the music before it turns back.
        self._limit = end if self.tick < end else length

    def _is_long_enough(self, start: int, end: int) -> bool:
        tempo = self.score.tempo
        seconds = tempo.seconds_at(end) - tempo.seconds_at(start)
        return end > start and seconds * self._frames_per_second() >= _SHORTEST_LOOP

    # --- notes --------------------------------------------------------------------------------

    def _let_go(self, track: int, pitch: int) -> None:
        held = self._held.pop((track, pitch))
        self.voices.release(held.channel, pitch)

    def _release_all(self) -> None:
        for track, pitch in tuple(self._held):
            self._let_go(track, pitch)

    def _assign_mix(self) -> None:
        by_channel: dict[int, TrackMix] = {}
        for track, channel in enumerate(self.score.channels):
            by_channel.setdefault(channel, mix_of(self._mix, track))
        self._channels.set_mix(by_channel)
