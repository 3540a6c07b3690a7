"""Chord symbols, and the ladder of tones a comping texture is written on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vaecomposer.music.key import parse_tonic
from vaecomposer.music.note import pitch_class_name

# Name used in the training data, the intervals of the chord, and the suffix on the screen.
# The order is the model's quality class and must not change without a new model.
_QUALITIES: tuple[tuple[str, tuple[int, ...], str], ...] = (
    ("N", (), "–"),
    ("maj", (0, 4, 7), ""),
    ("min", (0, 3, 7), "m"),
    ("dim", (0, 3, 6), "dim"),
    ("aug", (0, 4, 8), "aug"),
    ("sus2", (0, 2, 7), "sus2"),
    ("sus4", (0, 5, 7), "sus4"),
    ("5", (0, 7), "5"),
    ("6", (0, 4, 7, 9), "6"),
    ("min6", (0, 3, 7, 9), "m6"),
    ("7", (0, 4, 7, 10), "7"),
    ("maj7", (0, 4, 7, 11), "maj7"),
    ("min7", (0, 3, 7, 10), "m7"),
    ("hdim7", (0, 3, 6, 10), "m7♭5"),
    ("dim7", (0, 3, 6, 9), "dim7"),
    ("minmaj7", (0, 3, 7, 11), "m(maj7)"),
    ("aug7", (0, 4, 8, 10), "aug7"),
    ("augmaj7", (0, 4, 8, 11), "aug(maj7)"),
    ("7sus4", (0, 5, 7, 10), "7sus4"),
    ("add9", (0, 2, 4, 7), "add9"),
    ("minadd9", (0, 2, 3, 7), "m(add9)"),
    ("69", (0, 2, 4, 7, 9), "6/9"),
    ("9", (0, 2, 4, 7, 10), "9"),
    ("maj9", (0, 2, 4, 7, 11), "maj9"),
    ("min9", (0, 2, 3, 7, 10), "m9"),
    ("7b9", (0, 1, 4, 7, 10), "7♭9"),
    ("7#9", (0, 3, 4, 7, 10), "7♯9"),
    ("7b5", (0, 4, 6, 10), "7♭5"),
    ("11", (0, 2, 4, 5, 7, 10), "11"),
    ("min11", (0, 2, 3, 5, 7, 10), "m11"),
    ("13", (0, 2, 4, 7, 9, 10), "13"),
    ("maj13", (0, 2, 4, 7, 9, 11), "maj13"),
    ("min13", (0, 2, 3, 7, 9, 10), "m13"),
    ("other", (0, 4, 7), "?"),
)

QUALITIES = tuple(name for name, _, _ in _QUALITIES)
"""All chord qualities, ``N`` (no chord) first. Their order is the model's."""

_INTERVALS = {name: intervals for name, intervals, _ in _QUALITIES}
_SUFFIX = {name: suffix for name, _, suffix in _QUALITIES}

LADDER_TONES = 5
"""Tones of one octave of the ladder: root, third, fifth, seventh (or sixth), ninth."""


def _ladder(intervals: tuple[int, ...]) -> tuple[int, ...]:
    """Five distinct intervals of a chord by degree; degrees it lacks take their plain neighbour."""
    tones = set(intervals)
    third = next((t for t in (4, 3, 5, 2) if t in tones), 4)
    fifth = next((t for t in (7, 6, 8) if t in tones), 7)
    plain_seventh = 10 if third == 3 else 9
    seventh = next((t for t in (10, 11, 9) if t in tones and t != fifth), plain_seventh)
    colours = [t for t in (1, 2, 5) if t in tones and t != third]
    ninth = colours[0] if colours else (2 if third != 2 else 5)
    return (0, third, fifth, seventh, ninth)


_LADDERS = {name: _ladder(intervals) for name, intervals, _ in _QUALITIES}


@cache
def _ladder_of(root: int, quality: str) -> tuple[int, ...]:
    return tuple((root + i) % 12 for i in _LADDERS[quality])


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord symbol.

    Attributes:
        root: pitch class of the root, C = 0 (0 when `quality` is ``N``).
        quality: one of `QUALITIES`.
        bass: pitch class of the lowest tone; the root unless written as a slash chord.
    """

    root: int
    quality: str
    bass: int

    @property
    def is_none(self) -> bool:
        """Whether no chord sounds."""
        return self.quality == "N"

    @property
    def tones(self) -> frozenset[int]:
        """Pitch classes of the chord, its bass included."""
        if self.is_none:
            return frozenset()
        return frozenset({*((self.root + i) % 12 for i in _INTERVALS[self.quality]), self.bass})

    @property
    def ladder(self) -> tuple[int, ...]:
        """Five pitch classes by degree: root, third, fifth, seventh or sixth, ninth."""
        return _ladder_of(self.root, self.quality)

    def transposed(self, semitones: int) -> Chord:
        """The chord `semitones` higher."""
        if self.is_none:
            return self
        return Chord((self.root + semitones) % 12, self.quality, (self.bass + semitones) % 12)

    def __str__(self) -> str:
        if self.is_none:
            return "–"
        name = pitch_class_name(self.root) + _SUFFIX[self.quality]
        return name if self.bass == self.root else f"{name}/{pitch_class_name(self.bass)}"


NO_CHORD = Chord(0, "N", 0)

_ALIASES = {
    "M": "maj", "major": "maj", "m": "min", "-": "min", "minor": "min", "o": "dim", "°": "dim",
    "+": "aug", "sus": "sus4", "M7": "maj7", "Δ": "maj7", "Δ7": "maj7", "m7": "min7", "-7": "min7",
    "m6": "min6", "ø": "hdim7", "ø7": "hdim7", "m7b5": "hdim7", "o7": "dim7", "°7": "dim7",
    "mM7": "minmaj7", "m(maj7)": "minmaj7", "+7": "aug7", "7#5": "aug7", "aug(maj7)": "augmaj7",
    "7sus": "7sus4", "(add9)": "add9", "m(add9)": "minadd9", "madd9": "minadd9", "6/9": "69",
    "M9": "maj9", "m9": "min9", "m11": "min11", "M13": "maj13", "m13": "min13",
}  # fmt: skip
_BY_TEXT = {name: name for name in QUALITIES if name not in ("N", "maj", "other")} | _ALIASES
_BY_TEXT[""] = "maj"
_BY_TEXT["maj"] = "maj"
_SYMBOL = re.compile(r"^([A-Ga-g][#b♯♭]*)(.*)$")


def parse_chord(text: str) -> Chord | None:
    """The chord a musician typed, such as ``Am7``, ``F``, ``C/E`` or ``Bbmaj9``; None if unknown."""
    text = text.strip()
    if text in ("–", "-", "N", "N.C.", "NC"):
        return NO_CHORD
    match = _SYMBOL.match(text)
    if match is None:
        return None
    root = parse_tonic(match[1])
    suffix, slash, bass_text = match[2], "", ""
    if "/" in suffix and not suffix.endswith("6/9"):
        suffix, slash, bass_text = suffix.rpartition("/")
    quality = _BY_TEXT.get(suffix.replace("♭", "b").replace("♯", "#"))
    bass = parse_tonic(bass_text) if slash else root
    if root is None or quality is None or bass is None:
        return None
    return Chord(root, quality, bass)
