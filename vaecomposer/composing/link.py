"""The composing process from outside: starts it, hands it requests, hears its answers."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from vaecomposer.composing.host import read_answer
from vaecomposer.composing.requests import RequestCodec
from vaecomposer.composing.values import CODEC
from vaecomposer.generation.api import (
    Answer,
    ComposeRequest,
    ComposeResult,
    Failure,
    Places,
    PlacesRequest,
)
from vaecomposer.generation.mailbox import Mailbox, Numbered, slot_of
from vaecomposer.processes.child import start_child
from vaecomposer.processes.pipe import receive, send

_CLOSE_SECONDS = 3.0
_STOPPED = (
    "Composing stopped by itself and has been started again. Your music is unchanged; move the slider "
    "again, or compose again."
)
_GIVEN_UP = (
    "Composing has stopped several times. Playing, editing and exporting work. Save, and start the "
    "program again."
)
_MOST_STARTS = 4


class ComposingProcess:
    """Has the shape of `generation.worker.Worker`; the network lives in another process.

    The mailbox in which requests wait for the network is the other process's; ours holds what the pipe has not
    yet taken. A process that ends by itself (out of memory, say) is started again.

    Args:
        songbook: the songbook's file.
        deliver: called on a thread of ours with every answer; must hand it on to its own thread.
    """

    def __init__(self, songbook: Path, deliver: Callable[[Answer], None]) -> None:
        self._songbook = songbook
        self._deliver = deliver
        self._wake = threading.Condition()
        self._closing = threading.Event()
        # Written by any thread and taken by the writer's, always under `_wake`.
        self._mail = Mailbox()
        self._asked = Numbered()
        self._number = self._answered = 0
        self._starts = 0
        self._changed = False  # another songbook than the one the process has
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="composer", daemon=True)

    def start(self) -> None:
        """Begins to open the songbook, unless it has been closed by then."""
        if not self._closing.is_set():
            self._thread.start()

    def open(self, songbook: Path) -> None:
        """Opens another songbook in place of this one; what waits for an answer waits for the new one. Never blocks
        for long.
        """
        with self._wake:
            self._songbook, self._changed, self._starts = songbook, True, 0
            if self._process is not None:
                self._process.terminate()
            self._wake.notify_all()

    def ask(self, request: ComposeRequest) -> None:
        """Hands on a request in place of one of its kind not yet begun. Never blocks for long."""
        with self._wake:
            self._mail.put(request)
            self._wake.notify()

    def close(self, timeout: float = _CLOSE_SECONDS) -> None:
        """Ends the process at once: it keeps nothing that could be lost. Waits at most `timeout` seconds."""
        with self._wake:
            self._closing.set()
            self._wake.notify_all()
            if self._process is not None:
                self._process.terminate()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        """Reads answers; starts the process, and again when it has ended by itself."""
        while not self._closing.is_set():
            if self._starts >= _MOST_STARTS:
                self._give_up()
                continue
            with self._wake:
                songbook, self._changed = self._songbook, False
                self._starts += 1
            process = start_child("vaecomposer.composing", str(songbook), log="composing.log")
            with self._wake:
                self._process = process
                if self._closing.is_set() or self._changed:
                    process.terminate()
            assert process.stdin is not None
            assert process.stdout is not None
            ended = threading.Event()
            writer = threading.Thread(
                target=self._write, args=(process.stdin, ended), name="to the composer", daemon=True
            )
            writer.start()
            with process.stdout as answers:
                while (message := receive(answers)) is not None:
                    self._hand_over(self._read(message))
            ended.set()
            with self._wake:
                self._wake.notify_all()
            writer.join()
            process.wait()
            if self._closing.is_set():
                return
            with self._wake:
                self._process = None
                changed = self._changed
                if changed:
                    self._ask_again()
            if not changed:
                self._tell_what_is_lost()

    def _give_up(self) -> None:
        """Waits for another songbook, or the end."""
        self._hand_over(Failure(None, _GIVEN_UP))
        with self._wake:
            while not (self._changed or self._closing.is_set()):
                self._wake.wait()

    def _ask_again(self) -> None:
        """Lets the next process answer what this one has not, unless something newer waits. Under `_wake`."""
        newer, self._mail = self._mail, Mailbox()
        for request in self._asked.newest():
            if slot_of(request) or self._asked.number(request) > self._answered:
                self._mail.put(request)
        while (request_waiting := newer.take()) is not None:
            self._mail.put(request_waiting)
        self._asked = Numbered()

    def _tell_what_is_lost(self) -> None:
        """The newest request, and those beside it that now stay without an answer."""
        with self._wake:
            lost = self._asked.newest()
            self._asked = Numbered()
        if not lost or slot_of(lost[0]):
            self._hand_over(Failure(None, _STOPPED))
        for request in lost:
            self._hand_over(Failure(request, _STOPPED))

    def _hand_over(self, answer: Answer) -> None:
        """Delivers an answer, unless those it is for have gone."""
        if not self._closing.is_set():
            self._deliver(answer)

    def _write(self, stream: BinaryIO, ended: threading.Event) -> None:
        codec = RequestCodec()  # a new process remembers nothing
        with contextlib.suppress(OSError, ValueError), stream:
            while True:
                with self._wake:
                    while not (self._mail or self._closing.is_set() or ended.is_set()):
                        self._wake.wait()
                    if self._closing.is_set() or ended.is_set():
                        return  # what waits is for the next process
                    request = self._mail.take()
                    assert request is not None
                    self._number += 1
                    number = self._number
                    self._asked.keep(number, request)
                send(stream, {"n": number, "request": codec.encode(request)})

    def _read(self, message: dict[str, Any]) -> Answer:
        if "facts" in message:
            facts: Answer = CODEC.decode(message["facts"])
            return facts
        number = message["n"]
        request = None
        if number is not None:
            with self._wake:
                request = self._asked.request(number)
                self._asked.answered(number)
                self._answered = max(self._answered, number)
        if "sentence" in message:
            return Failure(request, message["sentence"])
        if "places" in message:
            assert isinstance(request, PlacesRequest)
            return Places(request, CODEC.decode(message["places"]))
        assert request is not None
        piece = read_answer(message["piece"], getattr(request, "source", None))
        return ComposeResult(request, piece, message["ms"])
