"""Another program with MIDI ports, that writes down all it is sent."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

import rtmidi


class Listener:
    """One port that others can play to."""

    def __init__(self, port: str, client: str = "listener") -> None:
        self.heard: list[tuple[float, bytes]] = []
        self._midi = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name=client)
        self._midi.ignore_types(sysex=False, timing=False, active_sense=False)
        self._midi.set_callback(self._hear)
        self._midi.open_virtual_port(port)

    def _hear(self, event: tuple[list[int], float], _data: object) -> None:
        self.heard.append((time.perf_counter(), bytes(event[0])))

    @property
    def messages(self) -> list[bytes]:
        return [data for _, data in self.heard]

    def wait_for(self, count: int, seconds: float = 5.0) -> list[bytes]:
        until = time.monotonic() + seconds
        while len(self.heard) < count and time.monotonic() < until:
            time.sleep(0.005)
        return self.messages

    def close(self) -> None:
        if self._midi is not None:
            self._midi.cancel_callback()
            time.sleep(0.01)
            self._midi.close_port()
            self._midi.delete()
            self._midi = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
