"""The C libraries below rtmidi: keeping them quiet, and seeing whether JACK's server still runs."""

from __future__ import annotations

import ctypes
import sys
import time
from pathlib import Path

_NO_START_SERVER = 1
"""JACK's option ``JackNoStartServer``."""

_ALIVE_SECONDS = 0.25
"""A server whose cycle has not moved for this long has gone. Its longest usual cycle is 93 ms."""


def silence_libraries() -> None:
    """Make ALSA and JACK keep their complaints to themselves; call after importing rtmidi.

    They print on file descriptor 2, JACK also much later and from threads of its own, so closing the
    descriptor around each call would neither catch all nor spare what others print meanwhile. Both take
    another function to print with. It is given one of C's that reads a string and does nothing: a Python
    one would wait for the interpreter inside JACK's threads, while a call into JACK that holds the
    interpreter waits for them.
    """
    nothing = ctypes.cast(ctypes.CDLL(None).strlen, ctypes.c_void_p) if _is_linux() else None
    for library, setters in (
        ("libasound", ("snd_lib_error_set_handler",)),
        ("libjack", ("jack_set_error_function", "jack_set_info_function")),
    ):
        for path in loaded_paths(library):
            loaded = _opened(path)
            for setter in setters if loaded is not None else ():
                function = getattr(loaded, setter, None)
                if function is not None:
                    function(nothing)


class JackWatch:
    """A client of JACK without ports, that sees whether the server still runs.

    rtmidi does not notice when the server ends: it goes on listing the ports of before, and once 16 KiB
    have been sent, the next message waits forever for room while it holds the interpreter.
    """

    def __init__(self) -> None:
        self._jack = _rtmidis_jack()
        self._client: int | None = None
        self._seen = -1
        if self._jack is None:
            return
        self._jack.jack_client_open.restype = ctypes.c_void_p
        self._jack.jack_client_close.argtypes = [ctypes.c_void_p]
        self._jack.jack_last_frame_time.argtypes = [ctypes.c_void_p]
        self._jack.jack_last_frame_time.restype = ctypes.c_uint32
        self._jack.jack_port_type_get_buffer_size.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        self._jack.jack_port_type_get_buffer_size.restype = ctypes.c_size_t
        self._client = self._jack.jack_client_open(
            b"VAE Composer watch", ctypes.c_int(_NO_START_SERVER), ctypes.byref(ctypes.c_int())
        )
        self._seen = self.cycle()

    def is_running(self) -> bool:
        """Whether the server runs; waits for its next cycle if it has not moved since the last call."""
        cycle = self.cycle_after(self._seen)
        self._seen = self._seen if cycle is None else cycle
        return cycle is not None

    def cycle(self) -> int:
        """The frame at which the current cycle began; -1 without a server."""
        if self._jack is None or self._client is None:
            return -1
        return int(self._jack.jack_last_frame_time(self._client))

    def cycle_after(self, cycle: int) -> int | None:
        """Wait until the server is in another cycle than the given one; None if none comes."""
        until = time.perf_counter() + _ALIVE_SECONDS
        while self._client is not None:
            now = self.cycle()
            if now != cycle:
                return now
            if time.perf_counter() > until:
                break
            time.sleep(0.0005)
        return None

    def room(self) -> int:
        """Bytes that one port can carry in one cycle; the more the longer the cycle."""
        if self._jack is None or self._client is None:
            return 0
        return int(self._jack.jack_port_type_get_buffer_size(self._client, b"8 bit raw midi")) - 64

    def close(self) -> None:
        """Leave the server; may be called again."""
        client, self._client = self._client, None
        if self._jack is not None and client is not None:
            self._jack.jack_client_close(client)


def _is_linux() -> bool:
    return sys.platform.startswith("linux")


def loaded_paths(name: str) -> tuple[str, ...]:
    """Files of the libraries this process has loaded whose names begin so; rtmidi's own first.

    rtmidi's wheel brings a libjack of its own under a changed name, which the system's loader would not find;
    PortAudio and FluidSynth load the system's.
    """
    if not _is_linux():
        return ()
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    mapped = ("/" + line.partition("/")[2] for line in maps.splitlines() if "/" in line)
    found = dict.fromkeys(path for path in mapped if path.rpartition("/")[2].startswith(name))
    return tuple(sorted(found, key=lambda path: "rtmidi" not in path))


def _rtmidis_jack() -> ctypes.CDLL | None:
    """The libjack whose clients are rtmidi's. With two of them in one process, the other knows nothing of these
    clients, and a client of its own may never come back from closing.
    """
    paths = loaded_paths("libjack")
    return _opened(paths[0]) if paths else None


def _opened(path: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(path)
    except OSError:
        return None
