"""The sound process from inside: a rig, the commands it gets, and the news it sends."""

from __future__ import annotations

import gc
import signal
import threading
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from vaecomposer.audio.hurry import hurry, stay_in_memory
from vaecomposer.engine.api import News, Trouble
from vaecomposer.engine.midi import LiveMidi
from vaecomposer.engine.page import Page
from vaecomposer.engine.rig import Rig
from vaecomposer.engine.values import CODEC
from vaecomposer.errors import ComposerError
from vaecomposer.processes.child import own_pipes
from vaecomposer.processes.pipe import receive, send
from vaecomposer.processes.values import TrackMemory

WITH_PIECE = ("load", "replace")
"""Verbs whose first argument is a piece."""

VERBS = frozenset((
    *WITH_PIECE, "play", "stop", "seek", "set_loop", "set_mix", "set_gain", "set_swing",
    "set_metronome", "set_count_in", "audition", "panic", "choose_device", "rescan",
    "choose_synth", "choose_midi", "record",
))  # fmt: skip
"""What may be asked of the process: the verbs of `engine.api.Engine`."""

_COLLECT_SECONDS = 20.0


class Host:
    """Carries out commands from one stream and writes news to another, until the first ends.

    Args:
        page: where the rig writes its readings.
        commands, news: the pipe's two ends.
    """

    def __init__(self, page: Page, commands: BinaryIO, news: BinaryIO) -> None:
        self._commands, self._out = commands, news
        self._memory = TrackMemory()
        self._wake = threading.Event()
        self._closed = False
        self._rig = _TellingRig(page, self._wake)
        self._messenger = threading.Thread(target=self._send_news, name="messenger", daemon=True)

    def run(self) -> None:
        """Serves until the other end closes the pipe, or says so."""
        self._messenger.start()
        # What has been made by now lives as long as the process. The collector of cycles would stop
        # the audio thread for milliseconds at a time, so it works only while nothing plays.
        gc.collect()
        gc.freeze()
        gc.disable()
        while (message := receive(self._commands)) is not None:
            if message.get("do") == "close":
                break
            self._carry_out(message)
        self._rig.close()
        self._closed = True
        self._wake.set()
        self._messenger.join(1.0)

    def _carry_out(self, message: dict[str, Any]) -> None:
        verb = message.get("do")
        try:
            if verb not in VERBS:
                raise ValueError(f"unknown verb {verb!r}")
            first, *rest = message["args"] or [None]
            if verb in WITH_PIECE:
                arguments: tuple[Any, ...] = (
                    CODEC.decode_piece(first, self._memory),
                    *CODEC.decode(rest),
                )
            else:
                arguments = CODEC.decode(message["args"])
            getattr(self._rig, verb)(*arguments)
        except ComposerError as why:
            self._rig.tell(Trouble("The sound goes on as it was", str(why)))
        except Exception as why:  # noqa: BLE001 - a border: one bad command must not end the sound
            traceback.print_exc()
            self._rig.tell(Trouble("The sound goes on as it was", f"Details: {verb}: {why!r}"))
        # Also of a command that was refused: the other end waits for the number.
        self._rig.done = message["n"]
        if not self._rig.player.is_playing:
            gc.collect(1)

    def _send_news(self) -> None:
        while not self._closed:
            self._wake.wait(_COLLECT_SECONDS)
            self._wake.clear()
            try:
                for news in self._rig.take_news():
                    send(self._out, {"news": CODEC.encode(news)})
            except (OSError, ValueError):
                return  # the other end has gone; the commands will end as well


class _TellingRig(Rig):
    """A rig that wakes the messenger when there is news."""

    def __init__(self, page: Page, wake: threading.Event) -> None:
        self._wake = wake
        super().__init__(page=page, midi=LiveMidi)

    def tell(self, news: News) -> None:
        super().tell(news)
        self._wake.set()


def main(arguments: list[str]) -> int:
    """Runs the sound process; its page of memory is the only argument."""
    # Ctrl+C in a terminal reaches every process there; this one ends when the studio does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hurry()
    stay_in_memory()
    page = Page(Path(arguments[0]))
    Host(page, *own_pipes()).run()
    page.close()
    return 0
