"""``vaecomposer evaluate``, ``dataset`` and ``train``: songbooks, and the songs they are made of."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from vaecomposer.commands.parsing import Commands, add_command, songbook_path
from vaecomposer.errors import ComposerError
from vaecomposer.music.style import STYLES

_STEPS_BACK = 10


def add_to(commands: Commands) -> None:
    """Adds this family's commands, but for ``train``, which reads its own options."""
    _add_evaluate(commands)
    _add_dataset(commands)


def _add_evaluate(commands: Commands) -> None:
    parser = add_command(
        commands, "evaluate", _run_evaluate, "measure a songbook on songs it has not heard"
    )
    parser.add_argument(
        "--model", type=Path, help="the songbook (default: the one that comes along)"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of songs (.npz)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument(
        "--split",
        choices=("all", "valid", "test"),
        help="which songs (default: those not marked for training)",
    )
    parser.add_argument(
        "--full", action="store_true", help="measure on all bars and many more phrases; takes long"
    )
    parser.add_argument(
        "--only",
        action="append",
        metavar="FAMILY",
        help="measure only these, such as operations; may be repeated",
    )


def _add_dataset(commands: Commands) -> None:
    parser = add_command(
        commands, "dataset", _run_dataset, "make training songs of a folder of music"
    )
    actions = parser.add_subparsers(metavar="action", required=True)
    summary = "turn a folder of MIDI, MusicXML and ABC files into one file of training songs"
    build = add_command(actions, "build", _run_dataset, summary)
    build.add_argument("folder", type=Path, help="the folder, with folders inside it")
    build.add_argument(
        "-o", "--output", type=Path, required=True, help="the file to write, such as data.npz"
    )
    build.add_argument("--source", help="what the songs are called together (default: the folder)")
    build.add_argument("--licence", default="", help="under which the songs may be used, in words")
    build.add_argument(
        "--class",
        dest="licence_class",
        choices=("A", "B"),
        default="B",
        help="A: titles may be named in a songbook's card; B: they may not (default: B)",
    )
    build.add_argument("--style", choices=STYLES, help="of all songs, if they have one style")
    build.add_argument("--seed", type=int, default=1, help="of the split (default: 1)")
    build.add_argument(
        "--valid", type=float, default=0.06, help="share kept for validation (default: 0.06)"
    )
    build.add_argument("--test", type=float, default=0.0, help="share kept for a test (default: 0)")
    build.add_argument("--workers", type=int, help="processes (default: one a core)")
    build.add_argument("--report", type=Path, help="write what became of every file here, as JSON")


def run_train(rest: Sequence[str]) -> int:
    """Trains, with the training's own options, and leaves beside a shipped songbook what `evaluate` needs.

    It steps back behind other programs: a studio beside it stays as quick as without.
    """
    if hasattr(os, "nice"):
        os.nice(_STEPS_BACK)
    from vaecomposer.training.__main__ import main, shipped

    status = main(rest)
    if status == 0 and (found := shipped(rest)) is not None:
        from vaecomposer.evaluation.references import write_references

        songbook, songs = found
        write_references(songbook, songs)
    return status


def _run_evaluate(options: argparse.Namespace) -> int:
    from vaecomposer.evaluation.evaluate import evaluate

    return evaluate(
        songbook_path(options.model),
        options.data,
        json_path=options.json,
        split=options.split,
        full=options.full,
        only=options.only,
    )


def _run_dataset(options: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.progress import Progress

    from vaecomposer.files.music_files import MUSIC_SUFFIXES
    from vaecomposer.lessons.sources import open_sources
    from vaecomposer.training.dataset import BuildOptions, build_dataset
    from vaecomposer.training.dataset.reporting import print_report, write_report
    from vaecomposer.training.dataset.writing import SourceCard

    name = options.source or options.folder.resolve().name
    card = SourceCard(name, options.licence, options.licence_class, options.style)
    how = BuildOptions(card, options.valid, options.test, options.seed, options.workers)
    with Progress(transient=True) as bar:
        task = bar.add_task("Reading", total=None)
        report = build_dataset(
            options.folder,
            options.output,
            MUSIC_SUFFIXES,
            open_sources,
            how,
            lambda done, files: bar.update(task, completed=done, total=files),
        )
    print_report(report, Console(highlight=False))
    if options.report is not None:
        write_report(report, options.report)
    if not report.songs:
        raise ComposerError("No song is left, so nothing was written.")
    sys.stdout.write(f"{options.output}: {len(report.songs)} songs.\n")
    return 0
