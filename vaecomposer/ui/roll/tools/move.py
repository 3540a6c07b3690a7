"""Moving notes, or copies of them, and lengthening them by an edge."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt

from vaecomposer.music.note import Note, pitch_name
from vaecomposer.music.note_changes import (
    NoteChange,
    Placed,
    begun_later,
    lengthened,
    moved,
    room_for,
)
from vaecomposer.music.snap import SnapLines
from vaecomposer.ui import words
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.roll.phrase import OTHER_ROW, drum_row, drum_row_pitch
from vaecomposer.ui.roll.pointing import Part, drum_row_at
from vaecomposer.ui.roll.tools.gesture import Gesture, Ground, Hand, Preview, Sound


class Move(Gesture):
    """A drag of notes.

    Args:
        ground: what is there.
        grabbed: the note under the hand.
        places: all notes that move with it.
        hand: where it took hold.
        on_click: what letting go at once does.
    """

    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.ClosedHandCursor

    def __init__(
        self,
        ground: Ground,
        grabbed: Placed,
        places: frozenset[Placed],
        hand: Hand,
        on_click: Preview,
    ) -> None:
        self._ground = ground
        self._grabbed = grabbed
        self._places = sorted(places)
        self._start = hand
        self._click = on_click
        self._drum_tracks = frozenset(t.index for t in ground.phrase.tracks if t.is_drums)
        self._in_drums = grabbed[0] in self._drum_tracks
        self._last_pitch = grabbed[1].pitch

    def click(self) -> Preview:
        """Selects, or takes a hit away."""
        return self._click

    def drag(self, hand: Hand) -> Preview:
        """Moves by whole lines and semitones; with Shift only one way."""
        ticks, rows = self._way(hand)
        if hand.keeps_axis:
            far_x = abs(hand.at.x() - self._start.at.x())
            far_y = abs(hand.at.y() - self._start.at.y())
            ticks, rows = (ticks, 0) if far_x >= far_y else (0, rows)
        change = moved(self._places, ticks, lambda t, n: self._pitch(t, n, rows), copy=hand.copies)
        if not ticks and not rows:
            change = NoteChange(change.label, ())
        return Preview(change, _come(change), sound=self._heard(rows), says=self._says(ticks, rows))

    def _way(self, hand: Hand) -> tuple[int, int]:
        onset = self._grabbed[1].onset
        wanted = onset + hand.tick - self._start.tick
        line = self._ground.lines_for(hand).nearest(max(0.0, wanted))
        # Where it was draws as much as a line does, so that a hand can change its mind.
        target = onset if abs(wanted - onset) <= abs(wanted - line) else line
        ticks = room_for(self._places, target - onset, self._ground.end)
        if self._in_drums:
            g = hand.geometry
            rows = drum_row_at(g, hand.at.y()) - drum_row_at(g, self._start.at.y())
            found = [drum_row(n.pitch) for t, n in self._places if t in self._drum_tracks]
            return ticks, max(-min(found), min(OTHER_ROW - 1 - max(found), rows))
        rows = hand.pitch - self._start.pitch
        pitches = [n.pitch for t, n in self._places if t not in self._drum_tracks]
        return ticks, max(-min(pitches), min(127 - max(pitches), rows))

    def _pitch(self, track: int, note: Note, rows: int) -> int:
        if not rows or (track in self._drum_tracks) != self._in_drums:
            return note.pitch
        if not self._in_drums:
            return note.pitch + rows
        pitch = drum_row_pitch(drum_row(note.pitch) + rows)
        return note.pitch if pitch is None else pitch

    def _heard(self, rows: int) -> Sound | None:
        track, note = self._grabbed
        pitch = self._pitch(track, note, rows)
        if pitch == self._last_pitch:
            return None
        self._last_pitch = pitch
        return track, pitch, note.velocity

    def _says(self, ticks: int, rows: int) -> str:
        track, note = self._grabbed
        name = pitch_name(self._pitch(track, note, rows))
        steps = words.signed(rows) if not self._in_drums else ""
        ways = _ways(ticks, self._ground)
        if rows and steps:
            by = translate("Move", "{steps} semitones").format(steps=steps)
            ways = f"{by} · {ways}"
        return f"{name}\n{ways}"


class Resize(Gesture):
    """A drag of a note's edge; all selected notes change by as much."""

    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.SizeHorCursor

    def __init__(
        self,
        ground: Ground,
        grabbed: Placed,
        places: frozenset[Placed],
        part: Part,
        hand: Hand,
        on_click: Preview,
    ) -> None:
        self._ground, self._grabbed, self._part = ground, grabbed, part
        self._places = sorted(places)
        self._start = hand
        self._click = on_click

    def click(self) -> Preview:
        """Selects."""
        return self._click

    def drag(self, hand: Hand) -> Preview:
        """Moves the edge to the line nearest to the hand."""
        _, note = self._grabbed
        lines = self._ground.lines_for(hand)
        edge = note.end if self._part is Part.END else note.onset
        wanted = max(0.0, edge + hand.tick - self._start.tick)
        line = lines.nearest(wanted)
        target = edge if abs(wanted - edge) <= abs(wanted - line) else line
        least = 1 if not lines.snap.is_on else max(1, lines.unit // 4)
        if self._part is Part.END:
            if target <= note.onset:
                target = lines.after(note.onset)
            change = lengthened(self._places, target - edge, self._ground.end, least)
        else:
            if target >= note.end:
                target = lines.before(note.end - 1)
            change = begun_later(self._places, target - edge, least)
        new = next((s.after[0][1] for s in change.swaps if s.before == (self._grabbed,)), note)
        quarter = self._ground.phrase.piece.ticks_per_quarter
        says = f"{pitch_name(new.pitch)}\n{words.note_value(new.duration / quarter)}"
        return Preview(change, _come(change), says=says)


def _come(change: NoteChange) -> frozenset[Placed] | None:
    return frozenset(change.come) or None


def _ways(ticks: int, ground: Ground) -> str:
    if not ticks:
        return translate("Move", "in time as it was")
    quarters = ticks / ground.phrase.piece.ticks_per_quarter
    return translate("Move", "{quarters} quarters").format(
        quarters=words.signed(round(quarters, 2))
    )


def line_step(lines: SnapLines, tick: int, way: int) -> int:
    """From a tick to the next line (`way` 1) or the one before (-1), in ticks."""
    if way > 0:
        return lines.after(tick) - tick
    return lines.before(max(0, tick - 1)) - tick
