"""What the musician chose to export. Plain values, so that the command line may use them without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SAMPLE_RATES = (44_100, 48_000, 96_000)
BITS = (16, 24, 32)


class ExportKind(StrEnum):
    """Kinds of file that music is written to."""

    MIDI = "midi"
    MUSICXML = "musicxml"
    WAV = "wav"
    FLAC = "flac"

    @property
    def is_sound(self) -> bool:
        """Whether it holds sound, not notes."""
        return self in (ExportKind.WAV, ExportKind.FLAC)

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its names; the first is the usual one."""
        return _SUFFIXES[self]

    @property
    def bits(self) -> tuple[int, ...]:
        """Bits a sample that it can hold; 32 is float."""
        if not self.is_sound:
            return ()
        return BITS if self is ExportKind.WAV else BITS[:2]

    def named(self, path: Path) -> Path:
        """A path with an ending of this kind in place of one of another kind."""
        if path.suffix.lower() in self.suffixes:
            return path
        if path.suffix.lower() in _ALL_SUFFIXES:
            return path.with_suffix(self.suffixes[0])
        return path.with_name(path.name + self.suffixes[0])


_SUFFIXES = {
    ExportKind.MIDI: (".mid", ".midi"),
    ExportKind.MUSICXML: (".musicxml", ".mxl"),
    ExportKind.WAV: (".wav",),
    ExportKind.FLAC: (".flac",),
}
_ALL_SUFFIXES = tuple(suffix for suffixes in _SUFFIXES.values() for suffix in suffixes)


def kind_of(path: Path) -> ExportKind | None:
    """The kind that a name's ending asks for; None for another's."""
    return next((kind for kind in ExportKind if path.suffix.lower() in kind.suffixes), None)


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """One filled-in export sheet.

    Attributes:
        kind: which kind of file.
        path: where; ends as the kind wants.
        stems: one sound file a track instead of the mix; the path gives the first part of their names.
        bits: per sample, 16, 24 or 32 (float; WAV only).
        sample_rate: frames per second.
    """

    kind: ExportKind
    path: Path
    stems: bool = False
    bits: int = 24
    sample_rate: int = 48_000
