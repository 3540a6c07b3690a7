"""A lesson in a process of its own: it tells, obeys, and ends with the studio."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.training.folder_of_music import piece
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.songbooks import shipped_songbook
from vaecomposer.studio.learn_elsewhere import LessonProcess
from vaecomposer.training.lesson import Gathered, Judged, Lesson, Wish, Written

LONG_MS = 120_000


def lesson_of(folder: Path, minutes: float, songs: int = 5) -> Lesson:
    folder.mkdir()
    for seed in range(songs):
        write_midi(piece(seed, bars=8), folder / f"{seed}.mid")
    return Lesson(folder, "Mine", folder.parent / "mine.safetensors", shipped_songbook(), minutes)


def offspring(pid: int) -> list[str]:
    """Of a process, and theirs."""
    found: list[str] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if stat.read_text().rsplit(")", 1)[1].split()[1] in (str(pid), *found):
                found.append(stat.parent.name)
    return found


def test_a_lesson_tells_obeys_and_leaves_a_songbook(qtbot: QtBot, tmp_path: Path) -> None:
    process = LessonProcess()
    read: list[tuple[int, int]] = []
    gathered: list[Gathered] = []
    judged: list[Judged] = []
    written: list[Written] = []
    process.reading.connect(lambda done, files: read.append((done, files)))
    process.gathered.connect(gathered.append)
    process.judged.connect(judged.append)
    process.written.connect(written.append)
    with qtbot.waitSignal(process.going, timeout=LONG_MS):
        process.start(lesson_of(tmp_path / "mine", 30.0))
    assert process.is_running
    assert read[-1] == (5, 5)
    assert gathered == [Gathered(5, 10, ())]
    assert judged[0].surprise == 1
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        process.wish(Wish.KEEP)
    assert ended.args == [""]
    assert not process.is_running
    assert [w.path.is_file() and w.final for w in written] == [True]


def test_a_studio_that_closes_takes_its_lesson_along(qtbot: QtBot, tmp_path: Path) -> None:
    process = LessonProcess()
    lesson = lesson_of(tmp_path / "mine", 30.0)
    with qtbot.waitSignal(process.reading, timeout=LONG_MS):
        process.start(lesson)
    child = process._process
    assert child is not None
    process.close()
    assert child.poll() is not None
    assert not process.is_running
    assert not lesson.target.exists()


def test_what_stands_in_the_way_is_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    process = LessonProcess()
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        process.start(lesson_of(tmp_path / "few", 30.0, songs=1))
    assert ended.args == ["1 of the 1 files in few can be learned from; it takes 4 songs at least."]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_process_that_is_killed_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    process = LessonProcess()
    with qtbot.waitSignal(process.reading, timeout=LONG_MS):
        process.start(lesson_of(tmp_path / "mine", 30.0))
    child = process._process
    assert child is not None
    family = offspring(child.pid)
    with qtbot.waitSignal(process.ended, timeout=LONG_MS) as ended:
        child.kill()
    assert ended.args is not None
    assert str(ended.args[0]).startswith("Learning has ended by itself")
    assert family
    qtbot.waitUntil(
        lambda: not any(Path(f"/proc/{pid}").exists() for pid in family), timeout=10_000
    )


def test_a_lesson_at_a_time(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process = LessonProcess()
    lesson = lesson_of(tmp_path / "mine", 30.0)
    process.start(lesson)
    child = process._process
    process.start(lesson)
    assert process._process is child
    process.close()
    monkeypatch.setattr(
        "vaecomposer.studio.learn_elsewhere.start_child",
        lambda *_args, **_given: (_ for _ in ()).throw(OSError(12, "Cannot allocate memory")),
    )
    with qtbot.waitSignal(process.ended) as ended:
        process.start(lesson)
    assert ended.args == ["Learning did not begin: Cannot allocate memory."]
