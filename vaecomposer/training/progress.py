"""Telling how training goes: a progress bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Report = Callable[[str], None]
"""Takes one line for the person who waits."""

LINE_EVERY = 250
"""Steps between two plain lines."""

_BESIDE = 58  # columns of a terminal that the bar and the words beside the figures take
_REFRESH = 0.25  # seconds between two looks at the bar: reading figures off a GPU makes it wait


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a stage is.

    Attributes:
        name: the stage's. step: optimiser steps done. share: of the whole stage, 0 to 1.
        seconds: wall-clock time spent, in earlier runs too. left: seconds still to go, None if unknown.
        rate: learning rate. figures: of the newest batch. valid: of the last validation.
    """

    name: str
    step: int
    share: float
    seconds: float
    left: float | None
    rate: float
    figures: Mapping[str, float]
    valid: Mapping[str, Any] = field(default_factory=dict)


class Screen:
    """Shows lines and standings; by itself it shows nothing (as on all processes but the first)."""

    def __call__(self, line: str) -> None:
        """Shows one line that stays."""

    def due(self, step: int) -> bool:  # noqa: ARG002
        """Whether `show` would show something after this step."""
        return False

    def show(self, standing: Standing) -> None:
        """Shows where the stage is."""

    def close(self) -> None:
        """Ends a stage's bar."""


class Lines(Screen):
    """Plain lines every so many steps."""

    def __init__(self, report: Report, every: int = LINE_EVERY) -> None:
        self._report, self._every = report, every

    def __call__(self, line: str) -> None:
        """Hands the line on."""
        self._report(line)

    def due(self, step: int) -> bool:
        """Every so many steps."""
        return step % self._every == 0

    def show(self, standing: Standing) -> None:
        """One line."""
        self._report(
            f"{standing.name} step {standing.step} {standing.seconds / 60:.1f} min "
            f"{words(standing.figures)} rate {standing.rate:.1e}"
        )


class Bar(Screen):
    """A progress bar at the foot of a terminal, with lines running above it."""

    def __init__(self) -> None:
        """Raises ImportError where `rich` is missing."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self._console = Console(highlight=False)
        self._columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=12),
            TextColumn("{task.percentage:3.0f} %"),
            TextColumn("{task.fields[left]}"),
            TextColumn("{task.fields[figures]}"),
        )
        self._new_progress = Progress
        self._progress: Any = None
        self._row: Any = None
        self._seen = 0.0

    def __call__(self, line: str) -> None:
        """Prints the line above the bar."""
        self._console.print(line, markup=False)

    def due(self, step: int) -> bool:  # noqa: ARG002
        """A few times a second."""
        return time.monotonic() - self._seen >= _REFRESH

    def show(self, standing: Standing) -> None:
        """Moves the bar, beginning it if need be."""
        self._seen = time.monotonic()
        if self._progress is None:
            self._progress = self._new_progress(*self._columns, console=self._console)
            self._row = self._progress.add_task(standing.name, total=1.0, left="", figures="")
            self._progress.start()
        shown = f"{words(standing.figures)} rate {standing.rate:.1e}"
        if standing.valid:
            shown += f" | valid {words(standing.valid)}"
        self._progress.update(
            self._row,
            description=f"{standing.name} step {standing.step}",
            completed=standing.share,
            left="" if standing.left is None else f"{_clock(standing.left)} left",
            figures=shown[: max(0, self._console.width - _BESIDE)],  # one line, however narrow
        )

    def close(self) -> None:
        """Leaves the bar as it stands."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None


def as_screen(report: Report) -> Screen:
    """The screen behind a report, or plain lines through it."""
    return report if isinstance(report, Screen) else Lines(report)


def open_screen(say: Report) -> Screen:
    """A bar where standard output is a terminal and `rich` is there, else plain lines through `say`."""
    if sys.stdout.isatty():
        try:
            return Bar()
        except ImportError:
            pass  # the bar is a nicety; the lines say the same
    return Lines(say)


def words(figures: Mapping[str, Any]) -> str:
    """Figures in one line."""
    return " ".join(
        f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items()
    )


def _clock(seconds: float) -> str:
    minutes, second = divmod(max(0, round(seconds)), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
