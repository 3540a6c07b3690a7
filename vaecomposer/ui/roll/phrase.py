"""The notes of one phrase, ready to be drawn: per track, as arrays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vaecomposer.music.grid import DRUM_CLASS_OF, DRUM_PITCHES
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, ChordSpan, Piece, Track
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.roll.ink import in_drum_lane

FloatArray = npt.NDArray[np.float64]

_TOP_DOWN = (7, 8, 3, 2, 6, 5, 4, 1, 0)
DRUM_LABELS = (
    translate("Phrase", "Crash"),
    translate("Phrase", "Ride"),
    translate("Phrase", "Open"),
    translate("Phrase", "Hat"),
    translate("Phrase", "Tom 1"),
    translate("Phrase", "Tom 2"),
    translate("Phrase", "Floor"),
    translate("Phrase", "Snare"),
    translate("Phrase", "Kick"),
)
"""The drum rows from the top."""

OTHER_LABEL = translate("Phrase", "Other")
_ROW_OF_CLASS = {drum: row for row, drum in enumerate(_TOP_DOWN)}
OTHER_ROW = len(DRUM_LABELS)


def drum_row(pitch: int) -> int:
    """The row of the drum lane, from the top, that a pitch is shown in; `OTHER_ROW` if it has none."""
    drum = DRUM_CLASS_OF.get(pitch)
    return OTHER_ROW if drum is None else _ROW_OF_CLASS[drum]


def drum_row_pitch(row: int) -> int | None:
    """The pitch that is heard for a row, None for the row of all others."""
    return DRUM_PITCHES[_TOP_DOWN[row]] if row < OTHER_ROW else None


@dataclass(frozen=True, slots=True, eq=False)
class TrackNotes:
    """One track's notes that sound within the phrase. Columns of `table`: onset, end, pitch, velocity."""

    index: int
    is_drums: bool
    notes: tuple[Note, ...]
    table: FloatArray  # (notes, 4), read-only

    def sounding_at(self, tick: float) -> list[int]:
        """Places of the notes that sound at `tick`."""
        found = np.flatnonzero((self.table[:, 0] <= tick) & (tick < self.table[:, 1]))
        return [int(place) for place in found]

    def parted(self, notes: frozenset[Note]) -> tuple[TrackNotes, TrackNotes]:
        """The track without some notes, and those notes alone."""
        apart = np.array([note in notes for note in self.notes], np.bool_)
        return self._only(~apart), self._only(apart)

    def _only(self, wanted: npt.NDArray[np.bool_]) -> TrackNotes:
        notes = tuple(self.notes[i] for i in np.flatnonzero(wanted))
        return TrackNotes(self.index, self.is_drums, notes, self.table[wanted])


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """What the roll shows: the bars in front and all that sounds in them.

    Attributes:
        bars: at most 16.
        chords: symbols, one per change, cut at the bar lines.
    """

    piece: Piece
    bars: tuple[Bar, ...]
    tracks: tuple[TrackNotes, ...]
    chords: tuple[ChordSpan, ...]

    @property
    def start(self) -> int:
        """First tick."""
        return self.bars[0].start

    @property
    def end(self) -> int:
        """Tick after the last bar."""
        return self.bars[-1].end

    @property
    def pitch_range(self) -> tuple[int, int] | None:
        """Lowest and highest pitch outside the drum lane."""
        pitches = [t.table[:, 2] for t in self.tracks if not t.is_drums and len(t.notes)]
        if not pitches:
            return None
        return int(min(p.min() for p in pitches)), int(max(p.max() for p in pitches))

    def range_of(self, track: int) -> tuple[int, int] | None:
        """Lowest and highest pitch of one track; None without notes, and for drums."""
        if not 0 <= track < len(self.tracks) or self.tracks[track].is_drums:
            return None
        pitches = self.tracks[track].table[:, 2]
        return (int(pitches.min()), int(pitches.max())) if len(pitches) else None

    @property
    def has_drums(self) -> bool:
        """Whether the piece has a drum track at all, sounding in this phrase or not."""
        return any(track.is_drums for track in self.tracks)

    @property
    def has_other_drums(self) -> bool:
        """Whether some hits belong to none of the nine rows."""
        return any(
            drum_row(int(pitch)) == OTHER_ROW
            for track in self.tracks
            if track.is_drums
            for pitch in np.unique(track.table[:, 2])
        )


def table_of(notes: Iterable[Note]) -> FloatArray:
    """Notes as a read-only array; columns: onset, end, pitch, velocity."""
    flat = [value for n in notes for value in (n.onset, n.onset + n.duration, n.pitch, n.velocity)]
    table = np.array(flat, np.float64).reshape(-1, 4)
    table.setflags(write=False)
    return table


def phrase_of(piece: Piece, bars: tuple[Bar, ...], before: Phrase | None = None) -> Phrase:
    """The phrase that `bars` (at least one) of a piece make. Tracks that are as in `before` are its own."""
    start, end = bars[0].start, bars[-1].end
    known: dict[int, TrackNotes] = {}
    if before is not None and before.bars == bars:
        pairs = enumerate(zip(before.piece.tracks, piece.tracks, strict=False))
        known = {
            i: before.tracks[i]
            for i, (old, new) in pairs
            if old.notes is new.notes and in_drum_lane(old) == in_drum_lane(new)
        }
    tracks = tuple(
        known[i] if i in known else _track_notes(i, track, start, end)
        for i, track in enumerate(piece.tracks)
    )
    return Phrase(piece, bars, tracks, _chords_by_bar(piece.chords, bars))


def notes_between(track: Track, start: int, end: int) -> tuple[Note, ...]:
    """Notes that sound between two ticks, those held over from before included."""
    notes = track.notes
    last = bisect_left(notes, end, key=lambda note: note.onset)
    longest = max((note.duration for note in notes), default=0)
    first = bisect_left(notes, start - longest, key=lambda note: note.onset)
    within = notes[first:last]
    if first < last and within[0].onset < start:
        within = tuple(note for note in within if note.end > start)
    return within


def _track_notes(index: int, track: Track, start: int, end: int) -> TrackNotes:
    notes = notes_between(track, start, end)
    return TrackNotes(index, in_drum_lane(track), notes, table_of(notes))


def _chords_by_bar(chords: tuple[ChordSpan, ...], bars: tuple[Bar, ...]) -> tuple[ChordSpan, ...]:
    """Chord symbols cut at the bar lines; equal neighbours within a bar are one."""
    cut: list[ChordSpan] = []
    place = 0
    for bar in bars:
        while place < len(chords) and chords[place].onset + chords[place].duration <= bar.start:
            place += 1
        first_of_bar = len(cut)
        for span in chords[place:]:
            if span.onset >= bar.end:
                break
            onset = max(span.onset, bar.start)
            stop = min(span.onset + span.duration, bar.end)
            last = cut[-1] if len(cut) > first_of_bar else None
            if (
                last is not None
                and last.chord == span.chord
                and last.onset + last.duration >= onset
            ):
                cut[-1] = ChordSpan(last.onset, stop - last.onset, last.chord)
            else:
                cut.append(ChordSpan(onset, stop - onset, span.chord))
    return tuple(cut)
