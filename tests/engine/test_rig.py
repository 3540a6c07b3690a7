"""The rig: devices that go and come back, readings, and what its verbs do to the player."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from tests.music.pieces import four_parts
from vaecomposer.audio.clock import SilentClock, Source
from vaecomposer.audio.device import Output
from vaecomposer.audio.sequencer import Loop
from vaecomposer.engine.api import DeviceChoice, DeviceNews, News, SynthChoice, SynthNews
from vaecomposer.engine.rig import Rig
from vaecomposer.music.mix import TrackMix

from .quiet_rig import PulledDevices, PulledOutput, quiet_rig

PIECE = four_parts()


@pytest.fixture
def devices() -> PulledDevices:
    return PulledDevices()


@pytest.fixture
def rig(devices: PulledDevices) -> Iterator[Rig]:
    made = Rig(devices=devices)
    yield made
    made.close()


def pull(rig: Rig, blocks: int = 1) -> np.ndarray:
    found = [np.zeros((256, 2), np.float32) for _ in range(blocks)]
    for block in found:
        rig.fill(block)
    return np.concatenate(found)


def wait_for(rig: Rig, is_it: Callable[[News], bool], seconds: float = 5.0) -> News:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for news in rig.take_news():
            if is_it(news):
                return news
        time.sleep(0.01)
    raise AssertionError("no such news")


def test_playing_shows_in_the_readings(rig: Rig) -> None:
    rig.choose_device(DeviceChoice())
    rig.load(PIECE)
    rig.play()
    sound = pull(rig, 200)
    readings = rig.readings()
    assert np.abs(sound).max() > 0.01
    assert readings.playing
    assert readings.position > 0
    assert readings.blocks == 200
    assert readings.latency == 0.01
    assert readings.first_sound_at > 0
    rig.stop()
    pull(rig)
    assert not rig.readings().playing


def test_a_replaced_piece_is_armed_once_the_audio_thread_has_seen_it(rig: Rig) -> None:
    rig.load(PIECE)
    rig.play()
    pull(rig)
    assert rig.readings().armed == 0
    rig.replace(PIECE.with_bpm(140))
    assert rig.readings().armed == 0
    pull(rig)
    assert rig.readings().armed == 1
    assert rig.readings().armed_at > 0


def test_the_device_is_asked_for_by_name_rate_and_block(rig: Rig) -> None:
    rig.choose_device(DeviceChoice("Scarlett", sample_rate=96_000, block_frames=128))
    news = wait_for(rig, lambda n: isinstance(n, DeviceNews))
    assert isinstance(news, DeviceNews)
    assert news.current == "Test"
    assert news.block_frames == 128


def test_silence_by_choice_opens_nothing(rig: Rig) -> None:
    rig.choose_device(DeviceChoice(silent=True))
    news = wait_for(rig, lambda n: isinstance(n, DeviceNews))
    assert isinstance(news, DeviceNews)
    assert news.current is None
    assert news.message == ""


def test_drop_outs_are_counted_across_devices(rig: Rig, devices: PulledDevices) -> None:
    rig.choose_device(DeviceChoice())
    devices.opened[0].xruns, devices.opened[0].late = 2, 1
    rig.choose_device(DeviceChoice("Other"))
    devices.opened[1].xruns = 3
    assert devices.opened[0].is_closed
    assert rig.readings().drop_outs == 6


class Cable:
    """A device that can be pulled out and put back."""

    def __init__(self) -> None:
        self.is_in = True
        self.opened = 0

    def names(self, *, rescan: bool = False) -> tuple[str, ...]:
        return ("Scarlett",) if self.is_in else ()

    def open(self, player: Source, name: str | None = None, **_: object) -> Output:
        if not self.is_in:
            return SilentClock(player, "Nothing is connected.")
        self.opened += 1
        cable = self

        class Stream(PulledOutput):
            def poll(self) -> str | None:
                if cable.is_in or self.is_silent:
                    return None
                self.is_silent = True
                return "The cable is out. The loop runs on in silence."

        return Stream(player)


def test_a_device_that_vanishes_says_so_and_comes_back_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cable = Cable()
    monkeypatch.setattr("vaecomposer.engine.outputs._COME_BACK_SECONDS", 0.1)
    rig = Rig(devices=cable)
    try:
        rig.choose_device(DeviceChoice("Scarlett"))
        cable.is_in = False
        gone = wait_for(rig, lambda n: isinstance(n, DeviceNews) and n.current is None)
        assert "cable is out" in gone.message  # type: ignore[union-attr]
        rig.load(PIECE)
        rig.play()
        cable.is_in = True
        back = wait_for(rig, lambda n: isinstance(n, DeviceNews) and n.current is not None)
        assert "Playing on" in back.message  # type: ignore[union-attr]
        assert cable.opened == 2
        assert rig.readings().playing
    finally:
        rig.close()


def test_looking_for_devices_opens_the_chosen_one_again(rig: Rig, devices: PulledDevices) -> None:
    rig.choose_device(DeviceChoice("Scarlett"))
    rig.take_news()
    rig.rescan()
    assert devices.rescans == 1
    assert devices.opened[0].is_closed
    assert devices.opened[1].name == "Scarlett"
    news = wait_for(rig, lambda n: isinstance(n, DeviceNews))
    assert isinstance(news, DeviceNews)
    assert news.current == "Test"
    assert news.names == ("Test",)


def test_the_mix_and_the_loop_reach_the_player(rig: Rig) -> None:
    rig.load(PIECE)
    rig.set_mix(tuple(TrackMix(mute=True) for _ in PIECE.tracks))
    rig.play()
    assert np.abs(pull(rig, 100)).max() == 0
    rig.set_loop(Loop(0, 480, on=True))
    assert rig.round_end(100) == 480
    assert rig.round_end(480 + 100) == 480  # heard a little beyond, as a late block makes it
    assert rig.round_end(480 + 600) == PIECE.length
    rig.set_loop(Loop(0, 480, on=False))
    assert rig.round_end(100) == PIECE.length
    assert rig.bpm_at(0) == pytest.approx(PIECE.bpm)


def test_other_instruments_take_over_while_it_plays(rig: Rig) -> None:
    rig.choose_device(DeviceChoice(sample_rate=44_100))
    rig.set_sample_rate(44_100)
    rig.load(PIECE)
    rig.play()
    pull(rig, 50)
    rig.choose_synth(SynthChoice("/not/there.sf2"))
    news = wait_for(rig, lambda n: isinstance(n, SynthNews) and bool(n.message))
    assert "there.sf2" in news.message  # type: ignore[union-attr]
    assert np.abs(pull(rig, 200)).max() > 0.01
    assert rig.sample_rate == 44_100


def test_instruments_chosen_before_the_device_take_its_rate() -> None:
    rig = quiet_rig()
    try:
        rig.choose_synth(SynthChoice())
        rig.set_sample_rate(44_100)
        pull(rig)
        assert rig.sample_rate == 44_100
    finally:
        rig.close()
