"""The composing process from inside: a worker with the network, the requests it gets, its answers."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from vaecomposer.composing.requests import RequestCodec
from vaecomposer.composing.values import CODEC
from vaecomposer.generation.api import Answer, Composer, ComposeResult, Failure, Places
from vaecomposer.generation.mailbox import Numbered
from vaecomposer.generation.worker import Worker
from vaecomposer.music.piece import Piece
from vaecomposer.processes.child import own_pipes
from vaecomposer.processes.pipe import receive, send
from vaecomposer.processes.values import TrackMemory

_STEPS_BACK = 3
"""Its priority: after the window, whose painting shows what has been composed."""


class Host:
    """Hands requests from one stream to a worker and its answers to another, until the first ends.

    Args:
        load: opens the songbook, on the worker's thread.
        requests, answers: the pipe's two ends.
    """

    def __init__(self, load: Callable[[], Composer], requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests, self._answers = requests, answers
        self._codec = RequestCodec()
        # Written by the reader, read by the worker's thread, always under `_lock`.
        self._numbered = Numbered()
        self._lock = threading.Lock()
        self._worker = Worker(load, self._deliver)

    def run(self) -> None:
        """Serves until the other end closes the pipe."""
        self._worker.start()
        while (message := receive(self._requests)) is not None:
            request = self._codec.decode(message["request"])
            with self._lock:
                self._numbered.keep(message["n"], request)
            self._worker.ask(request)
        self._worker.close()

    def _deliver(self, answer: Answer) -> None:
        """The worker's thread. If the other end has gone, the requests end as well."""
        with contextlib.suppress(OSError, ValueError):
            send(self._answers, self._written(answer))

    def _written(self, answer: Answer) -> dict[str, Any]:
        if isinstance(answer, ComposeResult | Places | Failure):
            number = None
            if answer.request is not None:
                with self._lock:
                    number = self._numbered.number(answer.request)
                    self._numbered.answered(number)
            if isinstance(answer, Failure):
                return {"n": number, "sentence": answer.sentence}
            if isinstance(answer, Places):
                return {"n": number, "places": answer.places}
            source = getattr(answer.request, "source", None)
            piece = written_answer(answer.piece, source)
            return {"n": number, "ms": answer.milliseconds, "piece": piece}
        return {"facts": CODEC.encode(answer)}


def written_answer(piece: Piece, source: Piece | None) -> Any:
    """An answer's piece; tracks that are the source's own go as their places in it."""
    memory = TrackMemory()
    own = source.tracks if source is not None else ()
    if source is not None:
        memory.keep(source, tuple(range(-len(own), 0)))
    return CODEC.encode_piece(piece, memory)


def read_answer(found: Any, source: Piece | None) -> Piece:
    """The answer again, with the very tracks of `source` where nothing has changed."""
    memory = TrackMemory()
    if source is not None:
        memory.keep(source, tuple(range(-len(source.tracks), 0)))
    return CODEC.decode_piece(found, memory)


def main(arguments: list[str]) -> int:
    """Runs the composing process; the songbook's file is the only argument."""
    # Ctrl+C in a terminal reaches every process there; this one ends when the studio does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    path = Path(arguments[0])
    if hasattr(os, "nice"):
        os.nice(_STEPS_BACK)

    def load() -> Composer:
        from vaecomposer.vae.composer import open_composer

        composer = open_composer(path)
        # What has been made by now lives as long as the process; the collector need not look at it.
        gc.collect()
        gc.freeze()
        return composer

    Host(load, *own_pipes()).run()
    return 0
