"""Builds the studio and wires it: document, worker, player, window. May import everything of ours."""

from __future__ import annotations

import contextlib
import random
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from vaecomposer.audio.clock import SilentClock
from vaecomposer.audio.device import Output, list_devices, open_output
from vaecomposer.audio.player import Player
from vaecomposer.audio.score import Quantum
from vaecomposer.audio.synth import open_synth
from vaecomposer.errors import AudioDeviceError, ComposerError, MidiFileError
from vaecomposer.evaluation.start_report import StartReport
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.generation.api import Answer, Composer, ComposeResult, Failure, SongbookFacts
from vaecomposer.generation.controller import Controller
from vaecomposer.generation.worker import Worker
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.key import Key
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import Piece, Role
from vaecomposer.paths import models, resources
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.session.state import LoopRegion, SessionState
from vaecomposer.settings import Settings, load_settings, save_settings
from vaecomposer.ui.look import Appearance, Look
from vaecomposer.ui.main_window import MainWindow, TransportReadings
from vaecomposer.ui.words import signed

FRAME_MS = 16
"""Playhead and meters move at about 60 Hz."""

SILENT = ""
"""The remembered device of a musician who wants no sound."""

APPEARANCES: dict[str | None, Appearance] = {"dark": "dark", "light": "light"}


@dataclass(frozen=True, slots=True)
class StudioOptions:
    """What the command line asks of the studio."""

    file: Path | None = None
    theme: str | None = None
    play: bool = False
    report: Path | None = None


def load_composer() -> Composer:
    """Opens the shipped songbook; called on the worker's thread, where torch is imported."""
    from vaecomposer.vae.preloading import load_libraries, without_collections

    with without_collections():
        load_libraries()
        from vaecomposer.vae.composer import open_composer

        return open_composer(models() / "studio.safetensors")


class Studio(QObject):
    """Everything that runs while the window is open. Lives on the GUI thread.

    Args:
        window: what the musician sees.
        settings: remembered choices; `settings` holds the newer ones at the end.
        open_device: lets a player be heard; tests pull the sound themselves.
        load: opens the songbook, on the worker's thread.
    """

    # Emitted by the worker's thread; Qt queues it to the bound method below on this one.
    answered = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        open_device: Callable[[Player, str | None], Output] = open_output,
        load: Callable[[], Composer] = load_composer,
    ) -> None:
        super().__init__()
        self._open_device = open_device
        self.document = Document()
        self.window = window
        self.settings = settings
        synth, self._synth_trouble = open_synth(
            Path(settings.soundfont) if settings.soundfont else None
        )
        self.player = Player(synth)
        self.worker = Worker(load, self.answered.emit)
        self.controller = Controller(
            self.document,
            self.worker.ask,
            self._say_trouble,
            first_seed=random.randrange(1, 1_000_000),
        )
        self.output: Output | None = None
        self._heard: Piece | None = None
        self._songbook_open = False
        self._songbook_trouble: str | None = None
        self._quantum = (
            Quantum(settings.quantum) if settings.quantum in set(Quantum) else Quantum.BEAT
        )
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
        self.window.show_quantum(self._quantum.value)
        self.window.show_folder(self.settings.folder or "")
        self._open_output(self.settings.device)
        if self._synth_trouble:
            self.window.warn("There is no sound yet", self._synth_trouble)
        if options.file is not None:
            self.open_file(str(options.file))
        if options.play:
            self.player.play()
        self._timer.start()
        # The worker starts after the first frames, since importing torch slows everything else down.
        QTimer.singleShot(150, self.worker.start)

    @Slot()
    def close(self) -> None:
        """Ends sound, threads and timers."""
        self._timer.stop()
        if self.output is not None:
            self.output.close()
        save_settings(self.settings)
        self.worker.close()

    def _wire(self) -> None:
        window, player = self.window, self.player
        window.compose_requested.connect(self._compose)
        window.open_requested.connect(self.open_file)
        window.export_requested.connect(self.export_file)
        window.demo_picked.connect(self._open_demo)
        window.play_toggled.connect(self._toggle_play)
        window.play_from_loop_requested.connect(self._play_from_loop)
        window.seek_requested.connect(player.seek)
        window.loop_changed.connect(self._set_loop)
        window.quantum_changed.connect(self._set_quantum)
        window.bpm_changed.connect(self._set_bpm)
        window.shape_moved.connect(self._move_shape)
        window.shapes_set.connect(self._set_shapes)
        window.direction_moved.connect(self._move_direction)
        window.directions_set.connect(self._set_directions)
        window.drag_ended.connect(self.document.end_drag)
        window.surprise_moved.connect(self._move_surprise)
        window.key_picked.connect(self._set_key)
        window.style_picked.connect(self._set_style)
        window.metre_picked.connect(self._set_metre)
        window.bars_picked.connect(self._set_bars)
        window.front_picked.connect(self._set_front)
        window.role_picked.connect(self._set_role)
        window.lead_picked.connect(self._set_lead)
        window.phrase_picked.connect(self._set_phrase)
        window.audition.connect(self._audition)
        window.undo_requested.connect(self.document.undo)
        window.redo_requested.connect(self.document.redo)
        window.device_picked.connect(self._pick_device)
        window.rescan_requested.connect(self._rescan)
        window.appearance_picked.connect(self._keep_appearance)
        window.reduced_motion_picked.connect(self._keep_motion)
        window.closing.connect(self.close)

    # The document changed: show it, and let it be heard.

    def _show(self, state: SessionState) -> None:
        self.window.show_state(state)
        self.window.show_undo(self.document.undo_label, self.document.redo_label)
        self.window.show_composing(self.controller.is_composing)
        piece = state.shown
        if piece is None and self._heard is not None:  # undone to the beginning
            self.player.stop()
            self._heard = None
        if piece is not None and piece is not self._heard:
            if self._goes_on_in(piece):
                self.player.replace(piece, self._quantum)
            else:
                self.player.load(piece)
            self._heard = piece
        self.player.set_loop(state.loop.start, state.loop.end, on=state.loop.on)

    def _goes_on_in(self, piece: Piece) -> bool:
        """Whether what is playing can go over into other music where it is: it has a place there."""
        heard = self._heard
        return (
            heard is not None
            and heard.ticks_per_quarter == piece.ticks_per_quarter
            and self.player.position() < piece.length
        )

    @Slot(object)
    def _receive(self, answer: Answer) -> None:
        if isinstance(answer, SongbookFacts):
            self._songbook_open = True
            self.window.show_songbook(answer)
            self.controller.refresh()
            return
        if isinstance(answer, Failure) and answer.request is None:
            self._songbook_trouble = answer.sentence
            self.window.show_songbook_missing(answer.sentence)
        changed = self.controller.receive(answer)
        self.window.show_composing(self.controller.is_composing)
        if changed and isinstance(answer, ComposeResult) and self.output is not None:
            self.window.show_heard_after(answer.milliseconds + 1000 * self.output.latency)

    @property
    def songbook_is_settled(self) -> bool:
        """Whether the songbook is open, or known not to open."""
        return self._songbook_open or self._songbook_trouble is not None

    # What the musician does.

    @Slot()
    def _compose(self) -> None:
        if self._songbook_trouble is not None:
            self.window.warn(
                "No songbook yet",
                f"I can play and export, but not compose. {self._songbook_trouble}",
            )
            return
        self.controller.compose()
        self.window.show_composing(self.controller.is_composing)

    @Slot(str)
    def open_file(self, path: str) -> None:
        """Opens a MIDI file, or says in a sentence why not."""
        try:
            piece = read_midi(Path(path))
        except MidiFileError as why:
            self.window.warn(f"{Path(path).name} was not opened", str(why))
            return
        self._come_in(piece, path)
        self._keep_folder(path)

    def _keep_folder(self, path: str) -> None:
        folder = str(Path(path).resolve().parent)
        self.settings = replace(self.settings, folder=folder)
        self.window.show_folder(folder)

    @Slot(int)
    def _open_demo(self, index: int) -> None:
        self._come_in(self.demos[index], None)

    def _come_in(self, piece: Piece, path: str | None) -> None:
        """Other music takes over at once, from its beginning."""
        self._heard = None
        self.controller.forget_take()
        self.document.apply(f"Open {piece.title}", edits.open_piece(piece, path))
        if self._heard is None:  # the very same music again
            self._show(self.document.state)
        self.player.seek(0)

    @Slot(str)
    def export_file(self, path: str) -> None:
        """Writes what is shown as MIDI, or says in a sentence why not."""
        shown = self.document.state.shown
        if shown is None:
            self.window.warn("Nothing to export yet", "Open a MIDI file or compose a take first.")
            return
        try:
            write_midi(shown, Path(path))
        except MidiFileError as why:
            self.window.warn(f"{Path(path).name} was not written", str(why))
            return
        self._keep_folder(path)
        self.window.notify(f"{Path(path).name} written", undo=False)

    @Slot()
    def _toggle_play(self) -> None:
        if self.document.state.shown is not None:
            self.player.toggle()

    @Slot()
    def _play_from_loop(self) -> None:
        if self.document.state.shown is None:
            return
        self.player.seek(self.document.state.loop.start)
        self.player.play()

    @Slot(object)
    def _set_loop(self, loop: LoopRegion) -> None:
        self.document.apply("Loop", edits.set_loop(loop), merge="loop")

    @Slot(str)
    def _set_quantum(self, quantum: str) -> None:
        self._quantum = Quantum(quantum)
        self.settings = replace(self.settings, quantum=quantum)

    @Slot(float)
    def _set_bpm(self, bpm: float) -> None:
        self.document.apply("Tempo", edits.set_bpm(bpm), merge="tempo")

    @Slot(int, float)
    def _move_shape(self, index: int, value: float) -> None:
        name = SHAPES[index].name
        label = f"{name} {signed(value)}"
        self.document.apply(label, edits.set_shape(index, value), merge=name)

    @Slot(object)
    def _set_shapes(self, values: tuple[float, ...]) -> None:
        self.document.apply("Shape", edits.set_shapes(values))

    @Slot(int, float)
    def _move_direction(self, index: int, value: float) -> None:
        name = f"Direction {index + 1}"
        label = f"{name} {signed(value)}"
        self.document.apply(label, edits.move_direction(index, value), merge=name)

    @Slot(object)
    def _set_directions(self, values: tuple[float, ...]) -> None:
        self.document.apply("Directions", edits.set_directions(values))

    @Slot(float)
    def _move_surprise(self, value: float) -> None:
        self.document.apply("Surprise", edits.set_surprise(value), merge="surprise")

    @Slot(object)
    def _set_key(self, key: Key) -> None:
        self.document.apply(f"Key {key}", edits.set_key(key))

    @Slot(object)
    def _set_style(self, style: str | None) -> None:
        self.document.apply(f"Style {style or 'any'}", edits.set_style(style))

    @Slot(object)
    def _set_metre(self, metre: Metre) -> None:
        self.document.apply(f"Metre {metre}", edits.set_metre(metre))

    @Slot(int)
    def _set_bars(self, bars: int) -> None:
        self.document.apply("Length", edits.set_bars(bars))

    @Slot(int)
    def _set_front(self, track: int) -> None:
        self.document.join(edits.set_front(track))  # looking is nothing to undo

    @Slot(int, object)
    def _set_role(self, track: int, role: Role) -> None:
        self.document.apply(f"Role {role.value}", edits.set_role(track, role))

    @Slot(int)
    def _set_lead(self, track: int) -> None:
        self.document.apply("Composed track", edits.set_lead(track))

    @Slot(int)
    def _set_phrase(self, phrase: int) -> None:
        self.document.apply("Phrase", edits.set_phrase(phrase))

    @Slot(int, int, int)
    def _audition(self, track: int, pitch: int, velocity: int) -> None:
        self.player.audition(pitch, track=track, velocity=velocity)

    @Slot(str)
    def _keep_appearance(self, appearance: str) -> None:
        self.settings = replace(self.settings, appearance=appearance)

    @Slot(bool)
    def _keep_motion(self, reduced: bool) -> None:
        self.settings = replace(self.settings, reduced_motion="yes" if reduced else "no")

    # Devices.

    def _open_output(self, name: str | None) -> None:
        if self.output is not None:
            self.output.close()
        # Silence is a choice like any other: the clock goes on, nothing is opened.
        if name == SILENT:
            self.output = SilentClock(self.player)
        else:
            self.output = self._open_device(self.player, name)
        if self.output.message:
            self.window.warn(
                "Playing in silence" if self.output.is_silent else "Another device",
                self.output.message,
            )
        self._show_devices()

    def _show_devices(self, *, rescan: bool = False) -> None:
        output = self.output
        try:
            names = tuple(dict.fromkeys(device.name for device in list_devices(rescan=rescan)))
        except AudioDeviceError:
            names = ()
        silent = output is None or output.is_silent
        detail = "no sound" if silent or output is None else f"{1000 * output.latency:.1f} ms"
        self.window.show_devices(
            names, None if silent or output is None else output.device_name, detail
        )

    @Slot(object)
    def _pick_device(self, name: str | None) -> None:
        chosen = SILENT if name is None else name
        self.settings = replace(self.settings, device=chosen)
        self._open_output(chosen)

    @Slot()
    def _rescan(self) -> None:
        if self.output is not None:
            self.output.close()
        with contextlib.suppress(AudioDeviceError):
            list_devices(rescan=True)
        self._open_output(self.settings.device)

    # Sixty times a second.

    @Slot()
    def _tick(self) -> None:
        player = self.player
        self.window.show_position(player.position(), playing=player.is_playing)
        left, right = player.peaks
        drop_outs = player.faults + player.xruns
        self.window.show_meters(TransportReadings(player.load_meter, drop_outs, left, right))
        gone = self.output.poll() if self.output is not None else None
        if gone:
            self.window.warn("The sound device is gone", gone)
            self._show_devices()

    def _say_trouble(self, sentence: str) -> None:
        self.window.warn("Nothing was changed", sentence)


def _demos() -> tuple[Piece, ...]:
    """The program's own demo pieces; a damaged one is left out."""
    found = []
    for path in sorted((resources() / "demos").glob("*.mid")):
        with contextlib.suppress(ComposerError):
            found.append(read_midi(path))
    return tuple(found)


def run_studio(options: StudioOptions) -> int:
    """Opens the studio and stays until it is closed; the exit status."""
    application = QApplication.instance() or QApplication(["vaecomposer"])
    assert isinstance(application, QApplication)
    application.setApplicationName("VAE Composer")
    settings = load_settings()
    appearance = APPEARANCES.get(options.theme or settings.appearance, "system")
    window = MainWindow(Look(appearance, reduced_motion=settings.reduced_motion == "yes"))
    _catch_strays(window)
    window.show()
    application.processEvents()  # the window is seen before anything slow begins
    seen_at = time.time()
    studio = Studio(window, settings)
    watch = QTimer(studio)
    if options.report is not None:
        report = StartReport(options.report, seen_at)
        watch.timeout.connect(lambda: _report(studio, report))
        watch.start(50)
    studio.start(options)
    return application.exec()


def _report(studio: Studio, report: StartReport) -> None:
    """Closes the studio once `vaecomposer bench start` knows what it wants to know."""
    if studio.songbook_is_settled and report.is_written(studio.player.first_sound_at):
        studio.window.close()


def _catch_strays(window: MainWindow) -> None:
    """The last border: an error nobody foresaw is shown, printed, and does not end the session."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        traceback.print_exception(kind, error, trace)
        if threading.current_thread() is threading.main_thread():
            window.warn(
                "Something unforeseen happened", f"Your music is still here. Details: {error}"
            )

    sys.excepthook = show
