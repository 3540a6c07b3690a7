"""What is remembered between starts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaecomposer import settings
from vaecomposer.settings import VERSION, Settings, load_settings, save_settings

MINE = Settings(
    device="Headphones",
    sample_rate=44_100,
    quantum="bar",
    soundfont="/music/own.sf2",
    folder="/music",
    metronome=True,
    midi_inputs=("Keys", "Pads"),
)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    assert save_settings(MINE, path)
    assert load_settings(path) == MINE
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"x"', "\xff\xfe", "[" * 100_000, json.dumps({"version": VERSION + 1, "quantum": "bar"}),
     json.dumps({"quantum": "bar"})],
)  # fmt: skip
def test_a_damaged_or_newer_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="latin1")
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_a_missing_file_or_a_folder_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()
    assert load_settings(tmp_path) == Settings()


def test_fields_of_the_wrong_kind_or_unknown_are_left_out(tmp_path: Path) -> None:
    found = {"version": VERSION, "device": 7, "quantum": "step", "folder": None, "colour": "red"}
    (tmp_path / "settings.json").write_text(json.dumps(found))
    assert load_settings(tmp_path / "settings.json") == Settings(quantum="step")


def test_a_folder_that_takes_nothing_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not save_settings(MINE, tmp_path / "file" / "settings.json")
    (tmp_path / "settings.json").mkdir()
    assert not save_settings(MINE, tmp_path / "settings.json")


def test_the_usual_place_belongs_to_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings.platformdirs, "user_config_dir", lambda *_, **__: str(tmp_path))
    assert save_settings(MINE)
    assert load_settings() == MINE
    assert (tmp_path / "settings.json").exists()


@pytest.mark.parametrize(
    "fields",
    [{"block_frames": True}, {"block_frames": "256"}, {"sample_rate": -1}, {"metronome": 1}, {"midi_inputs": "Keys"},
     {"midi_inputs": [1]}, {"device": 3}],
)  # fmt: skip
def test_a_value_of_another_kind_gives_way_to_the_default(
    tmp_path: Path, fields: dict[str, object]
) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"version": VERSION, **fields}))
    assert load_settings(tmp_path / "settings.json") == Settings()
