"""Accuracies of bars given back with known mistakes."""

import numpy as np
import pytest

from tests.evaluation.made import bar, drums, line, quarters
from vaecomposer.evaluation.reconstruction import (
    chords_right,
    f1,
    note_counts,
    stacked,
    step_accuracy,
)
from vaecomposer.vae.tokens import Part, encode_bars

TRUTH = encode_bars(
    [
        bar(quarters(60, 62, 64, 65), None, "C", drums((0, 0, 90, 0), (4, 1, 80, 0))),
        bar(line(), None, "G"),
    ]
)


def test_what_comes_back_whole_is_right() -> None:
    for part in (Part.MELODY, Part.DRUMS):
        assert step_accuracy(part, TRUTH, TRUTH) == 1.0
        assert f1(*note_counts(part, TRUTH, TRUTH)) == 1.0
    assert chords_right(TRUTH, TRUTH) == 1.0


def test_wrong_steps_count_in_active_bars_alone() -> None:
    # One note a semitone off, one cut short: one and two of sixteen steps; the silent bar does not count.
    back = encode_bars(
        [
            bar(line((0, 60, 4), (4, 63, 4), (8, 64, 2), (12, 65, 4)), None, "C"),
            bar(quarters(60, 60, 60, 60)),
        ]
    )
    assert step_accuracy(Part.MELODY, TRUTH, back) == pytest.approx(13 / 16)
    assert note_counts(Part.MELODY, TRUTH.take(np.array([0])), back.take(np.array([0]))) == (
        4,
        4,
        3,
    )
    assert f1(4, 4, 3) == pytest.approx(0.75)


def test_a_drum_step_is_right_only_with_all_its_classes() -> None:
    back = encode_bars(
        [bar(kit=drums((0, 0, 50, 0), (4, 1, 80, 0), (4, 2, 80, 0), (8, 0, 90, 0))), bar()]
    )
    assert step_accuracy(Part.DRUMS, TRUTH, back) == pytest.approx(14 / 16)
    assert note_counts(Part.DRUMS, TRUTH, back) == (2, 4, 2)


def test_a_chord_is_right_with_root_and_quality() -> None:
    back = encode_bars([bar(symbols="C Cm C/E C"), bar(symbols="G")])
    assert chords_right(TRUTH, back) == pytest.approx(7 / 8)


def test_nothing_to_get_wrong() -> None:
    assert step_accuracy(Part.BASS, TRUTH, TRUTH) is None
    assert f1(0, 0, 0) == 1.0
    assert len(stacked([TRUTH, TRUTH])) == 4
