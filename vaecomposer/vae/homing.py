"""Leanings that let a take's mode be heard: where phrases begin and end, and which tone is home.

On the white keys a major piece and its relative minor share all their tones. Songs tell them apart by what
they begin and end on and dwell on; a take of a few bars has little room for that, so it leans a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.form import is_phrase_end
from vaecomposer.music.grid import (
    FIRST_ONSET,
    HIGHEST_PITCH,
    LADDER_LOWEST,
    LADDER_OCTAVES,
    LADDER_SLOTS,
    LINE_TOKENS,
    LOWEST_PITCH,
    TEXTURE_ONSET,
)
from vaecomposer.music.key import Mode
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS, MAX_STEPS
from vaecomposer.vae.tokens import BarBatch, Part

CHORD_HOME, CHORD_FRAME, CHORD_END = 1.8, 6.0, 2.5
"""Nats by which the tonic's chord gains anywhere, in the first and last bar, and where phrases end."""

TONE_HOME, TONE_END, RIVAL = 1.5, 3.0, 1.8
"""Nats by which the tonic gains in melodies anywhere and where phrases end, and the rival tonic loses."""


def _rival(mode: Mode) -> int:
    """The tonic with which a mode's is most easily confused: the relative major's or minor's."""
    return 9 if mode.is_major else 0


def chords_home(mode: Mode, bars: int, device: torch.device) -> Tensor:
    """What chords gain in log probability: (bars, 4, 12 roots, qualities)."""
    tonic = mode.white_tonic
    third, other = (tonic + _third(mode)) % 12, (tonic + 7 - _third(mode)) % 12
    leaning = torch.zeros(bars, MAX_BEATS, 12, len(QUALITIES))
    for i, quality in enumerate(QUALITIES):
        tones = Chord(tonic, quality, tonic).tones if i else frozenset()
        # A power chord is home as well, the other mode's triad is not.
        plain = third in tones or (quality == "5" and other not in tones)
        if plain and (tonic + 7) % 12 in tones:
            at_home = leaning[:, :, tonic, i]
            at_home += CHORD_HOME
            for bar in range(bars):
                if is_phrase_end(bar):
                    at_home[bar, 2:] += CHORD_END
            at_home[0, 0] = at_home[-1] = CHORD_FRAME
    return leaning.to(device)


def tonic_chord(mode: Mode, metre: Tensor) -> Tensor:
    """The triad of the tonic on every beat of bars in the metres `metre` (bars,): (bars, 4, 3)."""
    quality = QUALITIES.index("maj" if _third(mode) == 4 else "min")
    rows = torch.zeros(len(metre), MAX_BEATS, 3, dtype=torch.long, device=metre.device)
    for bar, index in enumerate(metre.tolist()):
        beats = COMPOSED_METRES[index].beats
        rows[bar, :beats] = torch.tensor([mode.white_tonic, quality, mode.white_tonic])
    return rows


def lean_home(leaning: Tensor, parts: tuple[Part, ...], mode: Mode) -> None:
    """Adds to a decoder's leaning (16, parts, bars, OUTPUT) what makes a melody's tonic heard."""
    if Part.MELODY not in parts:
        return
    bars = leaning.shape[2]
    tonic = mode.white_tonic
    home = torch.zeros(MAX_STEPS, bars, 12)
    home[..., tonic] += TONE_HOME
    home[..., _rival(mode)] -= RIVAL
    for bar in range(bars):
        if is_phrase_end(bar) or bar == bars - 1:
            home[MAX_STEPS // 4 :, bar, tonic] += TONE_END
            home[MAX_STEPS // 4 :, bar, (tonic + _third(mode)) % 12] += TONE_END / 3
    classes = (torch.arange(LINE_TOKENS - FIRST_ONSET) + LOWEST_PITCH) % 12
    leaning[:, parts.index(Part.MELODY), :, FIRST_ONSET:LINE_TOKENS] += home[..., classes].to(
        leaning.device
    )


BEYOND = 8.0
"""Nats that a line's note loses outside the compass its bar would have without any leaning."""


def keep_compass(leaning: Tensor, parts: tuple[Part, ...], free: BarBatch) -> None:
    """Keeps a leaning from leaping octaves for the sake of a better tone: lines stay near the compass of
    the same bars decoded without it.
    """
    tokens = torch.arange(LINE_TOKENS - FIRST_ONSET) + FIRST_ONSET
    for part in (Part.MELODY, Part.BASS):
        if part not in parts:
            continue
        line = torch.from_numpy(free.lines[:, part - Part.MELODY]).long()
        struck = line >= FIRST_ONSET
        low = torch.where(struck, line, LINE_TOKENS).amin(1, keepdim=True) - SPARE
        high = torch.where(struck, line, 0).amax(1, keepdim=True) + SPARE
        outside = ((tokens < low) | (tokens > high)) & struck.any(1, keepdim=True)
        leaning[:, parts.index(part), :, FIRST_ONSET:LINE_TOKENS] -= BEYOND * outside.to(
            leaning.device
        )


REACH = {Part.MELODY: (55, 88), Part.BASS: (28, 55)}
"""The lowest and highest pitch that is written for a line: what can be sung or played by most instruments, and what a
bass has, or what the music's own line has if it goes farther."""


LOWEST_COMPING = 40
"""The lowest pitch of comping over a bass: chords below it, which is a guitar's lowest string, are mud."""

OUT_OF_REACH = 30.0
"""Nats that a note of comping loses below that."""


def keep_off_the_bass(
    leaning: Tensor, parts: tuple[Part, ...], chords: Tensor, beats: Tensor, transpose: int
) -> None:
    """Keeps comping that is written over a bass out of its register.

    Args:
        leaning: (16, parts, bars, OUTPUT), added to. parts: that are decoded. chords: (bars, 4, 3).
        beats: (bars, 16), the beat of each sixteenth. transpose: semitones from the music to the grid.
    """
    if Part.TEXTURE not in parts:
        return
    rows = torch.arange(len(chords), device=chords.device)[:, None]
    classes = _ladders().to(chords.device)[chords[..., 0], chords[..., 1]]  # (bars, 4, 5)
    octaves = LADDER_LOWEST - transpose + 12 * torch.arange(LADDER_OCTAVES, device=chords.device)
    low = (octaves[:, None] + classes[..., None, :] < LOWEST_COMPING).flatten(-2)  # (bars, 4, 20)
    first = TEXTURE_ONSET * LADDER_SLOTS
    at_step = low[rows, beats].transpose(0, 1)
    leaning[:, parts.index(Part.TEXTURE), :, first : first + LADDER_SLOTS] -= OUT_OF_REACH * at_step


@cache
def _ladders() -> Tensor:
    """Pitch classes of the tones of every chord's ladder, (12, qualities, 5)."""
    return torch.tensor([[Chord(r, q, r).ladder for q in QUALITIES] for r in range(12)])


def in_reach(
    notes: BarBatch, parts: tuple[Part, ...], own: Sequence[BarBatch], transpose: int, bars: int
) -> BarBatch:
    """Bars whose written lines lie where they can be heard and played: what lies too low or too high is moved by
    octaves, as a whole phrase, a bar or a note, whichever does. A decoder that is told to stay above a pitch sits on
    it, whatever the chord.

    Args:
        notes: phrases one after another. parts: that are written. own: the music as it is, or several.
        transpose: semitones from the music to the grid. bars: of each phrase.
    """
    lines = notes.lines.copy()
    for part, reach in REACH.items():
        if part not in parts:
            continue
        k = part - Part.MELODY
        low, high = (pitch + transpose - LOWEST_PITCH + FIRST_ONSET for pitch in reach)
        struck = np.concatenate([batch.lines[:, k] for batch in own])
        struck = struck[struck >= FIRST_ONSET]
        if len(struck):
            low, high = min(low, int(struck.min())), max(high, int(struck.max()))
        for first in range(0, len(lines), bars):
            phrase = lines[first : first + bars, k]
            if not ((phrase >= FIRST_ONSET) & ((phrase < low) | (phrase > high))).any():
                continue
            # All of these are views, so that what is moved is moved in `lines`.
            _moved_into(phrase, low, high, MANY)
            for bar in phrase:
                _moved_into(bar, low, high, MANY)
                for step in range(len(bar)):
                    _moved_into(bar[step : step + 1], low, high, 0.0)
    return notes if (lines == notes.lines).all() else replace(notes, lines=lines)


MANY = 0.3
"""Share of the notes of a phrase or a bar that lie out of reach if all of them are moved together."""


def _moved_into(tokens: npt.NDArray[np.int8], low: int, high: int, share: float) -> None:
    """Moves tokens by octaves in place, the least that brings the most of what is struck into a compass, if more than a
    share of it lies outside.
    """
    on = tokens >= FIRST_ONSET
    own = tokens[on].astype(np.int64)

    def beyond(by: int) -> int:
        return int(((own + by < low) | (own + by > high)).sum())

    if beyond(0) <= share * len(own):
        return
    octaves = sorted(range(-60, 61, 12), key=abs)
    top = FIRST_ONSET + HIGHEST_PITCH - LOWEST_PITCH
    fitting = [by for by in octaves if own.min() + by >= FIRST_ONSET and own.max() + by <= top]
    tokens[on] = own + min(fitting, key=beyond)


SPARE = 3
"""Semitones beyond its compass that a bar may still use."""


def _third(mode: Mode) -> int:
    """Semitones from the tonic to its third."""
    return mode.intervals[2]
