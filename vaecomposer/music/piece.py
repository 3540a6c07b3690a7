"""A piece of music exactly as it was opened or composed: every track, event and tick."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from vaecomposer.errors import MusicError
from vaecomposer.music.chord import Chord
from vaecomposer.music.key import Key
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note

DRUM_CHANNEL = 9
"""General MIDI's drum channel, counted from 0 (musicians say 10)."""

COMPOSED_TICKS_PER_QUARTER = 480
"""Resolution of pieces the program composes itself."""


class Role(StrEnum):
    """What a track does in the music. One lead track of each of the first four is composed."""

    MELODY = "melody"
    CHORDS = "chords"
    BASS = "bass"
    DRUMS = "drums"
    OTHER = "other"


COMPOSED_ROLES = (Role.MELODY, Role.CHORDS, Role.BASS, Role.DRUMS)


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Anything in a track that is not a note: controller, bend, pedal, program, lyric, system exclusive.

    Attributes:
        tick: when.
        data: the MIDI message as it stands in a file, ``FF type data`` without length for meta events.
    """

    tick: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Track:
    """One instrument's notes.

    Attributes:
        name: as in the file, or made from the role.
        role: what it does.
        channel: MIDI channel 0..15.
        program: General MIDI program 0..127 the track starts with, or None if the file sets none.
        notes: ordered by onset, then pitch.
        events: all other events in file order, later program changes included.
        is_lead: whether this is the track of its role that the model composes.
    """

    name: str
    role: Role
    channel: int
    program: int | None
    notes: tuple[Note, ...]
    events: tuple[Event, ...] = ()
    is_lead: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.channel <= 15:
            raise MusicError(f"MIDI has channels 0 to 15, not {self.channel}.")

    @property
    def is_drums(self) -> bool:
        """Whether the notes are drum hits (General MIDI's drum channel)."""
        return self.channel == DRUM_CHANNEL

    def with_notes(self, notes: Iterable[Note]) -> Track:
        """The same track with other notes, put in order."""
        return replace(self, notes=tuple(sorted(notes)))


@dataclass(frozen=True, slots=True)
class TempoChange:
    """From `tick` on, a quarter note lasts `microseconds`."""

    tick: int
    microseconds: int

    @property
    def bpm(self) -> float:
        """Quarter notes per minute."""
        return 60e6 / self.microseconds


def tempo_at(tick: int, bpm: float) -> TempoChange:
    """A tempo change given in quarter notes per minute."""
    return TempoChange(tick, max(1, round(60e6 / bpm)))


@dataclass(frozen=True, slots=True)
class MetreChange:
    """From `tick` on, bars have this metre."""

    tick: int
    metre: Metre


@dataclass(frozen=True, slots=True)
class KeyChange:
    """From `tick` on, the music is in this key."""

    tick: int
    key: Key


@dataclass(frozen=True, slots=True)
class ChordSpan:
    """A chord symbol and the ticks over which it holds."""

    onset: int
    duration: int
    chord: Chord


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its number from 0, its first tick, its length in ticks and its metre."""

    index: int
    start: int
    ticks: int
    metre: Metre

    @property
    def end(self) -> int:
        """First tick of the next bar."""
        return self.start + self.ticks


@dataclass(frozen=True, slots=True)
class Piece:
    """A whole piece. All times are ticks of `ticks_per_quarter`.

    Attributes:
        ticks_per_quarter: the file's own resolution.
        tracks: in file order.
        tempos, metres: at least one each, the first at tick 0.
        keys: may be empty if the file names none.
        chords: chord symbols, analysed or composed; may be empty.
        length: tick after the last bar, a whole number of bars.
        title: for the screen and the file name.
        events: meta events that belong to no track (markers, copyright, ...).
    """

    ticks_per_quarter: int
    tracks: tuple[Track, ...]
    tempos: tuple[TempoChange, ...]
    metres: tuple[MetreChange, ...]
    keys: tuple[KeyChange, ...] = ()
    chords: tuple[ChordSpan, ...] = ()
    length: int = 0
    title: str = "Untitled"
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        if self.ticks_per_quarter < 1:
            raise MusicError("A piece needs at least one tick to the quarter note.")
        if (
            not self.tempos
            or self.tempos[0].tick != 0
            or not self.metres
            or self.metres[0].tick != 0
        ):
            raise MusicError("A piece needs a tempo and a metre at its first tick.")

    @property
    def key(self) -> Key | None:
        """The key the piece starts in, if known."""
        return self.keys[0].key if self.keys else None

    @property
    def metre(self) -> Metre:
        """The metre the piece starts in."""
        return self.metres[0].metre

    @property
    def bpm(self) -> float:
        """The tempo the piece starts in, quarter notes per minute."""
        return self.tempos[0].bpm

    @property
    def last_note_end(self) -> int:
        """Tick at which the last note ends; 0 without notes."""
        return max((note.end for track in self.tracks for note in track.notes), default=0)

    def bars(self) -> tuple[Bar, ...]:
        """All bars from tick 0 to `length`."""
        return bars_until(self.metres, self.ticks_per_quarter, self.length)

    def lead(self, role: Role) -> Track | None:
        """The track of `role` that the model composes, if there is one."""
        return next((t for t in self.tracks if t.role is role and t.is_lead), None)

    def chord_at(self, tick: int) -> Chord | None:
        """The chord symbol holding at `tick`, if any."""
        index = bisect_right(self.chords, tick, key=lambda span: span.onset) - 1
        if index < 0:
            return None
        span = self.chords[index]
        return span.chord if tick < span.onset + span.duration else None

    def with_track(self, index: int, track: Track) -> Piece:
        """The piece with track `index` replaced."""
        return replace(self, tracks=(*self.tracks[:index], track, *self.tracks[index + 1 :]))

    def with_bpm(self, bpm: float) -> Piece:
        """The piece with its starting tempo set to `bpm` and later tempos scaled alike."""
        factor = self.bpm / bpm
        return replace(
            self,
            tempos=tuple(
                TempoChange(t.tick, max(1, round(t.microseconds * factor))) for t in self.tempos
            ),
        )


def bars_until(
    metres: tuple[MetreChange, ...], ticks_per_quarter: int, length: int
) -> tuple[Bar, ...]:
    """All bars from tick 0 until at least `length`; a metre change always begins a new bar."""
    bars: list[Bar] = []
    tick, change = 0, 0
    while tick < length:
        while change + 1 < len(metres) and metres[change + 1].tick <= tick:
            change += 1
        metre = metres[change].metre
        ticks = metre.bar_ticks(ticks_per_quarter)
        if change + 1 < len(metres):
            ticks = min(ticks, metres[change + 1].tick - tick)
        bars.append(Bar(len(bars), tick, ticks, metre))
        tick += ticks
    return tuple(bars)


def whole_bars(metres: tuple[MetreChange, ...], ticks_per_quarter: int, tick: int) -> int:
    """The first bar line at or after `tick`, at least one bar in."""
    bars = bars_until(metres, ticks_per_quarter, max(tick, 1))
    return bars[-1].end
