"""Chords between chords."""

from itertools import pairwise

import pytest

from vaecomposer.music.chord import NO_CHORD, Chord, parse_chord
from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.passing_chords import with_passing_chords


def chord(name: str) -> Chord:
    found = parse_chord(name)
    assert found is not None
    return found


def test_the_end_of_a_bar_prepares_the_next() -> None:
    found = with_passing_chords([chord("C")] * 4, chord("Am"), every_beat=False)
    assert [str(c) for c in found] == ["C", "C", "Em", "Em"]


@pytest.mark.parametrize("beats", [2, 3, 4])
@pytest.mark.parametrize("here", ["C", "Dm", "Em", "F", "G", "Am", "Bdim", "E7"])
@pytest.mark.parametrize("following", ["C", "Dm", "Em", "F", "G", "Am", "Bb", "F#"])
def test_more_chords_move_more_and_stay_in_the_key(beats: int, following: str, here: str) -> None:
    bar = [chord(here)] * beats
    counts = []
    for every_beat in (False, True):
        found = with_passing_chords(bar, chord(following), every_beat=every_beat)
        assert len(found) == beats
        assert found[0] == bar[0]
        assert all(c.tones <= C_MAJOR.scale for c in found if c != bar[0])
        counts.append(sum(a != b for a, b in pairwise(found)))
    assert 1 <= counts[0] <= counts[1]


def test_nothing_follows() -> None:
    found = with_passing_chords([chord("C")] * 4, NO_CHORD, every_beat=False)
    assert str(found[-1]) == "G"
