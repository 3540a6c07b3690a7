"""Composed bars put into a musician's piece: in place of what was there, or as the difference to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vaecomposer.music.arrangement import with_parts
from vaecomposer.music.difference import Decoding, apply_difference, decoding
from vaecomposer.music.grid import BarGrid
from vaecomposer.music.mixture import mixed
from vaecomposer.music.piece import Bar, ChordSpan, Piece, Role
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.conditioning import PARTS_OF
from vaecomposer.vae.reading import Encoded
from vaecomposer.vae.tokens import BarBatch, decode_bars


def open_runs(bars: Sequence[Bar], kept: frozenset[int]) -> list[tuple[int, int]]:
    """First place and end of every run of consecutive bars that are not kept."""
    runs: list[tuple[int, int]] = []
    for place, bar in enumerate(bars):
        if bar.index in kept:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return runs


def written(
    piece: Piece,
    phrase: Encoded,
    grids: Sequence[BarGrid],
    roles: frozenset[Role],
    kept: frozenset[int],
    style: str | None,
) -> Piece:
    """The piece with some roles of a phrase as composed; bars that are kept stay.

    Args:
        piece: the music. phrase: as read from it. grids: one for each of its bars, in white-key pitch.
        roles: to take over. kept: numbers of bars. style: chooses the instruments of new tracks.
    """
    for first, end in open_runs(phrase.bars, kept):
        piece = with_parts(
            piece, phrase.bars[first:end], grids[first:end], roles, phrase.transpose, style
        )
    return piece


def rewritten(
    piece: Piece,
    phrase: Encoded,
    notes: BarBatch,
    roles: frozenset[Role],
    kept: frozenset[int],
    style: str | None,
    coder: BarCoder,
) -> Piece:
    """The same as the difference to how the network gives the phrase back, so that all that the composed bars
    still have in common with it stays the musician's own. Bars of which little is left are written anew.

    Args:
        notes: the bars as composed, chords included.
    """
    parts = tuple(p for p in phrase.parts for role in roles if p in PARTS_OF.get(role, ()))
    grids = decode_bars(notes)
    whole = written(piece, phrase, grids, roles, kept, style)
    if not parts:
        return whole
    rest = coder.decode_notes(parts, phrase.codes, phrase.chords, phrase.metre, phrase.conditions)
    base, moved = decoding(decode_bars(rest)), decoding(grids)
    # Chord symbols are not moved by the difference of two decodings, but stand as they have been written.
    moved = Decoding(base.chords, {r: n for r, n in moved.notes.items() if r in roles})
    only = frozenset(bar.index for bar in phrase.bars if bar.index not in kept)
    if not only:
        return piece
    changed = apply_difference(piece, phrase.bars, base, moved, phrase.transpose, only)
    return mixed(changed, whole, phrase.bars, base, moved, only)


def without_chords(piece: Piece, bars: Sequence[Bar]) -> Piece:
    """The piece without chord symbols in some bars."""
    spans = piece.chords
    for bar in bars:
        spans = tuple(
            ChordSpan(start, end - start, span.chord)
            for span in spans
            for start, end in (
                (span.onset, min(span.onset + span.duration, bar.start)),
                (max(span.onset, bar.end), span.onset + span.duration),
            )
            if start < end
        )
    return piece if spans == piece.chords else replace(piece, chords=spans)
