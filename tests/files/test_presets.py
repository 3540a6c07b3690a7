"""Presets: how sliders and mixes are taken down, put back, and kept on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.music.pieces import four_parts
from vaecomposer.files.presets import load_presets, save_presets
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.mix import TrackMix
from vaecomposer.session import edits
from vaecomposer.session.presets import (
    SHIPPED,
    Presets,
    mix_preset_of,
    set_mix_preset,
    set_sliders,
    sliders_of,
)
from vaecomposer.session.state import SessionState

OPEN = edits.open_piece(four_parts(), None)(SessionState())
NAMES = {f"shape.{shape.name.lower().replace(' ', '-')}" for shape in SHAPES}
OWN = Presets(
    (("Mine", (("shape.density", 30.0), ("direction.2", -12.5))),),
    (("Loud bass", (("bass", TrackMix(1.4, 0.1, mute=False, solo=True)),)),),
    (("Verse", "i VI III VII"),),
    (("Rondo", "ABCA"),),
)


@pytest.mark.parametrize(("name", "sliders"), SHIPPED.sliders)
def test_shipped_presets_name_sliders_that_exist(
    name: str, sliders: tuple[tuple[str, float], ...]
) -> None:
    assert {slider for slider, _ in sliders} <= NAMES
    assert all(-100 <= value <= 100 for _, value in sliders)
    assert sliders_of(set_sliders(sliders)(OPEN)) == tuple(
        sorted(sliders, key=lambda s: [*sliders_order()].index(s[0]))
    )


def sliders_order() -> list[str]:
    return [f"shape.{shape.name.lower().replace(' ', '-')}" for shape in SHAPES]


def test_a_preset_leaves_locked_sliders_alone_and_brings_the_others_to_rest() -> None:
    state = edits.set_shape(0, 50.0)(edits.set_shape(1, 20.0)(OPEN))
    state = edits.lock_control("shape.density", on=True)(state)
    state = set_sliders((("shape.energy", 10.0),))(state)
    assert dict(sliders_of(state)) == {"shape.density": 50.0, "shape.energy": 10.0}


def test_a_mix_is_kept_by_role_and_ports_stay() -> None:
    state = edits.set_track_mix(2, TrackMix(0.5, port="Bus 1", channel=4))(OPEN)
    assert mix_preset_of(state) == (("bass", TrackMix(0.5)),)
    for name, preset in SHIPPED.mixes:
        mixed = set_mix_preset(preset)(state)
        assert mixed.mix[2].port == "Bus 1", name
    backing = set_mix_preset(dict(SHIPPED.mixes)["Backing only"])(state)
    assert backing.mix[0].mute
    assert backing.mix[2].volume == 1.0


def test_presets_come_back_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "presets.json"
    assert load_presets(path) == (Presets(), "")
    assert save_presets(OWN, path) == ""
    assert load_presets(path) == (OWN, "")


@pytest.mark.parametrize("text", ["", "{}", '{"version": 9}', '{"version": 1, "sliders": 5}'])
def test_a_damaged_file_is_told_and_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "presets.json"
    path.write_text(text)
    found, said = load_presets(path)
    assert found == Presets()
    assert "could not be read" in said
    assert save_presets(OWN, path) == ""
    assert path.with_suffix(".kept").read_text() == text
    assert load_presets(path) == (OWN, "")


def test_no_room_on_the_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "could not be kept" in save_presets(OWN, tmp_path / "file" / "presets.json")
