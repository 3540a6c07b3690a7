"""Hearing the metre of music whose file was perhaps left at 4/4.

The strength of an onset profile's autocorrelation at the length of a bar tells twos from threes (Brown 1993,
*Determination of the meter of musical scores by autocorrelation*); where in the bar the weight lies tells 3/4
from 6/8.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note

_STEPS = 4  # sixteenths of a quarter note
FEWEST_BARS = 8
"""Less music than this many bars of 3/4 says too little."""

MARGIN = 0.12
"""How much stronger a bar of three quarters must return than one of four before a written 4/4 is doubted."""


def _profile(notes: Sequence[Note], ticks_per_quarter: int) -> npt.NDArray[np.float64]:
    """Weight of the onsets on each sixteenth: longer notes and lower ones carry the metre."""
    onset = np.array([note.onset for note in notes], np.float64)
    length = np.array([note.duration for note in notes], np.float64) / ticks_per_quarter
    low = np.array([note.pitch < 52 for note in notes], np.float64)
    step = np.rint(onset * _STEPS / ticks_per_quarter).astype(np.int64)
    profile = np.zeros(int(step.max()) + 1)
    np.add.at(profile, step, np.minimum(2.0, length) * (1 + low))
    return np.sqrt(profile)


def _returns(profile: npt.NDArray[np.float64], lag: int) -> float:
    """Correlation of a profile with itself `lag` steps later, -1..1."""
    a, b = profile[:-lag], profile[lag:]
    if a.std() == 0 or b.std() == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def triple_evidence(notes: Sequence[Note], ticks_per_quarter: int) -> float:
    """How much better bars of three quarters return than bars of four and two, about -1..1; 0 for little music."""
    if not notes:
        return 0.0
    profile = _profile(notes, ticks_per_quarter)
    if len(profile) < FEWEST_BARS * 3 * _STEPS:
        return 0.0
    three = _returns(profile, 3 * _STEPS) + _returns(profile, 6 * _STEPS)
    four = _returns(profile, 4 * _STEPS) + max(
        _returns(profile, 2 * _STEPS), _returns(profile, 8 * _STEPS)
    )
    return (three - four) / 2


def hear_metre(notes: Sequence[Note], ticks_per_quarter: int) -> Metre | None:
    """3/4 or 6/8 where notes in a file of 4/4 say so clearly, else None.

    Args:
        notes: pitched notes; bars are taken to begin at tick 0.
        ticks_per_quarter: their resolution.
    """
    if triple_evidence(notes, ticks_per_quarter) < MARGIN:
        return None
    profile = _profile(notes, ticks_per_quarter)
    bars = profile[: len(profile) // 12 * 12].reshape(-1, 12).mean(0)
    if bars.argmax() not in (0, 6):  # bars begin elsewhere: no bar line is better than a wrong one
        return None
    return Metre(6, 8) if bars[6] > max(bars[4], bars[8]) else Metre(3, 4)
