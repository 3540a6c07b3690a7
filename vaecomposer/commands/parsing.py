"""What the commands' options share."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from vaecomposer.errors import ComposerError
from vaecomposer.music.style import STYLES

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
"""What argparse keeps the commands in; it has no public name."""

LARGEST_SEED = 10**18 - 1


class Parser(argparse.ArgumentParser):
    """A parser that takes ``-0.5,0.3`` for a value, since no option of ours begins with a digit."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._negative_number_matcher = re.compile(r"^-\.?\d")


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], summary: str
) -> argparse.ArgumentParser:
    """A command's own parser, to which its options are then added."""
    parser = commands.add_parser(
        name, help=summary, description=summary[0].upper() + summary[1:] + "."
    )
    parser.set_defaults(run=run)
    return parser


def add_midi_output(
    parser: argparse.ArgumentParser, meaning: str = "the MIDI file to write"
) -> None:
    """``-o``, which must be given."""
    parser.add_argument("-o", "--output", type=Path, required=True, help=meaning)


def add_songbook(parser: argparse.ArgumentParser) -> None:
    """``--songbook``."""
    parser.add_argument("--songbook", type=Path, help="another trained model (.safetensors)")


def add_style(parser: argparse.ArgumentParser) -> None:
    """``--style``."""
    parser.add_argument("--style", choices=(*STYLES, "any"), default="any", help="(default: any)")


def add_mood(parser: argparse.ArgumentParser) -> None:
    """``--mood``."""
    parser.add_argument(
        "--mood",
        metavar="V,E",
        help="dark to bright and gentle to driving, -1 to 1 each, such as 0.5,-0.3",
    )


def add_surprise(parser: argparse.ArgumentParser) -> None:
    """``--surprise``."""
    parser.add_argument(
        "--surprise", type=float, default=30.0, help="how daring, 0 to 100 (default: 30)"
    )


def add_seed(parser: argparse.ArgumentParser) -> None:
    """``--seed``."""
    parser.add_argument("--seed", type=int, default=1, help="same number, same notes (default: 1)")


def add_shape(parser: argparse.ArgumentParser) -> None:
    """``--shape``, which may be given more than once."""
    parser.add_argument(
        "--shape",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a named slider, -100 to 100, such as density=40 or harmonic-rhythm=-20; may be repeated",
    )


def add_bars(parser: argparse.ArgumentParser) -> None:
    """``--bars``, those that may change."""
    parser.add_argument("--bars", metavar="RANGE", help="only these, such as 5-8 or 3,9-12")


def add_parts(
    parser: argparse.ArgumentParser,
    option: str,
    what: str,
    *,
    default: str | None = None,
    required: bool = False,
) -> None:
    """An option that names parts, such as ``--lock``."""
    parser.add_argument(
        option,
        metavar="PARTS",
        default=default,
        required=required,
        help=f"which of melody,chords,bass,drums {what}",
    )


def checked_output(output: Path, *inputs: Path) -> Path:
    """The MIDI file to write.

    Raises:
        ComposerError: it has another kind of name, or is one of the files that are read.
    """
    from vaecomposer.files.music_files import MIDI_SUFFIXES

    if output.suffix.lower() not in MIDI_SUFFIXES:
        raise ComposerError(
            f"{output.name} was not written. Give it a name ending in .mid; "
            "for scores there is the command convert."
        )
    return kept_apart(output, *inputs)


def kept_apart(output: Path, *inputs: Path) -> Path:
    """The file to write.

    Raises:
        ComposerError: it is one of the files that are read, whose music would be lost.
    """
    for given in inputs:
        if output.exists() and given.exists() and output.samefile(given):
            raise ComposerError(
                f"{output.name} was not written, since it is the file that is read. "
                "Give the new one another name."
            )
    return output


def songbook_path(chosen: Path | None = None) -> Path:
    """The songbook to use: the chosen one, or the shipped one."""
    from vaecomposer.paths import models

    return chosen or models() / "studio.safetensors"


def wanted_style(options: argparse.Namespace) -> str | None:
    """The style of ``--style``, None for any."""
    return None if options.style == "any" else str(options.style)


def wanted_surprise(options: argparse.Namespace) -> float:
    """Surprise.

    Raises:
        ComposerError: it is out of range.
    """
    if not 0 <= options.surprise <= 100:
        raise ComposerError("Surprise goes from 0 to 100.")
    return float(options.surprise)


def checked_seed(seed: int) -> int:
    """The seed.

    Raises:
        ComposerError: it is longer than random numbers can be made of.
    """
    if abs(seed) > LARGEST_SEED:
        raise ComposerError("A seed has at most 18 digits.")
    return seed
