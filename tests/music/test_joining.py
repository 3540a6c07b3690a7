"""Pieces in a row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.music.pieces import four_parts
from vaecomposer.music.joining import at_resolution, joined
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import Event, MetreChange, Role

A = four_parts()
B = four_parts(bars=3, metre=Metre(3, 4))


def test_notes_tempos_and_metres_follow_one_another() -> None:
    both = joined([A, B.with_bpm(140.0), A])
    assert both.length == 2 * A.length + B.length
    assert [t.role for t in both.tracks] == [t.role for t in A.tracks]
    lead = both.tracks[0].notes
    assert lead[: len(A.tracks[0].notes)] == A.tracks[0].notes
    last = [n for n in lead if n.onset >= A.length + B.length]
    assert [n.moved(-A.length - B.length) for n in last] == list(A.tracks[0].notes)
    assert both.metres[:3] == (
        MetreChange(0, A.metre),
        MetreChange(A.length, Metre(3, 4)),
        MetreChange(A.length + B.length, A.metre),
    )
    assert [(t.tick, round(t.bpm)) for t in both.tempos] == [
        (0, round(A.bpm)),
        (A.length, 140),
        (A.length + B.length, round(A.bpm)),
    ]
    assert len(both.bars()) == 2 * len(A.bars()) + 3


def test_equal_tempos_and_metres_are_said_once() -> None:
    both = joined([A, A])
    assert len(both.tempos) == len(both.metres) == 1


def test_an_instrument_that_differs_is_changed_where_its_piece_begins() -> None:
    other = A.with_track(0, replace(A.tracks[0], program=73, channel=5))
    both = joined([A, other, A])
    channel, first = A.tracks[0].channel, A.tracks[0].program
    changes = [e for e in both.tracks[0].events if e.data[0] & 0xF0 == 0xC0]
    assert changes == [
        Event(A.length, bytes((0xC0 | channel, 73))),
        Event(2 * A.length, bytes((0xC0 | channel, first or 0))),
    ]


@pytest.mark.parametrize(("fine", "coarse"), [(960, 480), (480, 96)])
def test_resolutions_meet_exactly(fine: int, coarse: int) -> None:
    both = joined([at_resolution(four_parts(), fine), at_resolution(four_parts(), coarse)])
    assert both.ticks_per_quarter == fine
    back = at_resolution(at_resolution(A, fine), A.ticks_per_quarter)
    assert back == A


def test_a_track_that_only_one_piece_has_plays_only_there() -> None:
    extra = replace(A.tracks[0], name="Strings", role=Role.OTHER, is_lead=False, channel=8)
    wide = replace(A, tracks=(*A.tracks, extra))
    both = joined([A, wide])
    assert len(both.tracks) == len(A.tracks) + 1
    assert min(n.onset for n in both.tracks[-1].notes) >= A.length


def test_a_track_of_another_piece_does_not_take_the_channel_of_one_that_is_there() -> None:
    extra = replace(A.tracks[0], name="Strings", role=Role.OTHER, is_lead=False, program=48)
    both = joined([A, replace(A, tracks=(*A.tracks, extra))])
    channels = [t.channel for t in both.tracks]
    assert len(set(channels)) == len(channels)
