"""The mixer's settings as MIDI controllers."""

from __future__ import annotations

from vaecomposer.music.mix import TrackMix


def mixed_volume(value: int, mix: TrackMix) -> int:
    """Controller 7 after the mixer. The synth's loudness goes with its third power."""
    amplitude: float = max(0.0, mix.volume) ** (1 / 3)
    return max(0, min(127, round(value * amplitude)))


def mixed_pan(value: int, mix: TrackMix) -> int:
    """Controller 10 after the mixer."""
    return max(0, min(127, round(value + 64 * mix.pan)))
