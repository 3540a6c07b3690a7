"""``vaecomposer bench``: speed and size on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from vaecomposer.commands.parsing import Commands, add_command, songbook_path
from vaecomposer.errors import ComposerError


def add_to(commands: Commands) -> None:
    """Adds this family's commands."""
    parser = add_command(commands, "bench", _run_bench, "measure speed and size on this machine")
    parser.add_argument(
        "what",
        choices=("start", "decode", "live", "window", "soak"),
        help="start: window, first sound, memory; decode: slider to new notes; live: sliders dragged while playing; "
        "window: how long anything keeps the window from answering; soak: play for long with everything changing",
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--runs", type=int, help="how many starts, or how many slider moves")
    _add_live(parser)


def _add_live(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seconds",
        type=float,
        default=30.0,
        help="live, window: how long sliders are dragged (30)",
    )
    parser.add_argument("--minutes", type=float, default=60.0, help="soak: how long (60)")
    parser.add_argument(
        "--engine",
        choices=("process", "thread"),
        default="process",
        help="live: the sound in a process of its own, or in the window's",
    )


def _run_bench(options: argparse.Namespace) -> int:
    if options.runs is not None and options.runs < 1:
        raise ComposerError("At least one run is needed.")
    if options.what == "start":
        from vaecomposer.bench.start import bench_start

        return bench_start(options.runs or 3, options.json)
    if options.what == "soak":
        from vaecomposer.bench.soak import bench_soak

        return bench_soak(options.minutes, options.json)
    if options.what == "window":
        from vaecomposer.bench.window import bench_window

        return bench_window(options.seconds, options.json)
    if options.what == "live":
        from vaecomposer.bench.live import bench_live

        return bench_live(options.seconds, options.json, engine=options.engine)
    from vaecomposer.evaluation.bench_decode import bench_decode

    return bench_decode(songbook_path(), options.runs or 300, options.json)
