"""A composed grid as a playable piece: tracks, instruments, ticks."""

from __future__ import annotations

from collections.abc import Sequence

from vaecomposer.music.difference import grid_notes, joined_chords
from vaecomposer.music.grid import BarGrid, note_from_grid
from vaecomposer.music.key import Key
from vaecomposer.music.overlaps import parted
from vaecomposer.music.piece import (
    COMPOSED_TICKS_PER_QUARTER,
    DRUM_CHANNEL,
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
    melody, chords, bass = _PROGRAMS.get(style or "", _ANY)
    programs: dict[Role, int] = {
        Role.MELODY: melody,
        Role.CHORDS: chords,
        Role.BASS: bass,
        Role.DRUMS: 0,
    }
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
