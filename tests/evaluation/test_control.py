"""Sliders whose effect is known."""

import math

import numpy as np
import pytest

from tests.evaluation.made import UNIT, MadeUpComposer, bar, drums, line, phrases, quarters, songs
from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.control import (
    exempt,
    held_out_phrases,
    leakage,
    mood_figures,
    ranks,
    slider_figures,
    spearman,
)
from vaecomposer.evaluation.report import Measured
from vaecomposer.generation.api import SteerRequest
from vaecomposer.music.attributes import COLUMNS, ENERGY, Statistics
from vaecomposer.music.grid import BarGrid
from vaecomposer.vae.tokens import Part

PHRASE = [
    bar(quarters(60, 64, 62, 67), line((0, 36, 8)), "C", drums((0, 0, 90, 0))) for _ in range(4)
]


def by_part(figures: list[Measured], name: str) -> dict[str, Measured]:
    return {f.part: f for f in figures if f.name == name}


def test_equal_values_share_their_ranks() -> None:
    assert ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [3.5, 1.0, 3.5, 2.0]


def test_rank_correlations_that_are_known() -> None:
    x = np.arange(11.0)
    assert spearman(x, x**3) == pytest.approx(1.0)
    assert spearman(x, -x) == pytest.approx(-1.0)
    assert spearman(x, np.zeros(11)) == 0.0
    assert spearman(np.arange(5.0), np.array([2.0, 1, 4, 3, 5])) == pytest.approx(0.8)


def test_energy_and_its_components_are_exempt_of_each_other() -> None:
    assert exempt(ENERGY) >= {0, 9, 10, 11}
    assert exempt(0) == {0, ENERGY}
    assert exempt(2) == {2}


def test_leakage_is_in_standard_deviations_of_what_was_measured() -> None:
    low, high = np.zeros(COLUMNS), np.zeros(COLUMNS)
    high[:4] = (2.0, 0.0, 9.0, 4.0)
    low[4:] = high[4:] = np.nan
    statistics = Statistics(np.zeros(COLUMNS), np.full(COLUMNS, 2.0))
    assert leakage(low, high, 2, statistics) == pytest.approx((1 + 0 + 2) / 3)


def test_a_perfect_slider_scores_one_and_a_dead_one_nothing() -> None:
    figures = slider_figures(
        MadeUpComposer(), phrases(PHRASE, PHRASE), UNIT, math.inf, lambda _: None
    )
    found, leaks = by_part(figures, "slider"), by_part(figures, "leakage")
    assert found["Register"].value == pytest.approx(1.0)
    assert found["Register"].met is True
    assert found["Leaps"].value == 0.0
    assert found["Register"].count == 2
    assert leaks["Register"].value == pytest.approx(0.0)
    assert by_part(figures, "slider, low")["Register"].value == pytest.approx(1.0)
    assert found["all"].value is not None


def test_sliders_of_absent_parts_are_left_out_with_a_sentence() -> None:
    melody = [bar(quarters(60, 64, 62, 67)) for _ in range(4)]
    figures = slider_figures(MadeUpComposer(), phrases(melody), UNIT, math.inf, lambda _: None)
    found = by_part(figures, "slider")
    for name in ("Bass activity", "Drum density", "Harmonic rhythm"):
        assert found[name].value is None
        assert "No phrase" in found[name].remark
    assert found["Register"].value == pytest.approx(1.0)


def test_time_ends_the_sliders_and_says_so() -> None:
    figures = slider_figures(MadeUpComposer(), phrases(PHRASE), UNIT, -1.0, lambda _: None)
    assert by_part(figures, "slider")["Register"].value is None


class Refusing(MadeUpComposer):
    """Steers nothing."""

    def steered_grids(self, request: SteerRequest) -> tuple[BarGrid, ...]:
        raise ComposerError("I will not.")


def test_a_refusal_is_no_crash() -> None:
    figures = slider_figures(Refusing(), phrases(PHRASE), UNIT, math.inf, lambda _: None)
    assert all(f.value is None for f in figures)
    moods = mood_figures(Refusing(), phrases(PHRASE), UNIT, math.inf, lambda _: None)
    assert [f.remark for f in moods] == ["I will not.", "I will not."]


def test_the_pad_is_measured_axis_by_axis() -> None:
    # The made-up composer raises the melody for valence, which Valence counts, and does nothing for energy.
    valence, energy = mood_figures(
        MadeUpComposer(), phrases(PHRASE), UNIT, math.inf, lambda _: None
    )
    assert valence.value == pytest.approx(1.0)
    assert energy.value == 0.0


def test_drums_alone_have_no_valence() -> None:
    kit = [bar(kit=drums((0, 0, 90, 0)))] * 4
    valence, _ = mood_figures(MadeUpComposer(), phrases(kit), UNIT, math.inf, lambda _: None)
    assert valence.value is None


def test_phrases_without_drums_are_paired_with_grooves() -> None:
    melody = [[bar(quarters(60, 64, 62, 67 + i)) for _ in range(4)] for i in range(12)]
    groove = [[bar(kit=drums((0, 0, 90, 0), (4, 1, 80, 0)))] * 4]
    found = held_out_phrases(songs([*melody, *groove]), 12, 1)
    with_drums = found.present[:, Part.DRUMS]
    assert 0 < with_drums.sum() < 12
    assert found.present[:, Part.MELODY].all()
    again = held_out_phrases(songs([*melody, *groove]), 12, 1)
    np.testing.assert_array_equal(found.bars.lines, again.bars.lines)
