"""Builds the studio and runs it. May import everything of ours."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from vaecomposer.bench.start_report import StartReport
from vaecomposer.composing.link import ComposingProcess
from vaecomposer.engine.api import Engine
from vaecomposer.engine.link import SoundProcess
from vaecomposer.settings import load_settings
from vaecomposer.studio.garbage import Garbage
from vaecomposer.studio.songbooks import chosen_songbook
from vaecomposer.studio.studio import Studio, StudioOptions
from vaecomposer.ui.language.catalogue import catalogue
from vaecomposer.ui.look import Appearance, Look
from vaecomposer.ui.main_window import MainWindow

APPEARANCES: dict[str | None, Appearance] = {"dark": "dark", "light": "light"}

_SWITCH_SECONDS = 0.0005
"""How long one Python thread may keep another waiting; Python's own 5 ms are a third of a frame."""


def run_studio(options: StudioOptions) -> int:
    """Opens the studio and stays until it is closed; the exit status."""
    application = QApplication.instance() or QApplication(["vaecomposer"])
    assert isinstance(application, QApplication)
    application.setApplicationName("VAE Composer")
    catalogue().install(application)
    settings = load_settings()
    # Answers and news come on threads of their own, which must not wait for a window that paints.
    sys.setswitchinterval(_SWITCH_SECONDS)
    # The sound process starts while the window is made.
    engine = _rig() if options.in_process else SoundProcess()
    appearance = APPEARANCES.get(options.theme or settings.appearance, "system")
    window = MainWindow(Look(appearance, reduced_motion=settings.reduced_motion == "yes"))
    _catch_strays(window)
    window.show()
    application.processEvents()  # the window is seen before anything slow begins
    seen_at = time.time()
    studio = Studio(
        window,
        settings,
        engine,
        lambda deliver: ComposingProcess(chosen_songbook(settings), deliver),
    )
    watch = QTimer(studio)
    if options.report is not None and options.chores is not None:
        from vaecomposer.bench.chores import Chores

        Chores(studio, options.chores, options.report)
    elif options.report is not None and options.drag is not None:
        from vaecomposer.bench.hand import Hand

        Hand(studio, options.drag, options.report)
    elif options.report is not None:
        report = StartReport(options.report, seen_at)
        watch.timeout.connect(lambda: _report(studio, report))
        watch.start(50)
    studio.start(options)
    Garbage(studio)
    return application.exec()


def _rig() -> Engine:
    from vaecomposer.engine.rig import Rig

    return Rig()


def _report(studio: Studio, report: StartReport) -> None:
    """Closes the studio once `vaecomposer bench start` knows what it wants to know."""
    if studio.songbook_is_settled and report.is_written(
        studio.sounding.readings.first_sound_at or None
    ):
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
