"""Trains the attribute readers of a songbook, in a minute, from cached bar codes."""

from __future__ import annotations

import numpy as np
import torch

from vaecomposer.training.attribute_statistics import SongAttributes
from vaecomposer.training.phrases import Posteriors
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.attribute_reader import READ, AttributeReader
from vaecomposer.vae.tokens import Part

BARS = 60_000


def train_readers(
    songs: SongBars,
    posteriors: Posteriors,
    attributes: SongAttributes,
    steps: int = 1500,
    seed: int = 4,
) -> tuple[dict[Part, AttributeReader], dict[str, float]]:
    """One reader for each part, and the share of variance each explains on validation songs."""
    readers, explained = {}, {}
    for part, columns in READ.items():
        rng = np.random.default_rng(seed)
        rows = np.flatnonzero(posteriors.active[:, part])
        measured = attributes.bars[rows][:, columns]
        rows = rows[~np.isnan(measured).any(1)]
        train, valid = rows[~songs.valid[rows]], rows[songs.valid[rows]][:4000]
        if len(train) < 2:
            readers[part] = AttributeReader(len(columns)).eval()
            continue
        sizes = np.bincount(songs.source[train], minlength=len(songs.sources))
        weight = 1 / np.sqrt(np.maximum(sizes, 1))[songs.source[train]]
        train = rng.choice(train, min(BARS, len(train)), replace=False, p=weight / weight.sum())
        readers[part] = _fitted(posteriors, attributes, part, train, steps, rng)
        if len(valid):
            codes = posteriors.mean[torch.from_numpy(valid), part].float()
            truth = _standard(attributes, columns, valid, train)
            with torch.no_grad():
                wrong = ((readers[part](codes) - truth) ** 2).mean(0) / truth.var(0).clamp(min=1e-3)
            explained[part.name.lower()] = float(1 - wrong.mean())
    return readers, explained


def _standard(
    attributes: SongAttributes,
    columns: tuple[int, ...],
    rows: np.ndarray,
    over: np.ndarray,
) -> torch.Tensor:
    """Attributes of some bars in the standard deviations over others, (n, columns)."""
    own, all_ = attributes.bars[rows][:, columns], attributes.bars[over][:, columns]
    return torch.from_numpy((own - all_.mean(0)) / (all_.std(0) + 1e-6)).float()


def _fitted(
    posteriors: Posteriors,
    attributes: SongAttributes,
    part: Part,
    train: np.ndarray,
    steps: int,
    rng: np.random.Generator,
) -> AttributeReader:
    """A reader fitted to some bars."""
    torch.manual_seed(int(part))
    codes = posteriors.mean[torch.from_numpy(train), part].float()
    truth = _standard(attributes, READ[part], train, train)
    reader = AttributeReader(len(READ[part]))
    over = attributes.bars[train][:, READ[part]]
    reader.centre.copy_(torch.from_numpy(over.mean(0)))
    reader.width.copy_(torch.from_numpy(over.std(0) + 1e-6))
    reader.mean.copy_(codes.mean(0))
    reader.scatter.copy_(torch.cov(codes.T) + 1e-4 * torch.eye(codes.shape[1]))
    optimizer = torch.optim.AdamW(reader.parameters(), lr=3e-3, weight_decay=1e-3)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * (1 - step / steps)
        rows = torch.from_numpy(rng.integers(0, len(codes), 512))
        # Sliders leave the posterior means: the reader must know their neighbourhood.
        near = codes[rows] + 0.1 * torch.randn(512, codes.shape[1])
        loss = torch.nn.functional.mse_loss(reader(near), truth[rows])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return reader.requires_grad_(requires_grad=False).eval()
