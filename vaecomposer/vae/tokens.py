"""Bars as plain integer arrays, the form in which the network and its data set read them.

numpy only, so that data sets can be built and inspected without torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.grid import (
    DRUM_CLASSES,
    FIRST_ONSET,
    LADDER_SLOTS,
    TEXTURE_ONSET,
    BarGrid,
    Drums,
    Line,
    Texture,
)
from vaecomposer.music.key import Mode
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS, MAX_STEPS

Int8 = npt.NDArray[np.int8]
MODES = tuple(Mode)


class Part(IntEnum):
    """What has a latent code of its own in every bar, in the order of the codes."""

    HARMONY = 0
    MELODY = 1
    BASS = 2
    TEXTURE = 3
    DRUMS = 4


NOTE_PARTS = (Part.MELODY, Part.BASS, Part.TEXTURE, Part.DRUMS)


@dataclass(frozen=True, slots=True)
class BarBatch:
    """`n` bars as arrays (read-only by custom).

    Attributes:
        present: (n, 5) bool, which parts the bar has.
        metre: (n,) index in `COMPOSED_METRES`.
        chords: (n, 4, 3) root, quality index, bass per beat; zeros past the bar's beats.
        lines: (n, 2, 16) tokens of melody and bass.
        line_velocity, line_micro: (n, 2, 16).
        slots: (n, 16, 20) texture states. slot_velocity: (n, 16).
        drum_velocity, drum_micro: (n, 16, 9).
    """

    present: npt.NDArray[np.bool_]
    metre: Int8
    chords: Int8
    lines: Int8
    line_velocity: Int8
    line_micro: Int8
    slots: Int8
    slot_velocity: Int8
    drum_velocity: Int8
    drum_micro: Int8

    def __len__(self) -> int:
        return len(self.metre)

    def take(self, index: npt.NDArray[np.int64]) -> BarBatch:
        """The bars at `index`."""
        return BarBatch(*(getattr(self, name)[index] for name in FIELDS))


FIELDS = tuple(BarBatch.__dataclass_fields__)


def empty_batch(n: int) -> BarBatch:
    """`n` silent bars in 4/4 without any part."""
    return BarBatch(
        np.zeros((n, len(Part)), np.bool_),
        np.zeros(n, np.int8),
        np.zeros((n, MAX_BEATS, 3), np.int8),
        np.zeros((n, 2, MAX_STEPS), np.int8),
        np.zeros((n, 2, MAX_STEPS), np.int8),
        np.zeros((n, 2, MAX_STEPS), np.int8),
        np.zeros((n, MAX_STEPS, LADDER_SLOTS), np.int8),
        np.zeros((n, MAX_STEPS), np.int8),
        np.zeros((n, MAX_STEPS, DRUM_CLASSES), np.int8),
        np.zeros((n, MAX_STEPS, DRUM_CLASSES), np.int8),
    )


def encode_bars(bars: Sequence[BarGrid]) -> BarBatch:
    """Bars as arrays; `decode_bars` is the inverse."""
    batch = empty_batch(len(bars))
    for i, bar in enumerate(bars):
        batch.metre[i] = COMPOSED_METRES.index(bar.metre)
        for beat, chord in enumerate(bar.chords):
            batch.chords[i, beat] = chord_row(chord)
        batch.present[i, Part.HARMONY] = any(not chord.is_none for chord in bar.chords)
        for k, line in enumerate((bar.melody, bar.bass)):
            if line is not None:
                batch.lines[i, k] = line.tokens
                batch.line_velocity[i, k] = line.velocity
                batch.line_micro[i, k] = line.micro
                batch.present[i, Part.MELODY + k] = True
        if bar.texture is not None:
            batch.slots[i], batch.slot_velocity[i] = bar.texture.slots, bar.texture.velocity
            batch.present[i, Part.TEXTURE] = True
        if bar.drums is not None:
            batch.drum_velocity[i], batch.drum_micro[i] = bar.drums.velocity, bar.drums.micro
            batch.present[i, Part.DRUMS] = True
    return batch


def activity(bars: BarBatch) -> npt.NDArray[np.bool_]:
    """Which parts strike anything in each bar, (n, 5); a part may be present and rest."""
    return np.stack(
        [
            (bars.chords[..., 1] > 0).any(1),
            (bars.lines[:, 0] >= FIRST_ONSET).any(1),
            (bars.lines[:, 1] >= FIRST_ONSET).any(1),
            (bars.slots == TEXTURE_ONSET).any((1, 2)),
            (bars.drum_velocity > 0).any((1, 2)),
        ],
        1,
    )


def chord_row(chord: Chord) -> tuple[int, int, int]:
    """A chord as its three numbers: root, number of its quality, bass; the inverse of `decode_chords`."""
    return chord.root, QUALITIES.index(chord.quality), chord.bass


def decode_chords(rows: Int8) -> tuple[Chord, ...]:
    """Chords of one bar from its (beats, 3) rows."""
    chords = []
    for root, quality, bass in rows.tolist():
        none = quality == 0
        chords.append(Chord(0 if none else root, QUALITIES[quality], 0 if none else bass))
    return tuple(chords)


def decode_bars(batch: BarBatch) -> tuple[BarGrid, ...]:
    """Arrays back to bars."""
    bars = []
    for i in range(len(batch)):
        metre = COMPOSED_METRES[batch.metre[i]]
        has = batch.present[i]
        lines = [
            Line(batch.lines[i, k], batch.line_velocity[i, k], batch.line_micro[i, k])
            if has[Part.MELODY + k]
            else None
            for k in range(2)
        ]
        bars.append(
            BarGrid(
                metre,
                decode_chords(batch.chords[i, : metre.beats]),
                lines[0],
                lines[1],
                Texture(batch.slots[i], batch.slot_velocity[i]) if has[Part.TEXTURE] else None,
                Drums(batch.drum_velocity[i], batch.drum_micro[i]) if has[Part.DRUMS] else None,
            )
        )
    return tuple(bars)
