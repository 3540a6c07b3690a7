"""Values travel as JSON and come back as they were; what has not changed comes back as the very same object."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.music.pieces import four_parts
from vaecomposer.composing.values import CODEC
from vaecomposer.engine import api
from vaecomposer.engine.values import CODEC as SOUND
from vaecomposer.engine.values import audible
from vaecomposer.generation.api import AccompanyRequest, Failure, SteerRequest, TakeRequest
from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, Role
from vaecomposer.music.swing import Swing
from vaecomposer.processes.values import Codec, TrackMemory
from vaecomposer.session.state import ALL_PARTS, Conditions

PIECE = four_parts()


def there_and_back(codec: Codec, value: Any) -> Any:
    return codec.decode(json.loads(json.dumps(codec.encode(value))))


CONDITIONS = st.builds(
    Conditions,
    key=st.builds(Key, st.integers(0, 11), st.sampled_from(list(Mode))),
    style=st.none() | st.just("pop"),
    surprise=st.floats(0, 100),
    bars=st.integers(1, 16),
    mood=st.none() | st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    form=st.none() | st.just("AABA"),
    progression=st.none()
    | st.lists(
        st.lists(
            st.builds(
                Chord, st.integers(0, 11), st.sampled_from(QUALITIES[1:]), st.integers(0, 11)
            ),
            min_size=1,
            max_size=2,
        ).map(tuple),
        max_size=3,
    ).map(tuple),
    parts=st.frozensets(st.sampled_from(sorted(ALL_PARTS)), min_size=1),
)


@given(CONDITIONS, st.integers(0, 2**40))
def test_a_request_comes_back_equal(conditions: Conditions, seed: int) -> None:
    for request in (
        TakeRequest(conditions, seed),
        SteerRequest(PIECE, 0, 4, (1.5, -2.0), conditions, conditions, seed, (0.0,) * 12),
        AccompanyRequest(PIECE, 0, 4, frozenset((Role.BASS,)), conditions, seed),
    ):
        assert there_and_back(CODEC, request) == request


@pytest.mark.parametrize(
    "value",
    [
        api.DeviceChoice("Scarlett – 2i2", sample_rate=48_000), api.DeviceNews(("a", "b"), None, 1, 2, 0.5, "x"),
        api.MidiChoice(("Keys",), 2, ("Drums",), "Clock", (("Keys", 0xB0, 7),), virtual=True),
        api.MidiArrived("Keys", 1.5, b"\x90<@"), api.Performed(1, (Note(0, 60, 10),), (Event(3, b"\xb0@\x7f"),)),
        api.PortsNews((), ("x",)), api.SynthChoice("/a.sf2", "fluidsynth"), api.SynthNews("a", "b"),
        api.Trouble("a", "b"), Swing(0.6, "sixteenth"), (TrackMix(0.5, -1.0, mute=True), TrackMix(port="P", channel=3)),
        (), None, 1.5, True, "text", Failure(None, "sentence"),
    ],
)  # fmt: skip
def test_what_the_processes_tell_each_other_comes_back_equal(value: Any) -> None:
    codec = CODEC if isinstance(value, Failure) else SOUND
    found = there_and_back(codec, value)
    assert found == value
    assert type(found) is type(value)


def test_tracks_that_have_not_changed_stay_the_same_objects() -> None:
    here, there = TrackMemory(), TrackMemory()
    first = SOUND.decode_piece(SOUND.encode_piece(PIECE, here), there)
    assert first == PIECE
    again = SOUND.decode_piece(SOUND.encode_piece(PIECE, here), there)
    assert again is first
    faster = SOUND.encode_piece(PIECE.with_bpm(200), here)
    assert not any(faster["tracks"])
    assert SOUND.decode_piece(faster, there).tracks is first.tracks
    moved = PIECE.with_track(0, PIECE.tracks[0].with_notes([Note(5, 60, 7)]))
    encoded = SOUND.encode_piece(moved, here)
    assert [row is not None for row in encoded["tracks"]] == [True, False, False, False]
    found = SOUND.decode_piece(encoded, there)
    assert found == moved
    assert all(a is b for a, b in zip(found.tracks[1:], first.tracks[1:], strict=True))


@given(st.lists(st.lists(st.integers(0, 3), max_size=5), min_size=1, max_size=12))
def test_any_row_of_pieces_arrives_whatever_changes_between_them(rows: list[list[int]]) -> None:
    pool = PIECE.tracks
    here, there = TrackMemory(), TrackMemory()
    for row in rows:
        piece = replace(PIECE, tracks=tuple(pool[i] for i in row))
        sent = json.loads(json.dumps(SOUND.encode_piece(piece, here)))
        assert SOUND.decode_piece(sent, there) == piece


def test_nothing_but_the_listed_classes_can_be_made_or_sent() -> None:
    with pytest.raises(KeyError):
        SOUND.decode({"$": "Path", "args": "/"})
    with pytest.raises(TypeError, match="does not travel"):
        SOUND.encode(object())


def test_what_nobody_hears_stays_behind() -> None:
    assert audible(PIECE).chords == ()
    assert audible(PIECE).tracks is PIECE.tracks
