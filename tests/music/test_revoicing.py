"""Notes moved onto other chords."""

from __future__ import annotations

import pytest

from vaecomposer.music.chord import NO_CHORD, Chord, parse_chord
from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.note import Note
from vaecomposer.music.revoicing import degree_moved, melody_onto_chords, nearest, onto_chords


def chord(text: str) -> Chord:
    found = parse_chord(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("pitch", "before", "after", "wanted"),
    [
        (64, "C", "F", 69),  # third to third: E to A
        (67, "C", "Dm", 69),  # fifth to fifth
        (60, "C", "Am", 60),  # a tone of both stays
        (71, "Cmaj7", "F", 72),  # no seventh there: the nearest tone
        (61, "C", "F", 60),  # no tone of the first
        (64, "C", "C", 64),
    ],
)
def test_a_degree_becomes_the_same_degree(pitch: int, before: str, after: str, wanted: int) -> None:
    assert degree_moved(pitch, chord(before), chord(after)) == wanted


def test_over_no_chord_nothing_moves() -> None:
    assert degree_moved(61, chord("C"), NO_CHORD) == 61
    assert nearest(61, ()) == 61
    assert nearest(1, {11}) == 11


def test_an_accompaniment_keeps_its_rhythm_and_two_that_meet_become_one() -> None:
    notes = [
        Note(0, 60, 100, 70),
        Note(0, 64, 100, 71),
        Note(0, 67, 100, 72),
        Note(480, 67, 90, 73),
    ]
    made = onto_chords(notes, lambda _: chord("C"), lambda tick: chord("Dm" if tick < 480 else "C"))
    assert sorted(n.pitch for n in made if n.onset == 0) == [62, 65, 69]
    assert notes[3] in made
    assert {n.velocity for n in made} == {70, 71, 72, 73}


def test_a_melody_moves_only_where_it_dwells_off_the_chord() -> None:
    tune = [
        Note(0, 67, 240),
        Note(240, 69, 120),
        Note(360, 71, 120),
        Note(480, 72, 480),
        Note(960, 68, 120),
    ]
    made = melody_onto_chords(
        tune, lambda _: chord("C"), lambda tick: chord("F" if tick < 960 else "Em"), C_MAJOR, 480,
        lambda tick: tick % 960 == 0,
    )  # fmt: skip
    assert made[0].pitch in (65, 69)  # strong, and no tone of F
    assert made[1:4] == tune[1:4]  # passing, or fitting
    assert made[4].pitch in (67, 71)
    assert [(n.onset, n.duration, n.velocity) for n in made] == [
        (n.onset, n.duration, n.velocity) for n in tune
    ]
