"""Music taken into another style or mood.

A style keeps the melody and the chords: the parts under them are composed anew as that style would play them, led
away from any style, and their bar codes taken between their own and those. A mood is what the mood pad does.
"""

from __future__ import annotations

from dataclasses import replace

from vaecomposer.generation.api import OperationRequest, SteerRequest
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.piece import Bar, Piece, Role
from vaecomposer.vae.accompaniment import VERSIONS, Wish, fill, frame_of
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.holding import held_notes
from vaecomposer.vae.reading import encode_phrase
from vaecomposer.vae.rewriting import rewritten, written
from vaecomposer.vae.steering import Steerer
from vaecomposer.vae.tokens import decode_bars
from vaecomposer.vae.variation import share_of_way

UNDER = frozenset((Role.BASS, Role.CHORDS, Role.DRUMS))
"""Roles that a style is heard by, beside the melody."""


def transferred(
    request: OperationRequest,
    bars: tuple[Bar, ...],
    kept: frozenset[int],
    book: Songbook,
    coder: BarCoder,
    steerer: Steerer,
) -> Piece:
    """The piece with some bars in another style, mood or both."""
    piece = request.source
    if request.conditions.style is not None:
        piece = _in_style(request, bars, kept, book, coder)
    if request.conditions.mood is None:
        return piece
    open_bars = frozenset(bar.index for bar in bars if bar.index not in kept)
    valence, energy = (axis * request.amount / 100 for axis in request.conditions.mood)
    settled = replace(request.settled, style=None, mood=None)
    rest = (0.0,) * DIRECTIONS
    return steerer.steer(
        SteerRequest(
            piece, bars[0].index, len(bars), rest, settled, replace(settled, mood=(valence, energy)),
            request.seed, only=open_bars,
        )
    )  # fmt: skip


def _in_style(
    request: OperationRequest,
    bars: tuple[Bar, ...],
    kept: frozenset[int],
    book: Songbook,
    coder: BarCoder,
) -> Piece:
    piece, wanted = request.source, replace(request.conditions, mood=None)
    there = frozenset(
        role
        for role in (request.parts or UNDER)
        if (track := piece.lead(role)) is not None and track.notes
    )
    if not there:
        return piece
    phrase = encode_phrase(piece, bars[0].index, len(bars), request.settled, book, coder)
    frame = frame_of(phrase, there, kept)
    held = held_notes(piece, request.locks, phrase, frame.written)
    share = share_of_way(request.amount)
    notes = fill(
        replace(frame, held=held),
        Wish(wanted, request.seed, share, VERSIONS, led=True, together=True),
        book,
        coder,
    ).notes
    if share < 1:
        return rewritten(piece, phrase, notes, there, kept, wanted.style, coder)
    return written(piece, phrase, decode_bars(notes), there, kept, wanted.style)
