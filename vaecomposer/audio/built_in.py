"""The synthesiser inside the program: tinysoundfont."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from vaecomposer.audio.soundfont import default_soundfont
from vaecomposer.audio.synth import DEFAULT_SAMPLE_RATE, FadeOut, FloatBlock, fade_frames
from vaecomposer.errors import SynthError

_SUSTAIN = 64
_BANK = 0
_MAX_VOICES = 256
_GRID = 8
"""Frames; tinysoundfont holds envelopes and filters still for up to 64 frames from where a call
begins, so that its sound depends on the sizes of blocks. Called on a grid of its own, it does not:
bit for bit where blocks are whole grids long, to -65 dB otherwise (-47 dB without). It costs 0.04 ms
for a block of 256 with four dense tracks."""


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
