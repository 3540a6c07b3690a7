"""The card of the map: a legend, and where the dot is."""

# ruff: noqa: ARG002 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.generation.api import SongbookFacts, SongMap
from vaecomposer.session.state import SessionState
from vaecomposer.ui import words
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.map_pad import MapPad, Mark
from vaecomposer.ui.pads.pad_card import PadCard
from vaecomposer.ui.pads.trail import Place

NO_MAP = translate("Map", "This songbook came without a map.")
LOCK = "map"


class _Legend(QWidget):
    """``○ your takes  • songs``."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Map", "Rings are your takes, dots are songs"))

    def _width(self, text: str) -> float:
        return QFontMetricsF(self._look.font(SECONDARY)).horizontalAdvance(text)

    def sizeHint(self) -> QSize:
        return QSize(
            round(
                self._width(translate("Map", "your takes")) + self._width(translate("Map", "songs"))
            )
            + 44,
            18,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(SECONDARY))
        middle, height = Qt.AlignmentFlag.AlignVCenter, self.height()
        painter.setPen(QPen(theme.text, 1.4))
        painter.drawEllipse(QPointF(5, height / 2), 3.5, 3.5)
        painter.setPen(theme.text2)
        first = self._width(translate("Map", "your takes"))
        painter.drawText(QRectF(14, 0, first + 2, height), middle, translate("Map", "your takes"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.clouds[0])
        painter.drawEllipse(QPointF(14 + first + 14, height / 2), 2, 2)
        painter.setPen(theme.text2)
        painter.drawText(QRectF(14 + first + 22, 0, 60, height), middle, translate("Map", "songs"))


class MapCard(PadCard):
    """The map with its legend."""

    travelled = Signal(float, float)
    drag_ended = Signal()
    take_opened = Signal(int)
    locked = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.map_pad = MapPad(look)
        super().__init__(
            look, self.map_pad, words.MAP, translate("Map", "songs learned, your takes"), parent
        )
        self.lock = self.add_tool("unlock", words.PAD_LOCK, latch=True)
        self.fit = self.add_tool("fit", words.MAP_FIT)
        self.legend = _Legend(look, self)
        self.place = Label(look, "", ink="text3", size=SECONDARY, parent=self)
        self._foot.addWidget(self.legend)
        self._foot.addStretch(1)
        self._foot.addWidget(self.place)
        self._foot.addSpacing(6)
        self._has_map = False
        self._style: str | None = None
        self._sentence = ""
        self.pad.moved.connect(self._move)
        self.pad.drag_ended.connect(self.drag_ended)
        self.pad.lock_changed.connect(self.locked)
        self.map_pad.take_opened.connect(self.take_opened)
        self.lock.clicked.connect(self.locked)
        self.fit.clicked.connect(self.map_pad.fit)

    def show_state(self, state: SessionState) -> None:
        """Shows whether the map is locked, and says which style a place has while another is picked."""
        self.show_lock(self.lock, locked=LOCK in state.locks.controls)
        style = state.conditions.style
        if style != self._style:
            self._style = style
            self.explain(
                words.MAP.sentence
                if style is None
                else translate(
                    "Map", "Songs learned, and you. A place has its own style, in place of {style}"
                ).format(style=localised(style[:1].upper() + style[1:]))
            )

    def show_songbook(self, facts: SongbookFacts | None) -> None:
        """Shows a songbook's map."""
        songs = facts.map if facts is not None else SongMap()
        self._has_map = bool(songs.places)
        self.map_pad.show_songs(songs)

    def show_sentence(self, sentence: str) -> None:
        """Greys the map with a sentence; "" lets it be travelled, if there is one."""
        said = sentence or ("" if self._has_map else NO_MAP)
        self.pad.show_sentence(said)
        for button in (self.lock, self.fit):
            button.setEnabled(not said)

    def show_places(self, marks: tuple[Mark, ...], front: Place | None) -> None:
        """Shows where takes lie, and the one in front.

        Args:
            marks: all but the take in front. front: its place, None while that is not known.
        """
        self.map_pad.show_marks(marks)
        if not self.pad.is_dragged:
            self.pad.show_dot(front)
        self.place.show_text(self.map_pad.where())

    def _move(self, x: float, y: float) -> None:
        self.place.show_text(self.map_pad.where())
        self.travelled.emit(x, y)
