"""A limit for readers that a damaged file can keep busy for ever."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_AGAIN_SECONDS = 0.5
"""A reader that takes the interruption for an error of its own is interrupted again after this long."""


class TooLongError(BaseException):
    """The time is over. No `Exception`, so that a reader which catches all of these is left all the same."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupts the Python code inside, on whatever thread it runs, once the time is over.

    Code inside C (a single huge allocation, a regular expression) is interrupted only when it comes back.

    Raises:
        TooLongError: inside, at any place.
    """
    thread = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    left, guard = threading.Event(), threading.Lock()

    def watch() -> None:
        wait = seconds
        while not left.wait(wait):
            with guard:
                if not left.is_set():
                    raise_in(thread, ctypes.py_object(TooLongError))
            wait = _AGAIN_SECONDS

    watcher = threading.Thread(target=watch, name="time limit", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        with guard:
            left.set()
            raise_in(thread, None)  # what was raised and not yet met
