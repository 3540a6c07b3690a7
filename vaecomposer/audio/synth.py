"""The synthesiser behind one small protocol: General MIDI in, stereo sound out."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from vaecomposer.audio.soundfont import default_soundfont
from vaecomposer.errors import SynthError

FloatBlock = npt.NDArray[np.float32]
"""Stereo sound, shape (frames, 2), -1..1."""

DEFAULT_SAMPLE_RATE = 48_000
BUILT_IN, FLUIDSYNTH = "tinysoundfont", "fluidsynth"
"""The kinds of synth `open_synth` knows."""

BEND_CENTRE = 8192
_SUSTAIN = 64
_BANK = 0
_MAX_VOICES = 256
_GRID = 8
"""Frames; tinysoundfont holds envelopes and filters still for up to 64 frames from where a call
begins, so that its sound depends on the sizes of blocks. Called on a grid of its own, it does not:
bit for bit where blocks are whole grids long, to -65 dB otherwise (-47 dB without). It costs 0.04 ms
for a block of 256 with four dense tracks."""


class Synth(Protocol):
    """What the sequencer plays on. Channels count from 0; the first 16 are MIDI's own.

    After construction every method may be called on the audio thread, so none may block, lock or
    log. Values are MIDI's: keys, velocities and controllers 0..127, bends 0..16383.
    """

    @property
    def sample_rate(self) -> int:
        """Frames per second of what `render` writes."""
        ...

    @property
    def channels(self) -> int:
        """How many channels can be used at once, at least 16."""
        ...

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the rate; only while nothing renders. Forgets all notes, keeps the channels."""
        ...

    def note_on(self, channel: int, key: int, velocity: int) -> None:
        """Start a note."""
        ...

    def note_off(self, channel: int, key: int) -> None:
        """Let go of a key; the sound dies away as the instrument does."""
        ...

    def program(self, channel: int, program: int, *, is_drums: bool) -> None:
        """Choose the instrument of a channel, of the bank set by controller 0."""
        ...

    def control(self, channel: int, controller: int, value: int) -> None:
        """Set a controller."""
        ...

    def pitch_bend(self, channel: int, value: int) -> None:
        """Bend a channel; 8192 is straight."""
        ...

    def all_off(self) -> None:
        """Let go of every key and pedal."""
        ...

    def panic(self) -> None:
        """Silence everything within about 10 ms, without a click."""
        ...

    def render(self, out: FloatBlock) -> None:
        """Write the next `len(out)` frames into `out`, overwriting it."""
        ...


def fade_frames(sample_rate: int) -> int:
    """How long a panic fades out: 10 ms."""
    return sample_rate // 100


class FadeOut:
    """What a panic leaves of the sound: rendered at once, faded, and heard with the next blocks."""

    def __init__(self) -> None:
        self._sound = np.zeros((0, 2), np.float32)

    def keep(self, sound: FloatBlock) -> None:
        """Let this die away, shape (frames, 2); it is changed."""
        sound *= np.linspace(1.0, 0.0, len(sound), dtype=np.float32)[:, None]
        self._sound = sound

    def mix(self, out: FloatBlock) -> None:
        """Add what is left to the next frames."""
        if len(self._sound):
            part = self._sound[: len(out)]
            out[: len(part)] += part
            self._sound = self._sound[len(out) :]

    def forget(self) -> None:
        """Leave nothing."""
        self._sound = self._sound[:0]


class SoundFontSynth:
    """A SoundFont played by tinysoundfont, embedded in the program.

    tinysoundfont declares pyaudio but imports it only in a method that is not used here. It knows
    no sustain pedal, so the pedal is played here: note-offs wait until it is lifted.

    Args:
        path: an SF2 or SF3 file; the default SoundFont if None.
        sample_rate: frames per second.

    Raises:
        SynthError: no SoundFont, an unreadable one, or no tinysoundfont.
    """

    def __init__(self, path: Path | None = None, sample_rate: int = DEFAULT_SAMPLE_RATE) -> None:
        self.path = default_soundfont() if path is None else path
        try:
            import tinysoundfont
        except ImportError as error:
            raise SynthError(
                "The built-in synthesiser is missing. Editing and MIDI export work. "
                "Install it with: pip install --no-deps tinysoundfont"
            ) from error
        self._synth: Any = tinysoundfont.Synth(samplerate=sample_rate)
        try:
            self._font: int = self._synth.sfload(str(self.path), max_voices=_MAX_VOICES)
        except RuntimeError as error:
            raise SynthError(
                f"{self.path.name} could not be read as a SoundFont. "
                "Choose another .sf2 or .sf3 file in the sound settings."
            ) from error
        self._sample_rate = sample_rate
        self._used: set[int] = set()
        self._banks: dict[int, int] = {}
        # Sustain pedal: channels whose pedal is down, and keys let go while it was.
        self._pedals: set[int] = set()
        self._sustained: set[tuple[int, int]] = set()
        self._fade = FadeOut()
        self._rendered = 0  # frames so far

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        return self._sample_rate

    @property
    def channels(self) -> int:
        """As many as a file could use; tinysoundfont makes them as they are asked for."""
        return 256

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the rate without reading the SoundFont again (which takes 70 ms)."""
        from tinysoundfont import _tinysoundfont as binding

        self.panic()
        self._fade.forget()
        self._sample_rate = sample_rate
        self._synth.samplerate = sample_rate
        font = self._synth.soundfonts[self._font]
        font.set_output(binding.OutputMode.StereoInterleaved, sample_rate, 0.0)
        # One block, so that voices of the old rate are over before the new one begins.
        self.render(np.zeros((sample_rate // 50, 2), np.float32))
        self._rendered = 0  # the grid begins anew, as with a synth opened at this rate

    def note_on(self, channel: int, key: int, velocity: int) -> None:
        """Start a note; a key still sustained by the pedal is struck anew."""
        if channel not in self._used:
            self.program(channel, 0, is_drums=channel == 9)
        if (channel, key) in self._sustained:
            self._sustained.discard((channel, key))
            self._synth.noteoff(channel, key)
        self._synth.noteon(channel, key, velocity)

    def note_off(self, channel: int, key: int) -> None:
        """Let go of a key, or leave it to the pedal."""
        if channel in self._pedals:
            self._sustained.add((channel, key))
        elif channel in self._used:
            self._synth.noteoff(channel, key)

    def program(self, channel: int, program: int, *, is_drums: bool) -> None:
        """Choose an instrument; one the SoundFont lacks becomes its first piano or drum kit."""
        self._used.add(channel)
        choices = ((self._banks.get(channel, 0), program), (0, program), (0, 0))
        for bank, number in choices:
            try:
                self._synth.program_select(channel, self._font, bank, number, is_drums)
            except RuntimeError:
                continue  # this SoundFont has no such preset
            return

    def control(self, channel: int, controller: int, value: int) -> None:
        """Set a controller; bank and pedal are kept here, the others are tinysoundfont's."""
        if controller == _BANK:
            self._banks[channel] = value
        elif controller == _SUSTAIN:
            self._pedal(channel, down=value >= 64)
        else:
            if channel not in self._used:
                self.program(channel, 0, is_drums=channel == 9)
            self._synth.control_change(channel, controller, value)

    def pitch_bend(self, channel: int, value: int) -> None:
        """Bend a channel."""
        if channel in self._used:
            self._synth.pitchbend(channel, value)

    def all_off(self) -> None:
        """Let go of every key and pedal."""
        for channel in tuple(self._pedals):
            self._pedal(channel, down=False)
        for channel in self._used:
            self._synth.control_change(channel, 123, 0)

    def panic(self) -> None:
        """Fade everything out within about 10 ms."""
        self._pedals.clear()
        self._sustained.clear()
        # tinysoundfont's own quick end (10 ms) clicks: it is rendered here and not heard.
        fading = np.zeros((2 * fade_frames(self._sample_rate), 2), np.float32)
        half = len(fading) // 2
        self.render(fading[:half])
        for channel in self._used:
            self._synth.control_change(channel, 120, 0)
        self.render(fading[half:])
        self._fade.keep(fading[:half])

    def render(self, out: FloatBlock) -> None:
        """Write the next frames into `out`, a C-contiguous float32 array (frames, 2)."""
        generate, frames, done = self._synth.generate_simple, len(out), 0
        while done < frames:
            end = min(frames, done + _GRID - self._rendered % _GRID)
            generate(end - done, out[done:end])
            self._rendered += end - done
            done = end
        self._fade.mix(out)

    def _pedal(self, channel: int, *, down: bool) -> None:
        if down:
            self._pedals.add(channel)
            return
        self._pedals.discard(channel)
        for key in [key for c, key in self._sustained if c == channel]:
            self._sustained.discard((channel, key))
            self._synth.noteoff(channel, key)


class SilentSynth:
    """Plays nothing, so that the playhead and editing work without a SoundFont."""

    def __init__(self, sample_rate: int = DEFAULT_SAMPLE_RATE) -> None:
        self._sample_rate = sample_rate

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        return self._sample_rate

    @property
    def channels(self) -> int:
        """As many as MIDI has."""
        return 16

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the rate."""
        self._sample_rate = sample_rate

    def note_on(self, channel: int, key: int, velocity: int) -> None:
        """Play nothing."""

    def note_off(self, channel: int, key: int) -> None:
        """Play nothing."""

    def program(self, channel: int, program: int, *, is_drums: bool) -> None:
        """Play nothing."""

    def control(self, channel: int, controller: int, value: int) -> None:
        """Play nothing."""

    def pitch_bend(self, channel: int, value: int) -> None:
        """Play nothing."""

    def all_off(self) -> None:
        """Play nothing."""

    def panic(self) -> None:
        """Play nothing."""

    def render(self, out: FloatBlock) -> None:
        """Write silence."""
        out.fill(0.0)


def synth_kinds() -> tuple[str, ...]:
    """The kinds of synth at hand on this computer, for `open_synth`; the built-in one first."""
    from vaecomposer.audio.fluid import fluidsynth_fault

    found = [BUILT_IN] if importlib.util.find_spec("tinysoundfont") is not None else []
    return (*found, FLUIDSYNTH) if not fluidsynth_fault() else tuple(found)


def open_synth(
    path: Path | None = None, sample_rate: int = DEFAULT_SAMPLE_RATE, kind: str = BUILT_IN
) -> tuple[Synth, str]:
    """The SoundFont's synth, or the default one's, or a silent one; never raises.

    Args:
        path: the SoundFont the user chose, or None for the default.
        sample_rate: frames per second.
        kind: `BUILT_IN` or `FLUIDSYNTH`; where the one cannot be used, the other is.

    Returns:
        The synth, and a sentence saying why it is not the one asked for ("" if it is).
    """
    message = ""
    kinds = (FLUIDSYNTH, BUILT_IN) if kind == FLUIDSYNTH else (BUILT_IN, FLUIDSYNTH)
    for choice in (path, None) if path is not None else (None,):
        for name in kinds:
            try:
                return _opened(name, choice, sample_rate), message
            except SynthError as error:
                message = message or str(error)
    return SilentSynth(sample_rate), message


def _opened(kind: str, path: Path | None, sample_rate: int) -> Synth:
    if kind == FLUIDSYNTH:
        from vaecomposer.audio.fluid import FluidSynthSynth

        return FluidSynthSynth(path, sample_rate)
    return SoundFontSynth(path, sample_rate)
