"""A composed grid as a playable piece: tracks, instruments, ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vaecomposer.music.chord import Chord
from vaecomposer.music.difference import clear_of, grid_notes, joined_chords
from vaecomposer.music.grid import BarGrid, note_from_grid
from vaecomposer.music.key import Key
from vaecomposer.music.overlaps import parted
from vaecomposer.music.piece import (
    COMPOSED_TICKS_PER_QUARTER,
    DRUM_CHANNEL,
    Bar,
    ChordSpan,
    KeyChange,
    MetreChange,
    Piece,
    Role,
    Track,
    tempo_at,
)

# General MIDI programs (from 0) of melody, chords and bass by style: what a player would reach for.
_PROGRAMS = {
    "pop": (4, 89, 33), "rock": (29, 27, 34), "game": (80, 88, 38), "folk": (73, 24, 32),
    "jazz": (66, 0, 32), "art song": (53, 0, 43), "hymn": (19, 19, 43), "baroque": (68, 6, 43),
    "funk": (65, 7, 36), "latin": (56, 24, 32), "hip-hop": (11, 4, 38),
}  # fmt: skip
_ANY = (4, 0, 33)
_CHANNELS = {Role.MELODY: 0, Role.CHORDS: 1, Role.BASS: 2, Role.DRUMS: DRUM_CHANNEL}


def arrange(grids: Sequence[BarGrid], key: Key, bpm: float, style: str | None, title: str) -> Piece:
    """A piece from composed bars, which are in white-key pitch, in `key`.

    Args:
        grids: consecutive bars. key: the key to put them in. bpm: quarter notes per minute.
        style: chooses the instruments. title: of the piece.
    """
    tpq = COMPOSED_TICKS_PER_QUARTER
    transpose = -key.to_white_keys
    tracks = []
    programs = _programs(style)
    for role, channel in _CHANNELS.items():
        found = grid_notes(grids, role)
        if found is None:
            continue
        shift = 0 if role is Role.DRUMS else transpose
        placed = [note_from_grid(note, tpq / 4, 0, shift) for note in found]
        notes = tuple(sorted(parted((), placed)))
        tracks.append(
            Track(role.value.title(), role, channel, programs[role], notes, (), is_lead=True)
        )
    metres: list[MetreChange] = []
    spans = []
    tick = 0
    for grid in grids:
        if not metres or metres[-1].metre != grid.metre:
            metres.append(MetreChange(tick, grid.metre))
        ticks = grid.metre.bar_ticks(tpq)
        for i, chord in enumerate(grid.chords):
            edges = tick + i * ticks // len(grid.chords), tick + (i + 1) * ticks // len(grid.chords)
            spans.append((*edges, chord.transposed(transpose)))
        tick += ticks
    return Piece(
        tpq,
        tuple(tracks),
        (tempo_at(0, bpm),),
        tuple(metres),
        (KeyChange(0, key),),
        joined_chords(spans),
        tick,
        title,
    )


def usual_program(style: str, role: Role) -> int | None:
    """What chords or bass are usually played on in a style; None for other roles and unknown styles."""
    if style not in _PROGRAMS or role not in (Role.CHORDS, Role.BASS):
        return None
    return _programs(style)[role]


def usual_programs(role: Role) -> frozenset[int]:
    """What a role is usually played on in any style, the piano with which files begin included."""
    return frozenset({0} | {_programs(style)[role] for style in (None, *_PROGRAMS)})


def _programs(style: str | None) -> dict[Role, int]:
    melody, chords, bass = _PROGRAMS.get(style or "", _ANY)
    return {Role.MELODY: melody, Role.CHORDS: chords, Role.BASS: bass, Role.DRUMS: 0}


def with_parts(
    piece: Piece,
    bars: Sequence[Bar],
    grids: Sequence[BarGrid],
    roles: frozenset[Role],
    transpose: int,
    style: str | None,
) -> Piece:
    """The piece with some roles of some consecutive bars as written in grids; all else stays as it is.

    Args:
        piece: the music. bars: of it, one for each grid. grids: in white-key pitch. roles: to take over; a
            role without a track gets one. transpose: semitones from the piece to the grids.
        style: chooses the instruments of new tracks.
    """
    start, end = bars[0].start, bars[-1].end
    tracks = list(piece.tracks)
    for role in _CHANNELS:
        found = grid_notes(grids, role) if role in roles else None
        if found is None:
            continue
        shift = 0 if role is Role.DRUMS else -transpose
        step = piece.ticks_per_quarter / 4
        written = [note_from_grid(note, step, start, shift) for note in found]
        written = [replace(n, onset=max(start, n.onset)) for n in written if n.onset < end]
        index = next((i for i, t in enumerate(tracks) if t.role is role and t.is_lead), None)
        if index is None:
            program = _programs(style)[role]
            channel = _free_channel(tracks, role)
            index = len(tracks)
            tracks.append(Track(role.value.title(), role, channel, program, (), (), is_lead=True))
        outside = [n for n in tracks[index].notes if not start <= n.onset < end]
        written = clear_of(outside, parted((), written))
        tracks[index] = tracks[index].with_notes([*outside, *written])
    return replace(
        piece,
        tracks=tuple(tracks),
        chords=_with_chords(piece.chords, bars, grids, transpose),
        length=max(piece.length, end),
    )


def _with_chords(
    own: tuple[ChordSpan, ...], bars: Sequence[Bar], grids: Sequence[BarGrid], transpose: int
) -> tuple[ChordSpan, ...]:
    """The musician's chord symbols, and the written ones in bars that have none."""
    bare = [
        i
        for i, bar in enumerate(bars)
        if not any(s.onset < bar.end and s.onset + s.duration > bar.start for s in own)
    ]
    written = _written_chords([bars[i] for i in bare], [grids[i] for i in bare], transpose)
    return tuple(sorted((*own, *written), key=lambda span: span.onset)) if written else own


def _free_channel(tracks: Sequence[Track], role: Role) -> int:
    """A MIDI channel no track uses; the usual one of the role if all are taken."""
    if role is Role.DRUMS:
        return DRUM_CHANNEL
    taken = {track.channel for track in tracks}
    wished = [_CHANNELS[role], *(c for c in range(16) if c != DRUM_CHANNEL)]
    return next((c for c in wished if c not in taken), wished[0])


def _written_chords(
    bars: Sequence[Bar], grids: Sequence[BarGrid], transpose: int
) -> tuple[ChordSpan, ...]:
    spans: list[tuple[int, int, Chord]] = []
    for bar, grid in zip(bars, grids, strict=True):
        beats = len(grid.chords)
        for i, chord in enumerate(grid.chords):
            edges = bar.start + i * bar.ticks // beats, bar.start + (i + 1) * bar.ticks // beats
            spans.append((*edges, chord.transposed(-transpose)))
    return joined_chords(spans)
