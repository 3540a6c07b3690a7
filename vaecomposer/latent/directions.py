"""Directions: the principal axes of the song latent, strongest first, and what each does in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

DIRECTIONS = 16
"""How many principal sliders the studio shows."""

FULL_TRAVEL = 3.0
"""Standard deviations of the songs' posterior means that a slider's 100 stands for."""


@dataclass(frozen=True, slots=True)
class DirectionWords:
    """Words at the low and the high end of one Direction, learned from measurement."""

    low: str
    high: str


def offset(
    values: Sequence[float], axes: npt.NDArray[np.float32], spread: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Movement in latent space for slider values.

    Args:
        values: one per Direction, -100..100.
        axes: (directions, d) unit vectors. spread: (directions,) standard deviations along them.

    Returns:
        (d,) to be added to the song latent; zero for sliders at rest.
    """
    travel = np.asarray(values, np.float32) / 100 * FULL_TRAVEL * spread[: len(values)]
    moved: npt.NDArray[np.float32] = (travel @ axes[: len(values)]).astype(np.float32)
    return moved


def principal_axes(
    means: npt.NDArray[np.float32], count: int = DIRECTIONS
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """The `count` strongest principal axes of latent means (n, d): unit axes (count, d) and spread (count,).

    Each axis is turned so that its largest component is positive, which makes it reproducible.
    """
    centred = means - means.mean(0)
    covariance = np.cov(centred, rowvar=False).astype(np.float64)
    values, vectors = np.linalg.eigh(covariance)
    order = np.argsort(values)[::-1][:count]
    axes = vectors[:, order].T
    axes *= np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(1)])[:, None]
    spread = np.sqrt(np.maximum(values[order], 0))
    return axes.astype(np.float32), spread.astype(np.float32)
