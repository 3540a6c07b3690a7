"""The command line: the studio, and the same work without a window. What each command does: `commands`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from vaecomposer import __version__
from vaecomposer.commands import (
    bench,
    compose,
    converting,
    learning,
    opening,
    operating,
    songbook,
    sound,
    studio,
    tests,
)
from vaecomposer.commands.parsing import Parser
from vaecomposer.errors import ComposerError

HANDED_ON: Mapping[str, tuple[Callable[[Sequence[str]], int], str]] = {
    "train": (songbook.run_train, "learn a songbook from a folder of songs"),
    "test": (tests.run_test, "run the program's own tests"),
}
"""Commands that read all that follows them by themselves, ``--help`` included."""


def main(arguments: Sequence[str]) -> int:
    """Runs one command; its exit status. Every expected problem is one sentence on standard error."""
    try:
        if arguments and arguments[0] in HANDED_ON:
            run, _ = HANDED_ON[arguments[0]]
            return run(list(arguments[1:]))
        options = _parser().parse_args(arguments or ["studio"])
        return int(options.run(options))
    except ComposerError as why:
        sys.stderr.write(f"{why}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="vaecomposer",
        description="Compose with sliders. Without a command the studio window opens.",
    )
    parser.add_argument("--version", action="version", version=f"VAE Composer {__version__}")
    commands = parser.add_subparsers(metavar="command")
    for family in (
        studio,
        opening,
        compose,
        operating,
        sound,
        converting,
        bench,
        songbook,
        learning,
    ):
        family.add_to(commands)
    for name, (_, summary) in HANDED_ON.items():
        commands.add_parser(name, help=summary)
    return parser
