"""Chords as degrees of a key: ``i VI III VII``, ``ii7 V7 Imaj7``, ``bVII``, ``V7/V``."""

from __future__ import annotations

import re

from vaecomposer.music.chord import Chord, parse_chord
from vaecomposer.music.key import Key, Mode

_DEGREES = ("I", "II", "III", "IV", "V", "VI", "VII")
_NUMERAL = re.compile(
    r"^([#b♯♭]*)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(?![IVXivx])(.*)$", re.DOTALL
)
_FULL = ("°", "o", "ø", "dim", "hdim", "sus", "7sus", "m", "-")
"""Suffixes that say all of a small numeral's quality."""

_SMALL = {
    "min": "", "min6": "6", "min7": "7", "min9": "9", "min11": "11", "min13": "13",
    "minmaj7": "(maj7)", "minadd9": "(add9)", "dim": "°", "dim7": "°7", "hdim7": "ø",
}  # fmt: skip
"""Qualities of small numerals, and what stands after these."""

_MAJOR_SEVENTH = ("maj7", "(maj7)", "M7", "Δ", "Δ7")


def parse_roman(text: str, key: Key) -> Chord | None:
    """The chord of a numeral in `key`; None if it is none.

    Capitals are major, small numerals minor; what follows is written as in a chord symbol, so that ``V7`` is
    a dominant seventh, ``ii7`` a minor seventh and ``vii°`` (or ``viio``) diminished. A numeral stands on the
    mode's own degree, and diminished ``vi°`` and ``vii°`` in minor on the raised one, as in the textbooks. A
    flat counts from the major scale, so that ``bVI`` is the same chord in all modes of a tonic; a sharp
    raises the mode's own degree. After a slash stands the chord that is leant on: ``V7/ii``.
    """
    chord, slash, target = text.strip().rpartition("/")
    if not slash or text.strip().endswith("6/9"):
        return _in_key(text.strip(), key)
    leant_on = _in_key(target, key)
    if leant_on is None or leant_on.is_none:
        return None
    minor = leant_on.quality.startswith(("min", "dim", "hdim"))
    return _in_key(chord, Key(leant_on.root, Mode.MINOR if minor else Mode.MAJOR))


def roman_of(chord: Chord, key: Key) -> str | None:
    """The numeral that `parse_roman` reads as this chord in `key`; None for slash chords and unknown ones.

    Degrees of the mode come first, then flats, and sharps for what is diminished: it leads upwards.
    """
    small = chord.quality in _SMALL
    suffix = _SMALL[chord.quality] if small else str(Chord(0, chord.quality, 0))[1:]
    signs = ("", "#", "b") if "dim" in chord.quality else ("", "b", "#")
    for sign in signs:
        for degree in _DEGREES:
            text = f"{sign}{degree.lower() if small else degree}{suffix}"
            if parse_roman(text, key) == chord:
                return text
    return None


def _in_key(text: str, key: Key) -> Chord | None:
    match = _NUMERAL.match(text)
    if match is None:
        return None
    accidentals, numeral, suffix = match.groups()
    quality = _quality(suffix, small=numeral.islower())
    if quality is None:
        return None
    degree = _DEGREES.index(numeral.upper())
    sharps = sum(1 if sign in "#♯" else -1 for sign in accidentals)
    own, plain = key.mode.intervals[degree], Mode.MAJOR.intervals[degree]
    if sharps:
        # An accidental that the mode has already is a reminder.
        steps = (min(own, plain) if sharps > 0 else max(own, plain)) + sharps
    elif key.mode is Mode.MINOR and degree >= 5 and quality in ("dim", "dim7", "hdim7"):
        steps = plain
    else:
        steps = own
    root = (key.tonic + steps) % 12
    return Chord(root, quality, root)


def _quality(suffix: str, *, small: bool) -> str | None:
    if small and suffix in _MAJOR_SEVENTH:
        return "minmaj7"
    if small and suffix.startswith("maj"):
        return None
    symbol = "Cm" if small and not suffix.startswith(_FULL) and suffix != "5" else "C"
    chord = parse_chord(symbol + suffix)
    # A slash chord's bass has no place here.
    return None if chord is None or chord.bass != chord.root else chord.quality
