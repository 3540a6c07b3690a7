"""``vaecomposer render``."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import soundfile

from tests.music.pieces import four_parts
from vaecomposer import cli
from vaecomposer.files.midi_writing import write_midi


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.mid"
    write_midi(four_parts(1), path)
    return path


def test_render_writes_the_sound_and_says_so(
    short: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = short.with_name("out.wav")
    assert cli.main(["render", str(short), "-o", str(target), "--bits", "24"]) == 0
    assert capsys.readouterr().out.startswith("out.wav written: ")
    assert soundfile.info(target).subtype == "PCM_24"


def test_stems_are_listed(short: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = short.with_name("out.flac")
    assert cli.main(["render", str(short), "-o", str(target), "--stems", "--swing", "0.6"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [Path(line).name for line in lines[:-1]] == [
        f"out - {n} {name}.flac" for n, name in enumerate(("Tune", "Pad", "Bass", "Kit"), 1)
    ]
    assert all(Path(line).exists() for line in lines[:-1])
    assert not target.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-o", "out.mp3"], "ending in .wav or .flac"),
        (["-o", "out.flac", "--bits", "32"], "16 or 24 bits"),
        (["-o", "out.wav", "--swing", "0.9"], "0.5"),
        (["-o", "out.wav", "--sample-rate", "12"], "samples a second"),
        (["-o", "out.wav", "--soundfont", "none.sf2"], "none.sf2"),
        (["-o", "none/out.wav"], "is not there"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence_and_leaves_nothing(
    short: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(short.parent)
    assert cli.main(["render", str(short), *options]) == 1
    assert words in capsys.readouterr().err
    assert [p.name for p in short.parent.iterdir()] == ["short.mid"]


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent as a POSIX signal")
def test_ctrl_c_in_the_middle_leaves_nothing_behind_and_says_so(tmp_path: Path) -> None:
    write_midi(four_parts(400), tmp_path / "long.mid")
    process = subprocess.Popen(
        [sys.executable, "-m", "vaecomposer", "render", "long.mid", "-o", "out.wav", "--stems"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])},
        # A shell lets what it starts in the background ignore Ctrl+C, and all that comes of it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and not any(
        p.stat().st_size > 1_000_000 for p in tmp_path.glob(".*")
    ):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip().endswith("Stopped. out.wav was not written, and nothing was left behind.")
    assert [p.name for p in tmp_path.iterdir()] == ["long.mid"]
