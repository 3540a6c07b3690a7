"""Musical wishes as they are typed in a shell: mood, form, chords, parts, sliders.

All functions raise `ComposerError` with a sentence that names what was not understood.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from vaecomposer.errors import ComposerError
from vaecomposer.music.chord import Chord
from vaecomposer.music.form import parse_form
from vaecomposer.music.key import Key
from vaecomposer.music.metre import Metre
from vaecomposer.music.naming import listed
from vaecomposer.music.progression import parse_progression


def mood_of(text: str | None) -> tuple[float, float] | None:
    """Valence and energy of ``0.5,-0.3``; None if there is no wish."""
    if text is None:
        return None
    axes = [_number(axis) for axis in text.split(",")]
    if len(axes) != 2 or not all(-1 <= axis <= 1 for axis in axes):
        raise ComposerError(
            f"{text} is not a mood; give valence and energy from -1 to 1, such as 0.5,-0.3."
        )
    return axes[0], axes[1]


def form_of(text: str | None) -> str | None:
    """The letters of ``AABA``; None if there is no wish."""
    return None if text is None else parse_form(text)


def progression_of(
    text: str | None, key: Key, metre: Metre, bars: int
) -> tuple[tuple[Chord, ...], ...] | None:
    """The chords of a typed progression, bar by bar; None if there is no wish."""
    return None if text is None else parse_progression(text, key, metre, bars)


def shape_of(wishes: Sequence[str]) -> tuple[float, ...]:
    """Values of all named sliders from ``density=40`` and the like; empty if there is no wish."""
    from vaecomposer.music.attributes import SHAPES

    if not wishes:
        return ()
    names = slider_names()
    values = [0.0] * len(SHAPES)
    for wish in wishes:
        name, value = _assignment(wish, "a slider", "density=40")
        if name not in names:
            raise ComposerError(f"{name} is not a slider I know; they are {listed(names)}.")
        values[names.index(name)] = value
    return tuple(values)


def named_sliders(wishes: Sequence[str]) -> tuple[int, ...]:
    """Numbers of the sliders that understood wishes name, in their order, each once."""
    names = slider_names()
    return tuple(dict.fromkeys(names.index(_name(wish.partition("=")[0])) for wish in wishes))


def slider_names() -> tuple[str, ...]:
    """The named sliders as they are typed, such as ``harmonic-rhythm``."""
    from vaecomposer.music.attributes import SHAPES

    return tuple(shape.name.lower().replace(" ", "-") for shape in SHAPES)


def directions_of(wishes: Sequence[str]) -> tuple[float, ...]:
    """Values of all Directions from ``1=50`` and the like."""
    from vaecomposer.latent.directions import DIRECTIONS

    numbers = [str(number) for number in range(1, DIRECTIONS + 1)]
    values = [0.0] * DIRECTIONS
    for wish in wishes:
        name, value = _assignment(wish, "a Direction", "1=50")
        if name not in numbers:
            raise ComposerError(f"{name} is not a Direction; they are numbered 1 to {DIRECTIONS}.")
        values[numbers.index(name)] = value
    return tuple(values)


def _assignment(wish: str, what: str, example: str) -> tuple[str, float]:
    name, equals, text = wish.partition("=")
    if not equals or not name.strip():
        raise ComposerError(f"{wish} does not name {what} and its value; write such as {example}.")
    value = _number(text)
    if not -100 <= value <= 100:
        raise ComposerError(f"{wish} cannot be; {what} goes from -100 to 100, such as {example}.")
    return _name(name), value


def _name(text: str) -> str:
    return text.strip().lower()


def _number(text: str) -> float:
    """A number, or one that is in no range."""
    try:
        return float(text)
    except ValueError:
        return math.nan
