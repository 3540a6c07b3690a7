"""Overlapped areas of distributions that are known."""

import math

import numpy as np
import pytest

from tests.evaluation.made import bar, drums, line, phrases, quarters
from vaecomposer.evaluation.overlap import (
    features,
    halves,
    histogram_overlap,
    overlapped_area,
    overlaps,
    statistics_figures,
)
from vaecomposer.evaluation.phrases import Phrases


def test_the_same_numbers_overlap_wholly() -> None:
    values = np.random.default_rng(0).normal(size=500)
    assert overlapped_area(values, values) == pytest.approx(1.0, abs=0.01)


def test_far_numbers_do_not_overlap() -> None:
    values = np.random.default_rng(0).normal(size=500)
    assert overlapped_area(values, values + 50) == pytest.approx(0.0, abs=0.01)


def test_constants_overlap_only_where_they_are_equal() -> None:
    assert overlapped_area(np.full(10, 2.0), np.full(10, 2.0)) == 1.0
    assert overlapped_area(np.full(10, 2.0), np.full(10, 3.0)) == pytest.approx(0.0, abs=0.01)


def test_two_normals_overlap_as_the_formula_says() -> None:
    rng = np.random.default_rng(1)
    first, second = rng.normal(size=20_000), rng.normal(1.0, 1.0, 20_000)
    known = 2 * 0.5 * math.erfc(0.5 / math.sqrt(2))  # 2 Phi(-d / 2), d = 1
    assert overlapped_area(first, second) == pytest.approx(known, abs=0.03)


def test_histograms_of_one_kind_overlap_and_of_two_do_not() -> None:
    rng = np.random.default_rng(2)
    first, same = rng.dirichlet(np.ones(12), 200), rng.dirichlet(np.ones(12), 200)
    assert histogram_overlap(first, same, rng) > 0.97
    narrow, far = np.eye(12)[0] + 0.01 * first, np.eye(12)[1] + 0.01 * same
    assert histogram_overlap(narrow, far, rng) < 0.02


def test_all_alike_is_not_the_same_as_varied() -> None:
    rng = np.random.default_rng(3)
    varied = rng.dirichlet(np.ones(12), 200)
    mean = np.repeat(varied.mean(0, keepdims=True), 200, 0)
    assert histogram_overlap(varied, mean, rng) < 0.7


def test_features_of_a_phrase_written_down() -> None:
    melody = line((0, 60, 4), (4, 64, 4), (8, 67, 8))
    kit = drums((0, 0, 90, 0), (4, 1, 90, 0), (8, 0, 90, 0))
    told = features(
        phrases(
            [bar(melody, line((0, 36, 16)), "C G", kit), bar(quarters(60, 60, 60, 72), None, "C")]
        )
    )
    pitch = told["pitch class"][0]
    assert pitch[[0, 4, 7]] == pytest.approx(np.array([4 + 16 + 16, 4, 8]) / 48)
    assert told["range"][0] == 12
    assert told["density"][0] == (3 + 1 + 3 + 4) / 2
    interval = told["interval"][0]
    assert interval[[12 + 4, 12 + 3, 12 - 7, 12, 12 + 12]] == pytest.approx(
        np.array([1, 1, 1, 2, 1]) / 6
    )
    assert told["duration"][0][[3, 5]] == pytest.approx(np.array([6, 1]) / 7)
    assert told["onset position"][0][[0, 4, 8, 12]] == pytest.approx(np.array([2, 2, 2, 1]) / 7)
    assert told["chord-root motion"][0][[7, 5]].tolist() == [0.5, 0.5]
    assert told["drum class"][0][:2] == pytest.approx([2 / 3, 1 / 3])
    assert told["polyphony"][0] == pytest.approx((2 * 16 + 16) / 32)


def test_a_phrase_without_a_part_has_no_such_feature() -> None:
    told = features(phrases([bar(kit=drums((0, 0, 90, 0)))]))
    for name in (
        "pitch class",
        "interval",
        "range",
        "polyphony",
        "chord-root motion",
        "syncopation",
    ):
        assert np.isnan(told[name]).all(), name


def many(count: int, low: int) -> Phrases:
    rng = np.random.default_rng(low)
    return phrases(
        *[[bar(quarters(*rng.integers(low, low + 12, 4))) for _ in range(4)] for _ in range(count)]
    )


def test_the_mean_is_over_what_could_be_measured() -> None:
    figures = statistics_figures(many(30, 60), many(30, 60), 1)
    found = {f.part: f for f in figures}
    assert found["drum class"].value is None
    assert "Too few" in found["drum class"].remark
    assert found["pitch class"].value is not None
    assert found["mean"].value is not None
    assert found["mean"].value > 0.8
    assert found["mean"].goal is not None


def test_few_phrases_say_nothing() -> None:
    assert [f.value for f in statistics_figures(many(3, 60), many(3, 60), 1)] == [None]
    assert set(overlaps(features(many(3, 60)), features(many(3, 60)), 1).values()) == {None}


def test_halves_keep_songs_together() -> None:
    real = many(40, 60)
    real = Phrases(real.bars, 4, real.mode, np.repeat([0, 1], 20), np.repeat(np.arange(10), 4))
    first, second = halves(real, 1)
    assert sorted([*first, *second]) == list(range(40))
    assert not set(real.origin[first]) & set(real.origin[second])
    assert len(first) == pytest.approx(20, abs=4)
