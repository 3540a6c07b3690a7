"""Printing and keeping measured figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from vaecomposer.errors import ComposerError


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number beside its goal.

    Attributes:
        name: what was measured. unit: of value and goal.
        value: measured. goal: at most this, or None where it is only reported.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        return None if self.goal is None else self.value <= self.goal


def percentiles(
    name: str, values: Sequence[float], unit: str, goal: float | None = None
) -> list[Figure]:
    """Median, 95th and 99th percentile; the goal is for the 95th."""
    middle, high, highest = np.percentile(values, [50, 95, 99])
    return [
        Figure(f"{name}, median", float(middle), unit),
        Figure(f"{name}, 95th percentile", float(high), unit, goal),
        Figure(f"{name}, 99th percentile", float(highest), unit),
    ]


def show(title: str, figures: Sequence[Figure], json_path: Path | None) -> None:
    """Prints a table, and writes the figures as JSON where asked."""
    table = Table(title=title, title_justify="left")
    for heading in ("figure", "measured", "goal", ""):
        table.add_column(heading, justify="right" if heading in ("measured", "goal") else "left")
    for figure in figures:
        goal = "" if figure.goal is None else f"<= {figure.goal:g} {figure.unit}"
        verdict = "" if figure.met is None else ("met" if figure.met else "not met")
        table.add_row(figure.name, f"{figure.value:.1f} {figure.unit}", goal, verdict)
    Console().print(table)
    if json_path is not None:
        rows = [{**asdict(figure), "met": figure.met} for figure in figures]
        try:
            json_path.parent.mkdir(parents=True, exist_ok=True)
            json_path.write_text(json.dumps({"title": title, "figures": rows}, indent=1) + "\n")
        except OSError as why:
            raise ComposerError(f"{json_path} was not written ({why.strerror}).") from why
