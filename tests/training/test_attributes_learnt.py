"""Attribute statistics, readers, varied bars and what the song stage hides."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.training.made_songs import write_songs
from vaecomposer.music.attributes import ENERGY, measure, phrase_arrays
from vaecomposer.music.grid import FIRST_ONSET, LINE_TOKENS
from vaecomposer.training.attribute_statistics import UNIT, measured, song_attributes
from vaecomposer.training.bar_stage import BarRecipe, BarTask, in_range, spliced_lines
from vaecomposer.training.phrases import SAME_LETTER, Posteriors, recalled_bars_of
from vaecomposer.training.reader_stage import train_readers
from vaecomposer.training.song_stage import SongRecipe, SongTask
from vaecomposer.training.songs import SongBars, load_bars
from vaecomposer.training.trainer import share
from vaecomposer.vae.bars import CODE
from vaecomposer.vae.features import bar_tensors
from vaecomposer.vae.tokens import Part, activity, decode_bars


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> SongBars:
    folder: Path = tmp_path_factory.mktemp("songs")
    write_songs(folder / "made.npz")
    return load_bars(folder)


def made_posteriors(songs: SongBars) -> Posteriors:
    """Codes whose first numbers are the bars' own measures, so that readers have something to find."""
    torch.manual_seed(1)
    mean = 0.3 * torch.randn(len(songs.bars), len(Part), CODE)
    columns = np.nan_to_num(measured(songs.bars, 1))
    mean[..., :9] += torch.from_numpy(columns[:, None, :9] / 4).float()
    return Posteriors(mean.half(), torch.full_like(mean, -3.0).half(), activity(songs.bars))


def test_batched_measures_are_those_of_single_phrases(songs: SongBars) -> None:
    columns = measured(songs.bars, 4)
    for i in (0, 5):
        grids = decode_bars(songs.bars.take(np.arange(4 * i, 4 * i + 4)))
        alone = measure(phrase_arrays(grids), UNIT)[0]
        np.testing.assert_allclose(columns[i], alone)


def test_statistics_and_moods_are_finite(songs: SongBars) -> None:
    attributes = song_attributes(songs)
    assert np.isfinite(attributes.statistics.mean).all()
    assert (attributes.statistics.spread > 0).all()
    rows = np.arange(16)[None]
    moods = attributes.moods(rows, np.full_like(rows, -1))
    assert moods.shape == (1, 2)
    assert np.isfinite(moods).all()
    assert abs(attributes.statistics.mean[ENERGY]) < 3


def test_readers_find_the_attributes_in_the_codes(songs: SongBars) -> None:
    """Codes made of known attributes are read back, on songs the reader has not seen."""
    attributes, posteriors = song_attributes(songs), made_posteriors(songs)
    rng = np.random.default_rng(1)
    bars = rng.normal(size=attributes.bars.shape).astype(np.float32)
    mixing = torch.from_numpy(rng.normal(size=(bars.shape[1], CODE))).float()
    mean = (torch.from_numpy(bars) @ mixing)[:, None].expand(-1, len(Part), -1).half()
    few = Posteriors(mean, posteriors.log_var, posteriors.active)
    readers, explained = train_readers(songs, few, replace(attributes, bars=bars), 300)
    assert set(readers) == set(Part)
    assert explained["bass"] > 0.3


def test_a_repeated_phrase_is_recalled_and_another_is_not() -> None:
    rng = np.random.default_rng(1)
    tokens = rng.integers(0, LINE_TOKENS, (1, 16, 16)).astype(np.int8)
    tokens[0, 8:12] = tokens[0, 0:4]
    found = recalled_bars_of(tokens)[0]
    assert found.tolist() == [-1] * 8 + [0, 1, 2, 3] + [-1] * 4
    assert 0 < SAME_LETTER < 1


def test_notes_moved_out_of_range_come_back_by_octaves() -> None:
    low, high = FIRST_ONSET, LINE_TOKENS - 1
    line = torch.tensor([[0, 1, low, high]])
    down = in_range(line, torch.tensor([[-5, -5, -5, -5]]))
    assert down[0, :2].tolist() == [0, 1]
    assert down[0, 2] == low + 7
    assert in_range(line, torch.tensor([[40]]))[0, 3] <= high


def test_a_spliced_bass_ends_as_another_bar_with_its_chords(songs: SongBars) -> None:
    bars = bar_tensors(songs.bars.take(np.arange(8)))
    others = bar_tensors(songs.bars.take(np.arange(8, 16)))
    drawn = {
        "beat": torch.full((8,), 2), "splices": torch.ones(8, dtype=torch.bool),
        "lends": torch.zeros(8, dtype=torch.bool), "octave": torch.full((8,), 12),
        "jump": torch.zeros(8, 16, dtype=torch.long),
    }  # fmt: skip
    mixed = spliced_lines(bars, others, Part.BASS, drawn)
    same = bars.metre == others.metre
    assert torch.equal(mixed.lines[same, 1, 8:], others.lines[same, 1, 8:])
    assert torch.equal(mixed.lines[:, 1, :8], bars.lines[:, 1, :8])
    assert torch.equal(mixed.chords[same, 2:], others.chords[same, 2:])
    assert torch.equal(mixed.lines[:, 0], bars.lines[:, 0])


def test_a_bass_task_draws_spliced_bars_and_learns_from_them(songs: SongBars) -> None:
    recipe = BarRecipe(steps=1, batch=16, splicing=0.5, borrowing=0.5)
    task = BarTask(songs, Part.BASS, recipe)
    batch = task.batch(task.draw(np.random.default_rng(1)), torch.device("cpu"))
    assert torch.isfinite(task.outputs(batch)["nats"])


def test_what_is_told_is_not_scored_and_the_flow_learns_from_the_rest(songs: SongBars) -> None:
    recipe = SongRecipe(steps=1, batch=12, given_share=1.0)
    task = SongTask(songs, made_posteriors(songs), song_attributes(songs), recipe)
    phrases, hidden = task.batch(task.draw(np.random.default_rng(2)), torch.device("cpu"))
    assert ((hidden.given > 0) <= phrases.present).all()
    assert (hidden.told >= hidden.given).all()
    places = (phrases.present & (hidden.told == 0)).flatten()
    has = (phrases.present & (hidden.told == 0)).flatten(1).any(1)
    owner = hidden.picks // places.numel() * 0 + hidden.picks // (places.numel() // len(has))
    assert places[hidden.picks[has[owner]]].all()
    out = task.outputs((phrases, hidden))
    assert (out["scored"] <= phrases.present.sum((0, 1))).all()
    assert torch.isfinite(task.loss(out, out, 0))


def test_two_processes_would_see_the_song_stage_as_one_does(songs: SongBars) -> None:
    """Each share's loss, with sums averaged over both, averages to the whole batch's."""
    recipe = SongRecipe(steps=1, batch=12, free_nats=0.0)
    task = SongTask(songs, made_posteriors(songs), song_attributes(songs), recipe)
    drawn, cpu = task.draw(np.random.default_rng(3)), torch.device("cpu")
    with torch.no_grad():
        whole = task.outputs(task.batch(drawn, cpu))
        parts = [task.outputs(task.batch(share(drawn, rank, 2), cpu)) for rank in range(2)]
        mean = {k: (parts[0][k] + parts[1][k]) / 2 for k in whole}
        shares = torch.stack([task.loss(own, mean, 0) for own in parts])
        expected = task.loss(whole, whole, 0)
    torch.testing.assert_close(mean["wrong"] * 2, whole["wrong"], rtol=1e-5, atol=1e-4)
    torch.testing.assert_close(shares.mean(), expected, rtol=1e-5, atol=1e-4)
