"""A JACK server without a sound card, of the test's own name, that leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARED = Path("/dev/shm")


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
    before = set(SHARED.iterdir())
    command = ["jackd", "-r", "-S", "-n", name, "-d", "dummy", "-r", "44100", "-p", str(frames)]
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen(
            command, stdout=said, stderr=said, env={**os.environ, **environment(name)}
        )
        try:
            _wait_for(server, name)
            yield server
        finally:
            if server.poll() is None:
                server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait(5)
            _tidy(before, name)


def _wait_for(server: subprocess.Popen[bytes], name: str) -> None:
    until = time.monotonic() + 5.0
    while not (SHARED / f"jack_{name}_{os.getuid()}_0").exists():
        assert server.poll() is None, "jackd has ended"
        assert time.monotonic() < until, "jackd did not start"
        time.sleep(0.02)
    time.sleep(0.2)


def _tidy(before: set[Path], name: str) -> None:
    """Removes what jackd itself leaves; what is shared with other servers only if there are none."""
    (SHARED / f"jack_{name}_{os.getuid()}_0").unlink(missing_ok=True)  # a killed one leaves it
    others = any(SHARED.glob(f"jack_*_{os.getuid()}_0"))
    for path in set(SHARED.iterdir()) - before:
        if path.name.startswith(f"jack_sem.{os.getuid()}_{name}_"):
            path.unlink(missing_ok=True)
        elif path.name.startswith(("jack-", "jack_db-")) and not others:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
