"""Chords for a melody that has none, or others than it has.

The conductor proposes the harmony of each bar knowing the melody; chords that hold what the melody dwells on gain
by it; and of several harmonisations the one that holds most of it is kept.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from vaecomposer.generation.api import OperationRequest
from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.grid import FIRST_ONSET, HOLD, LOWEST_PITCH
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS
from vaecomposer.music.piece import Bar, Piece
from vaecomposer.vae.accompaniment import VERSIONS, Wish, fill, frame_of
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.holding import held_notes
from vaecomposer.vae.homing import chords_home
from vaecomposer.vae.reading import Encoded, encode_phrase
from vaecomposer.vae.rewriting import rewritten, without_chords, written
from vaecomposer.vae.tokens import Part, decode_bars
from vaecomposer.vae.variation import share_of_way

CALM = 0.8
"""Share of the usual noise."""

HELD, MISSED = 4.0, 6.0
"""Nats that a chord gains if it holds all the melody of its half bar, and loses if it holds none."""

ROOTED = 5.0
"""Nats that a chord gains if a bass that is there plays its root."""

STRESS, STRONG = 2.0, 4.0
"""How much the sixteenth on which a note begins counts beside others: on a beat, and where the bar is strong."""

BARE = 2.0
"""Nats that a chord without a third loses."""

_BARE = torch.tensor([not ({3, 4} & set(Chord(0, q, 0).tones)) for q in QUALITIES]).float()

_TONES = torch.tensor(
    [[[pc in Chord(r, q, r).tones for pc in range(12)] for q in QUALITIES] for r in range(12)]
).float()
"""(12 roots, qualities, 12 pitch classes), 1 for the tones of a chord."""


def harmonised(
    request: OperationRequest,
    bars: tuple[Bar, ...],
    kept: frozenset[int],
    book: Songbook,
    coder: BarCoder,
) -> Piece:
    """The piece with the chords of some bars found for its melody, and with the parts that play them; the very piece
    where no melody is heard in them.
    """
    piece, wanted = request.source, request.conditions
    phrase = encode_phrase(piece, bars[0].index, len(bars), request.settled, book, coder)
    if not bool(phrase.playing[0, :, Part.MELODY].any()):
        return piece
    share = share_of_way(request.amount)
    frame = frame_of(phrase, request.parts, kept)
    open_bars = [i for i, bar in enumerate(bars) if bar.index not in kept]
    given, playing, own = frame.given.clone(), frame.playing.clone(), frame.own
    assert own is not None
    own[open_bars, Part.HARMONY] = (
        playing[open_bars, Part.HARMONY] * phrase.playing[0, open_bars, Part.HARMONY]
    )
    given[open_bars, Part.HARMONY] = 0
    playing[open_bars, Part.HARMONY] = 1
    frame = replace(
        frame, given=given, playing=playing, held=held_notes(piece, request.locks, phrase, frame.written)
    )  # fmt: skip
    heard = bool(given[:, Part.BASS].any())
    home = melody_fit(phrase, with_bass=heard) + 0.5 * chords_home(
        wanted.key.mode, len(bars), coder.device
    )
    wish = Wish(wanted, request.seed, share, VERSIONS, noise=CALM, home=home)
    found = fill(frame, wish, book, coder)
    bare = without_chords(piece, [bars[i] for i in open_bars])
    if share < 1 and bool(own.any()):
        return rewritten(bare, phrase, found.notes, request.parts, kept, wanted.style, coder)
    return written(bare, phrase, decode_bars(found.notes), request.parts, kept, wanted.style)


def melody_fit(phrase: Encoded, *, with_bass: bool = False) -> Tensor:
    """What chords gain by holding the melody of their half bar, (bars, 4, 12 roots, qualities), and by standing on the
    bass; nothing where they rest.
    """
    fit = _held(_dwelt(phrase, 0))
    if not with_bass:
        return fit
    bass = _dwelt(phrase, 1)
    strongest = torch.nn.functional.one_hot(bass.argmax(-1), 12) * (bass.sum(-1, keepdim=True) > 0)
    on_root = ROOTED * strongest.unsqueeze(-1)  # (bars, 4, 12 roots, 1)
    return fit + _held(bass) + on_root


def _held(weights: Tensor) -> Tensor:
    """What chords gain by the share they hold of tones with weights (bars, 4, 12)."""
    total = weights.sum(-1, keepdim=True)
    share = weights / total.clamp(min=1.0)
    held = torch.einsum("bnp,rqp->bnrq", share, _TONES.to(share.device))
    gain = (HELD + MISSED) * held - MISSED - BARE * _BARE.to(share.device)
    return gain * (total.unsqueeze(-1) > 0)


def _dwelt(phrase: Encoded, line: int) -> Tensor:
    """How long each pitch class sounds in the half bar around every beat (the bar, if it has three), in sixteenths:
    (bars, 4, 12). What begins on a beat counts more.
    """
    weights = np.zeros((len(phrase.bars), MAX_BEATS, 12), np.float32)
    sounding: int | None = None
    for bar, (tokens, index) in enumerate(
        zip(phrase.batch.lines[:, line], phrase.batch.metre, strict=True)
    ):
        metre = COMPOSED_METRES[index]
        for step in range(metre.steps):
            token = int(tokens[step])
            if token != HOLD:
                sounding = (
                    (token - FIRST_ONSET + LOWEST_PITCH) % 12 if token >= FIRST_ONSET else None
                )
            if sounding is not None:
                begins = token != HOLD and step % metre.steps_per_beat == 0
                strong = step % (metre.steps // 2 if metre.beats % 2 == 0 else metre.steps) == 0
                stress = (STRONG if strong else STRESS) if begins else 1.0
                weights[bar, step // metre.steps_per_beat, sounding] += stress
    beats = torch.from_numpy(weights).to(phrase.codes.device)
    halves = beats.view(len(weights), MAX_BEATS // 2, 2, 12).sum(2).repeat_interleave(2, 1)
    three = torch.tensor(
        [COMPOSED_METRES[i].beats == 3 for i in phrase.batch.metre], device=beats.device
    )
    whole = beats.sum(1, keepdim=True).expand(-1, MAX_BEATS, -1)
    return torch.where(three[:, None, None], whole, halves)
