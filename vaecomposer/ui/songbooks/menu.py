"""The menu of songbooks: which there are, which is open, and how to get another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from vaecomposer.ui.files import ask_for_music_folder, ask_for_songbook
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.words import Help

LEARN = Help(
    translate("Songbooks", "Learn from my MIDI…"),
    translate("Songbooks", "A songbook of your own, from a folder of your music"),
)


@dataclass(frozen=True, slots=True)
class SongbookChoice:
    """A songbook that can be opened.

    Attributes:
        path: of its file.
        name: as musicians know it.
        note_accuracy: share of notes it plays back right in songs it has not heard, 0..1; None if unknown.
        songs: how many it has learned from; 0 if unknown.
    """

    path: str
    name: str
    note_accuracy: float | None = None
    songs: int = 0

    @property
    def sentence(self) -> str:
        """What it learned from, and how well; where it lies if its card does not say."""
        said = []
        if self.songs:
            said.append(translate("Songbooks", "Learned from {n} songs").format(n=self.songs))
        if self.note_accuracy is not None:
            text = translate(
                "Songbooks", "plays back {n} of 100 notes right in songs it has not heard"
            )
            said.append(text.format(n=round(100 * self.note_accuracy)))
        return ", ".join(said) or self.path


class SongbookMenu(QObject):
    """Knows the songbooks and builds the menu when it is asked for."""

    picked = Signal(str)  # path
    folder_picked = Signal(str)  # path of a folder to learn from

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._choices: tuple[SongbookChoice, ...] = ()
        self._current = ""
        self._refusal = ""
        self.folder = ""

    def show_songbooks(self, choices: Sequence[SongbookChoice], current: str) -> None:
        """Offers songbooks; `current` is the path of the one that is open, or being opened."""
        self._choices, self._current = tuple(choices), current

    def show_learning_offer(self, refusal: str) -> None:
        """Offers to learn from the musician's own music, unless a sentence says why not."""
        self._refusal = refusal

    def build(self, parent: QWidget) -> QMenu:
        """The menu, to stand inside another or alone."""
        menu = QMenu(translate("Songbooks", "Songbook"), parent)
        group = QActionGroup(menu)
        for choice in self._choices:
            action = menu.addAction(choice.name.replace("&", "&&"))
            action.setStatusTip(f"{choice.name}\n{choice.sentence}")
            action.setCheckable(True)
            action.setChecked(choice.path == self._current)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, p=choice.path: self._pick(p))
        menu.addSeparator()
        choose = menu.addAction(translate("Songbooks", "Choose a songbook…"))
        choose.triggered.connect(self.choose)
        learn = menu.addAction(LEARN.name)
        learn.setStatusTip(f"{LEARN.name}\n{self._refusal or LEARN.sentence}")
        learn.setToolTip(self._refusal or LEARN.sentence)
        learn.setEnabled(not self._refusal)
        learn.triggered.connect(self.learn)
        menu.setToolTipsVisible(bool(self._refusal))
        return menu

    def pop(self, place: QPoint) -> None:
        """Opens the menu above or below a place on the screen."""
        menu = self.build(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def choose(self) -> None:
        """Asks for the file of a songbook."""
        ask_for_songbook(self._window, self.folder, self.picked.emit)

    def learn(self) -> None:
        """Asks for the folder of music that a songbook is to be learned from."""
        if not self._refusal:
            ask_for_music_folder(self._window, self.folder, self.folder_picked.emit)

    def _pick(self, path: str) -> None:
        if path != self._current:
            self.picked.emit(path)
