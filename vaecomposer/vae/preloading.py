"""Bringing torch in while music plays.

Loading torch's libraries and importing its modules would hold Python's lock for a third of a second and
then again at every full garbage collection, and the sound would stutter each time.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_LIBRARIES = ("libgomp*", "libc10.*", "libtorch_cpu.*", "libtorch.*", "libtorch_python.*")


def load_libraries() -> None:
    """Maps torch's libraries into the process without holding Python's lock.

    `import torch` then finds them there. Does nothing where that is not possible; the import still works.
    """
    spec = importlib.util.find_spec("torch")
    if sys.platform == "win32" or spec is None or spec.origin is None:
        return
    # A foreign function releases the lock while it runs; ctypes' own way of opening a library does not.
    try:
        dlopen = ctypes.CDLL(None).dlopen
    except (OSError, AttributeError):
        return
    dlopen.restype = ctypes.c_void_p
    for pattern in _LIBRARIES:
        for path in sorted((Path(spec.origin).parent / "lib").glob(pattern)):
            dlopen(os.fsencode(path), os.RTLD_NOW)


@contextlib.contextmanager
def without_collections() -> Iterator[None]:
    """Keeps the garbage collector from walking torch's growing heap again and again while it is loaded."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
