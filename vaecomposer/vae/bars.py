"""The lower level: one VAE for each part's bars.

A bar's notes become a code of `CODE` numbers; the code, the bar's chords and the conditions become notes
again, one sixteenth after another (Roberts et al. 2018, the hierarchical decoder's lower half). Harmony is
decoded in one shot, since four chords need no order. All note parts share shapes, so that sixteen bars of
four parts decode as one batch (`decoding.py`).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (torch's own name for it)

from vaecomposer.music.chord import QUALITIES
from vaecomposer.music.grid import DRUM_CLASSES, LADDER_SLOTS, LINE_TOKENS
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS, MAX_STEPS
from vaecomposer.music.style import STYLES
from vaecomposer.vae.tokens import MODES, Part

CODE = 32
"""Numbers in a part's bar code."""

HIDDEN = 320
INPUT = 96
"""Width of one step's notes as 0/1 features, the widest part's rounded up (lines need 90)."""

OUTPUT = 96
"""Width of one step's outputs: logits, then velocity, then microtiming."""

CHORD_FEATURES = 13 + len(QUALITIES) + 12 + 12
CONDITION_FEATURES = len(MODES) + len(STYLES) + 1 + len(COMPOSED_METRES)
CONTEXT = 128

LOGITS = {
    Part.MELODY: LINE_TOKENS,
    Part.BASS: LINE_TOKENS,
    Part.TEXTURE: 3 * LADDER_SLOTS,
    Part.DRUMS: DRUM_CLASSES,
}
VOICES = {Part.MELODY: 1, Part.BASS: 1, Part.TEXTURE: 1, Part.DRUMS: DRUM_CLASSES}
"""How many velocities (and microtimings) a step of each part has."""

HARMONY_LOGITS = 12 + len(QUALITIES) + 12


def condition_features(mode: Tensor, style: Tensor, metre: Tensor) -> Tensor:
    """One-hot mode, style (0 is "any") and metre: integer (...,) each to float (..., C)."""
    return torch.cat(
        [
            F.one_hot(mode.long(), len(MODES)),
            F.one_hot(style.long(), len(STYLES) + 1),
            F.one_hot(metre.long(), len(COMPOSED_METRES)),
        ],
        -1,
    ).float()


def chord_features(chords: Tensor, chroma: Tensor) -> Tensor:
    """Root, quality, bass and chroma of chords: integer (..., 3) to float (..., CHORD_FEATURES).

    Args:
        chords: root, quality index, bass.
        chroma: (qualities, 12) tones of each quality on root C.
    """
    root, quality, bass = chords.long().unbind(-1)
    sounding = (quality > 0).long()
    turn = (torch.arange(12, device=chords.device) - root.unsqueeze(-1)) % 12
    return torch.cat(
        [
            F.one_hot((root + 1) * sounding, 13),
            F.one_hot(quality, len(QUALITIES)),
            F.one_hot(bass, 12) * sounding.unsqueeze(-1),
            torch.gather(chroma[quality], -1, turn),
        ],
        -1,
    ).float()


def steps_to_beats(metre: Tensor) -> Tensor:
    """For each bar's metre, which beat each of the 16 steps belongs to: (...,) to (..., 16)."""
    table = torch.zeros(len(COMPOSED_METRES), MAX_STEPS, dtype=torch.long)
    for i, each in enumerate(COMPOSED_METRES):
        beats = torch.arange(MAX_STEPS) // each.steps_per_beat
        table[i] = beats.clamp(max=each.beats - 1)
    return table.to(metre.device)[metre.long()]


class Posterior(nn.Module):
    """Maps features to the mean and log variance of a diagonal Gaussian."""

    def __init__(self, features: int, width: int, size: int) -> None:
        super().__init__()
        self.enter = nn.Linear(features, width)
        self.middle = nn.Linear(width, width)
        self.leave = nn.Linear(width, 2 * size)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Features (n, features) to mean and log variance, two of (n, size)."""
        h = F.gelu(self.enter(x))
        h = h + F.gelu(self.middle(h))
        mean, log_var = self.leave(h).chunk(2, -1)
        return mean, log_var.clamp(-9.0, 2.0)


class HarmonyVae(nn.Module):
    """The chords of a bar: (n, 4 beats, 3) to a code and back."""

    def __init__(self) -> None:
        super().__init__()
        conditions = CONDITION_FEATURES
        self.posterior = Posterior(MAX_BEATS * CHORD_FEATURES + conditions, 384, CODE)
        self.enter = nn.Linear(CODE + conditions, 384)
        self.middle = nn.Linear(384, 384)
        self.leave = nn.Linear(384, MAX_BEATS * HARMONY_LOGITS)

    def encode(self, chords: Tensor, conditions: Tensor) -> tuple[Tensor, Tensor]:
        """Posterior of the code: chord features (n, 4, F) and conditions (n, C) to two (n, CODE)."""
        return self.posterior(torch.cat([chords.flatten(1), conditions], -1))  # type: ignore[no-any-return]

    def decode(self, code: Tensor, conditions: Tensor) -> Tensor:
        """Logits (n, 4, HARMONY_LOGITS) of root, quality and bass per beat."""
        h = F.gelu(self.enter(torch.cat([code, conditions], -1)))
        h = h + F.gelu(self.middle(h))
        out: Tensor = self.leave(h)
        return out.view(-1, MAX_BEATS, HARMONY_LOGITS)


class PartVae(nn.Module):
    """One note part's bars: step features (n, 16, INPUT) to a code and back, given the chords."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part
        voices = VOICES[part]
        self.step = nn.Linear(INPUT + 2 * voices, 112)
        self.chord = nn.Linear(CHORD_FEATURES, 48)
        features = MAX_STEPS * 112 + MAX_BEATS * 48 + CONDITION_FEATURES
        self.posterior = Posterior(features, 896, CODE)
        self.context = nn.Linear(CODE + CHORD_FEATURES + CONDITION_FEATURES + MAX_STEPS, CONTEXT)
        self.start = nn.Linear(CODE, HIDDEN)
        self.rnn = nn.GRU(INPUT + CONTEXT, HIDDEN, batch_first=True)
        self.leave = nn.Linear(HIDDEN, OUTPUT)

    def encode(
        self, steps: Tensor, expression: Tensor, chords: Tensor, conditions: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Posterior of the code, two of (n, CODE).

        Args:
            steps: (n, 16, INPUT) what sounds. expression: (n, 16, 2 voices) velocity and microtiming, scaled.
            chords: (n, 4, CHORD_FEATURES). conditions: (n, C).
        """
        notes = F.gelu(self.step(torch.cat([steps, expression], -1))).flatten(1)
        harmony = F.gelu(self.chord(chords)).flatten(1)
        return self.posterior(torch.cat([notes, harmony, conditions], -1))  # type: ignore[no-any-return]

    def contexts(self, code: Tensor, chords: Tensor, beat: Tensor, conditions: Tensor) -> Tensor:
        """What every step is told besides the notes before it: (n, 16, CONTEXT)."""
        # One linear map of (code, conditions, chord, position), taken apart so that nothing is computed twice.
        whole, chord, place = torch.split(
            self.context.weight,
            [code.shape[-1] + conditions.shape[-1], chords.shape[-1], MAX_STEPS],
            dim=1,
        )
        bar = F.linear(torch.cat([code, conditions], -1), whole, self.context.bias)
        at_beat = F.linear(chords, chord)
        at_step = torch.gather(at_beat, 1, beat.unsqueeze(-1).expand(-1, -1, CONTEXT))
        return F.gelu(bar.unsqueeze(1) + at_step + place.T)

    def decode_known(
        self, code: Tensor, before: Tensor, chords: Tensor, beat: Tensor, conditions: Tensor
    ) -> Tensor:
        """Outputs (n, 16, OUTPUT) when the steps before each are given (n, 16, INPUT), as in training."""
        context = self.contexts(code, chords, beat, conditions)
        first = torch.tanh(self.start(code)).unsqueeze(0)
        hidden, _ = self.rnn(torch.cat([before, context], -1), first)
        out: Tensor = self.leave(hidden)
        return out
