"""What other programs find in the MIDI files and scores that are exported."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import mido
import pytest

from tests.files.score_pieces import notes_of_part
from tests.music.pieces import four_parts
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.music_files import open_music
from vaecomposer.files.score_writing import write_score
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.overlaps import parted
from vaecomposer.music.piece import KeyChange, MetreChange, Piece, TempoChange
from vaecomposer.paths import resources

Heard = tuple[int, int, int, int, int]
"""Onset and end in ticks, pitch, velocity, channel."""

Q = 480
DEMOS = sorted((resources() / "demos").glob("*.mid"))


def piece_with_everything() -> Piece:
    """Changes of tempo, metre and key, and notes off the grid in four parts."""
    plain = four_parts(6)
    loose = plain.tracks[0].with_notes(
        Note(n.onset + 7 * i % 31, n.pitch, n.duration - i, 1 + (37 * i) % 127)
        for i, n in enumerate(plain.tracks[0].notes)
    )
    return replace(
        untangled(plain.with_track(0, loose)),
        tempos=(TempoChange(0, 600_000), TempoChange(4 * 4 * Q, 412_345)),
        metres=(MetreChange(0, Metre(4, 4)), MetreChange(4 * 4 * Q, Metre(6, 8))),
        keys=(KeyChange(0, Key(9, Mode.MINOR)), KeyChange(4 * 4 * Q, Key(3, Mode.MAJOR))),
        length=4 * 4 * Q + 3 * 3 * Q,
    )


def untangled(piece: Piece) -> Piece:
    """Without overlaps of one pitch in one part, which MIDI cannot tell apart and every program reads its own way."""
    return replace(piece, tracks=tuple(t.with_notes(parted((), t.notes)) for t in piece.tracks))


PIECES = [pytest.param(piece_with_everything(), id="everything")] + [
    pytest.param(untangled(read_midi(demo)), id=demo.stem) for demo in DEMOS
]


def heard(piece: Piece) -> list[list[Heard]]:
    return [
        sorted((n.onset, n.end, n.pitch, n.velocity, t.channel) for n in t.notes)
        for t in piece.tracks
    ]


@pytest.mark.parametrize("piece", PIECES)
def test_mido_finds_the_same_notes_and_signs(tmp_path: Path, piece: Piece) -> None:
    write_midi(piece, tmp_path / "a.mid")
    file = mido.MidiFile(tmp_path / "a.mid")
    assert (file.type, file.ticks_per_beat) == (1, piece.ticks_per_quarter)
    signs: dict[str, list[tuple[int, object]]] = {}
    tick = 0
    for message in file.tracks[0]:
        tick += message.time
        if message.type == "set_tempo":
            signs.setdefault("tempo", []).append((tick, message.tempo))
        elif message.type == "time_signature":
            sign = f"{message.numerator}/{message.denominator}"
            signs.setdefault("metre", []).append((tick, sign))
        elif message.type == "key_signature":
            signs.setdefault("key", []).append((tick, message.key))
    assert signs["tempo"] == [(t.tick, t.microseconds) for t in piece.tempos]
    assert signs["metre"] == [(m.tick, str(m.metre)) for m in piece.metres]
    assert [tick for tick, _ in signs.get("key", [])] == [k.tick for k in piece.keys]
    found = []
    for track, own in zip(file.tracks[1:], piece.tracks, strict=True):
        tick, sounding, notes = 0, {}, []
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity:
                sounding.setdefault(message.note, []).append((tick, message.velocity))
            elif message.type in ("note_on", "note_off"):
                onset, velocity = sounding[message.note].pop(0)
                notes.append((onset, tick, message.note, velocity, message.channel))
            elif message.type == "program_change":
                assert (message.program, message.channel) == (own.program, own.channel)
        found.append(sorted(notes))
        assert track.name == own.name
    assert found == heard(piece)


@pytest.mark.parametrize("piece", PIECES)
def test_pretty_midi_finds_the_same_notes_and_signs(tmp_path: Path, piece: Piece) -> None:
    import pretty_midi

    write_midi(piece, tmp_path / "a.mid")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file = pretty_midi.PrettyMIDI(str(tmp_path / "a.mid"))
    tick = file.time_to_tick
    assert [
        sorted((tick(n.start), tick(n.end), n.pitch, n.velocity) for n in i.notes)
        for i in file.instruments
    ] == [[n[:4] for n in notes] for notes in heard(piece)]
    assert [(i.name, i.program, i.is_drum) for i in file.instruments] == [
        (t.name, t.program or 0, t.is_drums) for t in piece.tracks
    ]
    times, tempos = file.get_tempo_changes()
    assert list(tempos) == pytest.approx([t.bpm for t in piece.tempos])
    assert [tick(t) for t in times] == [t.tick for t in piece.tempos]
    assert [(s.numerator, s.denominator) for s in file.time_signature_changes] == [
        (m.metre.numerator, m.metre.denominator) for m in piece.metres
    ]
    assert len(file.key_signature_changes) == len(piece.keys)


@pytest.mark.parametrize("piece", PIECES)
def test_music21_finds_the_same_notes_and_signs(tmp_path: Path, piece: Piece) -> None:
    from music21 import midi, stream

    write_midi(piece, tmp_path / "a.mid")
    file = midi.MidiFile()
    file.open(str(tmp_path / "a.mid"))
    try:
        file.read()
    finally:
        file.close()
    assert [_notes_of_events(t.events) for t in file.tracks[1:]] == heard(piece)
    score = stream.Score()
    midi.translate.midiFileToStream(file, inputM21=score, quantizePost=False)
    for part, track in zip(score.parts, piece.tracks, strict=True):
        found = [
            (round(on * piece.ticks_per_quarter), round(end * piece.ticks_per_quarter), pitch)
            for on, end, pitch in notes_of_part(part)
        ]
        own = [(n.onset, n.end, n.pitch) for n in track.notes]
        # Of drums music21 makes chords where they are nearly together, and not all have instruments there.
        assert track.is_drums or sorted(found) == sorted(own)
    assert [p.partName for p in score.parts] == [t.name for t in piece.tracks]
    marks = score.recurse().getElementsByClass("MetronomeMark")
    assert {round(m.number) for m in marks} == {round(t.bpm) for t in piece.tempos}
    signs = score.recurse().getElementsByClass("TimeSignature")
    assert {s.ratioString for s in signs} >= {str(m.metre) for m in piece.metres}


def _notes_of_events(events: Iterable[Any]) -> list[Heard]:
    """The notes of one of music21's MIDI tracks."""
    tick, sounding, notes = 0, dict[int, list[tuple[int, int]]](), []
    for event in events:
        if event.isDeltaTime():
            tick += event.time
        elif event.isNoteOn():
            sounding.setdefault(event.pitch, []).append((tick, event.velocity))
        elif event.isNoteOff():
            onset, velocity = sounding[event.pitch].pop(0)
            notes.append((onset, tick, event.pitch, velocity, event.channel - 1))
    return sorted(notes)


needs_musescore = pytest.mark.skipif(
    shutil.which("musescore3") is None, reason="MuseScore 3 is not installed"
)


def by_musescore(source: Path, target: Path) -> Path:
    """MuseScore's own conversion of a file."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(source.parent)}
    subprocess.run(
        ["musescore3", str(source), "-o", str(target)],
        check=True, capture_output=True, timeout=120, env=env,
    )  # fmt: skip
    return target


@needs_musescore
def test_musescore_opens_the_midi_file_with_the_same_notes(tmp_path: Path) -> None:
    piece = four_parts()
    write_midi(piece, tmp_path / "a.mid")
    (read,) = open_music(by_musescore(tmp_path / "a.mid", tmp_path / "b.musicxml"))
    back = read()
    assert [_onsets(t.notes) for t in back.tracks] == [_onsets(t.notes) for t in piece.tracks]
    assert all(own.name in t.name for t, own in zip(back.tracks, piece.tracks, strict=True))
    assert [t.is_drums for t in back.tracks] == [t.is_drums for t in piece.tracks]
    assert (back.metres, len(back.bars())) == (piece.metres, len(piece.bars()))
    assert round(back.bpm) == round(piece.bpm)


@needs_musescore
@pytest.mark.parametrize("demo", DEMOS, ids=lambda p: p.stem)
def test_musescore_opens_the_score_with_the_same_notes(tmp_path: Path, demo: Path) -> None:
    write_score(untangled(read_midi(demo)), tmp_path / "a.musicxml")
    (read,) = open_music(tmp_path / "a.musicxml")
    piece = read()
    again = read_midi(by_musescore(tmp_path / "a.musicxml", tmp_path / "b.mid"))
    assert again.ticks_per_quarter == piece.ticks_per_quarter
    assert [_onsets(t.notes) for t in again.tracks] == [_onsets(t.notes) for t in piece.tracks]
    assert [t.program for t in again.tracks][:3] == [t.program for t in piece.tracks][:3]
    assert [t.is_drums for t in again.tracks] == [t.is_drums for t in piece.tracks]


def _onsets(notes: tuple[Note, ...]) -> list[tuple[int, int]]:
    """Onset and pitch: how long a note of a value sounds is MuseScore's own choice."""
    return sorted((n.onset, n.pitch) for n in notes)
