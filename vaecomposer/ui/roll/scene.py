"""The still picture of the roll: backdrop and notes, each kept in a pixmap until it changes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from vaecomposer.music.key import Key
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.backdrop import paint_backdrop
from vaecomposer.ui.roll.chord_lane import paint_chords, paint_label
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.ink import TrackInk
from vaecomposer.ui.roll.lanes import paint_drums, paint_range, paint_velocity
from vaecomposer.ui.roll.notes import paint_front, paint_ghost
from vaecomposer.ui.roll.phrase import Phrase, TrackNotes
from vaecomposer.ui.roll.ruler import paint_ruler
from vaecomposer.ui.theme import SIZES, faded

_MOST_BRACKETS = 4
_GHOST_BRACKET = 0.55


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """All that the still picture depends on, besides the phrase.

    Attributes:
        key: darkens the rows outside it; None leaves them plain.
        front: index of the track in front.
        ghosts: whether the other tracks show.
    """

    geometry: RollGeometry
    key: Key | None
    front: int
    ghosts: bool
    ratio: float


class Scene:
    """Draws the still picture when it is asked for and something has changed, not before."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._backdrop = QPixmap()
        self._picture = QPixmap()
        self._backdrop_of: tuple[object, ...] = ()
        # Backdrop and chord symbols: their words take longer to draw than all notes, and seldom change.
        self._symbols = QPixmap()
        self._symbols_of: tuple[object, ...] = ()
        self._picture_of: tuple[object, ...] = ()
        self._phrase: Phrase | None = None

    def picture(self, phrase: Phrase, inks: tuple[TrackInk, ...], facts: SceneFacts) -> QPixmap:
        """The whole picture for a phrase."""
        theme = self._look.theme
        under = (facts.geometry, facts.key, facts.ratio, phrase.bars, id(theme))
        if under != self._backdrop_of:
            self._backdrop_of = under
            self._backdrop = self._blank(facts)
            painter = QPainter(self._backdrop)
            paint_backdrop(painter, self._look, facts.geometry, phrase.bars, facts.key)
            paint_ruler(painter, self._look, facts.geometry, phrase.bars)
            paint_label(painter, self._look, facts.geometry)
            painter.end()
        named = (under, phrase.chords)
        if named != self._symbols_of:
            self._symbols_of = named
            self._symbols = QPixmap(self._backdrop)
            painter = QPainter(self._symbols)
            paint_chords(painter, self._look, facts.geometry, phrase.chords)
            painter.end()
        over = (under, facts, inks)
        if over != self._picture_of or phrase is not self._phrase:
            self._picture_of, self._phrase = over, phrase
            self._picture = self._draw(phrase, inks, facts)
        return self._picture

    def _blank(self, facts: SceneFacts) -> QPixmap:
        g = facts.geometry
        blank = QPixmap(round(g.width * facts.ratio), round(g.height * facts.ratio))
        blank.setDevicePixelRatio(facts.ratio)
        blank.fill(self._look.theme.panel)
        return blank

    def _draw(self, phrase: Phrase, inks: tuple[TrackInk, ...], facts: SceneFacts) -> QPixmap:
        g = facts.geometry
        picture = QPixmap(self._symbols)
        painter = QPainter(picture)
        self._paint_brackets(painter, phrase, inks, facts)
        painter.setClipRect(QRectF(g.left, 0, g.width - g.left, g.height))
        self._paint_lanes(painter, phrase, inks, facts)
        painter.setClipRect(g.notes)
        self._paint_notes(painter, phrase, inks, facts)
        painter.end()
        return picture

    def _paint_notes(
        self, painter: QPainter, phrase: Phrase, inks: tuple[TrackInk, ...], facts: SceneFacts
    ) -> None:
        pitched = [t for t in phrase.tracks if not t.is_drums and len(t.notes)]
        for track in pitched:
            if facts.ghosts and track.index != facts.front:
                paint_ghost(painter, self._look, facts.geometry, track, inks[track.index])
        for track in pitched:
            if track.index == facts.front:
                paint_front(painter, self._look, facts.geometry, track, inks[track.index])

    def _paint_lanes(
        self, painter: QPainter, phrase: Phrase, inks: tuple[TrackInk, ...], facts: SceneFacts
    ) -> None:
        drums = [t for t in phrase.tracks if t.is_drums]
        drums.sort(key=lambda t: t.index == facts.front)
        alone = len(drums) == 1
        for track in drums:
            ink = inks[track.index]
            is_front = track.index == facts.front or alone
            if is_front or facts.ghosts:
                paint_drums(painter, facts.geometry, track, ink.front if is_front else ink.ghost)
        for track in phrase.tracks:
            if track.index == facts.front:
                paint_velocity(painter, facts.geometry, track, inks[track.index])

    def _paint_brackets(
        self, painter: QPainter, phrase: Phrase, inks: tuple[TrackInk, ...], facts: SceneFacts
    ) -> None:
        g = facts.geometry
        painter.save()
        painter.setClipRect(QRectF(0, g.notes.top(), SIZES.key_gutter, g.notes.height()))
        pitched = [t for t in phrase.tracks if not t.is_drums and len(t.notes)]
        front = [t for t in pitched if t.index == facts.front]
        others = [t for t in pitched if t.index != facts.front] if facts.ghosts else []
        for place, track in enumerate((front + others)[:_MOST_BRACKETS]):
            low, high = _range(track)
            ink = inks[track.index]
            colour = ink.front if track.index == facts.front else faded(ink.front, _GHOST_BRACKET)
            paint_range(painter, g, low, high, SIZES.key_gutter - 4 - 3 * place, colour)
        painter.restore()


def _range(track: TrackNotes) -> tuple[int, int]:
    return int(track.table[:, 2].min()), int(track.table[:, 2].max())
