"""Opening music: small MIDI files at once, scores and long files while the window and the music go on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from vaecomposer.errors import ComposerError
from vaecomposer.files.music_files import is_score, read_one
from vaecomposer.files.sessions.session_file import SUFFIX
from vaecomposer.music.analysis import find_chords
from vaecomposer.music.coverage import coverage
from vaecomposer.music.piece import Piece
from vaecomposer.session import morphing
from vaecomposer.session import song as songs
from vaecomposer.session.document import Document
from vaecomposer.session.state import SessionState
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.main_window import MainWindow

AT_ONCE = 32_000
"""Bytes of a MIDI file up to which it is read while the window waits: some ten milliseconds."""

Then = Callable[[Piece, str], None]
"""Takes the music of a file, and its path."""


class Opening(QObject):
    """Reads files. The newest that was asked for wins. Lives on the GUI thread.

    Args:
        document: takes what is kept beside the music in front.
        window: asks and shows.
        come_in: lets music take over.
    """

    _read = Signal(int, object, object)  # number, path, Piece or ComposerError
    _seen = Signal(int, str)  # number, what lies outside the model's grid
    _looked = Signal(str, str)  # path, what is in it

    def __init__(self, document: Document, window: MainWindow, come_in: Then) -> None:
        super().__init__()
        self._document, self._window, self._come_in = document, window, come_in
        self._asked = 0
        self._then: Then | None = None
        self._read.connect(self._take)
        self._seen.connect(self._tell)
        self._looked.connect(window.show_dragged)
        window.file_dragged.connect(self.look)
        window.file_kept.connect(self.keep)
        window.file_sung.connect(self.sing)

    def open(self, path: str) -> None:
        """Opens a MIDI file or a score, or says in a sentence why not."""
        self.read(path, self._come_in)

    @Slot(str)
    def keep(self, path: str) -> None:
        """Makes a file's music a take; the one in front stays there, unless there is none."""
        self.read(path, self._come_beside)

    @Slot(str)
    def sing(self, path: str) -> None:
        """Puts a file's music at the end of the song."""
        self.read(path, self._come_into_song)

    def read(self, path: str, then: Then) -> None:
        """Reads a MIDI file or a score and hands its music on, or says in a sentence why not."""
        self._asked += 1
        self._then = then
        number, file = self._asked, Path(path)
        if not is_score(file) and _size(file) <= AT_ONCE:
            self._take(number, file, _music_of(file))
            return
        text = translate("Opening", "Opening {name}. Playing and editing go on.")
        self._window.notify(text.format(name=file.name))
        self._on_a_thread(lambda: self._read.emit(number, file, _music_of(file)))

    @Slot(str)
    def look(self, path: str) -> None:
        """Says what is in a file that may be dropped."""
        if not path.lower().endswith(SUFFIX):
            self._on_a_thread(lambda: self._looked.emit(path, _facts(_music_of(Path(path)))))

    def close(self) -> None:
        """What is still being read is not wanted any more."""
        self._asked += 1
        self._then = None

    @Slot(int, object, object)
    def _take(self, number: int, path: Path, music: Piece | ComposerError) -> None:
        if number != self._asked or self._then is None:
            return
        then, self._then = self._then, None
        if isinstance(music, ComposerError):
            title = translate("Opening", "{name} was not opened").format(name=path.name)
            self._window.warn(title, localised(str(music)))
            return
        then(music, str(path))
        self._on_a_thread(lambda: self._seen.emit(number, coverage(music).sentence))

    @Slot(int, str)
    def _tell(self, number: int, sentence: str) -> None:
        if sentence and number == self._asked:
            self._window.notify(localised(sentence))

    def _come_beside(self, piece: Piece, path: str) -> None:
        if self._document.state.source is None:
            self._come_in(piece, path)
        else:
            self._document.apply(f"Keep {piece.title}", morphing.add_beside(piece, path))

    def _come_into_song(self, piece: Piece, path: str) -> None:
        is_first = self._document.state.source is None
        if is_first:
            self._come_in(piece, path)

        def edit(state: SessionState) -> SessionState:
            after = state if is_first else morphing.add_beside(piece, path)(state)
            return songs.add(after.takes_made)(after)

        self._document.apply(f"{piece.title} into the song", edit)

    @staticmethod
    def _on_a_thread(job: Callable[[], None]) -> None:
        def run() -> None:
            try:
                job()
            except RuntimeError:  # the studio, and this object with it, has gone meanwhile
                return

        threading.Thread(target=run, name="opening", daemon=True).start()


def _facts(music: Piece | ComposerError) -> str:
    """A piece in a line; why there is none."""
    if isinstance(music, ComposerError):
        return localised(str(music))
    text = translate("Opening", "{tracks} tracks, {bars} bars, {bpm} BPM")
    said = text.format(tracks=len(music.tracks), bars=len(music.bars()), bpm=f"{music.bpm:.0f}")
    return said if music.key is None else listed(said, localised(str(music.key)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _music_of(path: Path) -> Piece | ComposerError:
    try:
        piece = read_one(path)
    except ComposerError as why:
        return why
    except MemoryError:
        return ComposerError("The memory is not enough for this file. Nothing was opened.")
    if piece.chords:
        return piece
    pitched = [note for track in piece.tracks if not track.is_drums for note in track.notes]
    return replace(piece, chords=find_chords(pitched, piece.bars()))
