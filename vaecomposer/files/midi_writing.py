"""Writing Standard MIDI files: format 1, a conductor track, then one named track an instrument."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import mido

from vaecomposer.errors import MidiFileError
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.note import pitch_class_name
from vaecomposer.music.piece import Event, Piece, Track

# Order of messages on one tick: ends of old notes, then settings, then new notes.
_OFF, _SETTING, _ON = 0, 1, 2

_MIDI_KEYS = {
    Mode.MAJOR: ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"),
    Mode.MINOR: ("Cm", "C#m", "Dm", "Ebm", "Em", "Fm", "F#m", "Gm", "G#m", "Am", "Bbm", "Bm"),
}


def signature_name(key: Key) -> str:
    """The MIDI key signature with the same accidentals, minor for modes with a minor third."""
    minor = 3 in key.mode.intervals
    plain = Mode.MINOR if minor else Mode.MAJOR
    tonic = (key.tonic + plain.white_tonic - key.mode.white_tonic) % 12
    return _MIDI_KEYS[plain][tonic]


def _message(event: Event) -> Any | None:
    """A mido message from an event's bytes; None for bytes that are no message."""
    try:
        if event.data[:1] == b"\xff":
            return mido.UnknownMetaMessage(event.data[1], data=tuple(event.data[2:]))
        return mido.Message.from_bytes(event.data)
    except (ValueError, IndexError, KeyError):
        return None


def _mido_track(timed: Iterable[tuple[int, int, Any]], end: int) -> Any:
    """A track of (tick, order, message), ended at `end`."""
    track, before = mido.MidiTrack(), 0
    for tick, _, message in sorted(timed, key=lambda item: item[:2]):
        track.append(message.copy(time=tick - before))
        before = tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, end - before)))
    return track


def _text(text: str) -> str:
    """Text in the one encoding every reader knows."""
    return text.replace("♯", "#").replace("♭", "b").encode("latin1", "replace").decode("latin1")


def _conductor(piece: Piece) -> Any:
    timed: list[tuple[int, int, Any]] = [(0, _OFF, mido.MetaMessage("track_name", name=_text(piece.title)))]
    timed += [(t.tick, _SETTING, mido.MetaMessage("set_tempo", tempo=min(t.microseconds, 0xFFFFFF))) for t in piece.tempos]
    timed += [
        (m.tick, _SETTING, mido.MetaMessage("time_signature", numerator=m.metre.numerator, denominator=m.metre.denominator))
        for m in piece.metres
    ]
    timed += [(k.tick, _SETTING, mido.MetaMessage("key_signature", key=signature_name(k.key))) for k in piece.keys]
    for event in piece.events:
        message = _message(event)
        if message is not None:
            timed.append((event.tick, _SETTING, message))
    return _mido_track(timed, piece.length)


def _instrument(track: Track, end: int) -> Any:
    timed: list[tuple[int, int, Any]] = [(0, _OFF, mido.MetaMessage("track_name", name=_text(track.name)))]
    if track.program is not None:
        timed.append((0, _SETTING, mido.Message("program_change", channel=track.channel, program=track.program)))
    for event in track.events:
        message = _message(event)
        if message is not None:
            timed.append((event.tick, _SETTING, message))
    for note in track.notes:
        # A note of one tick cannot end before it begins, whatever the order on that tick.
        on = mido.Message("note_on", channel=track.channel, note=note.pitch, velocity=note.velocity)
        timed.append((note.onset, _ON, on))
        timed.append((note.end, _OFF, mido.Message("note_off", channel=track.channel, note=note.pitch)))
    return _mido_track(timed, end)


def write_midi(piece: Piece, path: Path) -> None:
    """Writes a piece as a MIDI file. The file appears whole or not at all.

    Raises:
        MidiFileError: in a sentence, if it cannot be written.
    """
    midi = mido.MidiFile(type=1, ticks_per_beat=piece.ticks_per_quarter, charset="latin1")
    midi.tracks.append(_conductor(piece))
    end = max(piece.length, piece.last_note_end)
    midi.tracks.extend(_instrument(track, end) for track in piece.tracks)
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".mid", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            midi.save(file=file)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as why:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = "The disk is full" if why.errno == 28 else str(why.strerror or why)
        raise MidiFileError(f"{path.name} was not written. {reason}. Your music is safe here.") from why


def tonic_and_mode(key: Key) -> str:
    """A key in words for file names, such as ``A dorian``."""
    return f"{pitch_class_name(key.tonic)} {key.mode.value}"
