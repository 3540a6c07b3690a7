"""Sentences and words that come from below the window, where they are written in English, as the window shows them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from vaecomposer.ui.language.catalogue import Catalogue, catalogue
from vaecomposer.ui.language.labels import LABELS
from vaecomposer.ui.language.messages import MESSAGES

OWN = frozenset({"name", "title", "file", "text"})
"""Fields that hold the musician's own words, which are carried over as they are."""

NUMBERS = frozenset({
    "count", "number", "first", "last", "before", "after", "beats", "bars", "seconds", "share", "most", "size",
    "room", "version", "onset", "ticks", "pitch", "velocity", "ratio", "channel", "left", "decibels",
})  # fmt: skip
"""Fields that hold a figure."""

LISTS = frozenset({"roles"})
"""Fields that hold words with commas between."""

_FIELD = re.compile(r"\{(\w+)\}")
_HOLDS = {
    **dict.fromkeys(NUMBERS, "[+\u2212-]?[0-9][0-9.,:]*"),
    "spans": "[0-9][0-9\u2013, ]*",
    "key": "[A-G][#b\u266f\u266d]?",
}
"""Patterns of fields that hold no free words."""


def fields(template: str) -> tuple[str, ...]:
    """The names of a template's fields, in turn."""
    return tuple(_FIELD.findall(template))


def pattern_of(template: str) -> re.Pattern[str]:
    """What matches the sentences of a template, its fields as groups."""
    parts = _FIELD.split(template)
    found: list[str] = []
    for place, part in enumerate(parts):
        if place % 2 == 0:
            found.append(re.escape(part))
        elif part in parts[1:place:2]:
            found.append(f"(?P={part})")
        else:
            found.append(f"(?P<{part}>{_HOLDS.get(part, '.+?')})")
    return re.compile("".join(found), re.DOTALL)


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(context, template, pattern), the ones with the most words of their own first."""
    found = [("Sentences", t) for t in MESSAGES if fields(t)]
    found += [("History", t) for t in LABELS if fields(t)]
    found.sort(key=lambda known: -len(_FIELD.sub("", known[1])))
    return tuple((context, t, pattern_of(t)) for context, t in found)


def matching(text: str) -> tuple[str, str, dict[str, str]] | None:
    """The context and template that a sentence was made of, and what its fields hold; None if none is known."""
    for context, template, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            return context, template, match.groupdict()
    return None


@lru_cache(maxsize=4096)
def localised(text: str) -> str:
    """A sentence or word from below the window in the window's language; itself if it is not known.

    Fields keep what they hold, and words in them that are known are translated too.
    """
    return localise(catalogue(), text)


def localise(known: Catalogue, text: str) -> str:
    """The same in the language of any catalogue."""
    if not text or known.is_source:
        return text
    for context in ("Music", "Sentences", "History"):
        found = known.translate(context, text)
        if found != text:
            return found
    match = matching(text)
    if match is None:
        return text
    context, template, held = match
    shown = {field: _held(known, field, value) for field, value in held.items()}
    return known.translate(context, template).format(**shown)


def _held(known: Catalogue, field: str, text: str) -> str:
    """What a field shows of what it holds."""
    if field in OWN:
        return text
    if field in LISTS:
        return known.translate("Catalogue", ", ").join(
            localise(known, part) for part in text.split(", ")
        )
    return localise(known, text)
