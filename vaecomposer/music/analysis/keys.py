"""Key finding after Krumhansl and Kessler (1982): correlation of the duration-weighted pitch-class
histogram with the probe-tone profiles of all 24 keys.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from vaecomposer.music.key import Key, Mode
from vaecomposer.music.note import Note

_PROFILES = {
    Mode.MAJOR: (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
    Mode.MINOR: (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
}

WRITTEN_KEY_MARGIN = 0.12
"""A written key signature is believed unless another key correlates this much better."""


FRAME_BONUS = 0.08
"""What a key gains if the music begins, and again if it ends, on its tonic in the bass: the profiles alone
hardly tell a key from its relative."""


def _framing_tones(notes: list[Note]) -> tuple[int, int]:
    """Pitch classes of the lowest tone at the beginning and at the end."""
    first, last = min(note.onset for note in notes), max(note.end for note in notes)
    opening = min(n.pitch for n in notes if n.onset == first)
    closing = min(n.pitch for n in notes if n.end == last)
    return opening % 12, closing % 12


def pitch_class_weights(notes: Iterable[Note]) -> npt.NDArray[np.float64]:
    """Sounding ticks of each pitch class, (12,)."""
    weights = np.zeros(12)
    for note in notes:
        weights[note.pitch % 12] += note.duration
    return weights


def find_key(notes: Iterable[Note], written: Key | None = None) -> Key | None:
    """The key of some (unpitched-free) notes; None if there are none.

    Args:
        notes: all pitched notes, in any order.
        written: the key signature of the file. Many programs write C major without thinking, so it is
            believed only if it fits about as well as the best key.
    """
    notes = list(notes)
    weights = pitch_class_weights(notes)
    if not weights.any() or np.ptp(weights) == 0:
        return written
    scores = {
        Key(tonic, mode): float(np.corrcoef(weights, np.roll(profile, tonic))[0, 1])
        for mode, profile in _PROFILES.items()
        for tonic in range(12)
    }
    for tonic in _framing_tones(notes):
        for key in scores:
            scores[key] += FRAME_BONUS * (key.tonic == tonic)
    best = max(scores, key=lambda key: scores[key])
    if written is None:
        return best
    fit = scores.get(written)
    if fit is None:  # a mode without a profile, such as dorian: trust the composer
        return written
    return written if fit >= scores[best] - WRITTEN_KEY_MARGIN else best
