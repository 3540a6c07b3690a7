"""The commands of the roll: what is done to the selected notes and bars, by key, menu or button."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from vaecomposer.music.clipboard import Clip, clip_of, pasted
from vaecomposer.music.note_changes import (
    NoteChange,
    Placed,
    counted,
    deleted,
    glued,
    lengthened,
    moved,
    nudged,
    revoiced,
    split,
    transposed,
    with_neighbour,
)
from vaecomposer.music.piece import Piece
from vaecomposer.music.quantise import humanised, quantised
from vaecomposer.music.snap import OFF, SIXTEENTH, Snap, SnapLines
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.choosing import RollChoosing
from vaecomposer.ui.roll.tools.move import line_step

VELOCITY_STEP = 5

SELECT_FIRST = translate("Editing", "Select notes first: click one, or drag a box round some.")
_PAUSE_MS = 700


class RollEditor(RollChoosing):
    """The picture, what is selected in it, and what commands do with it.

    Asks for every edit with a signal; nothing changes before it is told the new state.
    """

    notes_changed = Signal(object)  # NoteChange
    notes_locked = Signal(object, bool)  # frozenset[Placed], on
    bars_locked = Signal(object, bool)  # frozenset[int], on
    unlock_requested = Signal()
    edit_paused = Signal()  # what follows is an edit of its own

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.snap: Snap = SIXTEENTH
        self.strength = 1.0
        self._clip: Clip | None = None
        self._last_length: int | None = None
        self._last_velocity = 96
        self._lines_of: tuple[object, ...] = ()
        self._lines: tuple[SnapLines, SnapLines] | None = None
        # A row of wheel turns or held keys is one entry of the history until the hand rests.
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.edit_paused)

    @property
    def clip(self) -> Clip | None:
        """What was cut or copied last."""
        return self._clip

    def _piece(self) -> Piece | None:
        return self._state.shown

    def _snap_lines(self) -> tuple[SnapLines, SnapLines]:
        """What notes snap to, and the same without snapping. Needs music."""
        piece = self._piece()
        assert piece is not None
        key = (self._bars, piece.ticks_per_quarter, self.snap)
        if key != self._lines_of or self._lines is None:
            self._lines_of = key
            self._lines = (
                SnapLines(self._bars.bars, piece.ticks_per_quarter, self.snap),
                SnapLines(self._bars.bars, piece.ticks_per_quarter, OFF),
            )
        return self._lines

    def ask(self, change: NoteChange, *, selects: bool = False) -> None:
        """Asks for a change of notes. `selects`: what comes of it is selected, and nothing else."""
        if change.is_nothing:
            return
        self._selection.expect(change, selects=selects)
        self.notes_changed.emit(change)
        self._selection.expect(None)  # nothing came of it
        if change.merge is not None:
            self._pause.start()

    def _ask_key(self, change: NoteChange, word: str, *, held: bool) -> None:
        """A key that is held makes one entry of the history; pressed anew, another."""
        if not held:
            self.edit_paused.emit()
        self.ask(replace(change, merge=word))

    def _have_selected(self) -> bool:
        if not self.selected:
            self.say(translate("Editing", "Nothing selected"), SELECT_FIRST)
        return bool(self.selected)

    def delete(self) -> None:
        """Deletes the selected notes."""
        if self._have_selected():
            self.ask(deleted(self.selected))

    def cut(self) -> None:
        """Keeps the selected notes for pasting and deletes them."""
        if self._have_selected():
            self.copy()
            count = counted(len(self.selected))
            self.ask(replace(deleted(self.selected), label=f"Cut {count}"))

    def copy(self) -> None:
        """Keeps the selected notes for pasting."""
        piece = self._piece()
        if piece is not None and self._have_selected():
            lines, _ = self._snap_lines()
            first = min(note.onset for _, note in self.selected)
            self._clip = clip_of(self.selected, piece.ticks_per_quarter, lines.nearest(first))
            self.say(localised(counted(len(self.selected))), translate("Editing", "copied"))

    def paste(self) -> None:
        """Brings what was copied to the first selected bar, or to the playhead."""
        self.paste_at(min(self._state.bars) if self._state.bars else None)

    def paste_at(self, bar: int | None) -> None:
        """Brings what was copied to a bar, or to the playhead."""
        piece = self._piece()
        if piece is None or self._phrase is None:
            return
        if self._clip is None:
            self.say(
                translate("Editing", "Nothing to paste"),
                translate("Editing", "Copy or cut notes first."),
            )
            return
        lines, _ = self._snap_lines()
        tick = lines.nearest(max(0.0, self._tick))
        if bar is not None and bar < len(self._bars.bars):
            tick = self._bars.bars[bar].start
        drums = frozenset(i for i, t in enumerate(piece.tracks) if t.is_drums)
        quarter, end = piece.ticks_per_quarter, self._bars.end
        change = pasted(self._clip, tick, self._state.front, drums, quarter, end)
        if not change.swaps:
            self.say(
                translate("Editing", "Nothing pasted"),
                translate("Editing", "The playhead stands at the end. Move it, or select a bar."),
            )
        self.ask(change, selects=True)

    def duplicate(self) -> None:
        """Repeats the selected notes right after them."""
        if not self._have_selected():
            return
        lines, _ = self._snap_lines()
        first = lines.before(min(note.onset for _, note in self.selected))
        last = max(note.end for _, note in self.selected)
        stop = lines.nearest(last) if lines.nearest(last) >= last else lines.after(last - 1)
        end = self._bars.end
        by = stop - first
        kept = [p for p in self.selected if p[1].onset + by < end]
        change = moved(kept, by, lambda _, note: note.pitch, copy=True)
        if not kept:
            self.say(translate("Editing", "No room"), translate("Editing", "The music ends here."))
        self.ask(replace(change, label=f"Duplicate {counted(len(kept))}"), selects=True)

    def transpose(self, semitones: int, *, held: bool = False) -> None:
        """Moves the selected notes by semitones and lets the first of them be heard."""
        if self.selected:
            change = transposed(self.selected, semitones)
            self._ask_key(change, "transpose", held=held)
            self._hear_one()
            self._reveal_one(up=semitones > 0)

    def nudge(self, way: int, *, held: bool = False, ticks: int | None = None) -> None:
        """Moves the selected notes to the next line or the one before, or by so many ticks."""
        if self.selected:
            first = min(note.onset for _, note in self.selected)
            by = line_step(self._snap_lines()[0], first, way) if ticks is None else ticks * way
            change = nudged(self.selected, by, self._bars.end)
            self._ask_key(change, "nudge", held=held)
            self._reveal_one(up=True)

    def lengthen(self, way: int, *, held: bool = False) -> None:
        """Lengthens the selected notes to the next line, or shortens them."""
        if self.selected:
            lines, _ = self._snap_lines()
            change = lengthened(
                self.selected, way * lines.unit, self._bars.end, max(1, lines.unit // 2)
            )
            self._ask_key(change, "length", held=held)

    def change_velocity(self, by: int, places: frozenset[Placed] | None = None) -> None:
        """Plays notes (the selected ones) louder or softer; a row of turns is one edit."""
        wanted = self.selected if places is None else places
        if wanted:
            self.ask(revoiced(wanted, by, merge="velocity"))
            loud = sorted(note.velocity for _, note in self.selected or wanted)
            span = f"{loud[0]}"
            if loud[0] != loud[-1]:
                span = translate("Editing", "{low} to {high}").format(low=loud[0], high=loud[-1])
            self.hint.emit(translate("Editing", "Velocity\n{span}").format(span=span))

    def quantise(self, strength: float | None = None) -> None:
        """Draws the selected notes (or the front track's in view) to the lines."""
        if self._phrase is not None:
            piece, bars = self._phrase.piece, self._bars.bars
            snap = self.snap if self.snap.is_on else SIXTEENTH
            lines = SnapLines(bars, piece.ticks_per_quarter, snap)
            share = self.strength if strength is None else strength
            change = quantised(self._meant(), lines, share)
            if change.is_nothing:
                self.say(
                    translate("Editing", "Quantise"),
                    translate("Editing", "All notes lie on the lines ({name}) already.").format(
                        name=localised(snap.name)
                    ),
                )
            self.ask(change)

    def humanise(self) -> None:
        """Takes the selected notes (or the front track's in view) a little off the lines."""
        if self._phrase is not None:
            piece = self._phrase.piece
            seed = random.randrange(1 << 30)
            self.ask(humanised(self._meant(), piece.ticks_per_quarter, self._bars.end, seed))

    def split_at(self, placed: Placed | None, tick: float) -> None:
        """Splits the selected notes, or else one note, at the line nearest to a tick."""
        lines, free = self._snap_lines()
        places = self.selected if placed is None or placed in self.selected else {placed}
        for way in (lines, free):
            change = split(places, way.nearest(tick))
            if change.swaps:
                self.ask(change)
                return
        self.say(
            translate("Editing", "Split"), translate("Editing", "Point at the place within a note.")
        )

    def glue(self, placed: Placed | None = None) -> None:
        """Makes one of the selected notes of each pitch, or of a note and the next of its pitch."""
        places: Iterable[Placed] = self.selected
        if placed is not None and placed not in self.selected:
            places = (placed,)
        if len(list(places)) == 1 and self._phrase is not None:
            only = next(iter(places))
            places = with_neighbour(only, self._phrase.tracks[only[0]].notes)
        change = glued(places)
        if not change.swaps:
            self.say(
                translate("Editing", "Glue"),
                translate("Editing", "Select two notes of one pitch, or one that another follows."),
            )
        self.ask(change)

    def lock(self) -> None:
        """Locks the selected bars, or else notes; unlocks them if all are locked."""
        bars, locks = self._state.bars, self._state.locks
        if self.selected:
            finder = self._locks()
            held = all(finder.holder(p) == "note" for p in self.selected)
            self.notes_locked.emit(self.selected, not held)
        elif bars:
            self.bars_locked.emit(bars, not bars <= locks.bars)
        else:
            self.say(
                translate("Editing", "Nothing selected"),
                translate("Editing", "Select notes or bars to lock them."),
            )

    def _meant(self) -> frozenset[Placed]:
        """The selected notes, or all of the front track in the phrase."""
        if self.selected or self._phrase is None:
            return self.selected
        track = self._phrase.tracks[self._state.front]
        return frozenset((track.index, note) for note in track.notes)

    def _reveal_one(self, *, up: bool) -> None:
        """The outermost of the selected notes is brought into view."""
        if self.selected:
            outer = max if up else min
            self.reveal(outer(self.selected, key=lambda placed: placed[1].pitch))

    def _hear_one(self) -> None:
        if self.selected:
            track, note = min(self.selected)
            self.audition.emit(track, note.pitch, note.velocity)
