"""How people play: loudness and timing by what is played and where in the bar, over training songs.

    python -m vaecomposer.training.touch_statistics FOLDER -o resources/touch.json

measures a folder in the format ``vaecomposer-notes-1`` and writes the small table that humanising begins with. Of the
songs of this project the drums are those of the Groove MIDI Dataset (CC-BY-4.0, Google LLC) and the loudness of
pitched parts that of the arrangements of POP909 (MIT). The timing of pitched parts is of no source: none with an open
licence has it as it was played. The table holds means and spreads, from which no song could be had back.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vaecomposer.errors import DataError
from vaecomposer.music.grid import DRUM_CLASSES, FIRST_ONSET
from vaecomposer.music.metre import COMPOSED_METRES, MAX_STEPS
from vaecomposer.music.piece import Role
from vaecomposer.training.songs import SongBars, load_bars
from vaecomposer.vae.tokens import BarBatch, Part

Floats = npt.NDArray[np.float64]

DRUMS, LINES = "groove", "pop909"
"""Sources that are listened to."""

_FEWEST = 20
"""Hits from which a place has a mean of its own; others have that of their class."""

_PHRASE = 4
"""Bars over which a part's level is taken."""

_PARTS = {Role.MELODY: Part.MELODY, Role.CHORDS: Part.TEXTURE, Role.BASS: Part.BASS}


def touch_table(songs: SongBars) -> dict[str, Any]:
    """The table: by class and sixteenth the mean velocity and timing (in 1/480 quarter) of drum hits; by role what
    a sixteenth adds to the velocity, what a semitone above the mean height adds, and the spread of what is left.

    Raises:
        DataError: the songs have no such drums or parts.
    """
    common = (songs.bars.metre == 0) & ~songs.valid  # 4/4
    return {
        "drums": _drums(songs.bars.take(_rows(songs, common, DRUMS, 3))),
        **{
            role.value: _line(songs.bars.take(_rows(songs, common, LINES, part - 1)), part)
            for role, part in _PARTS.items()
        },
    }


def _rows(
    songs: SongBars, common: npt.NDArray[np.bool_], source: str, column: int
) -> npt.NDArray[np.int64]:
    """Numbers of the bars of a source whose part was played."""
    assert COMPOSED_METRES[0].steps == MAX_STEPS
    number = songs.sources.index(source) if source in songs.sources else -1
    found = np.flatnonzero(common & (songs.source == number) & songs.expressive[:, column])
    if not len(found):
        raise DataError(f"The folder has no played part of the source {source}.")
    return found


def _drums(bars: BarBatch) -> dict[str, Any]:
    velocity, timing = np.zeros((2, DRUM_CLASSES, MAX_STEPS))
    anywhere = bars.drum_velocity > 0
    for drum in range(DRUM_CLASSES):
        whole = _touch(bars, anywhere & (np.arange(DRUM_CLASSES) == drum)) or _touch(bars, anywhere)
        assert whole is not None
        for step in range(MAX_STEPS):
            here = np.zeros_like(anywhere)
            here[:, step, drum] = anywhere[:, step, drum]
            found = _touch(bars, here) if here.sum() >= _FEWEST else None
            velocity[drum, step], timing[drum, step] = found or whole
    return {"velocity": _plain(velocity), "timing": _plain(timing)}


def _touch(bars: BarBatch, hits: npt.NDArray[np.bool_]) -> tuple[float, float] | None:
    """Mean velocity and timing of some hits (bars, 16, 9); None of none."""
    if not hits.any():
        return None
    return float(bars.drum_velocity[hits].mean()), float(bars.drum_micro[hits].mean())


def _line(bars: BarBatch, part: Part) -> dict[str, Any]:
    """Loudness of one part beside its own level over four bars."""
    n = len(bars) // _PHRASE * _PHRASE
    if part is Part.TEXTURE:
        velocity = bars.slot_velocity[:n].astype(float)
        pitch = np.zeros_like(velocity)
    else:
        k = part - Part.MELODY
        velocity = bars.line_velocity[:n, k].astype(float)
        pitch = bars.lines[:n, k].astype(float) - FIRST_ONSET
    shape = (-1, _PHRASE, MAX_STEPS)
    velocity, pitch = velocity.reshape(shape), pitch.reshape(shape)
    struck = velocity > 0
    count = np.maximum(struck.sum((1, 2), keepdims=True), 1)
    louder = np.where(struck, velocity - velocity.sum((1, 2), keepdims=True) / count, 0)
    height = np.where(struck, pitch - (pitch * struck).sum((1, 2), keepdims=True) / count, 0)
    by_step = louder.sum((0, 1)) / np.maximum(struck.sum((0, 1)), 1)
    rest = np.where(struck, louder - by_step, 0)
    slope = float((rest * height).sum() / max(float((height**2).sum()), 1e-9))
    left = (rest - slope * height)[struck]
    return {
        "velocity": _plain(by_step),
        "per_semitone": round(slope, 2),
        "spread": round(float(left.std()), 1) if len(left) else 0.0,
    }


def _plain(values: Floats) -> Any:
    return values.round(1).tolist()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures a folder and writes the table."""
    parser = argparse.ArgumentParser(description="How people play, over training songs.")
    parser.add_argument("folder", type=Path, help="songs in the format vaecomposer-notes-1")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the JSON file to write")
    options = parser.parse_args(arguments)
    table = touch_table(load_bars(options.folder))
    options.output.write_text(json.dumps(table) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
