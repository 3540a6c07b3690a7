"""What stays as it is: asking about locks, setting them, and holding music to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from vaecomposer.music.note import Note
from vaecomposer.music.note_changes import Placed, counted
from vaecomposer.music.piece import Bar, ChordSpan, Piece, Track
from vaecomposer.session.document import Edit
from vaecomposer.session.state import Locks, SessionState

NoteLock = tuple[int, int, int]
"""Track, onset and pitch of a locked note."""


def note_lock(placed: Placed) -> NoteLock:
    """The lock that would hold a note."""
    track, note = placed
    return track, note.onset, note.pitch


class LockFinder:
    """Tells what holds a note. Made once for a piece and its locks, asked for every note."""

    def __init__(self, bars: tuple[Bar, ...], locks: Locks) -> None:
        self._locks = locks
        self._bars = bars
        self._starts = [bar.start for bar in bars]

    def bar_of(self, tick: int) -> int:
        """Number of the bar that a tick lies in, from 0."""
        return max(0, bisect_right(self._starts, tick) - 1)

    def holder(self, placed: Placed) -> str | None:
        """``track``, ``bar`` or ``note``: the widest lock that holds a note; None if none does."""
        track, note = placed
        locks = self._locks
        if track in locks.tracks:
            return "track"
        if locks.bars and self._bars and self.bar_of(note.onset) in locks.bars:
            return "bar"
        return "note" if note_lock(placed) in locks.notes else None


def locks_in_words(piece: Piece | None, locks: Locks) -> str:
    """``Bars 1–2, Bass, 3 notes locked``; "" if no music is."""
    parts = locked_parts(piece, locks)
    return f"{', '.join(parts)} locked" if parts else ""


def locked_parts(piece: Piece | None, locks: Locks) -> tuple[str, ...]:
    """``Bars 1–2``, ``Bass``, ``3 notes``: what of the music is locked, widest first."""
    if piece is None or not locks.holds_music:
        return ()
    parts = [bars_in_words(locks.bars)] if locks.bars else []
    parts += [piece.tracks[t].name for t in sorted(locks.tracks) if t < len(piece.tracks)]
    if locks.notes:
        parts.append(counted(len(locks.notes)))
    return tuple(parts)


def bars_in_words(bars: frozenset[int]) -> str:
    """``Bars 1–2, 5`` for numbers from 0; "" for none."""
    if not bars:
        return ""
    runs: list[list[int]] = []
    for bar in sorted(bars):
        if runs and bar == runs[-1][1] + 1:
            runs[-1][1] = bar
        else:
            runs.append([bar, bar])
    spans = [f"{a + 1}" if a == b else f"{a + 1}–{b + 1}" for a, b in runs]
    return f"{'Bar' if len(bars) == 1 else 'Bars'} {', '.join(spans)}"


# Setting them.


def lock_notes(places: Iterable[Placed], *, on: bool) -> Edit:
    """Locks notes, or unlocks them."""
    found = frozenset(map(note_lock, places))

    def edit(state: SessionState) -> SessionState:
        notes = state.locks.notes | found if on else state.locks.notes - found
        return replace(state, locks=replace(state.locks, notes=notes))

    return edit


def lock_bars(bars: frozenset[int], *, on: bool) -> Edit:
    """Locks whole bars, numbered from 0, or unlocks them."""

    def edit(state: SessionState) -> SessionState:
        kept = state.locks.bars | bars if on else state.locks.bars - bars
        return replace(state, locks=replace(state.locks, bars=kept))

    return edit


def lock_track(track: int, *, on: bool) -> Edit:
    """Locks a whole track, or unlocks it."""

    def edit(state: SessionState) -> SessionState:
        one = frozenset((track,))
        kept = state.locks.tracks | one if on else state.locks.tracks - one
        return replace(state, locks=replace(state.locks, tracks=kept))

    return edit


def unlock_music(state: SessionState) -> SessionState:
    """Unlocks all music; what dice leave alone stays so."""
    return replace(state, locks=Locks(controls=state.locks.controls))


def with_locks_of_notes_there(locks: Locks, piece: Piece) -> Locks:
    """The locks without those of notes that are gone."""
    if not locks.notes:
        return locks
    there = {
        (index, note.onset, note.pitch)
        for index, track in enumerate(piece.tracks)
        for note in track.notes
    }
    kept = locks.notes & there
    return locks if kept == locks.notes else replace(locks, notes=kept)


# Holding music to them.


def apply_locks(before: Piece, composed: Piece, locks: Locks) -> Piece:
    """Newly composed music with all that is locked exactly as it was before.

    New notes of a held note's pitch and track give way to it: those that begin while it sounds are left
    out, those that reach into it end where it begins. Chord symbols of locked bars stay as well.

    Args:
        before: the music that the locks are about.
        composed: new music with the same bars and the same tracks in the same order.
        locks: what to hold.
    """
    if not locks.holds_music:
        return composed
    finder = LockFinder(before.bars(), locks)
    tracks = list(composed.tracks)
    for index, (old, new) in enumerate(zip(before.tracks, composed.tracks, strict=False)):
        tracks[index] = (
            old if index in locks.tracks else _held_track(index, old, new, finder, locks)
        )
    bars = [bar for bar in before.bars() if bar.index in locks.bars]
    chords = _held_chords(before.chords, composed.chords, bars)
    return replace(composed, tracks=tuple(tracks), chords=chords)


def _held_track(index: int, old: Track, new: Track, finder: LockFinder, locks: Locks) -> Track:
    held = [note for note in old.notes if finder.holder((index, note)) is not None]
    bar_of = finder.bar_of
    free = [n for n in new.notes if not locks.bars or bar_of(n.onset) not in locks.bars]
    notes = tuple(sorted([*held, *giving_way(free, held)]))
    return new if notes == new.notes else replace(new, notes=notes)


def giving_way(notes: Iterable[Note], held: Iterable[Note]) -> list[Note]:
    """The notes that do not begin while a held one of their pitch sounds, cut where one begins."""
    rows: dict[int, list[Note]] = {}
    for note in sorted(held):
        rows.setdefault(note.pitch, []).append(note)
    found: list[Note] = []
    for note in notes:
        row = rows.get(note.pitch, [])
        if any(h.onset <= note.onset < h.end for h in row):
            continue
        later = bisect_left(row, note.onset, key=lambda h: h.onset)
        if later < len(row) and row[later].onset < note.end:
            note = replace(note, duration=row[later].onset - note.onset)
        found.append(note)
    return found


def _held_chords(
    old: tuple[ChordSpan, ...], new: tuple[ChordSpan, ...], bars: list[Bar]
) -> tuple[ChordSpan, ...]:
    """The new symbols, the old ones in the given bars."""
    found = new
    for bar in bars:
        inside = _clipped(old, bar.start, bar.end)
        outside = [
            piece
            for span in found
            for piece in (
                *_clipped((span,), 0, bar.start),
                *_clipped((span,), bar.end, span.onset + span.duration),
            )
        ]
        found = tuple(sorted([*outside, *inside], key=lambda span: span.onset))
    return found


def _clipped(spans: Iterable[ChordSpan], start: int, end: int) -> list[ChordSpan]:
    found = []
    for span in spans:
        onset, stop = max(span.onset, start), min(span.onset + span.duration, end)
        if onset < stop:
            found.append(ChordSpan(onset, stop - onset, span.chord))
    return found
