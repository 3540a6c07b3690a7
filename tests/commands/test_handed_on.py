"""``train`` and ``test`` get all that follows them as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from vaecomposer import cli

LINES = (
    ["--data", "X"],
    ["--data", "X", "--stages", "bars", "--", "--run", "Y"],
    ["-k", "chords and not slow", "-x"],
    ["tests/music", "--version"],
    ["--help"],
    [],
)


@pytest.mark.parametrize("line", LINES)
def test_training_gets_its_options_untouched(
    monkeypatch: pytest.MonkeyPatch, line: list[str]
) -> None:
    given: list[Sequence[str]] = []
    monkeypatch.setattr(
        "vaecomposer.training.__main__.main", lambda rest: given.append(rest) or 130
    )
    assert cli.main(["train", *line]) == 130
    assert given == [line]


@pytest.mark.parametrize("line", LINES)
def test_the_tests_get_their_options_untouched(
    monkeypatch: pytest.MonkeyPatch, line: list[str]
) -> None:
    from vaecomposer.paths import checkout

    given: list[list[str]] = []
    monkeypatch.setattr(pytest, "main", lambda rest: given.append(rest) or 5)
    assert cli.main(["test", *line]) == 5
    root = checkout()
    where = [f"--rootdir={root}", "-c", str(root / "pyproject.toml")]
    assert given == [[*where, *(line or [str(root / "tests")])]]


def test_training_shows_its_own_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["train", "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: vaecomposer train")
    assert "--recipe" in out


def test_options_that_training_does_not_have_end_with_its_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["train", "--dance"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: vaecomposer train")


def test_an_installed_program_has_no_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("vaecomposer.commands.tests.checkout", lambda: tmp_path)
    assert cli.main(["test"]) == 2
    assert "come with the source" in capsys.readouterr().err
