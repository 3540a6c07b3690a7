"""The whole command on tiny folders, with an untrained network and a made-up composer."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.evaluation.made import MadeUpComposer, bar, drums, line, quarters, songs, without_part
from tests.training.made_songs import write_songs
from tests.vae.conftest import untrained_songbook
from vaecomposer.errors import ComposerError, DataError
from vaecomposer.evaluation import evaluate as module
from vaecomposer.evaluation.classifiers import train_classifiers
from vaecomposer.evaluation.copying import training_hashes
from vaecomposer.evaluation.evaluate import Effort, Exam, evaluate, measure_all
from vaecomposer.evaluation.network import Network
from vaecomposer.evaluation.references import References, references_path, save_references
from vaecomposer.evaluation.report import DEFINITIONS, Measured
from vaecomposer.evaluation.songs import Material, load_material
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.checkpoint import save_songbook
from vaecomposer.vae.tokens import Part

LITTLE = Effort(20, 3, 6, 2, 60.0, 2, 2, 13, 2)
NETWORK = Network(untrained_songbook(), torch.device("cpu"))


def exam(material: Material, references: References | None = None) -> Exam:
    composer = MadeUpComposer()
    return Exam(composer, NETWORK, material, references, composer.attribute_statistics, LITTLE)


def measured(bars: SongBars) -> dict[tuple[str, str], Measured]:
    material = Material(bars, 3, (), None)
    shares: list[float] = []
    figures = measure_all(exam(material), lambda _, share: shares.append(share))
    assert all(0 <= share <= 1 for share in shares)
    assert {f.name for f in figures} <= set(DEFINITIONS)
    return {(f.name, f.part): f for f in figures}


KIT = drums((0, 0, 90, 4), (4, 1, 70, -4), (8, 0, 90, 0))
FULL_BARS = [
    bar(quarters(60, 62, 64, 65 + i), line((0, 36, 8), (8, 43, 8)), "C G", KIT) for i in range(4)
] * 4


def test_songs_of_every_part_give_every_figure() -> None:
    found = measured(songs([FULL_BARS] * 3))
    for key in (
        ("step accuracy", "melody"), ("note F1", "drums"), ("chords right", ""), ("song reconstruction", "bass"),
        ("recall", "all"), ("slider", "all"), ("slider, low", "all"), ("leakage", "mean"), ("mood", "energy"),
        ("chords obeyed", ""), ("strong beats", "melody"), ("statistics", "mean"), ("active units", "song"),
        ("KL", "harmony"), ("speed", "Directions, p95"), ("in key", ""),
    ):  # fmt: skip
        assert found[key].value is not None, key
    assert found["step accuracy", "texture"].value is None
    assert "No song" in found["step accuracy", "texture"].remark
    assert found["conditions", "mode"].value is None
    assert found["locks", "notes changed"].remark == "This composer composes new music only."


def test_families_can_be_measured_alone_and_strange_ones_are_told(tmp_path: Path) -> None:
    material = Material(songs([FULL_BARS] * 3), 3, (), None)
    found = measure_all(exam(material), lambda *_: None, ["typed chords"])
    assert {f.name for f in found} == {"chords obeyed", "strong beats", "notes covered"}
    with pytest.raises(ComposerError, match="tempo is nothing I measure; there are speed, "):
        evaluate(tmp_path / "none", tmp_path, only=["tempo"])


def test_drums_alone_are_no_crash() -> None:
    found = measured(songs([[bar(kit=KIT)] * 6] * 3))
    assert found["step accuracy", "drums"].value is not None
    assert found["slider", "Density"].value is None
    assert found["form", "AABA"].value is None
    assert found["recall", "drums"].value is not None


def test_tunes_alone_are_no_crash() -> None:
    found = measured(songs([[bar(quarters(60, 62, 64, 65))] * 16] * 3))
    assert found["strong beats", "melody"].value is None
    assert found["slider", "Register"].value == pytest.approx(1.0)
    assert found["step accuracy", "drums"].value is None


def test_three_short_songs_are_no_crash() -> None:
    found = measured(songs([FULL_BARS[:3]] * 3))
    for key in (
        ("recall", "all"),
        ("song reconstruction", "melody"),
        ("slider", "all"),
        ("form", "AABA"),
    ):
        assert found[key].value is None
        assert found[key].remark
        assert found[key].goal is not None
    assert found["step accuracy", "melody"].value is not None


def test_a_part_that_no_song_has() -> None:
    made = songs([FULL_BARS] * 3)
    less = replace(made, bars=without_part(made.bars, Part.BASS))
    assert measured(less)["note F1", "bass"].value is None


def mark(path: Path, splits: list[str]) -> None:
    """Changes the songs' splits in a data file."""
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files}
    meta = json.loads(arrays["meta_json"].tobytes())
    for song, split in zip(meta["songs"], splits, strict=True):
        song["split"] = split
    arrays["meta_json"] = np.frombuffer(json.dumps(meta).encode(), np.uint8)
    np.savez(path, **arrays)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    write_songs(folder / "made.npz")
    mark(folder / "made.npz", ["train", "train", "train", "valid", "test", "test"])
    return folder


@pytest.mark.parametrize(("split", "count"), [(None, 3), ("all", 6), ("valid", 1), ("test", 2)])
def test_songs_are_chosen_by_split(data: Path, split: str | None, count: int) -> None:
    material = load_material(data, split)
    assert material.count == count
    assert len(material.songs.bars) == 8 * count
    assert material.songs.valid.all()
    assert material.training is None
    assert [(c.part, c.written, c.kept) for c in material.coverage] == [
        ("melody", 32 * count, 32 * count), ("bass", 8 * count, 8 * count),
        ("chords", 16 * count, 16 * count), ("drums", 32 * count, 32 * count),
    ]  # fmt: skip


def test_no_songs_of_a_split_are_told_in_a_sentence(data: Path) -> None:
    mark(data / "made.npz", ["train"] * 6)
    with pytest.raises(DataError, match="no songs that are not marked train"):
        load_material(data)
    with pytest.raises(DataError, match="no songs marked test"):
        load_material(data, "test")


def test_training_songs_serve_where_references_are_missing(data: Path) -> None:
    material = load_material(data, with_training=True)
    assert material.training is not None
    assert len(material.training.bars) == 8 * 3
    assert not material.training.valid.any()


def test_sealed_songs_need_no_training_songs(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "tiny.safetensors"
    save_songbook(untrained_songbook(), model)
    training = load_material(data, with_training=True).training
    assert training is not None
    weights = train_classifiers(training, epochs=2)
    hashes = training_hashes(training)
    references = References(MadeUpComposer().attribute_statistics, hashes, weights)
    save_references(references, references_path(model))
    mark(data / "made.npz", ["test"] * 6)
    monkeypatch.setattr(module, "DEFAULT", LITTLE)
    assert evaluate(model, data, json_path=tmp_path / "out.json", split="test") == 0
    found = json.loads((tmp_path / "out.json").read_text())
    rows = {(f["name"], f["part"]): f for f in found["figures"]}
    assert found["songs"] == 6
    assert rows["conditions", "mode"]["real"] is not None
    assert rows["copying", ""]["value"] is not None
    assert rows["chords obeyed", ""]["met"] is True
    assert set(rows["recall", "all"]) >= {"name", "part", "value", "real", "goal", "met"}
    out = capsys.readouterr().out
    assert "6 songs (marked test) of made" in out
    assert DEFINITIONS["recall"][:40] in out
