"""Edits of a hand in the roll: notes that come and go, and which bars the sliders move."""

from __future__ import annotations

from dataclasses import replace

from vaecomposer.music.note import Note, pitch_name
from vaecomposer.music.note_changes import NoteChange, Placed, counted, in_the_way, laid_among
from vaecomposer.music.piece import Piece
from vaecomposer.session.document import Edit
from vaecomposer.session.locks import LockFinder, note_lock
from vaecomposer.session.state import SessionState
from vaecomposer.session.takes import settled

UNLOCK = "L unlocks a selection, Shift+L everything."


def change_notes(change: NoteChange) -> Edit:
    """Notes go and come, as `permitted` let them. Sliders return to rest; what they did stays."""

    def edit(state: SessionState) -> SessionState:
        if state.shown is None or change.is_nothing:
            return state
        piece = with_change(state.shown, change)
        if piece == state.shown:
            return state
        gone = frozenset(map(note_lock, change.gone))
        locks = replace(state.locks, notes=state.locks.notes - gone)
        return replace(settled(state, piece), locks=locks)

    return edit


def with_change(piece: Piece, change: NoteChange) -> Piece:
    """A piece after a change; tracks that it does not concern stay the very same."""
    gone, come = change.gone, change.come
    for index in sorted({track for track, _ in (*gone, *come)}):
        if not 0 <= index < len(piece.tracks):
            continue
        track = piece.tracks[index]
        left = {note for t, note in gone if t == index}
        others = [note for note in track.notes if note not in left]
        new = [note for t, note in come if t == index]
        piece = piece.with_track(index, track.with_notes(laid_among(others, new)))
    return piece


def permitted(state: SessionState, change: NoteChange) -> tuple[NoteChange | None, str]:
    """What locks leave of a change, and a sentence about what they held back.

    Locked notes stay while the others of the change go on. Where a note would come into a locked bar or
    track, or on top of a locked note, nothing is done at all: the change's notes belong together.
    """
    piece, locks = state.shown, state.locks
    if piece is None:
        return None, ""
    if not locks.holds_music:
        return change, ""
    finder = LockFinder(piece.bars(), locks)
    free = tuple(s for s in change.swaps if not any(map(finder.holder, s.before)))
    held = [p for s in change.swaps for p in s.before if finder.holder(p) is not None]
    if not free:
        return None, _why(piece, finder, held)
    change = replace(change, swaps=free)
    blocked = _blocked(piece, finder, change)
    if blocked is not None:
        return None, blocked
    stayed = f"{counted(len(held))} locked: left as {'it is' if len(held) == 1 else 'they are'}."
    return change, stayed if held else ""


def _why(piece: Piece, finder: LockFinder, held: list[Placed]) -> str:
    track, note = held[0]
    holder = finder.holder(held[0])
    if holder == "track":
        return f"{piece.tracks[track].name} is locked. {UNLOCK}"
    if holder == "bar":
        return f"Bar {finder.bar_of(note.onset) + 1} is locked. {UNLOCK}"
    if len(held) > 1:
        return f"These {len(held)} notes are locked. {UNLOCK}"
    return f"{pitch_name(note.pitch)} is locked. {UNLOCK}"


def _blocked(piece: Piece, finder: LockFinder, change: NoteChange) -> str | None:
    """Why notes cannot come where they would, or None."""
    gone = change.gone
    by_track: dict[int, list[Note]] = {}
    for track, note in change.come:
        if finder.holder((track, note)) in ("track", "bar"):
            return _why(piece, finder, [(track, note)])
        by_track.setdefault(track, []).append(note)
    for track, come in by_track.items():
        for other in in_the_way(piece.tracks[track].notes, come):
            if (track, other) not in gone and finder.holder((track, other)) is not None:
                name, bar = pitch_name(other.pitch), finder.bar_of(other.onset) + 1
                return f"{name} in bar {bar} is locked and in the way. {UNLOCK}"
    return None


def select_bars(bars: frozenset[int]) -> Edit:
    """Lets the sliders move only these bars (numbers from 0; none: the whole phrase).

    Sliders that are moved return to rest; what they did to the bars before stays.
    """

    def edit(state: SessionState) -> SessionState:
        if state.bars == bars:
            return state
        kept = state
        if state.shown is not None and not state.at_rest:
            kept = settled(state, state.shown)
        return replace(kept, bars=bars)

    return edit
