"""The only file that imports rtmidi, and that only when it is needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Self

from vaecomposer.errors import MidiPortError
from vaecomposer.live.names import CLIENT, stable_names
from vaecomposer.live.native import JackWatch, silence_libraries

_JACK_BUFFER = 8192
"""Bytes that may lie ready for one JACK port. rtmidi keeps 16384; past them it waits and holds everything."""

_JACK_BURST = 1024
"""Bytes sent in one JACK cycle, about 50 notes. Listeners that are flooded miss their cycle, and all in it."""

_JACK_EVENT = 16
"""Bytes that JACK needs for a message besides its own."""

_QUEUE = 16384
"""Messages that may wait for us, as while the interpreter is held."""

_NO_MIDI = (
    "This system offers no MIDI. Everything else works. On Linux, load the kernel module snd-seq or "
    "start JACK; then look for ports again."
)


class Client:
    """One of rtmidi's clients, which can have one port.

    Raises:
        MidiPortError: the system has no MIDI.
    """

    def __init__(self, kind: str) -> None:
        self._rtmidi = _rtmidi()
        self._client, api = _first_client(self._rtmidi, kind)
        self._numbered = api == self._rtmidi.API_WINDOWS_MM
        self._watch = JackWatch() if api == self._rtmidi.API_UNIX_JACK else None
        self._sent = 0  # bytes sent in the JACK cycle that began with this frame:
        self._cycle = -1
        if kind == "MidiIn":
            self._client.ignore_types(sysex=False, timing=False, active_sense=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def names(self) -> tuple[str, ...]:
        """The stable names of the ports this client could open, ours left out."""
        return tuple(name for name in self._all_names() if name)

    def open(self, name: str) -> None:
        """Connect to a port by its stable name."""
        names = self._all_names()
        if name not in names:
            raise MidiPortError(_gone(name))
        self._guarded(name, lambda: self._client.open_port(names.index(name), name=name))
        if self._watch is not None:
            # JACK connects with its next cycle; what is sent before goes nowhere.
            self._wait_cycles(self._watch, self._watch.cycle())

    def open_virtual(self, name: str) -> None:
        """Make a port that others connect to."""
        self._guarded(name, lambda: self._client.open_virtual_port(name))

    def send(self, data: bytes, name: str) -> None:
        """Send one message, never waiting for a JACK server that has gone."""
        if self._client is None:
            raise MidiPortError(f"The MIDI port {name} is closed. Choose it again to play on it.")
        if self._watch is not None:
            self._make_room(self._watch, len(data) + _JACK_EVENT, name)
        self._guarded(name, lambda: self._client.send_message(data))

    def next_message(self) -> tuple[list[int], float] | None:
        """A message that came, and the seconds from the last to it; None if there is none."""
        found: tuple[list[int], float] | None
        found = None if self._client is None else self._client.get_message()
        return found

    def is_alive(self) -> bool:
        """Whether the system behind the client still runs."""
        return self._client is not None and (self._watch is None or self._watch.is_running())

    def close(self) -> None:
        """End the client; may be called again."""
        client, self._client = self._client, None
        if client is None:
            return
        if self._watch is not None and self._sent:
            # What was sent last leaves with the next cycle.
            self._wait_cycles(self._watch, self._cycle)
        client.close_port()
        client.delete()
        if self._watch is not None:
            self._watch.close()

    def _all_names(self) -> list[str]:
        if self._client is None:
            return []
        try:
            found = self._client.get_ports()
        except self._rtmidi.RtMidiError:
            return []
        return stable_names(found, numbered=self._numbered)

    def _wait_cycles(self, watch: JackWatch, cycle: int | None) -> None:
        """Wait until JACK has surely done what it was told in a cycle; the next may already have begun."""
        for _ in range(3):
            cycle = None if cycle is None else watch.cycle_after(cycle)

    def _make_room(self, watch: JackWatch, size: int, name: str) -> None:
        """Wait for JACK's next cycle if enough was sent in this one.

        So rtmidi's buffer never fills, and a server that has gone is noticed before it could.
        """
        room = min(watch.room(), _JACK_BUFFER)
        if size > room:
            raise MidiPortError(
                f"A message of {size - _JACK_EVENT} bytes is too long for {name} and was left out. "
                f"JACK takes up to {max(0, room - _JACK_EVENT)} at once; more with longer periods."
            )
        cycle = watch.cycle()
        if cycle != self._cycle:
            self._sent = 0
        elif self._sent + size > _JACK_BURST:
            later = watch.cycle_after(cycle)
            if later is None:
                raise MidiPortError(_gone(name))
            cycle, self._sent = later, 0
        self._cycle = cycle
        self._sent += size

    def _guarded(self, name: str, call: Callable[[], object]) -> None:
        try:
            call()
        except (self._rtmidi.RtMidiError, ValueError) as refused:
            raise MidiPortError(
                f"The MIDI port {name} does not let us in, perhaps because another program uses it. "
                "Everything else works. Close that program, or choose another port."
            ) from refused


def _first_client(rtmidi: Any, kind: str) -> tuple[Any, int]:
    """A client of the first MIDI system that works (ALSA before JACK), and which that is.

    ``RTMIDI_API`` chooses one, such as UNIX_JACK, as in rtmidi's own tools.
    """
    wanted = getattr(rtmidi, f"API_{os.environ.get('RTMIDI_API', '')}", None)
    for api in rtmidi.get_compiled_api() if wanted is None else [wanted]:
        try:
            queue = {"queue_size_limit": _QUEUE} if kind == "MidiIn" else {}
            return getattr(rtmidi, kind)(api, name=CLIENT, **queue), int(api)
        except rtmidi.RtMidiError:
            continue
    raise MidiPortError(_NO_MIDI)


def _rtmidi() -> Any:
    """The module, imported when first needed.

    Raises:
        MidiPortError: it is not installed.
    """
    try:
        import rtmidi
    except ImportError as missing:
        raise MidiPortError(
            "The MIDI library is missing, so no keyboard can be heard and no synthesiser played. "
            "Everything else works. Install the package python-rtmidi, then start again."
        ) from missing
    silence_libraries()
    return rtmidi


def _gone(name: str) -> str:
    return (
        f"The MIDI port {name} is not there. Everything else plays on. Plug it in or switch it on; "
        "it is found again by itself."
    )
