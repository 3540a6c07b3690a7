"""MIDI ports: the only file that imports rtmidi, and that only when it is needed.

Opening a port holds the interpreter (seen here with JACK: 13 to 26 ms; closing 5 ms), so that a sound
callback waits for it. Open the ports of a piece before it plays.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
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

_NO_MIDI = (
    "This system offers no MIDI. Everything else works. On Linux, load the kernel module snd-seq or "
    "start JACK; then look for ports again."
)


@dataclass(frozen=True, slots=True)
class PortNames:
    """The MIDI ports of the system, other programs' included, ours not.

    Attributes:
        inputs: where we can listen, such as keyboards.
        outputs: where we can play, such as synthesisers.
        message: a sentence for the musician if the system has no MIDI at all, else "".
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    message: str = ""


def list_ports() -> PortNames:
    """All MIDI ports, by names that are the same after a restart; never raises."""
    try:
        with _Client("MidiIn") as listening, _Client("MidiOut") as playing:
            return PortNames(listening.names(), playing.names())
    except MidiPortError as missing:
        return PortNames((), (), str(missing))


def open_output(name: str) -> OutputPort:
    """Open an output by its name in `list_ports`.

    Raises:
        MidiPortError: it is not there, or the system refuses it.
    """
    return OutputPort(_connected("MidiOut", name), name, is_virtual=False)


def open_virtual_output(name: str = CLIENT) -> OutputPort:
    """Offer other programs a port that they can listen to. Not on Windows.

    Raises:
        MidiPortError: the system has no virtual ports, or refuses one.
    """
    return OutputPort(_virtual("MidiOut", name), name, is_virtual=True)


def open_input(name: str, receive: Callable[[float, bytes], None]) -> InputPort:
    """Listen to an input by its name in `list_ports`.

    Args:
        name: which.
        receive: called on rtmidi's thread for each message but active sensing, with its arrival in
            seconds of `time.perf_counter` and its bytes. May raise: the port goes on.

    Raises:
        MidiPortError: it is not there, or the system refuses it.
    """
    return InputPort(_connected("MidiIn", name, receive), name, is_virtual=False)


def open_virtual_input(receive: Callable[[float, bytes], None], name: str = CLIENT) -> InputPort:
    """Offer other programs a port that they can play to. Not on Windows.

    Raises:
        MidiPortError: the system has no virtual ports, or refuses one.
    """
    return InputPort(_virtual("MidiIn", name, receive), name, is_virtual=True)


class _Port:
    """What inputs and outputs share.

    Attributes:
        name: as in `list_ports`, or as other programs see it.
    """

    def __init__(self, client: _Client, name: str, *, is_virtual: bool) -> None:
        self.name = name
        self._client = client
        self._is_virtual = is_virtual
        # rtmidi's objects are not made for two threads at once.
        self._lock = threading.Lock()

    def is_there(self) -> bool:
        """Whether the other end still exists. A port that vanished and came back must be opened anew."""
        # Not under the lock: this may wait for JACK's next cycle, and a message must not wait with it.
        if not self._client.is_alive():
            return False
        with self._lock:
            return self._is_virtual or self.name in self._client.names()

    def close(self) -> None:
        """Let the port go; may be called again."""
        with self._lock:
            self._client.close()


class OutputPort(_Port):
    """An open MIDI output."""

    def send(self, data: bytes) -> None:
        """Send one message.

        Raises:
            MidiPortError: the port is closed or gone, or the system does not take the message.
        """
        with self._lock:
            self._client.send(data, self.name)


class InputPort(_Port):
    """An open MIDI input."""

    @property
    def trouble(self) -> Exception | None:
        """What the receiver last raised."""
        return self._client.trouble


class PortFinder:
    """Looks for outputs again and again, at less cost than `list_ports`, which makes clients anew."""

    def __init__(self) -> None:
        self._client: _Client | None = None

    def outputs(self) -> tuple[str, ...]:
        """The names of all outputs there are now; empty without MIDI."""
        if self._client is not None and not self._client.is_alive():
            self.close()
        if self._client is None:
            try:
                self._client = _Client("MidiOut")
            except MidiPortError:
                return ()
        return self._client.names()

    def close(self) -> None:
        """Stop looking; may be called again."""
        client, self._client = self._client, None
        if client is not None:
            client.close()


class _Client:
    """One of rtmidi's clients, which can have one port.

    Raises:
        MidiPortError: the system has no MIDI.
    """

    def __init__(self, kind: str, receive: Callable[[float, bytes], None] | None = None) -> None:
        self.trouble: Exception | None = None
        self._rtmidi = _rtmidi()
        self._client, api = _first_client(self._rtmidi, kind)
        self._numbered = api == self._rtmidi.API_WINDOWS_MM
        self._watch = JackWatch() if api == self._rtmidi.API_UNIX_JACK else None
        self._sent = 0  # bytes sent in the JACK cycle that began with this frame:
        self._cycle = -1
        self._receive = receive
        if receive is not None:
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
        self._listen()
        if self._watch is not None:
            # JACK connects with its next cycle; what is sent before goes nowhere.
            self._wait_cycles(self._watch, self._watch.cycle())

    def open_virtual(self, name: str) -> None:
        """Make a port that others connect to."""
        self._guarded(name, lambda: self._client.open_virtual_port(name))
        self._listen()

    def send(self, data: bytes, name: str) -> None:
        """Send one message, never waiting for a JACK server that has gone."""
        if self._client is None:
            raise MidiPortError(f"The MIDI port {name} is closed. Choose it again to play on it.")
        if self._watch is not None:
            self._make_room(self._watch, len(data) + _JACK_EVENT, name)
        self._guarded(name, lambda: self._client.send_message(data))

    def is_alive(self) -> bool:
        """Whether the system behind the client still runs."""
        return self._client is not None and (self._watch is None or self._watch.is_running())

    def close(self) -> None:
        """End the client; may be called again."""
        client, self._client = self._client, None
        if client is None:
            return
        if self._receive is not None:
            # Closing holds the interpreter and waits for the thread that calls us, which may be waiting
            # for the interpreter: let that call end first.
            client.cancel_callback()
            time.sleep(0.01)
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

    def _listen(self) -> None:
        if self._receive is not None:
            self._client.set_callback(self._arrived)

    def _arrived(self, event: tuple[list[int], float], _data: object) -> None:
        """On the thread of rtmidi."""
        now = time.perf_counter()
        receive = self._receive
        if receive is None or not event[0]:
            return
        try:
            receive(now, bytes(event[0]))
        except Exception as trouble:  # noqa: BLE001 - kept for who asks; the keyboard must go on
            self.trouble = trouble

    def _guarded(self, name: str, call: Callable[[], object]) -> None:
        try:
            call()
        except (self._rtmidi.RtMidiError, ValueError) as refused:
            raise MidiPortError(
                f"The MIDI port {name} does not let us in, perhaps because another program uses it. "
                "Everything else works. Close that program, or choose another port."
            ) from refused


def _connected(
    kind: str, name: str, receive: Callable[[float, bytes], None] | None = None
) -> _Client:
    client = _Client(kind, receive)
    try:
        client.open(name)
    except MidiPortError:
        client.close()
        raise
    return client


def _virtual(
    kind: str, name: str, receive: Callable[[float, bytes], None] | None = None
) -> _Client:
    if sys.platform == "win32":
        raise MidiPortError(
            "Windows lets no program make MIDI ports of its own. Everything else works. Install "
            "loopMIDI, make a port with it, and choose that port here."
        )
    client = _Client(kind, receive)
    try:
        client.open_virtual(name)
    except MidiPortError:
        client.close()
        raise
    return client


def _first_client(rtmidi: Any, kind: str) -> tuple[Any, int]:
    """A client of the first MIDI system that works (ALSA before JACK), and which that is.

    ``RTMIDI_API`` chooses one, such as UNIX_JACK, as in rtmidi's own tools.
    """
    wanted = getattr(rtmidi, f"API_{os.environ.get('RTMIDI_API', '')}", None)
    for api in rtmidi.get_compiled_api() if wanted is None else [wanted]:
        try:
            return getattr(rtmidi, kind)(api, name=CLIENT), int(api)
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
