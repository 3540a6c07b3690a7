"""The command line: help for every command, and every trouble in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vaecomposer import __version__, cli

COMMANDS = (
    "studio", "open", "generate", "shape", "reconstruct", "vary", "continue", "fill", "interpolate", "accompany",
    "harmonise", "reharmonise", "transfer", "simplify", "busier", "humanise", "groove", "render", "devices",
    "convert", "bench", "evaluate", "dataset",
)  # fmt: skip


@pytest.mark.parametrize("command", [(), *((c,) for c in COMMANDS)])
def test_every_command_has_help(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*command, "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: vaecomposer")
    assert "None" not in out


def test_all_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    listed = [line.split() for line in capsys.readouterr().out.splitlines() if line[:4] == " " * 4]
    assert [line[0] for line in listed if line[0] in (*COMMANDS, "train", "test")] == [
        *COMMANDS,
        "train",
        "test",
    ]


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"VAE Composer {__version__}\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--key", "H"], "H is not a note I know; try C, F# or Bb."),
        (["--bars", "17"], "A phrase has 1 to 16 bars."),
        (["--tempo", "5"], "The tempo goes from 20 to 400"),
        (["--surprise", "101"], "Surprise goes from 0 to 100."),
        (["--songbook", "none.safetensors"], "none"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    tmp_path: Path, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["generate", "-o", str(tmp_path / "x.mid"), *options]) == 1
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert not (tmp_path / "x.mid").exists()


@pytest.mark.parametrize("command", ["render", "reconstruct"])
def test_a_file_that_is_no_music_is_told_in_a_sentence(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.mid"
    letter.write_text("Dear diary")
    name = "out.wav" if command == "render" else "out.mid"
    assert cli.main([command, str(letter), "-o", str(tmp_path / name)]) == 1
    assert capsys.readouterr().err == "letter.mid is not a MIDI file. Nothing was opened.\n"
    assert cli.main([command, str(tmp_path / "none.mid"), "-o", str(tmp_path / name)]) == 1
    assert capsys.readouterr().err == "none.mid was not found.\n"


def test_options_that_do_not_exist_end_with_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (
        ["dance"],
        ["generate"],
        ["generate", "-o", "x", "--mode", "blue"],
        ["bench", "up"],
        ["accompany", "x.mid", "-o", "y.mid"],
        ["shape", "x.mid", "--shape", "density=4"],
        ["shape", "x.mid", "-o", "y.mid", "--style", "polka"],
        ["generate", "-o", "x", "--count", "few"],
    ):
        with pytest.raises(SystemExit) as ended:
            cli.main(wrong)
        assert ended.value.code == 2
        assert "usage: vaecomposer" in capsys.readouterr().err


def test_devices_are_listed_whatever_there_is() -> None:
    # In a process of its own: PortAudio must not be loaded in this one, see conftest.
    code = "import sys; from vaecomposer import cli; sys.exit(cli.main(['devices']))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.startswith("Sound:\n  ")
    assert "Composing:\n  * " in done.stdout
