"""Figures of operations on made-up phrases, whose values are known."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from tests.evaluation.made import bar, drums, line, phrases, quarters, songs
from tests.vae.conftest import untrained_songbook
from vaecomposer.errors import ComposerError
from vaecomposer.evaluation import operations as measured
from vaecomposer.evaluation.operations import (
    crossfade,
    hamming,
    join_leaps,
    leap_size,
    locked_notes,
    operation_figures,
    random_locks,
    rhythm_likeness,
    spread_apart,
    together,
)
from vaecomposer.evaluation.report import DEFINITIONS
from vaecomposer.vae.composer import VaeComposer
from vaecomposer.vae.tokens import Part

TUNE = [bar(quarters(60, 62, 64, 65 + i)) for i in range(4)]
A = phrases(TUNE)
B = phrases([bar(quarters(72, 72, 72, 72)) for _ in range(4)])


def test_leaps_over_joins_and_within_are_in_semitones() -> None:
    assert join_leaps(A, (1, 3)) == ((65 - 60) + (67 - 60)) / 2
    assert join_leaps(A, ()) is None
    intervals = [2, 2, 1, 5, 2, 2, 2, 6, 2, 2, 3, 7, 2, 2, 4]
    assert leap_size(A) == pytest.approx(np.mean(intervals))


def test_a_rhythm_is_like_the_one_before_by_its_shared_onsets() -> None:
    assert rhythm_likeness(A, (1, 2)) == 1
    other = phrases([TUNE[0], bar(line((0, 60, 8), (8, 60, 8))), *TUNE[2:]])
    assert rhythm_likeness(other, (1,)) == 0.5


def test_onsets_together_are_counted_by_part() -> None:
    kit = drums((0, 0, 90, 0), (2, 0, 90, 0), (3, 2, 90, 0))
    made = phrases([bar(quarters(60, 60, 60, 60), line((0, 36, 2), (2, 36, 2)), "C", kit)])
    assert together(made, Part.DRUMS) == 0.5  # the hat is not counted
    assert together(made, Part.BASS) == 0.5
    assert together(phrases([bar(kit=kit)]), Part.DRUMS) is None


def test_a_crossfade_lies_between_and_distance_counts_sixteenths() -> None:
    assert hamming(A, A).tolist() == [0]
    assert hamming(A, B).tolist() == [0.25]
    half = crossfade(A, B)
    assert hamming(A, half)[0] + hamming(half, B)[0] == pytest.approx(hamming(A, B)[0])


def test_distributions_are_as_far_apart_as_their_quantiles() -> None:
    x = np.arange(1000.0)
    assert spread_apart(x, x) == 0
    assert spread_apart(x, x + 5) == pytest.approx(5)


def test_random_locks_hold_what_they_say() -> None:
    piece = phrases(
        [bar(quarters(60, 62, 64, 65), line((0, 36, 16)), "C") for _ in range(8)]
    ).piece(0)
    locks = random_locks(piece, np.random.default_rng(3))
    held = locked_notes(piece, locks)
    (track,) = locks.tracks
    assert {(track, n) for n in piece.tracks[track].notes} <= held
    assert all(any(n in t.notes for t in piece.tracks) for _, n in held)


KIT = drums(*((s, s % 3, 40 + 5 * s, (7 * s) % 30 - 10) for s in range(0, 16, 2)))


@pytest.fixture(scope="module")
def composer() -> VaeComposer:
    return VaeComposer(untrained_songbook(), torch.device("cpu"))


def test_songs_of_every_part_give_every_figure(composer: VaeComposer) -> None:
    bars = [
        bar(quarters(60, 62, 64, 65 + i), line((0, 36, 8), (8, 43, 8)), "C G", KIT)
        for i in range(4)
    ]
    shares: list[float] = []
    found = operation_figures(composer, songs([bars * 4] * 3), None, 2, 1, shares.append)
    assert shares[-1] == 1
    assert {f.name for f in found} <= set(DEFINITIONS)
    by_part = {(f.name, f.part): f for f in found}
    assert by_part["locks", "notes changed"].value == 0
    assert by_part["reharmonising", "typed chords obeyed"].value == 1
    assert by_part["fewer and more", "own notes alone, or all of them"].value == 1
    for name in (
        "accompaniment",
        "gap",
        "interpolation",
        "continuation",
        "harmonising",
        "played velocity",
    ):
        assert any(f.value is not None for f in found if f.name == name), name
    assert by_part["transfer", "style heard"].value is None


def test_songs_without_a_melody_are_told(composer: VaeComposer) -> None:
    with pytest.raises(ComposerError, match="eight bars of a melody"):
        operation_figures(composer, songs([[bar(kit=KIT)] * 16]), None, 2, 1, lambda _: None)
    assert measured.BARS == 8
