"""Hands and eyes for a program in a real window: xdotool for the one, pictures of the screen for the other."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

_SHOT = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


def missing() -> str:
    """Why no real window can be tried here; "" if one can."""
    absent = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    return f"{', '.join(absent)} not installed" if absent else ""


class Screen:
    """One display. `environment` is what programs on it are started with."""

    def __init__(self, environment: dict[str, str], pictures: Path) -> None:
        self.environment = {**os.environ, **environment}
        self._pictures = pictures

    def keys(self, *names: str) -> None:
        """Presses keys as xdotool names them, such as ctrl+z."""
        for name in names:
            self._do("key", name)

    def press_and_drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drags with the left button, in ten steps."""
        self._do("mousemove", *map(str, start))
        self._do("mousedown", "1")
        for step in range(1, 11):
            x = start[0] + (end[0] - start[0]) * step // 10
            y = start[1] + (end[1] - start[1]) * step // 10
            self._do("mousemove", str(x), str(y))
            time.sleep(0.03)
        self._do("mouseup", "1")

    def click(self, x: int, y: int) -> None:
        """Clicks with the left button."""
        self._do("mousemove", str(x), str(y))
        self._do("click", "1")

    def picture(self, name: str) -> Path:
        """Takes a picture of the whole screen."""
        path = self._pictures / f"{name}.png"
        subprocess.run(
            [sys.executable, "-c", _SHOT, str(path)], env=self.environment, check=True, timeout=60
        )
        return path

    def window(self, title: str) -> str:
        """The number of the window whose title has a word, once it is there."""
        found: list[str] = []

        def is_there() -> bool:
            done = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", title],
                env=self.environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            found[:] = done.stdout.split()
            return bool(found)

        until(is_there, 60)
        return found[-1]

    def place(self, window: str, width: int, height: int) -> None:
        """Puts a window into the top left corner, so large, and gives it the keyboard."""
        self._do("windowmove", window, "0", "0")
        self._do("windowsize", window, str(width), str(height))
        self._do("windowfocus", window)
        time.sleep(0.5)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=20)


def until(happened: Callable[[], object], seconds: float = 20.0) -> None:
    """Waits for something.

    Raises:
        AssertionError: it did not happen in time.
    """
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)
