"""``vaecomposer studio``, and ``vaecomposer`` alone: the window."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from vaecomposer.commands.parsing import Commands, add_command

WITHOUT_WINDOW = (
    "No display was found, so the studio cannot open; these work without one: vaecomposer generate, "
    "accompany, shape, reconstruct, render, devices, bench, evaluate, dataset, train "
    "(in a checkout: python3 -m vaecomposer generate ...)."
)


def add_to(commands: Commands) -> None:
    """Adds this family's commands."""
    parser = add_command(
        commands, "studio", _run_studio, "open the studio window (also without any command)"
    )
    parser.add_argument("file", nargs="?", type=Path, help="a MIDI file to open")
    parser.add_argument("--play", action="store_true", help="start playing at once")
    parser.add_argument("--theme", choices=("dark", "light"), help="instead of the system's choice")
    # For `bench`: where to report, how long to drag sliders, and where the engine runs.
    parser.add_argument("--report", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--drag", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--chores", type=float, help=argparse.SUPPRESS)
    parser.add_argument(
        "--engine", choices=("process", "thread"), default="process", help=argparse.SUPPRESS
    )


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run_studio(options: argparse.Namespace) -> int:
    if not has_display():
        sys.stderr.write(WITHOUT_WINDOW + "\n")
        return 2
    from vaecomposer.app import run_studio
    from vaecomposer.studio.studio import StudioOptions

    return run_studio(
        StudioOptions(
            options.file,
            options.theme,
            options.play,
            options.report,
            options.drag,
            options.chores,
            in_process=options.engine == "thread",
        )
    )
