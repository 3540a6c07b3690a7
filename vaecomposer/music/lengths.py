"""Pieces cut or repeated to a number of bars, and moved by semitones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, ChordSpan, KeyChange, MetreChange, Piece, Role, TempoChange

_Change = TypeVar("_Change", KeyChange, MetreChange, TempoChange)


def with_bars(piece: Piece, count: int) -> Piece:
    """The first `count` bars of a piece, which is played again from its beginning where it is shorter.

    The very piece if it has that many bars. Notes that ring on past the end stop there.
    """
    bars = piece.bars()
    if len(bars) == count or not bars:
        return piece
    rounds, rest = divmod(count, len(bars))
    end = rounds * piece.length + (bars[rest].start if rest else 0)
    starts = range(0, end, piece.length)

    def changes(own: tuple[_Change, ...]) -> tuple[_Change, ...]:
        # One that holds throughout need not be said again.
        rows = [
            replace(change, tick=change.tick + start)
            for start in (starts if len(own) > 1 else (0,))
            for change in own
        ]
        return tuple(change for change in rows if change.tick < end)

    def note(n: Note, start: int) -> Note:
        stop = min(n.end + start, end)
        return replace(n, onset=n.onset + start, duration=stop - n.onset - start)

    tracks = tuple(
        replace(
            track,
            notes=tuple(
                sorted(note(n, s) for s in starts for n in track.notes if n.onset + s < end)
            ),
            events=tuple(
                replace(e, tick=e.tick + s)
                for s in starts
                for e in track.events
                if e.tick + s < end
            ),
        )
        for track in piece.tracks
    )
    chords = tuple(
        ChordSpan(s.onset + start, min(s.duration, end - s.onset - start), s.chord)
        for start in starts
        for s in piece.chords
        if s.onset + start < end
    )
    return replace(
        piece,
        tracks=tracks,
        chords=chords,
        tempos=changes(piece.tempos),
        metres=changes(piece.metres),
        keys=changes(piece.keys),
        length=end,
    )


def has_pickup(bars: Sequence[Bar]) -> bool:
    """Whether the first bar of a piece is a pickup: shorter than the second and in a metre of its own that is not
    composed.
    """
    return len(bars) > 1 and bars[0].metre.grid_metre is None and bars[0].ticks < bars[1].ticks


def without_pickup(piece: Piece) -> Piece:
    """The piece from its second bar on, if the first is a pickup. Else the very piece."""
    bars = piece.bars()
    if not has_pickup(bars):
        return piece
    start = bars[1].start

    def changes(own: tuple[_Change, ...]) -> tuple[_Change, ...]:
        # What holds at the new beginning is said there.
        moved = [replace(change, tick=max(0, change.tick - start)) for change in own]
        held = sum(change.tick <= start for change in own)
        return tuple(moved[max(0, held - 1) :])

    return replace(
        piece,
        tracks=tuple(
            replace(
                track,
                notes=tuple(n.moved(-start) for n in track.notes if n.onset >= start),
                events=tuple(replace(e, tick=max(0, e.tick - start)) for e in track.events),
            )
            for track in piece.tracks
        ),
        chords=tuple(
            ChordSpan(max(0, s.onset - start), s.duration - max(0, start - s.onset), s.chord)
            for s in piece.chords
            if s.onset + s.duration > start
        ),
        tempos=changes(piece.tempos),
        metres=changes(piece.metres),
        keys=changes(piece.keys),
        length=piece.length - start,
    )


def transposed(piece: Piece, semitones: int) -> Piece:
    """The piece moved by semitones; drums stay. Notes that would leave MIDI's range are folded by octaves.

    Key changes are left as they are.
    """
    if semitones == 0:
        return piece
    return replace(
        piece,
        tracks=tuple(
            t
            if t.is_drums or t.role is Role.DRUMS
            else t.with_notes(n.transposed(semitones) for n in t.notes)
            for t in piece.tracks
        ),
        chords=tuple(replace(s, chord=s.chord.transposed(semitones)) for s in piece.chords),
    )
