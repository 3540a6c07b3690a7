"""Learning a songbook from the musician's own music: asking for it, showing how it goes, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from vaecomposer.files.songbooks import (
    SUFFIX,
    describe,
    own_folder,
    remove_songbook,
    shipped_songbook,
)
from vaecomposer.studio.songbooks import Songbooks
from vaecomposer.training.lesson import Gathered, Judged, Lesson, Wish, Written, so_far
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.songbooks.lesson_curve import notes_of_100, surprised_less
from vaecomposer.ui.songbooks.lesson_sheet import LessonSheet


class Learner(Protocol):
    """Learns elsewhere: a `learn_elsewhere.LessonProcess`. Its signals come on the GUI thread."""

    @property
    def reading(self) -> SignalInstance:
        """(int, int): files read, of how many."""
        ...

    @property
    def gathered(self) -> SignalInstance:
        """(Gathered): all files are read."""
        ...

    @property
    def going(self) -> SignalInstance:
        """(float, float): share of the time that has passed, seconds that are left."""
        ...

    @property
    def judged(self) -> SignalInstance:
        """(Judged): a new figure; the first is that of the songbook it begins from."""
        ...

    @property
    def written(self) -> SignalInstance:
        """(Written): there is a songbook."""
        ...

    @property
    def ended(self) -> SignalInstance:
        """(str): it is over; "" if nothing was in the way, else a sentence."""
        ...

    def start(self, lesson: Lesson) -> None:
        """Begins."""
        ...

    def wish(self, wish: Wish) -> None:
        """Asks something of what goes on."""
        ...

    def close(self) -> None:
        """Leaves and waits until nothing runs any more."""
        ...

    def deleteLater(self) -> None:  # noqa: N802 (Qt's)
        """Goes when Qt has time."""
        ...


class Learning(QObject):
    """Runs one lesson at a time. Lives on the GUI thread.

    Args:
        window: asks and shows.
        songbooks: which there are, and opens them.
        hire: makes what learns, one for each lesson.
    """

    def __init__(
        self, window: MainWindow, songbooks: Songbooks, hire: Callable[[], Learner]
    ) -> None:
        super().__init__(window)
        self._window, self._songbooks, self._hire = window, songbooks, hire
        self._learner: Learner | None = None
        self._lesson: Lesson | None = None
        self._folder = Path()
        self._leaves = False
        self.sheet = LessonSheet(window.look, window)
        self.sheet.start_requested.connect(self._start)
        window.lesson_folder_picked.connect(self.ask)
        window.lesson_wished.connect(self._wish)

    @property
    def is_running(self) -> bool:
        """Whether a songbook is being learned."""
        return self._learner is not None

    @property
    def base(self) -> Path | None:
        """The songbook that learning begins from: the one that comes along, else the open one; None without any."""
        known = (shipped_songbook(), self._songbooks.current)
        return next((path for path in known if path.is_file()), None)

    def look(self) -> None:
        """Offers to learn, or says why that cannot be."""
        self._window.show_learning_offer(self._refusal)

    @Slot(str)
    def ask(self, folder: str) -> None:
        """Asks for the name and the time, now that there is a folder."""
        base = self.base
        if base is None or self.is_running:
            self._window.warn(translate("Learning", "Nothing is learned yet"), self._refusal)
            return
        self._folder = Path(folder)
        self.sheet.ask(folder, localised(describe(base).name), self._songbooks.names)

    def close(self) -> None:
        """Leaves what runs. For the end of the program."""
        self.sheet.close()
        learner, self._learner, self._lesson = self._learner, None, None
        if learner is not None:
            learner.close()

    # --- a lesson -----------------------------------------------------------------------------

    @Slot(str, int)
    def _start(self, name: str, minutes: int) -> None:
        base = self.base
        if base is None or self.is_running:
            self._window.warn(translate("Learning", "Nothing is learned yet"), self._refusal)
            return
        lesson = Lesson(self._folder, name, own_folder() / f"{name}{SUFFIX}", base, float(minutes))
        learner = self._hire()
        self._learner, self._lesson, self._leaves = learner, lesson, False
        card = self._window.lesson
        learner.reading.connect(card.show_reading)
        learner.gathered.connect(self._gather)
        learner.going.connect(card.show_going)
        learner.judged.connect(self._judge)
        learner.written.connect(self._take)
        learner.ended.connect(self._end)
        card.begin(name)
        self.look()
        learner.start(lesson)

    @Slot(str)
    def _wish(self, word: str) -> None:
        if self._learner is None:
            return
        wish, card = Wish(word), self._window.lesson
        if wish in (Wish.PAUSE, Wish.GO_ON):
            card.show_paused(on=wish is Wish.PAUSE)
        elif wish is Wish.HEAR:
            card.show_hearing(on=True)
        elif wish is Wish.KEEP:
            card.show_writing()
        else:
            self._leaves = True
            card.end()
        self._learner.wish(wish)

    @Slot(object)
    def _gather(self, found: Gathered) -> None:
        self._window.lesson.show_gathered(found.songs, found.phrases, found.skipped)

    @Slot(object)
    def _judge(self, judged: Judged) -> None:
        self._window.lesson.show_judged(judged.share, judged.notes_right, judged.surprise)

    @Slot(object)
    def _take(self, written: Written) -> None:
        """There is a songbook: opens what was asked for, offers what has been learned to its end."""
        if self._lesson is None or self._leaves:
            return
        name = self._lesson.name
        if not written.final:
            self._window.lesson.show_hearing(on=False)
            self._songbooks.pick(str(written.path), quietly=True)
            said = translate(
                "Learning", "{name} as it is by now is being opened; it goes on learning"
            )
            self._window.notify(said.format(name=name))
            return
        self._forget_so_far(written.path)
        self._songbooks.refresh()
        title, text = self._outcome(written)
        self._window.offer_songbook(title, text, lambda: self._songbooks.pick(str(written.path)))

    def _forget_so_far(self, final: Path) -> None:
        """What was written to be heard has done its work; where it is open, the final one takes its place."""
        heard = so_far(final)
        if self._songbooks.current == heard:
            self._songbooks.pick(str(final), quietly=True)
        remove_songbook(heard)

    def _outcome(self, written: Written) -> tuple[str, str]:
        """What came of it, in two sentences."""
        assert self._lesson is not None
        name = self._lesson.name
        now, before = notes_of_100(written.notes_right), notes_of_100(written.before)
        less = surprised_less(written.surprise)
        learned = translate("Learning", "Songbook {name} is learned").format(name=name)
        if now > before:
            said = translate(
                "Learning",
                "It plays back {now} of 100 notes right in songs it has not heard, {before} before.",
            )
            return learned, said.format(now=now, before=before)
        if less and now == before:
            said = translate(
                "Learning",
                "It plays back {now} of 100 notes right in songs it has not heard, as before, and such music surprises "
                "it {less} % less.",
            )
            return learned, said.format(now=now, less=less)
        said = translate(
            "Learning",
            "It plays back {now} of 100 notes right in songs it has not heard, not better than {base} on your music. "
            "It is kept anyway; more songs or more time may help.",
        )
        kept = translate("Learning", "Songbook {name} is kept").format(name=name)
        return kept, said.format(now=now, base=localised(describe(self._lesson.base).name))

    @Slot(str)
    def _end(self, sentence: str) -> None:
        learner, lesson = self._learner, self._lesson
        if learner is None or lesson is None:
            return
        self._learner = self._lesson = None
        self._window.lesson.end()
        self._window.skipped.close_now()
        if sentence:
            title = translate("Learning", "Learning from {name} has stopped")
            self._window.warn(title.format(name=lesson.name), sentence)
        elif self._leaves:
            self._window.notify(
                translate("Learning", "Stopped. The same folder goes on from there another time.")
            )
        self._songbooks.refresh()
        self.look()
        learner.deleteLater()

    @property
    def _refusal(self) -> str:
        """Why nothing can be learned now; "" if it can."""
        if self._lesson is not None:
            said = translate("Learning", "{name} is being learned; one songbook at a time.")
            return said.format(name=self._lesson.name)
        if self.base is None:
            return translate(
                "Learning", "Learning begins from a songbook, and there is none. Choose one first."
            )
        return ""
