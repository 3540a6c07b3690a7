"""The last stage: nothing clips, and nothing below the knee is touched."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.audio.level import KNEE, Level


@given(st.lists(st.floats(-1000, 1000, width=32), min_size=1, max_size=64), st.floats(0, 4))
def test_no_sound_reaches_one_and_louder_in_is_louder_out(
    samples: list[float], gain: float
) -> None:
    level = Level(64)
    block = np.repeat(np.array(sorted(samples), np.float32)[:, None], 2, axis=1)
    level.finish(np.zeros((64, 2), np.float32), gain, 48_000)
    level.finish(block, gain, 48_000)
    assert np.abs(block).max() < 1.0
    assert (np.diff(block[:, 0]) >= -1e-6).all()
    assert 0 <= level.loudest <= 1


@given(st.floats(-KNEE, KNEE, width=32))
def test_sound_below_the_knee_passes_unchanged(sample: float) -> None:
    block = np.full((8, 2), sample, np.float32)
    Level(8).finish(block, 1.0, 48_000)
    assert (block == np.float32(sample)).all()


def test_what_is_not_a_number_becomes_silence() -> None:
    block = np.array([[np.nan, np.inf], [-np.inf, 0.5]], np.float32)
    Level(8).finish(block, 1.0, 48_000)
    assert np.isfinite(block).all()
    assert block[0, 0] == 0.0
    assert block[1, 1] == 0.5


def test_peaks_fall_slowly() -> None:
    level = Level(480)
    level.finish(np.full((480, 2), 0.5, np.float32), 1.0, 48_000)
    for _ in range(100):
        level.finish(np.zeros((480, 2), np.float32), 1.0, 48_000)
    assert 0.04 < level.peaks[0] < 0.06
    assert level.loudest == 0
