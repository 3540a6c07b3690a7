"""What the networks are asked to minimise."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from vaecomposer.music.chord import QUALITIES
from vaecomposer.music.grid import LADDER_SLOTS
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS, MAX_STEPS
from vaecomposer.vae.bars import LOGITS, VOICES
from vaecomposer.vae.features import BarTensors
from vaecomposer.vae.tokens import Part

EXPRESSION_WEIGHT = 0.3


def gaussian_kl(mean: Tensor, log_var: Tensor, prior_mean: Tensor, prior_log_var: Tensor) -> Tensor:
    """KL divergence of two diagonal Gaussians in nats, element by element."""
    spread = (log_var.exp() + (mean - prior_mean) ** 2) / prior_log_var.exp()
    return 0.5 * (prior_log_var - log_var + spread - 1)


def standard_kl(mean: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence from the standard normal in nats, summed over the last axis."""
    zero = torch.zeros_like(mean)
    return gaussian_kl(mean, log_var, zero, zero).sum(-1)


def step_mask(metre: Tensor) -> Tensor:
    """1 for steps inside each bar: (n,) to (n, 16)."""
    steps = torch.tensor([m.steps for m in COMPOSED_METRES], device=metre.device)[metre]
    return (torch.arange(MAX_STEPS, device=metre.device) < steps[:, None]).float()


def beat_mask(metre: Tensor) -> Tensor:
    """1 for counted beats inside each bar: (n,) to (n, 4)."""
    beats = torch.tensor([m.beats for m in COMPOSED_METRES], device=metre.device)[metre]
    return (torch.arange(MAX_BEATS, device=metre.device) < beats[:, None]).float()


def harmony_loss(logits: Tensor, chords: Tensor, metre: Tensor) -> tuple[Tensor, Tensor]:
    """Nats per bar (n,) and share of beats with root and quality right (scalar).

    Args:
        logits: (n, 4, HARMONY_LOGITS). chords: (n, 4, 3). metre: (n,).
    """
    mask = beat_mask(metre)
    root, quality, bass = torch.split(logits, [12, len(QUALITIES), 12], -1)
    sounding = (chords[..., 1] > 0).float()

    def nats(part: Tensor, target: Tensor) -> Tensor:
        return F.cross_entropy(part.transpose(1, 2), target, reduction="none")

    loss = nats(quality, chords[..., 1])
    loss = loss + sounding * (nats(root, chords[..., 0]) + nats(bass, chords[..., 2]))
    right = quality.argmax(-1) == chords[..., 1]
    right = right & ((root.argmax(-1) == chords[..., 0]) | (sounding == 0))
    return (loss * mask).sum(-1), (right.float() * mask).sum() / mask.sum()


def notes_loss(out: Tensor, bars: BarTensors, part: Part) -> tuple[Tensor, Tensor]:
    """Nats per bar (n,) and share of steps right (scalar; of hits right for drums, F1).

    Args:
        out: (n, 16, OUTPUT) decoder outputs with the true steps before each given.
    """
    mask = step_mask(bars.metre)
    logits = out[..., : LOGITS[part]]
    if part in (Part.MELODY, Part.BASS):
        target = bars.lines[:, part - Part.MELODY]
        nats = F.cross_entropy(logits.transpose(1, 2), target, reduction="none")
        right = (logits.argmax(-1) == target).float()
        return (nats * mask).sum(-1), (right * mask).sum() / mask.sum()
    if part is Part.TEXTURE:
        states = logits.view(*logits.shape[:2], 3, LADDER_SLOTS)
        nats = F.cross_entropy(states.transpose(1, 2), bars.slots, reduction="none").sum(-1)
        guess, truth = states.argmax(-2) == 2, bars.slots == 2
    else:
        nats = F.binary_cross_entropy_with_logits(logits, bars.hits.float(), reduction="none").sum(
            -1
        )
        guess, truth = logits > 0, bars.hits > 0
    inside = mask.unsqueeze(-1).bool()
    hit = (guess & truth & inside).sum()
    f1 = 2 * hit / ((guess & inside).sum() + (truth & inside).sum()).clamp(min=1)
    return (nats * mask).sum(-1), f1


def expression_loss(out: Tensor, bars: BarTensors, part: Part, expressive: Tensor) -> Tensor:
    """Squared error of velocity and microtiming at onsets, per bar (n,).

    Flat scores say nothing about touch and are masked by `expressive` (n,).
    """
    first, voices = LOGITS[part], VOICES[part]
    guess = out[..., first : first + 2 * voices]
    k = part - Part.MELODY
    truth = torch.cat([bars.velocity[k], bars.micro[k]], -1)
    if part is Part.DRUMS:
        onset = bars.hits.float()
    elif part is Part.TEXTURE:
        onset = (bars.slots == 2).any(-1, keepdim=True).float()
    else:
        onset = (bars.lines[:, k] > 1).float().unsqueeze(-1)
    wrong = (guess - truth) ** 2 * torch.cat([onset, onset], -1)
    return wrong.sum((-1, -2)) * expressive.float()
