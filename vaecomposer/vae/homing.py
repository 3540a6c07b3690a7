"""Leanings that let a take's mode be heard: where phrases begin and end, and which tone is home.

On the white keys a major piece and its relative minor share all their tones. Songs tell them apart by what
they begin and end on and dwell on; a take of a few bars has little room for that, so it leans a little.
"""

from __future__ import annotations

import torch
from torch import Tensor

from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.form import is_phrase_end
from vaecomposer.music.grid import FIRST_ONSET, LINE_TOKENS, LOWEST_PITCH
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

OUT_OF_REACH = 30.0
"""Nats that a note of a line loses beyond it."""


def keep_in_reach(leaning: Tensor, parts: tuple[Part, ...], own: BarBatch, transpose: int) -> None:
    """Keeps written lines where they can be heard and played.

    Args:
        leaning: (16, parts, bars, OUTPUT), added to. parts: that are decoded.
        own: the music as it is. transpose: semitones from the music to the grid.
    """
    tokens = torch.arange(LINE_TOKENS - FIRST_ONSET) + FIRST_ONSET
    for part, reach in REACH.items():
        if part not in parts:
            continue
        low, high = (pitch + transpose - LOWEST_PITCH + FIRST_ONSET for pitch in reach)
        struck = own.lines[:, part - Part.MELODY]
        struck = struck[struck >= FIRST_ONSET]
        if len(struck):
            low, high = min(low, int(struck.min())), max(high, int(struck.max()))
        outside = ((tokens < low) | (tokens > high)).to(leaning.device)
        leaning[:, parts.index(part), :, FIRST_ONSET:LINE_TOKENS] -= OUT_OF_REACH * outside


SPARE = 3
"""Semitones beyond its compass that a bar may still use."""


def _third(mode: Mode) -> int:
    """Semitones from the tonic to its third."""
    return mode.intervals[2]
