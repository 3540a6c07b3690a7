"""MIDI ports by names that can be remembered.

Opening a port holds the interpreter (seen here with JACK: 13 to 26 ms; closing 5 ms), so that a sound
callback waits for it. Open the ports of a piece before it plays.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from vaecomposer.errors import MidiPortError
from vaecomposer.live.arrival import Arrival
from vaecomposer.live.client import Client
from vaecomposer.live.names import CLIENT

_POLL_SECONDS = 0.001


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
        with Client("MidiIn") as listening, Client("MidiOut") as playing:
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
        receive: called on the port's thread for each message but active sensing, with its arrival in
            seconds of `time.perf_counter` and its bytes. May raise: the port keeps it as `trouble`
            and goes on.

    Raises:
        MidiPortError: it is not there, or the system refuses it.
    """
    return InputPort(_connected("MidiIn", name), name, receive, is_virtual=False)


def open_virtual_input(receive: Callable[[float, bytes], None], name: str = CLIENT) -> InputPort:
    """Offer other programs a port that they can play to. Not on Windows.

    Raises:
        MidiPortError: the system has no virtual ports, or refuses one.
    """
    return InputPort(_virtual("MidiIn", name), name, receive, is_virtual=True)


class _Port:
    """What inputs and outputs share.

    Attributes:
        name: as in `list_ports`, or as other programs see it.
    """

    def __init__(self, client: Client, name: str, *, is_virtual: bool) -> None:
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
    """An open MIDI input, with a thread that asks it every millisecond.

    Rtmidi could call us from a thread of the MIDI system's. But that waits for the interpreter, so JACK
    misses its cycle and what came in it, and closing, which holds the interpreter and waits for that
    thread, could hang; closing while messages come ended the process here now and then.
    """

    def __init__(
        self,
        client: Client,
        name: str,
        receive: Callable[[float, bytes], None],
        *,
        is_virtual: bool,
    ) -> None:
        super().__init__(client, name, is_virtual=is_virtual)
        self._receive = receive
        # Written by our thread, read by any.
        self.trouble: Exception | None = None
        self._is_closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="midi input", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let the port go; the receiver is called no more. May be called again, also by the receiver."""
        self._is_closing.set()
        if self._thread is not threading.current_thread():
            self._thread.join()
        super().close()

    def _run(self) -> None:
        arrival = Arrival()
        while not self._is_closing.is_set():
            with self._lock:
                found = self._client.next_message()
            if found is None:
                time.sleep(_POLL_SECONDS)
                continue
            data, distance = found
            try:
                self._receive(arrival.of(distance, time.perf_counter()), bytes(data))
            except Exception as trouble:  # noqa: BLE001 - kept for who asks; the keyboard must go on
                self.trouble = trouble


class PortFinder:
    """Looks for outputs again and again, at less cost than `list_ports`, which makes clients anew."""

    def __init__(self) -> None:
        self._client: Client | None = None

    def outputs(self) -> tuple[str, ...]:
        """The names of all outputs there are now; empty without MIDI."""
        if self._client is not None and not self._client.is_alive():
            self.close()
        if self._client is None:
            try:
                self._client = Client("MidiOut")
            except MidiPortError:
                return ()
        return self._client.names()

    def close(self) -> None:
        """Stop looking; may be called again."""
        client, self._client = self._client, None
        if client is not None:
            client.close()


def _connected(kind: str, name: str) -> Client:
    client = Client(kind)
    try:
        client.open(name)
    except MidiPortError:
        client.close()
        raise
    return client


def _virtual(kind: str, name: str) -> Client:
    if sys.platform == "win32":
        raise MidiPortError(
            "Windows lets no program make MIDI ports of its own. Everything else works. Install "
            "loopMIDI, make a port with it, and choose that port here."
        )
    client = Client(kind)
    try:
        client.open_virtual(name)
    except MidiPortError:
        client.close()
        raise
    return client
