"""A JACK server without a sound card, of the test's own name, that leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

SHARED = Path("/dev/shm")
_RUNNING: dict[str, subprocess.Popen[bytes]] = {}
"""By name."""


def environment(name: str) -> dict[str, str]:
    """What a client of the server needs."""
    return {
        "JACK_DEFAULT_SERVER": name,
        "JACK_NO_AUDIO_RESERVATION": "1",
        "RTMIDI_API": "UNIX_JACK",
    }


def missing() -> str:
    """Why there can be no server here, "" if there can."""
    return "" if shutil.which("jackd") else "jackd is not installed"


@contextmanager
def running(name: str, frames: int = 256) -> Iterator[subprocess.Popen[bytes]]:
    if (known := _RUNNING.get(name)) is not None:
        yield known  # a fixture of the session that several packages have is made for each of them
        return
    if not _any_lives():
        _forget_the_dead()
    before = set(SHARED.iterdir())
    with _started(name, frames) as server:
        _RUNNING[name] = server
        try:
            yield server
        finally:
            del _RUNNING[name]
    if server.returncode == -signal.SIGKILL:
        # JACK knows eight servers at most and gives a killed one's place back only to its own name.
        with _started(name, frames):
            pass
    _tidy(before, name)


@contextmanager
def _started(name: str, frames: int) -> Iterator[subprocess.Popen[bytes]]:
    command = ["jackd", "-r", "-S", "-n", name, "-d", "dummy", "-r", "44100", "-p", str(frames)]
    _socket(name).unlink(missing_ok=True)  # a killed one leaves it
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen(
            command, stdout=said, stderr=said, env={**os.environ, **environment(name)}
        )
        try:
            _wait_for(server, name, said)
            yield server
        finally:
            if server.poll() is None:
                server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait(5)


def _wait_for(server: subprocess.Popen[bytes], name: str, said: IO[bytes]) -> None:
    until = time.monotonic() + 10.0
    while not _socket(name).exists():
        if server.poll() is not None or time.monotonic() > until:
            said.seek(0)
            how = (
                f"ended with {server.returncode}" if server.poll() is not None else "did not start"
            )
            raise AssertionError(f"jackd {how}: {said.read().decode(errors='replace')}")
        time.sleep(0.02)
    time.sleep(0.2)


def _socket(name: str) -> Path:
    return SHARED / f"jack_{name}_{os.getuid()}_0"


def _any_lives() -> bool:
    """Whether any JACK server runs on this machine, of whomever."""
    for comm in Path("/proc").glob("[0-9]*/comm"):
        try:
            if comm.read_text().startswith("jackd"):
                return True
        except OSError:  # it ended while we looked
            continue
    return False


def _forget_the_dead() -> None:
    """Removes what killed servers left, their places in JACK's list of eight too; only if none lives."""
    for path in SHARED.glob("jack*"):
        if path.name.startswith(("jack-", "jack_")) and path.stat().st_uid == os.getuid():
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _tidy(before: set[Path], name: str) -> None:
    """Removes what jackd itself leaves; what is shared with other servers only if there are none."""
    _socket(name).unlink(missing_ok=True)
    others = any(SHARED.glob(f"jack_*_{os.getuid()}_0"))
    for path in set(SHARED.iterdir()) - before:
        if path.name.startswith(f"jack_sem.{os.getuid()}_{name}_"):
            path.unlink(missing_ok=True)
        elif path.name.startswith(("jack-", "jack_db-")) and not others:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
