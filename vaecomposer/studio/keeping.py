"""Keeping sessions: saving and opening them, and a copy every few seconds that a crash cannot take."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot

from vaecomposer.errors import SessionFileError
from vaecomposer.files.sessions.recovery import Recovered, discard, left_behind, new_copy
from vaecomposer.files.sessions.session_file import (
    SUFFIX,
    SavedSession,
    read_session,
    write_session,
)
from vaecomposer.session.document import Document
from vaecomposer.session.history import History, history_of
from vaecomposer.session.state import SessionState
from vaecomposer.settings import Settings
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.words import takes_word

COPY_AFTER_MS = 1500
"""How long a change waits for its copy: what a crash can take at most, and how often a drag is written."""

_SHOW_MS = 5000
_MOST_RECENT = 10


class Keeping(QObject):
    """Saves, opens and looks after sessions. Lives on the GUI thread; files are written on others.

    Args:
        document: what is kept.
        window: asks and shows.
        remembered: the settings, read and written.
        come_in: called before another session takes over, and after.
        folder: where copies lie; this user's by default.
    """

    _written = Signal(object, object)  # where, SessionState of a copy or None if it was not written
    _saved = Signal(object, object, str)  # SessionState, where, trouble

    def __init__(
        self,
        document: Document,
        window: MainWindow,
        remembered: Callable[[], Settings],
        remember: Callable[[Settings], None],
        come_in: Callable[[Callable[[], None]], None],
        folder: Path | None = None,
    ) -> None:
        super().__init__()
        self._document, self._window = document, window
        self._remembered, self._remember, self._come_in = remembered, remember, come_in
        self._folder = folder
        self.name = ""
        self.path: Path | None = None
        self._saved_state: SessionState = document.state
        self._saved_at: float | None = None
        self._copied_state: SessionState = document.state
        self._copied_at: float | None = None
        self._copy: Path | None = None
        self._lock: QLockFile | None = None
        self._writing: threading.Thread | None = None
        self._troubled = False
        self.found: tuple[Recovered, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=COPY_AFTER_MS)
        self._timer.timeout.connect(self._keep_copy)
        self._showing = QTimer(self, interval=_SHOW_MS)
        self._showing.timeout.connect(self._show)
        self._written.connect(self._note_copy)
        self._saved.connect(self._note_saved)
        document.listen(self._follow)
        window.new_requested.connect(self.start_anew)
        window.save_requested.connect(self.save)
        window.save_as_requested.connect(self.save_as)
        window.recent_picked.connect(self.open)
        window.recovery_picked.connect(self.recover)

    # Starting and ending.

    def start(self) -> None:
        """Offers what earlier studios left behind."""
        self.found = tuple(left_behind(_in_use, self._folder))
        if self.found:
            self._window.offer_recovery(_said(self.found[0]), 0)
        self._showing.start()
        self._show()

    def close(self) -> None:
        """Ends; what is not saved stays as a copy that the next start offers."""
        self._timer.stop()
        self._showing.stop()
        if self._writing is not None:
            self._writing.join()
        if self.is_changed and self._copied_state is not self._document.state:
            with contextlib.suppress(SessionFileError, OSError):
                write_session(self._snapshot(), self._own_copy())
        self._leave_copy(keep=self.is_changed)

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost without its copy."""
        state = self._document.state
        return state is not self._saved_state and state.takes != ()

    # What the musician asks for.

    @Slot()
    def save(self) -> None:
        """Saves where the session was saved before, or asks where."""
        if self.path is None:
            self._window.ask_save_as(self.title)
        else:
            self.save_as(str(self.path))

    @Slot(str)
    def save_as(self, chosen: str) -> None:
        """Saves under a path; the file before stays whole until the new one is."""
        path = Path(chosen)
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        session = replace(self._whole(), name=path.stem, path="")
        state = self._document.state

        def write() -> None:
            trouble = ""
            try:
                write_session(session, path)
            except SessionFileError as why:
                trouble = str(why)
            self._saved.emit(state, path, trouble)

        threading.Thread(target=write, name="saving", daemon=False).start()

    @Slot(str)
    def open(self, chosen: str) -> None:
        """Opens a session file in place of this session, or says why not."""
        path = Path(chosen)
        try:
            session = read_session(path)
        except SessionFileError as why:
            title = translate("Keeping", "{name} was not opened").format(name=path.name)
            self._window.warn(title, str(why))
            self._forget(path)
            return
        self._take_over(session, path)
        self._saved_state = self._copied_state = self._document.state
        self._saved_at = time.time()
        self._remember_path(path)
        self._show()

    def open_copy(self, session: SavedSession) -> None:
        """Opens a session of the program's own in place of this one: saving it asks where."""
        self._take_over(session, None)
        self._saved_state = self._copied_state = self._document.state
        self._saved_at = None
        self._show()

    @Slot()
    def start_anew(self) -> None:
        """An empty session; this one stays as a copy if it is not saved."""
        self._take_over(SavedSession("", (("", SessionState()),), 0), None)
        self._saved_state = self._copied_state = self._document.state
        self._saved_at = None
        self._show()

    @Slot(int)
    def recover(self, index: int) -> None:
        """Opens one of the copies that were found."""
        if not 0 <= index < len(self.found):
            return
        chosen = self.found[index]
        session = chosen.session
        self._take_over(session, Path(session.path) if session.path else None)
        self.name = session.name
        self._saved_state = SessionState()  # nothing of it is saved yet
        self._saved_at = None
        try:
            # A copy of our own first: the one found goes only when this one is whole.
            write_session(self._snapshot(), self._own_copy())
            self._copied_state, self._copied_at = self._document.state, time.time()
        except (SessionFileError, OSError) as why:
            self._window.warn(
                NO_COPY,
                translate("Keeping", "Save the session soon. ({why})").format(
                    why=localised(str(why))
                ),
            )
        else:
            discard(chosen.path)
        self.found = tuple(copy for copy in self.found if copy is not chosen)
        self._show()

    def discard_found(self, index: int) -> None:
        """Deletes a copy that was found and is not wanted."""
        if 0 <= index < len(self.found):
            discard(self.found[index].path)
            self.found = tuple(c for i, c in enumerate(self.found) if i != index)
            self._show()

    # What is shown.

    @property
    def title(self) -> str:
        """The session's name, or that of its first music."""
        if self.name:
            return self.name
        state = self._document.state
        named = next((take.name for take in state.takes if take.name), "")
        if named:
            return named
        return state.shown.title if state.shown is not None else ""

    def _show(self) -> None:
        self._window.show_session(self.title, self._detail(), changed=self.is_changed)
        recent = tuple(self._remembered().recent)
        kept = tuple(_said(copy) for copy in self.found)
        self._window.show_recent(recent, kept)

    def _detail(self) -> str:
        if not self._document.state.takes:
            return translate("Keeping", "No music yet")
        if not self.is_changed:
            if not self._saved_at:
                return translate("Keeping", "Not saved yet")
            return translate("Keeping", "Saved {ago}").format(ago=_ago(self._saved_at))
        if self._copied_at is not None:
            return translate("Keeping", "Kept {ago}").format(ago=_ago(self._copied_at))
        return translate("Keeping", "Not saved yet")

    # Copies.

    def _follow(self, state: SessionState) -> None:
        if state is not self._copied_state and state.takes and not self._timer.isActive():
            self._timer.start()
        self._window.show_session(self.title, self._detail(), changed=self.is_changed)

    @Slot()
    def _keep_copy(self) -> None:
        if self._writing is not None and self._writing.is_alive():
            self._timer.start()
            return
        session = self._snapshot()
        try:
            path = self._own_copy()
        except OSError as why:
            self._say_no_copy(str(why))
            return

        def write() -> None:
            try:
                write_session(session, path)
            except SessionFileError:
                self._written.emit(path, None)
            else:
                self._written.emit(path, session.state)

        self._writing = threading.Thread(target=write, name="keeping a copy", daemon=True)
        self._writing.start()

    @Slot(object, object)
    def _note_copy(self, path: Path, state: SessionState | None) -> None:
        if path != self._copy:  # of a session left since
            return
        if state is None:
            self._say_no_copy(translate("Keeping", "The disk may be full."))
            return
        self._troubled = False
        self._copied_state, self._copied_at = state, time.time()
        if state is not self._document.state and not self._timer.isActive():
            self._timer.start()
        self._show()

    def _say_no_copy(self, why: str) -> None:
        """Once, until a copy succeeds again: the next try comes with the next change."""
        if not self._troubled:
            self._troubled = True
            said = translate("Keeping", "Your session is open and works; save it soon. {why}")
            self._window.warn(NO_COPY, said.format(why=localised(why)))

    @Slot(object, object, str)
    def _note_saved(self, state: SessionState, path: Path, trouble: str) -> None:
        if trouble:
            title = translate("Keeping", "{name} was not written").format(name=path.name)
            self._window.warn(title, trouble)
            return
        self.name, self.path = path.stem, path
        self._saved_state, self._saved_at = state, time.time()
        self._remember_path(path)
        self._window.notify(translate("Keeping", "Saved {name}").format(name=path.name))
        self._show()

    def _snapshot(self) -> SavedSession:
        """The session as it is, without the way it came there."""
        state = self._document.state
        return SavedSession(self.title, (("", state),), 0, str(self.path or ""))

    def _whole(self) -> SavedSession:
        history = self._document.history
        return SavedSession(self.title, history.rows, history.place)

    def _take_over(self, session: SavedSession, path: Path | None) -> None:
        """Another session in place of this one, whose copy stays if it is not saved."""
        if self.is_changed and self._copied_state is not self._document.state:
            with contextlib.suppress(SessionFileError, OSError):
                write_session(self._snapshot(), self._own_copy())
        was_changed = self.is_changed
        left = self._leave_copy(keep=was_changed)
        if left is not None and was_changed:
            title = self.title
            kept = Recovered(left, self._snapshot(), time.time())
            self.found = (kept, *self.found)
            name = title or translate("Keeping", "The session")
            said = translate("Keeping", "{name} was not saved; a copy is in the menu")
            self._window.notify(said.format(name=name))
        self.name, self.path = session.name, path
        self._copied_at = None
        history: History = history_of(session.entries, session.place)
        self._come_in(lambda: self._document.take_over(history))

    def _own_copy(self) -> Path:
        """Where this session's copy lies, locked as long as this studio runs.

        Raises:
            OSError: there is no such place.
        """
        if self._copy is None:
            self._copy = new_copy(self._folder)
            self._lock = QLockFile(_lock_name(self._copy))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)
        return self._copy

    def _leave_copy(self, *, keep: bool) -> Path | None:
        copy, lock = self._copy, self._lock
        self._copy = self._lock = None
        if copy is not None and not keep:
            discard(copy)
        if lock is not None:
            lock.unlock()
        return copy if keep else None

    # Recent files.

    def _remember_path(self, path: Path) -> None:
        settings = self._remembered()
        name = str(path.resolve())
        recent = (name, *(other for other in settings.recent if other != name))[:_MOST_RECENT]
        self._remember(replace(settings, recent=recent, folder=str(path.resolve().parent)))

    def _forget(self, path: Path) -> None:
        if not path.exists():
            settings = self._remembered()
            name = str(path.resolve())
            recent = tuple(other for other in settings.recent if other != name)
            self._remember(replace(settings, recent=recent))
            self._show()


def _lock_name(copy: Path) -> str:
    return str(copy.with_suffix(".lock"))


def _in_use(copy: Path) -> bool:
    lock = QLockFile(_lock_name(copy))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        lock.unlock()
        return False
    return True


NO_COPY = translate("Keeping", "No copy could be kept")


def _ago(at: float | None) -> str:
    """How long ago, as people say it."""
    if at is None:
        return ""
    seconds = max(0, round(time.time() - at))
    if seconds < 10:
        return translate("Keeping", "just now")
    if seconds < 60:
        return translate("Keeping", "{seconds} s ago").format(seconds=seconds // 10 * 10)
    if seconds < 3600:
        return translate("Keeping", "{minutes} min ago").format(minutes=seconds // 60)
    moment = time.strftime("%H:%M", time.localtime(at))
    return translate("Keeping", "at {time}").format(time=moment)


def _said(copy: Recovered) -> str:
    """What a copy is, in words."""
    moment = time.localtime(copy.changed)
    when = translate("Keeping", "{day} {month}, {time}").format(
        day=time.strftime("%d", moment),
        month=localised(time.strftime("%b", moment)),
        time=time.strftime("%H:%M", moment),
    )
    takes = takes_word(len(copy.session.state.takes))
    name = copy.session.name or translate("Keeping", "Untitled")
    return f"{name} · {takes} · {when}"
