"""The sound process from outside: starts it, hands it commands, hears its news, starts it again."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections import deque
from dataclasses import replace
from typing import Any, BinaryIO

from vaecomposer.audio.score import Quantum
from vaecomposer.audio.sequencer import Loop
from vaecomposer.engine.api import (
    DeviceChoice,
    MidiChoice,
    News,
    Readings,
    SynthChoice,
    Trouble,
)
from vaecomposer.engine.page import Page
from vaecomposer.engine.values import CODEC, audible
from vaecomposer.music.mix import Mix
from vaecomposer.music.piece import Piece
from vaecomposer.music.swing import Swing
from vaecomposer.processes.child import start_child
from vaecomposer.processes.pipe import receive, send
from vaecomposer.processes.values import TrackMemory

_KEPT = (
    "choose_synth", "choose_midi", "load", "set_loop", "set_mix", "set_gain", "set_swing",
    "set_metronome", "set_count_in", "choose_device",
)  # fmt: skip
"""Verbs whose last arguments a process that is started again is told, in this order."""

_MOST_STARTS = 5
_STARTS_WITHIN_SECONDS = 60.0
_CLOSE_SECONDS = 3.0


class SoundProcess:
    """An `engine.api.Engine` that plays in a process of its own.

    Whatever this process does (decode, paint, collect garbage), the other one's Python lock is its
    own, so that the sound does not wait for it. A sound process that ends by itself is started again
    and told everything anew; the transport goes on where it was.

    All methods belong to one thread, the window's.
    """

    def __init__(self) -> None:
        self._page = Page.create()
        # Appended by the window's thread, taken by the writer's, under the condition.
        self._waiting: deque[tuple[int, str, tuple[Any, ...]]] = deque()
        self._wake = threading.Condition()
        # Appended by the reader's thread, taken by the window's; a deque's ends are atomic.
        self._news: deque[News] = deque()
        self._number = 0
        self._kept: dict[str, tuple[Any, ...]] = {}
        self._last: tuple[Piece, Piece] | None = None
        self._sent_transport = self._sent_seek = 0
        self._wished_playing, self._wished_tick = False, 0.0
        self._starts: list[float] = []
        self._closing = False
        self._given_up = False
        self._process = self._start()

    # --- verbs --------------------------------------------------------------------------------

    def load(self, piece: Piece) -> None:
        """Stand at the start of another piece; playing goes on if it was."""
        self._wished_tick = 0.0
        self._sent_seek = self._keep("load", self._audible(piece))

    def replace(self, piece: Piece, quantum: Quantum = Quantum.BEAT) -> None:
        """Let `piece` take over at the next step, beat or bar line."""
        piece = self._audible(piece)
        self._kept["load"] = (piece,)
        self._send("replace", piece, quantum)

    def _audible(self, piece: Piece) -> Piece:
        """What sounds of a piece; the very same object for the very same piece."""
        if self._last is None or self._last[0] is not piece:
            self._last = (piece, audible(piece))
        return self._last[1]

    def play(self) -> None:
        """Play from the position."""
        self._wished_playing = True
        self._sent_transport = self._send("play")

    def stop(self) -> None:
        """Stop; notes die away as the instruments do."""
        self._wished_playing = False
        self._sent_transport = self._send("stop")

    def seek(self, tick: float) -> None:
        """Go to a tick of the piece."""
        self._wished_tick = max(0.0, tick)
        self._sent_seek = self._send("seek", float(tick))

    def set_loop(self, loop: Loop) -> None:
        """Choose the loop region."""
        self._keep_once("set_loop", loop)

    def set_mix(self, mix: Mix) -> None:
        """Set volume, pan, mute, solo and port of every track."""
        self._keep_once("set_mix", mix)

    def set_gain(self, gain: float) -> None:
        """Set the master gain, linear, 0..4."""
        self._keep_once("set_gain", gain)

    def set_swing(self, swing: Swing) -> None:
        """Set the swing."""
        self._keep_once("set_swing", swing)

    def set_metronome(self, on: bool, volume: float = 0.5) -> None:
        """Let clicks be heard or not."""
        self._keep_once("set_metronome", on, volume)

    def set_count_in(self, bars: int) -> None:
        """Let 0 to 2 bars of clicks go before the music."""
        self._keep_once("set_count_in", bars)

    def audition(self, track: int, pitch: int, velocity: int) -> None:
        """Let one note be heard now."""
        self._send("audition", track, pitch, velocity)

    def panic(self) -> None:
        """Silence everything at once, here and on every MIDI port."""
        self._send("panic")

    def choose_device(self, choice: DeviceChoice) -> None:
        """Send the sound elsewhere; `DeviceNews` tells what came of it."""
        self._keep("choose_device", choice)

    def rescan(self) -> None:
        """Look for sound devices and MIDI ports anew."""
        self._send("rescan")

    def choose_synth(self, choice: SynthChoice) -> None:
        """Take other instruments; `SynthNews` tells what came of it."""
        self._keep_once("choose_synth", choice)

    def choose_midi(self, choice: MidiChoice) -> None:
        """Open and close MIDI ports as wished."""
        self._keep_once("choose_midi", choice)

    def record(self, track: int | None) -> None:
        """Record what the inputs play for `track`; None ends it."""
        self._send("record", track)

    # --- readings and news --------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The readings' page, for those who measure."""
        return self._page

    @property
    def process_id(self) -> int:
        """The system's number of the sound process."""
        return self._process.pid

    def readings(self) -> Readings:
        """Position, levels, drop-outs; what has been asked for and not yet been done counts as done."""
        readings, done = self._page.read()
        if done < self._sent_transport:
            readings = replace(readings, playing=self._wished_playing)
        if done < self._sent_seek:
            readings = replace(readings, position=self._wished_tick)
        return readings

    def take_news(self) -> tuple[News, ...]:
        """What has happened since the last call; a process that has ended is started again."""
        if self._process.poll() is not None and not self._closing and not self._given_up:
            self._start_again()
        found = []
        while self._news:
            found.append(self._news.popleft())
        return tuple(found)

    def close(self) -> None:
        """End the process; returns when it has ended."""
        self._closing = True
        with self._wake:
            self._waiting.append((0, "close", ()))
            self._wake.notify()
        try:
            self._process.wait(_CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for thread in self._threads:
            thread.join(_CLOSE_SECONDS)
        self._page.close(remove=True)

    # --- the process --------------------------------------------------------------------------

    def _start(self) -> subprocess.Popen[bytes]:
        self._starts.append(time.monotonic())
        process = start_child("vaecomposer.engine", str(self._page.path), log="sound.log")
        assert process.stdin is not None
        assert process.stdout is not None
        self._threads = [
            threading.Thread(target=self._write, args=(process.stdin,), name="to the sound"),
            threading.Thread(target=self._read, args=(process.stdout,), name="from the sound"),
        ]
        for thread in self._threads:
            thread.daemon = True
            thread.start()
        return process

    def _start_again(self) -> None:
        """The process has ended without being asked: a new one takes over where it was."""
        now = time.monotonic()
        self._starts = [t for t in self._starts if now - t < _STARTS_WITHIN_SECONDS]
        if len(self._starts) >= _MOST_STARTS:
            self._given_up = True
            self._news.append(
                Trouble(
                    "There is no sound",
                    "The sound engine has stopped several times. Editing and exporting work. "
                    "Save, and start the program again.",
                )
            )
            return
        readings = self.readings()
        with self._wake:
            self._waiting.append((0, "close", ()))  # ends the old writer
            self._wake.notify()
        for thread in self._threads:
            thread.join(_CLOSE_SECONDS)
        with self._wake:
            self._waiting.clear()
        self._page.clear()
        self._number = 0
        self._sent_transport = self._sent_seek = 0
        self._process = self._start()
        for verb in _KEPT:
            if verb in self._kept:
                self._send(verb, *self._kept[verb])
        self.seek(readings.position)
        if readings.playing:
            self.play()
        self._news.append(
            Trouble(
                "The sound was interrupted",
                "The sound engine stopped and has been started again. Your music is safe.",
            )
        )

    def _keep(self, verb: str, *arguments: Any) -> int:
        self._kept[verb] = arguments
        return self._send(verb, *arguments)

    def _keep_once(self, verb: str, *arguments: Any) -> None:
        """Tells it, unless that is what it was told last."""
        if self._kept.get(verb) != arguments:
            self._keep(verb, *arguments)

    def _send(self, verb: str, *arguments: Any) -> int:
        self._number += 1
        with self._wake:
            self._waiting.append((self._number, verb, arguments))
            self._wake.notify()
        return self._number

    def _write(self, stream: BinaryIO) -> None:
        """The writer's thread: a pipe that is full must not hold up the window."""
        memory = TrackMemory()
        with contextlib.suppress(OSError, ValueError), stream:
            while True:
                with self._wake:
                    while not self._waiting:
                        self._wake.wait()
                    number, verb, arguments = self._waiting.popleft()
                if verb in ("load", "replace"):
                    piece, *rest = arguments
                    values = [CODEC.encode_piece(piece, memory), *CODEC.encode(rest)]
                else:
                    values = CODEC.encode(arguments)
                send(stream, {"n": number, "do": verb, "args": values})
                if verb == "close":
                    return

    def _read(self, stream: BinaryIO) -> None:
        """The reader's thread."""
        with contextlib.suppress(OSError, ValueError), stream:
            while (message := receive(stream)) is not None:
                self._news.append(CODEC.decode(message["news"]))
