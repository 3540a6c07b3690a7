"""The thread that owns the network. In its mailbox the newest request wins, and the last is never lost."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import (
    Answer,
    Composer,
    ComposeRequest,
    ComposeResult,
    Failure,
    Places,
    PlacesRequest,
)
from vaecomposer.generation.mailbox import Mailbox


class Worker:
    """Opens the songbook and answers requests on a thread of its own.

    Args:
        load: makes the composer; called on the worker's thread, so that torch is imported there.
        deliver: called on the worker's thread with every answer; must hand it on to its own thread.
    """

    def __init__(self, load: Callable[[], Composer], deliver: Callable[[Answer], None]) -> None:
        self._load = load
        self._deliver = deliver
        self._wake = threading.Condition()
        # Written by any thread and taken by the worker, always under `_wake`.
        self._mail = Mailbox()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="composer", daemon=True)

    def start(self) -> None:
        """Begins to open the songbook, unless it has been closed by then."""
        if not self._closing:
            self._thread.start()

    def ask(self, request: ComposeRequest) -> None:
        """Puts a request into the mailbox in place of one of its kind not yet begun. Never blocks for long."""
        with self._wake:
            self._mail.put(request)
            self._wake.notify()

    def close(self, timeout: float = 5.0) -> None:
        """Ends the thread after the request it is busy with. Waits at most `timeout` seconds."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        try:
            composer = self._load()
        except ComposerError as why:
            self._hand_over(Failure(None, str(why)))
            return
        except Exception as why:  # noqa: BLE001  (a border: the thread must not die unseen)
            traceback.print_exc()
            self._hand_over(Failure(None, f"The songbook could not be opened ({why})."))
            return
        self._hand_over(composer.facts)
        while (request := self._next()) is not None:
            self._hand_over(self._answer(composer, request))

    def _hand_over(self, answer: Answer) -> None:
        """Delivers an answer, unless those it is for have gone."""
        with self._wake:
            closing = self._closing
        if not closing:
            self._deliver(answer)

    def _next(self) -> ComposeRequest | None:
        with self._wake:
            while not self._mail and not self._closing:
                self._wake.wait()
            return None if self._closing else self._mail.take()

    @staticmethod
    def _answer(composer: Composer, request: ComposeRequest) -> ComposeResult | Places | Failure:
        start = time.perf_counter()
        try:
            if isinstance(request, PlacesRequest):
                return Places(request, composer.places(request))
            piece = composer.answer(request)
        except ComposerError as why:
            return Failure(request, str(why))
        except Exception as why:  # noqa: BLE001  (a border: one bad request must not end composing)
            traceback.print_exc()
            return Failure(request, f"This could not be composed ({why}). Your music is unchanged.")
        return ComposeResult(request, piece, 1000 * (time.perf_counter() - start))
