"""The sound process on a real sound server: what is heard is what is exported, and cables can be pulled."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.music.pieces import four_parts
from vaecomposer.bench import null_sink
from vaecomposer.engine.api import DeviceChoice, DeviceNews
from vaecomposer.engine.link import SoundProcess
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.swing import Swing
from vaecomposer.studio.export_job import ExportJob, run_export
from vaecomposer.ui.export.choices import ExportKind

pytestmark = pytest.mark.desktop

PIECE = four_parts(4)
MIX = (TrackMix(volume=0.8, pan=-0.4), TrackMix(mute=True), TrackMix(pan=0.3), TrackMix(volume=1.2))
SWING = Swing(0.62)


@pytest.fixture
def sink(monkeypatch: pytest.MonkeyPatch) -> Iterator[null_sink.NullSink]:
    if why := null_sink.missing():
        pytest.skip(why)
    with null_sink.null_sink() as made:
        for name, value in made.env.items():
            monkeypatch.setenv(name, value)
        yield made


def until(happened: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def best_shift(heard: np.ndarray, expected: np.ndarray) -> int:
    """Where `expected` begins in `heard`: by its first sound, then by the best fit around it."""
    first = int(np.flatnonzero(np.abs(expected).max(axis=1) > 1e-3)[0])
    begins = int(np.flatnonzero(np.abs(heard).max(axis=1) > 1e-3)[0])
    window = expected[first : first + 20_000]

    def difference(shift: int) -> float:
        part = heard[shift + first : shift + first + len(window)]
        return float(np.abs(part - window).mean()) if len(part) == len(window) else np.inf

    return min(range(begins - first - 20, begins - first + 21), key=difference)


def test_the_exported_mix_is_what_was_heard(sink: null_sink.NullSink, tmp_path: Path) -> None:
    engine = SoundProcess()
    try:
        engine.choose_device(DeviceChoice())
        engine.set_mix(MIX)
        engine.set_swing(SWING)
        engine.load(PIECE)
        until(lambda: engine.readings().blocks > 20)
        recording = sink.start_recording()
        engine.play()
        until(lambda: engine.readings().position > 0)
        until(lambda: not engine.readings().playing)
        time.sleep(1.0)
        heard = recording.finish()
        lost = engine.readings().drop_outs
        rate = next(n.sample_rate for n in engine.take_news() if isinstance(n, DeviceNews))
    finally:
        engine.close()
    path = tmp_path / "mix.wav"
    job = ExportJob(PIECE, ExportKind.WAV, path, 32, rate, mix=MIX, swing=SWING)
    run_export(job, lambda _share: None, lambda: False)
    expected, _ = soundfile.read(path, dtype="float32", always_2d=True)
    shift = best_shift(heard, expected)
    count = min(len(heard) - shift, len(expected))
    residual = heard[shift : shift + count] - expected[:count]
    level = 20 * np.log10(np.sqrt((residual**2).mean()) / np.sqrt((expected**2).mean()))
    if level >= -60 and lost:
        pytest.skip(f"this machine is too busy for sound just now: {lost} drop-outs")
    assert level < -60


def test_a_pulled_cable_is_told_the_loop_runs_on_and_the_sound_comes_back_by_itself(
    sink: null_sink.NullSink,
) -> None:
    engine = SoundProcess()
    told: list[DeviceNews] = []

    def latest() -> DeviceNews | None:
        told.extend(n for n in engine.take_news() if isinstance(n, DeviceNews))
        return told[-1] if told else None

    try:
        engine.choose_device(DeviceChoice())
        engine.load(replace(PIECE, length=PIECE.length * 50))
        engine.play()
        until(lambda: latest() and told[-1].current is not None)
        sink.unplug()
        until(lambda: latest() and told[-1].current is None)
        assert "The loop runs on in silence" in told[-1].message
        before = engine.readings().position
        until(lambda: engine.readings().position > before + 960)
        assert engine.readings().playing
        sink.plug_in()
        until(lambda: latest() and told[-1].current is not None)
        recording = sink.start_recording()
        time.sleep(1.5)
        assert np.abs(recording.finish()).max() > 1e-3
        assert engine.readings().playing
    finally:
        engine.close()
