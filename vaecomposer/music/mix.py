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
        port: name of the MIDI output the track plays on; None for the built-in instruments.
        channel: MIDI channel 0..15 on that port; None for the track's own.
    """

    volume: float = 1.0
    pan: float = 0.0
    mute: bool = False
    solo: bool = False
    port: str | None = None
    channel: int | None = None


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
