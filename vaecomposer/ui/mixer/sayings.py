"""How the mixer's settings are written."""

from __future__ import annotations

import math

from vaecomposer.music.mix import TrackMix
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.words import MINUS


def decibels(volume: float) -> str:
    """A volume as the window shows it: ``−3.1 dB``, ``0 dB``, ``silent``."""
    return localised(_decibels(volume))


def pan_words(pan: float) -> str:
    """A place from -100 to 100 as the window shows it: ``centre``, ``20 left``."""
    return localised(_pan_words(pan))


def _decibels(volume: float) -> str:
    if volume < 0.0005:
        return "silent"
    value = round(20 * math.log10(volume), 1)
    if value == 0:
        return "0 dB"
    return f"{MINUS if value < 0 else '+'}{abs(value):.1f} dB"


def _pan_words(pan: float) -> str:
    share = round(abs(pan))
    if not share:
        return "centre"
    return f"{share} {'left' if pan < 0 else 'right'}"


def mix_change(name: str, before: TrackMix, after: TrackMix) -> str:
    """What the history says of a move in the mixer, in English: ``Bass muted``, ``Melody −3.1 dB``."""
    if before.mute != after.mute:
        return f"{name} muted" if after.mute else f"{name} heard"
    if before.solo != after.solo:
        return f"{name} solo" if after.solo else f"{name} with the others"
    if before.volume != after.volume:
        return f"{name} {_decibels(after.volume)}"
    if before.pan != after.pan:
        return f"{name} {_pan_words(100 * after.pan)}"
    if before.port != after.port:
        return f"{name} on {after.port or 'the built-in sounds'}"
    channel = "its own channel" if after.channel is None else f"channel {after.channel + 1}"
    return f"{name} on {channel}"
