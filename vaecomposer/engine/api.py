"""What the studio and the sound engine say to each other: wishes, readings and news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from vaecomposer.audio.score import Quantum
from vaecomposer.audio.sequencer import Loop
from vaecomposer.music.mix import Mix
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, Piece
from vaecomposer.music.swing import Swing

DEFAULT_BLOCK_FRAMES = 256


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """Where the sound shall go.

    Attributes:
        name: a device's name; None for the system's choice.
        silent: no sound at all; the music runs on by the clock.
        sample_rate: frames per second; None for what the device prefers.
        block_frames: frames a block: fewer are heard sooner, more forgive a busy computer.
    """

    name: str | None = None
    silent: bool = False
    sample_rate: int | None = None
    block_frames: int = DEFAULT_BLOCK_FRAMES


@dataclass(frozen=True, slots=True)
class SynthChoice:
    """Which instruments play: an SF2 or SF3 file (None: the built-in one) and the synthesiser's kind."""

    soundfont: str | None = None
    kind: str = "tinysoundfont"


@dataclass(frozen=True, slots=True)
class MidiChoice:
    """How the engine meets other MIDI programs and instruments.

    Attributes:
        inputs: names of the ports to listen to.
        through_track: track whose instrument the inputs play; None for none.
        clock_outputs: names of the ports that get clock, start, stop and song position.
        follow: name of the input whose clock the transport follows; None for its own.
        taken: `(port, status byte, number)` of what moves something on the screen, and is therefore not
            played through.
        virtual: whether ports named after the program are offered to others (Linux, macOS).
    """

    inputs: tuple[str, ...] = ()
    through_track: int | None = None
    clock_outputs: tuple[str, ...] = ()
    follow: str | None = None
    taken: tuple[tuple[str, int, int], ...] = ()
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class Readings:
    """What the engine shows, read sixty times a second.

    Attributes:
        position: ticks (fractional) of the piece.
        playing: whether the transport runs.
        counting_in: beats of the count-in that are left; None when there is none.
        load: share of a block's time spent filling it, a slowly falling peak.
        worst_load: the largest share so far.
        left, right: peaks, 0..1.
        xruns: blocks the device reported as dropped.
        late: blocks asked for later than the device's buffer lasts.
        faults: blocks of silence because of a defect in this program.
        swaps: how often new notes have taken over.
        latency: seconds from a filled block to the loudspeaker.
        blocks: blocks filled since the start.
        keys_down: keys held on the instruments and ports now.
        first_sound_at: `time.perf_counter()` of the first block that is not silent; 0 before.
        armed: number of the newest `replace` that the audio thread has taken note of.
        armed_at: `time.perf_counter()` at the end of the block in which it did.
    """

    position: float = 0.0
    playing: bool = False
    counting_in: float | None = None
    load: float = 0.0
    worst_load: float = 0.0
    left: float = 0.0
    right: float = 0.0
    xruns: int = 0
    late: int = 0
    faults: int = 0
    swaps: int = 0
    latency: float = 0.0
    blocks: int = 0
    keys_down: int = 0
    first_sound_at: float = 0.0
    armed: int = 0
    armed_at: float = 0.0

    @property
    def drop_outs(self) -> int:
        """Gaps the listener may have heard."""
        return self.xruns + self.late + self.faults


@dataclass(frozen=True, slots=True)
class DeviceNews:
    """The sound goes elsewhere now, or other devices are there.

    Attributes:
        names: output devices, each once.
        current: the one in use; None in silence.
        sample_rate, block_frames: as in use.
        latency: seconds from a filled block to the loudspeaker.
        message: a sentence if this is not what was asked for, else "".
    """

    names: tuple[str, ...]
    current: str | None
    sample_rate: int
    block_frames: int
    latency: float
    message: str = ""


@dataclass(frozen=True, slots=True)
class SynthNews:
    """The instruments in use, and a sentence if they are not those asked for."""

    name: str
    kind: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class PortsNews:
    """The MIDI ports that are there, and a sentence if there can be none."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    message: str = ""


@dataclass(frozen=True, slots=True)
class MidiArrived:
    """A message from an input, for MIDI learn. `time` is `time.perf_counter()` of its arrival."""

    port: str
    time: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Performed:
    """What was played on a keyboard while recording, in ticks of the piece that was playing."""

    track: int
    notes: tuple[Note, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the musician should know."""

    title: str
    sentence: str


News = DeviceNews | SynthNews | PortsNews | MidiArrived | Performed | Trouble


class Engine(Protocol):
    """The sound as the studio sees it. All methods belong to one thread and return at once.

    Two classes have this shape: `engine.rig.Rig`, which plays in this process (tests, tools), and
    `engine.link.SoundProcess`, which has a rig play in another.
    """

    def load(self, piece: Piece) -> None:
        """Stand at the start of another piece; playing goes on if it was."""
        ...

    def replace(self, piece: Piece, quantum: Quantum = Quantum.BEAT) -> None:
        """Let `piece` take over at the next step, beat or bar line."""
        ...

    def play(self) -> None:
        """Play from the position."""
        ...

    def stop(self) -> None:
        """Stop; notes die away as the instruments do."""
        ...

    def seek(self, tick: float) -> None:
        """Go to a tick of the piece."""
        ...

    def set_loop(self, loop: Loop) -> None:
        """Choose the loop region."""
        ...

    def set_mix(self, mix: Mix) -> None:
        """Set volume, pan, mute, solo and port of every track."""
        ...

    def set_gain(self, gain: float) -> None:
        """Set the master gain, linear, 0..4."""
        ...

    def set_swing(self, swing: Swing) -> None:
        """Set the swing."""
        ...

    def set_metronome(self, on: bool, volume: float = 0.5) -> None:
        """Let clicks be heard or not."""
        ...

    def set_count_in(self, bars: int) -> None:
        """Let 0 to 2 bars of clicks go before the music."""
        ...

    def audition(self, track: int, pitch: int, velocity: int) -> None:
        """Let one note be heard now."""
        ...

    def panic(self) -> None:
        """Silence everything at once, here and on every MIDI port."""
        ...

    def choose_device(self, choice: DeviceChoice) -> None:
        """Send the sound elsewhere; `DeviceNews` tells what came of it."""
        ...

    def rescan(self) -> None:
        """Look for sound devices and MIDI ports anew."""
        ...

    def choose_synth(self, choice: SynthChoice) -> None:
        """Take other instruments; `SynthNews` tells what came of it."""
        ...

    def choose_midi(self, choice: MidiChoice) -> None:
        """Open and close MIDI ports as wished."""
        ...

    def record(self, track: int | None) -> None:
        """Record what the inputs play for `track` while the transport runs; None ends it."""
        ...

    def readings(self) -> Readings:
        """Position, levels, drop-outs."""
        ...

    def take_news(self) -> tuple[News, ...]:
        """What has happened since the last call; call it from a timer."""
        ...

    def close(self) -> None:
        """End everything; returns when it has ended."""
        ...
