"""Music over other chords.

The chord symbols become the typed ones exactly. Bass and comping are decoded again over them, their bar codes between
their own and what the conductor would play there: near their own they keep their figures. What the network cannot
represent, and tracks that are not composed, are moved degree by degree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

import torch

from vaecomposer.generation.api import OperationRequest
from vaecomposer.music.chord import Chord
from vaecomposer.music.metre import MAX_BEATS, Metre
from vaecomposer.music.overlaps import parted
from vaecomposer.music.piece import Bar, Piece, Role, Track
from vaecomposer.music.progression import with_chords
from vaecomposer.music.revoicing import ChordAt, chords_of, melody_onto_chords, onto_chords
from vaecomposer.vae.accompaniment import Wish, fill, frame_of
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.holding import held_notes
from vaecomposer.vae.reading import encode_phrase
from vaecomposer.vae.rewriting import rewritten
from vaecomposer.vae.tokens import Part, chord_row
from vaecomposer.vae.variation import share_of_way

WRITTEN = frozenset((Role.BASS, Role.CHORDS))
"""Roles that are played over the new chords by the network."""


def reharmonised(
    request: OperationRequest,
    bars: tuple[Bar, ...],
    typed: Mapping[int, tuple[Chord, ...]],
    book: Songbook,
    coder: BarCoder,
) -> Piece:
    """The piece with some bars over other chords.

    Args:
        request: with the piece. bars: a phrase of it.
        typed: the chords of its bars by their numbers; bars without any stay.
    """
    piece = request.source
    kept = frozenset(bar.index for bar in bars if bar.index not in typed)
    phrase = encode_phrase(piece, bars[0].index, len(bars), request.settled, book, coder)
    there = frozenset(r for r in WRITTEN if (t := piece.lead(r)) is not None and t.notes)
    frame = frame_of(phrase, there, kept)
    chords, given, playing = frame.chords.clone(), frame.given.clone(), frame.playing.clone()
    for i, bar in enumerate(bars):
        if bar.index in typed:
            metre = bar.metre.grid_metre or bar.metre
            rows = [
                chord_row(c.transposed(phrase.transpose)) for c in _beats(typed[bar.index], metre)
            ]
            chords[i, : len(rows)] = torch.tensor(rows, device=chords.device)
            given[i, Part.HARMONY] = playing[i, Part.HARMONY] = 1
    codes = frame.codes.clone()
    codes[:, Part.HARMONY] = coder.encode_harmony(chords, frame.conditions)
    symbols = piece
    for bar in bars:
        if bar.index in typed:
            symbols = _with_symbols(symbols, bar, typed[bar.index])
    if not frame.written:
        return _moved(symbols, symbols, request, bars, typed)
    # A part rests where it rested.
    for part in frame.written:
        playing[:, part] = phrase.playing[0, :, part]
    held = held_notes(symbols, request.locks, phrase, frame.written)
    frame = replace(frame, codes=codes, chords=chords, given=given, playing=playing, held=held)
    wish = Wish(request.settled, request.seed, share_of_way(request.amount))
    notes = fill(frame, wish, book, coder).notes
    made = rewritten(symbols, phrase, notes, there, kept, request.settled.style, coder)
    return _moved(replace(made, chords=symbols.chords), symbols, request, bars, typed)


def _with_symbols(piece: Piece, bar: Bar, chords: tuple[Chord, ...]) -> Piece:
    """The piece with other chord symbols in a bar, where its beats sound them: two share three beats as two and one."""
    beats = _beats(chords, bar.metre.grid_metre or bar.metre)
    if len(beats) % len(chords) == 0:
        return with_chords(piece, bar.start, bar.ticks, chords)
    runs = [(chord, len(list(run))) for chord, run in groupby(beats)]
    beat = bar.ticks // len(beats)
    start = bar.start
    for chord, count in runs:
        piece = with_chords(piece, start, count * beat, (chord,))
        start += count * beat
    return piece


def _beats(chords: tuple[Chord, ...], metre: Metre) -> list[Chord]:
    """The chord of each counted beat."""
    beats = min(metre.beats, MAX_BEATS)
    return [chords[beat * len(chords) // beats] for beat in range(beats)]


def _moved(
    made: Piece,
    symbols: Piece,
    request: OperationRequest,
    bars: tuple[Bar, ...],
    typed: Mapping[int, tuple[Chord, ...]],
) -> Piece:
    """What the network has not written moved onto the new chords, in bars that have any."""
    before, after = chords_of(request.source), chords_of(symbols)
    open_bars = [bar for bar in bars if bar.index in typed]
    tracks = list(made.tracks)
    for index, track in enumerate(made.tracks):
        if track.is_drums or track.role is Role.DRUMS or index in request.locks.tracks:
            continue
        if track.role is Role.MELODY and not request.adapt:
            continue
        tracks[index] = _onto(track, request, open_bars, before, after)
    return replace(made, tracks=tuple(tracks))


def _onto(
    track: Track, request: OperationRequest, bars: list[Bar], before: ChordAt, after: ChordAt
) -> Track:
    outside = list(track.notes)
    found = []
    for bar in bars:
        inside = [n for n in outside if bar.start <= n.onset < bar.end]
        outside = [n for n in outside if not bar.start <= n.onset < bar.end]
        if track.role is Role.MELODY:
            metre = bar.metre.grid_metre or bar.metre
            half = bar.ticks // 2 if metre.beats % 2 == 0 else bar.ticks

            def strong(tick: int, bar: Bar = bar, half: int = half) -> bool:
                return (tick - bar.start) % half < bar.ticks // 64 + 1

            beat = bar.ticks // max(1, metre.beats)
            found += melody_onto_chords(inside, before, after, request.settled.key, beat, strong)
        else:
            found += onto_chords(inside, before, after)
    own = set(track.notes)
    moved = [note for note in found if note not in own]
    if not moved:
        return track
    # Notes that sound into these bars have pitches, too.
    return track.with_notes(parted([*outside, *(n for n in found if n in own)], moved))
