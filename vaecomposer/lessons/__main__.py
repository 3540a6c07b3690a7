"""The process in which a lesson is given, for the studio: its orders and its news go through a pipe."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
from typing import Any, BinaryIO

from vaecomposer.errors import ComposerError
from vaecomposer.lessons.giving import give_lesson
from vaecomposer.lessons.messages import read_lesson, written_news
from vaecomposer.processes.child import own_pipes
from vaecomposer.processes.pipe import receive, send
from vaecomposer.training.lesson import Gathered, Going, Judged, Wish, Written

_STEPS_BACK = 10
"""Its priority: after everything that is heard or seen."""


class LeftError(ComposerError):
    """The musician wants no songbook any more."""


class Correspondent:
    """A listener at the other end of a pipe. If that has gone, it wishes to leave."""

    def __init__(self, orders: BinaryIO, news: BinaryIO) -> None:
        self._orders, self._news = orders, news
        self._wishes: queue.Queue[Wish] = queue.Queue()
        self._lock = threading.Lock()
        self._leaves = False
        threading.Thread(target=self._listen, name="wishes", daemon=True).start()

    def tell(self, news: Gathered | Going | Judged | Written) -> None:
        """Sends news."""
        self.send(written_news(news))

    def send(self, message: dict[str, Any]) -> None:
        """Sends any message."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            send(self._news, message)

    def read(self, done: int, files: int) -> None:
        """Sends how many files are read.

        Raises:
            LeftError: the rest need not be.
        """
        if self._leaves:
            raise LeftError
        self.send({"reading": [done, files]})

    def has_wish(self) -> bool:
        """Whether there is one."""
        return not self._wishes.empty()

    def next_wish(self) -> Wish:
        """The next one; waits."""
        return self._wishes.get()

    def _listen(self) -> None:
        while (message := receive(self._orders)) is not None:
            with contextlib.suppress(ValueError):
                self._wish(Wish(str(message.get("wish"))))
        self._wish(Wish.LEAVE)

    def _wish(self, wish: Wish) -> None:
        self._leaves = self._leaves or wish is Wish.LEAVE
        self._wishes.put(wish)


def main() -> int:
    """Gives the one lesson it is asked for."""
    # Ctrl+C in a terminal reaches every process there; this one ends when it is told to.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_STEPS_BACK)
    orders, news = own_pipes()
    first = receive(orders)
    if first is None:
        return 1
    lesson = read_lesson(first)
    studio = Correspondent(orders, news)
    try:
        give_lesson(lesson, studio, studio.read, "auto")
    except LeftError:
        pass  # as was wished
    except ComposerError as why:
        studio.send({"trouble": str(why)})
    except OSError as why:
        studio.send({"trouble": f"The songbook was not written: {why.strerror or why}."})
    except Exception as why:
        studio.send({"trouble": f"Learning has ended by itself. Details: {why!r}"})
        raise
    studio.send({"done": True})
    return 0


if __name__ == "__main__":
    sys.exit(main())
