"""How pitches are spelled in a key: G♯ in A minor, A♭ in C minor."""

from __future__ import annotations

from dataclasses import dataclass

from vaecomposer.files.midi_keys import signature
from vaecomposer.music.key import C_MAJOR, Key

_LINE = "FCGDAEB"
"""The natural notes, each a fifth above the one before."""

_NATURAL = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


@dataclass(frozen=True, slots=True)
class Spelling:
    """A pitch class on paper: step ``A`` to ``G``, and semitones of alteration."""

    step: str
    alter: int

    def octave(self, pitch: int) -> int:
        """The octave of a MIDI pitch spelled so (C♭4 is the B below middle C)."""
        return (pitch - self.alter - _NATURAL[self.step]) // 12 - 1


def sharps(key: Key | None) -> int:
    """Sharps of the key's signature, flats negative; none without a key."""
    return signature(key or C_MAJOR)[0]


def spelled(pitch_class: int, key: Key | None) -> Spelling:
    """A pitch class in a key: the name nearest to it in fifths.

    A major key takes its foreign tones from the minor one (A♭ in C), a minor key raises its sixth and
    seventh (G♯ in A). No double sharps or flats.
    """
    accidentals, minor = signature(key or C_MAJOR)
    lowest = max(-8, min(1, accidentals - (3 if minor else 4)))
    fifths = lowest + (pitch_class * 7 - lowest) % 12  # C is 0, G is 1, F is -1
    return Spelling(_LINE[(fifths + 1) % 7], (fifths + 1) // 7)


def tonic_name(key: Key) -> Spelling:
    """The tonic as its signature wants it."""
    accidentals, _ = signature(key)
    # The white tonic stands so many fifths above the major tonic, which has the number of sharps.
    fifths = accidentals + key.mode.white_tonic * 7 % 12
    if fifths - accidentals > 6:  # F, for lydian, lies a fifth below C
        fifths -= 12
    return Spelling(_LINE[(fifths + 1) % 7], (fifths + 1) // 7)
