"""The suite needs no display, no sound card and no home: this is decided before anything is imported."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What a test remembers between starts is not the musician's.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="vaecomposer-tests-")
os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"]
os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"]
# Texts are compared in English, whatever the machine speaks.
os.environ["VAECOMPOSER_LANGUAGE"] = "en"
# A test that trains steps back for good, and all tests after it would with it.
os.nice = lambda _by: 0  # type: ignore[assignment]

# Time is measured where it matters; a busy machine must not fail the rest.
settings.register_profile("vaecomposer", deadline=None)
settings.load_profile("vaecomposer")


@pytest.fixture(autouse=True)
def own_recovery_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What one test's studio leaves behind is not offered to the next one's."""
    folder = tmp_path / "recovery"
    monkeypatch.setattr("vaecomposer.files.sessions.recovery.recovery_folder", lambda: folder)


@pytest.fixture(autouse=True)
def parked_pointer(request: pytest.FixtureRequest) -> None:
    """What one test pointed at is not under the next one's pointer."""
    if "qtbot" in request.fixturenames:
        from PySide6.QtGui import QCursor

        request.getfixturevalue("qapp")
        QCursor.setPos(5000, 5000)


@pytest.fixture(autouse=True)
def no_portaudio_here() -> Iterator[None]:
    """PortAudio joins a JACK server that is there, and ends the process (SIGABRT) when that goes first."""
    yield
    assert sys.modules.get("sounddevice") is None, "PortAudio was loaded in the tests' process"
