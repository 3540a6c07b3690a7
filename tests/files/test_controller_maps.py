"""What knobs move is found again, and a file that cannot be read takes nothing with it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.files.controller_maps import (
    controller_file,
    controller_folder,
    load_controller_map,
    save_controller_map,
)
from vaecomposer.live.controllers import Control, ControllerMap, Kind

controls = st.one_of(
    st.builds(Control, st.just(Kind.CC7), st.integers(0, 15), st.integers(0, 127)),
    st.builds(Control, st.just(Kind.CC14), st.integers(0, 15), st.integers(0, 31)),
    st.builds(Control, st.just(Kind.BEND), st.integers(0, 15)),
    st.builds(Control, st.just(Kind.NOTE), st.integers(0, 15), st.integers(0, 127)),
)
KNOB = ControllerMap("nanoKONTROL2 1").with_binding(Control(Kind.CC7, 0, 16), "shape.3")


@given(st.text(max_size=30), st.lists(st.tuples(controls, st.text(max_size=9)), max_size=12))
def test_what_was_saved_is_loaded(port: str, bound: list[tuple[Control, str]]) -> None:
    controller = ControllerMap(port)
    for control, target in bound:
        controller = controller.with_binding(control, target)
    with tempfile.TemporaryDirectory() as folder:
        assert save_controller_map(controller, Path(folder)) == ""
        assert load_controller_map(port, Path(folder)) == (controller, "")
        assert [p.suffix for p in Path(folder).iterdir()] == [".json"]


@given(st.text(max_size=60))
def test_any_port_has_a_name_that_every_system_takes(port: str) -> None:
    name = controller_file(port, Path("x")).name
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>| ')
    assert len(name) < 64


def test_two_ports_do_not_share_a_file() -> None:
    assert controller_file("Nord: 1") != controller_file("Nord/ 1")
    assert controller_file("Nord").parent == controller_folder()


def test_a_controller_never_seen_has_an_empty_map_and_nothing_is_said(tmp_path: Path) -> None:
    assert load_controller_map("Nord", tmp_path / "none") == (ControllerMap("Nord"), "")


BAD = {"kind": "cc7", "channel": 16, "number": 1, "target": "a"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100000,
        "[]",
        "{}",
        '{"version": true}',
        '{"version": 1}',
        '{"version": 1, "port": "other", "bindings": []}',
        json.dumps({"version": 1, "port": KNOB.port, "bindings": [BAD]}),
        json.dumps({"version": 1, "port": KNOB.port, "bindings": [{**BAD, "kind": []}]}),
        json.dumps({"version": 1, "port": KNOB.port, "bindings": [{**BAD, "kind": "knob"}]}),
        json.dumps({"version": 1, "port": KNOB.port, "bindings": [{**BAD, "channel": "1"}]}),
        json.dumps({"version": 1, "port": KNOB.port, "bindings": [7]}),
        json.dumps({"version": 2, "port": KNOB.port, "bindings": []}),
    ],
)
def test_a_damaged_or_newer_file_gives_a_sentence_and_is_put_aside(
    tmp_path: Path, text: str
) -> None:
    path = controller_file(KNOB.port, tmp_path)
    path.write_text(text, encoding="utf-8")
    found, said = load_controller_map(KNOB.port, tmp_path)
    assert found == ControllerMap(KNOB.port)
    assert KNOB.port in said
    assert ("newer" in said) == ('"version": 2' in text)
    assert save_controller_map(KNOB, tmp_path) == ""
    assert load_controller_map(KNOB.port, tmp_path) == (KNOB, "")
    assert path.with_suffix(".kept").read_text(encoding="utf-8") == text


@given(st.binary(max_size=80))
def test_no_bytes_raise(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        controller_file("Nord", Path(folder)).write_bytes(data)
        assert load_controller_map("Nord", Path(folder))[0] == ControllerMap("Nord")


def test_a_disk_that_takes_nothing_gives_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert "could not be saved" in save_controller_map(KNOB, blocked)
