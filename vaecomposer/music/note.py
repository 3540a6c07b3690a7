"""One note."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vaecomposer.errors import MusicError


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A note in ticks. Ordered by onset, then pitch.

    Attributes:
        onset: tick of the note-on, 0 or later.
        pitch: MIDI pitch, 0..127 (60 is middle C, written C4).
        duration: ticks until the note-off, at least 1.
        velocity: MIDI velocity, 1..127.

    Raises:
        MusicError: a value outside these ranges.
    """

    onset: int
    pitch: int
    duration: int
    velocity: int = 80

    def __post_init__(self) -> None:
        if self.onset < 0 or self.duration < 1:
            raise MusicError(f"A note cannot start at {self.onset} and last {self.duration} ticks.")
        if not 0 <= self.pitch <= 127 or not 1 <= self.velocity <= 127:
            raise MusicError(
                f"Pitch {self.pitch} or velocity {self.velocity} lies outside MIDI's range."
            )

    @property
    def end(self) -> int:
        """Tick of the note-off."""
        return self.onset + self.duration

    def moved(self, ticks: int) -> Note:
        """The same note `ticks` later (earlier if negative)."""
        return replace(self, onset=self.onset + ticks)

    def transposed(self, semitones: int) -> Note:
        """The same note `semitones` higher, folded by octaves into MIDI's range."""
        pitch = self.pitch + semitones
        while pitch > 127:
            pitch -= 12
        while pitch < 0:
            pitch += 12
        return replace(self, pitch=pitch)


_NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


def pitch_name(pitch: int) -> str:
    """Name of a MIDI pitch, such as ``C4`` for 60."""
    return f"{_NAMES[pitch % 12]}{pitch // 12 - 1}"


def pitch_class_name(pitch_class: int) -> str:
    """Name of a pitch class, C = 0, in the spelling most used in popular music."""
    return _NAMES[pitch_class % 12]
