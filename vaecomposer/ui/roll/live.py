"""What moves over the still picture: halos, sounding notes, the chord of the moment, the playhead."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPen

from vaecomposer.music.note import Note
from vaecomposer.music.piece import ChordSpan
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.changes import Changes, halo_strength
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.ink import TrackInk
from vaecomposer.ui.roll.notes import front_heights, note_box, note_boxes, rects, visible
from vaecomposer.ui.roll.phrase import Phrase, table_of
from vaecomposer.ui.roll.ruler import paint_head
from vaecomposer.ui.theme import faded

TRAIL = 28
"""Length of the light behind the playhead, in px."""

HEAD = 7
"""Half the width of the playhead's head, in px."""

_MANY = 120
"""More notes than this are ringed plainly: round corners and dashes are dear."""

_SHADES = 8
_HALO = 2.5

Sounding = tuple[tuple[int, int], ...]
"""(track, place among the track's notes) of what sounds now."""

Lit = tuple[int, int, QRectF]
"""(track, pitch, box) of a sounding note."""


def paint_changes(
    painter: QPainter,
    look: Look,
    g: RollGeometry,
    changes: Changes,
    drums: frozenset[int],
    now: float,
) -> None:
    """Paints halos round new notes and dashes where notes were. `drums`: tracks of the drum lane."""
    if not changes.came and not changes.went:
        return
    painter.save()
    painter.setClipRect(g.notes, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dashes = QPen(look.theme.text3, 1)
    if len(changes.went) <= _MANY:
        dashes.setDashPattern([2, 2])
    painter.setPen(dashes)
    gone = [note for track, note in changes.went if track not in drums]
    painter.drawRects(_boxes(painter, g, gone, -0.5))
    many = len(changes.came) > _MANY
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not many)
    for strength, notes in _by_strength(look, changes, drums, now).items():
        painter.setPen(QPen(faded(look.theme.fresh, strength), 1 if many else 1.4))
        rings = _boxes(painter, g, notes, _HALO)
        if many:
            painter.drawRects(rings)
        else:
            for ring in rings:
                painter.drawRoundedRect(ring, 3, 3)
    painter.restore()


def _by_strength(
    look: Look, changes: Changes, drums: frozenset[int], now: float
) -> dict[float, list[Note]]:
    """New notes outside the drum lane by the strength of their halos, in a few steps."""
    found: dict[float, list[Note]] = {}
    for (track, note), born in changes.came.items():
        if track not in drums:
            strength = halo_strength(now - born, fades=not look.reduced_motion)
            found.setdefault(round(strength * _SHADES) / _SHADES, []).append(note)
    return found


def _boxes(painter: QPainter, g: RollGeometry, notes: list[Note], grown: float) -> list[QRectF]:
    """Boxes of the notes that show, each side moved outwards by `grown` px."""
    table = table_of(notes)
    ratio = painter.device().devicePixelRatioF()
    boxes = visible(g, note_boxes(g, table, front_heights(g, table[:, 3]), ratio))
    return rects(boxes + np.array([-grown, -grown, 2 * grown, 2 * grown]))


def sounding_boxes(g: RollGeometry, phrase: Phrase, sounding: Sounding, ratio: float) -> list[Lit]:
    """(track, pitch, box) of every sounding note."""
    found: list[Lit] = []
    for track, place in sounding:
        note = phrase.tracks[track].notes[place]
        found.append((track, note.pitch, note_box(g, note, ratio)))
    return found


def key_box(g: RollGeometry, pitch: int) -> QRectF:
    """The key of a pitch beside the note area."""
    keys = g.keys
    width = keys.width() * 0.62 if pitch % 12 in (1, 3, 6, 8, 10) else keys.width()
    return QRectF(keys.left(), g.y_of(pitch), width, g.row)


def paint_sounding(
    painter: QPainter,
    look: Look,
    g: RollGeometry,
    boxes: list[Lit],
    inks: tuple[TrackInk, ...],
    front: int,
) -> None:
    """Paints the front track's sounding notes ivory, and lights every sounding key."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setClipRect(g.keys.united(g.notes), Qt.ClipOperation.IntersectClip)
    for track, pitch, _ in sorted(boxes, key=lambda box: box[0] == front):
        painter.fillRect(key_box(g, pitch), inks[track].front)
    painter.setClipRect(g.notes, Qt.ClipOperation.IntersectClip)
    painter.setBrush(look.theme.fresh)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for track, _, box in boxes:
        if track == front:
            painter.drawRoundedRect(box, 1.5, 1.5)
    painter.restore()


def paint_chord_wash(painter: QPainter, look: Look, g: RollGeometry, span: ChordSpan) -> None:
    """Lightens the rows of the chord's tones for as long as it holds."""
    left, right = max(g.left, g.x_of(span.onset)), g.x_of(span.onset + span.duration)
    tones = span.chord.tones
    wash = faded(look.theme.fresh, 0.035)
    painter.save()
    painter.setClipRect(g.notes, Qt.ClipOperation.IntersectClip)
    for pitch in g.visible_pitches():
        if pitch % 12 in tones:
            painter.fillRect(QRectF(left, g.y_of(pitch), right - left, g.row), wash)
    painter.restore()


def paint_playhead(
    painter: QPainter, look: Look, g: RollGeometry, x: float, *, trails: bool
) -> None:
    """Paints the playhead through all lanes, with a little light behind it while it moves."""
    if not g.left - 1 <= x <= g.width:
        return
    fresh = look.theme.fresh
    painter.save()
    painter.setClipRect(
        QRectF(g.left, 0, g.width - g.left, g.height), Qt.ClipOperation.IntersectClip
    )
    if trails:
        light = QLinearGradient(QPointF(x - TRAIL, 0), QPointF(x, 0))
        light.setColorAt(0, faded(fresh, 0))
        light.setColorAt(1, faded(fresh, 0.13))
        for lane in (g.notes, g.drums, g.velocity):
            painter.fillRect(QRectF(x - TRAIL, lane.top(), TRAIL, lane.height()), light)
    painter.fillRect(QRectF(x - 0.5, g.ruler.bottom() - 4, 1.5, g.height), fresh)
    painter.restore()
    painter.save()
    painter.setClipRect(QRectF(g.left - HEAD, 0, g.width, g.height), Qt.ClipOperation.IntersectClip)
    paint_head(painter, look, x)
    painter.restore()
