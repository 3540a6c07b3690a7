"""Exporting from the window: the sheet, the job on its thread, and what is said when it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from vaecomposer.audio.player import DEFAULT_GAIN
from vaecomposer.errors import ComposerError
from vaecomposer.music.mix import Mix
from vaecomposer.music.piece import Piece
from vaecomposer.music.swing import STRAIGHT, Swing
from vaecomposer.studio.export_elsewhere import run_elsewhere
from vaecomposer.studio.export_job import Exported, ExportJob, ExportThread
from vaecomposer.ui.export.choices import ExportChoices
from vaecomposer.ui.export.sheet import ExportSheet
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look

_END_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Heard:
    """How the music sounds now; see `ExportJob`."""

    mix: Mix = ()
    swing: Swing = STRAIGHT
    gain: float = DEFAULT_GAIN
    soundfont: Path | None = None
    synth: str = "tinysoundfont"


NOTHING_YET = translate("Exporting", "Nothing to export yet")
OPEN_FIRST = translate("Exporting", "Open a MIDI file or compose a take first.")


class Listener(Protocol):
    """Whoever speaks to the musician: the main window."""

    def notify(self, text: str, undo: bool = False) -> None:
        """Says for a while what was done."""
        ...

    def warn(self, title: str, text: str) -> None:
        """Says what went wrong, until it is closed."""
        ...


class Exporting(QObject):
    """Opens the sheet, runs one export at a time, and tells how it ended. Lives on the GUI thread.

    Args:
        look: of the window.
        window: what the sheet lies over.
        speaker: who speaks when the sheet is closed; the main window.
        piece: the music that is shown, or None.
        heard: how it sounds.
        folder: where files go, as a rule.
        keep_folder: is told the path that was written to.
    """

    exported = Signal(object)  # tuple[Path, ...]

    # Emitted by the job's thread; Qt queues them to the slots below on this one.
    _went_on = Signal(object, float)
    _ended = Signal(object, object)

    def __init__(
        self,
        look: Look,
        window: QWidget | None,
        speaker: Listener,
        piece: Callable[[], Piece | None],
        heard: Callable[[], Heard] = Heard,
        folder: Callable[[], str] = str,
        keep_folder: Callable[[str], None] = lambda _path: None,
    ) -> None:
        super().__init__(window)
        self._speaker = speaker
        self._piece = piece
        self._heard = heard
        self._folder = folder
        self._keep_folder = keep_folder
        self._thread: ExportThread | None = None
        self._shown: Piece | None = None
        self.sheet = ExportSheet(look, window)
        self.sheet.start_requested.connect(self._start)
        self.sheet.cancel_requested.connect(self._cancel)
        self._went_on.connect(self._show_progress)
        self._ended.connect(self._end)

    @property
    def is_running(self) -> bool:
        """Whether something is being written."""
        return self._thread is not None

    @Slot()
    def open(self) -> None:
        """Shows the sheet for the present music, or how the running export goes."""
        piece = self._piece()
        if not self.is_running:
            if piece is None:
                self._speaker.warn(NOTHING_YET, OPEN_FIRST)
                return
            self.sheet.ask_again()
            self.sheet.show_music(piece.title, self._folder())
        self.sheet.show()
        self.sheet.raise_()
        self.sheet.activateWindow()

    def close(self) -> None:
        """Stops what runs and waits until nothing of it is left. For the end of the program."""
        self.sheet.close()
        if self._thread is not None:
            self._thread.cancel()
            self._thread.join(_END_SECONDS)
            self._thread = None

    @Slot(object)
    def _start(self, choices: ExportChoices) -> None:
        piece = self._piece()
        if self.is_running:
            return
        if piece is None:
            self.sheet.show_trouble(NOTHING_YET, OPEN_FIRST)
            return
        job = self._job(piece, choices)
        self._thread = ExportThread(
            job,
            lambda share: self._went_on.emit(job, share),
            lambda how: self._ended.emit(job, how),
            run_elsewhere,
        )
        self._thread.start()

    def _job(self, piece: Piece, choices: ExportChoices) -> ExportJob:
        heard = self._heard()
        return ExportJob(
            piece,
            choices.kind,
            choices.path,
            choices.bits,
            choices.sample_rate,
            choices.stems,
            heard.swing,
            heard.mix,
            heard.gain,
            soundfont=heard.soundfont,
            synth=heard.synth,
        )

    @Slot()
    def _cancel(self) -> None:
        if self._thread is not None:
            self._thread.cancel()

    def _runs(self, job: ExportJob) -> bool:
        """Whether this is the job that runs; one of before may still have had something to say."""
        return self._thread is not None and self._thread.job is job

    @Slot(object, float)
    def _show_progress(self, job: ExportJob, share: float) -> None:
        if self._runs(job) and self.sheet.is_running:
            self.sheet.show_progress(share)

    @Slot(object, object)
    def _end(self, job: ExportJob, how: Exported | ComposerError | None) -> None:
        """Tells how it ended: in the sheet, and in the window if the sheet is closed."""
        if self._thread is None or not self._runs(job):
            return
        self._thread.join()
        self._thread = None
        seen = self.sheet.isVisible()
        name = job.path.name
        if how is None:
            self.sheet.show_stopped()
            if not seen:
                said = translate("Exporting", "Export of {name} stopped")
                self._speaker.notify(said.format(name=name))
        elif isinstance(how, Exported):
            self.sheet.show_done(localised(how.sentence))
            self._keep_folder(str(job.path))
            self.exported.emit(how.paths)
            if not seen:
                self._speaker.notify(localised(how.sentence))
        else:
            title = translate("Exporting", "{name} was not written").format(name=name)
            said = localised(str(how))
            self.sheet.show_trouble(title, _after(said, title))
            if not seen:
                self._speaker.warn(title, said)


def _after(said: str, title: str) -> str:
    """A sentence without its beginning, where that is what the title says."""
    stop = translate("Exporting", "{title}. ").format(title=title)
    return said.removeprefix(stop)
