"""Drum hits: a click sets or takes one, a drag sets or takes all along a row."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt

from vaecomposer.music.note import Note
from vaecomposer.music.note_changes import Placed, deleted, drawn
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.roll.phrase import DRUM_LABELS, OTHER_ROW, drum_row, drum_row_pitch
from vaecomposer.ui.roll.pointing import drum_row_at
from vaecomposer.ui.roll.tools.gesture import Gesture, Ground, Hand, Preview, Sound


class PaintHits(Gesture):
    """A press in the drum lane and the drag after it.

    Args:
        ground: what is there.
        track: the drum track that hits go to.
        hand: where it was put down.
        hit: the hit under it: then hits are taken away.
    """

    waits: ClassVar[bool] = False
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.CrossCursor

    def __init__(self, ground: Ground, track: int, hand: Hand, hit: Placed | None) -> None:
        self._ground, self._track = ground, track
        self._takes = hit is not None
        self._row = drum_row_at(hand.geometry, hand.at.y())
        self._notes = [n for n in ground.phrase.tracks[track].notes if self._in_row(n)]
        self._done: dict[Placed, None] = {} if hit is None else {hit: None}
        self._reached = max(0.0, hand.tick)
        self._hand = hand
        if hit is None:
            self._set(hand)

    def press(self) -> Preview:
        """One hit comes or goes."""
        pitch = drum_row_pitch(self._row)
        sound = None
        if not self._takes and pitch is not None and self._done:
            sound = (self._track, pitch, self._ground.velocity)
        return self._preview(sound)

    def drag(self, hand: Hand) -> Preview:
        """All cells along the row up to the hand."""
        self._hand = hand
        if self._takes:
            low, high = sorted((self._reached, hand.tick))
            for note in self._notes:
                if low <= note.onset <= high:
                    self._done[self._track, note] = None
        else:
            self._set(hand)
        self._reached = max(0.0, hand.tick)
        return self._preview(None)

    def _in_row(self, note: Note) -> bool:
        return min(drum_row(note.pitch), OTHER_ROW) == self._row

    def _set(self, hand: Hand) -> None:
        pitch = drum_row_pitch(self._row)
        if pitch is None:
            return
        lines = self._ground.lines_for(hand)
        free = lines if lines.snap.is_on else None
        cells = (
            lines.between(self._reached, max(0.0, hand.tick))
            if free is not None
            else [round(max(0.0, hand.tick))]
        )
        for line in cells:
            near = lines.unit / 2
            taken = any(abs(n.onset - line) < near for n in self._notes)
            mine = any(abs(n.onset - line) < near for _, n in self._done)
            if not taken and not mine and line < self._ground.end:
                quarter = self._ground.phrase.piece.ticks_per_quarter
                duration = max(1, min(quarter // 4, self._ground.end - line))
                note = Note(line, pitch, duration, self._ground.velocity)
                self._done[self._track, note] = None

    def _preview(self, sound: Sound | None) -> Preview:
        name = DRUM_LABELS[self._row] if self._row < OTHER_ROW else translate("Hits", "Other")
        places = tuple(self._done)
        if self._takes:
            what = "a hit" if len(places) == 1 else f"{len(places)} hits"
            change = deleted(places, f"Erase {what}")
            return Preview(
                change,
                says=translate("Hits", "{name}\n{what} taken away").format(
                    name=name, what=localised(what)
                ),
            )
        if not places:
            return Preview(
                None, says=translate("Hits", "{name}\nThere is a hit already.").format(name=name)
            )
        setting = drawn(places, drums=True)
        return Preview(setting, sound=sound, says=f"{name}\n{localised(setting.label).lower()}")
