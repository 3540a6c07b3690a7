"""Drawing notes: a row along the time axis makes one longer, another row begins another."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from PySide6.QtCore import Qt

from vaecomposer.music.note import Note, pitch_name
from vaecomposer.music.note_changes import Placed, drawn
from vaecomposer.ui import words
from vaecomposer.ui.roll.tools.gesture import Gesture, Ground, Hand, Preview


class Draw(Gesture):
    """A new note at once; dragged on, it grows, and with `paints` it follows the hand up and down."""

    waits: ClassVar[bool] = False
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.CrossCursor

    def __init__(self, ground: Ground, hand: Hand, *, paints: bool) -> None:
        self._ground = ground
        self._paints = paints
        lines = ground.lines_for(hand)
        self._first = min(lines.before(max(0.0, hand.tick)), ground.end - 1)
        self._pitches = {self._first: hand.pitch}
        self._heard = hand.pitch
        self._is_moved = False

    def press(self) -> Preview:
        """A note of the usual length."""
        pitch = self._pitches[self._first]
        duration = max(1, min(self._ground.length, self._ground.end - self._first))
        note = Note(self._first, pitch, duration, self._ground.velocity)
        sound = (self._ground.front, pitch, self._ground.velocity)
        return self._shown([(self._ground.front, note)], sound)

    def drag(self, hand: Hand) -> Preview:
        """Notes as far as the hand has come; what it went back over is gone."""
        lines = self._ground.lines_for(hand)
        here = max(self._first, min(lines.before(max(0.0, hand.tick)), self._ground.end - 1))
        start_pitch = self._pitches[self._first]
        stays = not self._paints or hand.keeps_axis
        pitch = start_pitch if stays else hand.pitch
        if here == self._first and not self._is_moved and pitch == start_pitch:
            return self.press()
        self._is_moved = True
        known = {line: p for line, p in self._pitches.items() if line <= here}
        reached = max(known)
        for line in lines.between(reached, here) if lines.snap.is_on else (here,):
            if line > reached:
                known[line] = pitch
        if here != self._first or not stays:
            known[here] = pitch
        self._pitches = known
        notes = self._notes(hand)
        sound = None
        if pitch != self._heard:
            self._heard = pitch
            sound = (self._ground.front, pitch, self._ground.velocity)
        return self._shown(notes, sound)

    def _notes(self, hand: Hand) -> list[Placed]:
        lines, found = self._ground.lines_for(hand), []
        last = max(self._pitches)
        stop = (
            lines.after(last) if lines.snap.is_on else max(last, round(hand.tick), self._first + 1)
        )
        ordered = sorted(self._pitches.items())
        runs = [list(run) for _, run in groupby(ordered, key=lambda item: item[1])]
        for run, following in zip(runs, [*runs[1:], None], strict=True):
            onset, pitch = run[0]
            end = min(self._ground.end, following[0][0] if following is not None else stop)
            note = Note(onset, pitch, max(1, end - onset), self._ground.velocity)
            found.append((self._ground.front, note))
        return found

    def _shown(self, notes: list[Placed], sound: tuple[int, int, int] | None) -> Preview:
        last = notes[-1][1]
        quarter = self._ground.phrase.piece.ticks_per_quarter
        says = f"{pitch_name(last.pitch)}\n{words.note_value(last.duration / quarter)}"
        return Preview(drawn(notes), frozenset(notes), sound=sound, says=says)
