"""How people play, over songs made here; and the table that comes along."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.evaluation.made import bar, drums, line, songs
from vaecomposer.errors import DataError
from vaecomposer.music.grid import DRUM_CLASSES, Drums, Texture
from vaecomposer.training import touch_statistics
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.humanising import touch_table

TUNE = line(*((4 * i, 60 + 4 * i, 4) for i in range(4)))
LOUD = replace(
    TUNE, velocity=(np.array([90, 0, 0, 0, 70, 0, 0, 0, 80, 0, 0, 0, 80, 0, 0, 0])).astype(np.int8)
)
KIT: Drums = drums((0, 0, 100, 6), (4, 1, 60, -12), (8, 0, 80, 0))


def two_sources() -> SongBars:
    """Played drums of the one source, played lines of the other, both in training."""
    slots, velocity = np.zeros((16, 20), np.int8), np.zeros(16, np.int8)
    slots[[0, 8], 5], velocity[[0, 8]] = 2, (90, 70)
    full = replace(bar(LOUD, LOUD, "C"), texture=Texture(slots, velocity))
    made = songs([[bar(kit=KIT)] * 24, [full] * 8], valid=False)
    number = (made.region == 1).astype(np.int8)
    return replace(
        made, source=number, sources=("groove", "pop909"), expressive=np.ones_like(made.expressive)
    )


def test_means_are_by_class_and_place() -> None:
    table = touch_statistics.touch_table(two_sources())
    velocity, timing = (np.array(table["drums"][name]) for name in ("velocity", "timing"))
    assert velocity.shape == timing.shape == (DRUM_CLASSES, 16)
    assert (velocity[0, 0], velocity[0, 8], velocity[1, 4]) == (100, 80, 60)
    assert (timing[0, 0], timing[1, 4]) == (6, -12)
    assert velocity[0, 5] == 90  # never struck there: as the class is
    assert velocity[5, 0] == 80  # never struck at all: as all are


def test_lines_are_measured_beside_their_own_level() -> None:
    table = touch_statistics.touch_table(two_sources())
    tune = table["melody"]
    assert [tune["velocity"][step] for step in (0, 4, 8, 12)] == [10, -10, 0, 0]
    assert tune["spread"] == 0
    assert [table["chords"]["velocity"][step] for step in (0, 8)] == [10, -10]


def test_songs_without_a_drummer_are_told() -> None:
    made = two_sources()
    with pytest.raises(DataError, match="source groove"):
        touch_statistics.touch_table(replace(made, sources=("other", "pop909")))


def test_a_table_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touch_statistics, "load_bars", lambda _folder: two_sources())
    path = tmp_path / "touch.json"
    assert touch_statistics.main([str(tmp_path), "-o", str(path)]) == 0
    assert set(json.loads(path.read_text())) == {"drums", "melody", "chords", "bass"}


def test_the_table_that_comes_along_is_a_drummer_s() -> None:
    table = touch_table()
    loud = table["drums"]["velocity"]
    assert loud.shape == (DRUM_CLASSES, 16)
    assert loud[1, 4] > loud[1, 0] + 10  # the snare is on two and four
    assert np.abs(table["drums"]["timing"]).max() < 30
    assert table["melody"]["per_semitone"] > 0  # higher is louder
