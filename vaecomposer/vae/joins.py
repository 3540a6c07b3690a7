"""Choosing between versions of composed bars: the one whose lines join best to what stands around them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vaecomposer.music.chord import LADDER_TONES
from vaecomposer.music.grid import FIRST_ONSET, LOWEST_PITCH, TEXTURE_ONSET

EASY_LEAP = 4
"""Semitones that a line leaps across a bar line without being noticed; a third."""

SHARES = (1.0, 0.4)
"""How much the melody and the bass count."""

SILENT = 6.0
"""What a composed bar costs, in semitones of leap, in which a line that plays around it never plays."""

THIN = 2.0
"""What a composed bar of comping costs for every tone that it has fewer than a triad."""

APART = 12.0
"""What it costs if no onset of what is written falls together with one of what is there; none if all do."""

UNROOTED = 2.0
"""What a bar of a composed bass costs that does not begin on its chord's bass."""

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


def thinness(slots: _Int, composed: _Bools) -> float:
    """What comping costs that leaves chords incomplete: (bars, 16, 20) states, (bars,) bars that are composed."""
    struck = (slots == TEXTURE_ONSET).any(1)  # (bars, 20)
    tones = struck.reshape(len(slots), -1, LADDER_TONES).any(1).sum(1)
    missing = np.maximum(0, 3 - tones)[composed]
    return THIN * float(missing.sum())


def apartness(written: _Bools, given: _Bools, bars: _Bools) -> float:
    """What it costs that a part plays past the others.

    Args:
        written, given: (bars, 16), where the part and the others begin notes. bars: (bars,) that are composed.
    """
    mine, theirs = written[bars], given[bars].any(1)
    alone = mine[theirs] & ~given[bars][theirs]
    total = int(mine[theirs].sum())
    return APART * float(alone.sum()) / total if total else 0.0


def unsupported(tokens: _Int, chords: _Int, composed: _Bools) -> float:
    """What a bass costs that does not carry its chords: (bars, 16) tokens, (bars, 4, 3) chords, (bars,)."""
    first = tokens[:, 0].astype(np.int64)
    pitch = (first - FIRST_ONSET + LOWEST_PITCH) % 12
    carries = (first >= FIRST_ONSET) & ((pitch == chords[:, 0, 2]) | (pitch == chords[:, 0, 0]))
    wanted = composed & (chords[:, 0, 1] > 0)
    return UNROOTED * float((wanted & ~carries).sum())
