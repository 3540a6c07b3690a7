"""The still picture of the roll: backdrop and notes, each kept in a pixmap until it changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from vaecomposer.music.key import Key
from vaecomposer.music.note_changes import Placed
from vaecomposer.session.state import Locks
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.backdrop import paint_backdrop
from vaecomposer.ui.roll.chord_lane import paint_chords, paint_label
from vaecomposer.ui.roll.form_lane import FormBlock, paint_form
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.ink import TrackInk
from vaecomposer.ui.roll.lanes import paint_drums, paint_range, paint_velocity
from vaecomposer.ui.roll.lock_marks import (
    paint_bar_marks,
    paint_bar_signs,
    paint_locked_edges,
)
from vaecomposer.ui.roll.notes import paint_front, paint_ghost, paint_gone
from vaecomposer.ui.roll.phrase import Phrase, TrackNotes
from vaecomposer.ui.roll.ruler import paint_ruler
from vaecomposer.ui.theme import SIZES, faded

NO_LOCKS = Locks()
_LOCK = 11
_MOST_BRACKETS = 4
_GHOST_BRACKET = 0.55


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """All that the still picture depends on, besides the phrase.

    Attributes:
        key: darkens the rows outside it; None leaves them plain.
        front: index of the track in front.
        ghosts: whether the other tracks show.
        ratio: device pixels to the logical one.
        locks: what is locked.
        bars: numbers of the selected bars.
        form: the parts of the form; empty if nobody said it.
        hidden: notes that a gesture takes along; only dashes are left of them.
    """

    geometry: RollGeometry
    key: Key | None
    front: int
    ghosts: bool
    ratio: float
    locks: Locks = NO_LOCKS
    bars: frozenset[int] = frozenset()
    form: tuple[FormBlock, ...] = ()
    hidden: frozenset[Placed] = frozenset()


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
        self._facts: SceneFacts | None = None
        self._inks: tuple[TrackInk, ...] = ()
        # All that a hand at the front track leaves alone: it is drawn over this at every move.
        self._ground = QPixmap()
        self._ground_of: tuple[object, ...] = ()

    @property
    def drawn(self) -> tuple[SceneFacts, QPixmap] | None:
        """What was drawn last, and its picture; None if it may not stand for any other."""
        return None if self._facts is None else (self._facts, self._picture)

    def is_of(self, phrase: Phrase, inks: tuple[TrackInk, ...]) -> bool:
        """Whether what was drawn last is this very phrase in these inks."""
        return phrase is self._phrase and inks == self._inks

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
        named = (under, phrase.chords, facts.form)
        if named != self._symbols_of:
            self._symbols_of = named
            self._symbols = QPixmap(self._backdrop)
            painter = QPainter(self._symbols)
            paint_form(painter, self._look, facts.geometry, facts.form)
            paint_chords(painter, self._look, facts.geometry, phrase.chords)
            painter.end()
        over = (under, facts, inks)
        if over != self._picture_of or phrase is not self._phrase:
            self._picture_of, self._phrase = over, phrase
            self._picture = self._draw(phrase, inks, facts)
            self._facts, self._inks = facts, inks
        return self._picture

    def _blank(self, facts: SceneFacts) -> QPixmap:
        g = facts.geometry
        blank = QPixmap(round(g.width * facts.ratio), round(g.height * facts.ratio))
        blank.setDevicePixelRatio(facts.ratio)
        blank.fill(self._look.theme.panel)
        return blank

    def _draw(self, phrase: Phrase, inks: tuple[TrackInk, ...], facts: SceneFacts) -> QPixmap:
        g = facts.geometry
        resting = replace(facts, hidden=frozenset())
        behind = tuple(t.notes for t in phrase.tracks if t.index != facts.front)
        reach = [_range(t) for t in phrase.tracks if t.index == facts.front and len(t.notes)]
        ground = (self._symbols_of, resting, inks, behind, reach)
        if ground != self._ground_of:
            self._ground_of = ground
            self._ground = self._draw_ground(phrase, inks, facts)
        picture = QPixmap(self._ground)
        painter = QPainter(picture)
        tracks, gone = self._tracks(phrase, facts)
        painter.setClipRect(QRectF(g.left, 0, g.width - g.left, g.height))
        self._paint_lanes(painter, tracks, inks, facts)
        painter.setClipRect(g.notes)
        self._paint_front(painter, tracks, inks, facts)
        paint_gone(painter, self._look, g, [track for track in gone if not track.is_drums])
        painter.end()
        return picture

    def _draw_ground(
        self, phrase: Phrase, inks: tuple[TrackInk, ...], facts: SceneFacts
    ) -> QPixmap:
        """What lies under the front track: backdrop, symbols, brackets, marks of bars, ghosts."""
        g = facts.geometry
        ground = QPixmap(self._symbols)
        painter = QPainter(ground)
        self._paint_brackets(painter, phrase, inks, facts)
        paint_bar_marks(painter, self._look, g, phrase.bars, facts.locks, facts.bars)
        paint_bar_signs(painter, self._look, g, phrase.bars, facts.locks, facts.bars)
        painter.setClipRect(g.notes)
        for track in phrase.tracks:
            ghost = facts.ghosts and track.index != facts.front and not track.is_drums
            if ghost and len(track.notes):
                paint_ghost(painter, self._look, g, track, inks[track.index])
        painter.end()
        return ground

    def _tracks(
        self, phrase: Phrase, facts: SceneFacts
    ) -> tuple[tuple[TrackNotes, ...], list[TrackNotes]]:
        """The tracks without what a gesture takes along, and what it takes along."""
        if not facts.hidden:
            return phrase.tracks, []
        tracks, gone = list(phrase.tracks), []
        for index in {track for track, _ in facts.hidden}:
            hidden = frozenset(note for track, note in facts.hidden if track == index)
            tracks[index], away = tracks[index].parted(hidden)
            gone.append(away)
        return tuple(tracks), gone

    def _paint_front(
        self,
        painter: QPainter,
        tracks: tuple[TrackNotes, ...],
        inks: tuple[TrackInk, ...],
        facts: SceneFacts,
    ) -> None:
        for track in tracks:
            if track.index == facts.front and not track.is_drums and len(track.notes):
                paint_front(painter, self._look, facts.geometry, track, inks[track.index])
                paint_locked_edges(painter, self._look, facts.geometry, track, facts.locks)

    def _paint_lanes(
        self,
        painter: QPainter,
        tracks: tuple[TrackNotes, ...],
        inks: tuple[TrackInk, ...],
        facts: SceneFacts,
    ) -> None:
        drums = [t for t in tracks if t.is_drums]
        drums.sort(key=lambda t: t.index == facts.front)
        alone = len(drums) == 1
        for track in drums:
            ink = inks[track.index]
            is_front = track.index == facts.front or alone
            if is_front or facts.ghosts:
                paint_drums(painter, facts.geometry, track, ink.front if is_front else ink.ghost)
        for track in tracks:
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
            x = SIZES.key_gutter - 4 - 3 * place
            paint_range(painter, g, low, high, x, colour)
            if track.index in facts.locks.tracks:
                middle = (g.y_of(high) + g.y_of(low) + g.row) / 2
                at = max(g.notes.top(), min(g.notes.bottom() - _LOCK, middle - _LOCK / 2))
                painter.fillRect(QRectF(0, at - 1, _LOCK + 3, _LOCK + 2), self._look.theme.panel)
                self._look.icons.paint(painter, "lock", 1, at, self._look.theme.text, _LOCK)
        painter.restore()


def _range(track: TrackNotes) -> tuple[int, int]:
    return int(track.table[:, 2].min()), int(track.table[:, 2].max())
