"""Pieces one after another, as one piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import lcm

from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    DRUM_CHANNEL,
    ChordSpan,
    Event,
    MetreChange,
    Piece,
    TempoChange,
    Track,
)

_FINEST = 15_360
"""Ticks per quarter at most; resolutions that share no smaller multiple are rounded to it."""

_Place = tuple[str, str, int]
"""What makes tracks of several pieces one track: role, and a name or number among those of the role."""


def joined(pieces: Sequence[Piece], title: str = "Song") -> Piece:
    """The pieces in a row, each with its own tempos, metres, keys, chords and instruments.

    Tracks that do the same in several pieces (the leads of a role; others by name) become one track. A
    track whose instrument differs changes it where its piece begins.

    Args:
        pieces: one or more, each with a length of at least one bar.
        title: of the whole.
    """
    resolution = _common(piece.ticks_per_quarter for piece in pieces)
    scaled = [at_resolution(piece, resolution) for piece in pieces]
    starts = [0]
    for piece in scaled:
        starts.append(starts[-1] + piece.length)
    rows: dict[_Place, list[tuple[int, Track]]] = {}
    for start, piece in zip(starts, scaled, strict=False):
        for place, track in _placed(piece):
            rows.setdefault(place, []).append((start, track))
    return Piece(
        resolution,
        tuple(_one_track(parts, channel) for parts, channel in _channels(list(rows.values()))),
        tuple(_tempos(starts, scaled)),
        tuple(_metres(starts, scaled)),
        tuple(
            replace(change, tick=change.tick + start)
            for start, piece in zip(starts, scaled, strict=False)
            for change in piece.keys
        ),
        tuple(
            replace(span, onset=span.onset + start)
            for start, piece in zip(starts, scaled, strict=False)
            for span in piece.chords
        ),
        starts[-1],
        title,
    )


def at_resolution(piece: Piece, ticks_per_quarter: int) -> Piece:
    """The same music in other ticks; exact if the new resolution is a multiple of the old."""
    old = piece.ticks_per_quarter
    if old == ticks_per_quarter:
        return piece

    def tick(value: int) -> int:
        return round(value * ticks_per_quarter / old)

    def note(n: Note) -> Note:
        return replace(n, onset=tick(n.onset), duration=max(1, tick(n.end) - tick(n.onset)))

    return replace(
        piece,
        ticks_per_quarter=ticks_per_quarter,
        tracks=tuple(
            replace(
                track,
                notes=tuple(note(n) for n in track.notes),
                events=tuple(replace(e, tick=tick(e.tick)) for e in track.events),
            )
            for track in piece.tracks
        ),
        tempos=tuple(replace(t, tick=tick(t.tick)) for t in piece.tempos),
        metres=tuple(replace(m, tick=tick(m.tick)) for m in piece.metres),
        keys=tuple(replace(k, tick=tick(k.tick)) for k in piece.keys),
        chords=tuple(
            ChordSpan(tick(c.onset), max(1, tick(c.onset + c.duration) - tick(c.onset)), c.chord)
            for c in piece.chords
        ),
        length=tick(piece.length),
        events=tuple(replace(e, tick=tick(e.tick)) for e in piece.events),
    )


def _common(resolutions: Iterable[int]) -> int:
    return min(lcm(*set(resolutions)), _FINEST)


def _placed(piece: Piece) -> list[tuple[_Place, Track]]:
    """The tracks of a piece with what makes each the same as one of another piece."""
    found: list[tuple[_Place, Track]] = []
    seen: dict[tuple[str, str], int] = {}
    for track in piece.tracks:
        name = "" if track.is_lead else track.name
        key = (str(track.role), name)
        seen[key] = seen.get(key, 0) + 1
        found.append(((*key, seen[key]), track))
    return found


_Row = list[tuple[int, Track]]
"""Where each part of one track begins, and the part."""


def _channels(rows: list[_Row]) -> list[tuple[_Row, int]]:
    """A channel for every track: that of the first piece's tracks is theirs, others give way if they can."""
    taken = {row[0][1].channel for row in rows if row[0][0] == 0}
    found = []
    for row in rows:
        start, first = row[0]
        channel = first.channel
        if start and channel in taken and channel != DRUM_CHANNEL:
            free = (c for c in range(16) if c not in taken and c != DRUM_CHANNEL)
            channel = next(free, channel)
        taken.add(channel)
        found.append((row, channel))
    return found


def _one_track(parts: _Row, channel: int) -> Track:
    first = replace(parts[0][1], channel=channel)
    notes: list[Note] = []
    events: list[Event] = []
    program = first.program
    for start, track in parts:
        if track.program is not None and track.program != program:
            program = track.program
            events.append(Event(start, bytes((0xC0 | first.channel, program))))
        # Messages go to the whole track's channel, whatever they were for.
        events += [
            Event(event.tick + start, _on_channel(event.data, first.channel))
            for event in track.events
        ]
        notes += [note.moved(start) for note in track.notes]
        for event in track.events:
            if event.data[0] & 0xF0 == 0xC0:
                program = event.data[1]
    return replace(
        first,
        notes=tuple(sorted(notes)),
        events=tuple(sorted(events, key=lambda event: event.tick)),
    )


def _on_channel(data: bytes, channel: int) -> bytes:
    return bytes((data[0] & 0xF0 | channel, *data[1:])) if 0x80 <= data[0] < 0xF0 else data


def _tempos(starts: list[int], pieces: list[Piece]) -> list[TempoChange]:
    found: list[TempoChange] = []
    for start, piece in zip(starts, pieces, strict=False):
        for change in piece.tempos:
            if change.tick >= piece.length:
                continue
            if not found or found[-1].microseconds != change.microseconds:
                found.append(replace(change, tick=change.tick + start))
    return found


def _metres(starts: list[int], pieces: list[Piece]) -> list[MetreChange]:
    """Every piece begins a bar of its own, so each one's metre is said where it differs or must begin anew."""
    found: list[MetreChange] = []
    for start, piece in zip(starts, pieces, strict=False):
        for change in piece.metres:
            if change.tick >= piece.length:
                continue
            if not found or found[-1].metre != change.metre:
                found.append(replace(change, tick=change.tick + start))
    return found
