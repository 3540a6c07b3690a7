"""The synthesiser behind one small protocol: General MIDI in, stereo sound out."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

FloatBlock = npt.NDArray[np.float32]
"""Stereo sound, shape (frames, 2), -1..1."""

DEFAULT_SAMPLE_RATE = 48_000
BEND_CENTRE = 8192


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
