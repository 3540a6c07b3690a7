"""The sound process: real, on the silent clock, killed, and started again."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.music.pieces import four_parts
from vaecomposer.engine.api import DeviceChoice, DeviceNews, News, Trouble
from vaecomposer.engine.link import SoundProcess
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.note import Note

PIECE = four_parts(16)


@pytest.fixture
def engine() -> Iterator[SoundProcess]:
    made = SoundProcess()
    made.choose_device(DeviceChoice(silent=True))
    yield made
    made.close()


def wait_until(happened: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def test_it_plays_and_tells(engine: SoundProcess) -> None:
    engine.load(PIECE)
    engine.play()
    assert engine.readings().playing  # asked for, so it counts at once
    wait_until(lambda: engine.readings().position > 240)
    told: list[News] = []
    wait_until(
        lambda: told.extend(engine.take_news()) or any(isinstance(n, DeviceNews) for n in told)
    )
    engine.stop()
    assert not engine.readings().playing
    blocks = engine.readings().blocks
    wait_until(lambda: engine.readings().blocks > blocks + 20)
    assert not engine.readings().playing


def test_a_seek_shows_before_it_is_done(engine: SoundProcess) -> None:
    engine.load(PIECE)
    engine.seek(1920.0)
    assert engine.readings().position == 1920.0
    wait_until(lambda: engine.readings().blocks > 20)
    assert engine.readings().position == 1920.0


def test_new_notes_take_over(engine: SoundProcess) -> None:
    engine.load(PIECE)
    engine.play()
    wait_until(lambda: engine.readings().position > 0)
    changed = PIECE.with_track(0, PIECE.tracks[0].with_notes([Note(0, 60, 480)]))
    engine.replace(changed)
    wait_until(lambda: engine.readings().swaps == 1)
    assert engine.readings().armed == 1
    assert engine.readings().armed_at > 0


def test_a_process_that_dies_is_started_again_and_plays_on(engine: SoundProcess) -> None:
    engine.load(PIECE)
    engine.set_mix((TrackMix(volume=0.5),))
    engine.seek(960.0)
    engine.play()
    wait_until(lambda: engine.readings().position > 1000)
    before, position = engine.process_id, engine.readings().position
    os.kill(before, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    told: list[News] = []
    wait_until(lambda: told.extend(engine.take_news()) or any(isinstance(n, Trouble) for n in told))
    assert engine.process_id != before
    wait_until(lambda: engine.readings().blocks > 0 and engine.readings().position > position)
    assert engine.readings().playing
    assert engine.readings().position < position + 480 * 8


def test_one_that_keeps_dying_is_given_up(engine: SoundProcess) -> None:
    told: list[News] = []
    for _ in range(8):
        with contextlib.suppress(ProcessLookupError):
            os.kill(engine.process_id, signal.SIGTERM)
        engine._process.wait()
        told += engine.take_news()
    titles = [news.title for news in told if isinstance(news, Trouble)]
    assert titles[-1] == "There is no sound"
    assert titles.count("There is no sound") == 1
    engine.play()  # nothing breaks


def test_a_command_that_goes_wrong_ends_nothing(engine: SoundProcess) -> None:
    engine._send("audition", "not a track", 60, 90)
    engine._send("format_the_disk")
    engine.load(PIECE)
    engine.play()
    wait_until(lambda: engine.readings().position > 0)
    told: list[News] = []
    wait_until(
        lambda: (
            told.extend(engine.take_news())
            or any(isinstance(n, Trouble) and "format_the_disk" in n.sentence for n in told)
        )
    )


def test_nothing_is_left_behind() -> None:
    engine = SoundProcess()
    page, process = engine.page.path, engine.process_id
    engine.close()
    assert not Path(page).exists()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_what_the_sound_libraries_print_stays_off_the_terminal(
    engine: SoundProcess, capfd: pytest.CaptureFixture[str]
) -> None:
    engine.choose_device(
        DeviceChoice()
    )  # there is none here; ALSA and JACK have much to say about it
    told: list[News] = []
    wait_until(
        lambda: told.extend(engine.take_news()) or sum(isinstance(n, DeviceNews) for n in told) > 1
    )
    assert capfd.readouterr().err == ""
