"""The map: songs as clouds, takes as rings, the take in front as the dot."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from vaecomposer.generation.api import SongMap
from vaecomposer.music.piece import Piece
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.clouds import Clouds, fetch_drawing, titled
from vaecomposer.ui.pads.hover_card import HoverCard
from vaecomposer.ui.pads.pad import HALO, Over, Pad
from vaecomposer.ui.pads.trail import Place
from vaecomposer.ui.theme import faded

_MARGIN = 0.06
_WHOLE = QRectF(-_MARGIN, -_MARGIN, 1 + 2 * _MARGIN, 1 + 2 * _MARGIN)
_CLOSEST = 0.04
_ZOOM = 1.2
_RING = 4.0
_RING_GRAB = 8.0
_FETCH_MS = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """A take on the map: its number, name, music, and place."""

    number: int
    title: str
    piece: Piece
    place: Place


class MapPad(Pad):
    """Click goes there, drag travels, the wheel zooms; a ring opens its take."""

    take_opened = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self._part = QRectF(_WHOLE)
        self._marks: tuple[Mark, ...] = ()
        self._songs = SongMap()
        self._panned: QPointF | None = None
        self.clouds: Clouds | None = None
        super().__init__(look, 0.01, parent)
        self.above = Over(self)
        self.card = HoverCard(look, self)
        self._hovered: object = None
        # A double-click must open a take, not go to where its first click was.
        self._click = QTimer(self, singleShot=True)
        self._click.timeout.connect(self._go)
        self._wanted: Place | None = None
        self._said: tuple[object, str] = (None, "")
        self._pressed = QPointF()
        self._fetching: Thread | None = None
        self._later = QTimer(self, interval=_FETCH_MS)
        self._later.timeout.connect(self._make_clouds)
        self._adding = QTimer(self, interval=0)
        self._adding.timeout.connect(self._add_cloud)

    # --- shown --------------------------------------------------------------------------------

    def show_songs(self, songs: SongMap) -> None:
        """Shows a songbook's songs; an empty map shows none."""
        if songs is self._songs:
            return
        self._songs = songs
        if self.clouds is not None:
            self.clouds.hide()
            self.clouds.deleteLater()
            self.clouds = None
        if songs.places:
            self._fetching = fetch_drawing()
            self._later.start()
        self.refresh()

    def _make_clouds(self) -> None:
        if self._fetching is not None and self._fetching.is_alive():
            return
        self._later.stop()
        if not self._songs.places or self.clouds is not None:
            return
        self.clouds = Clouds(self._look, self._songs, self)
        self.clouds.setGeometry(self.rect())
        self.clouds.show()
        assert self.above is not None
        self.above.raise_()
        self.show_part(self._part)
        self._name_anew()
        self._adding.start()

    def _add_cloud(self) -> None:
        if self.clouds is None or not self.clouds.add_cloud():
            self._adding.stop()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Shows takes as rings."""
        if marks != self._marks:
            self._marks = marks
            self.refresh()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The rings."""
        return self._marks

    def show_theme(self) -> None:
        """Takes up the look's theme."""
        if self.clouds is not None:
            self.clouds.show_theme()
        self.refresh()

    def show_part(self, part: QRectF) -> None:
        """Shows a part of the map, kept within it."""
        width = min(_WHOLE.width(), max(_CLOSEST, part.width()))
        height = min(_WHOLE.height(), max(_CLOSEST, part.height()))
        x = min(max(part.left(), _WHOLE.left()), _WHOLE.right() - width)
        y = min(max(part.top(), _WHOLE.top()), _WHOLE.bottom() - height)
        self._part = QRectF(x, y, width, height)
        if self.clouds is not None:
            self.clouds.show_part(self._part)
        self.refresh()

    def fit(self) -> None:
        """Shows all of the map."""
        self.show_part(_WHOLE)

    @property
    def part(self) -> QRectF:
        """The part that is seen."""
        return QRectF(self._part)

    def where(self) -> str:
        """Where the dot is, in styles."""
        if self._dot is None or self.clouds is None:
            return ""
        asked = self._dot, self.clouds
        if asked != self._said[0]:  # asked at every change of the music, of which few move the dot
            self._said = asked, self.clouds.where(self._dot)
        return self._said[1]

    def say(self) -> str:
        return self.where() or (translate("MapPad", "no songs") if not self._songs.places else "")

    # --- the plane ----------------------------------------------------------------------------

    def plane(self) -> QRectF:
        across = self.width() / self._part.width()
        down = self.height() / self._part.height()
        return QRectF(-self._part.left() * across, -self._part.top() * down, across, down)

    # --- the hand -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.card.leave()
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panned = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() is not Qt.MouseButton.LeftButton or self._locked:
            super().mousePressEvent(event)
            return
        self._was, self._held = self._dot, True
        self._grip = QPointF()
        self._wanted = self.place_at(event.position())
        self._pressed = event.position()
        self.trail.clear()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._panned is not None:
            away, self._panned = at - self._panned, at
            across = self._part.width() / max(1, self.width())
            down = self._part.height() / max(1, self.height())
            self.show_part(self._part.translated(-away.x() * across, -away.y() * down))
            return
        if not self._held:
            self._hover(at)
            return
        if self._wanted is not None:
            far = (at - self._pressed).manhattanLength()
            if far < QApplication.startDragDistance():
                return
            self._ask(self._wanted)
            self._wanted = None
        self._ask(self.place_at(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panned = None
            self.unsetCursor()
            return
        if not self._held or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._wanted is None:
            self._let_go()
            return
        self._held = False
        # A ring waits for the second click; anywhere else the music comes at once.
        on_ring = self.mark_at(event.position()) is not None
        if on_ring:
            self._click.start(QApplication.doubleClickInterval())
        else:
            self._go()

    def _go(self) -> None:
        """A single click: goes there."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._ask(wanted)
            self.drag_ended.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._click.stop()
        self._wanted = None
        self._held = False
        mark = self.mark_at(event.position())
        if mark is not None:
            self.take_opened.emit(mark.number)
        elif not self.is_on_dot(event.position()):
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        if not turn:
            return
        by = _ZOOM ** (-turn / 120)
        plane, at = self.plane(), event.position()
        x = (at.x() - plane.left()) / plane.width()
        y = (at.y() - plane.top()) / plane.height()
        part = self._part
        width = min(_WHOLE.width(), max(_CLOSEST, part.width() * by))
        by = width / part.width()
        self.show_part(
            QRectF(
                x - (x - part.left()) * by,
                y - (y - part.top()) * by,
                part.width() * by,
                part.height() * by,
            )
        )
        event.accept()

    def mark_at(self, at: QPointF) -> Mark | None:
        """The ring under a point."""
        for mark in reversed(self._marks):
            away = self.pixel(mark.place) - at
            if abs(away.x()) <= _RING_GRAB and abs(away.y()) <= _RING_GRAB:
                return mark
        return None

    # --- hovering -----------------------------------------------------------------------------

    def _hover(self, at: QPointF) -> None:
        """Says what the pointer is on: a take with its picture, a song by name or style."""
        mark = self.mark_at(at)
        point = self.mapToGlobal(at.toPoint()) + QPoint(14, 14)
        if mark is not None:
            if self._hovered != mark.number:
                self._hovered = mark.number
                self.card.show_take(localised(mark.title), mark.piece, point)
            return
        song = None
        if self.clouds is not None and self.isEnabled():
            plane = self.plane()
            x = (at.x() - plane.left()) / plane.width()
            y = (at.y() - plane.top()) / plane.height()
            song = self.clouds.nearest((x, y), plane.width(), plane.height())
        if song is None or self.clouds is None:
            self._hovered = None
            self.card.leave()
        elif self._hovered != ("song", song):
            self._hovered = ("song", song)
            self.card.show_text(self.clouds.said(song), point)

    def event(self, event: QEvent) -> bool:
        # The name of what the pointer is on stands where the tool tip would come over it.
        if event.type() is QEvent.Type.ToolTip and self.card.isVisible():
            return True
        return super().event(event)

    def leaveEvent(self, event: object) -> None:
        self._hovered = None
        self.card.leave()

    # --- painting -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        assert self.above is not None
        self.above.setGeometry(self.rect())
        if self.clouds is not None:
            self.clouds.setGeometry(self.rect())

    def _repaint_dot(self, before: Place | None) -> None:
        """Only around the dot and its trail: the songs below need not all be drawn anew."""
        if self.above is None:
            return
        places = [place for place in (before, self._dot, *self.trail.places[-3:]) if place]
        if before is None or self._dot is None or not self._held or not self.trail.places:
            self.above.update()
            return
        area = QRect()
        reach = round(HALO) + 3
        for place in places:
            at = self.pixel(place).toPoint()
            area = area.united(QRect(at, at).adjusted(-reach, -reach, reach, reach))
        self.above.update(area)

    def paint_ground(self, painter: QPainter) -> None:
        super().paint_ground(painter)
        if self.clouds is not None:
            self.clouds.paint_haze(painter, self._part, QRectF(self.rect()))

    def paint_over(self, painter: QPainter) -> None:
        if self.clouds is not None:
            self._paint_names(painter)
        if not self.sentence:
            self._paint_rings(painter)
        super().paint_over(painter)

    def _paint_names(self, painter: QPainter) -> None:
        assert self.clouds is not None
        theme = self._look.theme
        painter.setFont(self._look.font(SECONDARY, 500))
        metrics = QFontMetricsF(painter.font())
        taken: list[QRectF] = []
        for cloud in self.clouds.clouds:
            if not cloud.style:
                continue
            text = titled(cloud.style)
            width, height = metrics.horizontalAdvance(text), metrics.height()
            at = self.pixel(cloud.middle)
            if not QRectF(self.rect()).contains(at):
                continue
            box = _free_place(QRectF(at.x() - width / 2, at.y() - height / 2, width, height), taken)
            box.moveLeft(min(max(box.left(), 4), self.width() - width - 4))
            taken.append(box)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(theme.well, 0.66))
            painter.drawRoundedRect(box.adjusted(-4, 0, 4, 0), 4, 4)
            painter.setPen(theme.text if self.isEnabled() else theme.text3)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)

    def _paint_rings(self, painter: QPainter) -> None:
        theme = self._look.theme
        painter.setPen(QPen(theme.text, 1.5))
        painter.setBrush(theme.well)
        for mark in self._marks:
            painter.drawEllipse(self.pixel(mark.place), _RING, _RING)


def _free_place(box: QRectF, taken: list[QRectF]) -> QRectF:
    """The box, or one a little below or above where no other name stands."""
    for away in (0, 1, -1, 2, -2):
        moved = box.translated(0, away * (box.height() + 1))
        if not any(moved.intersects(other) for other in taken):
            return moved
    return box
