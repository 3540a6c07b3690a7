"""The mixer's settings of each track."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrackMix:
    """How one track is heard.

    Attributes:
        volume: linear amplitude, 1 is as written; 0..2 (about +6 dB is the most MIDI can give).
        pan: -1 (left) to 1 (right), added to what the file asks for.
        mute: whether the track is silent.
        solo: whether tracks that are not solo are silent.
    """

    volume: float = 1.0
    pan: float = 0.0
    mute: bool = False
    solo: bool = False


AS_WRITTEN = TrackMix()

Mix = tuple[TrackMix, ...]
"""One entry a track, in the piece's order; tracks past its end are `AS_WRITTEN`."""


def mix_of(mix: Mix, track: int) -> TrackMix:
    """The settings of a track."""
    return mix[track] if track < len(mix) else AS_WRITTEN


def is_heard(mix: Mix, track: int) -> bool:
    """Whether a track sounds: not muted, and solo if any track is."""
    own = mix_of(mix, track)
    return not own.mute and (own.solo or not any(other.solo for other in mix))


def mixed_volume(value: int, mix: TrackMix) -> int:
    """Controller 7 after the mixer. The synth's loudness goes with its third power."""
    amplitude: float = max(0.0, mix.volume) ** (1 / 3)
    return max(0, min(127, round(value * amplitude)))


def mixed_pan(value: int, mix: TrackMix) -> int:
    """Controller 10 after the mixer."""
    return max(0, min(127, round(value + 64 * mix.pan)))
