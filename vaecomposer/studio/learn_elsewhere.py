"""A lesson in a process of its own, as the studio starts and follows it."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

from vaecomposer.lessons.messages import read_news, written_lesson
from vaecomposer.processes.child import start_child
from vaecomposer.processes.pipe import receive, send
from vaecomposer.training.lesson import Gathered, Going, Judged, Lesson, Wish

_PATIENCE_SECONDS = 5.0
"""For a process that has been told to leave; it finishes its step and keeps its state."""


class LessonProcess(QObject):
    """Starts a lesson and tells how it goes. Lives on the GUI thread; only one lesson at a time."""

    reading = Signal(int, int)  # files done, of how many
    gathered = Signal(object)  # Gathered
    going = Signal(float, float)  # share of the time 0..1, seconds left at most
    judged = Signal(object)  # Judged; the first is the base songbook's own
    written = Signal(object)  # Written
    ended = Signal(str)  # "" if it went well or was stopped, else a sentence
    _told = Signal(object, object)  # the process, a message or None at its end

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: subprocess.Popen[bytes] | None = None
        self._reader = threading.Thread()
        self._sentence = ""
        self._told.connect(self._receive)

    @property
    def is_running(self) -> bool:
        """Whether a lesson goes on."""
        return self._process is not None

    def start(self, lesson: Lesson) -> None:
        """Begins a lesson; nothing if one goes on."""
        if self._process is not None:
            return
        self._sentence = ""
        try:
            process = start_child("vaecomposer.lessons", log="learning.log")
        except OSError as why:
            self.ended.emit(f"Learning did not begin: {why.strerror or why}.")
            return
        self._process = process
        self._reader = threading.Thread(
            target=self._read, args=(process,), name="lesson", daemon=True
        )
        self._reader.start()
        self._send(written_lesson(lesson))

    def wish(self, wish: Wish) -> None:
        """Asks something of the lesson that goes on."""
        self._send({"wish": wish.value})

    def close(self) -> None:
        """Stops a lesson, and waits until its state is kept."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError, ValueError):
            assert process.stdin is not None
            process.stdin.close()  # means the same as the wish to leave
        try:
            process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._tidy(process)

    def _send(self, message: dict[str, Any]) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                send(self._process.stdin, message)

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        """On a thread of its own."""
        assert process.stdout is not None
        with contextlib.suppress(RuntimeError, OSError, ValueError):  # the studio has gone
            while (message := receive(process.stdout)) is not None:
                self._told.emit(process, message)
            self._told.emit(process, None)

    def _receive(self, process: subprocess.Popen[bytes], message: dict[str, Any] | None) -> None:
        if process is not self._process:
            return
        if message is None:
            self._end(process)
        elif "trouble" in message:
            self._sentence = str(message["trouble"])
        elif "done" in message:
            self._is_done = True
        elif "reading" in message:
            self.reading.emit(*message["reading"])
        else:
            self._hand_on(message)

    def _hand_on(self, message: dict[str, Any]) -> None:
        news = read_news(message)
        if isinstance(news, Gathered):
            self.gathered.emit(news)
        elif isinstance(news, Going):
            self.going.emit(news.share, news.seconds_left)
        elif isinstance(news, Judged):
            self.judged.emit(news)
        elif news is not None:
            self.written.emit(news)

    def _tidy(self, process: subprocess.Popen[bytes]) -> None:
        self._reader.join(1.0)  # it ends with the process
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):
                assert pipe is not None
                pipe.close()

    _is_done = False
    """Whether the process has said its last word; one that has not was ended."""

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self._process = None
        process.wait()
        self._tidy(process)
        if not self._is_done and not self._sentence:
            self._sentence = (
                "Learning has ended by itself, perhaps for want of memory. What was learned is kept; the same "
                "folder goes on from there."
            )
        self._is_done = False
        self.ended.emit(self._sentence)
