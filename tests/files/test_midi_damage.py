"""Broken MIDI files: one clear sentence, at once, whatever the bytes."""

from __future__ import annotations

import os
import random
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files.midi_pieces import (
    END,
    file_of,
    header_bytes,
    meta,
    note,
    number,
    opened,
    track_bytes,
)
from tests.music.pieces import four_parts
from vaecomposer.errors import MidiFileError
from vaecomposer.files import midi_reading
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.music.piece import Piece

FAR = b"\xff\xff\xff\x7f"  # the longest delta


def rich_file() -> bytes:
    """A small file with some of everything."""
    conductor = (
        meta(0x03, b"Song") + meta(0x51, b"\x07\xa1\x20") + meta(0x58, b"\x03\x02\x18\x08")
        + meta(0x59, b"\x01\x00") + meta(0x06, b"Verse", 96)
    )  # fmt: skip
    lead = (
        meta(0x03, b"Lead") + b"\x00\xf0\x05\x7e\x7f\x09\x01\xf7" + b"\x00\xb0\x00\x01\x00\xc0\x05"
        + note(0, 60, 96) + b"\x00\x90\x40\x50\x60\x40\x00" + b"\x00\xe0\x00\x40" + meta(0x05, b"la")
    )  # fmt: skip
    return file_of(conductor, lead, note(0, 38, 24, channel=9), division=96)


def piece_or_sentence(folder: Path, data: bytes) -> Piece | str:
    """What opening these bytes gives; any other error than the one with a sentence goes on."""
    try:
        return opened(folder, data)
    except MidiFileError as why:
        sentence = str(why)
        assert sentence.startswith("song.mid ")
        assert sentence.endswith(".")
        return sentence


def test_a_file_cut_anywhere_gives_a_sentence_or_its_whole_tracks(tmp_path: Path) -> None:
    data = rich_file()
    whole = opened(tmp_path, data)
    for length in range(len(data)):
        found = piece_or_sentence(tmp_path, data[:length])
        if isinstance(found, Piece):
            assert found.tracks[0].notes == whole.tracks[0].notes


@pytest.mark.parametrize("seed", range(30))
def test_a_file_changed_at_random_gives_a_piece_or_a_sentence(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        data = bytearray(rich_file())
        for _ in range(chance.choice((1, 1, 2, 5, 40))):
            at = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    data[at] ^= 1 << chance.randrange(8)
                case 2:
                    del data[at : at + chance.randrange(1, 6)]
                case _:
                    data[at:at] = chance.randbytes(chance.randrange(1, 6))
        begun = time.process_time()
        found = piece_or_sentence(tmp_path, bytes(data))
        assert time.process_time() - begun < 5
        if isinstance(found, Piece):  # what could be opened can be written and opened again
            write_midi(found, tmp_path / "again.mid")
            again = read_midi(tmp_path / "again.mid")
            assert [t.notes for t in again.tracks if t.notes] == [
                t.notes for t in found.tracks if t.notes
            ]


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200), st.integers(0, 3), st.integers(0, 0xFFFF))
def test_any_bytes_in_a_track_give_a_piece_or_a_sentence(
    tmp_path: Path, track: bytes, kind: int, division: int
) -> None:
    piece_or_sentence(tmp_path, file_of(track, note(0, 60, 1), kind=kind, division=division))


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=100))
def test_any_bytes_give_a_sentence(tmp_path: Path, data: bytes) -> None:
    piece_or_sentence(tmp_path, data)
    piece_or_sentence(tmp_path, b"MThd" + data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"Dear diary, today I wrote no music.\n" * 50, "is not a MIDI file"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "is not a MIDI file"),
        (b"MThd", "damaged or cut short"),
        (file_of(), "damaged or cut short"),
        (file_of(meta(0x51, b"\x07\xa1\x20")), "holds no notes"),
        (file_of(b"\x00\xc0\x01"), "holds no notes"),
        (file_of(note(0, 60, 1), division=0xE728), "film frames"),
        (file_of(note(0, 60, 1), division=0), "damaged"),
        (file_of(b"\x00\x3c\x40"), "damaged"),
        (file_of(b"\x00\xf4" + note(0, 60, 1)), "damaged"),
        (file_of(b"\xff\xff\xff\xff\x7f\x90\x3c\x40"), "damaged"),
        (file_of(note(2**28 - 1, 60, 1)), "times must be damaged"),
        (file_of(note(0, 60, 1) + note(2**28 - 1, 60, 1)), "times must be damaged"),
        (file_of(b"\x00\x90\x3c\x40" + (FAR + b"\xb0\x07\x40") * 50), "times must be damaged"),
        (file_of(meta(0x58, b"\x01\x06\x18\x08") + note(0, 60, 480 * 4000)), "times must be damaged"),
        (file_of(note(0, 60, 1), meta(0x51, b"\x07\xa1\x20", 2**28 - 1) + FAR + END[1:]), None),
    ],
)  # fmt: skip
def test_each_trouble_has_its_sentence(tmp_path: Path, data: bytes, words: str | None) -> None:
    found = piece_or_sentence(tmp_path, data)
    assert isinstance(found, Piece) if words is None else words in str(found)


def test_an_end_far_off_does_not_make_the_piece_long(tmp_path: Path) -> None:
    piece = opened(tmp_path, file_of(note(0, 60, 480), end=FAR + END[1:]))
    assert len(piece.bars()) == 1


def test_thousands_of_endless_notes_end_quickly_and_stay_small(tmp_path: Path) -> None:
    stuck = [(i, bytes((0x90 | i % 16, i % 128, 80))) for i in range(30_000)]
    data = header_bytes(1, 1) + track_bytes([*stuck, (79_999, b"\xb0\x07\x40")], 0)
    tracemalloc.start()
    begun = time.process_time()
    piece = opened(tmp_path, data)
    taken, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(len(t.notes) for t in piece.tracks) == 30_000
    assert len(piece.bars()) == 20_000
    assert taken < 20
    assert peak < 200e6


def test_too_many_tracks_or_messages_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = file_of(*[note(0, 60, 1)] * (midi_reading.MOST_TRACKS + 1))
    assert "more than 1000 tracks" in str(piece_or_sentence(tmp_path, many))
    monkeypatch.setattr(midi_reading, "MOST_MESSAGES", 10)
    assert isinstance(piece_or_sentence(tmp_path, file_of(note(0, 60, 1) * 4)), Piece)
    assert "too many" in str(piece_or_sentence(tmp_path, file_of(note(0, 60, 1) * 6)))


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "song.mid"
    with path.open("wb") as file:
        file.write(rich_file())
        file.truncate(midi_reading.LARGEST_FILE + 1)  # sparse: no such space is taken
    with pytest.raises(MidiFileError, match="larger than 4 MB"):
        read_midi(path)


def test_folders_missing_files_and_odd_names_give_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MidiFileError, match="is a folder"):
        read_midi(tmp_path)
    with pytest.raises(MidiFileError, match="was not found"):
        read_midi(tmp_path / "none.mid")
    for odd in ("a\0b.mid", "x" * 5000):
        with pytest.raises(MidiFileError, match=r"could not be opened|was not found"):
            read_midi(tmp_path / odd)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mid")
    with pytest.raises(MidiFileError, match="is not a MIDI file"):
        read_midi(tmp_path / "pipe.mid")


def test_a_file_that_may_not_be_read_gives_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_midi(four_parts(), tmp_path / "mine.mid")

    def forbidden(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(
        MidiFileError, match=r"mine\.mid could not be opened \(Permission denied\)\."
    ):
        read_midi(tmp_path / "mine.mid")


def test_lengths_beyond_the_file_take_no_memory(tmp_path: Path) -> None:
    tracemalloc.start()
    piece_or_sentence(tmp_path, file_of(b"\x00\xf0" + FAR + b"\x01"))
    piece_or_sentence(tmp_path, file_of(b"\x00\xff\x01" + FAR + b"\x01"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1e6
    assert number(2**28 - 1) == FAR


def test_a_number_without_end_is_not_added_up(tmp_path: Path) -> None:
    data = file_of(b"\xff" * (midi_reading.LARGEST_FILE - 100))
    begun = time.process_time()
    assert "damaged" in str(piece_or_sentence(tmp_path, data))
    assert time.process_time() - begun < 5
