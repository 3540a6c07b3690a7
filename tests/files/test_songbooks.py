"""Which songbooks there are, and what their cards say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaecomposer.files.songbooks import (
    describe,
    is_songbook,
    own_folder,
    shipped_songbook,
    songbooks,
)


def book(path: Path, **card: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"weights")
    path.with_suffix(".json").write_text(json.dumps(card), encoding="utf-8")
    return path


def test_the_shipped_one_comes_first_and_says_how_good_it_is() -> None:
    first = songbooks()[0]
    assert first.path == shipped_songbook()
    assert first.name == "Studio"
    assert first.songs > 1000
    assert first.note_accuracy is not None
    assert 0.9 < first.note_accuracy <= 1


def test_the_musicians_own_and_others_are_offered_once_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    film = book(own_folder() / "film.safetensors", name="Film cues")
    book(own_folder() / "film.evaluation.safetensors")
    (own_folder() / "cardless.safetensors").write_bytes(b"")
    elsewhere = book(tmp_path / "elsewhere" / "reels.safetensors", name="Reels")
    found = songbooks([elsewhere, film, tmp_path / "gone.safetensors", elsewhere])
    assert [file.name for file in found] == ["Studio", "Film cues", "Reels"]
    assert [is_songbook(p) for p in sorted(own_folder().iterdir())].count(True) == 1


@pytest.mark.parametrize(
    "card",
    [
        "", "no JSON", "[]", "[" * 100_000, "null", '{"name": 3}', '{"name": " "}', '{"figures": 5, "sources": {}}',
        '{"figures": {"note_accuracy": "1"}, "sources": [3, {"songs": "many"}, {"songs": -4}]}',
        '{"figures": {"note_accuracy": 7}}',
    ],
    ids=range(10),
)  # fmt: skip
def test_a_damaged_card_leaves_the_name_of_the_file(tmp_path: Path, card: str) -> None:
    path = book(tmp_path / "mine.safetensors")
    path.with_suffix(".json").write_text(card, encoding="utf-8")
    found = describe(path)
    assert (found.name, found.note_accuracy, found.songs) == ("mine", None, 0)


def test_a_card_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    path = book(tmp_path / "mine.safetensors", name="Mine", filling="x" * 5_000_000)
    assert describe(path).name == "mine"
