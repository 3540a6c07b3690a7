"""The device: opening, falling back, going away. With a fake sounddevice, and with a null sink."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import aloud
import numpy as np
import pytest
from recording_synth import BAR, RecordingSynth, piece_of

from vaecomposer.audio import device
from vaecomposer.audio.built_in import SoundFontSynth
from vaecomposer.audio.clock import SilentClock
from vaecomposer.audio.device import AudioOutput, list_devices, open_output
from vaecomposer.audio.player import Player, Quantum
from vaecomposer.bench import null_sink
from vaecomposer.errors import AudioDeviceError
from vaecomposer.music.note import Note


class FakeStream:
    """A stream that asks for a block when the test says so."""

    latency = 0.01

    def __init__(self, **options: object) -> None:
        self.options = options
        self.samplerate = options["samplerate"]
        self.closed = False

    def start(self) -> None: ...

    def close(self, *, ignore_errors: bool = False) -> None:
        self.closed = True
        self.options["finished_callback"]()

    def ask(self, *, underflow: bool = False) -> np.ndarray:
        out = np.full((256, 2), np.nan, np.float32)
        self.options["callback"](out, 256, None, SimpleNamespace(output_underflow=underflow))
        return out


class FakeSoundDevice:
    """As much of sounddevice as is used."""

    class PortAudioError(Exception):
        pass

    def __init__(self, *names: str, default: int = 0, refusing: tuple[str, ...] = ()) -> None:
        self.names, self.default, self.refusing = names, default, refusing
        self.streams: list[FakeStream] = []
        self.restarts = 0

    def query_hostapis(self) -> tuple[dict, ...]:
        return ({"name": "ALSA"},)

    def query_devices(self, kind: str | None = None) -> object:
        found = [
            {
                "name": name, "index": i, "hostapi": 0, "default_samplerate": 44_100.0 + i,
                "max_output_channels": 0 if name == "Microphone" else 2,
            }
            for i, name in enumerate(self.names)
        ]  # fmt: skip
        if kind is None:
            return tuple(found)
        if not found:
            raise self.PortAudioError("no default")
        return found[self.default]

    def _terminate(self) -> None:
        self.restarts += 1

    def _initialize(self) -> None: ...

    def OutputStream(self, **options: object) -> FakeStream:  # noqa: N802
        if self.names[options["device"]] in self.refusing:
            raise self.PortAudioError("busy")
        self.streams.append(FakeStream(**options))
        return self.streams[-1]


@pytest.fixture
def player() -> Player:
    player = Player(RecordingSynth())
    player.load(piece_of((Note(0, 60, 4 * BAR),)))
    return player


Install = Callable[..., FakeSoundDevice]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    def installed(*names: str, **options: object) -> FakeSoundDevice:
        fake = FakeSoundDevice(*names, **options)
        monkeypatch.setitem(sys.modules, "sounddevice", fake)
        return fake

    return installed


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.perf_counter() + 5.0
    while not happened():
        assert time.perf_counter() < end
        time.sleep(0.005)


def test_outputs_are_listed_and_inputs_are_not(install: Install) -> None:
    fake = install("Microphone", "Speakers", "Scarlett 2i2", default=2)
    devices = list_devices(rescan=True)
    assert [(d.name, d.index, d.is_default) for d in devices] == [
        ("Speakers", 1, False),
        ("Scarlett 2i2", 2, True),
    ]
    assert devices[0].host_api == "ALSA"
    assert devices[0].default_sample_rate == 44_101
    assert fake.restarts == 1


def test_a_device_is_opened_by_name_at_its_own_rate(install: Install, player: Player) -> None:
    fake = install("Speakers", "Scarlett 2i2")
    output = open_output(player, "Scarlett 2i2")
    assert (output.device_name, output.message, output.is_silent) == ("Scarlett 2i2", "", False)
    assert output.sample_rate == player.sample_rate == 44_101
    options = fake.streams[0].options
    assert (options["device"], options["blocksize"]) == (1, 256)
    assert options["latency"] == pytest.approx(3 * 256 / 44_101)
    player.play()
    assert np.isfinite(fake.streams[0].ask()).all()
    assert player.position() > 0
    assert output.poll() is None
    output.close()
    output.close()
    assert fake.streams[0].closed
    assert output.poll() is None


def test_a_device_that_is_not_there_gives_way_to_the_default(
    install: Install, player: Player
) -> None:
    install("Speakers")
    output = open_output(player, "Scarlett 2i2")
    assert output.device_name == "Speakers"
    assert output.message == "Scarlett 2i2 is not connected. Playing on Speakers instead."
    output.close()


def test_a_device_that_refuses_gives_way_to_the_default(install: Install, player: Player) -> None:
    install("Speakers", "Scarlett 2i2", refusing=("Scarlett 2i2",))
    output = open_output(player, "Scarlett 2i2")
    assert output.device_name == "Speakers"
    assert "Scarlett 2i2 does not take our sound" in output.message
    output.close()


def test_underflows_are_counted(install: Install, player: Player) -> None:
    fake = install("Speakers")
    output = AudioOutput(player)
    fake.streams[0].ask(underflow=True)
    assert output.xruns == 0  # a stream that opens may stutter
    for _ in range(20):
        fake.streams[0].ask()
    fake.streams[0].ask(underflow=True)
    fake.streams[0].ask()
    assert output.xruns == 1
    output.late = 0
    time.sleep(0.05)
    fake.streams[0].ask()
    assert output.late == 1
    output.close()


@pytest.mark.parametrize("names", [(), ("Microphone",), ("Busy",)])
def test_with_no_usable_device_the_music_runs_in_silence_and_says_why(
    install: Install, player: Player, names: tuple[str, ...]
) -> None:
    install(*names, refusing=("Busy",))
    with pytest.raises(AudioDeviceError):
        AudioOutput(player)
    assert player.sample_rate == 48_000
    output = open_output(player)
    assert isinstance(output, SilentClock)
    assert output.is_silent
    assert output.message.endswith(".")
    player.play()
    wait_until(lambda: player.position() > 0)
    output.close()


@pytest.mark.parametrize("kind", ["absent", "without PortAudio"])
def test_without_portaudio_the_sentence_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, player: Player, kind: str
) -> None:
    if kind == "absent":
        monkeypatch.setitem(sys.modules, "sounddevice", None)
    else:
        (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
        monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
        monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(AudioDeviceError, match="libportaudio2"):
        list_devices()
    output = open_output(player)
    assert output.is_silent
    assert "libportaudio2" in output.message
    output.close()


@pytest.mark.parametrize("how", ["it ends", "it falls silent"])
def test_a_device_that_goes_away_leaves_the_music_running_in_silence(
    monkeypatch: pytest.MonkeyPatch, install: Install, player: Player, how: str
) -> None:
    fake = install("Scarlett 2i2")
    output = AudioOutput(player)
    player.play()
    for _ in range(10):
        fake.streams[0].ask()
    there = player.position()
    if how == "it ends":
        fake.streams[0].options["finished_callback"]()
    else:
        monkeypatch.setattr(device, "_STALL_SECONDS", 0.01)
        time.sleep(0.02)
    assert output.poll() == "Scarlett 2i2 was unplugged. The loop runs on in silence."
    assert output.poll() is None
    assert output.is_silent
    assert not fake.streams[0].ask().any()  # a late call no longer touches the player
    wait_until(lambda: player.position() > there + 10)
    assert player.position() < there + 2 * BAR
    assert fake.streams[0].closed
    output.close()


def test_other_threads_give_way_to_the_sound(install: Install, player: Player) -> None:
    before = sys.getswitchinterval()
    try:
        install("Speakers")
        AudioOutput(player).close()
        assert sys.getswitchinterval() <= 0.0005
    finally:
        sys.setswitchinterval(before)


def test_the_silent_clock_keeps_time(player: Player) -> None:
    clock = SilentClock(player)
    player.play()
    wait_until(lambda: player.position() > 0)
    began, start = time.perf_counter(), player.position()
    time.sleep(0.3)
    ticks = player.position() - start
    assert ticks == pytest.approx((time.perf_counter() - began) * 960, abs=60)
    assert clock.poll() is None
    clock.close()


def test_what_the_device_libraries_print_stays_off_the_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with device._quiet_stderr():
        os.write(2, b"ALSA lib pcm.c: chatter")
    os.write(2, b"mine")
    assert capfd.readouterr().err == "mine"


# --- what is really played --------------------------------------------------------------------


def play_aloud(*, unplug_after: float | None = None) -> tuple[dict, np.ndarray]:
    """Run `aloud.py` on a null sink: its report and what the sink heard."""
    if why := null_sink.missing():
        pytest.skip(why)
    with null_sink.null_sink() as sink:
        recording = sink.start_recording()
        root = Path(__file__).parents[2]
        program = subprocess.Popen(
            [sys.executable, str(Path(aloud.__file__))],
            env=sink.env | {"PYTHONPATH": str(root)}, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if unplug_after is not None:
            time.sleep(unplug_after)
            sink.unplug()
        out, err = program.communicate(timeout=60)
        sound = recording.finish()
    assert program.returncode == 0, err
    # Only what PortAudio's own thread prints gets through: when the server dies under it, and when a
    # machine too busy for sound lets ALSA run dry.
    said = [line for line in err.splitlines() if "underrun occurred" not in line]
    assert unplug_after is not None or not said
    return json.loads(out), sound


def reference(sample_rate: int) -> np.ndarray:
    """The same music with the same swap, from the block function alone."""
    player = Player(SoundFontSynth())
    # As a device does it: a synth opened at this rate lets some envelopes end a frame earlier (-67 dB).
    player.set_sample_rate(sample_rate)
    player.load(aloud.before())
    player.play()
    sound = np.zeros((sample_rate * 8, 2), np.float32)
    for start in range(0, len(sound), 256):
        player.fill(sound[start : start + 256])
        if player.position() > aloud.SWAP_TICK - 240 and player._wish.quantum != Quantum.BEAT:
            player.replace(aloud.after(), Quantum.BEAT)
    return sound


@pytest.mark.desktop
def test_the_device_plays_every_sample_that_the_player_made() -> None:
    report, heard = play_aloud()
    assert not report["silent"]
    assert (report["swaps"], report["faults"], report["position"]) == (1, 0, 4 * BAR)
    assert report["first_sound"] < 0.1
    expected = reference(report["sample_rate"])
    begins = int(np.flatnonzero(np.abs(heard).max(axis=1) > 1e-3)[0])
    first = int(np.flatnonzero(np.abs(expected).max(axis=1) > 1e-3)[0])
    assert not heard[: begins - 200].any(), "sound before the music"
    heard = heard[begins - first : begins - first + len(expected)]
    # Sixteen bits of the sink are all that may differ: no gap, no click, no shift anywhere.
    difference = np.abs(heard - expected[: len(heard)]).max()
    if difference >= 1e-4 and (report["xruns"] or report["late"]):
        pytest.skip(f"this machine is too busy for sound just now: {report}")
    assert difference < 1e-4


@pytest.mark.desktop
def test_a_sound_server_that_dies_leaves_the_music_running_in_silence() -> None:
    report, _ = play_aloud(unplug_after=3.0)
    assert report["silent_now"]
    assert "was unplugged" in report["message"]
    assert report["position"] == 4 * BAR
    assert report["faults"] == 0
