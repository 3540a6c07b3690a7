"""The composing process from inside: a worker with the network, the requests it gets, its answers."""

from __future__ import annotations

import contextlib
import gc
import signal
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from vaecomposer.composing.values import CODEC
from vaecomposer.generation.api import Answer, Composer, ComposeRequest, ComposeResult, Failure
from vaecomposer.generation.worker import Worker
from vaecomposer.music.piece import Piece
from vaecomposer.processes.child import own_pipes
from vaecomposer.processes.pipe import receive, send
from vaecomposer.processes.values import TrackMemory

_REQUESTS_KNOWN = 64


class Host:
    """Hands requests from one stream to a worker and its answers to another, until the first ends.

    Args:
        load: opens the songbook, on the worker's thread.
        requests, answers: the pipe's two ends.
    """

    def __init__(self, load: Callable[[], Composer], requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests, self._answers = requests, answers
        self._memory = TrackMemory()
        # Appended by the reader, read by the worker's thread; entries never change.
        self._numbers: deque[tuple[int, ComposeRequest]] = deque(maxlen=_REQUESTS_KNOWN)
        self._worker = Worker(load, self._deliver)

    def run(self) -> None:
        """Serves until the other end closes the pipe."""
        self._worker.start()
        while (message := receive(self._requests)) is not None:
            request = self._read(message["request"])
            self._numbers.append((message["n"], request))
            self._worker.ask(request)
        self._worker.close()

    def _read(self, found: Any) -> ComposeRequest:
        source = found.pop("source", None)
        if source is None:
            request: ComposeRequest = CODEC.decode(found)
            return request
        piece = CODEC.decode_piece(source, self._memory)
        kind = {name: CODEC.decode(value) for name, value in found.items() if name != "$"}
        made: ComposeRequest = CODEC.classes[found["$"]](source=piece, **kind)
        return made

    def _deliver(self, answer: Answer) -> None:
        """The worker's thread. If the other end has gone, the requests end as well."""
        with contextlib.suppress(OSError, ValueError):
            send(self._answers, self._written(answer))

    def _written(self, answer: Answer) -> dict[str, Any]:
        if isinstance(answer, ComposeResult):
            return {
                "n": self._number(answer.request),
                "ms": answer.milliseconds,
                "piece": written_answer(answer.piece, getattr(answer.request, "source", None)),
            }
        if isinstance(answer, Failure):
            number = None if answer.request is None else self._number(answer.request)
            return {"n": number, "sentence": answer.sentence}
        return {"facts": CODEC.encode(answer)}

    def _number(self, request: ComposeRequest) -> int:
        return next(number for number, known in reversed(self._numbers) if known is request)


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

    def load() -> Composer:
        from vaecomposer.vae.composer import open_composer

        composer = open_composer(path)
        # What has been made by now lives as long as the process; the collector need not look at it.
        gc.collect()
        gc.freeze()
        return composer

    Host(load, *own_pipes()).run()
    return 0
