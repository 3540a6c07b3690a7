"""Swing: pairs are bent, bars and beats stay."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.errors import MusicError
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, MetreChange, Piece, Role, TempoChange, Track
from vaecomposer.music.swing import STRAIGHT, Swing, swing_map, swung_piece

SWINGS = st.builds(Swing, st.floats(0.5, 0.75), st.sampled_from(("eighth", "sixteenth")))
METRES = st.builds(Metre, st.integers(1, 12), st.sampled_from((2, 4, 8, 16)))


def piece_in(*metres: MetreChange, notes: tuple[Note, ...] = (), length: int = 0) -> Piece:
    track = Track("Solo", Role.MELODY, 0, None, notes, (Event(240, b"\xb0\x01\x05"),))
    return Piece(
        480, (track,), (TempoChange(0, 500_000),), metres, length=length,
        events=(Event(240, b"\xff\x06A"),),
    )  # fmt: skip


def test_a_pair_of_eighths_is_played_as_a_triplet() -> None:
    swing = Swing(2 / 3)
    assert [swing.swung(q) for q in (0, 0.5, 1, 1.5)] == pytest.approx([0, 2 / 3, 1, 5 / 3])
    assert swing.swung(0.25) == pytest.approx(1 / 3)
    assert swing.swung(0.75) == pytest.approx(5 / 6)


def test_sixteenths_swing_within_the_eighth() -> None:
    swing = Swing(0.6, "sixteenth")
    assert [swing.swung(q) for q in (0.25, 0.5, 0.75)] == pytest.approx([0.3, 0.5, 0.8])


@pytest.mark.parametrize(("ratio", "unit"), [(0.4, "eighth"), (0.8, "eighth"), (0.6, "quarter")])
def test_swing_has_its_bounds(ratio: float, unit: str) -> None:
    with pytest.raises(MusicError):
        Swing(ratio, unit)  # type: ignore[arg-type]


@given(SWINGS, st.floats(0, 1000))
def test_unswung_is_the_inverse_of_swung(swing: Swing, quarter: float) -> None:
    assert swing.unswung(swing.swung(quarter)) == pytest.approx(quarter, abs=1e-9)
    assert swing.swung(swing.unswung(quarter)) == pytest.approx(quarter, abs=1e-9)


@given(SWINGS, st.lists(st.floats(0, 50), min_size=2))
def test_swing_keeps_the_order_of_things(swing: Swing, quarters: list[float]) -> None:
    swung = [swing.swung(q) for q in sorted(quarters)]
    assert all(a <= b + 1e-9 for a, b in pairwise(swung))


def test_only_beats_made_of_whole_pairs_swing() -> None:
    eighths, sixteenths = Swing(0.6), Swing(0.6, "sixteenth")
    for metre in (Metre(4, 4), Metre(3, 4), Metre(2, 2), Metre(5, 4)):
        assert eighths.bends(metre)
        assert sixteenths.bends(metre)
    for metre in (Metre(6, 8), Metre(9, 8), Metre(12, 8)):
        assert not eighths.bends(metre)
        assert not sixteenths.bends(metre)
    assert not eighths.bends(Metre(7, 8))
    assert sixteenths.bends(Metre(7, 8))
    assert not sixteenths.bends(Metre(5, 16))
    assert not STRAIGHT.bends(Metre(4, 4))


@given(SWINGS, METRES, st.integers(0, 5000), st.integers(1, 6000))
def test_bar_lines_and_beats_stay_and_time_is_one_to_one(
    swing: Swing, metre: Metre, tick: int, change: int
) -> None:
    # The metre change may cut a bar short, in the middle of a pair.
    piece = piece_in(MetreChange(0, metre), MetreChange(change, Metre(4, 4)), length=8000)
    time = swing_map(piece, swing)
    for bar in piece.bars():
        assert time.swung(bar.start) == bar.start
        if bar.ticks >= bar.metre.bar_ticks(480):
            beat = bar.start + bar.metre.beat_ticks(480)
            assert time.swung(beat) == pytest.approx(beat)
    assert time.unswung(time.swung(tick)) == pytest.approx(tick, abs=1e-6)
    assert time.swung(tick) <= time.swung(tick + 1)


def test_pairs_are_counted_from_each_bars_start() -> None:
    # A bar of 7/16 (1.75 quarters) puts the second bar off the quarters counted from the start.
    piece = piece_in(MetreChange(0, Metre(7, 16)), MetreChange(840, Metre(4, 4)), length=2760)
    time = swing_map(piece, Swing(2 / 3))
    assert time.swung(840 + 240) == pytest.approx(840 + 320)
    assert time.swung(100) == 100
    assert time.swung(5000) == 5000
    assert time.swung(-3) == -3


def test_a_swung_piece_keeps_bars_and_length_and_moves_notes_and_events() -> None:
    notes = (Note(0, 60, 240), Note(240, 62, 240), Note(480, 64, 120))
    piece = piece_in(MetreChange(0, Metre(4, 4)), notes=notes, length=1920)
    swung = swung_piece(piece, Swing(2 / 3))
    assert swung.tracks[0].notes == (Note(0, 60, 320), Note(320, 62, 160), Note(480, 64, 160))
    assert swung.tracks[0].events[0].tick == 320
    assert swung.events[0].tick == 320
    assert swung == replace(piece, tracks=swung.tracks, events=swung.events)


def test_a_straight_piece_and_one_in_six_eight_stay_as_they_are() -> None:
    notes = (Note(0, 60, 240), Note(240, 62, 240))
    piece = piece_in(MetreChange(0, Metre(6, 8)), notes=notes, length=1440)
    assert swung_piece(piece, STRAIGHT) is piece
    assert swung_piece(piece, Swing(0.7)) == piece


@given(
    SWINGS,
    st.lists(st.builds(Note, st.integers(0, 1900), st.integers(60, 62), st.integers(1, 99))),
)
def test_swung_notes_are_in_order_and_last_at_least_a_tick(swing: Swing, notes: list[Note]) -> None:
    piece = piece_in(MetreChange(0, Metre(4, 4)), notes=tuple(sorted(notes)), length=1920)
    swung = swung_piece(piece, swing).tracks[0].notes
    assert len(swung) == len(notes)
    assert all(n.duration >= 1 for n in swung)
    assert [(n.onset, n.pitch) for n in swung] == sorted((n.onset, n.pitch) for n in swung)
