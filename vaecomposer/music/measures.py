"""Measured attributes of a phrase, the numbers behind the words on the sliders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vaecomposer.music.difference import grid_notes
from vaecomposer.music.grid import BarGrid, GridNote
from vaecomposer.music.piece import Role


@dataclass(frozen=True, slots=True)
class Attribute:
    """A measured attribute and a word for its low and its high end, short enough for a slider's row."""

    name: str
    words: tuple[str, str]


ATTRIBUTES = (
    Attribute("density", ("held", "running")),
    Attribute("register", ("low", "high")),
    Attribute("range", ("narrow", "wide")),
    Attribute("leaps", ("stepwise", "leaping")),
    Attribute("contour", ("falling", "rising")),
    Attribute("syncopation", ("on beat", "off beat")),
    Attribute("comping", ("open", "crowded")),
    Attribute("comping length", ("short", "long")),
    Attribute("harmonic rhythm", ("steady", "moving")),
    Attribute("harmonic colour", ("plain", "colourful")),
    Attribute("bass activity", ("calm", "busy")),
    Attribute("bass register", ("deep", "light")),
    Attribute("drum density", ("soft kit", "full kit")),
    Attribute("cymbals", ("hats", "cymbals")),
    Attribute("chord register", ("dark", "bright")),
    Attribute("melody rests", ("flowing", "breathing")),
)
"""In the order of `measure`'s result."""

_OFF_BEAT = 2  # sixteenths: the "and" of a quarter


def _mean_pitch(notes: Sequence[GridNote], default: float) -> float:
    total = sum(n.steps for n in notes)
    return sum(n.pitch * n.steps for n in notes) / total if total else default


def _melody(notes: Sequence[GridNote], bars: int, steps: int) -> tuple[float, ...]:
    if not notes:
        return (0.0, 72.0, 0.0, 0.0, 0.0, 0.0)
    pitches = np.array([n.pitch for n in notes])
    leaps = [abs(b.pitch - a.pitch) for a, b in pairwise(notes)]
    place = np.array([n.step for n in notes]) / max(1, steps) * bars
    slope = float(np.polyfit(place, pitches, 1)[0]) if np.ptp(place) > 0 else 0.0
    off = [n for n in notes if (n.step % 4 == _OFF_BEAT and n.steps > _OFF_BEAT) or n.step % 2]
    return (
        len(notes) / bars,
        _mean_pitch(notes, 72.0),
        float(np.percentile(pitches, 95) - np.percentile(pitches, 5)),
        sum(leaps) / max(1, len(leaps)),
        slope,
        len(off) / bars,
    )


def _harmony(grids: Sequence[BarGrid]) -> tuple[float, float]:
    """Chord changes per bar, and the share of beats whose chord is richer than a triad or leaves the key."""
    white = {0, 2, 4, 5, 7, 9, 11}
    chords = [chord for grid in grids for chord in grid.chords]
    changes = sum(a != b for a, b in pairwise(chords))
    colourful = sum(len(chord.tones) > 3 or not chord.tones <= white for chord in chords)
    return changes / len(grids), colourful / max(1, len(chords))


def measure(grids: Sequence[BarGrid]) -> tuple[float, ...]:
    """All `ATTRIBUTES` of some consecutive bars, each in its natural unit (per bar, semitones, shares)."""
    bars, steps = len(grids), sum(g.metre.steps for g in grids)
    melody = grid_notes(grids, Role.MELODY) or []
    comping = grid_notes(grids, Role.CHORDS) or []
    bass = grid_notes(grids, Role.BASS) or []
    drums = grid_notes(grids, Role.DRUMS) or []
    rests = 1 - sum(n.steps for n in melody) / max(1, steps)
    rhythm, colour = _harmony(grids)
    return (
        *_melody(melody, bars, steps),
        len(comping) / bars,
        sum(n.steps for n in comping) / max(1, len(comping)),
        rhythm,
        colour,
        len(bass) / bars,
        _mean_pitch(bass, 43.0),
        len(drums) / bars,
        sum(n.pitch in (46, 49, 51) for n in drums) / max(1, len(drums)),
        _mean_pitch(comping, 60.0),
        rests,
    )
