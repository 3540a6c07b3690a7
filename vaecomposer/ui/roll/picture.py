"""The roll's picture: painted in layers, told the state and the position."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

import time

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from vaecomposer.music.piece import Bar, ChordSpan, Piece
from vaecomposer.session.state import PHRASE_BARS, SessionState
from vaecomposer.ui.bars import BarMap
from vaecomposer.ui.focus_ring import is_by_keyboard
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll import live
from vaecomposer.ui.roll.changes import Changes
from vaecomposer.ui.roll.chord_lane import paint_chip
from vaecomposer.ui.roll.form_lane import FormBlock, form_blocks, form_of
from vaecomposer.ui.roll.framing import Framing
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.ink import TrackInk, track_inks
from vaecomposer.ui.roll.moving import MovingView, paint_stretched
from vaecomposer.ui.roll.overlay import Rings, paint_coming, paint_outline
from vaecomposer.ui.roll.pace import Pace
from vaecomposer.ui.roll.phrase import Phrase, phrase_of
from vaecomposer.ui.roll.ruler import paint_loop
from vaecomposer.ui.roll.scene import Scene, SceneFacts
from vaecomposer.ui.roll.selection import Selection, carried
from vaecomposer.ui.roll.tools.gesture import NOTHING
from vaecomposer.ui.theme import SIZES

_FRAME_MS = 33


class RollPicture(QAbstractScrollArea):
    """Shows one phrase of the music: what it is, what has just changed, and where it is being played."""

    velocity_shown = Signal(bool)  # whether its lane is open

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._scene = Scene(look)
        self._framing = Framing()
        self._changes = Changes()
        self._selection = Selection()
        self._rings = Rings()
        self._preview = NOTHING
        self._velocity_wish: bool | None = None
        self._state = SessionState()
        self._phrase: Phrase | None = None
        self._bars = BarMap(())
        self._inks: tuple[TrackInk, ...] = ()
        self._ghosts = self._scale = True
        self._tick, self._playing = 0.0, False
        self._sounding: live.Sounding = ()
        self._lit: list[live.Lit] = []
        self._chord: ChordSpan | None = None
        self._ring = False
        self._halos = QTimer(self, interval=_FRAME_MS)
        self._halos.timeout.connect(self._age)
        self._moving = MovingView(self.viewport().update, self)
        self._pace = Pace(self.viewport().update, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(translate("Picture", "Piano roll"))
        self._geometry: RollGeometry | None = None

    # --- shown --------------------------------------------------------------------------------

    @property
    def roll_geometry(self) -> RollGeometry | None:
        """The layout at present; None without music."""
        return self._geometry

    @property
    def phrase(self) -> Phrase | None:
        """The phrase shown."""
        return self._phrase

    @property
    def changes(self) -> Changes:
        """What is new, and what was here."""
        return self._changes

    def show_state(self, state: SessionState) -> None:
        """Shows the phrase in front of a state's music."""
        before, self._state = self._state, state
        piece = state.shown
        self._selection.follow(piece)
        if piece is None:
            self._phrase = self._geometry = None
            self._changes.forget()
            self.viewport().update()
            return
        if piece is not before.shown or state.phrase != before.phrase or self._phrase is None:
            self._show_music(before, state)
        elif _looks_alike(state, before):
            return
        self._lay_out()

    def _show_music(self, before: SessionState, state: SessionState) -> None:
        piece = state.shown
        assert piece is not None
        if (
            before.shown is None
            or piece.metres is not before.shown.metres
            or (piece.length != before.shown.length)
        ):
            self._bars = BarMap(piece.bars())
        old, self._phrase = self._phrase, phrase_of(piece, self._bars_in_front(state), self._phrase)
        self._inks = track_inks(piece, self._look.theme)
        steered = before.source is state.source and before.phrase == state.phrase
        goes_on = steered or (before.phrase == state.phrase and _is_edited(before.shown, piece))
        if (
            steered or not goes_on or old is None
        ):  # a hand's own notes never move the paper under it
            self._framing.see(self._phrase, anew=not goes_on or old is None)
        if not steered or old is None:
            self._changes.forget()
        elif self._changes.note_difference(old, self._phrase, self._now()) or self._changes.went:
            self._halos.start()
        self._sounding, self._lit = (), []

    def _bars_in_front(self, state: SessionState) -> tuple[Bar, ...]:
        bars = self._bars.bars
        first = min(state.phrase * PHRASE_BARS, (len(bars) - 1) // PHRASE_BARS * PHRASE_BARS)
        return bars[first : first + PHRASE_BARS]

    def show_position(self, tick: float, playing: bool) -> None:
        """Moves the playhead; repaints only the strips it leaves and enters."""
        g, phrase = self._geometry, self._phrase
        moved = tick != self._tick or playing != self._playing
        old_x = None if g is None else g.x_of(self._tick)
        self._tick, self._playing = tick, playing
        if g is None or phrase is None or old_x is None or not moved:
            return
        x = g.x_of(tick)
        if playing and self._framing.follow(g, old_x, x):
            self._lay_out()
            return
        for strip in (old_x, x):
            left = int(strip) - live.TRAIL - 2
            self.viewport().update(left, 0, live.TRAIL + live.HEAD + 4, int(g.height))
        self._show_moment(g, phrase)

    def show_ghosts(self, on: bool) -> None:
        """Shows or hides the tracks behind the front one."""
        self._ghosts = on
        self.viewport().update()

    def show_scale(self, on: bool) -> None:
        """Darkens the rows outside the key, or not."""
        self._scale = on
        self.viewport().update()

    def show_theme(self) -> None:
        """Takes up the look's new theme."""
        if self._phrase is not None:
            self._inks = track_inks(self._phrase.piece, self._look.theme)
        self.viewport().update()

    def zoom(self, factor: float) -> None:
        """Zooms the time axis about its middle; a factor of 0 fits the phrase."""
        if self._geometry is not None:
            self._framing.zoom(self._geometry, factor, self._geometry.width / 2)
            self._lay_out()

    def pan(self, dx: float, dy: float) -> None:
        """Moves the view by pixels."""
        if self._geometry is not None:
            self._framing.pan(self._geometry, dx, dy)
            self._lay_out()

    @staticmethod
    def _now() -> float:
        return time.monotonic() * 1000

    def _show_moment(self, g: RollGeometry, phrase: Phrase) -> None:
        """Finds what sounds at the position and repaints what of it has changed."""
        ratio = self.devicePixelRatioF()
        sounding: live.Sounding = ()
        if self._playing and phrase.start <= self._tick < phrase.end:
            shown = [t for t in phrase.tracks if not t.is_drums]
            sounding = tuple((t.index, i) for t in shown for i in t.sounding_at(self._tick))
        if sounding != self._sounding:
            was, self._lit = self._lit, live.sounding_boxes(g, phrase, sounding, ratio)
            self._sounding = sounding
            for _, pitch, box in was + self._lit:
                self._update(box.adjusted(-2, -2, 2, 2))
                self._update(live.key_box(g, pitch).adjusted(-1, -1, 1, 1))
        chord = self._chord_now(phrase)
        if chord != self._chord:
            for span in (chord, self._chord):
                if span is not None:
                    left, right = g.x_of(span.onset), g.x_of(span.onset + span.duration)
                    self._update(QRectF(left, 0, right - left, g.notes.bottom()))
            self._chord = chord

    def _chord_now(self, phrase: Phrase) -> ChordSpan | None:
        return next(
            (s for s in phrase.chords if s.onset <= self._tick < s.onset + s.duration), None
        )

    def _update(self, box: QRectF) -> None:
        self.viewport().update(box.toAlignedRect())

    # --- layout -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        if self._phrase is not None:
            window = self.window()
            self._geometry = self._framing.geometry(
                self._phrase,
                float(self.viewport().width()),
                float(self.viewport().height()),
                window_is_short=window.height() < SIZES.short_below,
                velocity=self._velocity_wish,
                front=self._state.front,
                form=form_of(self._state) is not None,
            )
            self.velocity_shown.emit(self._geometry.has_velocity)
            self._chord = self._chord_now(self._phrase)
            self._sounding, self._lit = (), []
            self._show_moment(self._geometry, self._phrase)
            self._name_anew(self._phrase)
        self._pace.want()

    def _form(self, phrase: Phrase) -> tuple[FormBlock, ...]:
        form = form_of(self._state)
        return () if form is None else form_blocks(form, phrase.bars)

    def _name_anew(self, phrase: Phrase) -> None:
        piece = phrase.piece
        if 0 <= self._state.front < len(piece.tracks):
            first, last = phrase.bars[0].index + 1, phrase.bars[-1].index + 1
            count = len(phrase.tracks[self._state.front].notes)
            name = localised(piece.tracks[self._state.front].name)
            chosen = len(self._selection.places)
            selected = (
                translate("Picture", ", {chosen} selected").format(chosen=chosen) if chosen else ""
            )
            self.setAccessibleDescription(
                translate(
                    "Picture", "Bars {first} to {last}, {name} in front, {count} notes{selected}"
                ).format(first=first, last=last, name=name, count=count, selected=selected)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        with self._pace.painting(whole=event.rect() == self.viewport().rect()):
            self._paint(event)

    def _paint(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        g, phrase = self._geometry, self._phrase
        if g is None or phrase is None:
            painter.fillRect(event.rect(), self._look.theme.panel)
            return
        ratio = self.devicePixelRatioF()
        key = self._state.conditions.key if self._scale else None
        state, change = self._state, self._preview.change
        hidden = change.gone if change is not None else frozenset()
        facts = SceneFacts(
            g, key, state.front, self._ghosts, ratio, state.locks, state.bars,
            self._form(phrase), hidden,
        )  # fmt: skip
        box: QRect = event.rect()
        self._paint_still(painter, phrase, facts, box)
        self._paint_live(painter, g, phrase, ratio, QRectF(box))
        if self._ring:
            painter.setPen(QPen(self._look.theme.focus, 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_still(
        self, painter: QPainter, phrase: Phrase, facts: SceneFacts, box: QRect
    ) -> None:
        drawn = self._scene.drawn if self._scene.is_of(phrase, self._inks) else None
        if drawn is not None and self._moving.will_do(drawn[0], facts):
            paint_stretched(painter, self._look, drawn[1], drawn[0].geometry, facts.geometry)
            return
        start = time.perf_counter()
        picture = self._scene.picture(phrase, self._inks, facts)
        self._moving.note_drawn(1000 * (time.perf_counter() - start))
        ratio = facts.ratio
        painter.drawPixmap(
            QRectF(box),
            picture,
            QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio),
        )

    def _paint_live(
        self, painter: QPainter, g: RollGeometry, phrase: Phrase, ratio: float, dirty: QRectF
    ) -> None:
        chord = self._chord
        if chord is not None and self._playing:
            if self._scale:
                live.paint_chord_wash(painter, self._look, g, chord)
            if g.has_chords:
                painter.save()
                painter.setClipRect(g.chords, Qt.ClipOperation.IntersectClip)
                paint_chip(painter, self._look, g, chord, current=True)
                painter.restore()
        paint_loop(painter, self._look, g, self._state.loop)
        drums = frozenset(t.index for t in phrase.tracks if t.is_drums)
        live.paint_changes(painter, self._look, g, self._changes, drums, self._now())
        live.paint_sounding(painter, self._look, g, self._lit, self._inks, self._state.front)
        self._paint_hand(painter, g, phrase, drums, dirty)
        x = round(g.x_of(self._tick) * ratio) / ratio
        live.paint_playhead(painter, self._look, g, x, trails=self._playing)

    def _paint_hand(
        self,
        painter: QPainter,
        g: RollGeometry,
        phrase: Phrase,
        drums: frozenset[int],
        dirty: QRectF,
    ) -> None:
        """Paints what a gesture would do, and rings round what is selected."""
        preview, front = self._preview, self._state.front
        selected = self._selection.places
        if preview.change is not None:
            come = preview.change.come
            paint_coming(painter, self._look, g, come, phrase.tracks, self._inks, front)
            selected = carried(selected, preview.change)
        if preview.selected is not None:
            selected = preview.selected
        self._rings.prepare(selected, drums, front)
        self._rings.paint(painter, self._look, g, dirty)
        if preview.outline is not None:
            paint_outline(painter, self._look, g, preview.outline)

    def _age(self) -> None:
        if not self._changes.grow_old(self._now()):
            self._halos.stop()
        if self._geometry is not None:
            self._update(self._geometry.notes)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = is_by_keyboard(event.reason())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        self.viewport().update()


def _looks_alike(a: SessionState, b: SessionState) -> bool:
    """Whether two states of the same music look the same here: a slider that moves draws nothing anew."""
    one, other = ((s.loop, s.front, s.conditions.key, s.locks, s.bars, form_of(s)) for s in (a, b))
    return one == other


def _is_edited(before: Piece | None, after: Piece) -> bool:
    """Whether a hand made one piece of the other: then the picture stays still under the eye.

    Tracks that a hand leaves alone stay the very same; of the one it edits, most notes stay.
    """
    if before is None or len(before.tracks) != len(after.tracks) or before.metres != after.metres:
        return False
    pairs = [(a.notes, b.notes) for a, b in zip(before.tracks, after.tracks, strict=True)]
    if any(a is b and a for a, b in pairs):
        return True
    return any(2 * len(set(a) & set(b)) >= max(len(a), len(b), 1) for a, b in pairs)
