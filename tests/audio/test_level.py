"""The last stage: gain, limiter and meter."""

from __future__ import annotations

import numpy as np
import pytest

from vaecomposer.audio.level import Level
from vaecomposer.audio.limiter import CEILING


def test_gain_comes_before_the_ceiling() -> None:
    level = Level(480)
    block = np.full((480, 2), 0.5, np.float32)
    for _ in range(3):
        block.fill(0.5)
        level.finish(block, 4.0, 48_000)
    assert block[:, 0] == pytest.approx(CEILING, rel=1e-5)
    assert level.loudest <= CEILING


def test_the_sound_comes_as_late_as_said_at_any_rate() -> None:
    level = Level(480)
    for rate in (48_000, 22_050):
        block = np.zeros((480, 2), np.float32)
        block[0] = 0.5
        level.finish(block, 1.0, rate)
        assert block[level.latency_frames, 0] == 0.5
        assert np.count_nonzero(block) == 2
    level.finish(np.zeros((0, 2), np.float32), 1.0, 22_050)


def test_a_reset_drops_the_sound_inside() -> None:
    level = Level(64)
    level.finish(np.full((64, 2), 0.5, np.float32), 1.0, 48_000)
    level.reset()
    block = np.zeros((64, 2), np.float32)
    level.finish(block, 1.0, 48_000)
    assert not block.any()


def test_peaks_fall_slowly() -> None:
    level = Level(480)
    level.finish(np.full((480, 2), 0.5, np.float32), 1.0, 48_000)
    for _ in range(100):
        level.finish(np.zeros((480, 2), np.float32), 1.0, 48_000)
    assert 0.04 < level.peaks[0] < 0.06
    assert level.loudest == 0
