"""A limit for readers that a damaged file can keep busy for ever."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_AGAIN_SECONDS = 0.5
"""A reader that takes the interruption for an error of its own is interrupted again after this long."""


class TooLongError(BaseException):
    """The time is over. No `Exception`, so that a reader which catches all of these is left all the same."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Does some work in Python, on whatever thread, and interrupts it once the time is over.

    Code inside C (a single huge allocation, a regular expression) is interrupted only when it comes back.

    This is no context manager: Python raises what another thread asks for also where `__exit__` begins, before
    its first line, which then never says that the time no longer counts; the interruptions would go on in whatever
    the thread does next. Between the end of `work` and the line that says it here, nothing can be raised.

    Raises:
        TooLongError: the time was over before the work was done.
    """
    thread = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    left, guard = threading.Event(), threading.Lock()
    done = False

    def watch() -> None:
        wait = seconds
        while not left.wait(wait):
            with guard:
                if done:
                    return
                raise_in(thread, ctypes.py_object(TooLongError))
            wait = _AGAIN_SECONDS

    watcher = threading.Thread(target=watch, name="time limit", daemon=True)
    try:
        watcher.start()
        return work()
    finally:
        done = True
        while True:
            # The watcher may have asked just before; it does not ask again.
            try:
                with guard:
                    raise_in(thread, None)
                left.set()
                break
            except TooLongError:
                continue
