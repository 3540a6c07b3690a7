"""Takes and the song they make: what the musician does with them, and how the song is heard."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from vaecomposer.errors import ComposerError
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.generation.api import ComposeRequest, ComposeResult, TransitionRequest
from vaecomposer.music.piece import Piece
from vaecomposer.music.swing import swung_piece
from vaecomposer.session import song as songs
from vaecomposer.session import takes
from vaecomposer.session.document import Document, Edit
from vaecomposer.session.song import Song, song_of
from vaecomposer.session.state import Section, SessionState
from vaecomposer.studio.sounding import Sounding
from vaecomposer.ui.files import file_name
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.main_window import MainWindow

_SONG_MS = 200
"""The lane follows changes of the take in front this often while the song is not what plays."""


class Taking(QObject):
    """The dock's wishes. Lives on the GUI thread.

    Args:
        document: holds takes and song.
        sounding: is told what to play.
        window: asks and shows.
        ask: hands a request to the composer.
    """

    def __init__(
        self,
        document: Document,
        sounding: Sounding,
        window: MainWindow,
        ask: Callable[[ComposeRequest], None],
    ) -> None:
        super().__init__()
        self._document, self._sounding, self._window, self._ask = document, sounding, window, ask
        self._plays_song = False
        self._song: Song | None = None
        self._made_of: tuple[object, ...] = ()
        self._asked: dict[int, tuple[TransitionRequest, Section]] = {}
        self._folder: Path | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SONG_MS)
        self._timer.timeout.connect(self._show_song)
        window.dock.takes.write_midi = self.write_for_drag
        window.dock.song.write_midi = self.write_song_for_drag
        window.song_export_requested.connect(self._export_song)
        self._wire()

    def _wire(self) -> None:
        window = self._window
        window.take_picked.connect(self._pick)
        window.take_renamed.connect(
            lambda n, name: self._do("Rename the take", takes.rename(n, name))
        )
        window.take_starred.connect(self._star)
        window.take_deleted.connect(self._delete)
        window.take_kept.connect(lambda: self._do("Keep as a take", takes.keep_copy))
        window.take_compared.connect(lambda n: self._do("Compare", takes.compare_with(n)))
        window.takes_swapped.connect(self._swap)
        window.take_stepped.connect(self._step)
        window.section_added.connect(
            lambda n, place: self._do("Add to the song", songs.add(n, place))
        )
        window.section_removed.connect(
            lambda place: self._do("Remove from the song", songs.remove(place))
        )
        window.section_moved.connect(lambda a, b: self._do("Move in the song", songs.move(a, b)))
        window.section_renamed.connect(
            lambda place, name: self._do("Rename the section", songs.change(place, name=name))
        )
        window.section_repeated.connect(
            lambda place, n: self._do("Repeats", songs.change(place, repeats=n))
        )
        window.transition_wanted.connect(self._want_transition)
        window.song_toggled.connect(self._toggle_song)
        window.section_picked.connect(self._go_to_section)

    def close(self) -> None:
        """Ends; files that were dragged out go with it."""
        self._timer.stop()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _do(self, label: str, edit: Edit) -> None:
        self._document.apply(label, edit)

    # Takes.

    @Slot(int)
    def _pick(self, number: int) -> None:
        take = takes.find(self._document.state, number)
        if take is not None:
            self._do(f"Take “{take.title}”", takes.choose(number))

    @Slot(int)
    def _step(self, by: int) -> None:
        number = takes.neighbour(self._document.state, by)
        if number is not None:
            self._pick(number)

    @Slot(int, bool)
    def _star(self, number: int, on: bool) -> None:
        self._do("Star" if on else "Remove the star", takes.star(number, on=on))

    @Slot(int)
    def _delete(self, number: int) -> None:
        take = takes.find(self._document.state, number)
        if take is not None:
            self._do(f"Delete “{take.title}”", takes.delete(number))
            said = translate("Taking", "“{take}” was deleted").format(take=localised(take.title))
            self._window.notify(said, undo=True)

    @Slot()
    def _swap(self) -> None:
        state = self._document.state
        if state.compared is None:
            number = takes.neighbour(state, -1)
            if number is None:
                number = takes.neighbour(state, 1)
            if number is None:
                said = translate("Taking", "Compose another take to compare with")
                self._window.notify(said)
                return
            self._do("Compare", takes.compare_with(number))
        self._do("Swap A and B", takes.swap)

    def write_for_drag(self, number: int) -> str | None:
        """A MIDI file of a take that stays until the studio ends; None if the disk does not take it."""
        take = takes.find(self._document.state, number)
        return None if take is None else self._drafted(take.shown, take.title, str(number))

    def write_song_for_drag(self) -> str | None:
        """A MIDI file of the whole song, likewise; None without one too."""
        self._make_song(self._document.state)
        song = self._song
        return None if song is None else self._drafted(song.piece, self._window.song_name, "song")

    def _drafted(self, piece: Piece, title: str, within: str) -> str | None:
        """Where the music was written as it sounds, swing and all, in a folder that goes with the studio."""
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="vaecomposer-drag-"))
            folder = self._folder / within
            folder.mkdir(exist_ok=True)
            path = folder / file_name(title)
            write_midi(swung_piece(piece, self._document.state.swing), path)
        except (OSError, ComposerError) as why:
            self._warn_not_written(why)
            return None
        return str(path)

    @Slot(str)
    def _export_song(self, file: str) -> None:
        self._make_song(self._document.state)
        if self._song is None:
            return
        path = Path(file)
        try:
            write_midi(swung_piece(self._song.piece, self._document.state.swing), path)
        except ComposerError as why:
            self._warn_not_written(why)
            return
        self._window.notify(translate("Taking", "{name} was written").format(name=path.name))

    def _warn_not_written(self, why: Exception) -> None:
        self._window.warn(
            translate("Taking", "The MIDI file was not written"),
            translate("Taking", "Your session is safe. {why}").format(why=localised(str(why))),
        )

    # The song.

    @property
    def heard_song(self) -> Song | None:
        """The song if it is what plays."""
        return self._song if self._plays_song else None

    def follow(self, state: SessionState) -> Song | None:
        """Takes up a state; the song if it is what plays."""
        if self._plays_song:
            self._make_song(state)
            if self._song is None:
                self._plays_song = False
            self._window.show_song(self._song, playing=self._plays_song)
            return self.heard_song
        made_of = (state.song, state.takes, state.take)
        if made_of != self._made_of[:3] or not state.song:
            self._show_song()
        elif state.song and not self._timer.isActive():
            self._timer.start()
        return None

    def _make_song(self, state: SessionState) -> None:
        made_of = (state.song, state.takes, state.take, id(state.shown), state.mix)
        if made_of != self._made_of:
            self._song, self._made_of = song_of(state), made_of

    @Slot()
    def _show_song(self) -> None:
        self._make_song(self._document.state)
        self._window.show_song(self._song, playing=self._plays_song)

    @Slot(bool)
    def _toggle_song(self, on: bool) -> None:
        self.play_song(on=on)

    def play_song(self, *, on: bool) -> None:
        """Plays the song in place of the take in front, or no longer."""
        self._make_song(self._document.state)
        on = on and self._song is not None
        if on == self._plays_song:
            return
        playing = self._sounding.readings.playing
        self._plays_song = on
        self._sounding.forget()
        self._sounding.follow(self._document.state, self.follow(self._document.state))
        self._window.show_song(self._song, playing=on)
        self._sounding.engine.seek(0)
        if on and not playing:
            self._sounding.engine.play()

    @Slot(int)
    def _go_to_section(self, place: int) -> None:
        self.play_song(on=True)
        if self._song is not None:
            span = next((s for s in self._song.spans if s.place == place), None)
            if span is not None:
                self._sounding.play_from(span.start)

    def take_tick(self, song_tick: float) -> float:
        """Where the take in front is while the song plays it; -1 while it plays another."""
        state, song = self._document.state, self._song
        if song is None:
            return -1.0
        for span in song.spans:
            section = state.song[span.place] if span.place < len(state.song) else None
            if section is None or not span.start <= song_tick < span.end:
                continue
            if section.take != state.take or state.shown is None or song_tick >= span.transition:
                return -1.0
            scale = state.shown.ticks_per_quarter / song.piece.ticks_per_quarter
            return ((song_tick - span.start) * scale) % state.shown.length
        return -1.0

    def heard_tick(self, tick: float) -> float:
        """Where a tick of the take in front is in what plays: in the song, its place there nearest on."""
        state, song = self._document.state, self.heard_song
        if song is None or state.shown is None:
            return tick
        here = self._sounding.readings.position
        spans = [s for s in song.spans if state.song[s.place].take == state.take]
        if not spans:
            return here
        span = next((s for s in spans if s.end > here), spans[0])
        return span.start + tick * song.piece.ticks_per_quarter / state.shown.ticks_per_quarter

    # Transitions.

    @Slot(int, int)
    def _want_transition(self, place: int, bars: int) -> None:
        state = self._document.state
        if bars == 0:
            self._do("No transition", songs.set_transition(place, None))
            return
        around = self._around(state, place)
        if around is None:
            return
        request = TransitionRequest(*around, bars, random.randrange(1, 1_000_000))
        self._asked[place] = (request, state.song[place])
        self._ask(request)

    def _around(self, state: SessionState, place: int) -> tuple[Piece, Piece] | None:
        if place + 1 >= len(state.song):
            return None
        before = takes.find(state, state.song[place].take)
        after = takes.find(state, state.song[place + 1].take)
        return None if before is None or after is None else (before.shown, after.shown)

    def receive(self, answer: ComposeResult) -> None:
        """Puts composed bars where they were asked for, unless the song has changed there since."""
        for place, (request, section) in list(self._asked.items()):
            if request is answer.request:
                del self._asked[place]
                song = self._document.state.song
                if place < len(song) and song[place].take == section.take:
                    self._do("Transition", songs.set_transition(place, answer.piece))
