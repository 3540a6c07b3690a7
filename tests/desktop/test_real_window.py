"""A real window on a virtual screen: play, drag, undo, save, be killed, come back.

What the program did is read from the copies it keeps. Pictures of every step stay in the folder that
VAECOMPOSER_PICTURES names, if it does.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.desktop.screen import Screen, missing, until
from vaecomposer.bench.null_sink import missing as no_sound
from vaecomposer.bench.null_sink import null_sink
from vaecomposer.bench.virtual_display import virtual_display
from vaecomposer.errors import SessionFileError
from vaecomposer.files.sessions.session_file import read_session
from vaecomposer.paths import resources
from vaecomposer.session.state import SessionState

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(missing()), reason=missing() or "there is one"),
]

WIDTH, HEIGHT = 1280, 800
DENSITY = (138, 205)
"""Where the cap of Density stands at rest in a window of this size."""


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    pictures = Path(os.environ.get("VAECOMPOSER_PICTURES") or tmp_path / "pictures")
    pictures.mkdir(parents=True, exist_ok=True)
    # A screen of our own, also where there is a real one: nothing is typed into others' windows.
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with ExitStack() as stack:
        environment = {} if no_sound() else dict(stack.enter_context(null_sink()).env)
        environment |= stack.enter_context(virtual_display())
        environment |= {
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        }
        yield Screen(environment, pictures)


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "state" / "vaecomposer" / "sessions"


def started(screen: Screen, *arguments: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "vaecomposer", "studio", "--theme", "dark", *arguments],
        env=screen.environment,
        start_new_session=True,
    )
    window = screen.window("VAE Composer")
    screen.place(window, WIDTH, HEIGHT)
    return process


def killed(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def kept(copies: Path) -> SessionState | None:
    """The newest copy of a session."""
    found = sorted(copies.glob("[!.]*.vaec"), key=lambda path: path.stat().st_mtime)
    try:
        return read_session(found[-1]).state if found else None
    except (SessionFileError, OSError):
        return None  # just being replaced


def density(copies: Path) -> float | None:
    state = kept(copies)
    return None if state is None or state.shown is None else state.shape[0]


def test_play_drag_undo_save_be_killed_and_come_back(
    screen: Screen, copies: Path, tmp_path: Path
) -> None:
    demo = min((resources() / "demos").glob("*.mid"))
    process = started(screen, str(demo), "--play")
    try:
        until(lambda: density(copies) == 0)
        screen.picture("1-playing")

        # The slider answers once the songbook is open: tried until it does.
        def dragged() -> bool:
            screen.press_and_drag(DENSITY, (DENSITY[0] + 24, DENSITY[1]))
            try:
                until(lambda: (density(copies) or 0) > 10, 4)
            except AssertionError:
                return False
            return True

        until(dragged, 90)
        state = kept(copies)
        assert state is not None
        assert state.shown is not state.source
        screen.picture("2-dragged")

        screen.keys("ctrl+z")
        until(lambda: density(copies) == 0)
        screen.keys("ctrl+shift+z")
        until(lambda: (density(copies) or 0) > 10)
        screen.picture("3-undone-and-redone")

        screen.keys("ctrl+shift+k")
        until(lambda: len((kept(copies) or SessionState()).takes) == 2)
        before = kept(copies)
    finally:
        killed(process)  # as kill -9 does, sound and composer with it

    process = started(screen)
    try:
        screen.picture("4-offered")
        screen.keys("ctrl+shift+o")
        until(lambda: kept(copies) == before and len(list(copies.glob("[!.]*.vaec"))) == 1)
        screen.picture("5-recovered")
    finally:
        process.terminate()
        killed(process)


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_the_window_opens_at_any_size(screen: Screen, size: tuple[int, int]) -> None:
    demo = min((resources() / "demos").glob("*.mid"))
    process = started(screen, str(demo))
    try:
        screen.place(screen.window("VAE Composer"), *size)
        picture = screen.picture(f"size-{size[0]}x{size[1]}")
        assert picture.stat().st_size > 20_000
    finally:
        killed(process)
