"""Another program with MIDI ports, that writes down all it is sent."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

import rtmidi


class Listener:
    """One port that others can play to.

    Messages wait in rtmidi's own queue until they are asked for. With a callback, JACK's thread would
    wait for the interpreter, miss its cycle now and then, and with it what came in it.
    """

    def __init__(self, port: str, client: str = "listener") -> None:
        self._heard: list[tuple[float, bytes]] = []
        self._midi = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name=client, queue_size_limit=100_000)
        self._midi.ignore_types(sysex=False, timing=False, active_sense=False)
        self._midi.open_virtual_port(port)

    @property
    def heard(self) -> list[tuple[float, bytes]]:
        """Messages with their times, in seconds of `time.perf_counter`.

        The first one's is when it was found here, the others' come from JACK's distances.
        """
        while self._midi is not None and (found := self._midi.get_message()) is not None:
            data, distance = found
            last = self._heard[-1][0] if self._heard else time.perf_counter()
            self._heard.append((last + distance, bytes(data)))
        return self._heard

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
            assert self.heard is self._heard
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
