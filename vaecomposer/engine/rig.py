"""The rig: everything that sounds, in one process: player, instruments, device, live MIDI."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from vaecomposer.audio.fluid import FluidSynthSynth
from vaecomposer.audio.opening import BUILT_IN, FLUIDSYNTH, open_synth
from vaecomposer.audio.player import Player
from vaecomposer.audio.score import Quantum
from vaecomposer.audio.sequencer import Loop
from vaecomposer.audio.synth import DEFAULT_SAMPLE_RATE, FloatBlock, Synth
from vaecomposer.engine.api import (
    DeviceChoice,
    MidiChoice,
    News,
    Readings,
    SynthChoice,
    SynthNews,
)
from vaecomposer.engine.heard import HeardPositions
from vaecomposer.engine.midi import LiveMidi
from vaecomposer.engine.outputs import Devices, Outputs, SoundDevices
from vaecomposer.engine.page import Page
from vaecomposer.music.mix import Mix
from vaecomposer.music.piece import Piece, TempoChange
from vaecomposer.music.swing import Swing
from vaecomposer.music.timing import piece_tempo_map, tempo_map

_CARE_SECONDS = 0.05
_MOST_NEWS = 10_000


class Rig:
    """Plays, in this process. Has the shape of `engine.api.Engine`, which documents its verbs.

    The verbs may come from several threads (commands, MIDI inputs, the caretaker); a lock keeps them
    apart. The audio thread calls `fill`, which takes no lock.

    Args:
        synth: the instruments; those of `SynthChoice()` if None.
        devices: where the sound can go; the computer's devices if None.
        page: where the readings are written for another process.
        midi: live MIDI; None opens no ports ever.
    """

    def __init__(
        self,
        synth: Synth | None = None,
        *,
        devices: Devices | None = None,
        page: Page | None = None,
        midi: Callable[[Rig], LiveMidi] | None = None,
    ) -> None:
        self._news: deque[News] = deque(maxlen=_MOST_NEWS)
        if synth is None:
            synth = self._opened_synth(SynthChoice())
        self.player = Player(synth)
        self.heard = HeardPositions()
        self.outputs = Outputs(self, self.tell, devices or SoundDevices())
        self._page = page
        self._lock = threading.RLock()
        # Written under the lock, read by the audio thread as single values.
        self._replaces = 0
        self.done = 0
        # Written by the audio thread alone; single numbers read by others.
        self._blocks = 0
        self._armed = 0
        self._armed_at = 0.0
        # The rest is written under the lock.
        self._time = (480, tempo_map((TempoChange(0, 500_000),), 480), 0)
        self._loop = Loop()
        self._count_in = 0
        self._leads_in = True
        self._midi = midi(self) if midi is not None else None
        self._closed = threading.Event()
        self._caretaker = threading.Thread(target=self._take_care, name="caretaker", daemon=True)
        self._caretaker.start()

    # --- the audio thread ---------------------------------------------------------------------

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        return self.player.sample_rate

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the rate; only while nothing calls `fill`."""
        self.player.set_sample_rate(sample_rate)
        self.heard.restart(sample_rate)

    def fill(self, block: FloatBlock) -> None:
        """Write the next frames into `block`, shape (frames, 2), and the readings after them."""
        now = time.perf_counter()
        # Read before the block is filled: what is done now, this block takes account of.
        done, replaces = self.done, self._replaces
        self.heard.begin(now + self.outputs.latency)
        self.player.fill(block)
        if self._midi is not None:
            self._midi.send_due()
        self.heard.end(len(block), self.player.position())
        if replaces != self._armed:
            self._armed_at = time.perf_counter()
            self._armed = replaces
        if self._page is not None:
            self._page.write(self.readings(), done, now)
        self._blocks += 1

    @property
    def sound_delay(self) -> float:
        """Seconds by which the built-in sound comes later than the player makes it (the limiter's)."""
        return self.player.latency_frames / self.player.sample_rate

    def readings(self) -> Readings:
        """Position, levels, drop-outs."""
        player, outputs = self.player, self.outputs
        left, right = player.peaks
        first = player.first_sound_at
        return Readings(
            position=player.position(),
            playing=player.is_playing,
            counting_in=player.counting_in,
            load=player.load_meter,
            worst_load=player.worst_load,
            left=left,
            right=right,
            xruns=outputs.xruns,
            late=outputs.late,
            faults=player.faults,
            swaps=player.swaps,
            latency=outputs.latency,
            blocks=self._blocks,
            keys_down=player.keys_down,
            first_sound_at=0.0 if first is None else first,
            armed=self._armed,
            armed_at=self._armed_at,
        )

    # --- transport ----------------------------------------------------------------------------

    def load(self, piece: Piece) -> None:
        """Stand at the start of another piece; playing goes on if it was."""
        with self._lock:
            self._keep(piece)
            self.player.load(piece)

    def replace(self, piece: Piece, quantum: Quantum = Quantum.BEAT) -> None:
        """Let `piece` take over at the next step, beat or bar line."""
        with self._lock:
            self._keep(piece)
            self.player.replace(piece, quantum)
            self._replaces += 1  # after the player knows it

    def _keep(self, piece: Piece) -> None:
        """What others ask about the music: its resolution, tempo and length."""
        self._time = (piece.ticks_per_quarter, piece_tempo_map(piece), piece.length)

    @property
    def ticks_per_quarter(self) -> int:
        """Resolution of the music given last."""
        return self._time[0]

    def bpm_at(self, tick: float) -> float:
        """The tempo written at a tick, quarter notes per minute."""
        resolution, tempo, _ = self._time
        return 60 / (resolution * (tempo.seconds_at(tick + 1) - tempo.seconds_at(tick)))

    def round_end(self, tick: float) -> float:
        """Where the round of the loop that includes `tick` ends: the loop's end, or the music's.

        What is heard is reckoned on from the last block; where that came late, up to a quarter note too far.
        """
        loop, (quarter, _, length) = self._loop, self._time
        return float(loop.end if loop.on and loop.start <= tick <= loop.end + quarter else length)

    def play(self) -> None:
        """Play from the position."""
        with self._lock:
            self.player.play()

    def stop(self) -> None:
        """Stop; notes die away as the instruments do."""
        with self._lock:
            self.player.stop()

    def seek(self, tick: float) -> None:
        """Go to a tick of the piece."""
        with self._lock:
            self.player.seek(tick)

    def set_loop(self, loop: Loop) -> None:
        """Choose the loop region."""
        with self._lock:
            self._loop = loop
            self.player.set_loop(loop.start, loop.end, on=loop.on)

    def set_tempo_factor(self, factor: float) -> None:
        """Play faster or slower than written, as a clock that is followed wants it."""
        with self._lock:
            self.player.set_tempo_factor(factor)

    def set_mix(self, mix: Mix) -> None:
        """Set volume, pan, mute, solo and port of every track."""
        with self._lock:
            self.player.set_mix(mix)
        if self._midi is not None:
            self._midi.use_outputs(mix)

    def set_gain(self, gain: float) -> None:
        """Set the master gain, linear, 0..4."""
        with self._lock:
            self.player.set_gain(gain)

    def set_swing(self, swing: Swing) -> None:
        """Set the swing."""
        with self._lock:
            self.player.set_swing(swing)

    def set_metronome(self, on: bool, volume: float = 0.5) -> None:
        """Let clicks be heard or not."""
        with self._lock:
            self.player.set_metronome(on, volume)

    def set_count_in(self, bars: int) -> None:
        """Let 0 to 2 bars of clicks go before the music."""
        with self._lock:
            self._count_in = bars
            self.player.set_count_in(bars if self._leads_in else 0)

    def lead_in(self, *, allowed: bool) -> None:
        """Whether a count-in may sound: not while another's clock says when to start."""
        with self._lock:
            self._leads_in = allowed
            self.player.set_count_in(self._count_in if allowed else 0)

    def set_clock(self, *, on: bool) -> None:
        """Make MIDI clock or not."""
        with self._lock:
            self.player.set_clock(on)

    def audition(self, track: int, pitch: int, velocity: int) -> None:
        """Let one note be heard now."""
        self.player.audition(pitch, track=track, velocity=velocity)

    def panic(self) -> None:
        """Silence everything at once, here and on every MIDI port."""
        with self._lock:
            self.player.panic()
        if self._midi is not None:
            self._midi.panic()

    # --- devices ------------------------------------------------------------------------------

    def choose_device(self, choice: DeviceChoice) -> None:
        """Send the sound elsewhere; `DeviceNews` tells what came of it."""
        with self._lock:
            self.outputs.choose(choice)

    def rescan(self) -> None:
        """Look for sound devices and MIDI ports anew, and for the device that was chosen."""
        with self._lock:
            self.outputs.rescan()
        if self._midi is not None:
            self._midi.rescan()

    def choose_synth(self, choice: SynthChoice) -> None:
        """Take other instruments; `SynthNews` tells what came of it."""
        synth = self._opened_synth(choice)
        with self._lock:
            self.player.set_synth(synth)

    def choose_midi(self, choice: MidiChoice) -> None:
        """Open and close MIDI ports as wished."""
        if self._midi is not None:
            self._midi.choose(choice)

    def record(self, track: int | None) -> None:
        """Record what the inputs play for `track`; None ends it."""
        if self._midi is not None:
            self._midi.record(track)

    def take_news(self) -> tuple[News, ...]:
        """What has happened since the last call."""
        found = []
        while self._news:
            found.append(self._news.popleft())
        return tuple(found)

    def tell(self, news: News) -> None:
        """Keeps news for `take_news`; from any thread."""
        self._news.append(news)

    def close(self) -> None:
        """End everything; returns when it has ended."""
        self._closed.set()
        self._caretaker.join()
        with self._lock:
            self.outputs.leave()
        if self._midi is not None:
            self._midi.close()

    def _opened_synth(self, choice: SynthChoice) -> Synth:
        path = Path(choice.soundfont) if choice.soundfont else None
        rate = self.player.sample_rate if hasattr(self, "player") else DEFAULT_SAMPLE_RATE
        synth, message = open_synth(path, rate, choice.kind)
        used = getattr(synth, "path", None)
        kind = FLUIDSYNTH if isinstance(synth, FluidSynthSynth) else BUILT_IN
        self.tell(SynthNews(used.stem if used else "Silence", kind, message))
        return synth

    # --- the caretaker ------------------------------------------------------------------------

    def _take_care(self) -> None:
        """Twenty times a second: devices and ports that go and come back."""
        while not self._closed.wait(_CARE_SECONDS):
            self.player.free_retired()
            if self._midi is not None:
                self._midi.take_care()
            with self._lock:
                self.outputs.take_care()
