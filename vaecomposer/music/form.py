"""Form: which bars of a phrase say again what earlier bars said."""

from __future__ import annotations

from vaecomposer.errors import MusicError

PHRASE = 4
"""Bars of the shortest phrase that carries a letter."""

MOST_LETTERS = 4
"""Letters of a form: one for each four bars of a phrase of at most 16."""

FORMS = ("AABA", "ABAB", "ABAC", "AABB", "ABBA", "AAAB", "ABCA", "ABCD", "AAAA")
"""Forms to choose from; others can be typed."""

SONG_FORM = "AABA"
"""The form of a phrase nobody gave a form: statement, repeat, contrast, return."""


def parse_form(text: str) -> str:
    """The letters of a typed form, such as ``AABA``.

    Raises:
        MusicError: with a sentence.
    """
    letters = text.strip().upper()
    if not (letters.isascii() and letters.isalpha() and len(letters) <= MOST_LETTERS):
        raise MusicError(
            f"{text} is not a form; give one to {MOST_LETTERS} letters, one for every four bars, "
            "such as AABA."
        )
    return letters


def recalled_bars(bars: int, form: str = SONG_FORM) -> tuple[int | None, ...]:
    """For each bar the earlier bar it recalls: the same place in the first phrase of its letter.

    Args:
        bars: length. form: a letter for every four bars, begun anew when it is used up.

    Returns:
        (bars,) index of the recalled bar, None where the bar is new.
    """
    first: dict[str, int] = {}
    recalled: list[int | None] = []
    for bar in range(bars):
        phrase, place = divmod(bar, PHRASE)
        letter = form[phrase % len(form)]
        start = first.setdefault(letter, phrase)
        recalled.append(None if start == phrase else start * PHRASE + place)
    return tuple(recalled)


def is_phrase_end(bar: int) -> bool:
    """Whether a bar ends its phrase, where a repeat likes to differ."""
    return bar % PHRASE == PHRASE - 1
