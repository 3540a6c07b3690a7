"""Learning a songbook from the musician's own music: from the menu to the songbook that is offered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from vaecomposer.generation.api import Failure
from vaecomposer.studio import learning
from vaecomposer.studio.learning import Learner
from vaecomposer.studio.studio import Studio
from vaecomposer.training.lesson import Gathered, Judged, Lesson, Wish, Written, so_far
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.songbooks.lesson_card import Stage

from ..ui.conftest import FACTS, StudioWorker
from .conftest import Desk, desk_of

SKIPPED = (("Old/loop.mid", "loop.mid holds no notes."),)


class Pupil(QObject):
    """Does as a process that learns does, when the test says so."""

    reading = Signal(int, int)
    gathered = Signal(object)
    going = Signal(float, float)
    judged = Signal(object)
    written = Signal(object)
    ended = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lesson: Lesson | None = None
        self.wishes: list[Wish] = []
        self.closed = False

    def start(self, lesson: Lesson) -> None:
        self.lesson = lesson

    def wish(self, wish: Wish) -> None:
        self.wishes.append(wish)

    def close(self) -> None:
        self.closed = True

    def write(self, right: float, before: float, *, final: bool, surprise: float = 1.0) -> Path:
        """A songbook of this name, with its card."""
        assert self.lesson is not None
        path = self.lesson.target if final else so_far(self.lesson.target)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"weights")
        path.with_suffix(".json").write_text(json.dumps({"name": self.lesson.name}))
        self.written.emit(Written(path, right, before, surprise, final))
        return path


class School:
    """The pupils that were hired."""

    def __init__(self) -> None:
        self.pupils: list[Pupil] = []

    def hire(self) -> Learner:
        self.pupils.append(Pupil())
        return self.pupils[-1]

    @property
    def last(self) -> Pupil:
        return self.pupils[-1]


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the user's songbooks lie; the one that comes along is there too."""
    found = tmp_path / "songbooks"
    shipped = tmp_path / "models" / "studio.safetensors"
    shipped.parent.mkdir()
    shipped.write_bytes(b"weights")
    shipped.with_suffix(".json").write_text(json.dumps({"name": "Studio"}))
    for module in (
        "vaecomposer.files.songbooks",
        "vaecomposer.studio.songbooks",
        learning.__name__,
    ):
        monkeypatch.setattr(f"{module}.own_folder", lambda: found)
        monkeypatch.setattr(f"{module}.shipped_songbook", lambda: shipped)
    return found


@pytest.fixture
def school() -> School:
    return School()


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, own: Path, school: School) -> Iterator[Desk]:
    made = desk_of(qtbot)
    made.studio.learning._hire = school.hire
    made.studio.learning.look()
    yield made
    made.studio.close()


@pytest.fixture
def studio(desk: Desk) -> Studio:
    return desk.studio


@pytest.fixture
def window(studio: Studio) -> MainWindow:
    return studio.window


def begin(studio: Studio, school: School, name: str = "Film cues") -> Pupil:
    """Asks for a lesson and presses Learn."""
    studio.window.lesson_folder_picked.emit(f"/music/{name}")
    studio.learning.sheet.learn.click()
    return school.last


def learn(studio: Studio, school: School) -> Pupil:
    """A lesson that has been going on for a while."""
    pupil = begin(studio, school)
    pupil.reading.emit(12, 131)
    pupil.gathered.emit(Gathered(128, 2310, SKIPPED))
    pupil.judged.emit(Judged(0.0, 0.79, 1.0))
    pupil.going.emit(0.4, 840.0)
    pupil.judged.emit(Judged(0.4, 0.81, 0.9))
    return pupil


def press(window: MainWindow, name: str) -> None:
    """Presses a button of the card, by its accessible name."""
    (button,) = (
        b for b in window.lesson.findChildren(QAbstractButton) if b.accessibleName() == name
    )
    assert button.isEnabled()
    button.click()


def entry(window: MainWindow) -> QAction:
    (found,) = (a for a in window.songbooks.build(window).actions() if "Learn" in a.text())
    return found


def test_the_menu_asks_for_a_folder_and_the_sheet_for_a_name(
    studio: Studio, window: MainWindow, school: School, own: Path
) -> None:
    entry(window).trigger()
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit("/music/Film cues")
    dialog.reject()
    sheet = studio.learning.sheet
    assert sheet.isVisible()
    assert sheet.name.text() == "Film cues"
    assert "beginning with Studio" in sheet.remark.text
    sheet.learn.click()
    assert not sheet.isVisible()
    base = own.parent / "models" / "studio.safetensors"
    wanted = Lesson(
        Path("/music/Film cues"), "Film cues", own / "Film cues.safetensors", base, 15.0
    )
    assert school.last.lesson == wanted
    assert window.lesson.isVisible()
    assert window.lesson.stage is Stage.READING


def test_the_palette_and_the_missing_card_ask_too(studio: Studio, window: MainWindow) -> None:
    window.actions_table["songbook-learn"].trigger()
    studio.answered.emit(Failure(None, "studio.safetensors is cut short."))
    assert window.left._missing.learn.isEnabled()
    window.left._missing.learn.click()
    dialogs = window.findChildren(QFileDialog)
    assert len(dialogs) == 2
    for dialog in dialogs:
        dialog.reject()


def test_without_any_songbook_learning_is_not_offered(
    studio: Studio, window: MainWindow, own: Path
) -> None:
    (own.parent / "models" / "studio.safetensors").unlink()
    studio.songbooks._current = own / "gone.safetensors"
    studio.answered.emit(Failure(None, "There is no songbook."))
    missing = window.left._missing.learn
    assert not missing.isEnabled()
    assert "there is none" in missing.toolTip()
    assert not entry(window).isEnabled()
    assert not window.actions_table["songbook-learn"].isEnabled()
    window.lesson_folder_picked.emit("/music/Film cues")  # from a dialog that stood open
    assert not studio.learning.sheet.isVisible()
    assert any("Nothing is learned yet" in text for text in window._toasts.texts)


def test_the_open_songbook_is_begun_from_where_none_came_along(studio: Studio, own: Path) -> None:
    (own.parent / "models" / "studio.safetensors").unlink()
    mine = own.parent / "mine.safetensors"
    mine.write_bytes(b"weights")
    studio.songbooks.pick(str(mine))
    assert studio.learning.base == mine


def test_one_lesson_at_a_time(studio: Studio, window: MainWindow, school: School) -> None:
    pupil = begin(studio, school)
    assert not entry(window).isEnabled()
    assert "Film cues is being learned" in entry(window).toolTip()
    window.lesson_folder_picked.emit("/music/Other")
    assert len(school.pupils) == 1
    assert any("one songbook at a time" in text for text in window._toasts.texts)
    pupil.ended.emit("")
    assert entry(window).isEnabled()
    begin(studio, school, "Other")
    assert len(school.pupils) == 2


def test_the_card_shows_how_it_goes(studio: Studio, window: MainWindow, school: School) -> None:
    pupil, card = begin(studio, school), window.lesson
    pupil.reading.emit(12, 131)
    assert card.facts.text == "Reading your music… 12 of 131"
    pupil.gathered.emit(Gathered(128, 2310, SKIPPED))
    assert card.facts.text == "128 songs, 2,310 phrases ·"
    assert card.skipped.accessibleName() == "1 file skipped"
    pupil.judged.emit(Judged(0.0, 0.79, 1.0))
    pupil.going.emit(0.4, 840.0)
    pupil.judged.emit(Judged(0.4, 0.81, 0.9))
    assert card.left.text == "about 14 min left"
    assert card.line.value() == 400
    assert card.curve.points == ((0.0, 0.0), (0.4, pytest.approx(0.1)))
    assert card.curve.words[:2] == ("plays back 81 of 100 notes right", "in songs it has not heard")


def test_pausing_and_going_on(studio: Studio, window: MainWindow, school: School) -> None:
    pupil = learn(studio, school)
    press(window, "Pause learning")
    assert window.lesson.stage is Stage.PAUSED
    pupil.going.emit(0.41, 830.0)  # one that was on its way
    assert window.lesson.left.text == "paused"
    press(window, "Go on learning")
    assert window.lesson.stage is Stage.LEARNING
    assert pupil.wishes == [Wish.PAUSE, Wish.GO_ON]


def test_hearing_it_so_far_opens_it_while_it_goes_on(
    studio: Studio, window: MainWindow, school: School
) -> None:
    pupil = learn(studio, school)
    press(window, "Hear it so far")
    assert pupil.wishes == [Wish.HEAR]
    assert not window.lesson.hear.isEnabled()
    path = pupil.write(0.81, 0.79, final=False)
    assert window.lesson.hear.isEnabled()
    worker = studio.worker
    assert isinstance(worker, StudioWorker)
    assert worker.opened == [path]
    studio.answered.emit(FACTS)
    assert window._toasts.texts[-1] == (
        "Film cues as it is by now is being opened; it goes on learning"
    )
    assert studio.learning.is_running


def test_what_was_heard_makes_room_for_what_is_learned(
    studio: Studio, window: MainWindow, school: School
) -> None:
    pupil = learn(studio, school)
    press(window, "Hear it so far")
    heard = pupil.write(0.81, 0.79, final=False)
    studio.answered.emit(FACTS)
    press(window, "Stop and keep")
    path = pupil.write(0.84, 0.79, final=True)
    pupil.ended.emit("")
    worker = studio.worker
    assert isinstance(worker, StudioWorker)
    assert worker.opened == [heard, path]
    assert not heard.exists()
    rows = [a.text() for a in window.songbooks.build(window).actions()]
    assert "Film cues" in rows
    assert not any("so far" in row for row in rows)


def test_what_is_learned_is_offered_with_its_figures(
    studio: Studio, window: MainWindow, school: School
) -> None:
    pupil = learn(studio, school)
    press(window, "Stop and keep")
    assert pupil.wishes == [Wish.KEEP]
    assert window.lesson.stage is Stage.WRITING
    assert not window.lesson.leave.isEnabled()
    path = pupil.write(0.84, 0.79, final=True)
    pupil.ended.emit("")
    assert not window.lesson.isVisible()
    assert window._toasts.texts[-1] == (
        "Songbook Film cues is learned. "
        "It plays back 84 of 100 notes right in songs it has not heard, 79 before."
    )
    rows = [a.text() for a in window.songbooks.build(window).actions()]
    assert "Film cues" in rows
    worker = studio.worker
    assert isinstance(worker, StudioWorker)
    assert worker.opened == []
    toast = window._toasts._stack[-1]
    next(b for b in toast.findChildren(QAbstractButton) if b.text() == "Open it").click()
    assert worker.opened == [path]


def test_music_that_surprises_it_less_is_learned_too(
    studio: Studio, window: MainWindow, school: School
) -> None:
    pupil = learn(studio, school)
    assert window.lesson.curve.words[2] == "they surprise it 10 % less than at first"
    pupil.write(0.79, 0.79, final=True, surprise=0.88)
    pupil.ended.emit("")
    assert window._toasts.texts[-1] == (
        "Songbook Film cues is learned. It plays back 79 of 100 notes right in songs it has not heard, "
        "as before, and such music surprises it 12 % less."
    )


@pytest.mark.parametrize(("right", "surprise"), [(0.79, 1.0), (0.79, 1.3), (0.74, 0.9)])
def test_what_is_not_better_is_kept_and_said_kindly(
    studio: Studio, window: MainWindow, school: School, right: float, surprise: float
) -> None:
    pupil = learn(studio, school)
    pupil.going.emit(1.0, 0.0)  # the time is up
    assert window.lesson.stage is Stage.WRITING
    pupil.write(right, 0.79, final=True, surprise=surprise)
    pupil.ended.emit("")
    said = window._toasts.texts[-1]
    assert said.startswith("Songbook Film cues is kept.")
    assert "not better than Studio on your music" in said


def test_leaving_writes_nothing_and_says_that_it_can_go_on(
    studio: Studio, window: MainWindow, school: School
) -> None:
    pupil = learn(studio, school)
    press(window, "Stop without keeping")
    assert pupil.wishes == [Wish.LEAVE]
    assert not window.lesson.isVisible()
    assert not entry(window).isEnabled()  # it still ends
    pupil.ended.emit("")
    assert window._toasts.texts[-1] == "Stopped. The same folder goes on from there another time."
    assert entry(window).isEnabled()


def test_trouble_is_said_in_a_sentence(studio: Studio, window: MainWindow, school: School) -> None:
    pupil = begin(studio, school)
    pupil.ended.emit("There is no music in the folder.")
    assert not window.lesson.isVisible()
    assert window._toasts.texts[-1] == (
        "Learning from Film cues has stopped. There is no music in the folder."
    )


def test_a_name_that_a_songbook_has_is_not_taken_twice(
    studio: Studio, window: MainWindow, school: School
) -> None:
    pupil = learn(studio, school)
    pupil.write(0.84, 0.79, final=True)
    pupil.ended.emit("")
    window.lesson_folder_picked.emit("/elsewhere/film Cues")
    assert studio.learning.sheet.name.text() == "film Cues 2"
    studio.learning.sheet.close()


def test_the_skipped_files_are_listed_with_their_reasons(
    studio: Studio, window: MainWindow, school: School
) -> None:
    pupil = learn(studio, school)
    press(window, "1 file skipped")
    assert window.skipped.isVisible()
    assert (
        window.skipped.text.toPlainText()
        == "Old/loop.mid\u2028loop.mid holds no notes.".replace("\u2028", "\n")
    )
    pupil.ended.emit("")
    assert not window.skipped.isVisible()


def test_closing_the_studio_ends_it(studio: Studio, school: School) -> None:
    pupil = learn(studio, school)
    studio.close()
    assert pupil.closed
    pupil.ended.emit("")  # one that was on its way
    assert not studio.learning.is_running
