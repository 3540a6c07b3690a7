"""The upper level: a whole phrase as one point, and the conductor that unfolds it into bar codes.

The song encoder reads all bar codes of all parts and gives q(z_song | piece). The conductor predicts each
bar's codes, p(z_bar | z_song, earlier bars, conditions), as diagonal Gaussians. Asked without earlier bars
it answers for all bars in one parallel pass; that is what a slider uses.
"""

from __future__ import annotations

from typing import NamedTuple

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


LAGS = (1, 2, 4, 8)
"""How many bars back the conductor looks outright: music repeats after powers of two."""


class Past(NamedTuple):
    """Codes of earlier bars for each bar.

    Attributes:
        codes: (n, bars, lags, 5, CODE), the bar `LAGS` before each.
        known: (n, bars, lags), 1 where that bar exists and may be used.
    """

    codes: Tensor
    known: Tensor


class Conductor(nn.Module):
    """Unfolds a song latent into the codes of every bar; also holds the prior of the song latent.

    Within a bar harmony comes first and the note parts are predicted given it. Every part's mean is a
    mixture of something new and of the same part some bars ago, so that saying it again is easily learned.
    """

    def __init__(self, layers: int = 3) -> None:
        super().__init__()
        self.prior_enter = nn.Linear(CONDITION_FEATURES, 128)
        self.prior_leave = nn.Linear(128, 2 * SONG)
        self.song = nn.Linear(SONG, WIDTH)
        self.condition = nn.Linear(CONDITION_FEATURES + len(Part), WIDTH)
        self.past = nn.Linear(len(LAGS) * (CODES + 1), WIDTH)
        self.place = nn.Parameter(torch.randn(PHRASE_BARS, WIDTH) * 0.1)
        self.fold = nn.Linear(SONG, WIDTH)
        self.blocks = nn.ModuleList(Block(causal=True) for _ in range(layers))
        self.norm = nn.LayerNorm(WIDTH)
        self.harmony = nn.Linear(WIDTH, 2 * CODE)
        self.given = nn.Linear(CODE + 1, WIDTH)
        self.notes = nn.Sequential(
            nn.Linear(2 * WIDTH, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, 2 * (CODES - CODE))
        )
        self.gates = nn.Linear(WIDTH, len(Part) * (1 + len(LAGS)))

    def prior(self, conditions: Tensor) -> tuple[Tensor, Tensor]:
        """p(z_song | conditions) as mean and log variance: (n, C) to two of (n, SONG)."""
        mean, log_var = self.prior_leave(F.gelu(self.prior_enter(conditions))).chunk(2, -1)
        return mean, log_var.clamp(-4.0, 2.0)

    def listen(self, song: Tensor, conditions: Tensor, playing: Tensor, past: Past) -> Tensor:
        """What is known before each bar begins: (n, bars, WIDTH).

        Args:
            song: (n, SONG). conditions: (n, bars, C). playing: (n, bars, 5), parts that
                strike something. past: see `Past`.
        """
        bars = conditions.shape[1]
        known = past.known.to(song.dtype)
        codes = past.codes.flatten(3) * known.unsqueeze(-1)
        place = self.place[:bars]
        x = self.song(song).unsqueeze(1) + place
        # The song latent also speaks to each place in its own way, so that one point can tell bars apart.
        x = x + self.fold(song).unsqueeze(1) * place
        x = x + self.condition(torch.cat([conditions, playing.to(song.dtype)], -1))
        x = x + self.past(torch.cat([codes.flatten(2), known], -1))
        for block in self.blocks:
            x = block(x, None)
        heard: Tensor = self.norm(x)
        return heard

    def predict(
        self, heard: Tensor, past: Past, harmony: Tensor, given: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Mean and log variance of every bar's codes, two of (n, bars, 5, CODE).

        Args:
            heard: from `listen`. past: the same. harmony: (n, bars, CODE), the bars' harmony codes.
            given: (n, bars), 1 where that harmony may be used.
        """
        known = given.unsqueeze(-1).to(heard.dtype)
        chords = self.given(torch.cat([harmony * known, known], -1))
        out = torch.cat([self.harmony(heard), self.notes(torch.cat([heard, chords], -1))], -1)
        shape = (*heard.shape[:2], len(Part), 2 * CODE)
        new, log_var = out.view(shape).chunk(2, -1)
        return self._recalled(heard, past, new), log_var.clamp(-7.0, 1.5)

    def _recalled(self, heard: Tensor, past: Past, new: Tensor) -> Tensor:
        """Mixes what is new with the same part some bars ago."""
        logits = self.gates(heard).view(*heard.shape[:2], len(Part), 1 + len(LAGS))
        closed = (past.known == 0).unsqueeze(2).expand(-1, -1, len(Part), -1)
        shares = torch.softmax(
            torch.cat([logits[..., :1], logits[..., 1:].masked_fill(closed, -1e4)], -1), -1
        )
        again = (past.codes.transpose(2, 3) * shares[..., 1:, None]).sum(3)
        return shares[..., :1] * new + again


def past_of(codes: Tensor, present: Tensor, usable: Tensor) -> Past:
    """The past of every bar of known codes.

    Args:
        codes: (n, bars, 5, CODE), zeros for parts that are absent. present: (n, bars), bars that exist.
        usable: (n, bars), 1 where a bar may look back.
    """
    rows, known = [], []
    for lag in LAGS:
        kept = max(0, codes.shape[1] - lag)
        rows.append(F.pad(codes[:, :kept], (0, 0, 0, 0, codes.shape[1] - kept, 0)))
        known.append(F.pad(present[:, :kept].to(codes.dtype), (codes.shape[1] - kept, 0)) * usable)
    return Past(torch.stack(rows, 2), torch.stack(known, 2))


def no_past(like: Tensor) -> Past:
    """Nothing known before any bar, shaped for codes (n, bars, 5, CODE)."""
    n, bars = like.shape[:2]
    codes = torch.zeros(n, bars, len(LAGS), len(Part), CODE, dtype=like.dtype, device=like.device)
    return Past(codes, codes[..., 0, 0])


def unfold(
    conductor: Conductor,
    song: Tensor,
    conditions: Tensor,
    playing: Tensor,
    harmony_shift: tuple[Tensor, Tensor] | None = None,
) -> Tensor:
    """Every bar's codes from the song latent alone, in one parallel pass: (n, bars, 5, CODE).

    Args:
        conductor: to unfold with. song, conditions, playing: see `Conductor.listen`.
        harmony_shift: the harmony codes at rest and the conductor's harmony for the latent at rest, both
            (n, bars, CODE). The note parts are then predicted over the former moved by the difference,
            instead of over the predicted harmony itself.
    """
    nothing = no_past(torch.zeros(*playing.shape, CODE, device=song.device))
    heard = conductor.listen(song, conditions, playing, nothing)
    unknown = torch.zeros(playing.shape[:2], device=song.device)
    blank = nothing.codes[:, :, 0, 0]
    harmony = conductor.predict(heard, nothing, blank, unknown)[0][:, :, Part.HARMONY]
    if harmony_shift is not None:
        at_rest, predicted = harmony_shift
        harmony = at_rest + harmony - predicted
    # Music without chords of its own is predicted as such.
    given = playing[..., Part.HARMONY].to(song.dtype)
    return conductor.predict(heard, nothing, harmony, given)[0]
