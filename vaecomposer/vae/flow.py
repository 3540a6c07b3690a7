"""A residual flow: what a bar code's distribution is beyond the conductor's diagonal Gaussian.

The conductor predicts a mean and a variance. Codes drawn from that Gaussian alone mix what does not go
together, since its numbers are drawn one by one. The flow learns the distribution of the standardised
residual by rectified flow matching (Liu, Gong and Liu 2023): a velocity field that carries normal noise to
residuals along straight lines. Drawing takes a few Euler steps of a small network.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from vaecomposer.vae.bars import CODE
from vaecomposer.vae.tokens import Part

FLOW = 256
STEPS = 8
"""Euler steps of one draw."""

FARTHEST = 4.0
"""Residuals beyond this many standard deviations are cut: the Gaussian was wrong there."""

_TIMES = 16


class _FlowBlock(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(FLOW, elementwise_affine=False)
        self.modulate = nn.Linear(FLOW, 2 * FLOW)
        self.enter = nn.Linear(FLOW, 2 * FLOW)
        self.leave = nn.Linear(2 * FLOW, FLOW)

    def forward(self, x: Tensor, told: Tensor) -> Tensor:
        scale, shift = self.modulate(told).chunk(2, -1)
        h = self.norm(x) * (1 + scale) + shift
        out: Tensor = x + self.leave(F.gelu(self.enter(h)))
        return out


class ResidualFlow(nn.Module):
    """Velocity field over residuals of bar codes, given what the conductor thought.

    Args:
        thought: width of the conductor's thought about a bar.
    """

    def __init__(self, thought: int, blocks: int = 3) -> None:
        super().__init__()
        self.part = nn.Embedding(len(Part), FLOW, _weight=torch.empty(len(Part), FLOW))
        # Without a device, as songbooks are opened, drawing would import half of torch: 2 s.
        if not self.part.weight.is_meta:
            nn.init.normal_(self.part.weight)
        self.thought = nn.Linear(thought, FLOW)
        self.time = nn.Linear(_TIMES, FLOW)
        self.enter = nn.Linear(CODE, FLOW)
        self.blocks = nn.ModuleList(_FlowBlock() for _ in range(blocks))
        self.leave = nn.Linear(FLOW, CODE)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    def forward(self, x: Tensor, time: Tensor, thought: Tensor, part: Tensor) -> Tensor:
        """Velocity (n, CODE) at residuals x (n, CODE) and times (n,) in 0..1, given thoughts and parts (n,)."""
        turns = torch.exp2(torch.arange(_TIMES // 2, device=x.device) - 1.0)
        angle = time.unsqueeze(-1) * turns * torch.pi
        clock = torch.cat([angle.sin(), angle.cos()], -1)
        told = F.gelu(self.thought(thought) + self.time(clock) + self.part(part))
        h = self.enter(x)
        for block in self.blocks:
            h = block(h, told)
        velocity: Tensor = self.leave(h)
        return velocity

    def loss(
        self, residual: Tensor, noise: Tensor, time: Tensor, thought: Tensor, part: Tensor
    ) -> Tensor:
        """Squared error of the velocity, (n,), averaged over the code."""
        r = residual.clamp(-FARTHEST, FARTHEST)
        x = torch.lerp(noise, r, time.unsqueeze(-1))
        wrong: Tensor = self(x, time, thought, part) - (r - noise)
        return (wrong**2).mean(-1)

    def draw(self, noise: Tensor, thought: Tensor, part: Tensor) -> Tensor:
        """Residuals (n, CODE) from noise (n, CODE); less noise keeps nearer the expected."""
        x = noise
        for i in range(STEPS):
            time = torch.full((len(x),), i / STEPS, device=x.device)
            x = x + self(x, time, thought, part) / STEPS
        return x
