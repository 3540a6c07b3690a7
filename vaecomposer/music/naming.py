"""Parts and bars as musicians name them: ``melody,bass`` and ``5-8,12``.

All functions raise `MusicError` with a sentence that names what was not understood.
"""

from __future__ import annotations

from collections.abc import Iterable

from vaecomposer.errors import MusicError
from vaecomposer.music.piece import COMPOSED_ROLES, Role


def parts_of(text: str) -> frozenset[Role]:
    """The roles of ``melody,bass``."""
    names = [name.strip().lower() for name in text.split(",")]
    known = {role.value: role for role in COMPOSED_ROLES}
    for name in names:
        if name not in known:
            raise MusicError(
                f"{name or 'Nothing'} is not a part I write; the parts are {listed(known)}."
            )
    return frozenset(known[name] for name in names)


def bars_of(text: str, count: int) -> frozenset[int]:
    """The bars of ``5-8,12``, counted from 1 as musicians do, as numbers from 0; of a piece of `count` bars."""
    found: set[int] = set()
    for span in text.split(","):
        first, dash, last = (part.strip() for part in span.replace("–", "-").partition("-"))
        if not (first.isdecimal() and (last.isdecimal() or not dash)):
            raise MusicError(
                f"{span.strip() or 'Nothing'} is no bar; write such as 5-8 or 3,4,9-12."
            )
        start, end = int(first), int(last) if dash else int(first)
        if not 1 <= start <= end <= count:
            raise MusicError(f"There is no bar {span.strip()}; the music has bars 1 to {count}.")
        found |= set(range(start - 1, end))
    return frozenset(found)


def listed(names: Iterable[str]) -> str:
    """``melody, bass and drums``."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
