"""Music taken into another style or mood.

A style keeps the melody and the chords: the parts under them are composed anew as that style would play them, led
away from any style, and their bar codes taken between their own and those. A mood is what the mood pad does.
"""

from __future__ import annotations

from dataclasses import replace

from vaecomposer.generation.api import OperationRequest, SteerRequest
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.arrangement import usual_program, usual_programs
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

WITHOUT_DRUMS = frozenset(("hymn", "baroque", "art song"))
"""Styles that have no drums, so that drums leave on the way to them."""

DRUMS_LEFT_ALONE = frozenset(("folk",))
"""Styles of which no played drums are known: those that are there stay."""

OTHER_INSTRUMENTS = 0.5
"""Share of the way from which on the instruments change as well."""


def transferred(
    request: OperationRequest,
    bars: tuple[Bar, ...],
    kept: frozenset[int],
    book: Songbook,
    coder: BarCoder,
    steerer: Steerer,
) -> Piece:
    """The piece with some bars in another style, mood or both."""
    piece, style = request.source, request.conditions.style
    if style is not None:
        piece = _in_style(request, bars, kept, book, coder)
        if style in WITHOUT_DRUMS:
            piece = with_fewer_hits(piece, bars, kept, request.amount / 100)
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
    roles = request.parts or UNDER
    if wanted.style in WITHOUT_DRUMS | DRUMS_LEFT_ALONE:
        roles -= {Role.DRUMS}
    there = frozenset(
        role for role in roles if (track := piece.lead(role)) is not None and track.notes
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


def with_fewer_hits(
    piece: Piece, bars: tuple[Bar, ...], kept: frozenset[int], share: float
) -> Piece:
    """The piece with a share of the drum hits of some bars left out, the softest first; of all drum tracks."""
    spans = [(bar.start, bar.end) for bar in bars if bar.index not in kept]
    tracks = list(piece.tracks)
    for index, track in enumerate(tracks):
        if not (track.is_drums or track.role is Role.DRUMS):
            continue
        free = [n for n in track.notes if any(start <= n.onset < end for start, end in spans)]
        free.sort(key=lambda n: (n.velocity, n.onset, n.pitch))
        gone = set(free[: round(share * len(free))])
        if gone:
            tracks[index] = track.with_notes(n for n in track.notes if n not in gone)
    return replace(piece, tracks=tuple(tracks))


def with_instruments(source: Piece, piece: Piece, request: OperationRequest) -> Piece:
    """The piece with what the style is usually played on, where its bass and chords are on what is usual in any.

    Only where the whole piece goes most of the way: an instrument changes for all bars, or for none. A track with
    program changes of its own, or one that is locked, keeps its instrument, and an unusual one (a celesta, a sitar)
    was chosen for its sound.
    """
    style = request.conditions.style
    held = request.only or request.locks.bars or request.locks.notes
    if style is None or held or request.amount / 100 < OTHER_INSTRUMENTS:
        return piece
    tracks = list(piece.tracks)
    for index, track in enumerate(tracks):
        program = usual_program(style, track.role)
        changes = any(event.data[0] & 0xF0 == 0xC0 for event in track.events)
        if program is None or not track.is_lead or changes or index in request.locks.tracks:
            continue
        mine = index >= len(source.tracks)
        if mine or track.program is None or track.program in usual_programs(track.role):
            tracks[index] = replace(track, program=program)
    return replace(piece, tracks=tuple(tracks))
