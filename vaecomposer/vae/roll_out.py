"""Composing bar codes one bar after another, and within a bar one part after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from vaecomposer.vae.bars import CODE
from vaecomposer.vae.conductor import Conductor
from vaecomposer.vae.surroundings import Surroundings, surroundings
from vaecomposer.vae.tokens import Part

ORDER = (Part.HARMONY, Part.BASS, Part.MELODY, Part.TEXTURE, Part.DRUMS)
"""Within a bar: chords first, then what stands on them."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is settled before composing, for `n` phrases of equal length.

    Attributes:
        song: (n, SONG). conditions: (n, bars, SONG_CONDITIONS). form: (n, bars, FORM_FEATURES).
        recalled: (n, bars). playing: (n, bars, 5), parts that shall sound.
        codes: (n, bars, 5, CODE) of what is given. given: (n, bars, 5), where it is.
        kept: (n, bars, 5), how much of the recalled bar's code stays, 0..1.
        against: (n, bars, SONG_CONDITIONS), conditions that the music is led away from; the same as
            `conditions` for none.
    """

    song: Tensor
    conditions: Tensor
    form: Tensor
    recalled: Tensor
    playing: Tensor
    codes: Tensor
    given: Tensor
    kept: Tensor
    against: Tensor


GUIDANCE = (2.0, 2.0, 1.5, 1.0, 0.5)
"""How much farther than told each part goes from what it would be under the conditions it is led away from.

Chords and tunes carry a mode and a style; led as far, drums lose their groove.
Source: Ho and Salimans, "Classifier-free diffusion guidance" (2022), here on the means of Gaussians.
"""


SONG_GUIDANCE = 2.0
"""The same for the song latent."""


def guided(mean: Tensor, against: Tensor) -> Tensor:
    """Means of bar codes (..., 5, CODE) led away from others."""
    share = torch.tensor(GUIDANCE, device=mean.device)[:, None]
    return mean + share * (mean - against)


Settle = Callable[[int, Tensor], Tensor]
"""Takes a bar's number and its drawn harmony codes (n, CODE), and gives the codes of the chords they become."""


def roll_out(
    conductor: Conductor, outline: Outline, noise: Tensor, temperature: Tensor, settle: Settle
) -> Tensor:
    """All bar codes (n, bars, 5, CODE): what is given, and the rest drawn.

    Args:
        conductor: that predicts. outline: what is settled.
        noise: (n, bars, 5, CODE) standard normal. temperature: (n, bars, 5) its scale.
        settle: turns drawn harmony into chords, before the bar's notes are drawn to fit them.
    """
    codes = outline.codes * outline.given.unsqueeze(-1)
    present = torch.maximum(outline.playing, outline.given)
    back = torch.ones(present.shape[:2], device=codes.device)
    # Both sets of conditions in one batch, if there are two.
    times = 1 if outline.against is outline.conditions else 2
    song, form = torch.cat([outline.song] * times), torch.cat([outline.form] * times)
    playing = torch.cat([present] * times)
    conditions = torch.cat([outline.conditions, outline.against][:times])
    for bar in range(codes.shape[1]):
        around = surroundings(codes, present, back, outline.given, outline.recalled)
        # What comes later is not listened to.
        codes_so_far, known = (
            torch.cat([x[:, : bar + 1]] * times) for x in (around.codes, around.known)
        )
        heard = conductor.listen(
            song,
            conditions[:, : bar + 1],
            form[:, : bar + 1],
            playing[:, : bar + 1],
            Surroundings(codes_so_far, known),
        )[:, bar:]
        here = Surroundings(codes_so_far[:, bar:], known[:, bar:])
        told = outline.given[:, bar : bar + 1].clone()
        again = codes[torch.arange(len(codes)), outline.recalled[:, bar].clamp(min=0)]
        kept = outline.kept[:, bar] * (outline.recalled[:, bar, None] >= 0)
        own = codes[:, bar : bar + 1].clone()
        for part in ORDER:
            means, log_vars, thoughts = conductor.predict(
                heard, here, torch.cat([own] * times), torch.cat([told] * times)
            )
            mean = guided(*means.chunk(2)) if times == 2 else means
            log_var, thought = log_vars[: len(codes)], thoughts[: len(codes)]
            residual = conductor.flow.draw(
                (noise[:, bar, part] * temperature[:, bar, part, None]),
                thought[:, 0],
                torch.full((len(codes),), int(part), device=codes.device),
            )
            drawn = mean[:, 0, part] + residual * (0.5 * log_var[:, 0, part]).exp()
            drawn = torch.lerp(drawn, again[:, part], kept[:, part, None])
            if part is Part.HARMONY:
                drawn = settle(bar, drawn)
            fixed = outline.given[:, bar, part, None]
            own[:, 0, part] = torch.where(fixed > 0, own[:, 0, part], drawn)
            told[:, :, part] = present[:, bar : bar + 1, part]
        codes[:, bar] = own[:, 0] * present[:, bar, :, None]
    return codes


def empty_codes(n: int, bars: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """Nothing given: codes (n, bars, 5, CODE) and the mask (n, bars, 5)."""
    return (
        torch.zeros(n, bars, len(Part), CODE, device=device),
        torch.zeros(n, bars, len(Part), device=device),
    )
