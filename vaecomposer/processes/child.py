"""Starting a process of our own, with a pipe either way."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import platformdirs

import vaecomposer


def start_child(module: str, *arguments: str, log: str) -> subprocess.Popen[bytes]:
    """Starts ``python -m module arguments`` with its input and output piped to us.

    Args:
        module: of our package; finds us wherever it is started.
        arguments: the command line's rest.
        log: name of the file, in the user's folder for logs, that gets what it and its libraries print.
    """
    folder = str(Path(vaecomposer.__file__).parents[1])
    paths = [folder, *filter(None, [os.environ.get("PYTHONPATH")])]
    with _log_file(log) as file:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=file,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


def own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """In the child: the pipe from the parent, and the one to it.

    Afterwards standard output is standard error, so that no library's print gets between messages.
    """
    to_parent = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, to_parent


@contextlib.contextmanager
def _log_file(name: str) -> Iterator[Any]:
    """A fresh log; nowhere if it cannot be written."""
    try:
        folder = platformdirs.user_log_path("vaecomposer", appauthor=False, ensure_exists=True)
        file = (folder / name).open("wb")
    except OSError:
        yield subprocess.DEVNULL
        return
    with file:
        yield file
