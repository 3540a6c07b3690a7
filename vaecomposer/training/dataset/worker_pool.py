"""Reading files on all cores, whatever they do to the process that reads them.

A file that raises becomes a line of the report. One that takes too long is given up. One that ends its process
(a crash in a library, too little memory) breaks the pool: a new one is made, the files that were open then
are read again one at a time, and the one that ends its process again is the culprit.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaecomposer.errors import ComposerError, DataError
from vaecomposer.training.dataset.outcomes import Dropped, DropReason, Found, Outcome, SourcePiece
from vaecomposer.training.dataset.preparing import UnfitError, prepare

Reader = Callable[[Path], Iterator[Callable[[], SourcePiece]]]
"""Opens a file and gives its pieces one after another, each as a call that reads it. Both may raise."""

SECONDS_A_PIECE = 60.0
"""A piece that takes longer to read is given up."""

MEMORY_A_WORKER = 6 * 2**30
"""Bytes of address space a worker may take, where the system can limit them."""

LARGEST_CHUNK = 8

_WAITING, _OPEN, _DONE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Files read by one worker in one go, by their numbers."""

    numbers: tuple[int, ...]


class _TooSlowError(BaseException):
    """Raised by the alarm. No `Exception`, so that no library takes it for one of its own."""


_states: Any = None  # in a worker: what has become of each file, shared with the parent
_dull: Any = None  # in a worker: where the traceback of a killed worker goes


def _begin_worker(states: Any) -> None:
    """Prepares a worker process; `states` is shared memory, a byte for each file."""
    global _states, _dull  # noqa: PLW0603  (a worker process has no other place)
    _states = states
    _dull = Path(os.devnull).open("w")  # noqa: SIM115  (for as long as the worker lives)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY_A_WORKER if most == resource.RLIM_INFINITY else min(most, MEMORY_A_WORKER)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _end_with_parent() -> None:
    """A parent that was killed can end no worker, and the queue of work stays open for ever."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _ring(_signal: int, _frame: object) -> None:
    raise _TooSlowError


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises `_TooSlowError` in what runs inside; ends the process where even that does not help."""
    faulthandler.dump_traceback_later(2 * seconds, exit=True, file=_dull or 2)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()


def read_file(path: Path, name: str, read: Reader, seconds: float) -> list[Outcome]:
    """All pieces of a file as songs or reasons. Never raises for what a file does.

    Args:
        path: of the file.
        name: for the report.
        read: reads it.
        seconds: given to each piece.
    """
    outcomes: list[Outcome] = []
    pieces = _pieces(path, read)
    piece: Callable[[], SourcePiece] | None = None
    while True:
        here = f"{name}#{len(outcomes) + 1}" if outcomes else name
        opened = False
        try:
            with _time_limit(seconds):
                piece = next(pieces, None)
                opened = True
                if piece is not None:
                    outcomes.append(Found(here, prepare(piece())))
        except _TooSlowError:
            why = f"It took longer than {seconds:g} seconds."
            outcomes.append(Dropped(here, DropReason.TOO_SLOW, why))
        except Exception as why:  # noqa: BLE001  (the border: one file must not stop the others)
            outcomes.append(_refused(here, why))
        if not opened or piece is None:
            return outcomes


def _pieces(path: Path, read: Reader) -> Iterator[Callable[[], SourcePiece]]:
    """The pieces of a file; opening it, too, waits until the first is asked for."""
    yield from read(path)


def _refused(name: str, why: Exception) -> Dropped:
    """What an error says about a piece."""
    if isinstance(why, UnfitError):
        return Dropped(name, why.reason, str(why))
    if isinstance(why, ComposerError):
        empty = "no notes" in str(why)
        return Dropped(name, DropReason.NO_NOTES if empty else DropReason.BROKEN, str(why))
    if isinstance(why, MemoryError):
        return Dropped(name, DropReason.BROKEN, "It needs more memory than there is.")
    return Dropped(name, DropReason.BROKEN, f"The reader failed ({type(why).__name__}: {why}).")


def _read_chunk(
    files: Sequence[tuple[int, Path, str]], read: Reader, seconds: float
) -> list[tuple[int, list[Outcome]]]:
    """In a worker: some files' outcomes by number."""
    found = []
    for number, path, name in files:
        _states[number] = _OPEN
        found.append((number, read_file(path, name, read, seconds)))
        _states[number] = _DONE
    return found


class _Pool:
    """Worker processes and what is known of each file. Used as a context; leaving it early ends the workers."""

    def __init__(
        self, files: Sequence[tuple[Path, str]], read: Reader, workers: int, seconds: float
    ) -> None:
        self.files, self.read, self.workers, self.seconds = files, read, workers, seconds
        self.context = multiprocessing.get_context("spawn")
        self.states = self.context.RawArray("b", max(1, len(files)))
        self.executor: ProcessPoolExecutor | None = None
        self.others = set(multiprocessing.active_children())

    def submit(self, chunk: _Chunk) -> Future[list[tuple[int, list[Outcome]]]]:
        """Has a chunk read; after `renew` by new workers."""
        if self.executor is None:
            self.executor = ProcessPoolExecutor(
                self.workers, self.context, initializer=_begin_worker, initargs=(self.states,)
            )
        work = [(number, *self.files[number]) for number in chunk.numbers]
        return self.executor.submit(_read_chunk, work, self.read, self.seconds)

    def renew(self) -> None:
        """Gives up workers of which one has died."""
        if self.executor is not None:
            self.executor.shutdown(wait=True, cancel_futures=True)
            self.executor = None

    def end(self) -> None:
        """Ends all workers at once, whatever they do."""
        for process in set(multiprocessing.active_children()) - self.others:
            process.terminate()
        self.renew()


def read_files(
    files: Sequence[tuple[Path, str]],
    read: Reader,
    *,
    workers: int,
    seconds: float = SECONDS_A_PIECE,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Outcome]:
    """Reads files in worker processes; outcomes in the order of the files.

    Args:
        files: paths and the names they have in the report.
        read: a function that a new process can import.
        workers: how many processes.
        seconds: given to each piece.
        progress: called with how many files are done.

    Raises:
        DataError: worker processes cannot be started.
    """
    found: dict[int, list[Outcome]] = {}
    size = max(1, min(LARGEST_CHUNK, len(files) // (workers * 4)))
    queue = deque(
        _Chunk(tuple(range(start, min(start + size, len(files)))))
        for start in range(0, len(files), size)
    )
    suspects: deque[_Chunk] = deque()
    pool = _Pool(files, read, workers, seconds)
    try:
        while queue or suspects:
            _run(pool, queue, 2 * workers, found, suspects, progress)
            while suspects:
                _run(pool, deque([suspects.popleft()]), 1, found, suspects, progress)
        pool.renew()
    except BaseException:
        pool.end()
        raise
    return [outcome for number in range(len(files)) for outcome in found[number]]


def _run(
    pool: _Pool,
    queue: deque[_Chunk],
    most: int,
    found: dict[int, list[Outcome]],
    suspects: deque[_Chunk],
    progress: Callable[[int], None],
) -> None:
    """Has chunks read, at most `most` at a time, until none is left or the pool breaks.

    Of a broken pool's chunks, files that were open go to `suspects`, the rest back into the queue. A suspect
    that was alone is the culprit.
    """
    running: dict[Future[list[tuple[int, list[Outcome]]]], _Chunk] = {}
    lost: list[_Chunk] = []
    while (queue or running) and not lost:
        while queue and len(running) < most and not lost:
            try:
                running[pool.submit(queue[0])] = queue[0]
            except BrokenProcessPool:
                lost.append(queue[0])
            queue.popleft()
        for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
            chunk = running.pop(future)
            try:
                found.update(future.result())
            except BrokenProcessPool:
                lost.append(chunk)
        progress(len(found))
    if lost:
        wait(running)
        pool.renew()
        _sort_out(pool, [*lost, *running.values()], most, found, queue, suspects)
        progress(len(found))


def _sort_out(
    pool: _Pool,
    chunks: Sequence[_Chunk],
    most: int,
    found: dict[int, list[Outcome]],
    queue: deque[_Chunk],
    suspects: deque[_Chunk],
) -> None:
    """Who ended the process: says so of a file that was alone, suspects those that were open."""
    numbers = sorted(n for chunk in chunks for n in chunk.numbers if n not in found)
    opened = [n for n in numbers if pool.states[n] == _OPEN]
    if not opened and all(pool.states[n] == _WAITING for n in numbers):
        raise DataError("The processes that read the files could not be started.")
    for number in numbers:
        was_open = number in opened
        pool.states[number] = _WAITING
        if was_open and most == 1:
            why = (
                "Reading it ended the process: a crash, too little memory, or far too long a time."
            )
            found[number] = [Dropped(pool.files[number][1], DropReason.CRASHED, why)]
        elif was_open:
            suspects.append(_Chunk((number,)))
        else:
            queue.append(_Chunk((number,)))
