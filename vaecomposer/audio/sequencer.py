"""The sequencer: plays a score to the exact sample, and lets another take over without a seam."""

from __future__ import annotations

import math

from vaecomposer.audio.held import HeldNotes
from vaecomposer.audio.loop import Loop
from vaecomposer.audio.metronome import CountIn, Metronome
from vaecomposer.audio.midi_clock import MidiClock
from vaecomposer.audio.part import MESSAGE, NOTE_ON, ScoreEvent
from vaecomposer.audio.router import Router
from vaecomposer.audio.score import Quantum, Score, Setting, empty_score
from vaecomposer.audio.synth import FloatBlock, Synth
from vaecomposer.audio.timeline import ROUNDING, Timeline
from vaecomposer.audio.voices import Channels, Voices
from vaecomposer.music.mix import Mix, TrackMix, is_heard, mix_of
from vaecomposer.music.swing import Swing

__all__ = ["Loop", "Sequencer"]

_NEVER = 1 << 62
_HAIR = 1e-6
"""Ticks."""


class Sequencer:
    """Plays a `Score` on a `Synth`. Lives on one thread, the one that renders.

    An event at the exact (fractional) frame x is played at the start of frame floor(x); where
    ticks fall is the `Timeline`'s to say.

    Args:
        synth: what to play on; one that is not a `Router` is wrapped in one.

    Attributes:
        router: the synth, and the ports of tracks that play elsewhere.
        score: what is playing now, on the channels the mix gives its tracks.
        tick: the position, reached at the end of the last block.
        playing: whether the position moves.
        swaps: how often a score has taken over.
        count_in_bars: how many bars to count before playing.
        metronome, clock: what clicks, and what tells other machines where the music is.
    """

    def __init__(self, synth: Synth) -> None:
        self.router = synth if isinstance(synth, Router) else Router(synth)
        self.score = empty_score()
        self.tick = 0.0
        self.playing = False
        self.swaps = 0
        self.count_in_bars = 0
        self.metronome = Metronome(synth.sample_rate)
        self.clock = MidiClock(self.router)
        self.voices = Voices(self.router)
        self._channels = Channels(self.router)
        self._held = HeldNotes(self.voices)
        self._time = Timeline(self.score, synth.sample_rate)
        self._time.anchor(0.0, self.router.frame)
        self._unrouted = self.score  # the score as it was given
        self._mix: Mix = ()
        self._loop = Loop()
        self._count_in: CountIn | None = None
        self._index = 0  # of the next event
        self._played = -1  # tick of the last event played since the position last jumped
        self._limit = 0  # tick where playing stops or turns back
        self._turn_to = -1  # tick where the loop turns back to; -1 if playing stops at the limit
        self._pending: Score | None = None
        self._swap_tick = _NEVER
        self._next_swing: Swing | None = None
        self._swing_tick = _NEVER

    @property
    def synth(self) -> Router:
        """What is played on."""
        return self.router

    @property
    def is_running(self) -> bool:
        """Whether the music plays or is being counted in."""
        return self.playing or self._count_in is not None

    @property
    def counting_in(self) -> float | None:
        """Beats until the music starts, None while none are counted."""
        return None if self._count_in is None else self._count_in.beats_left

    # --- what the player asks for -------------------------------------------------------------

    def load(self, score: Score) -> None:
        """Let go of everything and stand at the start of another score."""
        self._held.release_all()
        self._set_score(score)
        self._jump(0)

    def replace(self, score: Score, quantum: Quantum) -> None:
        """Let `score` take over at the next line; at once while nothing is playing.

        Also at once if it has the very same notes, as when only the tempo has changed: a hand on the
        tempo wants to hear it, and there is nothing to wait for.
        """
        if not self.playing:
            self._take_over(score, self.tick)
            return
        if self._pending is None and score.parts == self._unrouted.parts:
            # Past the events that have been played, even if rounding puts the position on them.
            tick = max(self.tick, self._played + _HAIR)
            self._time.anchor(tick, self.router.frame)
            self._take_over(score, tick)
            return
        self._pending = score
        self._swap_tick = self.score.next_line(self._earliest(), quantum)

    def start(self) -> None:
        """Play from the position; from the start (of the loop) at the end of the music.

        With a count-in, that is counted first, and the position stays meanwhile.
        """
        if self.is_running:
            return
        at = self.tick
        if at >= self.score.length:
            at = max(0, self._turn_to)
        if self.count_in_bars:
            self._locate(at, self.router.frame)
            self._count()
        else:
            self._begin(at, self.router.frame)

    def stop(self) -> None:
        """Stand still. Notes are let go and die away as the instruments do, so nothing clicks."""
        self.playing = False
        self._count_in = None
        self.clock.stop(self.router.frame)
        self._held.release_all()
        self._channels.lift_pedals()
        self._apply_swing()
        if self._pending is not None:
            self._take_over(self._pending, self.tick)

    def seek(self, tick: float) -> None:
        """Go to `tick`; notes are let go, and the channels set as they are there.

        A count-in begins again, in the tempo and metre there.
        """
        self._held.release_all()
        if self._pending is not None:
            self._install(self._pending)
        self._jump(max(0.0, tick))

    def set_loop(self, loop: Loop) -> None:
        """Choose the loop region, in ticks of its own resolution."""
        self._loop = loop
        self._set_limit()

    def set_tempo_factor(self, factor: float) -> None:
        """Play `factor` times as fast as written. The musical position stays."""
        self._time.factor = factor
        self._time.anchor(self.tick, self.router.frame)
        self._set_limit()

    def set_swing(self, swing: Swing) -> None:
        """Swing otherwise from the next beat on, where all swings agree; at once while stopped.

        So the musical position stays, and neither the beat nor MIDI clock lurches.
        """
        self._next_swing = swing
        if self.playing:
            self._swing_tick = self.score.next_line(self._earliest(), Quantum.BEAT)
        else:
            self._apply_swing()

    def set_clock(self, *, on: bool) -> None:
        """Send MIDI clock, or no more."""
        self.clock.set_on(on=on, quarter=self._quarter(), frame=self.router.frame)

    def set_mix(self, mix: Mix) -> None:
        """Take the mixer's settings; notes of tracks that fall silent or move are let go."""
        before = self.score.channels
        self._mix = mix
        self._route()
        self._held.release_unheard(self.score, mix)
        self._assign_mix()
        if self.score.channels != before:
            self._channels.settle(self._settings_here())

    def set_by_hand(self, setting: Setting, value: int) -> None:
        """Set what the musician moves on a keyboard; see `Channels`."""
        self._channels.set_by_hand(setting, value)

    def give_back(self) -> None:
        """Let the score set again what the musician has moved."""
        self._channels.give_back(self._settings_here())

    def panic(self) -> None:
        """Silence everything and set all channels anew."""
        self.router.panic()
        self.metronome.silence()
        self._held.forget()
        self.voices.forget()
        self._channels.forget()
        self._channels.settle(self._settings_here())

    def set_synth(self, synth: Synth) -> Synth:
        """Play on another synth of the same rate from the next frame on; returns the old one.

        Notes that sound are cut; the music goes on with the next ones.
        """
        self._held.release_all()
        old, self.router.synth = self.router.synth, synth
        self.panic()
        return old

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the synth's rate, keeping the musical position; only while nothing renders."""
        self._held.release_all()
        self.router.set_sample_rate(sample_rate)
        self.metronome.set_sample_rate(sample_rate)
        self.panic()
        self._time.sample_rate = sample_rate
        self._time.anchor(self.tick, self.router.frame)
        self._set_limit()

    # --- rendering ----------------------------------------------------------------------------

    def render(self, out: FloatBlock) -> None:
        """Write the next `len(out)` frames, playing each event at its own frame."""
        start = self.router.frame
        end, done = start + len(out), 0
        if self._count_in is not None:
            done = self._render_count_in(out, self._count_in)
        while self.playing:
            tick = min(self._next_event_tick(), self._swap_tick, self._swing_tick, self._limit)
            at = math.floor(self._time.frame_at(tick) + ROUNDING) - start
            if at >= len(out):
                break
            if at > done:
                self.router.render(out[done:at])
                done = at
            self._follow(tick, start)
            self._perform(tick)
        if done < len(out):
            self.router.render(out[done:])
        if self.playing:
            self.metronome.follow(self._time, start, math.inf, end)
            self.clock.run(self._time, math.inf, end)
            self.tick = min(self._time.tick_at(end), float(self._limit))
        self.metronome.mix(out)

    def _render_count_in(self, out: FloatBlock, count: CountIn) -> int:
        """Click before the music; returns how many frames of `out` are done when it starts."""
        start = self.router.frame
        begins = count.advance(len(out), self._time.frames_per_quarter(count.tick), self.metronome)
        if begins is None:
            return 0
        done = math.floor(begins + ROUNDING)
        if done:
            self.router.render(out[:done])
        self._count_in = None
        self._begin(count.tick, start + begins)
        return done

    def _follow(self, tick: int, start: int) -> None:
        """Click and send clock up to what falls on `tick`; a line's own come after it."""
        line = tick >= self._limit or tick >= self._swap_tick or tick >= self._swing_tick
        self.metronome.follow(self._time, start, tick if line else tick + 0.5, _NEVER)
        straight = self._time.straight(tick)
        self.clock.run(self._time, straight - 1e-6 if line else straight + 1e-3, _NEVER)

    def _next_event_tick(self) -> int:
        ticks = self.score.ticks
        return ticks[self._index] if self._index < len(ticks) else _NEVER

    def _perform(self, tick: int) -> None:
        """Do what falls on `tick`: turn back at a loop's end, take over, stop, or play events."""
        at_limit = tick >= self._limit
        swaps = tick >= self._swap_tick
        if swaps and self._pending is not None and not (at_limit and self._turn_to >= 0):
            self._time.anchor(tick, self._frame_of(tick))
            self._take_over(self._pending, tick)
        elif at_limit:
            self._turn(tick)
        elif tick >= self._swing_tick:
            frame = self._frame_of(tick)
            self._apply_swing()
            self._time.anchor(tick, frame)
        else:
            events, ticks = self.score.events, self.score.ticks
            self._played = tick
            while self._index < len(ticks) and ticks[self._index] == tick:
                event = events[self._index]
                self._index += 1  # first, so that an event that breaks is not met again
                self._play(event)

    def _turn(self, tick: int) -> None:
        """At the limit: back to the loop's start, or stop at the end of the music."""
        frame = self._frame_of(tick)
        self._held.release_all()
        if self._turn_to >= 0:
            if self._pending is not None:
                self._install(self._pending)  # the jump is a line of every quantum
                self._set_limit()
            self._apply_swing()
            self._locate(max(0, self._turn_to), frame)
            self.clock.jump(self._quarter(), self.router.frame)
        else:
            self.tick = float(self.score.length)
            self.stop()

    def _play(self, event: ScoreEvent) -> None:
        _, rank, _, track, a, b, c = event
        if rank == NOTE_ON:
            if is_heard(self._mix, track):
                self._held.strike(track, a, event[0], b, self.score.channels[track])
        elif rank == MESSAGE:
            for channel in self.score.targets[track]:
                self._channels.set((channel, a, b), c)
        else:
            self._held.end(track, a, b)

    # --- taking over --------------------------------------------------------------------------

    def _take_over(self, score: Score, tick: float) -> None:
        """Make `score` the one that plays, from `tick` of the old one, with no seam.

        A key both hold here sounds on, under the new score's notes and ends; one only the old
        holds is let go; one only the new holds began earlier and is left out.
        """
        before, resolution = self.score, self.score.ticks_per_quarter
        self._install(score)
        score = self.score
        if score.ticks_per_quarter != resolution:
            tick = tick * score.ticks_per_quarter / resolution
            if self.playing:
                tick = round(tick)  # a line falls on a whole tick
        self._held.hand_over(before, score, tick, self._mix)
        # While a line is being performed, the anchor is there.
        self._locate(tick, self._time.anchor_frame if self.playing else self.router.frame)
        if self._next_swing is not None:
            self._swing_tick = score.next_line(tick, Quantum.BEAT)

    def _install(self, score: Score) -> None:
        self._set_score(score)
        self.swaps += 1

    def _set_score(self, score: Score) -> None:
        self._unrouted = score
        self._pending, self._swap_tick = None, _NEVER
        self._route()
        self._assign_mix()

    def _route(self) -> None:
        """Let the tracks of the score play where the mix wants them."""
        self.score = self.router.route(self._unrouted, self._mix)
        self._time.set_score(self.score)

    def _assign_mix(self) -> None:
        by_channel: dict[int, TrackMix] = {}
        for track, channel in enumerate(self.score.channels):
            by_channel.setdefault(channel, mix_of(self._mix, track))
        self._channels.set_mix(by_channel)

    # --- position -----------------------------------------------------------------------------

    def _begin(self, tick: float, frame: float) -> None:
        """Let the music move from `tick`, which falls on `frame`."""
        self.playing = True
        self._locate(tick, frame)
        self.clock.start(self._quarter(), self.router.frame)

    def _jump(self, tick: float) -> None:
        """Go on (or stand) at `tick` from the next frame on."""
        self._apply_swing()
        self._locate(tick, self.router.frame)
        self.clock.jump(self._quarter(), self.router.frame)
        if self._count_in is not None:
            self._count()

    def _count(self) -> None:
        self._count_in = CountIn(self.score, self.tick, self.count_in_bars)

    def _locate(self, tick: float, frame: float) -> None:
        """Stand at `tick` of the score, which falls on `frame`; the events there come next."""
        self.tick = float(tick)
        self._played = -1
        self._index = self.score.index_at(tick)
        self._time.anchor(tick, frame)
        self._set_limit()
        self.metronome.locate(self.score, tick)
        self._channels.settle(self.score.settings_at(tick))

    def _apply_swing(self) -> None:
        if self._next_swing is not None:
            self._time.set_swing(self._next_swing)
            self._time.anchor(self.tick, self.router.frame)
        self._next_swing, self._swing_tick = None, _NEVER

    def _frame_of(self, tick: int) -> float:
        """The exact frame of a tick that is being performed; now if it lies in the past.

        It does after a seek past the end of the music, whose end is then performed at once.
        """
        frame = self._time.frame_at(tick)
        return frame if frame > self.router.frame - 1 else float(self.router.frame)

    def _earliest(self) -> float:
        """Where the next line may lie: one whose events have been played is past."""
        return max(self.tick - 1e-3, self._played + 1)  # even if rounding puts it here

    def _quarter(self) -> float:
        """The position in straight quarters."""
        return self._time.straight(self.tick) / self.score.ticks_per_quarter

    def _settings_here(self) -> dict[Setting, int]:
        """What the channels should be set to after the events already played."""
        return self.score.settings_at(max(self.tick, self._played + 0.5))

    def _set_limit(self) -> None:
        """Where playing turns back or stops, from where it stands now."""
        self._limit, self._turn_to = self._loop.bounds(self._time, self.tick)
