"""Printing and keeping figures."""

import json
from pathlib import Path

import pytest

from tests.vae.conftest import untrained_songbook
from vaecomposer.evaluation.bench_decode import bench_decode
from vaecomposer.evaluation.figures import Figure, percentiles, show
from vaecomposer.vae.checkpoint import save_songbook


def test_a_goal_is_met_at_or_below_it() -> None:
    assert Figure("x", 4.0, "s", 4.0).met is True
    assert Figure("x", 4.1, "s", 4.0).met is False
    assert Figure("x", 4.1, "s").met is None


def test_percentiles_carry_the_goal_at_the_95th() -> None:
    found = percentiles("x", list(range(101)), "ms", 95.0)
    assert [f.value for f in found] == [50, 95, 99]
    assert [f.goal for f in found] == [None, 95.0, None]


def test_figures_are_printed_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show("Speed", [Figure("start", 1.25, "s", 1.5)], tmp_path / "out.json")
    assert "start" in capsys.readouterr().out
    row = json.loads((tmp_path / "out.json").read_text())["figures"][0]
    assert (row["name"], row["value"], row["met"]) == ("start", 1.25, True)


def test_the_decode_bench_moves_sliders_and_reports(tmp_path: Path) -> None:
    songbook = tmp_path / "untrained.safetensors"
    save_songbook(untrained_songbook(), songbook)
    assert bench_decode(songbook, 3, tmp_path / "out.json") == 0
    names = [f["name"] for f in json.loads((tmp_path / "out.json").read_text())["figures"]]
    assert "slider to notes, 95th percentile" in names
