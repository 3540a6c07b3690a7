"""Laying points of many dimensions out on a plane, so that like lies by like.

t-SNE (van der Maaten and Hinton 2008) with exact repulsion, row block by row block, and attraction between nearest
neighbours only. Slow and simple: ten thousand points take minutes, once in a songbook's life.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

Floats = npt.NDArray[np.float32]

PERPLEXITY = 40.0
NEIGHBOURS = 120
EXAGGERATION, EARLY = 12.0, 200
"""How much stronger attraction is at first, and for how many steps."""

STEPS = 600
_BLOCK, _CACHED = 1024, 64
"""Rows of distances looked at in one go: once for the neighbours, and in every step."""


def styled(points: Floats, styles: npt.NDArray[np.int64], weight: float) -> Floats:
    """Points (n, d) with the directions that tell styles apart added as further dimensions.

    Linear discriminants (Fisher 1936), together `weight` times as spread as the points themselves. They are read
    off the points, so that a song that sounds like another style still lies near it.

    Args:
        points: (n, d). styles: (n,) any numbers. weight: 0 for the points alone.
    """
    kinds = np.unique(styles)
    centred = points - points.mean(0)
    if weight <= 0 or len(kinds) < 2:
        return points
    means = np.stack([centred[styles == kind].mean(0) for kind in kinds])
    spreads = [np.cov(centred[styles == kind].T, bias=True) for kind in kinds]
    within = np.mean(spreads, axis=0)
    within = within + 0.05 * np.trace(within) / len(within) * np.eye(len(within))
    values, vectors = np.linalg.eigh(within)
    whitening = vectors / np.sqrt(values)
    _, _, axes = np.linalg.svd((means - means.mean(0)) @ whitening, full_matrices=False)
    told = centred @ whitening @ axes[: len(kinds) - 1].T
    scale = weight * np.sqrt(centred.var(0).sum() / told.var(0).sum())
    return np.concatenate([points, scale * told], 1).astype(np.float32)


def laid_out(points: Floats, steps: int = STEPS, perplexity: float = PERPLEXITY) -> Floats:
    """Points (n, d) on a plane, (n, 2), each axis 0..1. The same points give the same plane.

    Fewer than four points lie in a row.
    """
    n = len(points)
    if n < 4:
        return np.stack([(np.arange(n) + 0.5) / max(n, 1), np.full(n, 0.5)], 1).astype(np.float32)
    x = torch.from_numpy(points).float()
    near = min(NEIGHBOURS, n - 1)
    rows, columns, share = _affinities(x, near, min(perplexity, near / 3))
    y = _first_places(x)
    speed, gain = torch.zeros_like(y), torch.ones_like(y)
    rate = max(n / EXAGGERATION, 50.0)
    early = min(EARLY, steps // 3)
    for step in range(steps):
        stronger = EXAGGERATION if step < early else 1.0
        pull = _pull(y, rows, columns, share * stronger)
        gradient = 4 * (pull - _push(y))
        gain = torch.where(gradient.sign() == speed.sign(), gain * 0.8, gain + 0.2).clamp(min=0.01)
        speed = (0.5 if step < early else 0.8) * speed - rate * gain * gradient
        y = y + speed
        y = y - y.mean(0)
    low, high = y.quantile(0.002, 0), y.quantile(0.998, 0)
    plane = (y - low) / (high - low).clamp(min=1e-9)
    return (0.03 + 0.94 * plane).clamp(0, 1).numpy().astype(np.float32)


def _first_places(x: Tensor) -> Tensor:
    """The two principal axes, made small, (n, 2)."""
    centred = x - x.mean(0)
    _, vectors = torch.linalg.eigh(centred.T @ centred)
    axes = vectors[:, -2:].flip(1)
    signs = torch.sign(axes[axes.abs().argmax(0), torch.arange(axes.shape[1])])
    y = centred @ (axes * signs)
    if y.shape[1] < 2:
        y = torch.cat([y, torch.zeros_like(y)], 1)
    small: Tensor = 1e-2 * y / y.std(0).clamp(min=1e-9)
    return small


def _affinities(x: Tensor, near: int, perplexity: float) -> tuple[Tensor, Tensor, Tensor]:
    """Shares of nearest neighbours, symmetric, summing to 1: rows, columns and shares, (edges,) each."""
    n = len(x)
    found = [
        torch.cdist(x[i : i + _BLOCK], x).topk(near + 1, largest=False) for i in range(0, n, _BLOCK)
    ]
    index = torch.cat([f.indices for f in found])
    square = torch.cat([f.values for f in found]) ** 2
    own = index == torch.arange(n)[:, None]
    own[~own.any(1), -1] = True  # of many equal points another may have come first
    index, square = index[~own].view(n, near), square[~own].view(n, near)
    square = square - square[:, :1]
    low, high = torch.full((n, 1), 1e-12), torch.full((n, 1), 1e12)
    aim = float(np.log(perplexity))
    for _ in range(64):
        beta = (low * high).sqrt()
        share = torch.softmax(-beta * square, 1)
        entropy = -(share * share.clamp(min=1e-30).log()).sum(1, keepdim=True)
        low, high = torch.where(entropy > aim, beta, low), torch.where(entropy > aim, high, beta)
    rows = torch.arange(n)[:, None].expand(-1, near).flatten()
    columns = index.flatten()
    both = torch.cat([rows, columns]), torch.cat([columns, rows])
    return *both, share.flatten().repeat(2) / (2 * n)


def _pull(y: Tensor, rows: Tensor, columns: Tensor, share: Tensor) -> Tensor:
    """Attraction, (n, 2)."""
    apart = y[rows] - y[columns]
    force = share[:, None] * apart / (1 + (apart**2).sum(1, keepdim=True))
    return torch.zeros_like(y).index_add_(0, rows, force)


def _push(y: Tensor) -> Tensor:
    """Repulsion, (n, 2), block by block of rows: blocks that fit the processor's cache are ten times as fast."""
    n, one = len(y), torch.ones(len(y), 1)
    square = (y**2).sum(1, keepdim=True)
    # 1 + |a - b|^2 as one product of matrices.
    left = torch.cat([-2 * y, square + 1, one], 1)
    right = torch.cat([y, one, square], 1).T.contiguous()
    weighed = torch.cat([y, one], 1)
    kernels, force, total = torch.empty(_CACHED, n), torch.zeros_like(y), 0.0
    for i in range(0, n, _CACHED):
        own = y[i : i + _CACHED]
        kernel = kernels[: len(own)]
        torch.mm(left[i : i + _CACHED], right, out=kernel)
        kernel.clamp_(min=1).reciprocal_()
        total += float(kernel.sum()) - len(own)
        sums = kernel.mul_(kernel) @ weighed
        force[i : i + _CACHED] = own * sums[:, 2:] - sums[:, :2]
    return force / max(total, 1e-12)
