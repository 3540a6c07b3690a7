"""Phrases: the stretches of a piece that the model works on in one pass."""

from __future__ import annotations

from collections.abc import Sequence

from vaecomposer.music.piece import Bar

LONGEST_PHRASE = 16
"""Bars the model reads and composes in one pass."""


def phrases(bars: Sequence[Bar]) -> list[tuple[Bar, ...]]:
    """Consecutive bars in composed metres, cut into phrases of at most `LONGEST_PHRASE`."""
    runs: list[list[Bar]] = []
    for bar in bars:
        if bar.metre.grid_metre is None:
            runs.append([])
        elif runs and 0 < len(runs[-1]) < LONGEST_PHRASE:
            runs[-1].append(bar)
        else:
            runs.append([bar])
    return [tuple(run) for run in runs if run]
