"""``vaecomposer bench window``: how long anything keeps the window from answering, whatever else goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from vaecomposer.bench.virtual_display import virtual_display
from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.figures import Figure, show
from vaecomposer.paths import resources

GOAL_MS = 50.0
_START_SECONDS = 300


def bench_window(seconds: float, json_path: Path | None) -> int:
    """Lets a studio of its own open a songbook, decode, export and have another trained beside it, each for
    `seconds` while sliders are dragged, and prints the longest time in which its window did not answer.

    Raises:
        ComposerError: the studio did not start or did not report.
    """
    with tempfile.TemporaryDirectory() as name:
        facts = run_chores(Path(name), seconds)
    rows = []
    for name, (own, clock) in longest(facts).items():
        rows.append(Figure(name, own, "ms", GOAL_MS))
        rows.append(Figure(f"{name}, by the clock", clock, "ms"))
    show("Longest time in which the window did not answer, while", rows, json_path)
    return 0


def run_chores(folder: Path, seconds: float) -> dict[str, Any]:
    """Runs a studio through all chores; what it notes down, see `bench.chores`.

    Args:
        folder: empty; everything is written there.
        seconds: of each chore.

    Raises:
        ComposerError: the studio did not start or did not report.
    """
    _build_songs(folder / "songs")
    homes = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "STATE", "DATA")}
    with virtual_display() as environment:
        return _run(folder, {**environment, **homes}, seconds)


def longest(facts: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Of each chore, milliseconds: the most that the window's thread worked on without looking for events, and the
    longest time between two looks by the clock, in which others may have had the processor.
    """
    return {
        name: (
            1000 * max((own for _, own in gaps), default=0.0),
            1000 * max((seconds for seconds, _ in gaps), default=0.0),
        )
        for name, gaps in facts["gaps"].items()
    }


def _build_songs(folder: Path) -> None:
    """Songs to train on, of the demos that come along."""
    folder.mkdir()
    done = subprocess.run(
        [
            sys.executable, "-m", "vaecomposer", "dataset", "build", str(resources() / "demos"),
            "-o", str(folder / "demos.npz"), "--workers", "1",
        ],
        capture_output=True, text=True, check=False, timeout=_START_SECONDS,
    )  # fmt: skip
    if done.returncode:
        raise ComposerError(f"The songs to train on were not made: {done.stderr[-400:]}")


def _run(folder: Path, environment: dict[str, str], seconds: float) -> dict[str, Any]:
    demo = min((resources() / "demos").glob("*.mid"))
    command = [
        sys.executable, "-m", "vaecomposer", "studio", str(demo), "--play",
        "--report", str(folder), "--chores", str(seconds),
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **environment},
            timeout=4 * seconds + _START_SECONDS,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
    except subprocess.TimeoutExpired as why:
        raise ComposerError("The studio did not come to an end.") from why
    report = folder / "report.json"
    if not report.exists():
        raise ComposerError(
            f"The studio did not report back (it ended with {done.returncode}): {done.stderr.decode()[-800:]}"
        )
    found: dict[str, Any] = json.loads(report.read_text())
    return found
