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
from vaecomposer.music.metre import Metre
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
    if not any(event.data.startswith(named) for event in piece.events):
        yield 0, _OFF, named + midi_messages.encoded(piece.title)
    for tempo in piece.tempos:
        length = max(1, min(tempo.microseconds, _LONGEST_TEMPO)).to_bytes(3)
        yield tempo.tick, _SETTING, midi_messages.meta(midi_messages.TEMPO, length)
    for metre in piece.metres:
        yield (
            metre.tick,
            _SETTING,
            midi_messages.meta(midi_messages.METRE, _metre_bytes(metre.metre)),
        )
    for key in piece.keys:
        for message in signature_messages(key.key):
            yield key.tick, _SETTING, message
    for event in piece.events:
        if midi_messages.is_message(event.data) and event.data[0] >= midi_messages.SYSEX:
            yield event.tick, _SETTING, event.data


def _metre_bytes(metre: Metre) -> bytes:
    """Numerator, power of the denominator, clocks a click (24 a quarter note), 32nds a quarter note."""
    click = 96 // metre.denominator * (3 if metre.is_compound else 1)
    return bytes((min(metre.numerator, 255), metre.denominator.bit_length() - 1, max(1, click), 8))


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
    if track.program is None:
        return events
    place = 0
    for i, event in enumerate(events):
        if event.tick > 0 or event.data[0] & 0xF0 == midi_messages.PROGRAM:
            break
        if midi_messages.prepares_program(event.data):
            place = i + 1
    own = Event(0, bytes((midi_messages.PROGRAM | track.channel, track.program)))
    return [*events[:place], own, *events[place:]]
