"""Songbooks in the studio: which there are, which is open, and opening another while the music plays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from vaecomposer.files.songbooks import describe, own_folder, shipped_songbook, songbooks
from vaecomposer.generation.api import SongbookFacts
from vaecomposer.settings import Settings
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.songbooks.menu import SongbookChoice

_MOST_REMEMBERED = 10


def chosen_songbook(settings: Settings) -> Path:
    """The songbook to open at the start: the one chosen last if it is still there, else the one that comes along."""
    chosen = Path(settings.songbook) if settings.songbook else None
    return chosen if chosen is not None and chosen.is_file() else shipped_songbook()


class Songbooks(QObject):
    """Opens songbooks and says how it went. Lives on the GUI thread.

    Args:
        window: asks and shows.
        open_songbook: lets the composer open another file.
        remembered, remember: the settings, read and written.
    """

    def __init__(
        self,
        window: MainWindow,
        open_songbook: Callable[[Path], None],
        remembered: Callable[[], Settings],
        remember: Callable[[Settings], None],
    ) -> None:
        super().__init__()
        self._window, self._open_songbook = window, open_songbook
        self._remembered, self._remember = remembered, remember
        self._current = chosen_songbook(remembered())
        self._is_open = False
        self._asked_by_hand = False
        self._trouble: str | None = None
        window.songbook_picked.connect(self.pick)
        window.songbook_retried.connect(self.retry)

    def start(self) -> None:
        """Offers what there is; the composer opens the first one by itself."""
        wanted = self._remembered().songbook
        if wanted and Path(wanted) != self._current:
            self._window.warn(
                translate("Songbooks", "{name} is not there").format(name=Path(wanted).stem),
                translate(
                    "Songbooks",
                    "{path} was not found, so the songbook that comes along is opened. Your music is unchanged.",
                ).format(path=wanted),
            )
        self._offer()

    @property
    def current(self) -> Path:
        """The songbook that is open or being opened."""
        return self._current

    @property
    def is_settled(self) -> bool:
        """Whether the songbook is open, or known not to open."""
        return self._is_open or self._trouble is not None

    def receive(self, facts: SongbookFacts) -> None:
        """A songbook is open."""
        self._is_open, self._trouble = True, None
        self._window.show_songbook(facts)
        if self._asked_by_hand:
            self._asked_by_hand = False
            text = translate("Songbooks", "Songbook {name} is open").format(name=facts.name)
            self._window.notify(text)

    def miss(self, sentence: str) -> None:
        """The songbook does not open."""
        self._is_open, self._trouble = False, sentence
        self._window.show_songbook_missing(sentence)

    def refuses(self) -> bool:
        """Whether nothing can be composed, which is then said."""
        if self._trouble is None:
            return False
        said = translate("Songbooks", "I can play and export, but not compose. {why}")
        self._window.warn(
            translate("Songbooks", "No songbook yet"), said.format(why=localised(self._trouble))
        )
        return True

    @property
    def names(self) -> frozenset[str]:
        """What songbooks are called, and what the files of the user's own are."""
        found = songbooks(Path(path) for path in self._remembered().songbooks)
        own = {file.path.stem for file in found if file.path.parent == own_folder()}
        return frozenset(own | {file.name for file in found})

    def refresh(self) -> None:
        """Offers what there is by now."""
        self._offer()

    @Slot(str)
    def pick(self, path: str, *, quietly: bool = False) -> None:
        """Opens another songbook. The music goes on; sliders that are moved follow when it is open.

        Args:
            quietly: whether nothing is said once it is open.
        """
        self._current = Path(path)
        settings = self._remembered()
        shipped = self._current == shipped_songbook()
        others = settings.songbooks
        if not shipped and self._current.parent != own_folder():
            others = (path, *(known for known in others if known != path))[:_MOST_REMEMBERED]
        self._remember(replace(settings, songbook=None if shipped else path, songbooks=others))
        self._asked_by_hand = not quietly
        self.retry()

    @Slot()
    def retry(self) -> None:
        """Opens the same songbook again."""
        self._is_open, self._trouble = False, None
        self._window.show_songbook(None)
        self._offer()
        self._open_songbook(self._current)

    def _offer(self) -> None:
        found = songbooks(Path(path) for path in self._remembered().songbooks)
        if not any(file.path == self._current for file in found):
            found = (*found, describe(self._current))
        self._window.show_songbooks(
            [
                SongbookChoice(str(file.path), file.name, file.note_accuracy, file.songs)
                for file in found
            ],
            str(self._current),
        )
