"""The studio: the document, the worker that composes, the engine that plays, and the window."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vaecomposer.engine.api import Engine
from vaecomposer.errors import ComposerError
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.sessions.session_file import SUFFIX
from vaecomposer.generation.api import (
    Answer,
    ComposeRequest,
    ComposeResult,
    Failure,
    Places,
    SongbookFacts,
    TransitionRequest,
)
from vaecomposer.generation.controller import Controller
from vaecomposer.live.names import CLIENT
from vaecomposer.music.piece import Piece
from vaecomposer.paths import resources
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.session.state import LoopRegion, SessionState
from vaecomposer.session.takes import find
from vaecomposer.settings import Settings, save_settings
from vaecomposer.studio.briefing import Briefing
from vaecomposer.studio.controlling import Controlling
from vaecomposer.studio.exporting import Exporting, Heard
from vaecomposer.studio.guiding import Guiding
from vaecomposer.studio.keeping import Keeping
from vaecomposer.studio.learning import Learner, Learning
from vaecomposer.studio.mixing import Mixing
from vaecomposer.studio.note_editing import NoteEditing
from vaecomposer.studio.opening import Opening
from vaecomposer.studio.operating import Operating
from vaecomposer.studio.pads import Pads
from vaecomposer.studio.playing_in import PlayingIn
from vaecomposer.studio.presetting import Presetting
from vaecomposer.studio.sliding import Sliding
from vaecomposer.studio.songbooks import Songbooks
from vaecomposer.studio.sounding import Sounding
from vaecomposer.studio.taking import Taking
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.main_window import MainWindow

FRAME_MS = 16
"""Playhead and meters move at about 60 Hz."""


@dataclass(frozen=True, slots=True)
class StudioOptions:
    """What the command line asks of the studio.

    Attributes:
        file: a MIDI file to open.
        theme: "dark" or "light"; None for the one remembered.
        play: whether to play at once.
        report: for `bench`: where to write what was measured.
        drag: for `bench live`: how many seconds sliders are dragged.
        chores: for `bench window`: how many seconds each chore takes; `report` is then a folder.
        in_process: whether the engine plays in this process, as it did before it had one of its own.
    """

    file: Path | None = None
    theme: str | None = None
    play: bool = False
    report: Path | None = None
    drag: float | None = None
    chores: float | None = None
    in_process: bool = False


class Composing(Protocol):
    """Composes elsewhere: a `generation.worker.Worker`, or a `composing.link.ComposingProcess`."""

    def start(self) -> None:
        """Begins to open the songbook."""
        ...

    def ask(self, request: ComposeRequest) -> None:
        """Hands on a request in place of one not yet begun."""
        ...

    def open(self, songbook: Path) -> None:
        """Opens another songbook in place of the one there is."""
        ...

    def close(self) -> None:
        """Ends."""
        ...


class Studio(QObject):
    """Everything that runs while the window is open. Lives on the GUI thread.

    Args:
        window: what the musician sees.
        settings: remembered choices; `settings` holds the newer ones at the end.
        engine: plays. The studio closes it.
        hire: makes the worker that composes; given what it must call with every answer.
        hire_learner: makes what learns a songbook elsewhere.
    """

    # Emitted by the worker's thread; Qt queues it to the bound method below on this one.
    answered = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        engine: Engine,
        hire: Callable[[Callable[[Answer], None]], Composing],
        hire_learner: Callable[[], Learner] | None = None,
    ) -> None:
        super().__init__()
        self.document = Document()
        self.window = window
        self.sounding = Sounding(engine, window, settings)
        self.playing_in = PlayingIn(self.document, self.sounding, window)
        self.note_editing = NoteEditing(self.document, window)
        self.controlling = Controlling(window.learning, window, self._open_inputs)
        self.exporting = Exporting(
            window.look,
            window,
            window,
            self._exported,
            self._heard,
            lambda: self.settings.folder or "",
            self._keep_folder,
        )
        self.keeping = Keeping(
            self.document, window, lambda: self.settings, self._remember, self._come_over
        )
        self.guiding = Guiding(window, self.keeping, lambda: self.settings, self._remember)
        self.worker = hire(self.answered.emit)
        self.presetting = Presetting(self.document, window)
        self.briefing = Briefing(self.document, window)
        self.sliding = Sliding(self.document, window, self._turn)
        self.mixing = Mixing(self.document, window, self._turn)
        self.taking = Taking(self.document, self.sounding, window, self.worker.ask)
        self.sounding.plays_song = lambda: self.taking.heard_song is not None
        self.sounding.take_tick = self.taking.take_tick
        self.sounding.heard_tick = self.taking.heard_tick
        self.controller = Controller(
            self.document,
            self.worker.ask,
            self._say_trouble,
            first_seed=random.randrange(1, 1_000_000),
        )
        self.pads = Pads(
            self.document, self.sounding, window, self.controller, self.worker.ask, self._turn
        )
        self.songbooks = Songbooks(window, self.worker.open, lambda: self.settings, self._remember)
        self.learning = Learning(window, self.songbooks, hire_learner or _learner)
        self.operating = Operating(self.document, window, self.controller, self.songbooks.refuses)
        self.opening = Opening(self.document, window, self._come_from)
        self._closed = False
        self.demos = _demos()
        self.answered.connect(self._receive)
        self.document.listen(self._show)
        self._wire()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)

    # Starting and ending.

    def start(self, options: StudioOptions) -> None:
        """Fills the window and starts the threads; the songbook opens meanwhile."""
        self.window.show_state(self.document.state)
        self.window.show_demos(self.demos)
        self.guiding.start()
        self.window.show_folder(self.settings.folder or "")
        self.window.columns.show_own(self.settings.columns)
        self.sounding.start()
        self.playing_in.start()
        self.controlling.look()
        self.keeping.start()
        self.presetting.start()
        self.songbooks.start()
        self.learning.look()
        if options.file is not None:
            self.open_file(str(options.file))
        if options.play:
            self.sounding.toggle()
        self._timer.start()
        # After the first frame: the window is seen before anything else wants the processor.
        QTimer.singleShot(0, self.worker.start)

    @Slot()
    def close(self) -> None:
        """Ends sound, threads and timers; the second time, nothing."""
        if self._closed:
            return
        self._closed = True  # answers still under way are not wanted any more
        self._timer.stop()
        self.controlling.end_turn()
        self.opening.close()
        self.exporting.close()
        self.keeping.close()
        self.taking.close()
        self.pads.close()
        self.worker.close()
        self.sounding.close()
        save_settings(self.settings)
        self.learning.close()  # last: it waits until what was learned is safe

    @property
    def settings(self) -> Settings:
        """What is remembered."""
        return self.sounding.settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        self.sounding.settings = settings

    def _wire(self) -> None:
        sounding, controlling = self.sounding, self.controlling
        sounding.midi_arrived.connect(controlling.receive)
        sounding.ports_changed.connect(controlling.look)
        sounding.settings_changed.connect(controlling.look)
        controlling.taken_changed.connect(sounding.take_messages)
        window = self.window
        window.compose_requested.connect(self._compose)
        window.compose_bars_requested.connect(self._compose_bars)
        window.open_requested.connect(self.open_file)
        window.export_requested.connect(self.exporting.open)
        window.demo_picked.connect(self._open_demo)
        window.play_toggled.connect(self._toggle_play)
        window.play_from_loop_requested.connect(self._play_from_loop)
        window.loop_changed.connect(self._set_loop)
        window.drag_ended.connect(self.document.end_drag)
        window.undo_requested.connect(self.document.undo)
        window.redo_requested.connect(self.document.redo)
        window.history_requested.connect(self._show_history)
        window.place_picked.connect(self.document.go)
        window.appearance_picked.connect(self._keep_appearance)
        window.columns_changed.connect(self._keep_columns)
        window.reduced_motion_picked.connect(self._keep_motion)
        window.closing.connect(self.close)

    # The document changed: show it, and let it be heard.

    def _show(self, state: SessionState) -> None:
        self.window.show_state(state)
        self.window.show_undo(self.document.undo_label, self.document.redo_label)
        self.window.show_composing(self.controller.is_composing)
        self.sounding.follow(state, self.taking.follow(state))
        self.playing_in.follow(state)
        self.pads.follow(state)

    @Slot(object)
    def _receive(self, answer: Answer) -> None:
        if self._closed:
            return
        if isinstance(answer, SongbookFacts):
            self.songbooks.receive(answer)
            self.learning.look()
            self.controller.refresh()
            self.pads.open(answer)
            return
        if isinstance(answer, ComposeResult) and isinstance(answer.request, TransitionRequest):
            self.taking.receive(answer)
            return
        if isinstance(answer, Failure) and answer.request is None:
            self.songbooks.miss(answer.sentence)
            self.learning.look()
        changed = self.pads.receive(answer)
        if changed is None and not isinstance(answer, Places):
            changed = self.controller.receive(answer)
        self.window.show_composing(self.controller.is_composing)
        if changed and isinstance(answer, ComposeResult):
            latency = self.sounding.readings.latency
            self.window.show_heard_after(answer.milliseconds + 1000 * latency)

    @property
    def songbook_is_settled(self) -> bool:
        """Whether the songbook is open, or known not to open."""
        return self.songbooks.is_settled

    def _open_inputs(self) -> tuple[str, ...]:
        """The MIDI inputs that are listened to and, as far as is known, there."""
        there, settings = self.sounding.ports.inputs, self.settings
        names = tuple(name for name in settings.midi_inputs if not there or name in there)
        return (*names, CLIENT) if settings.virtual_ports else names

    # What the musician does.

    def _turn(self, name: str) -> str:
        """The merge word of a slider's moves: whatever knobs turn meanwhile, they are one entry."""
        return "knobs" if self.controlling.is_turning else name

    @Slot()
    def _compose(self) -> None:
        if self.songbooks.refuses():
            return
        self.controller.compose()
        self.window.show_composing(self.controller.is_composing)

    @Slot()
    def _compose_bars(self) -> None:
        bars = self.document.state.bars
        if not bars:
            self.window.notify(
                translate("Studio", "Select bars first: Ctrl+click them in the ruler")
            )
            return
        self.controller.compose(only=bars)
        self.window.show_composing(self.controller.is_composing)

    @Slot(str)
    def open_file(self, path: str) -> None:
        """Opens a MIDI file, a score or a session, or says in a sentence why not."""
        if path.lower().endswith(SUFFIX):
            self.keeping.open(path)
            return
        self.opening.open(path)

    def _come_from(self, piece: Piece, path: str) -> None:
        self._come_in(piece, path)
        self._keep_folder(path)

    def _exported(self) -> Piece | None:
        """What an export writes: what is heard, under the name that the window gives it."""
        song, state = self.taking.heard_song, self.document.state
        if song is not None:
            return replace(song.piece, title=self.keeping.title or "Song")
        take = find(state, state.take)
        return None if take is None else replace(take.shown, title=take.title)

    def _heard(self) -> Heard:
        """How the music sounds now, for exports."""
        state, settings = self.document.state, self.settings
        song = self.taking.heard_song
        soundfont = Path(settings.soundfont) if settings.soundfont else None
        return Heard(
            state.mix if song is None else song.mix,
            state.swing,
            soundfont=soundfont,
            synth=settings.synth,
        )

    def _keep_folder(self, path: str) -> None:
        folder = str(Path(path).resolve().parent)
        self.settings = replace(self.settings, folder=folder)
        self.window.show_folder(folder)

    @Slot(int)
    def _open_demo(self, index: int) -> None:
        self._come_in(self.demos[index], None)

    def _remember(self, settings: Settings) -> None:
        self.settings = settings
        self.window.show_folder(settings.folder or "")

    def _come_over(self, take_over: Callable[[], None]) -> None:
        """Another session in place of this one."""
        self.sounding.forget()
        self.playing_in.drop()
        self.controller.forget_take()
        self.pads.drop()
        take_over()
        self._show(self.document.state)
        self.sounding.engine.seek(0)

    @Slot()
    def _show_history(self) -> None:
        history = self.document.history
        self.window.show_history(history.labels, history.place)

    def _come_in(self, piece: Piece, path: str | None) -> None:
        """Other music takes over at once, from its beginning."""
        self.sounding.forget()
        self.playing_in.drop()
        self.controller.forget_take()
        self.document.apply(f"Open {piece.title}", edits.open_piece(piece, path))
        if not self.sounding.has_music:  # the very same music again
            self._show(self.document.state)
        self.sounding.engine.seek(0)

    @Slot()
    def _toggle_play(self) -> None:
        self.sounding.toggle()

    @Slot()
    def _play_from_loop(self) -> None:
        self.sounding.play_from(self.document.state.loop.start)

    @Slot(object)
    def _set_loop(self, loop: LoopRegion) -> None:
        self.document.apply("Loop", edits.set_loop(loop), merge="loop")

    @Slot(str)
    def _keep_appearance(self, appearance: str) -> None:
        self.settings = replace(self.settings, appearance=appearance)

    @Slot(object)
    def _keep_columns(self, columns: tuple[str, ...]) -> None:
        self.settings = replace(self.settings, columns=columns)

    @Slot(bool)
    def _keep_motion(self, reduced: bool) -> None:
        self.settings = replace(self.settings, reduced_motion="yes" if reduced else "no")

    # Sixty times a second.

    @Slot()
    def _tick(self) -> None:
        self.sounding.tick()
        self.playing_in.tick()
        self.controlling.tick()
        self.pads.tick()

    def _say_trouble(self, sentence: str) -> None:
        self.window.warn(translate("Studio", "Nothing was changed"), sentence)


def _learner() -> Learner:
    from vaecomposer.studio.learn_elsewhere import LessonProcess

    return LessonProcess()


def _demos() -> tuple[Piece, ...]:
    """The program's own demo pieces; a damaged one is left out."""
    found = []
    for path in sorted((resources() / "demos").glob("*.mid")):
        with contextlib.suppress(ComposerError):
            # The number in the file's name is for their order, not a part of the title.
            title = path.stem.lstrip("0123456789 ")
            found.append(replace(read_midi(path), title=title))
    return tuple(found)
