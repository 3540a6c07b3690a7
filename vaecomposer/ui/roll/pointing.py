"""What lies under the pointer: which lane, which note, and which part of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from PySide6.QtCore import QPointF

from vaecomposer.music.note_changes import Placed
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.lanes import DRUM_ROW_OF, drum_boxes, velocity_tops
from vaecomposer.ui.roll.phrase import Phrase, TrackNotes
from vaecomposer.ui.theme import SIZES

EDGE = 5.0
"""Within so many pixels of its end a note is taken by its edge."""

_LEAST_MIDDLE = 6.0
_HEAD_REACH = 6.0


class Lane(Enum):
    """Parts of the roll."""

    RULER = "ruler"
    CHORDS = "chords"
    FORM = "form"
    KEYS = "keys"
    NAMES = "names"  # beside the drums
    NOTES = "notes"
    DRUMS = "drums"
    VELOCITY = "velocity"
    NONE = "none"


class Part(Enum):
    """Parts of a note."""

    BODY = "body"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Spot:
    """What the pointer is on.

    Attributes:
        lane: which lane.
        placed: the note there, if any.
        part: which part of the note.
        is_ghost: whether the note belongs to a track behind the front one.
    """

    lane: Lane
    placed: Placed | None = None
    part: Part = Part.BODY
    is_ghost: bool = False


def lane_at(g: RollGeometry, at: QPointF) -> Lane:
    """The lane under a point of the viewport."""
    y, beside = at.y(), at.x() < g.left
    if y < g.ruler.bottom():
        return Lane.NONE if beside else Lane.RULER
    if g.notes.top() <= y < g.notes.bottom():
        return Lane.KEYS if beside else Lane.NOTES
    if g.drum_rows and g.drums.top() <= y < g.drums.bottom():
        return Lane.NAMES if beside else Lane.DRUMS
    if beside:
        return Lane.NONE
    if g.has_velocity and y >= g.velocity.top():
        return Lane.VELOCITY
    if g.form.contains(at):
        return Lane.FORM
    return Lane.CHORDS if g.chords.contains(at) else Lane.NONE


def drum_row_at(g: RollGeometry, y: float) -> int:
    """The drum row under y, from the top."""
    return max(0, min(g.drum_rows - 1, int((y - g.drums.top()) // SIZES.drum_row)))


def spot_at(g: RollGeometry, phrase: Phrase, front: int, at: QPointF, *, ghosts: bool) -> Spot:
    """What is under a point of the viewport; the front track's notes come first."""
    lane = lane_at(g, at)
    if lane is Lane.VELOCITY:
        return Spot(lane, _head_at(g, phrase.tracks[front], at))
    if lane not in (Lane.NOTES, Lane.DRUMS):
        return Spot(lane)
    in_drums = lane is Lane.DRUMS
    for track in sorted(phrase.tracks, key=lambda t: t.index != front):
        is_ghost = track.index != front and not in_drums
        if track.is_drums != in_drums or (is_ghost and not ghosts):
            continue
        place = _hit_at(g, track, at) if in_drums else _note_at(g, track, at)
        if place is not None:
            note = track.notes[place]
            part = Part.BODY if in_drums or is_ghost else _part_at(g, note.onset, note.end, at.x())
            return Spot(lane, (track.index, note), part, is_ghost)
    return Spot(lane)


def _last(found: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int | None:
    """The place of the note that is drawn last, and so lies on top."""
    places = np.flatnonzero(found)
    return int(places[-1]) if len(places) else None


def _note_at(g: RollGeometry, track: TrackNotes, at: QPointF) -> int | None:
    table, x = track.table, at.x()
    left = g.left + (table[:, 0] - g.first) * g.scale - g.scroll_x
    right = np.maximum(left + 4, g.left + (table[:, 1] - g.first) * g.scale - g.scroll_x)
    in_row = table[:, 2] == g.pitch_at(at.y())
    return _last(in_row & (left - 1 <= x) & (x < right))


def _hit_at(g: RollGeometry, track: TrackNotes, at: QPointF) -> int | None:
    left = drum_boxes(g, track.table, 1.0)[:, 0]
    row = np.minimum(DRUM_ROW_OF[track.table[:, 2].astype(np.intp)], g.drum_rows - 1)
    near = (left - 2 <= at.x()) & (at.x() < left + 5)
    return _last(near & (row == drum_row_at(g, at.y())))


def _head_at(g: RollGeometry, track: TrackNotes, at: QPointF) -> Placed | None:
    """The note whose head in the velocity lane is taken hold of."""
    x = g.left + (track.table[:, 0] - g.first) * g.scale - g.scroll_x + 1.75
    y = velocity_tops(g, track.table[:, 3])
    far = np.hypot(x - at.x(), y - at.y())
    if not len(far) or far.min() > _HEAD_REACH:
        return None
    return track.index, track.notes[int(far.argmin())]


def _part_at(g: RollGeometry, onset: int, end: int, x: float) -> Part:
    """Both edges of a long note can be taken, only the end of a short one."""
    left, right = g.x_of(onset), max(g.x_of(onset) + 4, g.x_of(end))
    reach = min(EDGE, (right - left) / 3)
    if x >= right - reach:
        return Part.END
    if x < left + EDGE and right - left >= 2 * EDGE + _LEAST_MIDDLE:
        return Part.START
    return Part.BODY
