"""Opening MIDI files of every shape."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.files.midi_pieces import END, file_of, header_bytes, meta, note, opened, track_bytes
from vaecomposer.files.midi_reading import TRAILING_BARS, read_midi
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, KeyChange, MetreChange, Role, TempoChange


def test_a_format_0_file_becomes_a_track_for_each_channel(tmp_path: Path) -> None:
    track = (
        meta(0x03, b"Bass in my song")
        + meta(0x05, b"la", 10)
        + b"\x00\xc2\x21"
        + note(0, 60, 480)
        + note(0, 36, 480, channel=2)
        + note(0, 38, 120, channel=9)
    )
    piece = opened(tmp_path, file_of(track, kind=0))
    assert [(t.name, t.channel, t.program) for t in piece.tracks] == [
        ("Channel 3", 2, 33),
        ("Channel 1", 0, None),
        ("Channel 10", 9, None),
    ]
    assert [t.role for t in piece.tracks] == [Role.BASS, Role.MELODY, Role.DRUMS]
    assert [e.data for e in piece.events] == [b"\xff\x03Bass in my song", b"\xff\x05la"]


def test_a_format_0_file_of_one_channel_keeps_its_name(tmp_path: Path) -> None:
    piece = opened(tmp_path, file_of(meta(0x03, b"Oboe") + note(0, 60, 480), kind=0))
    assert [t.name for t in piece.tracks] == ["Oboe"]
    assert piece.title == "song"


def test_the_sequences_of_a_format_2_file_follow_one_another(tmp_path: Path) -> None:
    waltz = meta(0x58, b"\x03\x02\x18\x08") + meta(0x51, b"\x0f\x42\x40") + note(0, 60, 1440)
    piece = opened(tmp_path, file_of(waltz, note(0, 62, 480), kind=2))
    assert [t.notes[0].onset for t in piece.tracks] == [0, 1440]
    assert piece.metres == (MetreChange(0, Metre(3, 4)), MetreChange(1440, Metre(4, 4)))
    assert [t.microseconds for t in piece.tempos] == [1_000_000, 500_000]


@pytest.mark.parametrize("division", [1, 2, 24, 96, 480, 960, 15_360, 32_767])
def test_every_resolution_is_kept(tmp_path: Path, division: int) -> None:
    piece = opened(tmp_path, file_of(note(3, 60, division), division=division))
    assert piece.ticks_per_quarter == division
    assert piece.tracks[0].notes == (Note(3, 60, division),)
    assert piece.length % (4 * division) == 0


def test_tracks_without_names_are_numbered(tmp_path: Path) -> None:
    piece = opened(tmp_path, file_of(meta(0x51, b"\x07\xa1\x20"), note(0, 60, 9), note(0, 70, 9)))
    assert [t.name for t in piece.tracks] == ["Track 1", "Track 2"]
    blank = opened(tmp_path, file_of(meta(0x03, b" \0 \0") + note(0, 60, 9)))
    assert blank.tracks[0].name == "Track 1"


def test_a_note_never_ended_ends_with_its_track(tmp_path: Path) -> None:
    piece = opened(tmp_path, file_of(b"\x00\x90\x3c\x50" + note(0, 64, 960)))
    assert piece.tracks[0].notes == (Note(0, 60, 960), Note(0, 64, 960))


def test_an_end_without_a_beginning_is_nothing(tmp_path: Path) -> None:
    piece = opened(tmp_path, file_of(b"\x00\x80\x3c\x40" + note(0, 64, 480) + b"\x00\x80\x40\x00"))
    assert piece.tracks[0].notes == (Note(0, 64, 480),)


def test_velocity_nought_and_running_status_end_notes(tmp_path: Path) -> None:
    piece = opened(tmp_path, file_of(b"\x00\x90\x3c\x50\x60\x3c\x00\x00\x40\x51\x60\x40\x00"))
    assert piece.tracks[0].notes == (Note(0, 60, 96, 80), Note(96, 64, 96, 81))


def test_running_status_goes_on_after_meta(tmp_path: Path) -> None:
    sysex = b"\x00\xf0\x02\x01\xf7"
    track = b"\x00\x90\x3c\x50" + meta(0x01, b"hm") + b"\x60\x3c\x00" + sysex
    piece = opened(tmp_path, file_of(track + b"\x00\x90\x40\x50\x60\x40\x00"))
    assert piece.tracks[0].notes == (Note(0, 60, 96, 80), Note(96, 64, 96, 80))
    assert piece.tracks[0].events == (Event(0, b"\xff\x01hm"), Event(96, b"\xf0\x01\xf7"))


def test_a_note_of_no_length_lasts_a_tick(tmp_path: Path) -> None:
    assert opened(tmp_path, file_of(note(5, 60, 0))).tracks[0].notes == (Note(5, 60, 1),)


def test_overlapping_notes_of_one_pitch_end_in_the_order_they_began(tmp_path: Path) -> None:
    track = b"\x00\x90\x3c\x50\x30\x3c\x51\x30\x3c\x00\x30\x3c\x00"
    assert opened(tmp_path, file_of(track)).tracks[0].notes == (
        Note(0, 60, 96),
        Note(48, 60, 96, 81),
    )


def test_a_metre_change_inside_a_bar_begins_a_new_one(tmp_path: Path) -> None:
    conductor = meta(0x58, b"\x04\x02\x18\x08") + meta(0x58, b"\x03\x02\x18\x08", 1000)
    piece = opened(tmp_path, file_of(conductor, note(0, 60, 3000)))
    assert [(bar.start, bar.ticks) for bar in piece.bars()] == [
        (0, 1000),
        (1000, 1440),
        (2440, 1440),
    ]


def test_a_tempo_of_nought_is_passed_over(tmp_path: Path) -> None:
    piece = opened(tmp_path, file_of(meta(0x51, b"\0\0\0") + meta(0x51, b"\x01") + note(0, 60, 1)))
    assert piece.tempos == (TempoChange(0, 500_000),)


@pytest.mark.parametrize(
    "payload", [b"", b"\x08\x00", b"\xf8\x00", b"\x00\x02", b"\x7f\x7f", b"\x01"]
)
def test_a_key_signature_that_cannot_be_is_passed_over(tmp_path: Path, payload: bytes) -> None:
    piece = opened(tmp_path, file_of(meta(0x59, payload) + note(0, 60, 480)))
    assert piece.tracks[0].events == ()


@pytest.mark.parametrize(
    "payload", [b"", b"\x00\x02\x18\x08", b"\x04\x07\x18\x08", b"\x04\xff\x18\x08"]
)
def test_a_metre_that_cannot_be_is_passed_over(tmp_path: Path, payload: bytes) -> None:
    piece = opened(tmp_path, file_of(meta(0x58, payload) + note(0, 60, 480)))
    assert piece.metres == (MetreChange(0, Metre(4, 4)),)


def test_a_key_signature_changed_elsewhere_counts_more_than_our_own_word(tmp_path: Path) -> None:
    own = meta(0x7F, b"\x7dvaecomposer key 2 dorian")
    tune = b"".join(note(0, p, 480) for p in (62, 64, 65, 67, 69, 71, 72, 74))
    for odd in (b"\x7dvaecomposer key 12 major", b"\x7dvaecomposer key 2 blue", b"\x7dother"):
        opened(tmp_path, file_of(meta(0x59, b"\0\1") + meta(0x7F, odd) + tune))
    assert opened(tmp_path, file_of(meta(0x59, b"\0\1") + own + tune)).key == Key(2, Mode.DORIAN)
    assert opened(tmp_path, file_of(meta(0x59, b"\1\1") + own + tune)).key != Key(2, Mode.DORIAN)


def test_a_track_may_play_on_several_channels(tmp_path: Path) -> None:
    track = meta(0x03, b"Duo") + note(0, 60, 480, channel=4) + note(0, 67, 480, channel=1)
    piece = opened(tmp_path, file_of(b"", track + b"\x00\xb1\x07\x40"))
    assert [(t.name, t.channel) for t in piece.tracks] == [("Duo", 4), ("Duo", 1)]
    assert piece.tracks[1].events == (Event(960, b"\xb1\x07\x40"),)


def test_the_file_may_rest_after_its_last_note(tmp_path: Path) -> None:
    bar = 1920
    for rests, bars in ((0, 1), (1, 2), (TRAILING_BARS, 17), (TRAILING_BARS + 1, 1)):
        end = track_bytes([(0, b"\x90\x3c\x50"), (bar, b"\x80\x3c\x40")], bar * (1 + rests))
        assert len(opened(tmp_path, header_bytes(1, 480) + end).bars()) == bars
    off_line = track_bytes([(0, b"\x90\x3c\x50"), (bar, b"\x80\x3c\x40")], bar + 7)
    assert len(opened(tmp_path, header_bytes(1, 480) + off_line).bars()) == 1


def test_alien_chunks_headers_of_other_lengths_and_rests_of_bytes_are_passed_over(
    tmp_path: Path,
) -> None:
    plain = file_of(note(0, 60, 480))
    head, track = plain[:14], plain[14:]
    long_head = head[:4] + (10).to_bytes(4) + head[8:] + b"abcd"
    alien = b"XFIH" + (3).to_bytes(4) + b"abc"
    for data in (
        head + alien + track + alien,
        long_head + track,
        plain + b"\0" * 100,
        plain + b"\x1a",
        head[:10] + (5).to_bytes(2) + head[12:] + track,
        b"\0" * 128 + plain,
    ):
        assert opened(tmp_path, data).tracks[0].notes == (Note(0, 60, 480),)


def test_a_track_chunk_said_to_be_longer_than_it_is_is_read_to_its_end(tmp_path: Path) -> None:
    plain = file_of(note(0, 60, 480))
    assert opened(tmp_path, plain[:18] + (9999).to_bytes(4) + plain[22:]).tracks[0].notes


def test_a_file_in_a_riff_envelope_is_read(tmp_path: Path) -> None:
    inside = file_of(note(0, 60, 480))
    chunk = b"RMIDdata" + len(inside).to_bytes(4, "little") + inside + b"LIST\x04\0\0\0INFO"
    piece = opened(tmp_path, b"RIFF" + len(chunk).to_bytes(4, "little") + chunk, "song.rmi")
    assert piece.tracks[0].notes == (Note(0, 60, 480),)


def test_a_track_without_an_end_is_read_if_nothing_is_cut(tmp_path: Path) -> None:
    assert opened(tmp_path, file_of(note(0, 60, 480), end=b"")).tracks[0].notes
    after = file_of(note(0, 60, 480) + END + note(0, 64, 480))
    assert opened(tmp_path, after).tracks[0].notes == (Note(0, 60, 480),)


def test_messages_of_unheard_types_keep_their_time_and_odd_ones_their_bytes(tmp_path: Path) -> None:
    metas = ((0x4B, b"new"), (0x00, b"\x01"), (0x20, b""), (0x21, b"\x01\x02"), (0x54, b"\xff" * 5))
    track = b"".join(meta(kind, payload, 10) for kind, payload in metas)
    heard = opened(tmp_path, file_of(track + note(0, 60, 480))).tracks[0]
    kept = [Event(10 * i, bytes((0xFF, k)) + data) for i, (k, data) in enumerate(metas, 1)]
    assert list(heard.events) == kept
    assert heard.notes == (Note(50, 60, 480),)


def test_data_above_127_counts_as_127(tmp_path: Path) -> None:
    assert (
        opened(tmp_path, file_of(b"\x00\x90\x3c\xff\x60\x3c\x00")).tracks[0].notes[0].velocity
        == 127
    )


def test_keys_are_read_from_their_signatures(tmp_path: Path) -> None:
    tune = b"".join(note(0, p, 480) for p in (64, 66, 67, 69, 71, 72, 74, 76, 71, 64))
    piece = opened(tmp_path, file_of(meta(0x59, b"\x01\x01") + tune + meta(0x59, b"\xfd\x00")))
    assert piece.keys == (KeyChange(0, Key(4, Mode.MINOR)), KeyChange(4800, Key(3, Mode.MAJOR)))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 300), st.integers(0x80, 0x9F), st.integers(58, 62), st.integers(0, 127)
        )
    )
)
def test_every_note_on_becomes_one_note(
    tmp_path: Path, messages: list[tuple[int, int, int, int]]
) -> None:
    tick, timed, struck = 0, [], 1
    for delta, status, pitch, velocity in messages:
        tick += delta
        timed.append((tick, bytes((status, pitch, velocity))))
        struck += status >= 0x90 and velocity > 0
    data = header_bytes(1, 96) + track_bytes([(0, b"\x9a\x01\x01"), *timed], tick)
    piece = opened(tmp_path, data)
    assert sum(len(t.notes) for t in piece.tracks) == struck


def test_a_hundred_thousand_notes_open_in_a_few_seconds(tmp_path: Path) -> None:
    chance = random.Random(1)
    tracks = []
    for channel in range(10):
        timed = []
        for _ in range(10_000):
            onset, pitch = chance.randrange(480 * 4 * 500), chance.randrange(20, 100)
            timed.append((onset, 1, bytes((0x90 | channel, pitch, 80))))
            timed.append((onset + chance.randrange(1, 900), 0, bytes((0x80 | channel, pitch, 0))))
        tracks.append(track_bytes(((t, m) for t, _, m in sorted(timed)), 0))
    (tmp_path / "big.mid").write_bytes(header_bytes(10, 480) + b"".join(tracks))
    start = time.process_time()
    piece = read_midi(tmp_path / "big.mid")
    assert time.process_time() - start < 5
    assert sum(len(t.notes) for t in piece.tracks) == 100_000
