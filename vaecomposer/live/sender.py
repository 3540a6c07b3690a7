"""Sending MIDI at its time: a thread that waits for each message's moment."""

from __future__ import annotations

import heapq
import itertools
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue

from vaecomposer.errors import MidiPortError
from vaecomposer.live.keeper import Keeper, Outlet
from vaecomposer.live.lateness import Lateness, LatenessMeter
from vaecomposer.live.ports import open_output
from vaecomposer.live.sounding import NOTE_ON, Sounding

_NEAR = 0.02 if sys.platform == "win32" else 0.001
"""Seconds before a message from which on the thread only sleeps: Windows wakes waiters every 15.6 ms."""

_SLICE = 0.0005
"""Longest of those sleeps."""

_CLOSE_SECONDS = 3.0

_Stamped = tuple[float, str, bytes]
_Action = Callable[[], None]


@dataclass(slots=True)
class _Route:
    """One port, as the sender sees it.

    Attributes:
        outlet: the open port; None while it is being opened, or is not there.
        sounding: what it has been told.
        waiting: messages that came while it is being opened.
        is_opening: whether the keeper is at it.
    """

    sounding: Sounding = field(default_factory=Sounding)
    outlet: Outlet | None = None
    waiting: list[tuple[float, bytes]] = field(default_factory=list)
    is_opening: bool = False


class MidiSender:
    """Sends stamped messages to ports by name, each at its time, late ones at once and in order.

    No note hangs: what is on is known by port and channel, and is let off when the transport is
    silenced, when a port is no longer used, when it comes back after having vanished, and at `close`.
    """

    def __init__(
        self,
        report: Callable[[str], None],
        *,
        open_port: Callable[[str], Outlet] = open_output,
        present: Callable[[], Collection[str]] | None = None,
        look_seconds: float = 1.0,
    ) -> None:
        """Start the threads.

        Args:
            report: told, on a thread of ours, a sentence when a port vanishes or comes back.
            open_port: opens an output by name, or raises a `MidiPortError`.
            present: the names of the outputs there are; by default the system's.
            look_seconds: how often vanished and returned ports are looked for.
        """
        # Filled by any thread, emptied by the sender's. SimpleQueue.put never blocks, and wakes the
        # sender: the audio thread may call it, where a lock or an Event could make it wait.
        self._inbox: SimpleQueue[_Stamped | _Action] = SimpleQueue()
        # The rest belongs to the sender's thread.
        self._due: list[tuple[float, int, str, bytes]] = []
        self._order = itertools.count()
        self._routes: dict[str, _Route] = {}
        self._meter = LatenessMeter()
        self._is_done = False
        self._keeper = Keeper(
            report,
            open_port,
            present,
            look_seconds,
            opened=lambda name, outlet: self._inbox.put(partial(self._opened, name, outlet)),
            gone=lambda name: self._inbox.put(partial(self._gone, name)),
        )
        self._thread = threading.Thread(target=self._run, name="midi sender", daemon=True)
        self._thread.start()

    def send(self, time_seconds: float, port: str, data: bytes) -> None:
        """Send a message at a second of `time.perf_counter`. Any thread; the audio thread may."""
        self._inbox.put((time_seconds, port, data))

    def use(self, ports: Iterable[str]) -> None:
        """These ports will be played on: open them now. Others are silenced and closed. Any thread."""
        self._inbox.put(partial(self._use, frozenset(ports)))

    def silence(self, port: str | None = None, channel: int | None = None) -> None:
        """Let off what is on, and drop what is still to be sent; any thread.

        Args:
            port: only there; None for all.
            channel: only on it, 0..15; None for all. Messages of no channel, as the clock's, stay.
        """
        self._inbox.put(partial(self._silence, port, channel))

    def panic(self) -> None:
        """End all sound on all ports that were played on, and drop what is to be sent. Any thread."""
        self._inbox.put(self._panic)

    def lateness(self) -> Lateness:
        """How late messages went out so far, those excepted that waited for their port to open."""
        return self._meter.figures()

    def close(self) -> None:
        """Let every note off, then close the ports and end the threads; may be called again."""
        if self._thread.is_alive():
            self._inbox.put(self._finish)
            self._thread.join(_CLOSE_SECONDS)
        self._keeper.close()

    def _run(self) -> None:
        while not self._is_done:
            wait = self._due[0][0] - time.perf_counter() if self._due else None
            if wait is None or wait > _NEAR:
                self._take(None if wait is None else wait - _NEAR)
            elif wait > 0.0:
                time.sleep(min(wait, _SLICE))
            self._take_all()
            self._deliver_due()

    def _take(self, timeout: float | None) -> None:
        """Wait for one thing in the inbox."""
        try:
            item = self._inbox.get(timeout=timeout)
        except Empty:
            return
        self._accept(item)

    def _take_all(self) -> None:
        while not self._is_done:
            try:
                item = self._inbox.get_nowait()
            except Empty:
                return
            self._accept(item)

    def _accept(self, item: _Stamped | _Action) -> None:
        if isinstance(item, tuple):
            when, port, data = item
            heapq.heappush(self._due, (when, next(self._order), port, data))
        else:
            item()

    def _deliver_due(self) -> None:
        while self._due and self._due[0][0] <= time.perf_counter():
            when, _, name, data = heapq.heappop(self._due)
            route = self._route(name)
            if route.outlet is not None:
                self._meter.add(time.perf_counter() - when)
                self._play(name, route, data)
            elif route.is_opening:
                route.waiting.append((when, data))
            else:
                route.sounding.remember(data)

    def _play(self, name: str, route: _Route, data: bytes) -> None:
        if route.outlet is None:
            return
        try:
            route.outlet.send(data)
        except MidiPortError:
            # The keeper looks at once whether it is gone, and says so.
            self._keeper.doubt(name)
            route.sounding.remember(data)
        else:
            route.sounding.sent(data)

    def _route(self, name: str) -> _Route:
        route = self._routes.get(name)
        if route is None:
            route = self._routes[name] = _Route(is_opening=True)
            self._keeper.open(name)
        return route

    def _opened(self, name: str, outlet: Outlet) -> None:
        route = self._routes.get(name)
        if route is None:
            self._keeper.shut(name)
            return
        route.outlet, route.is_opening = outlet, False
        # What sounded when it vanished may sound still, and a synthesiser switched on anew knows nothing.
        for data in (*route.sounding.release(), *route.sounding.restore()):
            self._play(name, route, data)
        waiting, route.waiting = route.waiting, []
        for _, data in waiting:
            self._play(name, route, data)

    def _gone(self, name: str) -> None:
        route = self._routes.get(name)
        if route is None:
            return
        route.outlet, route.is_opening = None, False
        for _, data in route.waiting:
            route.sounding.remember(data)
        route.waiting.clear()

    def _use(self, ports: frozenset[str]) -> None:
        for name in set(self._routes) - ports:
            self._silence(name, None)
            del self._routes[name]
            self._keeper.shut(name)
        for name in sorted(ports):
            self._route(name)

    def _silence(self, port: str | None, channel: int | None) -> None:
        self._drop(port, channel)
        for name, route in self._routes.items():
            if port in (None, name):
                for data in route.sounding.release(channel):
                    self._play(name, route, data)

    def _drop(self, port: str | None, channel: int | None) -> None:
        """Forget notes still to be struck; settings and the clock go out in their time."""

        def is_struck(name: str, data: bytes) -> bool:
            return (
                port in (None, name)
                and data[0] & 0xF0 == NOTE_ON
                and channel in (None, data[0] & 0x0F)
            )

        self._due = [item for item in self._due if not is_struck(item[2], item[3])]
        heapq.heapify(self._due)
        for name, route in self._routes.items():
            route.waiting = [item for item in route.waiting if not is_struck(name, item[1])]

    def _panic(self) -> None:
        self._drop(None, None)
        for name, route in self._routes.items():
            for data in route.sounding.panic():
                self._play(name, route, data)

    def _finish(self) -> None:
        self._silence(None, None)
        self._is_done = True
