"""Finding by words: every word typed must be found, best at the beginning of a word. Pure."""

from __future__ import annotations


def score(query: str, text: str) -> float | None:
    """How well a text fits what is typed: the higher the better; None if it does not."""
    words = text.casefold().replace("-", " ").split()
    total = 0.0
    for typed in query.casefold().split():
        best = max((_fit(typed, word, place) for place, word in enumerate(words)), default=0.0)
        if best <= 0:
            return None
        total += best
    return total - len(words) / 100


def _fit(typed: str, word: str, place: int) -> float:
    """How well one word fits: whole, at its beginning, inside, or its letters in turn."""
    if word == typed:
        return 4.0 - place / 50
    if word.startswith(typed):
        return 3.0 - place / 50
    if typed in word:
        return 2.0 - place / 50
    letters = iter(word)
    in_turn = len(typed) > 1 and word[:1] == typed[:1] and all(c in letters for c in typed)
    return 1.0 - place / 50 if in_turn else 0.0
