"""Bars that lead from one piece over to another.

The end of the first and the beginning of the second are put side by side with a gap between, and the gap is
filled as `accompaniment` fills any. Both are read in the key of the first, so that lines join as they will sound;
the last chord before the second piece is the dominant of the chord it begins with, whatever its key, which is how
musicians turn a corner.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import TransitionRequest
from vaecomposer.music.arrangement import arrange
from vaecomposer.music.chord import NO_CHORD, Chord
from vaecomposer.music.key import C_MAJOR, Key
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.music.piece import COMPOSED_ROLES, Piece, Track
from vaecomposer.session.state import PHRASE_BARS, Conditions
from vaecomposer.vae.accompaniment import VERSIONS, Frame, Wish, fill
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import CODE
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import bar_conditions
from vaecomposer.vae.reading import Encoded, encode_phrase
from vaecomposer.vae.tokens import (
    FIELDS,
    NOTE_PARTS,
    BarBatch,
    Part,
    chord_row,
    decode_bars,
    empty_batch,
)

LONGEST = 4
"""Bars of a transition."""

BEFORE, AFTER = 8, 4
"""Bars of either piece that are listened to."""


def transition(request: TransitionRequest, book: Songbook, coder: BarCoder) -> Piece:
    """A piece of just the bars that lead over, in the key, tempo and metre in which `before` ends.

    Raises:
        ComposerError: too many bars, or bars in a metre the model does not know.
    """
    if not 1 <= request.bars <= LONGEST:
        raise ComposerError(f"A transition has 1 to {LONGEST} bars, not {request.bars}.")
    before, after = request.before, request.after
    if not before.bars() or not after.bars():
        raise ComposerError("A transition needs music before and after it.")
    key = before.keys[-1].key if before.keys else C_MAJOR
    wanted = Conditions(key=key, bpm=before.tempos[-1].bpm)
    last = min(BEFORE, len(before.bars()), PHRASE_BARS - request.bars - 1)
    end = encode_phrase(before, len(before.bars()) - last, last, wanted, book, coder)
    beginning = encode_phrase(after, 0, min(AFTER, len(after.bars())), wanted, book, coder)
    frame = _frame(end, beginning, request.bars, wanted, coder)
    if after.chords and frame.playing[last, Part.HARMONY]:
        second, dominant = (c.transposed(key.to_white_keys) for c in _leading_chords(after, key))
        frame = _led(frame, last + request.bars - 1, second, dominant, coder)
    notes = fill(frame, Wish(wanted, request.seed, versions=VERSIONS), book, coder).notes
    bars = notes.take(np.arange(last, last + request.bars))
    made = arrange(decode_bars(bars), key, wanted.bpm, None, f"To {after.title}")
    return replace(made, tracks=_tracks(made, before, after))


def _frame(
    end: Encoded, beginning: Encoded, gap: int, wanted: Conditions, coder: BarCoder
) -> Frame:
    """Both pieces' bars with `gap` empty ones between, in the metre in which the first ends."""
    device = coder.device
    metre = end.metre[-1:].expand(gap)
    batch = empty_batch(gap)
    batch.metre[:] = metre.cpu().numpy()
    # What plays on either side plays between.
    sides = torch.maximum(end.playing[0, -2:].amax(0), beginning.playing[0, :2].amax(0))
    sides[Part.HARMONY] = torch.maximum(end.playing[0].amax(0), beginning.playing[0].amax(0))[
        Part.HARMONY
    ]

    def between(first: Tensor, middle: Tensor, second: Tensor) -> Tensor:
        return torch.cat([first, middle.to(device), second])

    return Frame(
        codes=between(end.codes, torch.zeros(gap, len(Part), CODE), beginning.codes),
        chords=between(end.chords, torch.zeros(gap, 4, 3, dtype=torch.long), beginning.chords),
        metre=between(end.metre, metre, beginning.metre),
        conditions=between(end.conditions, bar_conditions(wanted, metre), beginning.conditions),
        given=between(
            end.present[0].float(), torch.zeros(gap, len(Part)), beginning.present[0].float()
        ),
        playing=between(end.playing[0], sides.expand(gap, -1), beginning.playing[0]),
        batch=BarBatch(
            *(
                np.concatenate(
                    [getattr(part, name) for part in (end.batch, batch, beginning.batch)]
                )
                for name in FIELDS
            )
        ),
        written=tuple(part for part in NOTE_PARTS if sides[part]),
        transpose=end.transpose,
    )


def _leading_chords(after: Piece, key: Key) -> tuple[Chord, Chord]:
    """Second and dominant seventh of the chord that a piece begins with; of its tonic if that is no chord one
    comes home to.
    """
    first, own = after.chords[0].chord, after.key or key
    goal, major = own.tonic, own.mode.is_major
    for quality in ("maj", "min"):
        if not first.is_none and Chord(first.root, quality, first.root).tones <= first.tones:
            goal, major = first.root, quality == "maj"
    second, dominant = (goal + 2) % 12, (goal + 7) % 12
    return Chord(second, "min7" if major else "hdim7", second), Chord(dominant, "7", dominant)


def _led(frame: Frame, bar: int, second: Chord, dominant: Chord, coder: BarCoder) -> Frame:
    """The frame with the last bar of the gap on two chords; on the later alone in bars of two beats."""
    beats = COMPOSED_METRES[int(frame.metre[bar])].beats
    first = second if beats > 2 else dominant
    row = torch.tensor([chord_row(NO_CHORD)] * frame.chords.shape[1])
    for beat in range(beats):
        row[beat] = torch.tensor(chord_row(first if 2 * beat < beats else dominant))
    chords, given, codes = frame.chords.clone(), frame.given.clone(), frame.codes.clone()
    chords[bar] = row.to(chords.device)
    given[bar, Part.HARMONY] = 1
    codes[bar, Part.HARMONY] = coder.encode_harmony(
        chords[bar : bar + 1], frame.conditions[bar : bar + 1]
    )[0]
    return replace(frame, chords=chords, given=given, codes=codes)


def _tracks(made: Piece, before: Piece, after: Piece) -> tuple[Track, ...]:
    """Melody, chords, bass and drums, each on the instrument that plays it before (or else after)."""
    tracks = []
    for role in COMPOSED_ROLES:
        model = before.lead(role) or after.lead(role)
        written = made.lead(role)
        notes = written.notes if written is not None else ()
        if model is not None:
            track = Track(model.name, role, model.channel, model.program, notes, (), is_lead=True)
        elif written is not None:
            track = written
        else:
            continue
        tracks.append(track)
    return tuple(tracks)
