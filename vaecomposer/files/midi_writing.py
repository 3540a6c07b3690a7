"""Writing Standard MIDI files: format 1, a conductor track, then one named track an instrument."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import mido

from vaecomposer.errors import MidiFileError
from vaecomposer.files import midi_messages
from vaecomposer.files.midi_keys import signature_messages
from vaecomposer.files.midi_loading import LATEST
from vaecomposer.music.piece import Event, Piece, Track

# Order of messages on one tick: ends of old notes, then settings, then new notes.
_OFF, _SETTING, _ON = 0, 1, 2

Timed = tuple[int, int, bytes]
"""Tick, order on that tick, message."""

_LONGEST_TEMPO = 0xFFFFFF
_MOST_TRACKS = 0x7FFF - 1  # mido's count, and the conductor
_LARGEST_DIVISION = 0x7FFF


def write_midi(piece: Piece, path: Path) -> None:
    """Writes a piece as a MIDI file. The file appears whole or not at all.

    Raises:
        MidiFileError: in a sentence, if it cannot be written.
    """
    data = _file(piece, path.name)
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".mid", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except (OSError, ValueError) as why:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
        reason = why.strerror if isinstance(why, OSError) else None
        raise MidiFileError(
            f"{path.name} was not written: {(reason or str(why)).lower()}. Your music is safe here."
        ) from why


def _file(piece: Piece, name: str) -> bytes:
    end = max(piece.length, piece.last_note_end)
    ticks = (event.tick for track in piece.tracks for event in track.events)
    if max(end, max(ticks, default=0), *(c.tick for c in piece.tempos)) > LATEST:
        raise MidiFileError(f"{name} was not written: MIDI files cannot be this long.")
    if len(piece.tracks) > _MOST_TRACKS or piece.ticks_per_quarter > _LARGEST_DIVISION:
        raise MidiFileError(
            f"{name} was not written: MIDI files have at most {_MOST_TRACKS} tracks and "
            f"{_LARGEST_DIVISION} ticks to the quarter note."
        )
    file = mido.MidiFile(type=1, ticks_per_beat=piece.ticks_per_quarter)
    for timed in (_conductor(piece), *(_instrument(track) for track in piece.tracks)):
        file.tracks.append(_track(timed, end))
    data = io.BytesIO()
    file.save(file=data)
    return data.getvalue()


def _track(timed: Iterable[Timed], end: int) -> mido.MidiTrack:
    """One of mido's tracks, which count from message to message, ended at `end` or at the last message."""
    track, before = mido.MidiTrack(), 0
    for tick, _, message in sorted(timed, key=lambda item: item[:2]):
        track.append(midi_messages.as_mido(message, tick - before))
        before = tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, end - before)))
    return track


def _conductor(piece: Piece) -> Iterator[Timed]:
    named = midi_messages.meta(midi_messages.TRACK_NAME, b"")
    if piece.title and not any(event.data.startswith(named) for event in piece.events):
        yield 0, _OFF, named + midi_messages.encoded(piece.title)
    for tempo in piece.tempos:
        length = max(1, min(tempo.microseconds, _LONGEST_TEMPO)).to_bytes(3)
        yield tempo.tick, _SETTING, midi_messages.meta(midi_messages.TEMPO, length)
    for tick, payload in _metre_signs(piece):
        yield tick, _SETTING, midi_messages.meta(midi_messages.METRE, payload)
    for key in piece.keys:
        for message in signature_messages(key.key):
            yield key.tick, _SETTING, message
    metre = midi_messages.meta(midi_messages.METRE, b"")
    for event in piece.events:
        if event.data.startswith(metre):  # see `_metre_signs`
            continue
        if midi_messages.is_message(event.data) and event.data[0] >= midi_messages.SYSEX:
            yield event.tick, _SETTING, event.data


def _metre_signs(piece: Piece) -> Iterator[tuple[int, bytes]]:
    """Each metre's tick and payload: the opened file's own, with its clicks, while it says the same."""
    own = {
        event.tick: event.data[2:]
        for event in piece.events
        if event.data.startswith(midi_messages.meta(midi_messages.METRE, b""))
    }
    for change in piece.metres:
        plain = midi_messages.metre_bytes(change.metre)
        written = own.get(change.tick, plain)
        yield change.tick, written if written[:2] == plain[:2] else plain


def _instrument(track: Track) -> Iterator[Timed]:
    yield 0, _OFF, midi_messages.meta(midi_messages.TRACK_NAME, midi_messages.encoded(track.name))
    for event in _with_program(track):
        yield event.tick, _SETTING, event.data
    on, off = midi_messages.NOTE_ON | track.channel, midi_messages.NOTE_OFF | track.channel
    for note in sorted(track.notes):
        yield note.onset, _ON, bytes((on, note.pitch, note.velocity))
        yield note.end, _OFF, bytes((off, note.pitch, 64))


def _with_program(track: Track) -> list[Event]:
    """The track's writable events, on its own channel, its program among them after its bank."""
    events = []
    for event in track.events:
        status = event.data[0] if midi_messages.is_message(event.data) else 0
        if status >= midi_messages.SYSEX:
            events.append(event)
        elif status & 0xF0 not in (0, midi_messages.NOTE_ON, midi_messages.NOTE_OFF):
            events.append(
                Event(event.tick, bytes((status & 0xF0 | track.channel,)) + event.data[1:])
            )
    events.sort(key=lambda event: event.tick)
    if track.program is None or _is_chosen_later(track, events):
        return events
    place = 0
    for i, event in enumerate(events):
        if event.tick > 0 or event.data[0] & 0xF0 == midi_messages.PROGRAM:
            break
        if midi_messages.prepares_program(event.data):
            place = i + 1
    own = Event(0, bytes((midi_messages.PROGRAM | track.channel, track.program)))
    return [*events[:place], own, *events[place:]]


def _is_chosen_later(track: Track, events: list[Event]) -> bool:
    """Whether the track's program is its first program change, which comes in time for its first note and is
    written where it stands.
    """
    kinds = [event.data[0] & 0xF0 for event in events]
    if midi_messages.PROGRAM not in kinds:
        return False
    place = kinds.index(midi_messages.PROGRAM)
    chosen, first = events[place], min((note.onset for note in track.notes), default=0)
    if chosen.tick > first or chosen.data[1] != track.program:
        return False
    return not midi_messages.says_no_more(events, place)
