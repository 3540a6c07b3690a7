"""FluidSynth, where the system has it: the same SoundFonts with reverb, chorus and modulators."""

from __future__ import annotations

import contextlib
import io
import weakref
from collections.abc import Callable
from ctypes import c_char_p, c_int, c_void_p
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from vaecomposer.audio.soundfont import default_soundfont
from vaecomposer.audio.synth import DEFAULT_SAMPLE_RATE, FadeOut, FloatBlock, fade_frames
from vaecomposer.errors import SynthError

GAIN = 0.8
"""FluidSynth's master gain; makes it about as loud as the built-in synth."""

MOST_CHANNELS = 256
_BANK, _BANK_LSB = 0, 32
_DRUM_BANK = 128
_MELODIC, _DRUMS = 0, 1
_POLYPHONY = 256
_LOG_LEVELS = 5
_BUFFER = 64
"""Frames FluidSynth renders at a time; what it is told takes effect at the next such block."""


def fluidsynth_fault() -> str:
    """Why FluidSynth cannot be used here, a sentence; "" if it can."""
    try:
        _library()
    except SynthError as error:
        return str(error)
    return ""


class FluidSynthSynth:
    """A SoundFont played by FluidSynth through pyfluidsynth, which lets go of the GIL meanwhile.

    What it is told takes effect at the next of its own blocks of 64 frames, up to 1.3 ms late at
    48 kHz; the built-in synth is exact to the frame.

    Args:
        path: an SF2 or SF3 file; the default SoundFont if None.
        sample_rate: frames per second.
        channels: how many, rounded up to a multiple of 16, at most 256.
        reverb, chorus: whether they are on.

    Raises:
        SynthError: no library, no SoundFont, or an unreadable one.
    """

    def __init__(
        self,
        path: Path | None = None,
        sample_rate: int = DEFAULT_SAMPLE_RATE,
        *,
        channels: int = MOST_CHANNELS,
        reverb: bool = True,
        chorus: bool = True,
    ) -> None:
        self._lib = _library()
        self.path = default_soundfont() if path is None else path
        self._channels = min(MOST_CHANNELS, -(-max(1, channels) // 16) * 16)
        self._reverb, self._chorus = reverb, chorus
        self._banks: dict[int, int] = {}
        self._programs: dict[int, tuple[int, int, bool]] = {}  # channel: bank, program, drums
        self._fade = FadeOut()
        self._close: Callable[[], object] | None = None
        self._open(sample_rate)

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        return self._sample_rate

    @property
    def channels(self) -> int:
        """How many were asked for."""
        return self._channels

    @property
    def reverb(self) -> bool:
        """Whether there is reverb."""
        return self._reverb

    @property
    def chorus(self) -> bool:
        """Whether there is chorus."""
        return self._chorus

    def set_reverb(self, *, on: bool) -> None:
        """Switch the reverb."""
        self._reverb = on
        self._lib.set_reverb_on(self._synth, int(on))

    def set_chorus(self, *, on: bool) -> None:
        """Switch the chorus."""
        self._chorus = on
        self._lib.set_chorus_on(self._synth, int(on))

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the rate: a new FluidSynth, since it cannot change while it lives."""
        # The old one lives until the new one stands, so that samples in memory are used again.
        self._fade.forget()
        self._open(sample_rate)
        self._restore_programs()

    def note_on(self, channel: int, key: int, velocity: int) -> None:
        """Start a note."""
        self._lib.note_on(self._synth, channel, key, velocity)

    def note_off(self, channel: int, key: int) -> None:
        """Let go of a key, or leave it to the pedal."""
        self._lib.note_off(self._synth, channel, key)

    def program(self, channel: int, program: int, *, is_drums: bool) -> None:
        """Choose an instrument; one the SoundFont lacks becomes its first piano or drum kit."""
        if not 0 <= channel < self._channels:
            return
        bank = self._banks.get(channel, 0)
        self._programs[channel] = (bank, program, is_drums)
        self._select(channel, bank, program, is_drums=is_drums)

    def control(self, channel: int, controller: int, value: int) -> None:
        """Set a controller; a bank waits for its program."""
        if controller == _BANK:
            self._banks[channel] = value
        elif controller != _BANK_LSB:
            self._lib.control(self._synth, channel, controller, value)

    def pitch_bend(self, channel: int, value: int) -> None:
        """Bend a channel."""
        self._lib.bend(self._synth, channel, value)

    def all_off(self) -> None:
        """Let go of every key and pedal."""
        for channel in self._programs:
            self._lib.control(self._synth, channel, 64, 0)
        self._lib.all_notes_off(self._synth, -1)

    def panic(self) -> None:
        """Fade everything out within about 10 ms, reverb too; instruments stay as they are."""
        lib, rest = self._lib, np.zeros((_BUFFER, 2), np.float32)
        frames = fade_frames(self._sample_rate)
        # To the end of FluidSynth's own block, or the rest of that would sound after the fade.
        frames += -(self._rendered + frames) % _BUFFER
        fading = np.zeros((frames, 2), np.float32)
        self.render(fading)
        lib.all_sounds_off(self._synth, -1)
        # That takes effect in FluidSynth's next block, and a reset before would undo it; the second
        # reset ends the reverb of that block.
        for _ in range(2):
            self.render(rest)
            lib.system_reset(self._synth)
        self._fade.keep(fading)
        self._restore_programs()

    def render(self, out: FloatBlock) -> None:
        """Write the next frames into `out`, a C-contiguous float32 array (frames, 2)."""
        at, frames = out.ctypes.data, len(out)
        self._lib.write_float(self._synth, frames, at, 0, 2, at, 1, 2)
        self._rendered += frames
        self._fade.mix(out)

    def _open(self, sample_rate: int) -> None:
        lib = self._lib
        if not _is_soundfont(self.path):
            # FluidSynth would try it as other kinds of file, which complain on the terminal.
            raise _unreadable(self.path)
        settings = lib.new_settings()
        numbers = (
            ("synth.midi-channels", self._channels),
            ("synth.polyphony", _POLYPHONY),
            ("synth.threadsafe-api", 0),  # one thread at a time calls it; so it need not lock
            ("synth.reverb.active", int(self._reverb)),
            ("synth.chorus.active", int(self._chorus)),
        )
        for name, number in numbers:
            lib.set_int(settings, name.encode(), number)
        lib.set_num(settings, b"synth.sample-rate", float(sample_rate))
        lib.set_num(settings, b"synth.gain", GAIN)
        synth = lib.new_synth(settings)
        if not synth:
            lib.delete_settings(settings)
            raise SynthError("FluidSynth could not be started. The built-in synthesiser works.")
        font = lib.load(synth, str(self.path).encode(), 1)
        close = weakref.finalize(self, _close, lib, synth, settings)
        if font < 0:
            close()
            raise _unreadable(self.path)
        if self._close is not None:
            self._close()  # the one of the old rate
        self._close, self._synth, self._font = close, synth, font
        self._sample_rate = sample_rate
        self._rendered = 0  # since FluidSynth began, to know where its own blocks lie

    def _select(self, channel: int, bank: int, program: int, *, is_drums: bool) -> None:
        lib, synth = self._lib, self._synth
        lib.set_channel_type(synth, channel, _DRUMS if is_drums else _MELODIC)
        choices = ((bank, program), (0, program), (0, 0))
        if is_drums:
            choices = ((_DRUM_BANK, program), (_DRUM_BANK, 0), (0, 0))
        for number in choices:
            if lib.select(synth, channel, self._font, *number) == 0:
                return  # otherwise this SoundFont has no such preset

    def _restore_programs(self) -> None:
        for channel, (bank, program, is_drums) in self._programs.items():
            self._select(channel, bank, program, is_drums=is_drums)


class _Library:
    """The functions of libfluidsynth used here, with pyfluidsynth's way of declaring them."""

    def __init__(self, module: ModuleType) -> None:
        def function(name: str, result: Any, *types: Any) -> Any:
            arguments = ((f"a{i}", kind, 1) for i, kind in enumerate(types))
            return module.cfunc(f"fluid_{name}", result, *arguments)

        synth, number, address = c_void_p, c_int, c_void_p
        self.new_settings = module.new_fluid_settings
        self.delete_settings = module.delete_fluid_settings
        self.set_int = module.fluid_settings_setint
        self.set_num = module.fluid_settings_setnum
        self.new_synth = module.new_fluid_synth
        self.delete_synth = module.delete_fluid_synth
        self.load = function("synth_sfload", number, synth, c_char_p, number)
        self.select = module.fluid_synth_program_select
        self.note_on = module.fluid_synth_noteon
        self.note_off = module.fluid_synth_noteoff
        self.bend = module.fluid_synth_pitch_bend
        self.control = module.fluid_synth_cc
        self.system_reset = module.fluid_synth_system_reset
        self.all_sounds_off = module.fluid_synth_all_sounds_off
        self.all_notes_off = module.fluid_synth_all_notes_off
        self.set_channel_type = function("synth_set_channel_type", number, synth, number, number)
        self.set_reverb_on = function("synth_set_reverb_on", None, synth, number)
        self.set_chorus_on = function("synth_set_chorus_on", None, synth, number)
        self.write_float = function(
            "synth_write_float",
            *(number, synth, number, address, number, number, address, number, number),
        )
        self._set_log = function("set_log_function", c_void_p, number, c_void_p, c_void_p)
        if None in vars(self).values():
            raise SynthError(
                "The FluidSynth on this computer is too old. The built-in synthesiser works; "
                "FluidSynth 2 or later is needed."
            )
        for level in range(_LOG_LEVELS):
            self._set_log(level, None, None)  # it would write to the terminal


def _library() -> _Library:
    try:
        # pyfluidsynth tells where it found the library if CI is set.
        with contextlib.redirect_stdout(io.StringIO()):
            import fluidsynth
    except (ImportError, OSError) as error:
        raise SynthError(
            "FluidSynth is not on this computer. The built-in synthesiser works. "
            "To use FluidSynth, install it (Debian and Ubuntu: libfluidsynth3, macOS: "
            "brew install fluid-synth) and start again."
        ) from error
    return _Library(fluidsynth)


def _is_soundfont(path: Path) -> bool:
    """Whether a file begins as a SoundFont does: a RIFF of the form sfbk."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return False
    return head[:4] == b"RIFF" and head[8:] == b"sfbk"


def _unreadable(path: Path) -> SynthError:
    return SynthError(
        f"{path.name} could not be read as a SoundFont. "
        "Choose another .sf2 or .sf3 file in the sound settings."
    )


def _close(lib: _Library, synth: Any, settings: Any) -> None:
    lib.delete_synth(synth)
    lib.delete_settings(settings)
