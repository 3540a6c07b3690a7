"""What helps a musician on the way: own keys and grid, the language, the tour, and sessions to look around in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from vaecomposer.errors import ComposerError
from vaecomposer.files.sessions.session_file import SUFFIX, SavedSession, read_session
from vaecomposer.music.piece import Piece
from vaecomposer.paths import resources
from vaecomposer.settings import Settings
from vaecomposer.studio.keeping import Keeping
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.words import takes_word


class Guiding(QObject):
    """Keeps what the window's help and tools were told, and opens demo sessions. Lives on the GUI thread.

    Args:
        window: asks and shows.
        keeping: opens sessions.
        remembered: the settings now. remember: keeps other ones.
    """

    def __init__(
        self,
        window: MainWindow,
        keeping: Keeping,
        remembered: Callable[[], Settings],
        remember: Callable[[Settings], None],
    ) -> None:
        super().__init__()
        self._window, self._keeping = window, keeping
        self._remembered, self._remember = remembered, remember
        self.sessions = demo_sessions()
        window.keys_picked.connect(self._keep_keys)
        window.space_picked.connect(self._keep_space)
        window.grid_picked.connect(self._keep_grid)
        window.tour_ended.connect(self._note_toured)
        window.language_picked.connect(self._keep_language)
        window.demo_session_picked.connect(self._open)

    def start(self) -> None:
        """Shows what is remembered, and offers the demo sessions."""
        settings = self._remembered()
        self._window.show_language(settings.language)
        self._window.show_grid(settings.snap, settings.quantise_strength)
        self._window.show_help(
            settings.keys,
            letters=settings.single_keys,
            space_presses=settings.space_presses,
            toured=settings.toured,
        )
        self._window.show_demo_sessions(
            tuple((s.name, what_it_holds(s), s.state.shown) for s in self.sessions if s.state.shown)
        )

    @Slot(object, bool)
    def _keep_keys(self, keys: tuple[str, ...], letters: bool) -> None:
        self._remember(replace(self._remembered(), keys=keys, single_keys=letters))

    @Slot(bool)
    def _keep_space(self, on: bool) -> None:
        self._remember(replace(self._remembered(), space_presses=on))

    @Slot(str, int)
    def _keep_grid(self, snap: str, per_cent: int) -> None:
        self._remember(replace(self._remembered(), snap=snap, quantise_strength=per_cent))

    @Slot()
    def _note_toured(self) -> None:
        self._remember(replace(self._remembered(), toured=True))

    @Slot(str)
    def _keep_language(self, language: str) -> None:
        self._remember(replace(self._remembered(), language=language))
        self._window.show_language(language)
        self._window.notify(translate("Guiding", "The language changes at the next start"))

    @Slot(int)
    def _open(self, index: int) -> None:
        self._keeping.open_copy(self.sessions[index])


def demo_sessions() -> tuple[SavedSession, ...]:
    """The program's own sessions that show some music; a damaged one is left out."""
    found: list[SavedSession] = []
    for path in sorted((resources() / "demos").glob(f"*{SUFFIX}")):
        with contextlib.suppress(ComposerError):
            session = read_session(path)
            if isinstance(session.state.shown, Piece):
                found.append(session)
    return tuple(found)


def what_it_holds(session: SavedSession) -> str:
    """Such as "3 takes, song"."""
    count = len(session.state.takes)
    takes = takes_word(count)
    return listed(takes, translate("Guiding", "song")) if session.state.song else takes
