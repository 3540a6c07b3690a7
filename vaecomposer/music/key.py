"""Keys and modes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vaecomposer.music.note import pitch_class_name


class Mode(StrEnum):
    """The modes the model knows, each the white keys from another tonic."""

    MAJOR = "major"
    MINOR = "minor"
    DORIAN = "dorian"
    MIXOLYDIAN = "mixolydian"
    PHRYGIAN = "phrygian"
    LYDIAN = "lydian"

    @property
    def white_tonic(self) -> int:
        """Pitch class of the tonic when the mode is played on the white keys."""
        return _WHITE_TONIC[self]

    @property
    def is_major(self) -> bool:
        """Whether its third is major: major, lydian and mixolydian."""
        return self.intervals[2] == 4

    @property
    def intervals(self) -> tuple[int, ...]:
        """The seven scale degrees in semitones above the tonic, ascending from 0."""
        white = (0, 2, 4, 5, 7, 9, 11)
        return tuple(sorted((pc - self.white_tonic) % 12 for pc in white))


_WHITE_TONIC = {
    Mode.MAJOR: 0,
    Mode.DORIAN: 2,
    Mode.PHRYGIAN: 4,
    Mode.LYDIAN: 5,
    Mode.MIXOLYDIAN: 7,
    Mode.MINOR: 9,
}


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic (pitch class, C = 0) and a mode."""

    tonic: int
    mode: Mode

    def __str__(self) -> str:
        return f"{pitch_class_name(self.tonic)} {self.mode.value}"

    @property
    def scale(self) -> frozenset[int]:
        """Pitch classes of the scale."""
        return frozenset((self.tonic + step) % 12 for step in self.mode.intervals)

    @property
    def to_white_keys(self) -> int:
        """Semitones (-5..6) that move this key's scale onto the white keys, the nearer way."""
        shift = (self.mode.white_tonic - self.tonic) % 12
        return shift - 12 if shift > 6 else shift


C_MAJOR = Key(0, Mode.MAJOR)
A_MINOR = Key(9, Mode.MINOR)

_TONICS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def parse_tonic(text: str) -> int | None:
    """Pitch class of a note name such as ``A``, ``Bb``, ``F#`` or ``E♭``; None if it is not one."""
    text = text.strip()
    if not text or text[0].upper() not in _TONICS:
        return None
    pitch_class = _TONICS[text[0].upper()]
    for accidental in text[1:]:
        if accidental in "#♯":
            pitch_class += 1
        elif accidental in "b♭":
            pitch_class -= 1
        else:
            return None
    return pitch_class % 12
