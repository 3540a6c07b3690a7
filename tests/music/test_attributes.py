"""The named attributes, on bars whose values can be counted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from tests.music.pieces import four_parts
from vaecomposer.music.attributes import (
    COLUMNS,
    ENERGY,
    SHAPES,
    VALENCE,
    Statistics,
    bar_overlaps,
    measure,
    metric_weights,
    phrase_arrays,
    with_moods,
)
from vaecomposer.music.grid import FIRST_ONSET, HOLD, LOWEST_PITCH, REST, BarGrid, Line
from vaecomposer.music.key import A_MINOR
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.reduction import reduce_piece

PLAIN = Statistics(np.zeros(COLUMNS), np.ones(COLUMNS))
FOUR = Metre(4, 4)


def line(*events: tuple[int, int]) -> Line:
    """A bar of notes (step, pitch), each held until the next."""
    tokens = np.full(16, HOLD, np.int8)
    tokens[: events[0][0]] = REST
    for step, pitch in events:
        tokens[step] = FIRST_ONSET + pitch - LOWEST_PITCH
    return Line(
        tokens, np.where(tokens >= FIRST_ONSET, 80, 0).astype(np.int8), np.zeros(16, np.int8)
    )


def measured(*lines: Line, metre: Metre = FOUR) -> dict[str, float]:
    grids = [BarGrid(metre, (), melody=each) for each in lines]
    values = measure(phrase_arrays(grids), PLAIN)[0]
    return dict(zip((s.name for s in SHAPES), values.tolist(), strict=False))


def test_quarter_notes_on_the_beat_are_not_syncopated() -> None:
    found = measured(line((0, 60), (4, 64), (8, 67), (12, 72)))
    assert found["Density"] == 4
    assert found["Syncopation"] == 0
    assert found["Register"] == pytest.approx((60 + 64 + 67 + 72) / 4)
    assert found["Leaps"] == pytest.approx(4.0)


def test_a_note_held_over_the_strong_beat_is_syncopated_by_the_difference_of_weights() -> None:
    """An eighth before the third beat (-3), held over it (-1): 2. Longuet-Higgins and Lee's own kind."""
    assert measured(line((0, 60), (6, 62), (12, 64)))["Syncopation"] == 2


def test_a_held_over_bar_line_counts_most() -> None:
    held = Line(np.full(16, HOLD, np.int8), np.zeros(16, np.int8), np.zeros(16, np.int8))
    assert measured(line((0, 60), (14, 62)), held)["Syncopation"] == pytest.approx(3 / 2)


@pytest.mark.parametrize("metre", COMPOSED_METRES)
def test_the_first_beat_weighs_most_and_sixteenths_least(metre: Metre) -> None:
    weights = metric_weights(metre)
    assert weights[0] == 0
    assert (weights[1:] < 0).all()
    assert (weights[1::2] == weights.min()).all()
    assert len(weights) == metre.steps


def test_contour_is_the_slope_in_semitones_a_bar() -> None:
    bars = [line((0, 60 + 2 * i)) for i in range(4)]
    assert measured(*bars)["Contour"] == pytest.approx(2.0)
    assert measured(*bars[::-1])["Contour"] == pytest.approx(-2.0)


def test_repetition_allows_transposition() -> None:
    tune = ((0, 60), (4, 62), (8, 64), (12, 65))
    up = tuple((step, pitch + 5) for step, pitch in tune)
    assert measured(line(*tune), line(*up))["Repetition"] == pytest.approx(1.0)
    other = line((2, 60), (6, 71), (10, 50), (14, 66))
    assert measured(line(*tune), other)["Repetition"] == 0


def test_overlap_is_of_the_fuller_bar() -> None:
    tokens = np.stack(
        [line((0, 60), (8, 62)).tokens, line((0, 60), (4, 60), (8, 62), (12, 60)).tokens]
    )
    assert bar_overlaps(tokens[None])[0, 1, 0] == pytest.approx(0.5)


def test_four_parts_are_counted_and_absent_parts_are_unknown() -> None:
    piece = four_parts(4)
    grids = reduce_piece(piece, piece.bars(), A_MINOR.to_white_keys)
    found = measure(phrase_arrays(grids), PLAIN)[0]
    assert found[9] == 1.0
    assert found[10] == 4.0
    alone = [replace(g, bass=None, drums=None, texture=None) for g in grids]
    found = measure(phrase_arrays(alone), PLAIN)[0]
    assert np.isnan(found[[9, 10, 13]]).all()
    assert np.isfinite(found[[0, ENERGY, VALENCE]]).all()


def test_a_silent_melody_has_no_register() -> None:
    silent = Line(np.zeros(16, np.int8), np.zeros(16, np.int8), np.zeros(16, np.int8))
    found = measured(silent, silent)
    assert found["Density"] == 0
    assert np.isnan(found["Register"])


def test_energy_is_the_mean_of_the_known_standardised_parts() -> None:
    columns = np.full((1, COLUMNS), np.nan)
    columns[0, 0], columns[0, 10] = 2.0, 4.0
    assert with_moods(columns, PLAIN)[0, ENERGY] == pytest.approx(3.0)
