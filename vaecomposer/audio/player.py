"""The player: what the window asks of the sound, and the block function that makes it.

The GUI thread calls the plain verbs; the audio thread (a device's callback, the silent clock, or
an offline render) calls `fill`. Between them stand single references, each written by one thread.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from dataclasses import dataclass, replace

from vaecomposer.audio.level import SILENCE, Level
from vaecomposer.audio.score import Quantum, Score, compile_score, empty_score
from vaecomposer.audio.sequencer import Loop, Sequencer
from vaecomposer.audio.synth import FloatBlock, Synth
from vaecomposer.music.mix import AS_WRITTEN, Mix, TrackMix
from vaecomposer.music.piece import Piece

__all__ = ["AS_WRITTEN", "Loop", "Mix", "Player", "Quantum", "TrackMix"]

MAX_BLOCK = 2048
"""Frames; longer blocks are filled in pieces."""

DEFAULT_GAIN = 1.0
AUDITION_SECONDS = 0.35
_WAITING_KEYS = 256
_NO_LOOP = Loop()


@dataclass(frozen=True, slots=True)
class _Wish:
    """Everything the GUI thread wants of the audio thread; serials count repeated wishes."""

    score: Score
    quantum: Quantum = Quantum.BAR
    loads: int = 0
    playing: bool = False
    plays: int = 0
    tick: float = 0.0
    seeks: int = 0
    panics: int = 0
    loop: Loop = _NO_LOOP
    tempo_factor: float = 1.0
    mix: Mix = ()
    gain: float = DEFAULT_GAIN


_Key = tuple[int, int, int, float]  # track, pitch, velocity, seconds


class Player:
    """Plays a piece on a synth, block by block.

    Every method but `fill` belongs to the GUI thread (or whichever one thread owns the player).
    """

    def __init__(self, synth: Synth) -> None:
        self._sequencer = Sequencer(synth)
        self._level = Level(MAX_BLOCK)
        self._channels = synth.channels
        # Written by the GUI thread, one assignment of a frozen value a wish; read once a block by
        # the audio thread. Safe: a reference is read and written whole, and what it names never
        # changes. The newest wish holds all earlier ones, so none is lost.
        self._wish = _Wish(empty_score())
        # Keys to strike; appended by the GUI thread, taken by the audio thread. Safe: a deque's
        # ends are atomic. Bounded, so that a stopped device does not let it grow.
        self._keys: deque[_Key] = deque(maxlen=_WAITING_KEYS)
        # The rest is written by the audio thread alone. The GUI thread reads single numbers and
        # references, each whole; that two of them may be a block apart does no harm.
        self._seen = self._wish
        self._position = 0.0
        self._seeks_done = 0  # written after `_position`, so that no stale position shows
        self._ended = 0  # `plays` of the wish whose playing reached the end of the music
        self._sounding: list[tuple[int, int, int]] = []  # audio thread only: (until, channel, key)
        self._frames = 0  # audio thread only: frames filled
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

    def audition(
        self, pitch: int, *, track: int = 0, velocity: int = 90, seconds: float = AUDITION_SECONDS
    ) -> None:
        """Let one note be heard now on a track's instrument, playing or not."""
        self._keys.append((track, pitch, velocity, seconds))

    def panic(self) -> None:
        """Silence everything at once and set the instruments anew."""
        self._wish = replace(self._wish, panics=self._wish.panics + 1)

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the rate of the sound. Only while nothing calls `fill`."""
        if sample_rate != self.sample_rate:
            self._sequencer.set_sample_rate(sample_rate)

    # --- GUI thread: what it shows ------------------------------------------------------------

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        return self._sequencer.synth.sample_rate

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
        try:
            for start in range(0, len(block), MAX_BLOCK):
                self._fill(block[start : start + MAX_BLOCK])
        except Exception as fault:  # noqa: BLE001 - an exception would end the stream for good
            block.fill(0.0)
            self._faults += 1
            self._last_fault = repr(fault)
            self._sounding.clear()
            with contextlib.suppress(Exception):
                self._sequencer.panic()
        self._measure(began, len(block))

    def _fill(self, block: FloatBlock) -> None:
        sequencer = self._sequencer
        wish = self._wish
        if wish is not self._seen:
            # Seen first: a wish that cannot be granted must not be tried again in every block.
            seen, self._seen = self._seen, wish
            self._grant(wish, seen)
        self._strike_keys()
        was_playing = sequencer.playing
        sequencer.render(block)
        self._frames += len(block)
        self._level.finish(block, wish.gain, sequencer.synth.sample_rate)
        self._position = sequencer.tick
        self._seeks_done = wish.seeks
        if was_playing and not sequencer.playing:
            self._ended = wish.plays
        if sequencer.swaps != self._swaps:
            self._swaps = sequencer.swaps
            self._last_swap_at = time.perf_counter()
        if self._first_sound_at is None and self._level.loudest > SILENCE:
            self._first_sound_at = time.perf_counter()

    def _grant(self, wish: _Wish, seen: _Wish) -> None:
        """Pass on what is new in a wish. The order makes any mixture of wishes come out right."""
        sequencer = self._sequencer
        if wish.panics != seen.panics:
            self._sounding.clear()
            sequencer.panic()
        if wish.mix is not seen.mix:
            sequencer.set_mix(wish.mix)
        if wish.tempo_factor != seen.tempo_factor:
            sequencer.set_tempo_factor(wish.tempo_factor)
        if not wish.playing and sequencer.playing:
            sequencer.stop()
        if wish.loads != seen.loads:
            sequencer.load(wish.score)
        elif wish.score is not seen.score:
            sequencer.replace(wish.score, wish.quantum)
        if wish.loop != seen.loop:
            sequencer.set_loop(wish.loop)
        if wish.seeks != seen.seeks:
            sequencer.seek(wish.tick)
        if wish.playing and wish.plays != seen.plays:
            sequencer.start()

    def _strike_keys(self) -> None:
        """Strike the keys that wait, and let go of those whose time is over."""
        voices, score = self._sequencer.voices, self._sequencer.score
        if self._sounding:
            for entry in [entry for entry in self._sounding if entry[0] <= self._frames]:
                self._sounding.remove(entry)
                voices.release(entry[1], entry[2])
        while self._keys:
            track, pitch, velocity, seconds = self._keys.popleft()
            channel = score.channel(track)
            voices.hold(channel, pitch, velocity)
            until = self._frames + round(seconds * self.sample_rate)
            self._sounding.append((until, channel, pitch))

    def _measure(self, began: float, frames: int) -> None:
        if not frames:
            return
        rate = self._sequencer.synth.sample_rate
        share = (time.perf_counter() - began) * rate / frames
        self._load = max(share, self._load * 0.1 ** (frames / rate))
        self._worst_load = max(self._worst_load, share)
