"""An export in a process of its own: making sound holds the interpreter, which the window needs for itself.

``python -m vaecomposer.studio.export_elsewhere`` is that process; `run_elsewhere` starts it.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, BinaryIO

from vaecomposer.errors import ComposerError
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.swing import Swing
from vaecomposer.processes.child import own_pipes, start_child
from vaecomposer.processes.pipe import receive, send
from vaecomposer.processes.values import Codec
from vaecomposer.studio.export_job import (
    Exported,
    ExportJob,
    ExportStoppedError,
    Progress,
    run_export,
    unexpected,
)
from vaecomposer.ui.export.choices import ExportKind

_CODEC = Codec((ExportJob, ExportKind, Swing, TrackMix))
_LOOK_SECONDS = 0.05
_STEPS_BACK = 5
"""Its priority: after the window and the sound."""


def run_elsewhere(job: ExportJob, progress: Progress, is_stopped: Callable[[], bool]) -> Exported:
    """As `export_job.run_export`, in another process."""
    process = start_child("vaecomposer.studio.export_elsewhere", log="export.log")
    assert process.stdin is not None
    assert process.stdout is not None
    told: queue.Queue[dict[str, Any] | None] = queue.Queue()
    reader = threading.Thread(
        target=_read, args=(process.stdout, told), name="export's answers", daemon=True
    )
    reader.start()
    try:
        with contextlib.suppress(OSError, ValueError):
            send(process.stdin, {"job": _written(job)})
        return _follow(job, told, process.stdin, progress, is_stopped)
    finally:
        with contextlib.suppress(OSError, ValueError):
            process.stdin.close()
        process.wait()
        reader.join()
        process.stdout.close()


def _read(stream: IO[bytes], told: queue.Queue[dict[str, Any] | None]) -> None:
    while (message := receive(stream)) is not None:
        told.put(message)
    told.put(None)


def _follow(
    job: ExportJob,
    told: queue.Queue[dict[str, Any] | None],
    stream: IO[bytes],
    progress: Progress,
    is_stopped: Callable[[], bool],
) -> Exported:
    """Hands on what the other process tells, until it has ended.

    Raises:
        ComposerError, ExportStoppedError: as `run_export`.
    """
    asked = False
    while True:
        if is_stopped() and not asked:
            asked = True
            with contextlib.suppress(OSError, ValueError):
                send(stream, {"stop": True})
        try:
            message = told.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            continue
        if message is None:
            if asked:
                raise ExportStoppedError
            raise ComposerError(
                f"{job.path.name} was not written: the export ended by itself, perhaps for want of memory. "
                "Your music is safe here."
            )
        if "share" in message:
            progress(message["share"])
        elif "paths" in message:
            return Exported(tuple(map(Path, message["paths"])), message["sentence"])
        elif "trouble" in message:
            raise ComposerError(message["trouble"])
        else:
            raise ExportStoppedError


def _written(job: ExportJob) -> dict[str, Any]:
    """A job as JSON knows it."""
    soundfont = None if job.soundfont is None else str(job.soundfont)
    return _CODEC.encode_fields(job, path=str(job.path), soundfont=soundfont)


def _read_job(found: dict[str, Any]) -> ExportJob:
    plain = {name: value for name, value in found.items() if name not in ("$", "path", "soundfont")}
    values = {name: _CODEC.decode(value) for name, value in plain.items()}
    soundfont = None if found["soundfont"] is None else Path(found["soundfont"])
    return ExportJob(**values, path=Path(found["path"]), soundfont=soundfont)


# --- the process itself ---------------------------------------------------------------------------


def main() -> int:
    """Does the one job it is given."""
    # Ctrl+C in a terminal reaches every process there; this one ends when it is told to.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_STEPS_BACK)
    orders, answers = own_pipes()
    first = receive(orders)
    if first is None:
        return 1
    job = _read_job(first["job"])
    stop = threading.Event()

    def listen() -> None:
        # A studio that ends closes the pipe, which means the same.
        receive(orders)
        stop.set()

    threading.Thread(target=listen, name="orders", daemon=True).start()
    with contextlib.suppress(OSError, ValueError):
        send(answers, _done(job, lambda share: _tell(answers, share, stop), stop.is_set))
    return 0


def _tell(answers: BinaryIO, share: float, stop: threading.Event) -> None:
    try:
        send(answers, {"share": share})
    except (OSError, ValueError):
        stop.set()


def _done(job: ExportJob, progress: Progress, is_stopped: Callable[[], bool]) -> dict[str, Any]:
    """How a job ended, as a message."""
    try:
        exported = run_export(job, progress, is_stopped)
    except ExportStoppedError:
        return {"stopped": True}
    except ComposerError as why:
        return {"trouble": str(why)}
    except Exception as why:  # noqa: BLE001 - the border of this process
        return {"trouble": str(unexpected(job, why))}
    return {"paths": [str(path) for path in exported.paths], "sentence": exported.sentence}


if __name__ == "__main__":
    sys.exit(main())
