"""Between bars and bar codes: encoding by posterior means, greedy decoding."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.grid import (
    DRUM_CLASSES,
    FIRST_ONSET,
    LADDER_SLOTS,
    LINE_TOKENS,
    LOWEST_PITCH,
    TEXTURE_ONSET,
)
from vaecomposer.music.key import C_MAJOR, Mode
from vaecomposer.music.metre import COMPOSED_METRES, MAX_STEPS
from vaecomposer.vae.bars import (
    CODE,
    LOGITS,
    OUTPUT,
    VOICES,
    chord_features,
    condition_features,
    steps_to_beats,
)
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.decoding import NoteDecoder
from vaecomposer.vae.features import (
    MICRO_SCALE,
    VELOCITY_CENTRE,
    VELOCITY_SCALE,
    bar_tensors,
    expression_features,
    quality_chroma,
    step_features,
)
from vaecomposer.vae.tokens import MODES, NOTE_PARTS, BarBatch, Part, empty_batch

PURITY = 4.0
"""Nats that a chord loses for each tone outside the key, and a line's note outside key and chord."""

STRONG_SHARE = 1.5
"""How much of the leaning holds against key tones outside the chord, where a bar is strong."""


BASS_SHARE = 1.0
"""The same for basses elsewhere in the bar."""

CHANGE = 3.0
"""Nats that two chords in a bar must be better than one."""

ON_ROOT = 4.0
"""Nats by which a chord's root gains as its bass."""


class BarCoder:
    """Encodes and decodes bars with a songbook's bar VAEs, all parts in one batch."""

    def __init__(self, book: Songbook, device: torch.device) -> None:
        self._book, self._device = book, device
        self._chroma = quality_chroma().to(device)
        self._decoder = NoteDecoder(book.parts)
        white = [pc in C_MAJOR.scale for pc in range(12)]
        self._white = torch.tensor(white, device=device)
        self._strangers = _strangers().to(device)

    def encode(self, batch: BarBatch, conditions: Tensor) -> Tensor:
        """Posterior means (bars, 5, CODE) of all parts; those of absent parts mean nothing."""
        bars = bar_tensors(batch, self._device)
        chords = chord_features(bars.chords, self._chroma)
        means = [self._book.harmony.encode(chords, conditions)[0]]
        for part, network in zip(NOTE_PARTS, self._book.parts, strict=True):
            steps, touch = step_features(bars, part), expression_features(bars, part)
            means.append(network.encode(steps, touch, chords, conditions)[0])
        return torch.stack(means, 1)

    @property
    def device(self) -> torch.device:
        """Where the networks run."""
        return self._device

    def encode_harmony(self, chords: Tensor, conditions: Tensor) -> Tensor:
        """Posterior means (bars, CODE) of typed chords (bars, 4, 3)."""
        mean: Tensor = self._book.harmony.encode(chord_features(chords, self._chroma), conditions)[
            0
        ]
        return mean

    def conditions(self, mode: int, style: int, metre: Tensor) -> Tensor:
        """Condition features (bars, C) of one mode and style and each bar's metre."""
        index = torch.as_tensor(metre, device=self._device)
        return condition_features(
            torch.full_like(index, mode), torch.full_like(index, style), index
        )

    def decode_harmony(
        self,
        codes: Tensor,
        conditions: Tensor,
        purity: float | Tensor = 0.0,
        home: Tensor | None = None,
    ) -> Tensor:
        """Chords (bars, 4, 3) decoded from harmony codes (bars, CODE).

        `purity` (a number, or one for each bar) is taken off the log probability of a chord for each of its
        tones outside the key; `home` is added to it (see `homing.chords_home`).
        """
        joint, quality, bass = self._chord_scores(codes, conditions, purity, home)
        price = torch.as_tensor(purity, device=self._device).view(-1, 1, 1)
        best = joint[..., 1:].flatten(-2).max(-1)
        chosen_root = best.indices // (len(QUALITIES) - 1)
        chosen_quality = best.indices % (len(QUALITIES) - 1) + 1
        sounding = best.values >= quality[..., 0]
        # A chord stands on one of its own tones.
        plain = torch.stack([chosen_root, chosen_quality, chosen_root], -1)
        bass = bass - 2 * price * (chord_features(plain, self._chroma)[..., -12:] == 0)
        chords = torch.stack([chosen_root, chosen_quality, bass.argmax(-1)], -1)
        return chords * sounding.unsqueeze(-1)

    def _chord_scores(
        self, codes: Tensor, conditions: Tensor, purity: float | Tensor, home: Tensor | None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Log probabilities by beat: of chords with what leans on them (bars, 4, 12 roots, qualities), of qualities
        (bars, 4, qualities), and scores of basses (bars, 4, 12).
        """
        logits = self._book.harmony.decode(codes, conditions)
        root, quality, bass = torch.split(logits, [12, len(QUALITIES), 12], -1)
        quality = quality.log_softmax(-1)
        joint = root.log_softmax(-1).unsqueeze(-1) + quality.unsqueeze(-2)
        price = torch.as_tensor(purity, device=self._device).view(-1, 1, 1, 1)
        minor = conditions[:, MODES.index(Mode.MINOR)].long()
        joint = joint - price * self._strangers[minor].unsqueeze(1)
        return (joint if home is None else joint + home), quality, bass

    def decode_calm_harmony(
        self,
        codes: Tensor,
        conditions: Tensor,
        metre: Tensor,
        purity: float = 0.0,
        home: Tensor | None = None,
    ) -> Tensor:
        """The same with one chord for a bar, or one for each half of a bar of an even number of beats where that is
        worth a change; there is a chord everywhere, on its root where nothing speaks much for another bass.
        """
        joint, _, bass = self._chord_scores(codes, conditions, purity, home)
        joint = joint[..., 1:].flatten(-2)  # (bars, 4, chords)
        chords = torch.zeros(*joint.shape[:2], 3, dtype=torch.long, device=self._device)
        tones = self._chroma[1:]  # (qualities, 12)
        for bar, index in enumerate(metre.tolist()):
            beats = COMPOSED_METRES[index].beats
            half = beats // 2
            whole = joint[bar, :beats].sum(0).max(0)
            runs = [(0, beats, int(whole.indices))]
            if beats % 2 == 0:
                first, second = (
                    joint[bar, :half].sum(0).max(0),
                    joint[bar, half:beats].sum(0).max(0),
                )
                if float(first.values + second.values) - CHANGE > float(whole.values):
                    runs = [(0, half, int(first.indices)), (half, beats, int(second.indices))]
            for start, end, chosen in runs:
                root, quality = divmod(chosen, len(tones))
                score = bass[bar, start:end].log_softmax(-1).mean(0)
                score = score.masked_fill(tones[quality].roll(root) == 0, -torch.inf)
                score[root] += ON_ROOT
                row = torch.tensor([root, quality + 1, int(score.argmax())], device=self._device)
                chords[bar, start:end] = row
        return chords

    def in_key(
        self,
        parts: tuple[Part, ...],
        chords: Tensor,
        metre: Tensor,
        purity: float,
    ) -> Tensor:
        """A leaning for `NoteDecoder.decode`: in lines against tones outside both key and chord, and on the
        two strong places of a bar also against tones outside the chord: (16, parts, bars, OUTPUT).
        """
        bars = len(chords)
        tones = chord_features(chords, self._chroma)[..., -12:] > 0  # (bars, 4, 12)
        at_step = tones[
            torch.arange(bars, device=self._device)[:, None], steps_to_beats(metre)
        ]  # (bars, 16, 12)
        strange = ~(at_step | self._white)
        # Where no chord sounds, none can be missed.
        off_chord = ~at_step & self._white & at_step.any(-1, keepdim=True)
        leaning = torch.zeros(MAX_STEPS, len(parts), bars, OUTPUT, device=self._device)
        classes = torch.arange(LINE_TOKENS - FIRST_ONSET, device=self._device) + LOWEST_PITCH
        strong = (torch.arange(MAX_STEPS, device=self._device) % 8 == 0)[:, None]
        against = strange.float() + STRONG_SHARE * (strong & off_chord)
        # A bass that supports stands on the chord on weak beats as well.
        support = against + BASS_SHARE * (~strong & off_chord)
        for i, part in enumerate(parts):
            if part in (Part.MELODY, Part.BASS):
                loss = support if part is Part.BASS else against
                leaning[:, i, :, FIRST_ONSET:LINE_TOKENS] = -purity * loss[
                    ..., classes % 12
                ].transpose(0, 1)
        return leaning

    def decode_notes(
        self,
        parts: tuple[Part, ...],
        codes: Tensor,
        chords: Tensor,
        metre: Tensor,
        conditions: Tensor,
        leaning: Tensor | None = None,
    ) -> BarBatch:
        """Notes of some parts, decoded greedily given chords.

        Args:
            parts: in the order of `NOTE_PARTS`. codes: (bars, 5, CODE). chords: (bars, 4, 3).
            metre: (bars,). conditions: (bars, C). leaning: see `in_key`; None plays what the codes say.
        """
        chosen = codes[:, list(parts)].view(len(codes), len(parts), CODE)
        out = self._decoder.decode(
            parts,
            chosen,
            chord_features(chords, self._chroma),
            steps_to_beats(metre),
            conditions,
            leaning,
        )
        return _notes(parts, out.permute(1, 2, 0, 3).float().cpu().numpy(), chords, metre)


def _strangers() -> Tensor:
    """How many tones of each chord lie outside the white keys: (2, 12 roots, qualities).

    In the second table, for minor, the leading tone counts as inside in the dominant (E, E7).
    """
    table = torch.zeros(2, 12, len(QUALITIES))
    for i, quality in enumerate(QUALITIES):
        for root in range(12):
            tones = Chord(root, quality, root).tones
            table[:, root, i] = len(tones - C_MAJOR.scale)
            if root == 4:
                table[1, root, i] = len(tones - C_MAJOR.scale - {8})
    return table


Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def _notes(parts: tuple[Part, ...], out: Array, chords: Tensor, metre: Tensor) -> BarBatch:
    """Decoder outputs (parts, bars, 16, OUTPUT) as bars."""
    batch = empty_batch(out.shape[1])
    batch.metre[:] = metre.cpu().numpy()
    batch.chords[:] = chords.cpu().numpy()
    batch.present[:, Part.HARMONY] = (batch.chords[..., 1] > 0).any(-1)
    for part, values in zip(parts, out, strict=True):
        batch.present[:, part] = True
        first, voices = LOGITS[part], VOICES[part]
        logits, velocity, micro = np.split(
            values[..., : first + 2 * voices], [first, first + voices], -1
        )
        velocity = np.clip(np.rint(VELOCITY_CENTRE + VELOCITY_SCALE * velocity), 1, 127).astype(
            np.int8
        )
        micro = np.clip(np.rint(MICRO_SCALE * micro), -60, 60).astype(np.int8)
        if part is Part.TEXTURE:
            states = logits.reshape(*logits.shape[:2], 3, LADDER_SLOTS).argmax(-2).astype(np.int8)
            batch.slots[:] = states
            batch.slot_velocity[:] = velocity[..., 0] * (states == TEXTURE_ONSET).any(-1)
        elif part is Part.DRUMS:
            hits = logits[..., :DRUM_CLASSES] > 0
            batch.drum_velocity[:] = velocity * hits
            batch.drum_micro[:] = micro * hits
        else:
            k = part - Part.MELODY
            tokens = logits[..., :LINE_TOKENS].argmax(-1).astype(np.int8)
            batch.lines[:, k] = tokens
            batch.line_velocity[:, k] = velocity[..., 0] * (tokens > 1)
    return batch
