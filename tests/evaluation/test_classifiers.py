"""Classifiers on songs whose mode and style are easy to tell, and the references that hold them."""

from pathlib import Path

import numpy as np
import pytest

from tests.evaluation.made import bar, line, phrases, quarters, songs
from vaecomposer.errors import SongbookError
from vaecomposer.evaluation.classifiers import (
    accuracy,
    classifier_of,
    condition_figures,
    phrase_features,
    train_classifiers,
)
from vaecomposer.evaluation.phrases import Phrases, draw
from vaecomposer.evaluation.references import (
    build_references,
    load_references,
    references_path,
    save_references,
)
from vaecomposer.music.grid import BarGrid
from vaecomposer.training.songs import SongBars


def song(mode: int, style: int, rng: np.random.Generator) -> list[BarGrid]:
    """Major (0) or minor (1) by its tones, folk (4) in quarters or jazz (5) off the beat."""
    home = np.array([(60, 64, 67, 65), (69, 72, 76, 74)][mode])
    made = []
    for _ in range(8):
        pitches = rng.permutation(home)
        if style == 4:
            tune = quarters(*pitches.tolist())
        else:
            tune = line(*((4 * i + 2, int(p), 1) for i, p in enumerate(pitches)))
        made.append(bar(tune, line((0, 36 + 9 * mode, 16)), ("C", "Am")[mode]))
    return made


def made_songs(count: int, seed: int, *, valid: bool) -> SongBars:
    rng = np.random.default_rng(seed)
    modes = [i % 2 for i in range(count)]
    styles = [4 + i // 2 % 2 for i in range(count)]
    pieces = [song(m, s, rng) for m, s in zip(modes, styles, strict=True)]
    return songs(pieces, modes=modes, styles=styles, valid=valid)


@pytest.fixture(scope="module")
def weights() -> dict[str, np.ndarray]:
    return train_classifiers(made_songs(40, 1, valid=False), epochs=8)


def test_other_songs_are_told_apart(weights: dict[str, np.ndarray]) -> None:
    for length in (8, 4):
        real = draw(made_songs(20, 2, valid=True), length, 50, 1)
        for task, labels in (("mode", real.mode), ("style", real.style)):
            judge = classifier_of(weights, task)
            assert judge is not None
            assert accuracy(judge, real, labels) == 1.0


def test_composed_phrases_are_judged_beside_real_ones(weights: dict[str, np.ndarray]) -> None:
    real = draw(made_songs(20, 2, valid=True), 8, 50, 1)
    wrong = Phrases(
        real.bars, 8, 1 - real.mode, real.style, real.origin
    )  # what was asked is not what came
    figures = {f.part: f for f in condition_figures(real, wrong, weights)}
    assert figures["mode"].value == 0.0
    assert figures["style"].value == 1.0
    assert figures["style"].met is True
    assert figures["style, melody alone"].value == pytest.approx(1.0, abs=0.1)


def test_without_weights_nothing_is_said() -> None:
    real = draw(made_songs(4, 2, valid=True), 8, 50, 1)
    for missing in (None, {}):
        assert [f.value for f in condition_figures(real, real, missing)] == [None, None]
    assert train_classifiers(made_songs(4, 2, valid=True)) == {}


def test_features_are_numbers_whatever_is_missing() -> None:
    told = phrase_features(phrases([bar(), bar()], [bar(quarters(60, 62, 64, 65)), bar()]))
    assert np.isfinite(told).all()
    assert told.shape[0] == 2


def test_learning_is_the_same_each_time(weights: dict[str, np.ndarray]) -> None:
    again = train_classifiers(made_songs(40, 1, valid=False), epochs=8)
    np.testing.assert_array_equal(weights["style.enter"], again["style.enter"])


def test_references_are_kept_beside_the_model(tmp_path: Path) -> None:
    made = build_references(made_songs(40, 1, valid=False))
    path = references_path(tmp_path / "studio.safetensors")
    assert path.name == "studio.evaluation.safetensors"
    assert load_references(path) is None
    save_references(made, path)
    found = load_references(path)
    assert found is not None
    np.testing.assert_array_equal(found.hashes, made.hashes)
    np.testing.assert_array_equal(found.statistics.spread, made.statistics.spread)
    assert sorted(found.classifiers) == sorted(made.classifiers)
    np.testing.assert_array_equal(found.classifiers["mode.leave"], made.classifiers["mode.leave"])
    assert path.stat().st_size < 2_500_000


def test_damaged_references_are_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.evaluation.safetensors"
    path.write_bytes(b"not tensors")
    with pytest.raises(SongbookError, match="is damaged"):
        load_references(path)
