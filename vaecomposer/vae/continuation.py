"""Going on after the end of a piece.

Its last bars are said again, and what is said again is led away from by the share that is asked for: the conductor
composes the new bars knowing those before, and their codes are taken between the repetition's and its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import OperationRequest
from vaecomposer.music.form import PHRASE
from vaecomposer.music.key import Mode
from vaecomposer.music.overlaps import parted
from vaecomposer.music.piece import Bar, ChordSpan, Piece, Role, Track
from vaecomposer.music.revoicing import chords_of, onto_chords
from vaecomposer.session.state import PHRASE_BARS
from vaecomposer.vae.accompaniment import FREEDOM, VERSIONS, Frame, Wish, fill
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import ROLE_OF
from vaecomposer.vae.homing import chords_home
from vaecomposer.vae.reading import encode_phrase
from vaecomposer.vae.rewriting import rewritten, without_chords, written
from vaecomposer.vae.tokens import NOTE_PARTS, Part, decode_bars
from vaecomposer.vae.variation import share_of_way

AT_ONCE = 8
"""Bars that are composed in one pass, with as many before them known."""

CALM = 0.6
"""Share of the usual noise: what has been heard for eight bars is to go on."""

SECOND_VOICES = 0.5
"""Share of the way up to which second voices of a tune go on with it."""

LISTENED = 4
"""Bars before the end that say which parts go on."""


def said_again(piece: Piece, count: int, *, leads_only: bool) -> Piece:
    """The piece with its last bars once more after its end, until `count` bars have been added.

    A phrase of eight, four, two bars or one goes round, the longest there is in the metre the piece ends in. All
    tracks are said again, or only those that are composed.
    """
    bars = piece.bars()
    period = _period(bars)
    end = bars[-1].end
    length = end - bars[-period].start
    stop = end + sum(bars[-period + k % period].ticks for k in range(count))

    def again(track: Track) -> Track:
        if leads_only and not track.is_lead:
            return track
        notes = list(track.notes)
        for note in track.notes:
            if end - length <= note.onset < end:
                notes += [
                    replace(note, onset=onset, duration=min(note.duration, stop - onset))
                    for onset in range(note.onset + length, stop, length)
                ]
        return track.with_notes(notes)

    spans = list(piece.chords)
    for span in piece.chords:
        start, until = max(span.onset, end - length), min(span.onset + span.duration, end)
        if start < until:
            spans += [
                ChordSpan(onset, min(until - start, stop - onset), span.chord)
                for onset in range(start + length, stop, length)
            ]
    return replace(
        piece,
        tracks=tuple(map(again, piece.tracks)),
        chords=tuple(sorted(spans, key=lambda span: span.onset)),
        length=stop,
    )


def _period(bars: Sequence[Bar]) -> int:
    """How many of the last bars are said again."""
    alike = 0
    for bar in reversed(bars):
        if bar.metre != bars[-1].metre or bar.ticks != bars[-1].ticks:
            break
        alike += 1
    return next(p for p in (8, 4, 2, 1) if p <= max(1, alike))


def continued(request: OperationRequest, book: Songbook, coder: BarCoder) -> Piece:
    """The piece and `request.count` bars more.

    Tracks that are not composed go on with what they played, moved onto the new chords; second voices of a tune
    rest where the new one is too far from it.

    Raises:
        ComposerError: there is no music, or it ends in a metre the model does not know.
    """
    source = request.source
    if not source.bars():
        raise ComposerError("There is no music yet that could be continued.")
    if request.amount <= 0:
        return said_again(source, request.count, leads_only=False)
    piece, left, added = source, request.count, 0
    while left > 0:
        now = min(left, AT_ONCE)
        piece = _more(piece, now, request, request.seed + added, book, coder)
        left, added = left - now, added + now
    return piece


def _more(
    source: Piece, count: int, request: OperationRequest, seed: int, book: Songbook, coder: BarCoder
) -> Piece:
    """The piece with at most `AT_ONCE` bars more."""
    share = share_of_way(request.amount)
    key = source.keys[-1].key if len(source.keys) > 1 else request.settled.key
    wanted = replace(request.conditions, key=key)
    piece = said_again(source, count, leads_only=True)
    bars = piece.bars()
    first = _first_known(bars, len(bars) - count)
    phrase = encode_phrase(piece, first, len(bars) - first, wanted, book, coder)
    known = len(phrase.bars) - count
    given, playing = phrase.present[0].float(), phrase.playing[0].clone()
    own = torch.zeros_like(given)
    own[known:] = playing[known:]
    given[known:] = 0
    playing[known:] = playing[max(0, known - LISTENED) : known].amax(0)
    playing[known:, Part.HARMONY] = playing[:known, Part.HARMONY].amax()
    parts = tuple(part for part in NOTE_PARTS if bool(playing[known:, part].any()))
    frame = Frame(
        phrase.codes, phrase.chords, phrase.metre, phrase.conditions, given, playing, phrase.batch, parts, own,
        transpose=phrase.transpose,
    )  # fmt: skip
    wish = Wish(
        wanted,
        seed,
        share,
        VERSIONS,
        noise=CALM,
        freedom=FREEDOM,
        home=_close(key.mode, len(phrase.bars), count, coder),
    )
    found = fill(frame, wish, book, coder)
    roles = frozenset(ROLE_OF[part] for part in parts)
    kept = frozenset(bar.index for bar in phrase.bars[:known])
    bare = without_chords(piece, phrase.bars[known:])
    if share < 1:
        made = rewritten(bare, phrase, found.notes, roles, kept, None, coder)
    else:
        made = written(bare, phrase, decode_bars(found.notes), roles, kept, None)
    if not playing[known:, Part.HARMONY].any():
        made = replace(made, chords=source.chords)
    return _with_the_others(made, source, count, second_voices=share < SECOND_VOICES)


def _with_the_others(made: Piece, source: Piece, count: int, *, second_voices: bool) -> Piece:
    """The continued piece with the tracks that are not composed going on as well."""
    again = said_again(source, count, leads_only=False)
    before, after = chords_of(again), chords_of(made)
    tracks = list(made.tracks)
    for index, track in enumerate(again.tracks):
        if track.is_lead or (track.role is Role.MELODY and not second_voices):
            continue
        old = [note for note in track.notes if note.onset < source.length]
        new = [note for note in track.notes if note.onset >= source.length]
        if not (track.is_drums or track.role is Role.DRUMS):
            new = onto_chords(new, before, after)
        if new:
            tracks[index] = tracks[index].with_notes(parted(old, new))
    return replace(made, tracks=tuple(tracks))


def _first_known(bars: Sequence[Bar], end: int) -> int:
    """The first bar before `end` that is listened to: all since the metre is one the model knows, as far as there
    is room.
    """
    first = end
    while first > 0 and end - first < PHRASE_BARS - AT_ONCE and bars[first - 1].metre.grid_metre:
        first -= 1
    return first


def _close(mode: Mode, bars: int, count: int, coder: BarCoder) -> Tensor | None:
    """Chords lean home where the new bars end, if they are whole phrases: (bars, 4, 12, qualities)."""
    if count % PHRASE:
        return None
    leaning = torch.zeros_like(chords_home(mode, bars, coder.device))
    leaning[-1] = chords_home(mode, PHRASE + 1, coder.device)[PHRASE - 1]
    return leaning
