"""What a starting studio notes down."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vaecomposer.bench.start_report import StartReport, memory_mb


def test_nothing_is_written_before_music_has_played_for_a_while(tmp_path: Path) -> None:
    report = StartReport(tmp_path / "report.json", time.time())
    assert not report.is_written(None)
    assert not report.is_written(time.perf_counter())
    assert not report.path.exists()


def test_the_first_sound_is_told_by_the_wall_clock(tmp_path: Path) -> None:
    report = StartReport(tmp_path / "report.json", 5.0)
    assert report.is_written(time.perf_counter() - 10)
    found = json.loads(report.path.read_text())
    assert found["window_at"] == 5.0
    assert abs(time.time() - 10 - found["sound_at"]) < 1
    assert found["memory_mb"] == 0 or found["memory_mb"] > 10


def test_memory_is_told_in_megabytes() -> None:
    assert 0 <= memory_mb() < 100_000


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell")
def test_the_memory_of_processes_that_were_started_counts() -> None:
    before = memory_mb()
    child = subprocess.Popen(
        [sys.executable, "-c", "x = bytearray(60_000_000); print(1, flush=True); input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with child:
        assert child.stdout is not None
        child.stdout.readline()
        assert memory_mb() > before + 50
        child.communicate(b"\n")
