"""Drawing notes to a grid, and taking them off it."""

from __future__ import annotations

from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import MetreChange, bars_until
from vaecomposer.music.quantise import humanised, quantised
from vaecomposer.music.snap import SIXTEENTH, SnapLines

LINES = SnapLines(bars_until((MetreChange(0, Metre(4, 4)),), 480, 7680), 480, SIXTEENTH)
PLACES = frozenset((0, Note(120 * i + (-1) ** i * 20 + 40, 60 + i, 100, 64)) for i in range(20))


def test_whole_strength_puts_every_onset_on_its_line_and_keeps_lengths() -> None:
    come = [note for _, note in quantised(PLACES, LINES, 1.0).come]
    assert all(note.onset % 120 == 0 for note in come)
    assert {note.duration for note in come} == {100}


def test_half_strength_goes_half_the_way_and_none_leaves_all() -> None:
    one = frozenset({(0, Note(140, 60, 100))})
    assert quantised(one, LINES, 0.5).come[0][1].onset == 130
    assert quantised(one, LINES, 0.0).is_nothing


def test_humanising_is_small_within_bounds_and_the_same_for_a_seed() -> None:
    places = frozenset((0, Note(120 * i, 60, 100, 1 if i % 2 else 127)) for i in range(64))
    change = humanised(places, 480, 7680, seed=3)
    assert change == humanised(places, 480, 7680, seed=3)
    assert change != humanised(places, 480, 7680, seed=4)
    for swap in change.swaps:
        old, new = swap.before[0][1], swap.after[0][1]
        assert abs(new.onset - old.onset) < 60
        assert 1 <= new.velocity <= 127
    assert any(s.before != s.after for s in change.swaps)


def test_the_resolution_decides_how_many_ticks_a_hand_strays() -> None:
    places = frozenset((0, Note(24 * i + 24, 60, 12)) for i in range(64))
    moved = humanised(places, 24, 4000, seed=1)
    assert all(abs(s.after[0][1].onset - s.before[0][1].onset) <= 2 for s in moved.swaps)
