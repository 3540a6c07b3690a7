"""Bars (integer arrays) as the network's tensors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.grid import (
    DRUM_CLASSES,
    LADDER_SLOTS,
    LINE_TOKENS,
    TEXTURE_HOLD,
    TEXTURE_ONSET,
)
from vaecomposer.vae.bars import INPUT
from vaecomposer.vae.tokens import BarBatch, Part

VELOCITY_CENTRE, VELOCITY_SCALE = 80.0, 32.0
MICRO_SCALE = 30.0


@dataclass(frozen=True, slots=True)
class BarTensors:
    """A `BarBatch` on a device, integers as int64 and expression scaled to about one."""

    present: Tensor  # (n, 5)
    metre: Tensor  # (n,)
    chords: Tensor  # (n, 4, 3)
    lines: Tensor  # (n, 2, 16)
    slots: Tensor  # (n, 16, 20)
    hits: Tensor  # (n, 16, 9) 0/1
    velocity: tuple[Tensor, ...]  # four of (n, 16, voices), in the order of NOTE_PARTS
    micro: tuple[Tensor, ...]  # four of (n, 16, voices)


def quality_chroma() -> Tensor:
    """Tones of each chord quality on root C: (qualities, 12) of 0/1."""
    table = np.zeros((len(QUALITIES), 12), np.int64)
    for i, quality in enumerate(QUALITIES):
        table[i, list(Chord(0, quality, 0).tones)] = 1
    return torch.from_numpy(table)


def bar_tensors(batch: BarBatch, device: torch.device | str = "cpu") -> BarTensors:
    """Copies bars to a device."""

    def integer(array: np.ndarray[tuple[int, ...], np.dtype[np.int8]]) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(array)).to(device).long()

    def scaled_velocity(x: Tensor) -> Tensor:
        return torch.where(x > 0, (x - VELOCITY_CENTRE) / VELOCITY_SCALE, 0.0)

    lines_velocity = scaled_velocity(integer(batch.line_velocity))
    lines_micro = integer(batch.line_micro) / MICRO_SCALE
    texture_velocity = scaled_velocity(integer(batch.slot_velocity)).unsqueeze(-1)
    drum_velocity = integer(batch.drum_velocity)
    drum_micro = integer(batch.drum_micro) / MICRO_SCALE
    return BarTensors(
        torch.from_numpy(batch.present).to(device),
        integer(batch.metre),
        integer(batch.chords),
        integer(batch.lines),
        integer(batch.slots),
        (drum_velocity > 0).long(),
        (
            lines_velocity[:, 0, :, None],
            lines_velocity[:, 1, :, None],
            texture_velocity,
            scaled_velocity(drum_velocity),
        ),
        (
            lines_micro[:, 0, :, None],
            lines_micro[:, 1, :, None],
            torch.zeros_like(texture_velocity),
            drum_micro,
        ),
    )


def step_features(bars: BarTensors, part: Part) -> Tensor:
    """What sounds at each step of a part as 0/1 features: (n, 16, INPUT)."""
    if part in (Part.MELODY, Part.BASS):
        x = F.one_hot(bars.lines[:, part - Part.MELODY], LINE_TOKENS)
    elif part is Part.TEXTURE:
        x = torch.cat([bars.slots == TEXTURE_HOLD, bars.slots == TEXTURE_ONSET], -1)
    else:
        x = bars.hits
    return F.pad(x.float(), (0, INPUT - x.shape[-1]))


def expression_features(bars: BarTensors, part: Part) -> Tensor:
    """Velocity and microtiming of a part at each step: (n, 16, 2 voices)."""
    k = part - Part.MELODY
    return torch.cat([bars.velocity[k], bars.micro[k]], -1).float()


def transpose_lines(lines: Tensor, semitones: Tensor) -> Tensor:
    """Line tokens (n, ..., 16) moved by (n,) semitones; onsets outside the range keep their octave's edge."""
    shift = semitones.view(-1, *([1] * (lines.dim() - 1)))
    moved = lines + shift
    moved = torch.where(moved < 2, moved + 12, moved)
    moved = torch.where(moved >= LINE_TOKENS, moved - 12, moved)
    return torch.where(lines >= 2, moved, lines)


def transpose_chords(chords: Tensor, semitones: Tensor) -> Tensor:
    """Chords (n, 4, 3) moved by (n,) semitones; places without a chord stay empty."""
    shift = semitones.view(-1, 1)
    root, quality, bass = chords.unbind(-1)
    sounding = quality > 0
    return torch.stack(
        [
            torch.where(sounding, (root + shift) % 12, root),
            quality,
            torch.where(sounding, (bass + shift) % 12, bass),
        ],
        -1,
    )


assert max(3 * LADDER_SLOTS, 3 * DRUM_CLASSES) <= 90
