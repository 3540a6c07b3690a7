"""Each test of live MIDI ends all threads it started; one JACK server serves those that need one."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from tests.live import jack_server


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    # Threads that only call us from C are listed as dummies until they end.
    left = [t for t in threading.enumerate() if t not in before and "Dummy" not in t.name]
    assert not left, f"still running: {left}"


@pytest.fixture(scope="session")
def jack() -> Iterator[None]:
    """A JACK server, chosen by the environment. One for all: libjack cannot be given another later."""
    reason = jack_server.missing()
    if reason:
        pytest.skip(reason)
    name = f"vaecomposer-{os.getpid()}"
    before = dict(os.environ)
    with jack_server.running(name):
        os.environ.update(jack_server.environment(name))
        try:
            yield
        finally:
            for key in jack_server.environment(name):
                os.environ.pop(key, None)
                if key in before:
                    os.environ[key] = before[key]
