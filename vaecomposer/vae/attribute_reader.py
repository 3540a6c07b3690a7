"""Reads a bar's named attributes off its code, and finds the code whose attributes are others.

The search of the named sliders starts here: instead of a straight line, whose effect on everything else is
left to chance, a slider follows the curve along which one attribute moves and the others stay.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from vaecomposer.vae.bars import CODE
from vaecomposer.vae.tokens import Part

READ: dict[Part, tuple[int, ...]] = {
    Part.HARMONY: (7, 8, 15),
    Part.MELODY: (0, 1, 2, 3, 4, 5),
    Part.BASS: (9,),
    Part.TEXTURE: (13,),
    Part.DRUMS: (10,),
}
"""Columns of `attributes.measure` that each part's bars are read for."""

WIDTH = 192
DAMPING = 0.05
"""Of the Gauss-Newton steps: how unsure the reader is, as a share of an attribute's standard deviation."""


class AttributeReader(nn.Module):
    """Standardised attributes of one part's bars from their codes.

    Args:
        columns: how many attributes.
    """

    mean: Tensor
    scatter: Tensor
    centre: Tensor
    width: Tensor

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.first = nn.Linear(CODE, WIDTH)
        self.second = nn.Linear(WIDTH, WIDTH)
        self.last = nn.Linear(WIDTH, columns)
        self.register_buffer("mean", torch.zeros(CODE))
        scatter = torch.zeros(CODE, CODE)
        if not scatter.is_meta:  # as songbooks are opened, this would import half of torch: 2 s
            scatter.fill_diagonal_(1.0)
        self.register_buffer("scatter", scatter)
        # Of the attributes themselves, over single bars.
        self.register_buffer("centre", torch.zeros(columns))
        self.register_buffer("width", torch.ones(columns))

    def forward(self, codes: Tensor) -> Tensor:
        """Codes (n, CODE) to attributes (n, columns), in standard deviations over single bars."""
        h = torch.tanh(self.first(codes - self.mean))
        read: Tensor = self.last(torch.tanh(self.second(h)))
        return read

    def slopes(self, codes: Tensor) -> tuple[Tensor, Tensor]:
        """Attributes (n, columns) and their derivatives (n, columns, CODE)."""
        h1 = torch.tanh(self.first(codes - self.mean))
        h2 = torch.tanh(self.second(h1))
        back = self.last.weight * (1 - h2**2).unsqueeze(1)
        back = (back @ self.second.weight) * (1 - h1**2).unsqueeze(1)
        return self.last(h2), back @ self.first.weight

    def moved(self, codes: Tensor, wanted: Tensor, steps: int = 3) -> Tensor:
        """Codes near `codes` (n, CODE) whose attributes are `wanted` (n, columns).

        Gauss-Newton steps in the metric of the codes' own covariance: of all moves with the wanted effect
        the one that real bars show most.
        """
        eye = DAMPING * torch.eye(wanted.shape[1], device=codes.device)
        for _ in range(steps):
            read, slope = self.slopes(codes)
            spread = slope @ self.scatter
            gain = torch.linalg.solve(
                spread @ slope.transpose(1, 2) + eye, (wanted - read).unsqueeze(-1)
            )
            step = (spread.transpose(1, 2) @ gain).squeeze(-1)
            # A step of more than a few spreads has left the region the reader knows.
            size = step.norm(dim=-1, keepdim=True) / self.scatter.diagonal().sum().sqrt()
            codes = codes + step / size.clamp(min=1.0)
        return codes
