"""The figures behind the Shape sliders, measured on the notes that are shown."""

from __future__ import annotations

import numpy as np

from vaecomposer.music.attributes import COLUMNS, SHAPES, Statistics, measure, phrase_arrays
from vaecomposer.music.reduction import reduce_piece
from vaecomposer.session.state import SessionState

Figures = tuple[float, ...]

_PLAIN = Statistics(np.zeros(COLUMNS), np.ones(COLUMNS))
_REGISTER = 2


def measured(state: SessionState) -> Figures | None:
    """The attributes of the phrase in front as it is shown, in the order of `SHAPES`.

    NaN for those of absent parts. Energy needs the songbook's statistics and is of no use here.

    Returns:
        None without music, and for bars in metres that are not composed.
    """
    bars = state.phrase_bars()
    if state.shown is None or not bars or any(bar.metre.grid_metre is None for bar in bars):
        return None
    # Colour is measured against the key, so the grid stands on the white keys; register is heard.
    transpose = state.conditions.key.to_white_keys
    grids = reduce_piece(state.shown, bars, transpose)
    figures = measure(phrase_arrays(grids), _PLAIN)[0, : len(SHAPES)]
    figures[_REGISTER] -= transpose
    return tuple(float(figure) for figure in figures)
