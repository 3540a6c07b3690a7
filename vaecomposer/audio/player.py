"""The player: what the window asks of the sound, and the block function that makes it.

The GUI thread calls the plain verbs; the audio thread (a device's callback, the silent clock, or
an offline render) calls `fill`. Between them stand single references, each written by one thread.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from dataclasses import replace

from vaecomposer.audio.keys import Keys
from vaecomposer.audio.level import SILENCE, Level
from vaecomposer.audio.metronome import DEFAULT_VOLUME, LONGEST_COUNT_IN
from vaecomposer.audio.router import CLOCK, MidiOut, Router
from vaecomposer.audio.score import Quantum, compile_score, empty_score
from vaecomposer.audio.sequencer import Loop, Sequencer
from vaecomposer.audio.synth import FloatBlock, Synth
from vaecomposer.audio.wish import DEFAULT_GAIN, Wish
from vaecomposer.music.mix import AS_WRITTEN, Mix, TrackMix
from vaecomposer.music.piece import Piece
from vaecomposer.music.swing import Swing

__all__ = [
    "AS_WRITTEN",
    "CLOCK",
    "DEFAULT_GAIN",
    "Loop",
    "Mix",
    "Player",
    "Quantum",
    "Swing",
    "TrackMix",
]

MAX_BLOCK = 2048
"""Frames; longer blocks are filled in pieces."""

AUDITION_SECONDS = 0.35
_WAITING_KEYS = 1024
_Key = tuple[int, int, int, float]  # track, pitch, velocity, seconds


class Player:
    """Plays a piece on a synth, block by block.

    Every method but `fill` belongs to the GUI thread (or whichever one thread owns the player);
    `play_key` may be called by any thread, and `midi_outbox` emptied by one other.

    Attributes:
        midi_outbox: `(frame, port, data)`: messages for the ports of the mix, and MIDI clock for
            the port `CLOCK`. Appended by the audio thread, to be popped from the left by the thread
            that sends them; see `frame_time` for when a frame is.
        xruns: drop-outs counted by the device.
    """

    def __init__(self, synth: Synth) -> None:
        self._router = Router(synth)
        self._sequencer = Sequencer(self._router)
        self._pressed = Keys(self._sequencer)
        self._level = Level(MAX_BLOCK, synth.sample_rate)
        self.midi_outbox: deque[MidiOut] = self._router.outbox
        self._channels = synth.channels
        # Written by the GUI thread, one assignment of a frozen value a wish; read once a block by
        # the audio thread. Safe: a reference is read and written whole, and what it names never
        # changes. The newest wish holds all earlier ones, so none is lost.
        self._wish = Wish(empty_score())
        # Keys to strike; appended by the GUI thread, taken by the audio thread. Safe: a deque's
        # ends are atomic. Bounded, so that a stopped device does not let it grow.
        self._keys: deque[_Key] = deque(maxlen=_WAITING_KEYS)
        # Messages of a keyboard, (track, data); appended by any thread, taken by the audio thread.
        # Safe for the same reason.
        self._played: deque[tuple[int, bytes]] = deque(maxlen=_WAITING_KEYS)
        # The rest is written by the audio thread alone. The GUI thread reads single numbers and
        # references, each whole; that two of them may be a block apart does no harm.
        self._seen = self._wish
        self._position = 0.0
        self._seeks_done = 0  # written after `_position`, so that no stale position shows
        self._ended = 0  # `plays` of the wish whose playing reached the end of the music
        # Synths no longer played on: appended by the audio thread, freed by `free_retired` on
        # another, since giving a SoundFont's memory back may take long.
        self._retired: deque[Synth] = deque()
        self._counting_in: float | None = None
        self._frame_time = (0, time.perf_counter())  # one tuple, so that both belong together
        self._load = 0.0
        self._worst_load = 0.0
        self._faults = 0
        self._last_fault = ""
        self._first_sound_at: float | None = None
        self._swaps = 0
        self._last_swap_at = 0.0
        # Written by the thread that runs the device's callback, read by the GUI thread.
        self.xruns = 0

    # --- GUI thread: transport ----------------------------------------------------------------

    def load(self, piece: Piece) -> None:
        """Stand at the start of another piece at once; playing goes on if it was."""
        wish = self._wish
        self._wish = replace(
            wish,
            score=compile_score(piece, channels=self._channels, previous=wish.score),
            loads=wish.loads + 1,
            tick=0.0,
            seeks=wish.seeks + 1,
        )

    def replace(self, piece: Piece, quantum: Quantum = Quantum.BEAT) -> None:
        """Let `piece` take over at the next step, beat or bar line, or at once if nothing plays.

        Notes both hold there sound on, notes only the old holds are let go, nothing is struck
        again. Called again before the line, the newest piece takes over there.
        """
        score = compile_score(piece, channels=self._channels, previous=self._wish.score)
        self._wish = replace(self._wish, score=score, quantum=quantum)

    def play(self) -> None:
        """Play from the position, or from the start if the music is over."""
        self._wish = replace(self._wish, playing=True, plays=self._wish.plays + 1)

    def stop(self) -> None:
        """Stop; notes die away as the instruments do."""
        self._wish = replace(self._wish, playing=False)

    def toggle(self) -> None:
        """Play if stopped, stop if playing."""
        if self.is_playing:
            self.stop()
        else:
            self.play()

    def seek(self, tick: float) -> None:
        """Go to `tick` (0 or later) of the piece."""
        self._wish = replace(self._wish, tick=max(0.0, float(tick)), seeks=self._wish.seeks + 1)

    def set_loop(self, start: int, end: int, *, on: bool = True) -> None:
        """Stay inside [start, end), in ticks of the piece given last."""
        resolution = self._wish.score.ticks_per_quarter
        self._wish = replace(self._wish, loop=Loop(start, end, on, resolution))

    def set_tempo_factor(self, factor: float) -> None:
        """Play `factor` (0.1..10) times as fast as written; the musical position is kept."""
        self._wish = replace(self._wish, tempo_factor=max(0.1, min(10.0, factor)))

    def set_mix(self, mix: Mix) -> None:
        """Set every track's volume, pan, mute and solo."""
        self._wish = replace(self._wish, mix=tuple(mix))

    def set_gain(self, gain: float) -> None:
        """Set the master gain, linear, 0..4."""
        self._wish = replace(self._wish, gain=max(0.0, min(4.0, gain)))

    def set_swing(self, swing: Swing) -> None:
        """Swing otherwise from the next beat on; the musical position is kept."""
        self._wish = replace(self._wish, swing=swing)

    def set_metronome(self, on: bool, volume: float = DEFAULT_VOLUME) -> None:
        """Click on the beats while playing, `volume` 0..1; a count-in clicks even if off."""
        volume = max(0.0, min(1.0, volume))
        self._wish = replace(self._wish, metronome=on, metronome_volume=volume)

    def set_count_in(self, bars: int) -> None:
        """Count 0, 1 or 2 bars before playing starts, from the next `play` on."""
        self._wish = replace(self._wish, count_in=max(0, min(LONGEST_COUNT_IN, bars)))

    def set_clock(self, on: bool) -> None:
        """Send MIDI clock to `midi_outbox`, for the port `CLOCK`; see `MidiClock`."""
        self._wish = replace(self._wish, clock=on)

    def play_key(self, track: int, data: bytes) -> None:
        """Play a message of a MIDI keyboard on a track's instrument (or port) now.

        Notes, controllers, the sustain pedal and bends are played; instrument changes and
        aftertouch are not, and the message's channel does not matter. Another `track` than last
        time lets go of the keys held there. Any thread may call this.
        """
        self._played.append((track, data))

    def audition(
        self, pitch: int, *, track: int = 0, velocity: int = 90, seconds: float = AUDITION_SECONDS
    ) -> None:
        """Let one note be heard now on a track's instrument, playing or not."""
        self._keys.append((track, pitch, velocity, seconds))

    def panic(self) -> None:
        """Silence everything at once and set the instruments anew."""
        self._wish = replace(self._wish, panics=self._wish.panics + 1)

    def set_synth(self, synth: Synth) -> None:
        """Play on other instruments from the next block on; the transport is not disturbed.

        Its rate is set to the player's. It must not be used by anything else.
        """
        if synth.sample_rate != self.sample_rate:
            synth.set_sample_rate(self.sample_rate)
        self._channels = synth.channels
        self._wish = replace(self._wish, synth=synth)

    def free_retired(self) -> None:
        """Give back the memory of instruments no longer played on. Not on the audio thread."""
        self._retired.clear()

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the rate of the sound. Only while nothing calls `fill`."""
        if sample_rate != self.sample_rate:
            self._pressed.forget()
            self._sequencer.set_sample_rate(sample_rate)
            waiting = self._wish.synth
            if waiting is not None and waiting is not self._seen.synth:
                waiting.set_sample_rate(sample_rate)  # it takes over with the next block
            self._level.set_sample_rate(sample_rate)

    # --- GUI thread: what it shows ------------------------------------------------------------

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        return self._router.sample_rate

    @property
    def is_playing(self) -> bool:
        """Whether the transport runs, or will from the next block on."""
        wish = self._wish
        return wish.playing and self._ended != wish.plays

    def position(self) -> float:
        """Ticks (fractional) of the piece at the end of the last block filled."""
        wish = self._wish
        return wish.tick if wish.seeks != self._seeks_done else self._position

    @property
    def counting_in(self) -> float | None:
        """Beats left of the count-in, None if none is counted; the position stays meanwhile."""
        return self._counting_in

    @property
    def latency_frames(self) -> int:
        """How many frames the sound comes later than the music it is of (the limiter looks ahead).

        An offline render leaves them out; the position and MIDI messages do not allow for them.
        """
        return self._level.latency_frames

    @property
    def frame_time(self) -> tuple[int, float]:
        """First frame of the last block filled, and `time.perf_counter()` when filling began.

        Frames as in `midi_outbox`. What is heard comes later by the device's latency and by
        `latency_frames`.
        """
        return self._frame_time

    @property
    def keys_down(self) -> int:
        """How many keys are held on the instruments and ports, the musician's own included."""
        return self._sequencer.voices.keys_down

    @property
    def load_meter(self) -> float:
        """Share of a block's time spent filling it, 0..1; a peak that falls in about a second."""
        return self._load

    @property
    def worst_load(self) -> float:
        """The largest share so far."""
        return self._worst_load

    @property
    def peaks(self) -> tuple[float, float]:
        """Left and right peak amplitude, 0..1, falling 20 dB a second."""
        return self._level.peaks

    @property
    def faults(self) -> int:
        """Blocks that were filled with silence because of a defect in this program."""
        return self._faults

    @property
    def last_fault(self) -> str:
        """What the last defect was, for the details of a report."""
        return self._last_fault

    @property
    def first_sound_at(self) -> float | None:
        """`time.perf_counter()` when the first block that is not silent was filled, or None."""
        return self._first_sound_at

    @property
    def swaps(self) -> int:
        """How often a new piece has taken over (loads not counted)."""
        return self._swaps

    @property
    def last_swap_at(self) -> float:
        """`time.perf_counter()` at the end of the block in which the last piece took over."""
        return self._last_swap_at

    # --- audio thread -------------------------------------------------------------------------

    def fill(self, block: FloatBlock) -> None:
        """Write the next frames into `block`, shape (frames, 2). Never raises, locks or logs.

        A defect inside fills silence, lets all notes go, and is counted in `faults`.
        """
        began = time.perf_counter()
        start_frame = self._router.frame
        self._frame_time = (start_frame, began)
        try:
            for start in range(0, len(block), MAX_BLOCK):
                self._fill(block[start : start + MAX_BLOCK])
        except Exception as fault:  # noqa: BLE001 - an exception would end the stream for good
            block.fill(0.0)
            self._faults += 1
            self._last_fault = repr(fault)
            self._pressed.forget()
            self._level.reset()
            with contextlib.suppress(Exception):
                self._sequencer.panic()
            self._router.frame = start_frame + len(block)  # time goes on
        self._measure(began, len(block))

    def _fill(self, block: FloatBlock) -> None:
        sequencer = self._sequencer
        wish = self._wish
        if wish is not self._seen:
            # Seen first: a wish that cannot be granted must not be tried again in every block.
            seen, self._seen = self._seen, wish
            self._grant(wish, seen)
        self._strike_keys()
        was_running = sequencer.is_running
        sequencer.render(block)
        self._level.finish(block, wish.gain, self._router.sample_rate)
        self._position = sequencer.tick
        self._counting_in = sequencer.counting_in
        self._seeks_done = wish.seeks
        if was_running and not sequencer.is_running:
            self._ended = wish.plays
        if sequencer.swaps != self._swaps:
            self._swaps = sequencer.swaps
            self._last_swap_at = time.perf_counter()
        if self._first_sound_at is None and self._level.loudest > SILENCE:
            self._first_sound_at = time.perf_counter()

    def _grant(self, wish: Wish, seen: Wish) -> None:
        """Pass on what is new in a wish. The order makes any mixture of wishes come out right."""
        sequencer = self._sequencer
        self._grant_sound(wish, seen)
        if not wish.playing and sequencer.is_running:
            sequencer.stop()
        if wish.loads != seen.loads:
            self._pressed.release()  # its channels may mean other instruments now
            sequencer.load(wish.score)
        elif wish.score is not seen.score:
            sequencer.replace(wish.score, wish.quantum)
        if wish.loop != seen.loop:
            sequencer.set_loop(wish.loop)
        if wish.seeks != seen.seeks:
            sequencer.seek(wish.tick)
        if wish.playing and wish.plays != seen.plays:
            sequencer.start()

    def _grant_sound(self, wish: Wish, seen: Wish) -> None:
        """Pass on what does not move the position."""
        sequencer = self._sequencer
        if wish.synth is not None and wish.synth is not seen.synth:
            self._pressed.forget()
            self._retired.append(sequencer.set_synth(wish.synth))
        if wish.panics != seen.panics:
            self._pressed.forget()
            sequencer.panic()
        if wish.mix is not seen.mix:
            sequencer.set_mix(wish.mix)
        if wish.tempo_factor != seen.tempo_factor:
            sequencer.set_tempo_factor(wish.tempo_factor)
        if wish.swing != seen.swing:
            sequencer.set_swing(wish.swing)
        if wish.clock != seen.clock:
            sequencer.set_clock(on=wish.clock)
        sequencer.metronome.on = wish.metronome
        sequencer.metronome.volume = wish.metronome_volume
        sequencer.count_in_bars = wish.count_in

    def _strike_keys(self) -> None:
        """Strike the keys that wait, and let go of those whose time is over."""
        frame, rate = self._router.frame, self._router.sample_rate
        self._pressed.end_due(frame)
        while self._keys:
            track, pitch, velocity, seconds = self._keys.popleft()
            self._pressed.audition(track, pitch, velocity, frame + round(seconds * rate))
        while self._played:
            self._pressed.play(*self._played.popleft())

    def _measure(self, began: float, frames: int) -> None:
        if not frames:
            return
        rate = self._router.sample_rate
        share = (time.perf_counter() - began) * rate / frames
        self._load = max(share, self._load * 0.1 ** (frames / rate))
        self._worst_load = max(self._worst_load, share)
