"""What becomes of a file: a song, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import Piece, Role
from vaecomposer.training.dataset.fingerprints import Fingerprint
from vaecomposer.training.dataset.quantising import NoteColumns


class DropReason(StrEnum):
    """Why a piece is not in the data set, in the words of the report."""

    BROKEN = "could not be read"
    NO_NOTES = "no notes"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    METRE = "no bar in a metre that is composed"
    DUPLICATE = "near duplicate"
    TOO_SLOW = "took too long to read"
    CRASHED = "ended the process that read it"


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """A piece as a reader of files hands it over.

    Attributes:
        piece: with chord symbols only where the file writes them.
        is_score: whether the metre was written by a person (MusicXML, ABC) and not perhaps left at 4/4.
    """

    piece: Piece
    is_score: bool = False


@dataclass(frozen=True, slots=True)
class PreparedTrack:
    """One track of a song with its role and how that was found."""

    name: str
    role: Role
    role_how: str
    program: int
    is_drums: bool
    notes: NoteColumns


@dataclass(frozen=True, slots=True)
class PreparedSong:
    """A song ready to be written. Times are ticks of 1/24 quarter.

    Attributes:
        title: of the piece.
        metres: (tick, metre) in order, the first at 0.
        tempos: (tick, quarter notes a minute) in order, the first at 0.
        keys: (tick, tonic pitch class, mode) in order.
        tracks: at least one, none empty.
        chords: (spans, 5) int32: onset, duration, root or -1, index in `QUALITIES`, bass or -1.
        metre_how, key_how, chords_how: where these come from, in a few words.
        loose_timing: whether the notes keep to no beat.
        bars: whole bars in a metre that is composed, by metre.
        seconds: how long the music lasts.
        digest: hexadecimal fingerprint of all notes, for splitting.
        fingerprint: for finding near duplicates.
    """

    title: str
    metres: tuple[tuple[int, Metre], ...]
    tempos: tuple[tuple[int, float], ...]
    keys: tuple[tuple[int, int, str], ...]
    tracks: tuple[PreparedTrack, ...]
    chords: npt.NDArray[np.int32]
    metre_how: str
    key_how: str
    chords_how: str
    loose_timing: bool
    bars: dict[str, int]
    seconds: float
    digest: str
    fingerprint: Fingerprint

    @property
    def notes(self) -> int:
        """How many notes all tracks hold."""
        return sum(len(track.notes) for track in self.tracks)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece left out: where it stood, why, and in a sentence what was found."""

    name: str
    reason: DropReason
    detail: str


@dataclass(frozen=True, slots=True)
class Found:
    """A song and where it stood: a path within the folder, with ``#2`` for the second tune of a file."""

    name: str
    song: PreparedSong


Outcome = Found | Dropped
