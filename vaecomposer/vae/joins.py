"""Choosing between versions of composed bars: the one whose lines join best to what stands around them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vaecomposer.music.grid import FIRST_ONSET

EASY_LEAP = 4
"""Semitones that a line leaps across a bar line without being noticed; a third."""

SHARES = (1.0, 0.4)
"""How much the melody and the bass count."""

SILENT = 6.0
"""What a composed bar costs, in semitones of leap, in which a line that plays around it never plays."""

_Int = npt.NDArray[np.int8]
_Bools = npt.NDArray[np.bool_]


def leaps(tokens: _Int, composed: _Bools) -> tuple[list[int], list[int]]:
    """Semitones between consecutive notes of a line: where composed and given bars meet, and within either.

    Args:
        tokens: (bars, 16) line tokens. composed: (bars,).
    """
    bars, steps = np.nonzero(tokens >= FIRST_ONSET)
    pitch = tokens[bars, steps].astype(np.int64)
    apart = np.abs(np.diff(pitch))
    meeting = composed[bars[1:]] != composed[bars[:-1]]
    return apart[meeting].tolist(), apart[~meeting].tolist()


def unease(lines: _Int, composed: _Bools, playing: _Bools) -> float:
    """How badly composed bars join, 0 for well: leaps beyond a third across the joins, beyond an octave within,
    and bars that fall silent.

    Args:
        lines: (bars, 2, 16) tokens of melody and bass. composed: (bars,). playing: (bars, 2), lines that shall
            sound.
    """
    total = 0.0
    for k, share in enumerate(SHARES):
        if not playing[:, k].any():
            continue
        row = np.where(playing[:, k, None], lines[:, k], 0)
        across, within = leaps(row, composed)
        cost = sum(max(0, leap - EASY_LEAP) for leap in across)
        cost += sum(max(0, leap - 12) for leap in within)
        struck = (row >= FIRST_ONSET).any(1)
        total += share * (cost + SILENT * int((composed & playing[:, k] & ~struck).sum()))
    return total
