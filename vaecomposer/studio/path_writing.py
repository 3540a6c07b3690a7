"""A path of the morph pad as music: where the dot is at each bar line, and the bars heard from there on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import TypeVar

from vaecomposer.music.joining import joined
from vaecomposer.music.lengths import with_bars
from vaecomposer.music.piece import KeyChange, MetreChange, Piece, TempoChange
from vaecomposer.session.morphing import Path

_Change = TypeVar("_Change", KeyChange, MetreChange, TempoChange)

_NEARLY = 1e-6


def length_of(path: Path) -> float:
    """Quarter notes from the beginning of a path to its end."""
    return path[-1][0] if path else 0.0


def place_on(path: Path, quarters: float) -> tuple[float, float]:
    """Where the dot is so many quarter notes after the beginning of a path; it rests after the end."""
    after = bisect_right(path, quarters, key=lambda point: point[0])
    if after == 0:
        return path[0][1:]
    if after == len(path):
        return path[-1][1:]
    (t0, x0, y0), (t1, x1, y1) = path[after - 1], path[after]
    share = (quarters - t0) / (t1 - t0) if t1 > t0 else 1.0
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


def bars_of(path: Path, bar_quarters: float, within: float = 0.0) -> int:
    """How many bars a path touches that begins `within` one, in quarter notes; both ends counted whole."""
    return max(1, ceil((within + length_of(path)) / bar_quarters - _NEARLY))


def heard(pieces: Sequence[Piece], title: str, opening: int = 0) -> Piece:
    """What is heard when the music of each bar line is that of `pieces`, bar by bar from bar `opening` on.

    Pieces go round when they are shorter. Where one gives way to another, its notes end; within bars of the same
    piece they ring on.
    """
    parts: list[Piece] = []
    first = 0
    for place in range(1, len(pieces) + 1):
        if place == len(pieces) or pieces[place] is not pieces[first]:
            parts.append(_cut(pieces[first], opening + first, opening + place))
            first = place
    return joined(parts, title)


def _cut(piece: Piece, first: int, end: int) -> Piece:
    """Bars `first` up to `end` of a piece, which goes round as often as they need."""
    whole = with_bars(piece, end)
    bars = whole.bars()
    start, stop = bars[first].start, bars[end - 1].end

    def changes(own: tuple[_Change, ...]) -> tuple[_Change, ...]:
        holds = max((change.tick for change in own if change.tick <= start), default=0)
        return tuple(
            replace(change, tick=max(0, change.tick - start))
            for change in own
            if holds <= change.tick < stop
        )

    return replace(
        whole,
        tracks=tuple(
            replace(
                track,
                notes=tuple(
                    replace(n, onset=n.onset - start, duration=min(n.end, stop) - n.onset)
                    for n in track.notes
                    if start <= n.onset < stop
                ),
                events=tuple(
                    replace(event, tick=event.tick - start)
                    for event in track.events
                    if start <= event.tick < stop
                ),
            )
            for track in whole.tracks
        ),
        tempos=changes(whole.tempos),
        metres=changes(whole.metres),
        keys=changes(whole.keys),
        chords=tuple(
            replace(c, onset=c.onset - start, duration=min(c.onset + c.duration, stop) - c.onset)
            for c in whole.chords
            if start <= c.onset < stop
        ),
        events=(),
        length=stop - start,
    )
