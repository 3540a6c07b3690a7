"""Opening, watching and closing outputs on a thread of its own, so that no message waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from functools import partial
from queue import Empty, SimpleQueue
from typing import Protocol

from vaecomposer.errors import MidiPortError
from vaecomposer.live.ports import PortFinder

_CLOSE_SECONDS = 3.0


class Outlet(Protocol):
    """An open output, such as `ports.OutputPort`."""

    def send(self, data: bytes) -> None:
        """Send one message, or raise a `MidiPortError`."""
        ...

    def is_there(self) -> bool:
        """Whether its other end still exists."""
        ...

    def close(self) -> None:
        """Let it go."""
        ...


class Keeper:
    """Holds the ports that are wanted open. All methods are for any thread and return at once."""

    def __init__(
        self,
        report: Callable[[str], None],
        open_port: Callable[[str], Outlet],
        present: Callable[[], Collection[str]] | None,
        look_seconds: float,
        *,
        opened: Callable[[str, Outlet], None],
        gone: Callable[[str], None],
    ) -> None:
        """Start the thread.

        Args:
            report: told a sentence when a port is missed, vanishes or comes back.
            open_port: opens an output by name, or raises a `MidiPortError`.
            present: the names of the outputs there are; by default the system's.
            look_seconds: how often to look.
            opened: told that a port is open.
            gone: told that a port is not, or no longer, there.
        """
        self._report, self._open_port = report, open_port
        self._opened, self._told_gone = opened, gone
        self._finder = PortFinder()
        self._present = self._finder.outputs if present is None else present
        self._look_seconds = look_seconds
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        # The rest belongs to the thread.
        self._open: dict[str, Outlet] = {}
        self._missing: set[str] = set()
        self._is_done = False
        self._thread = threading.Thread(target=self._run, name="midi ports", daemon=True)
        self._thread.start()

    def open(self, name: str) -> None:
        """A port is wanted."""
        self._jobs.put(partial(self._try, name))

    def shut(self, name: str) -> None:
        """A port is no longer wanted."""
        self._jobs.put(partial(self._shut, name))

    def doubt(self, name: str) -> None:
        """A port took no message: see whether it is there."""
        self._jobs.put(partial(self._check, name))

    def close(self) -> None:
        """Close all ports and end the thread; may be called again."""
        if self._thread.is_alive():
            self._jobs.put(self._finish)
            self._thread.join(_CLOSE_SECONDS)

    def _run(self) -> None:
        look_at = time.perf_counter() + self._look_seconds
        while not self._is_done:
            try:
                self._jobs.get(timeout=max(0.0, look_at - time.perf_counter()))()
            except Empty:
                self._look()
                look_at = time.perf_counter() + self._look_seconds

    def _look(self) -> None:
        for name in tuple(self._open):
            self._check(name)
        if self._missing:
            for name in self._missing & set(self._present()):
                self._try(name)

    def _check(self, name: str) -> None:
        outlet = self._open.get(name)
        if outlet is None or outlet.is_there():
            return
        del self._open[name]
        outlet.close()
        self._missing.add(name)
        self._told_gone(name)
        self._report(
            f"The MIDI output {name} has gone, and what is played on it is not heard. Everything else "
            "plays on. Plug it in or switch it on again; it is found by itself."
        )

    def _try(self, name: str) -> None:
        if name in self._open:
            return
        try:
            outlet = self._open_port(name)
        except MidiPortError as missing:
            if name not in self._missing:
                self._missing.add(name)
                self._report(str(missing))
            self._told_gone(name)
            return
        self._open[name] = outlet
        self._opened(name, outlet)
        if name in self._missing:
            self._missing.discard(name)
            self._report(f"The MIDI output {name} is back, and is played on again.")

    def _shut(self, name: str) -> None:
        self._missing.discard(name)
        outlet = self._open.pop(name, None)
        if outlet is not None:
            outlet.close()

    def _finish(self) -> None:
        for name in tuple(self._open):
            self._shut(name)
        self._finder.close()
        self._is_done = True
