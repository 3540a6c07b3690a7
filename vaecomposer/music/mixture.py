"""Between a piece that was changed note by note and the same written anew: bar by bar whichever is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vaecomposer.music.difference import Decoding, runs_of
from vaecomposer.music.grid import GridNote
from vaecomposer.music.note import Note
from vaecomposer.music.overlaps import parted
from vaecomposer.music.piece import Bar, Piece


def mixed(
    piece: Piece,
    whole: Piece,
    bars: Sequence[Bar],
    base: Decoding,
    moved: Decoding,
    only: frozenset[int] = frozenset(),
) -> Piece:
    """`piece`, with those bars of each part as written in `whole` of which little is left.

    What the network cannot represent of the music belongs to the notes that it stood among. Kept all the way, it
    would clash with the new ones.

    Args:
        piece: with the difference of two decodings done to it. whole: with the second written out.
        bars: of the phrase. base, moved: both decodings.
        only: numbers of the bars that may change; empty for all.
    """
    tracks = []
    for place, track in enumerate(whole.tracks):
        if place >= len(piece.tracks):
            tracks.append(track)  # a part that the piece lacks
            continue
        own = piece.tracks[place]
        first, second = base.notes.get(own.role), moved.notes.get(own.role)
        if not own.is_lead or first is None or second is None:
            tracks.append(own)
            continue
        left = _little_left(first, second, bars)
        chosen = frozenset(
            b.index for b in bars if b.index in left and (not only or b.index in only)
        )
        runs = runs_of(bars, chosen)
        if not runs:
            tracks.append(own)
            continue

        def inside(note: Note, runs: tuple[tuple[int, int], ...] = runs) -> bool:
            return any(start <= note.onset < end for start, end in runs)

        kept = [note for note in own.notes if not inside(note)]
        tracks.append(own.with_notes(parted(kept, [n for n in track.notes if inside(n)])))
    return replace(piece, tracks=tuple(tracks), chords=whole.chords)


def _little_left(
    base: Sequence[GridNote], moved: Sequence[GridNote], bars: Sequence[Bar]
) -> set[int]:
    """Numbers of the bars in which fewer than half of the notes are the same in two decodings."""
    edges = np.cumsum([0, *(bar.metre.steps for bar in bars)])

    def places(notes: Sequence[GridNote]) -> list[set[tuple[int, int]]]:
        found: list[set[tuple[int, int]]] = [set() for _ in bars]
        for note in notes:
            bar = int(np.searchsorted(edges, note.step, side="right")) - 1
            found[bar].add((note.step, note.pitch))
        return found

    rows = zip(bars, places(base), places(moved), strict=True)
    return {bar.index for bar, a, b in rows if 2 * len(a & b) < len(a | b)}
