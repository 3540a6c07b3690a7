"""The sound device: the only file that imports sounddevice, and that only when it is needed."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from vaecomposer.audio.clock import SilentClock, Source
from vaecomposer.audio.hurry import hurry
from vaecomposer.audio.synth import FloatBlock
from vaecomposer.errors import AudioDeviceError

BLOCK_FRAMES = 256
_BLOCKS_AHEAD = 3
"""Blocks the device holds. PortAudio's 'low' is two: any stall of a block is then a drop-out. Three
cost one block of delay (5.8 ms) and forgive stalls twice as long; figures in docs/sound.md."""

_OPENING_BLOCKS = 12
"""Blocks at the beginning of a stream whose drop-outs are not counted: 70 ms."""

_STALL_SECONDS = 4.0
"""A device that has not asked for sound for this long is gone; some never say so.

Not shorter: a sink that nobody listens to (PulseAudio's null sink) may ask every two seconds.
"""

_SWITCH_SECONDS = 0.0005
"""How long another Python thread may hold the interpreter while the audio thread waits for it.

Python's own 5 ms is as long as a whole block: with one busy thread beside it, 9 to 18 drop-outs in
6 s were counted here at 5 ms, and none at 0.5 ms.
"""

_SAFE = "Editing, playing in silence and exporting work."


@dataclass(frozen=True, slots=True)
class OutputDevice:
    """A place where sound can go.

    Attributes:
        name: as the system calls it; what the settings remember.
        index: PortAudio's number, good until the next rescan.
        host_api: such as ALSA, CoreAudio or WASAPI.
        default_sample_rate: frames per second the device prefers.
        is_default: whether the system would choose it.
    """

    name: str
    index: int
    host_api: str
    default_sample_rate: int
    is_default: bool


class Output(Protocol):
    """Where a player is heard: a device, or the silent clock."""

    message: str
    xruns: int
    late: int

    @property
    def is_silent(self) -> bool:
        """Whether nothing can be heard."""
        ...

    @property
    def device_name(self) -> str:
        """Name of the device, "" if silent."""
        ...

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        ...

    @property
    def latency(self) -> float:
        """Seconds from a filled block to the loudspeaker, as the device reports it."""
        ...

    def poll(self) -> str | None:
        """Call from a timer: a sentence if the device has gone since the last call, else None."""
        ...

    def close(self) -> None:
        """Stop driving the player; may be called again."""
        ...


def list_devices(*, rescan: bool = False) -> tuple[OutputDevice, ...]:
    """All output devices.

    Args:
        rescan: look for devices plugged in since the start. Only while no output is open, since
            PortAudio must be started again for it and that ends every stream.

    Raises:
        AudioDeviceError: PortAudio is missing.
    """
    sounddevice = _sounddevice()
    with _quiet_stderr():
        if rescan:
            # sounddevice offers no public way; its documentation names these two.
            sounddevice._terminate()  # noqa: SLF001
            sounddevice._initialize()  # noqa: SLF001
        hosts = sounddevice.query_hostapis()
        default = _default_index(sounddevice)
        return tuple(
            OutputDevice(
                name=str(found["name"]),
                index=int(found["index"]),
                host_api=str(hosts[found["hostapi"]]["name"]),
                default_sample_rate=round(found["default_samplerate"]),
                is_default=found["index"] == default,
            )
            for found in sounddevice.query_devices()
            if found["max_output_channels"] >= 1
        )


def open_output(
    player: Source,
    device_name: str | None = None,
    *,
    block_frames: int = BLOCK_FRAMES,
    sample_rate: int | None = None,
) -> Output:
    """Let a player be heard, or drive it in silence; never raises an `AudioDeviceError`.

    Args:
        player: what to play; its sample rate becomes the device's.
        device_name: a device's name, or None for the system's choice. If it is not there, the
            system's choice is used.
        block_frames: frames a block.
        sample_rate: frames per second; None for what the device prefers. A device that does not
            take this rate is opened at its own.

    Returns:
        The output; its `message` is a sentence if it is not what was asked for, else "".
    """
    try:
        return AudioOutput(player, device_name, block_frames=block_frames, sample_rate=sample_rate)
    except AudioDeviceError as error:
        return SilentClock(player, str(error))


class AudioOutput:
    """A stream of a player's sound to a device.

    When the device goes away, the next `poll` puts the silent clock in its place, so that the
    music runs on from where it was, and says so.

    Attributes:
        message: what the musician should know, "" if all is as asked for.
        xruns: blocks that PortAudio reported as dropped.
        late: blocks asked for later than the device's buffer lasts (a drop-out it may not report).

    Raises:
        AudioDeviceError: there is no PortAudio, no device, or none that takes the sound.
    """

    def __init__(
        self,
        player: Source,
        device_name: str | None = None,
        *,
        block_frames: int = BLOCK_FRAMES,
        sample_rate: int | None = None,
    ) -> None:
        self.message = ""
        # Written by the audio thread (`_finished` by PortAudio's), read by others; single values,
        # read and written whole.
        self.xruns = 0
        self.late = 0
        self._player = player
        self._block_frames = block_frames
        self._wished_rate = sample_rate
        self._last_block_at = time.perf_counter()
        self._allowed_gap = 1.0
        self._finished = False
        self._blocks = 0  # audio thread only: asked for so far
        # Written by the GUI thread, read by the audio thread: from then on it leaves the player
        # alone, so that the silent clock can have it.
        self._released = False
        self._clock: SilentClock | None = None
        self._stream: Any = None
        self._device = self._open(device_name)
        # For the whole process, and for good: sound is the one thing here that cannot wait.
        sys.setswitchinterval(min(sys.getswitchinterval(), _SWITCH_SECONDS))

    @property
    def is_silent(self) -> bool:
        """Whether the device has gone."""
        return self._clock is not None

    @property
    def device_name(self) -> str:
        """The device's name, "" once it has gone."""
        return "" if self._clock is not None else self._device.name

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        return self._player.sample_rate

    @property
    def latency(self) -> float:
        """Seconds, as the device reports them."""
        return 0.0 if self._stream is None else float(self._stream.latency)

    def poll(self) -> str | None:
        """A sentence if the device has gone since the last call; the music then runs on."""
        if self._stream is None:
            return None
        silent_for = time.perf_counter() - self._last_block_at
        if not self._finished and silent_for < _STALL_SECONDS:
            return None
        self._leave_stream()
        self.message = f"{self._device.name} was unplugged. The loop runs on in silence."
        self._clock = SilentClock(self._player, self.message)
        return self.message

    def close(self) -> None:
        """Close the stream, or end the silent clock that took its place."""
        if self._clock is not None:
            self._clock.close()
        elif self._stream is not None:
            stream, self._stream = self._stream, None
            self._released = True
            with _quiet_stderr(), contextlib.suppress(_sounddevice().PortAudioError):
                stream.close()

    def _open(self, device_name: str | None) -> OutputDevice:
        """Open the first device that takes the sound: the one named, then the system's choice."""
        devices = list_devices()
        choices = [d for d in devices if d.name == device_name]
        choices += [d for d in devices if d.is_default and d not in choices]
        if not choices:
            choices = list(devices[:1])
        if not choices:
            raise AudioDeviceError(f"No sound device was found. {_SAFE} Connect one and try again.")
        refusal: AudioDeviceError | None = None
        for device in choices:
            try:
                self._start_near(device)
            except AudioDeviceError as error:
                refusal = refusal or error
                continue
            if refusal is not None:
                self.message = f"{refusal} Playing on {device.name} instead."
            elif device_name is not None and device.name != device_name:
                self.message = f"{device_name} is not connected. Playing on {device.name} instead."
            return device
        raise refusal if refusal is not None else AudioDeviceError(_SAFE)

    def _start_near(self, device: OutputDevice) -> None:
        """Start at the rate wished for, or at the device's own."""
        own = device.default_sample_rate
        if self._wished_rate not in (None, own):
            try:
                self._start(device, self._wished_rate or own)
            except AudioDeviceError:
                self._start(device, own)
                self.message = (
                    f"{device.name} does not run at {self._wished_rate} Hz. Playing at {own} Hz."
                )
            return
        self._start(device, own)

    def _start(self, device: OutputDevice, sample_rate: int) -> None:
        sounddevice = _sounddevice()
        before = self._player.sample_rate
        self._player.set_sample_rate(sample_rate)
        try:
            with _quiet_stderr():
                stream = sounddevice.OutputStream(
                    samplerate=sample_rate,
                    blocksize=self._block_frames,
                    device=device.index,
                    channels=2,
                    dtype="float32",
                    latency=self._block_frames * _BLOCKS_AHEAD / sample_rate,
                    callback=self._callback,
                    finished_callback=self._on_finished,
                )
                self._allowed_gap = stream.latency + self._block_frames / stream.samplerate
                self._last_block_at = time.perf_counter()
                stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            self._player.set_sample_rate(before)
            raise AudioDeviceError(
                f"{device.name} does not take our sound, perhaps because another program uses it. "
                f"{_SAFE} Choose another device, or close that program and try again."
            ) from error
        self._stream = stream

    def _callback(self, out: FloatBlock, _frames: int, _time: Any, status: Any) -> None:
        """Audio thread. sounddevice hands `out` as a writable array (frames, 2)."""
        if self._released:
            out.fill(0.0)
            return
        if not self._blocks:
            hurry(more=True)
        now = time.perf_counter()
        # While a stream opens it may stutter; nothing has been heard of it yet.
        if self._blocks >= _OPENING_BLOCKS:
            if now - self._last_block_at > self._allowed_gap:
                self.late += 1
            if status.output_underflow:
                self.xruns += 1
        self._blocks += 1
        self._last_block_at = now
        self._player.fill(out)

    def _on_finished(self) -> None:
        """PortAudio's thread: the stream has ended, by `close` or by itself."""
        self._finished = True

    def _leave_stream(self) -> None:
        """Let a dead stream be closed elsewhere, for with a lost device that can hang."""
        stream, self._stream = self._stream, None
        self._released = True
        thread = threading.Thread(target=_close_quietly, args=(stream,), daemon=True)
        thread.start()
        thread.join(timeout=0.02)


def _close_quietly(stream: Any) -> None:
    with contextlib.suppress(_sounddevice().PortAudioError):
        stream.close(ignore_errors=True)


def _default_index(sounddevice: Any) -> int:
    """PortAudio's number of the default output, -1 if there is none."""
    try:
        return int(sounddevice.query_devices(kind="output")["index"])
    except (sounddevice.PortAudioError, ValueError):
        return -1


def _sounddevice() -> Any:
    """The module, imported when first needed: it starts PortAudio, which takes 0.2 s.

    Raises:
        AudioDeviceError: the PortAudio library is missing.
    """
    loaded = sys.modules.get("sounddevice")
    if loaded is not None:
        return loaded
    try:
        with _quiet_stderr():
            import sounddevice
    except (ImportError, OSError) as error:
        raise AudioDeviceError(
            f"The sound library PortAudio is missing, so nothing can be heard. {_SAFE} "
            "On Debian or Ubuntu install the package libportaudio2, then start again."
        ) from error
    return sounddevice


@contextlib.contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Keep what ALSA and JACK print on file descriptor 2 off the terminal.

    They write from C, so replacing `sys.stderr` would not help.
    """
    try:
        kept = os.dup(2)
    except OSError:  # no stderr at all, as in a windowed program on Windows
        yield
        return
    try:
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a file
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
