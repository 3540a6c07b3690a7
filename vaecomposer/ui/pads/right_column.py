"""The right column: Mood, Morph and Map, or a rail of their icons in a narrow window."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vaecomposer.generation.api import SongbookFacts
from vaecomposer.session.state import SessionState
from vaecomposer.ui.files import ask_for_music, ask_to_write_midi
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.drawer import Drawer
from vaecomposer.ui.pads.map import MapCard
from vaecomposer.ui.pads.mood import MoodCard
from vaecomposer.ui.pads.morph import MorphCard
from vaecomposer.ui.pads.pad_card import MISSING, OPENING, PadCard
from vaecomposer.ui.pads.rail import Rail
from vaecomposer.ui.theme import SIZES, right_width


class RightColumn(QWidget):
    """Three equal cards. Told what is with `show_...`; its cards ask.

    Args:
        over: what the drawer of a narrow window slides over.
        window: parent of the drawer.
    """

    control_locked = Signal(str, bool)
    file_picked = Signal(int, str)  # corner, path
    path_export_requested = Signal(str)  # path of the file

    def __init__(self, look: Look, over: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._over = over
        self._window = window
        self.mood = MoodCard(look, self)
        self.morph = MorphCard(look, self)
        self.map = MapCard(look, self)
        self.rail = Rail(look, self)
        self.drawer = Drawer(look, window)
        self._narrow: bool | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SIZES.gutter)
        self._column.addWidget(self.rail, 1)
        for card in self.cards:
            self._column.addWidget(card, 1)
        self.rail.picked.connect(self.toggle_drawer)
        self.mood.locked.connect(lambda on: self.control_locked.emit("mood", on))
        self.morph.locked.connect(lambda on: self.control_locked.emit("morph", on))
        self.map.locked.connect(lambda on: self.control_locked.emit("map", on))
        self.morph.file_set.connect(self.file_picked)
        self.morph.file_wanted.connect(self._ask_for_file)
        self.morph.path_export_wanted.connect(self._ask_where)
        self.folder = ""
        over.installEventFilter(self)
        self.fit(window.width())

    @property
    def cards(self) -> tuple[PadCard, ...]:
        """Mood, Morph and Map."""
        return self.mood, self.morph, self.map

    # --- told ---------------------------------------------------------------------------------

    def show_state(self, state: SessionState) -> None:
        """Shows a state."""
        self.mood.show_state(state)
        self.morph.show_state(state)
        self.map.show_state(state)

    def show_songbook(self, facts: SongbookFacts | None) -> None:
        """Shows an open songbook's pads, or that it is being opened."""
        self._show(facts, "" if facts is not None else OPENING)

    def show_missing(self) -> None:
        """Shows that there is no songbook."""
        self._show(None, MISSING)

    def _show(self, facts: SongbookFacts | None, sentence: str) -> None:
        self.mood.show_sentence(sentence)
        self.morph.show_sentence(sentence)
        self.map.show_songbook(facts)
        self.map.show_sentence(sentence)

    def show_theme(self) -> None:
        """Takes up the look's theme."""
        self.map.map_pad.show_theme()

    def cancel_drag(self) -> bool:
        """Ends a drag where it began, or closes the drawer; False if there is neither."""
        return any(card.pad.cancel_drag() for card in self.cards) or self.close_drawer()

    def _ask_for_file(self, corner: int) -> None:
        ask_for_music(self._window, self.folder, lambda path: self.file_picked.emit(corner, path))

    def _ask_where(self) -> None:
        ask_to_write_midi(
            self._window,
            self.folder,
            translate("RightColumn", "Morph path"),
            self.path_export_requested.emit,
        )

    # --- width --------------------------------------------------------------------------------

    def fit(self, window_width: int, width: int | None = None) -> None:
        """Shows cards or rail, as there is room; `width` is its own, or as the window has it."""
        narrow = window_width < SIZES.compact_below
        self.setFixedWidth(right_width(window_width) if width is None else width)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._put_back()
        for card in self.cards:
            card.setVisible(not narrow)
        self.rail.setVisible(narrow)

    def toggle_drawer(self, index: int) -> None:
        """Opens the drawer with a pad, or closes it if it holds this one."""
        card = self.cards[index]
        if self.drawer.isVisible() and self.drawer.card is card:
            self.close_drawer()
            return
        self._put_back()
        self.drawer.take_in(card)
        self.rail.show_open(index)
        self.drawer.slide_out(self._area())
        card.pad.setFocus()

    def close_drawer(self) -> bool:
        """Puts the pad away; False if none was out."""
        if self.drawer.isHidden():
            return False
        self._put_back()
        return True

    def _put_back(self) -> None:
        """The drawer's card returns to its place in the column."""
        card = self.drawer.take_in(None)
        self.drawer.hide()
        self.rail.show_open(None)
        if isinstance(card, PadCard):
            card.hide()
            self._column.insertWidget(1 + self.cards.index(card), card, 1)

    def _area(self) -> QRect:
        return QRect(self._over.mapTo(self._window, QPoint(0, 0)), self._over.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.drawer.isVisible():
            self.drawer.place_at(self._area())
        return super().eventFilter(watched, event)
