"""The search behind the named sliders: what must hold whatever the weights are."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.music.pieces import four_parts
from vaecomposer.generation.api import SteerRequest
from vaecomposer.music.attributes import ENERGY, SHAPES, VALENCE
from vaecomposer.session.state import Conditions
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.checkpoint import load_songbook
from vaecomposer.vae.reading import Reading, read_phrase
from vaecomposer.vae.shaping import LEVELS, POSITIONS, Shaper, _climbs, shaped_columns


@pytest.fixture(scope="module")
def shaper_and_reading(songbook_file: Path) -> tuple[Shaper, Reading]:
    cpu = torch.device("cpu")
    book = load_songbook(songbook_file, cpu)
    coder = BarCoder(book, cpu)
    request = SteerRequest(four_parts(8), 0, 8, (0.0,) * 16, Conditions(), Conditions(), 1)
    with torch.inference_mode():
        return Shaper(coder, book.readers, book.statistics), read_phrase(request, book, coder)


@pytest.mark.parametrize("column", range(len(SHAPES) + 1))
def test_a_ladder_never_turns_back(shaper_and_reading: tuple[Shaper, Reading], column: int) -> None:
    shaper, reading = shaper_and_reading
    with torch.inference_mode():
        ladder = shaper.ladder(reading.ground, column)
    if ladder is None:
        pytest.skip("an untrained songbook decodes nothing to shape here")
    assert len(ladder.measured) == len(POSITIONS)
    assert (np.diff(ladder.measured) >= -1e-9).all()
    assert not ladder.offset(0).any()


def test_a_phrase_without_the_part_has_no_ladder(
    shaper_and_reading: tuple[Shaper, Reading],
) -> None:
    shaper, reading = shaper_and_reading
    ground = reading.ground
    alone = replace(ground, parts=(), harmony=False)
    assert shaper.ladder(alone, 0) is None
    assert shaper.ladder(alone, ENERGY) is None


@pytest.mark.parametrize("bars", [1, 4, 7, 16])
def test_versions_climb_bar_by_bar_with_rest_in_the_middle(bars: int) -> None:
    climbs = _climbs(bars, whole=False)
    assert (np.diff(climbs, axis=0) >= 0).all()
    assert climbs.min() == 0
    assert climbs.max() == 2 * LEVELS
    assert (climbs[len(climbs) // 2] == LEVELS).all()
    assert ((climbs.max(1) - climbs.min(1)) <= 1).all()


def test_mood_and_sliders_become_columns() -> None:
    shape = [0.0] * 12
    shape[2], shape[ENERGY] = 40.0, 80.0
    assert shaped_columns(tuple(shape), (0.5, 0.5)) == {2: 40.0, ENERGY: 100.0, VALENCE: 50.0}
    assert shaped_columns((), None) == {}
