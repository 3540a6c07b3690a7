"""One lesson from beginning to end: the folder is read, a songbook learns from it and is written."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import platformdirs

from vaecomposer.errors import DataError
from vaecomposer.lessons.sources import read_own_music
from vaecomposer.training.dataset.reporting import Report
from vaecomposer.training.lesson import Gathered, Lesson
from vaecomposer.training.own_music import FEWEST_SONGS, VALID_SHARE, Listener, Teacher

Reading = Callable[[int, int], None]


def state_folder(folder: Path) -> Path:
    """Where the state of learning from a folder lies, so that it can go on another time."""
    name = hashlib.blake2b(str(folder.resolve()).encode(), digest_size=8).hexdigest()
    data = Path(platformdirs.user_data_dir("vaecomposer", appauthor=False))
    return data / "lessons" / name


def give_lesson(lesson: Lesson, listener: Listener, reading: Reading, accelerator: str) -> bool:
    """Reads, learns, writes; whether a songbook was written.

    Args:
        lesson: what is asked for. listener: see `Listener`. reading: gets files done, and of how many.
        accelerator: auto, cpu or cuda.

    Raises:
        ComposerError: a sentence that says what is missing.
    """
    _check_target(lesson)
    state = state_folder(lesson.folder)
    data = state / "songs"
    output = data / "own.npz"
    output.unlink(missing_ok=True)
    report = read_own_music(lesson.folder, output, lesson.name, VALID_SHARE, reading)
    told = _gathered(report)
    if told.songs < FEWEST_SONGS:
        raise DataError(
            f"{told.songs} of the {report.files} files in {lesson.folder.name} can be learned from; "
            f"it takes {FEWEST_SONGS} songs at least."
        )
    listener.tell(told)
    return Teacher(lesson, data, state / "state", accelerator, listener).teach()


def _check_target(lesson: Lesson) -> None:
    """What could not be written after a quarter of an hour is said at once."""
    target = lesson.target
    if target.exists() and target.samefile(lesson.base):
        raise DataError(
            f"{target.name} is the songbook that learning begins from. Choose another file for the new one."
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=target.parent):
            pass
    except OSError as why:
        raise DataError(
            f"The songbook cannot be written to {target.parent}: {why.strerror or why}."
        ) from why


def _gathered(report: Report) -> Gathered:
    loose = set(report.loose)
    skipped = [(item.name, item.detail or f"{item.reason.value}.") for item in report.dropped]
    skipped += [(name, "It keeps to no beat.") for name in report.loose]
    used = [found.song for found in report.songs if found.name not in loose]
    bars = sum(sum(song.bars.values()) for song in used)
    return Gathered(len(used), bars // 4, tuple(sorted(skipped)))
