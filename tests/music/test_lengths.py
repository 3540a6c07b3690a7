"""Pieces cut, repeated and moved."""

from dataclasses import replace

import pytest

from tests.music.pieces import four_parts
from vaecomposer.music.lengths import transposed, with_bars, without_pickup
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import MetreChange, tempo_at


def test_a_piece_of_that_length_is_the_very_piece() -> None:
    piece = four_parts(4)
    assert with_bars(piece, 4) is piece


@pytest.mark.parametrize("count", [1, 3, 6, 8, 11])
def test_it_is_cut_or_begins_anew(count: int) -> None:
    piece = four_parts(4)
    made = with_bars(piece, count)
    assert len(made.bars()) == count
    for before, after in zip(piece.tracks, made.tracks, strict=True):
        wanted = sorted(
            (n.onset + start, n.pitch)
            for start in range(0, made.length, piece.length)
            for n in before.notes
            if n.onset + start < made.length
        )
        assert [(n.onset, n.pitch) for n in after.notes] == wanted
        assert all(n.end <= made.length for n in after.notes)
    assert made.chords[-1].onset + made.chords[-1].duration == made.length
    assert made.metres == piece.metres


def test_changes_of_tempo_and_metre_come_again() -> None:
    piece = four_parts(2)
    piece = replace(
        piece,
        tempos=(tempo_at(0, 100), tempo_at(1920, 80)),
        metres=(MetreChange(0, Metre(4, 4)), MetreChange(1920, Metre(2, 4))),
        length=1920 + 960,
    )
    made = with_bars(piece, 3)
    assert [round(t.bpm) for t in made.tempos] == [100, 80, 100]
    assert [str(bar.metre) for bar in made.bars()] == ["4/4", "2/4", "4/4"]


def test_moving_leaves_drums_and_comes_back() -> None:
    piece = four_parts(2)
    up = transposed(piece, 5)
    assert [n.pitch for n in up.tracks[0].notes] == [n.pitch + 5 for n in piece.tracks[0].notes]
    assert up.tracks[3] is piece.tracks[3]
    assert transposed(up, -5) == piece
    assert transposed(piece, 0) is piece


def test_a_pickup_is_taken_off_and_nothing_else() -> None:
    piece = four_parts(3)
    assert without_pickup(piece) is piece
    metres = (MetreChange(0, Metre(1, 4)), MetreChange(480, Metre(4, 4)))
    late = replace(
        piece,
        tracks=tuple(t.with_notes(n.moved(480) for n in t.notes) for t in piece.tracks),
        chords=tuple(replace(c, onset=c.onset + 480) for c in piece.chords),
        metres=metres,
        length=piece.length + 480,
    )
    assert without_pickup(late) == replace(piece, metres=(MetreChange(0, Metre(4, 4)),))
