"""Writing MIDI files: what is written is read back, by us and by others."""

from __future__ import annotations

import errno
import os
import warnings
from dataclasses import replace
from pathlib import Path

import mido
import pytest
from hypothesis import HealthCheck, given, settings

from tests.files.midi_pieces import file_of, meta, note, opened, pieces
from tests.music.pieces import four_parts
from vaecomposer.errors import MidiFileError
from vaecomposer.files.midi_messages import decoded, encoded
from vaecomposer.files.midi_reading import MOST_BARS, read_midi
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, KeyChange, MetreChange, Piece, Role, TempoChange, Track
from vaecomposer.paths import resources

# Hypothesis shares the folder between examples, which is fine: each writes its own file anew.
several = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def plain(piece: Piece) -> Piece:
    """The piece without what analysis finds."""
    tracks = (replace(t, role=Role.OTHER, is_lead=False) for t in piece.tracks)
    return replace(piece, tracks=tuple(tracks), chords=())


def expected(piece: Piece, path: Path) -> Piece:
    """What comes back: the title is the file's name, and another title written inside stays inside."""
    title = Event(0, b"\xff\x03" + encoded(piece.title))
    written = any(e.data.startswith(b"\xff\x03") for e in piece.events)
    inside = () if written or piece.title == path.stem else (title,)
    return replace(plain(piece), title=path.stem, events=inside + piece.events)


@several
@given(pieces())
def test_any_piece_comes_back_as_it_was_written(tmp_path: Path, piece: Piece) -> None:
    path = tmp_path / "any.mid"
    write_midi(piece, path)
    back = read_midi(path)
    assert plain(back) == expected(piece, path)
    write_midi(back, path)
    assert read_midi(path) == back


def test_the_four_parts_keep_their_roles_and_leads(tmp_path: Path) -> None:
    write_midi(four_parts(), tmp_path / "Four parts.mid")
    back = read_midi(tmp_path / "Four parts.mid")
    assert replace(back, chords=four_parts().chords) == four_parts()


def one_track(*notes: Note, program: int | None = 0, events: tuple[Event, ...] = ()) -> Piece:
    track = Track("One", Role.MELODY, 3, program, tuple(sorted(notes)), events, is_lead=True)
    return Piece(
        480, (track,), (TempoChange(0, 500_000),), (MetreChange(0, Metre(4, 4)),), length=1920
    )


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("tonic", range(12))
def test_every_key_in_every_mode_comes_back(tmp_path: Path, tonic: int, mode: Mode) -> None:
    keys = (KeyChange(0, Key(tonic, mode)),)
    write_midi(replace(one_track(Note(0, 60, 480)), keys=keys), tmp_path / "key.mid")
    assert read_midi(tmp_path / "key.mid").keys == keys
    signature = next(
        m for m in mido.MidiFile(tmp_path / "key.mid").tracks[0] if m.type == "key_signature"
    )
    assert signature.key.endswith("m") == (3 in mode.intervals)


def test_notes_of_one_pitch_that_begin_together_keep_their_velocities(tmp_path: Path) -> None:
    notes = (Note(0, 60, 10, 100), Note(0, 60, 20, 50), Note(5, 60, 30, 7))
    write_midi(one_track(*notes), tmp_path / "unison.mid")
    assert read_midi(tmp_path / "unison.mid").tracks[0].notes == notes


def test_the_bank_stays_before_its_program(tmp_path: Path) -> None:
    bank = (
        Event(0, b"\xf0\x7e\x7f\x09\x01\xf7"),
        Event(0, b"\xb3\x00\x01"),
        Event(0, b"\xb3\x20\x02"),
    )
    volume = Event(0, b"\xb3\x07\x64")
    write_midi(one_track(Note(0, 60, 1), program=12, events=(*bank, volume)), tmp_path / "bank.mid")
    kinds = [m.type for m in mido.MidiFile(tmp_path / "bank.mid").tracks[1]][1:6]
    assert kinds == [
        "sysex",
        "control_change",
        "control_change",
        "program_change",
        "control_change",
    ]
    track = read_midi(tmp_path / "bank.mid").tracks[0]
    assert (track.program, track.events) == (12, (*bank, volume))


def test_later_programs_survive(tmp_path: Path) -> None:
    events = (Event(0, b"\xb3\x00\x05"), Event(240, b"\xc3\x07"), Event(960, b"\xc3\x08"))
    write_midi(one_track(Note(480, 60, 1), program=12, events=events), tmp_path / "later.mid")
    track = read_midi(tmp_path / "later.mid").tracks[0]
    assert (track.program, track.events) == (12, events)


def test_events_follow_their_track_to_another_channel(tmp_path: Path) -> None:
    piece = one_track(Note(0, 60, 1), events=(Event(0, b"\xb3\x07\x64"),))
    moved = piece.with_track(0, replace(piece.tracks[0], channel=5))
    write_midi(moved, tmp_path / "moved.mid")
    tracks = read_midi(tmp_path / "moved.mid").tracks
    assert [t.channel for t in tracks] == [5]
    assert tracks[0].events == (Event(0, b"\xb5\x07\x64"),)


def test_bytes_that_are_no_event_are_not_written(tmp_path: Path) -> None:
    bad = (
        b"",
        b"\x40",
        b"\x93\x3c\x40",
        b"\xb3\x07",
        b"\xb3\x07\x80",
        b"\xff\x2f",
        b"\xff",
        b"\xf8",
    )
    events = tuple(Event(0, data) for data in bad)
    write_midi(one_track(Note(0, 60, 1), events=events), tmp_path / "bad.mid")
    assert read_midi(tmp_path / "bad.mid").tracks[0].events == ()


@pytest.mark.parametrize(
    "name",
    [
        "Flöte",
        "E♭ Klarinette",
        "鋼琴",
        "Ã¼",
        "\x80",
        "Piano / RH",
    ],  # the fourth is Latin-1 that reads as UTF-8
)
def test_names_come_back_in_any_script(tmp_path: Path, name: str) -> None:
    piece = one_track(Note(0, 60, 1))
    write_midi(piece.with_track(0, replace(piece.tracks[0], name=name)), tmp_path / "name.mid")
    assert read_midi(tmp_path / "name.mid").tracks[0].name == name
    assert decoded(encoded(name)) == name


def test_empty_bars_at_the_end_come_back(tmp_path: Path) -> None:
    write_midi(replace(one_track(Note(0, 60, 1)), length=1920 * 4), tmp_path / "rests.mid")
    assert read_midi(tmp_path / "rests.mid").length == 1920 * 4


def test_pretty_midi_and_mido_read_the_same_notes(tmp_path: Path) -> None:
    import pretty_midi

    piece = four_parts()
    write_midi(piece, tmp_path / "four.mid")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = pretty_midi.PrettyMIDI(str(tmp_path / "four.mid"))
    assert [i.name for i in other.instruments] == [t.name for t in piece.tracks]
    assert [i.program for i in other.instruments] == [t.program for t in piece.tracks]
    assert [i.is_drum for i in other.instruments] == [t.is_drums for t in piece.tracks]
    for instrument, track in zip(other.instruments, piece.tracks, strict=True):
        read = sorted(
            (other.time_to_tick(n.start), n.pitch, other.time_to_tick(n.end - n.start), n.velocity)
            for n in instrument.notes
        )
        assert read == [(n.onset, n.pitch, n.duration, n.velocity) for n in track.notes]
    file = mido.MidiFile(tmp_path / "four.mid")
    assert (file.type, file.ticks_per_beat) == (1, 480)
    ons = [sum(m.type == "note_on" and m.velocity > 0 for m in t) for t in file.tracks]
    assert ons == [0, *(len(t.notes) for t in piece.tracks)]


def test_a_file_from_elsewhere_keeps_all_its_messages(tmp_path: Path) -> None:
    data = file_of(
        meta(0x03, b"song")
        + meta(0x02, b"(c) me")
        + meta(0x51, b"\x07\xa1\x20")
        + meta(0x06, b"A", 960),
        meta(0x03, b"Lead")
        + b"\x00\xc0\x05"
        + b"\x00\xb0\x40\x7f"
        + note(0, 60, 480)
        + meta(0x05, b"la"),
    )
    path = tmp_path / "song.mid"
    path.write_bytes(data)
    write_midi(read_midi(path), path)
    kept = [[m for m in t if m.type != "sequencer_specific"] for t in mido.MidiFile(path).tracks]
    assert [m.type for m in kept[0]] == [
        "track_name", "set_tempo", "time_signature", "key_signature", "copyright", "marker",
        "end_of_track",
    ]  # fmt: skip
    assert [m.type for m in kept[1]] == [
        "track_name", "program_change", "control_change", "note_on", "note_off", "lyrics", "end_of_track",
    ]  # fmt: skip


def test_a_piece_too_long_for_midi_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MidiFileError, match="cannot be this long"):
        write_midi(one_track(Note(2**28, 60, 1)), tmp_path / "long.mid")
    assert list(tmp_path.iterdir()) == []
    assert MOST_BARS * 1920 < 2**28


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.mid"
    target.write_bytes(b"before")

    def full(self: Path, to: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(
        MidiFileError, match=r"mine.mid was not written: no space left on device\. Your"
    ):
        write_midi(four_parts(), target)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.mid"]
    assert target.read_bytes() == b"before"


def test_a_folder_that_takes_no_files_gives_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    for target in (tmp_path / "file" / "x.mid", tmp_path / "a\0b.mid"):
        with pytest.raises(MidiFileError, match="was not written"):
            write_midi(four_parts(), target)
    (tmp_path / "folder.mid").mkdir()
    with pytest.raises(MidiFileError, match=r"folder\.mid was not written"):
        write_midi(four_parts(), tmp_path / "folder.mid")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.mid"]


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    write_midi(four_parts(), tmp_path / "new" / "deep" / "x.mid")
    assert opened(tmp_path, (tmp_path / "new" / "deep" / "x.mid").read_bytes()).tracks


@pytest.mark.parametrize(
    "demo", sorted((resources() / "demos").glob("*.mid")), ids=lambda p: p.stem
)
def test_the_demo_pieces_come_back_as_they_were_opened(tmp_path: Path, demo: Path) -> None:
    piece = read_midi(demo)
    write_midi(piece, tmp_path / demo.name)
    assert read_midi(tmp_path / demo.name) == piece


def test_what_midi_has_no_numbers_for_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MidiFileError, match="32767 ticks"):
        write_midi(replace(one_track(Note(0, 60, 1)), ticks_per_quarter=40_000), tmp_path / "x.mid")
    assert list(tmp_path.iterdir()) == []


def test_a_bank_after_the_program_keeps_its_place(tmp_path: Path) -> None:
    track = b"\x00\xc0\x05\x00\xb0\x07\x64\x00\xb0\x00\x01" + note(0, 60, 96) + b"\x00\xc0\x06"
    piece = opened(tmp_path, file_of(track, note(0, 64, 96)))
    assert piece.tracks[0].program == 5
    kept = [
        Event(0, b"\xc0\x05"),
        Event(0, b"\xb0\x07\x64"),
        Event(0, b"\xb0\x00\x01"),
        Event(96, b"\xc0\x06"),
    ]
    assert list(piece.tracks[0].events) == kept
    write_midi(piece, tmp_path / "song.mid")
    assert read_midi(tmp_path / "song.mid") == piece
