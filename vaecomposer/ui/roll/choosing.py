"""What is selected in the roll, and what is asked of it besides: a loop, a closer look, a sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vaecomposer.music.note import Note, pitch_name
from vaecomposer.music.note_changes import Placed, counted
from vaecomposer.session.locks import LockFinder
from vaecomposer.session.state import LoopRegion, SessionState
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.picture import RollPicture

_SAYS_FOR_MS = 4000


class RollChoosing(RollPicture):
    """The picture, and which notes and bars of it are selected."""

    bars_selected = Signal(object)  # frozenset[int], numbers from 0
    loop_changed = Signal(object)  # LoopRegion
    loop_drag_ended = Signal()
    audition = Signal(int, int, int)  # track, pitch, velocity
    hint = Signal(str)
    selection_changed = Signal(int)  # how many notes
    front_wanted = Signal(int)  # track

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._says_until = 0.0
        self._anchor: int | None = None

    @property
    def selected(self) -> frozenset[Placed]:
        """The selected notes, each with its track."""
        return self._selection.places

    def show_state(self, state: SessionState) -> None:
        """Shows a state; the selection lives on in it."""
        before = self._selection.places
        super().show_state(state)
        if self._selection.places != before:
            self._tell_selection()

    @property
    def state(self) -> SessionState:
        """What is shown."""
        return self._state

    @property
    def holds_locks(self) -> bool:
        """Whether any music is locked."""
        return self._state.locks.holds_music

    def is_locked(self, placed: Placed) -> bool:
        """Whether a lock holds a note."""
        return self._locks().holder(placed) is not None

    def _locks(self) -> LockFinder:
        return LockFinder(self._bars.bars, self._state.locks)

    def select(self, places: Iterable[Placed]) -> None:
        """Selects these notes and no others."""
        wanted = frozenset(places)
        if wanted != self._selection.places:
            self._selection.places = wanted
            self._tell_selection()
            self.viewport().update()

    def _tell_selection(self) -> None:
        self.selection_changed.emit(len(self._selection.places))
        if self._phrase is not None:
            self._name_anew(self._phrase)

    def say(self, title: str, sentence: str) -> None:
        """Says something in the status line and keeps it there while the pointer moves on."""
        self.hint.emit(f"{title}\n{sentence}")
        self._says_until = self._now() + _SAYS_FOR_MS

    # --- selecting ----------------------------------------------------------------------------

    def select_all(self) -> None:
        """Selects the front track's notes: those of the selected bars, or of the phrase."""
        phrase, bars = self._phrase, self._state.bars
        if phrase is None:
            return
        locks = self._locks()
        track = phrase.tracks[self._state.front]
        self.select(
            (track.index, n) for n in track.notes if not bars or locks.bar_of(n.onset) in bars
        )
        self.say(localised(counted(len(self.selected))), translate("Choosing", "selected"))

    def select_pitch(self, pitch: int) -> None:
        """Selects every note of a pitch in the front track, or no longer."""
        if self._phrase is not None:
            track = self._phrase.tracks[self._state.front]
            row = frozenset((track.index, n) for n in track.notes if n.pitch == pitch)
            chosen = self.selected - row if row <= self.selected else self.selected | row
            self.select(chosen)

    def select_neighbour(self, way: int, *, extends: bool) -> None:
        """Selects the next note of the front track (`way` 1) or the one before (-1)."""
        phrase = self._phrase
        if phrase is None:
            return
        notes = phrase.tracks[self._state.front].notes
        if not notes:
            return
        mine = sorted(n for t, n in self.selected if t == self._state.front)
        if mine:
            edge = notes.index(mine[-1] if way > 0 else mine[0]) if _has(notes, mine) else 0
            place = max(0, min(len(notes) - 1, edge + way))
        else:
            later = (i for i, n in enumerate(notes) if n.onset >= self._tick)
            place = next(later, len(notes) - 1) if way > 0 else len(notes) - 1
        note = notes[place]
        placed = (self._state.front, note)
        self.select(self.selected | {placed} if extends else {placed})
        self.audition.emit(self._state.front, note.pitch, note.velocity)
        self.reveal(placed)
        self.hint.emit(
            translate("Choosing", "{pitch}\nvelocity {velocity}").format(
                pitch=pitch_name(note.pitch), velocity=note.velocity
            )
        )

    def reveal(self, placed: Placed) -> None:
        """Scrolls so far that a note is seen."""
        if self._geometry is not None:
            track, note = placed
            drums = self._phrase is not None and self._phrase.tracks[track].is_drums
            self._framing.reveal(
                self._geometry, note.onset, note.end, None if drums else note.pitch
            )
            self._lay_out()

    def select_notes_of(self, bars: frozenset[int]) -> None:
        """Selects the front track's notes that begin in some bars."""
        if self._phrase is not None:
            locks, track = self._locks(), self._phrase.tracks[self._state.front]
            self.select((track.index, n) for n in track.notes if locks.bar_of(n.onset) in bars)

    def clear_selection(self) -> bool:
        """Selects no notes, then no bars; False if nothing was selected."""
        if self.selected:
            self.select(())
            return True
        if self._state.bars:
            self.bars_selected.emit(frozenset())
            return True
        return False

    def pick_bar(self, bar: int, *, toggles: bool) -> None:
        """Selects a bar, or no longer; without `toggles` all bars from the last one picked to it."""
        if toggles or self._anchor is None:
            self._anchor = bar
            self.bars_selected.emit(self._state.bars ^ {bar})
        else:
            low, high = sorted((self._anchor, bar))
            self.bars_selected.emit(frozenset(range(low, high + 1)))

    # --- looking ------------------------------------------------------------------------------

    def loop_from_here(self, *, to_end: bool) -> None:
        """Lets the loop begin at the playhead, or (`to_end` False) end there."""
        bars, loop = self._bars, self._state.loop
        if not bars.bars:
            return
        here = bars.nearest_beat(self._tick)
        start, end = (here, loop.end) if to_end else (loop.start, here)
        if end <= start:
            start, end = (here, bars.end) if to_end else (bars.bars[0].start, here)
        if end > start:
            self.loop_changed.emit(LoopRegion(start, end, on=True))
            self.loop_drag_ended.emit()

    def zoom_to_selection(self) -> None:
        """Fills the view with what is selected."""
        g = self._geometry
        chosen = [bar for bar in self._bars.bars if bar.index in self._state.bars]
        if g is None or not (self.selected or chosen):
            return
        if self.selected:
            notes = [note for _, note in self.selected]
            start, end = min(n.onset for n in notes), max(n.end for n in notes)
        else:
            start, end = chosen[0].start, chosen[-1].end
            notes = []
        drums = {t.index for t in self._phrase.tracks if t.is_drums} if self._phrase else set()
        pitches = [note.pitch for track, note in self.selected if track not in drums]
        middle = g.pitch_at(g.notes.center().y())
        low, high = (min(pitches), max(pitches)) if pitches else (middle, middle)
        self._framing.zoom_to(g, start, end, low, high)
        self._lay_out()

    def loop_selection(self) -> None:
        """Loops the bars that the selected notes lie in, or the selected bars."""
        bars = self._state.bars
        if self.selected:
            first = self._bars.bar_at(min(n.onset for _, n in self.selected)).index
            last = self._bars.bar_at(max(n.end - 1 for _, n in self.selected)).index
            bars = frozenset(range(first, last + 1))
        if not bars:
            self.say(
                translate("Choosing", "Nothing selected"),
                translate("Choosing", "Select notes or bars to loop them."),
            )
        self.loop_bars(bars)

    def loop_bars(self, bars: frozenset[int]) -> None:
        """Loops from the first of some bars to the end of the last."""
        there = [bar for bar in self._bars.bars if bar.index in bars]
        if there:
            self.loop_changed.emit(LoopRegion(there[0].start, there[-1].end, on=True))
            self.loop_drag_ended.emit()

    def show_velocity(self, on: bool) -> None:
        """Opens or closes the velocity lane."""
        self._velocity_wish = on
        self._lay_out()


def _has(notes: tuple[Note, ...], wanted: Sequence[Note]) -> bool:
    return wanted[0] in notes and wanted[-1] in notes
