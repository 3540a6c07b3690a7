"""``vaecomposer bench start``: how soon the window is seen, how soon it sounds, how much memory it holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from vaecomposer.bench.virtual_display import virtual_display
from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.figures import Figure, show
from vaecomposer.paths import resources

TIMEOUT_SECONDS = 90


def _one_start(environment: dict[str, str], demo: Path) -> dict[str, float]:
    """Starts the studio in a process of its own, playing a demo, and reads its report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            sys.executable,
            "-m",
            "vaecomposer",
            "studio",
            str(demo),
            "--play",
            "--report",
            str(report),
        ]
        began = time.time()
        try:
            done = subprocess.run(
                command,
                env={**os.environ, **environment},
                timeout=TIMEOUT_SECONDS,
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except subprocess.TimeoutExpired as why:
            raise ComposerError(
                f"The studio made no sound within {TIMEOUT_SECONDS} s; see `vaecomposer devices`."
            ) from why
        if not report.exists():
            raise ComposerError(f"The studio did not report back: {done.stderr.decode()[-400:]}")
        found = json.loads(report.read_text())
    return {
        "window": found["window_at"] - began,
        "sound": found["sound_at"] - began,
        "memory": found["memory_mb"],
    }


def bench_start(runs: int, json_path: Path | None) -> int:
    """Starts the studio `runs` times after one warm-up and prints the medians."""
    demos = sorted((resources() / "demos").glob("*.mid"))
    if not demos:
        raise ComposerError(
            "The demo pieces are missing from resources/demos, so nothing can be played."
        )
    with virtual_display() as environment:
        _one_start(environment, demos[0])
        found = [_one_start(environment, demos[0]) for _ in range(runs)]

    def median(name: str) -> float:
        return float(np.median([run[name] for run in found]))

    show(
        f"Start, warm, median of {runs}",
        [
            Figure("window visible", median("window"), "s", 1.5),
            Figure("first sound", median("sound"), "s", 4.0),
            Figure("slowest window", max(run["window"] for run in found), "s"),
            Figure("slowest first sound", max(run["sound"] for run in found), "s"),
            Figure("memory while playing, songbook open", median("memory"), "MB", 1200.0),
        ],
        json_path,
    )
    return 0
