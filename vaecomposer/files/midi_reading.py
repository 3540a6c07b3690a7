"""Opening Standard MIDI files exactly: every tick, track and event is kept.

mido reads the bytes, because it keeps every message in file ticks (pretty_midi works in seconds and
symusic drops system exclusive and text); what the messages mean musically is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import mido

from vaecomposer.errors import MidiFileError, MusicError
from vaecomposer.music.analysis import assign_roles, find_chords, find_key
from vaecomposer.music.key import Key, Mode, parse_tonic
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    Event,
    KeyChange,
    MetreChange,
    Piece,
    TempoChange,
    Track,
    bars_until,
    whole_bars,
)

LARGEST_FILE = 64 * 2**20
"""Bytes beyond which a file is refused: no real MIDI file comes near."""

DEFAULT_MICROSECONDS = 500_000
"""Tempo of a file that sets none (120 quarter notes per minute), as the standard says."""

MOST_BARS = 20_000
"""More bars than this come from a damaged time, not from music."""


@dataclass(slots=True)
class _Strand:
    """What one channel of one file track plays."""

    name: str
    channel: int
    program: int | None = None
    notes: list[Note] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    open: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # pitch: [(onset, velocity)]

    def note_off(self, tick: int, pitch: int) -> None:
        waiting = self.open.get(pitch)
        if waiting:
            onset, velocity = waiting.pop(0)
            # A note-off on the note-on's own tick still means that something was struck.
            self.notes.append(Note(onset, pitch, max(1, tick - onset), velocity))

    def close(self, end: int) -> None:
        for pitch in list(self.open):
            while self.open[pitch]:
                self.note_off(end, pitch)


@dataclass(slots=True)
class _Timeline:
    """Changes that hold for all tracks."""

    tempos: dict[int, TempoChange] = field(default_factory=dict)
    metres: dict[int, MetreChange] = field(default_factory=dict)
    keys: dict[int, KeyChange] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


def read_midi(path: Path) -> Piece:
    """Opens a MIDI file (format 0, 1 or 2, any resolution) as it is.

    Roles, chord symbols and, where the file names none that fits, the key are found by analysis.

    Raises:
        MidiFileError: in a sentence, if the file cannot be read or holds no notes.
    """
    midi = _parse(path)
    timeline, strands, end = _Timeline(), [], 0
    for index, messages in enumerate(midi.tracks):
        found, last = _read_track(messages, index, timeline)
        strands.extend(found)
        end = max(end, last)
    if not any(strand.notes for strand in strands):
        raise MidiFileError(f"{path.name} holds no notes. Nothing was opened.")
    return _piece(path, midi.ticks_per_beat, timeline, strands)


def _parse(path: Path) -> Any:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise MidiFileError(f"{path.name} is {size // 2**20} MB, too large for a MIDI file. Nothing was opened.")
        if size == 0:
            raise MidiFileError(f"{path.name} is empty. Nothing was opened.")
        midi = mido.MidiFile(str(path), clip=True, charset="latin1")
    except MidiFileError:
        raise
    except OSError as why:
        if isinstance(why, FileNotFoundError):
            raise MidiFileError(f"{path.name} was not found.") from why
        if why.errno is not None:
            raise MidiFileError(f"{path.name} could not be opened ({why.strerror}).") from why
        raise _damaged(path) from why
    except (EOFError, ValueError, KeyError, IndexError, TypeError, OverflowError, LookupError) as why:
        raise _damaged(path) from why
    except Exception as why:  # mido's KeySignatureError derives from Exception itself
        if type(why).__module__.startswith("mido"):
            raise _damaged(path) from why
        raise
    if not 1 <= midi.ticks_per_beat <= 0x7FFF:
        raise MidiFileError(f"{path.name} counts time in film frames (SMPTE), which I cannot read. Nothing was opened.")
    return midi


def _damaged(path: Path) -> MidiFileError:
    return MidiFileError(f"{path.name} is not a whole MIDI file: it is damaged or cut short. Nothing was opened.")


def _read_track(messages: Iterable[Any], index: int, timeline: _Timeline) -> tuple[list[_Strand], int]:
    """The strands (channels) of one file track in order of appearance, and its last tick."""
    strands: dict[int, _Strand] = {}
    name, tick = "", 0
    loose: list[Event] = []
    for message in messages:
        tick += message.time
        if message.type == "track_name":
            name = message.name.strip()
        elif message.is_meta:
            _read_meta(message, tick, timeline, loose)
        elif message.type == "sysex":
            loose.append(Event(tick, bytes(message.bin())))
        elif hasattr(message, "channel"):
            strand = strands.setdefault(message.channel, _Strand(name, message.channel))
            _read_message(message, tick, strand)
    for strand in strands.values():
        strand.name = name or f"Track {index + 1}"
        strand.close(tick)
    if strands:
        first = next(iter(strands.values()))
        first.events.extend(loose)
    else:
        timeline.events.extend(loose)
    return list(strands.values()), tick


def _read_meta(message: Any, tick: int, timeline: _Timeline, loose: list[Event]) -> None:
    if message.type == "set_tempo":
        timeline.tempos[tick] = TempoChange(tick, max(1, message.tempo))
    elif message.type == "time_signature":
        try:
            metre = Metre(message.numerator, message.denominator)
        except MusicError:
            return
        timeline.metres[tick] = MetreChange(tick, metre)
    elif message.type == "key_signature":
        minor = message.key.endswith("m")
        tonic = parse_tonic(message.key.removesuffix("m"))
        if tonic is not None:
            timeline.keys[tick] = KeyChange(tick, Key(tonic, Mode.MINOR if minor else Mode.MAJOR))
    elif message.type != "end_of_track":
        raw = bytes(message.bin())
        loose.append(Event(tick, raw[:2] + _meta_payload(raw)))


def _meta_payload(raw: bytes) -> bytes:
    """The data of a meta message as it stands in a file, without its length."""
    at = 2
    while raw[at] & 0x80:
        at += 1
    return raw[at + 1 :]


def _read_message(message: Any, tick: int, strand: _Strand) -> None:
    if message.type == "note_on" and message.velocity > 0:
        strand.open.setdefault(message.note, []).append((tick, message.velocity))
    elif message.type in ("note_on", "note_off"):
        strand.note_off(tick, message.note)
    elif message.type == "program_change" and strand.program is None and not strand.notes and not any(
        strand.open.values()
    ):
        strand.program = message.program
    else:
        strand.events.append(Event(tick, bytes(message.bin())))


def _piece(path: Path, ticks_per_quarter: int, timeline: _Timeline, strands: list[_Strand]) -> Piece:
    tempos = dict(timeline.tempos)
    tempos.setdefault(0, TempoChange(0, DEFAULT_MICROSECONDS))
    metres = dict(timeline.metres)
    metres.setdefault(0, MetreChange(0, Metre(4, 4)))
    ordered = tuple(metres[tick] for tick in sorted(metres))
    end = max(note.end for strand in strands for note in strand.notes)
    shortest = min(m.metre.bar_ticks(ticks_per_quarter) for m in ordered)
    if end / shortest > MOST_BARS:
        raise MidiFileError(
            f"{path.name} would last more than {MOST_BARS} bars, so its times must be damaged. Nothing was opened."
        )
    length = whole_bars(ordered, ticks_per_quarter, end)
    tracks = assign_roles([_track(strand) for strand in strands if strand.notes or strand.events])
    piece = Piece(
        ticks_per_quarter,
        tracks,
        tuple(tempos[tick] for tick in sorted(tempos)),
        ordered,
        tuple(timeline.keys[tick] for tick in sorted(timeline.keys)),
        (),
        length,
        path.stem,
        tuple(sorted(timeline.events, key=lambda e: e.tick)),
    )
    return analysed(piece)


def _track(strand: _Strand) -> Track:
    from vaecomposer.music.piece import Role

    notes, events = tuple(sorted(strand.notes)), tuple(sorted(strand.events, key=lambda e: e.tick))
    return Track(strand.name, Role.OTHER, strand.channel, strand.program, notes, events)


def analysed(piece: Piece) -> Piece:
    """The piece with its key found (where none is written that fits) and its chords named."""
    pitched = [note for track in piece.tracks if not track.is_drums for note in track.notes]
    written = piece.keys[0].key if piece.keys and piece.keys[0].tick == 0 else None
    found = find_key(pitched, written)
    keys = piece.keys
    if found is not None and found != written:
        keys = (KeyChange(0, found), *(k for k in keys if k.tick > 0))
    bars = bars_until(piece.metres, piece.ticks_per_quarter, piece.length)
    return replace(piece, keys=keys, chords=find_chords(sorted(pitched), bars))
