"""``vaecomposer bench live``: sliders dragged in the real window while the music plays."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vaecomposer.bench.null_sink import RATE, NullSink, Recording, missing, null_sink
from vaecomposer.bench.stalls import stalls_of_machine
from vaecomposer.bench.virtual_display import virtual_display
from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.figures import Figure, show
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.generation.api import TakeRequest
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece, Role, Track
from vaecomposer.paths import models
from vaecomposer.session.state import Conditions

_START_SECONDS = 90
_GAP_FRAMES = 64
"""Frames of exact silence in a row; the drone never rests, so that these are a gap."""

_DRONE = Track("Drone", Role.OTHER, 8, 16, (), is_lead=False)
_JITTER_GOAL, _NOTES_GOAL, _SOUND_GOAL = 3.0, 20.0, 35.0


def bench_live(seconds: float, json_path: Path | None, *, engine: str = "process") -> int:
    """Drags sliders for `seconds` in a studio of its own and prints what was counted.

    Args:
        seconds: of dragging, after the songbook has opened.
        json_path: where the figures go as JSON, or None.
        engine: "process" for the sound process, "thread" for a callback in the studio's own process.

    Raises:
        ComposerError: the studio did not start or did not report.
    """
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        write_midi(phrase_with_drone(), folder / "phrase.mid")
        environment = stack.enter_context(virtual_display())
        sink = stack.enter_context(_sink())
        if sink is not None:
            environment = {**environment, **sink.env}
        environment["XDG_CONFIG_HOME"] = str(folder)  # not the musician's settings
        recording = sink.start_recording() if sink is not None else None
        with stalls_of_machine() as stalls:
            facts = _drag(folder, environment, seconds, engine)
        sound = _dragged(recording, facts) if recording is not None else None
    figures = figures_of(facts, sound)
    if stalls.watched:
        figures |= {
            "machine_stalls_over_a_block": stalls.longer_than(
                facts["block_frames"] / facts["sample_rate"]
            ),
            "machine_stall_max_ms": round(1000 * max(stalls.seconds, default=0.0), 1),
        }
    figures["engine"] = engine
    figures["device"] = "null sink" if sink is not None else facts["device"]
    _print(figures)
    if json_path is not None:
        json_path.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def phrase_with_drone() -> Piece:
    """Sixteen bars of four parts, and an organ under them that never rests, so that gaps show."""
    from vaecomposer.vae.composer import open_composer

    composer = open_composer(models() / "studio.safetensors")
    piece = composer.answer(TakeRequest(Conditions(), 7))
    drone = _DRONE.with_notes([Note(0, 36, piece.length, 64)])
    return dataclasses.replace(piece, tracks=(*piece.tracks, drone))


@contextlib.contextmanager
def _sink() -> Iterator[NullSink | None]:
    """A null sink where this machine can have one; otherwise its own sound device is used."""
    if missing():
        yield None
        return
    with null_sink() as sink:
        yield sink


def _dragged(recording: Recording, facts: dict[str, Any]) -> npt.NDArray[np.float32]:
    """What was heard while the hand dragged."""
    sound = recording.finish()
    first, last = (
        max(0, round((facts[name] - recording.began_at) * RATE))
        for name in ("began_at", "ended_at")
    )
    return sound[first:last]


def _drag(folder: Path, environment: dict[str, str], seconds: float, engine: str) -> dict[str, Any]:
    report = folder / "report.json"
    command = [
        sys.executable, "-m", "vaecomposer", "studio", str(folder / "phrase.mid"), "--play",
        "--report", str(report), "--drag", str(seconds), "--engine", engine,
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **environment},
            timeout=seconds + _START_SECONDS,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
    except subprocess.TimeoutExpired as why:
        raise ComposerError(
            "The studio did not come to an end; see `vaecomposer devices`."
        ) from why
    if not report.exists():
        raise ComposerError(f"The studio did not report back: {done.stderr.decode()[-800:]}")
    found: dict[str, Any] = json.loads(report.read_text())
    return found


def figures_of(facts: dict[str, Any], sound: npt.NDArray[np.float32] | None) -> dict[str, Any]:
    """All figures by name, times in milliseconds.

    Args:
        facts: what the hand noted down.
        sound: what the sink heard, (frames, 2), or None where nothing listened.
    """
    figures: dict[str, Any] = {
        "seconds": round(facts["seconds"], 1),
        "moves": facts["moves"],
        "answers": facts["answers"],
        "swaps": facts["swaps"],
        "underruns": facts["xruns"] + facts["faults"],
        "late_callbacks": facts["late"],
        "gaps_in_recording": None if sound is None else count_gaps(sound),
        "worst_load": round(facts["worst_load"], 3),
        "cpu_share": round(facts["cpu_seconds"] / facts["seconds"] / (os.cpu_count() or 1), 3),
        "block_frames": facts["block_frames"],
        "sample_rate": facts["sample_rate"],
        "device_latency_ms": round(facts["latency_ms"], 2),
    }
    intervals = np.diff(facts["block_times"])
    if len(intervals):
        jitter = np.abs(intervals - facts["block_frames"] / facts["sample_rate"]) * 1000
        figures |= _spread("callback_jitter", jitter)
    figures |= _spread("slider_to_notes", facts["slider_to_notes_ms"])
    figures |= _spread("slider_to_sound", facts["slider_to_sound_ms"])
    figures |= _spread("decode", facts["decoded_ms"])
    figures |= _spread("frame_interval", facts["frame_intervals_ms"])
    return figures


def count_gaps(sound: npt.NDArray[np.float32]) -> int:
    """Runs of exact silence between the first sound and the last, `_GAP_FRAMES` or longer."""
    silent = np.all(sound == 0, axis=1)
    heard = np.flatnonzero(~silent)
    if not len(heard):
        return 0
    inside = silent[heard[0] : heard[-1] + 1].astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside, [0]))))
    lengths = edges[1::2] - edges[::2]
    return int((lengths >= _GAP_FRAMES).sum())


def _spread(name: str, values: Any) -> dict[str, float]:
    if not len(values):
        return {}
    middle, high, highest = np.percentile(values, [50, 95, 99])
    return {
        f"{name}_p50_ms": round(float(middle), 2),
        f"{name}_p95_ms": round(float(high), 2),
        f"{name}_p99_ms": round(float(highest), 2),
        f"{name}_max_ms": round(float(np.max(values)), 2),
    }


def _print(figures: dict[str, Any]) -> None:
    goals = {
        "underruns": 0.0, "late_callbacks": 0.0, "gaps_in_recording": 0.0,
        "slider_to_notes_p95_ms": _NOTES_GOAL, "slider_to_sound_p95_ms": _SOUND_GOAL,
        "callback_jitter_p99_ms": _JITTER_GOAL,
    }  # fmt: skip
    rows = [
        Figure(
            name.removesuffix("_ms").replace("_", " "),
            float(value),
            "ms" if name.endswith("_ms") else "",
            goals.get(name),
        )
        for name, value in figures.items()
        if isinstance(value, int | float)
    ]
    where = f"{figures['device']}, engine in a {figures['engine']}"
    show(f"Sliders dragged while playing: {where}", rows, None)
