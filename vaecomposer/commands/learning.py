"""``vaecomposer learn``: a songbook from a folder of one's own music, as "Learn from my MIDI…" makes it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from vaecomposer.commands.parsing import Commands, add_command, songbook_path
from vaecomposer.errors import ComposerError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from vaecomposer.training.lesson import Gathered, Going, Judged, Wish, Written

_STEPS_BACK = 10


def add_to(commands: Commands) -> None:
    """Adds this family's command."""
    parser = add_command(
        commands, "learn", _run_learn, "let a songbook go on learning from a folder of your own music"
    )  # fmt: skip
    parser.add_argument("folder", type=Path, help="MIDI, MusicXML and ABC files, at any depth")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help="the songbook to write (.safetensors)"
    )
    parser.add_argument("--name", help="what it is called (default: the folder's name)")
    parser.add_argument(
        "--songbook", type=Path, help="the songbook it begins from (default: the one that comes along)"
    )  # fmt: skip
    parser.add_argument(
        "--minutes", type=_minutes, default=15.0, help="how long at most (default: 15)"
    )
    parser.add_argument("--accelerator", choices=("auto", "cpu", "cuda"), default="auto")


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes <= 10_000:
        raise argparse.ArgumentTypeError(f"{text} is not a number of minutes.")
    return minutes


def _run_learn(options: argparse.Namespace) -> int:
    if options.output.suffix != ".safetensors":
        raise ComposerError(f"{options.output.name} should end in .safetensors.")
    if hasattr(os, "nice"):
        os.nice(_STEPS_BACK)
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    from vaecomposer.lessons.giving import give_lesson
    from vaecomposer.training.lesson import Lesson

    name = options.name or options.folder.resolve().name
    base = songbook_path(options.songbook)
    lesson = Lesson(options.folder, name, options.output, base, options.minutes)
    console = Console(highlight=False)
    columns = (
        TextColumn("{task.description}"), BarColumn(bar_width=24), TaskProgressColumn(),
        TextColumn("{task.fields[left]}"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        shown = _Shown(bar, console)
        give_lesson(lesson, shown, shown.read, options.accelerator)
    return 0


class _Shown:
    """Shows a lesson on the terminal, and wishes nothing; Ctrl-C stops it and keeps its state."""

    def __init__(self, bar: Progress, console: Console) -> None:
        self._bar, self._console = bar, console
        self._row = bar.add_task("Reading", total=None, left="")
        self._said = ""

    def read(self, done: int, files: int) -> None:
        """How far reading is."""
        self._bar.update(self._row, completed=done, total=files, left=f"{done} of {files} files")

    def tell(self, news: Gathered | Going | Judged | Written) -> None:
        """Shows news."""
        from vaecomposer.training.lesson import Gathered, Going, Judged

        if isinstance(news, Gathered):
            for name, why in news.skipped:
                self._say(f"{name}: {why}")
            self._say(
                f"{news.songs} songs, {news.phrases} phrases; {len(news.skipped)} files skipped"
            )
            self._bar.update(self._row, description="Learning", completed=0, total=1.0, left="")
        elif isinstance(news, Going):
            left = f"{news.seconds_left / 60:.0f} min left at most"
            self._bar.update(self._row, completed=news.share, left=left)
        elif isinstance(news, Judged):
            said = _judgement(news.notes_right, news.surprise)
            if said != self._said:
                self._said = said
                self._say(f"Songs kept apart: {said}")
        else:
            said = _judgement(news.notes_right, news.surprise)
            self._say(f"{news.path}: {said}")

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False, soft_wrap=True)

    def has_wish(self) -> bool:
        """Never."""
        return False

    def next_wish(self) -> Wish:
        """Never asked for."""
        raise NotImplementedError


def _judgement(notes_right: float, surprise: float) -> str:
    right, less = 100 * notes_right, 100 * (1 - surprise)
    return f"{right:.0f} of 100 notes played back right, surprised {less:.1f} % less than at first"
