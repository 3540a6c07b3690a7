"""The upper level: a whole phrase as one point, and the conductor that unfolds it into bar codes.

The song encoder reads all bar codes of all parts and gives q(z_song | piece). The conductor predicts each
bar's codes, p(z_bar | z_song, what is known around the bar, conditions), as diagonal Gaussians refined by a
residual flow. What is known may be earlier bars, the bar that the form says again, parts the musician has
given, or nothing: trained with all of these hidden at random, one network composes, accompanies and fills
gaps. Asked with nothing known it answers for all bars in one parallel pass; that is what a slider uses.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from vaecomposer.session.state import PHRASE_BARS
from vaecomposer.vae.bars import CODE, CONDITION_FEATURES
from vaecomposer.vae.flow import ResidualFlow
from vaecomposer.vae.surroundings import LAGS, PLACES, RECALL, Surroundings, nothing_known
from vaecomposer.vae.tokens import Part

SONG = 96
"""Numbers in the song latent (the Strands)."""

WIDTH = 256
HEADS = 4
CODES = len(Part) * CODE
THOUGHT = 512

MOOD_FEATURES = 4
"""Valence and energy in standard deviations of the training songs, and whether each is asked for."""

FORM_FEATURES = 4
"""Whether a form is asked for, whether the bar says an earlier one again, begins the music, ends it."""

SONG_CONDITIONS = CONDITION_FEATURES + MOOD_FEATURES


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


def _places(std: float) -> nn.Parameter:
    """Embeddings of a phrase's bars, (PHRASE_BARS, WIDTH)."""
    places = nn.Parameter(torch.empty(PHRASE_BARS, WIDTH))
    if not places.is_meta:  # as songbooks are opened, this would import half of torch: 2 s
        nn.init.normal_(places, std=std)
    return places


class SongEncoder(nn.Module):
    """All bar codes of a phrase to the posterior of its song latent."""

    def __init__(self, layers: int = 3) -> None:
        super().__init__()
        self.enter = nn.Linear(CODES + len(Part) + CONDITION_FEATURES, WIDTH)
        self.place = _places(0.02)
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
    """Unfolds a song latent into the codes of every bar; also holds the prior of the song latent.

    Within a bar every part is predicted given those parts of the bar that are already known, harmony first.
    A part's mean is a mixture of something new and of the same part some bars ago, so that saying it again
    is easily learned.
    """

    def __init__(self, layers: int = 3) -> None:
        super().__init__()
        self.prior_enter = nn.Linear(SONG_CONDITIONS, 128)
        self.prior_leave = nn.Linear(128, 2 * SONG)
        self.song = nn.Linear(SONG, WIDTH)
        self.condition = nn.Linear(SONG_CONDITIONS + FORM_FEATURES + len(Part), WIDTH)
        self.around = nn.Linear(PLACES * (CODES + len(Part)), WIDTH)
        self.place = _places(0.1)
        self.fold = nn.Linear(SONG, WIDTH)
        self.blocks = nn.ModuleList(Block(causal=True) for _ in range(layers))
        self.norm = nn.LayerNorm(WIDTH)
        self.think = nn.Sequential(
            nn.Linear(WIDTH + CODES + len(Part), THOUGHT),
            nn.GELU(),
            nn.Linear(THOUGHT, THOUGHT),
            nn.GELU(),
        )
        self.speak = nn.Linear(THOUGHT, 2 * CODES)
        self.gates = nn.Linear(THOUGHT, len(Part) * (2 + len(LAGS)))
        self.flow = ResidualFlow(THOUGHT)

    def prior(self, conditions: Tensor) -> tuple[Tensor, Tensor]:
        """p(z_song | conditions) as mean and log variance: (n, SONG_CONDITIONS) to two of (n, SONG)."""
        mean, log_var = self.prior_leave(F.gelu(self.prior_enter(conditions))).chunk(2, -1)
        return mean, log_var.clamp(-4.0, 2.0)

    def listen(
        self, song: Tensor, conditions: Tensor, form: Tensor, playing: Tensor, around: Surroundings
    ) -> Tensor:
        """What is known before each bar begins: (n, bars, WIDTH).

        Args:
            song: (n, SONG). conditions: (n, bars, SONG_CONDITIONS). form: (n, bars, FORM_FEATURES).
            playing: (n, bars, 5), parts that strike something. around: see `Surroundings`.
        """
        bars = conditions.shape[1]
        place = self.place[:bars]
        x = self.song(song).unsqueeze(1) + place
        # The song latent also speaks to each place in its own way, so that one point can tell bars apart.
        x = x + self.fold(song).unsqueeze(1) * place
        x = x + self.condition(torch.cat([conditions, form, playing.to(song.dtype)], -1))
        if around.empty:
            x = x + self.around.bias
        else:
            x = x + self.around(torch.cat([around.codes.flatten(2), around.known.flatten(2)], -1))
        for block in self.blocks:
            x = block(x, None)
        heard: Tensor = self.norm(x)
        return heard

    def predict(
        self, heard: Tensor, around: Surroundings, codes: Tensor, told: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Mean and log variance of every bar's codes, two of (n, bars, 5, CODE), and thoughts (n, bars, THOUGHT).

        Args:
            heard: from `listen`. around: the same. codes: (n, bars, 5, CODE), the bars' own codes.
            told: (n, bars, 5), 1 where such a code may be used to predict the bar's other parts.
        """
        known = told.to(heard.dtype)
        own = (codes * known.unsqueeze(-1)).flatten(2)
        thought: Tensor = self.think(torch.cat([heard, own, known], -1))
        shape = (*heard.shape[:2], len(Part), 2 * CODE)
        new, log_var = self.speak(thought).view(shape).chunk(2, -1)
        return self._recalled(thought, around, new), log_var.clamp(-7.0, 1.5), thought

    def _recalled(self, thought: Tensor, around: Surroundings, new: Tensor) -> Tensor:
        """Mixes what is new with the same part some bars ago."""
        earlier = RECALL + 1
        logits = self.gates(thought).view(*thought.shape[:2], len(Part), 1 + earlier)
        closed = around.known[:, :, :earlier].transpose(2, 3) == 0
        shares = torch.softmax(
            torch.cat([logits[..., :1], logits[..., 1:].masked_fill(closed, -1e4)], -1), -1
        )
        again = (around.codes[:, :, :earlier].transpose(2, 3) * shares[..., 1:, None]).sum(3)
        return shares[..., :1] * new + again


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
    n, bars, parts = playing.shape
    nothing = nothing_known(n, bars, parts, CODE, song.device)
    form = torch.zeros(n, bars, FORM_FEATURES, device=song.device)
    heard = conductor.listen(song, conditions, form, playing, nothing)
    codes = torch.zeros(n, bars, parts, CODE, device=song.device)
    told = torch.zeros(n, bars, parts, device=song.device)
    harmony = conductor.predict(heard, nothing, codes, told)[0][:, :, Part.HARMONY]
    own = harmony
    if harmony_shift is not None:
        at_rest, predicted = harmony_shift
        harmony = at_rest + harmony - predicted
    # Music without chords of its own is predicted as such.
    codes[:, :, Part.HARMONY] = harmony
    told[:, :, Part.HARMONY] = playing[..., Part.HARMONY]
    mean = conductor.predict(heard, nothing, codes, told)[0]
    return torch.cat([own.unsqueeze(2), mean[:, :, 1:]], 2)
