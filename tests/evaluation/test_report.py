"""Goals, JSON and the printed table."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.report import (
    DEFINITIONS,
    LIKE_REAL,
    NEAR_REAL,
    Measured,
    at_least,
    at_most,
    in_order,
    show_figures,
    unmeasured,
    write_figures,
)


def test_goals_are_met_from_their_side() -> None:
    assert Measured("copying", "", 0.01, goal=at_most(0.01)).met is True
    assert Measured("copying", "", 0.02, goal=at_most(0.01)).met is False
    assert Measured("slider", "all", 0.95, goal=at_least(0.95)).met is True
    assert Measured("slider", "all", 0.94, goal=at_least(0.95)).met is False


def test_real_songs_may_set_the_goal() -> None:
    assert Measured("form", "AABA", 0.5, 0.5, LIKE_REAL).met is True
    assert Measured("form", "AABA", 0.4, 0.5, LIKE_REAL).met is False
    assert Measured("recall", "all", 0.549, 0.5, NEAR_REAL).met is True
    assert Measured("recall", "all", 0.56, 0.5, NEAR_REAL).met is False
    assert Measured("form", "AABA", 0.5, None, LIKE_REAL).met is None


def test_what_is_not_measured_is_neither_met_nor_missed() -> None:
    figure = unmeasured("mood", ["energy"], "No phrase.", at_least(0.9))[0]
    assert (figure.value, figure.met, figure.threshold) == (None, None, 0.9)


def test_the_json_has_the_agreed_keys(tmp_path: Path) -> None:
    figures = [Measured("recall", "all", 0.5, 0.6, NEAR_REAL), Measured("KL", "song", float("nan"))]
    write_figures(tmp_path / "deep" / "out.json", figures, {"songs": 3})
    found = json.loads((tmp_path / "deep" / "out.json").read_text())
    first, second = found["figures"]
    assert {k: first[k] for k in ("name", "part", "value", "real", "goal", "met")} == {
        "name": "recall", "part": "all", "value": 0.5, "real": 0.6, "goal": 0.6, "met": False,
    }  # fmt: skip
    assert second["value"] is None
    assert second["goal"] is None
    assert first["definition"] == DEFINITIONS["recall"]
    assert found["songs"] == 3


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ComposerError, match="was not written"):
        write_figures(tmp_path / "file" / "out.json", [])


def test_the_table_shows_values_reasons_and_definitions() -> None:
    out = io.StringIO()
    figures = [
        Measured("step accuracy", "melody", 0.99, None, at_least(0.985), "MusicVAE .951", 200),
        *unmeasured("mood", ["energy"], "No phrase has it.", at_least(0.9)),
    ]
    show_figures("Studio", figures, Console(file=out, width=150))
    text = out.getvalue()
    for words in ("Studio", "0.990", ">= 0.985", "met", "MusicVAE .951", "No phrase has it.", "–"):
        assert words in text
    assert "Spearman" in text


def test_figures_come_in_the_order_of_the_definitions() -> None:
    figures = [
        Measured("in key", "", 1.0),
        Measured("note F1", "b", 1.0),
        Measured("note F1", "a", 1.0),
    ]
    assert [(f.name, f.part) for f in in_order(figures)] == [
        ("note F1", "b"), ("note F1", "a"), ("in key", ""),
    ]  # fmt: skip
