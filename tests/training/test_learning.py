"""Learning, on a handful of bars made here."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from lightning.fabric import Fabric

from tests.training.made_songs import write_songs
from vaecomposer.errors import DataError
from vaecomposer.training.attribute_statistics import song_attributes
from vaecomposer.training.bar_stage import BarRecipe, part_rows, train_part
from vaecomposer.training.losses import beat_mask, gaussian_kl, standard_kl, step_mask
from vaecomposer.training.phrases import cache_posteriors
from vaecomposer.training.shipping import read_sources, ship
from vaecomposer.training.song_stage import SongRecipe, train_song
from vaecomposer.training.songs import load_bars, read_songs
from vaecomposer.training.windows import WindowSource
from vaecomposer.vae.composer import open_composer
from vaecomposer.vae.tokens import Part


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    write_songs(folder / "made.npz")
    return folder


def test_songs_become_bars_of_every_part(data: Path) -> None:
    songs = load_bars(data)
    assert len(songs.bars) == 6 * 8
    assert songs.bars.present.all()
    assert songs.valid.sum() == 8
    assert len(set(songs.region.tolist())) == 6


def test_the_cache_holds_the_same_bars(data: Path, tmp_path: Path) -> None:
    first = load_bars(data, tmp_path / "bars.npz")
    second = load_bars(data, tmp_path / "bars.npz")
    np.testing.assert_array_equal(first.bars.lines, second.bars.lines)
    assert first.titles == second.titles


def test_a_folder_without_songs_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no training songs"):
        load_bars(tmp_path)


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.npz").write_bytes(b"not an archive")
    with pytest.raises(DataError):
        list(read_songs(tmp_path / "x.npz"))


def test_masks_follow_the_metre() -> None:
    metre = torch.tensor([0, 1, 2, 3])
    assert step_mask(metre).sum(1).tolist() == [16, 12, 12, 8]
    assert beat_mask(metre).sum(1).tolist() == [4, 3, 2, 2]


def test_kl_is_zero_between_equals_and_matches_the_known_formula() -> None:
    mean, log_var = torch.tensor([[0.5, -1.0]]), torch.tensor([[0.2, -0.3]])
    assert gaussian_kl(mean, log_var, mean, log_var).abs().max() == 0
    normal = torch.distributions.Normal(mean, (0.5 * log_var).exp())
    unit = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    expected = torch.distributions.kl_divergence(normal, unit).sum(-1)
    torch.testing.assert_close(standard_kl(mean, log_var), expected)


def test_windows_are_consecutive_bars_of_one_song(data: Path) -> None:
    songs = load_bars(data)
    windows = WindowSource(songs, valid=False).draw(50, np.random.default_rng(1))
    for row in windows.bars:
        bars = row[row >= 0]
        assert (np.diff(bars) == 1).all()
        assert len(set(songs.region[bars].tolist())) == 1
        assert not songs.valid[bars].any()


def test_silent_bars_are_mostly_left_out(data: Path) -> None:
    songs = load_bars(data)
    songs.bars.lines[:10, 0] = 0
    assert len(part_rows(songs, Part.MELODY, 0.0, 1)) == 48 - 10


def _fabric() -> Fabric:
    return Fabric(accelerator="cpu", devices=1)


def test_training_learns_and_resumes_where_it_stopped(data: Path, tmp_path: Path) -> None:
    songs, said = load_bars(data), []
    run = tmp_path / "run"
    train_part(
        songs, Part.MELODY, BarRecipe(minutes=5, steps=10, batch=16), run, _fabric(), said.append
    )
    first = json.loads((run / "melody.json").read_text())
    train_part(
        songs, Part.MELODY, BarRecipe(minutes=5, steps=60, batch=16), run, _fabric(), said.append
    )
    second = json.loads((run / "melody.json").read_text())
    assert (first["step"], second["step"]) == (10, 60)
    assert second["valid"]["nats"] < first["valid"]["nats"] / 2


def test_a_whole_training_ends_in_a_songbook_that_composes(data: Path, tmp_path: Path) -> None:
    songs, said, run = load_bars(data), [], tmp_path / "run"
    for part in Part:
        train_part(
            songs, part, BarRecipe(minutes=5, steps=3, batch=16), run, _fabric(), said.append
        )
    posteriors, attributes = cache_posteriors(songs, run, said.append), song_attributes(songs)
    recipe = SongRecipe(minutes=5, steps=3, batch=8)
    train_song(songs, posteriors, attributes, recipe, run, _fabric(), said.append)
    target = tmp_path / "tiny.safetensors"
    ship(songs, posteriors, attributes, run, target, read_sources(data), said.append, phrases=300)
    card = json.loads(target.with_suffix(".json").read_text())
    assert card["sources"][0]["license"] == "CC0-1.0"
    assert len(card["directions"]) == 16
    assert open_composer(target, torch.device("cpu")).facts.name == "Tiny"
