"""The upper level: a whole phrase as one point, and the conductor that unfolds it into bar codes.

The song encoder reads all bar codes of all parts and gives q(z_song | piece). The conductor predicts each
bar's codes, p(z_bar | z_song, earlier bars, conditions), as diagonal Gaussians. Asked without earlier bars
it answers for all bars in one parallel pass; that is what a slider uses.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from vaecomposer.session.state import PHRASE_BARS
from vaecomposer.vae.bars import CODE, CONDITION_FEATURES
from vaecomposer.vae.tokens import Part

SONG = 96
"""Numbers in the song latent (the Strands)."""

WIDTH = 256
HEADS = 4
CODES = len(Part) * CODE


class Block(nn.Module):
    """A pre-norm transformer block (Vaswani et al. 2017; Xiong et al. 2020)."""

    def __init__(self, *, causal: bool) -> None:
        super().__init__()
        self.causal = causal
        self.before_attention = nn.LayerNorm(WIDTH)
        self.attention = nn.Linear(WIDTH, 3 * WIDTH)
        self.after_attention = nn.Linear(WIDTH, WIDTH)
        self.before_thought = nn.LayerNorm(WIDTH)
        self.thought = nn.Linear(WIDTH, 3 * WIDTH)
        self.after_thought = nn.Linear(3 * WIDTH, WIDTH)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Args: x (n, bars, WIDTH); mask (n, 1, 1, bars), True where a bar may be looked at."""
        n, bars, _ = x.shape
        q, k, v = (
            part.view(n, bars, HEADS, -1).transpose(1, 2)
            for part in self.attention(self.before_attention(x)).chunk(3, -1)
        )
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=self.causal)
        x = x + self.after_attention(seen.transpose(1, 2).reshape(n, bars, WIDTH))
        thought: Tensor = self.after_thought(F.gelu(self.thought(self.before_thought(x))))
        return x + thought


class SongEncoder(nn.Module):
    """All bar codes of a phrase to the posterior of its song latent."""

    def __init__(self, layers: int = 3) -> None:
        super().__init__()
        self.enter = nn.Linear(CODES + len(Part) + CONDITION_FEATURES, WIDTH)
        self.place = nn.Parameter(torch.randn(PHRASE_BARS, WIDTH) * 0.02)
        self.blocks = nn.ModuleList(Block(causal=False) for _ in range(layers))
        self.norm = nn.LayerNorm(2 * WIDTH)
        self.leave = nn.Linear(2 * WIDTH, 2 * SONG)

    def forward(
        self, codes: Tensor, present: Tensor, inside: Tensor, conditions: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Mean and log variance, two of (n, SONG).

        Args:
            codes: (n, bars, 5, CODE). present: (n, bars, 5), parts that are there.
            inside: (n, bars) bool, bars that exist. conditions: (n, bars, C).
        """
        there = present.unsqueeze(-1).to(codes.dtype)
        x = torch.cat([(codes * there).flatten(2), present.to(codes.dtype), conditions], -1)
        x = self.enter(x) + self.place[: x.shape[1]]
        mask = inside[:, None, None, :]
        for block in self.blocks:
            x = block(x, mask)
        weight = inside.unsqueeze(-1).to(x.dtype)
        mean = (x * weight).sum(1) / weight.sum(1)
        most = x.masked_fill(weight == 0, -1e4).amax(1)
        centre, log_var = self.leave(self.norm(torch.cat([mean, most], -1))).chunk(2, -1)
        return centre, log_var.clamp(-9.0, 2.0)


class Conductor(nn.Module):
    """Unfolds a song latent into the codes of every bar; also holds the prior of the song latent."""

    def __init__(self, layers: int = 4) -> None:
        super().__init__()
        self.prior_enter = nn.Linear(CONDITION_FEATURES, 128)
        self.prior_leave = nn.Linear(128, 2 * SONG)
        self.song = nn.Linear(SONG, WIDTH)
        self.condition = nn.Linear(CONDITION_FEATURES + len(Part), WIDTH)
        self.history = nn.Linear(CODES + 1, WIDTH)
        self.place = nn.Parameter(torch.randn(PHRASE_BARS, WIDTH) * 0.02)
        self.fold = nn.Parameter(torch.randn(PHRASE_BARS, WIDTH) * 0.02)
        self.blocks = nn.ModuleList(Block(causal=True) for _ in range(layers))
        self.norm = nn.LayerNorm(WIDTH)
        self.leave = nn.Linear(WIDTH, 2 * CODES)

    def prior(self, conditions: Tensor) -> tuple[Tensor, Tensor]:
        """p(z_song | conditions) as mean and log variance: (n, C) to two of (n, SONG)."""
        mean, log_var = self.prior_leave(F.gelu(self.prior_enter(conditions))).chunk(2, -1)
        return mean, log_var.clamp(-4.0, 2.0)

    def forward(
        self, song: Tensor, conditions: Tensor, playing: Tensor, history: Tensor, known: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Prediction of every bar's codes, two of (n, bars, 5, CODE).

        Args:
            song: (n, SONG). conditions: (n, bars, C). playing: (n, bars, 5), parts wanted.
            history: (n, bars, 5, CODE), the codes of the bar *before* each.
            known: (n, bars), 1 where that history may be used.
        """
        seen = known.unsqueeze(-1).to(song.dtype)
        x = self.song(song).unsqueeze(1) + self.place[: conditions.shape[1]]
        # The song latent also speaks to each bar in its own way, so that one point can tell bars apart.
        x = x + self.song(song).unsqueeze(1) * self.fold[: conditions.shape[1]] * 8
        x = x + self.condition(torch.cat([conditions, playing.to(song.dtype)], -1))
        x = x + self.history(torch.cat([history.flatten(2) * seen, seen], -1))
        for block in self.blocks:
            x = block(x, None)
        mean, log_var = self.leave(self.norm(x)).chunk(2, -1)
        shape = (*x.shape[:2], len(Part), CODE)
        return mean.view(shape), log_var.clamp(-7.0, 1.5).view(shape)


def after(codes: Tensor) -> Tensor:
    """History for each bar: the codes of the bar before, zeros for the first. (n, bars, ...) alike."""
    return torch.cat([torch.zeros_like(codes[:, :1]), codes[:, :-1]], 1)
