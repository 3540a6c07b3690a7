"""Opening Standard MIDI files exactly: every tick, track and event is kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from vaecomposer.errors import MidiFileError, MusicError
from vaecomposer.files import midi_loading, midi_messages
from vaecomposer.files.midi_keys import own_key, signature, signed_key
from vaecomposer.files.midi_messages import metre_bytes
from vaecomposer.music.analysis import assign_roles, find_chords, find_key
from vaecomposer.music.key import Key
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    Event,
    KeyChange,
    MetreChange,
    Piece,
    Role,
    TempoChange,
    Track,
    bars_until,
    whole_bars,
)

LARGEST_FILE = 4 * 2**20
"""Bytes beyond which a file is refused, half a million notes: mido takes its time and memory over each."""

MOST_MESSAGES = 2_000_000
"""Messages of a file that are read: a million notes."""

MOST_TRACKS = 1_000
"""More tracks than this come from damage, not from music."""

MOST_BARS = 20_000
"""More bars than this come from a damaged time, not from music."""

TRAILING_BARS = 16
"""Empty bars after the last note that are believed to be meant."""

DEFAULT_MICROSECONDS = 500_000
"""Tempo of a file that sets none (120 quarter notes per minute), as the standard says."""

Message = tuple[int, bytes]
"""A tick and the message then, see `midi_loading.messages`."""


@dataclass(slots=True)
class _Strand:
    """What one channel of one file track plays."""

    channel: int
    name: str = ""
    program: int | None = None
    program_event: int | None = None  # its place in `events`
    notes: list[Note] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    # By pitch, the onsets and velocities of the notes that sound.
    open: dict[int, deque[tuple[int, int]]] = field(default_factory=dict)
    first: int | None = None  # onset of the first note

    def note_on(self, tick: int, pitch: int, velocity: int) -> None:
        """Begins a note; others of this pitch may still sound."""
        self.first = tick if self.first is None else self.first
        self.open.setdefault(pitch, deque()).append((tick, velocity))

    def note_off(self, tick: int, pitch: int) -> None:
        """Ends the note of this pitch that has sounded longest; none sounding, nothing ends."""
        waiting = self.open.get(pitch)
        if waiting:
            onset, velocity = waiting.popleft()
            # A note-off on the note-on's own tick still means that something was struck.
            self.notes.append(Note(onset, pitch, max(1, tick - onset), velocity))

    def close(self, end: int) -> None:
        """Ends all notes still sounding."""
        for pitch, waiting in self.open.items():
            while waiting:
                self.note_off(end, pitch)

    def choose_program(self, tick: int, message: bytes) -> None:
        """The first program is the track's own, unless notes began on an earlier tick."""
        if self.program is None and (self.first is None or tick <= self.first):
            self.program, self.program_event = message[1], len(self.events)
        self.events.append(Event(tick, message))

    def track(self) -> Track:
        """As a track without a role. The event of its own program is left out where writing the program
        at the start says the same.
        """
        events = list(self.events)
        if self.program_event is not None and midi_messages.says_no_more(
            events, self.program_event
        ):
            del events[self.program_event]
        notes = tuple(sorted(self.notes, key=_order))
        return Track(
            self.name, Role.OTHER, self.channel, self.program, notes, tuple(events), is_lead=False
        )


def _order(note: Note) -> tuple[int, int, int, int]:
    """Notes sort by this as by themselves, but much faster."""
    return note.onset, note.pitch, note.duration, note.velocity


@dataclass(slots=True)
class _Timeline:
    """Changes that hold for all tracks, the last tick of any, and the latest end that a track says it has
    beyond its last message.
    """

    tempos: dict[int, TempoChange] = field(default_factory=dict)
    metres: dict[int, MetreChange] = field(default_factory=dict)
    keys: dict[int, Key] = field(default_factory=dict)
    own_keys: dict[int, Key] = field(default_factory=dict)
    key_events: list[Event] = field(default_factory=list)  # all that spoke of keys
    events: list[Event] = field(default_factory=list)
    end: int = 0
    rest_until: int = 0

    def begin(self, tick: int) -> None:
        """From here on the standard's tempo and metre, unless others are set on this tick."""
        self.tempos.setdefault(tick, TempoChange(tick, DEFAULT_MICROSECONDS))
        self.metres.setdefault(tick, MetreChange(tick, Metre(4, 4)))

    def take(self, tick: int, message: bytes) -> bool:
        """Takes a meta message if it is of those that hold for all tracks."""
        kind, payload = message[1], message[2:]
        if kind == midi_messages.TEMPO:
            microseconds = int.from_bytes(payload[:3])
            if len(payload) >= 3 and microseconds:
                self.tempos[tick] = TempoChange(tick, microseconds)
        elif kind == midi_messages.METRE:
            metre = _metre(payload)
            if metre is not None:
                self.metres[tick] = MetreChange(tick, metre)
                if message[2:] != metre_bytes(metre):  # clicks and 32nds of its own
                    self.events.append(Event(tick, message))
        elif kind == midi_messages.KEY:
            key = signed_key(payload)
            if key is not None:
                self.keys[tick] = key
                self.key_events.append(Event(tick, message))
        elif kind == midi_messages.OWN and (key := own_key(payload)) is not None:
            self.own_keys[tick] = key
            self.key_events.append(Event(tick, message))
        else:
            return False
        return True

    def key_changes(self) -> tuple[tuple[KeyChange, ...], bool]:
        """The keys in order, and whether the first is certain: our own word, and the signature agrees."""
        certain = {
            tick
            for tick, key in self.own_keys.items()
            if tick in self.keys and signature(self.keys[tick]) == signature(key)
        }
        keys = {**self.keys, **{tick: self.own_keys[tick] for tick in certain}}
        return tuple(KeyChange(tick, keys[tick]) for tick in sorted(keys)), 0 in certain


def _metre(payload: bytes) -> Metre | None:
    if len(payload) < 2 or payload[1] > 6:
        return None
    try:
        return Metre(payload[0], 2 ** payload[1])
    except MusicError:
        return None


def read_midi(path: Path) -> Piece:
    """Opens a MIDI file (format 0, 1 or 2, any resolution) as it is.

    Roles, chord symbols and, where the file names none that fits, the key are found by analysis. The
    sequences of a file of format 2 follow one another.

    Raises:
        MidiFileError: in a sentence, if the file cannot be read or holds no notes.
    """
    return _read(path)[0]


def read_to_write_back(path: Path) -> tuple[Piece, Piece]:
    """A MIDI file as `read_midi` opens it, and the same to be written back: key signatures and title are
    events of it exactly as in the file, and none that was found by analysis is there.

    Raises:
        MidiFileError: as `read_midi`.
    """
    piece, timeline = _read(path)
    events = sorted([*timeline.events, *timeline.key_events], key=lambda event: event.tick)
    return piece, replace(piece, keys=(), title="", events=tuple(events))


def _read(path: Path) -> tuple[Piece, _Timeline]:
    data = _bytes(path)
    try:
        file = midi_loading.load(data)
        timeline, strands = _read_tracks(file, path.name)
    except midi_loading.NoMidiError as why:
        raise MidiFileError(f"{path.name} is not a MIDI file. Nothing was opened.") from why
    except midi_loading.FilmFramesError as why:
        raise MidiFileError(
            f"{path.name} counts time in film frames (SMPTE), which I cannot read. Nothing was opened."
        ) from why
    except midi_loading.DamagedError as why:
        raise MidiFileError(
            f"{path.name} is not a whole MIDI file: it is damaged or cut short. Nothing was opened."
        ) from why
    except midi_loading.TooLateError as why:
        raise _too_late(path.name) from why
    if not any(strand.notes for strand in strands):
        raise MidiFileError(f"{path.name} holds no notes. Nothing was opened.")
    return _piece(path, file.ticks_per_beat, timeline, strands), timeline


def _too_late(name: str) -> MidiFileError:
    return MidiFileError(
        f"{name} would last more than {MOST_BARS} bars, so its times must be damaged. Nothing was opened."
    )


def _bytes(path: Path) -> bytes:
    """The whole file, if it is one and not too large."""
    try:
        if path.is_dir():
            raise MidiFileError(f"{path.name} is a folder, not a MIDI file.")
        if path.exists() and not path.is_file():  # a pipe or device might never end
            raise MidiFileError(f"{path.name} is not a MIDI file. Nothing was opened.")
        with path.open("rb") as file:
            data = file.read(min(path.stat().st_size, LARGEST_FILE) + 1)
    except FileNotFoundError as why:
        raise MidiFileError(f"{path.name} was not found.") from why
    except (OSError, ValueError) as why:
        reason = why.strerror if isinstance(why, OSError) else None
        raise MidiFileError(f"{path.name} could not be opened ({reason or why}).") from why
    if len(data) > LARGEST_FILE:
        raise MidiFileError(
            f"{path.name} is larger than {LARGEST_FILE // 2**20} MB, too large for a MIDI file. "
            "Nothing was opened."
        )
    if not data:
        raise MidiFileError(f"{path.name} is empty. Nothing was opened.")
    return data


def _read_tracks(file: Any, name: str) -> tuple[_Timeline, list[_Strand]]:
    timeline, strands, count = _Timeline(), list[_Strand](), 0
    for track in file.tracks:
        offset = timeline.end if file.type == 2 else 0
        messages = list(islice(midi_loading.messages(track), MOST_MESSAGES - count + 1))
        count += len(messages)
        if count > MOST_MESSAGES:
            raise MidiFileError(
                f"{name} holds more than a million notes, too many for me. Nothing was opened."
            )
        if offset:
            timeline.begin(offset)
            messages = [(tick + offset, message) for tick, message in messages]
        found = _read_track(messages, timeline, alone=file.type == 0)
        for number, strand in enumerate(found, len(strands) + 1):
            strand.name = strand.name or f"Track {number}"
        strands.extend(found)
        if len(strands) > MOST_TRACKS:
            raise MidiFileError(
                f"{name} holds more than {MOST_TRACKS} tracks, so it must be damaged. Nothing was opened."
            )
    timeline.begin(0)
    timeline.events.sort(key=lambda event: event.tick)
    return timeline, strands


def _read_track(messages: list[Message], timeline: _Timeline, *, alone: bool) -> list[_Strand]:
    """The strands (channels) of one file track in order of appearance.

    What is said to no channel joins the first strand; if there is none, or if the track is the only one
    of the file and splits into many, it belongs to the whole piece.
    """
    # A channel with nothing but ends of notes that never began is none.
    channels = dict.fromkeys(
        m[0] & 0x0F for _, m in messages if m[0] < midi_messages.SYSEX and not _is_end(m)
    )
    strands = {channel: _Strand(channel) for channel in channels}
    whole = not strands or (alone and len(strands) > 1)
    loose = timeline.events if whole else next(iter(strands.values())).events
    name, end = "", 0
    for tick, message in messages:
        status = message[0]
        if status < midi_messages.SYSEX:
            strand = strands.get(status & 0x0F)
            if strand is not None:
                _read_message(tick, message, strand)
        elif message[:2] == b"\xff\x2f":
            if end < tick <= midi_loading.LATEST:
                timeline.rest_until = max(timeline.rest_until, tick)
                end = tick
            break
        elif not whole and not name and message[:2] == b"\xff\x03":
            name = midi_messages.decoded(message[2:])
        elif status != midi_messages.META or not timeline.take(tick, message):
            loose.append(Event(tick, message))
        end = tick
    for strand in strands.values():
        strand.close(end)
        strand.name = f"Channel {strand.channel + 1}" if whole else name
    timeline.end = max(timeline.end, end)
    return list(strands.values())


def _is_end(message: bytes) -> bool:
    """Whether a channel's message ends a note."""
    kind = message[0] & 0xF0
    return kind == midi_messages.NOTE_OFF or (kind == midi_messages.NOTE_ON and not message[2])


def _read_message(tick: int, message: bytes, strand: _Strand) -> None:
    kind = message[0] & 0xF0
    if kind == midi_messages.NOTE_ON and message[2]:
        strand.note_on(tick, message[1], message[2])
    elif kind in (midi_messages.NOTE_ON, midi_messages.NOTE_OFF):
        strand.note_off(tick, message[1])
    elif kind == midi_messages.PROGRAM:
        strand.choose_program(tick, message)
    else:
        strand.events.append(Event(tick, message))


def _piece(path: Path, resolution: int, timeline: _Timeline, strands: list[_Strand]) -> Piece:
    metres = tuple(timeline.metres[tick] for tick in sorted(timeline.metres))
    end = max(note.end for strand in strands for note in strand.notes)
    if sum(_bars_in_sections(metres, resolution, end)) > MOST_BARS:
        raise _too_late(path.name)
    events = timeline.events
    title = midi_messages.meta(midi_messages.TRACK_NAME, midi_messages.encoded(path.stem))
    if events and events[0] == Event(0, title):  # the title says it already
        events = events[1:]
    keys, certain = timeline.key_changes()
    piece = Piece(
        resolution,
        assign_roles([strand.track() for strand in strands]),
        tuple(timeline.tempos[tick] for tick in sorted(timeline.tempos)),
        metres,
        keys,
        (),
        _length(metres, resolution, end, timeline.rest_until),
        path.stem,
        tuple(events),
    )
    return _analysed(piece, certain=certain)


def _bars_in_sections(metres: tuple[MetreChange, ...], resolution: int, end: int) -> Iterator[int]:
    """How many bars each metre has until `end`, without making them."""
    starts = [*(change.tick for change in metres if change.tick < end), end]
    for change, (start, after) in zip(metres, pairwise(starts), strict=False):
        yield -(-(after - start) // change.metre.bar_ticks(resolution))


def _length(
    metres: tuple[MetreChange, ...], resolution: int, notes_end: int, rest_until: int
) -> int:
    """The bar line after the last note; a later one if the file rests until it and it is not far off."""
    length = whole_bars(metres, resolution, notes_end)
    longest = metres[-1].metre.bar_ticks(resolution) * TRAILING_BARS
    if not length < rest_until <= length + longest:
        return length
    return rest_until if whole_bars(metres, resolution, rest_until) == rest_until else length


def _analysed(piece: Piece, *, certain: bool) -> Piece:
    """The piece with its key found (where none is written that fits) and its chords named."""
    pitched = [note for track in piece.tracks if not track.is_drums for note in track.notes]
    written = piece.keys[0].key if piece.keys and piece.keys[0].tick == 0 else None
    found = written if certain else find_key(pitched, written)
    keys = piece.keys
    if found is not None and found != written:
        keys = (KeyChange(0, found), *(k for k in keys if k.tick > 0))
    bars = bars_until(piece.metres, piece.ticks_per_quarter, piece.length)
    return replace(piece, keys=keys, chords=find_chords(pitched, bars))
