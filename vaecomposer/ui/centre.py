"""The centre of the window: heading, tracks and roll, or the empty state."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vaecomposer.generation.api import SongbookFacts
from vaecomposer.session.state import SessionState
from vaecomposer.ui import words
from vaecomposer.ui.brief.brief import Brief
from vaecomposer.ui.brief.tabs import TrackTabs
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import Card
from vaecomposer.ui.empty import EmptyState
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.roll import RollView
from vaecomposer.ui.roll.toolbar import RollTools
from vaecomposer.ui.theme import SIZES


class Centre(Card):
    """What is heard: the phrase in front, under what it was asked to respect."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.brief = Brief(look, self)
        self.tabs = TrackTabs(look, self)
        self.tabs.follows = self.brief.next
        self.all_tracks = Button(look, Kind.QUIET, icon="chevron", parent=self, height=26)
        self.all_tracks.hide()
        self.roll = RollView(look, self)
        self.tools = RollTools(look, self.roll, self)
        self.ghosts, self.scale = self.tools.ghosts, self.tools.scale
        self.empty = EmptyState(look, self)
        self._stack = QStackedWidget(self)
        self._music = QWidget(self)
        self._lay_out()
        words.describe(self.all_tracks, words.ALL_TRACKS)
        self.all_tracks.clicked.connect(self._pop_tracks)
        self.tabs.overflowed.connect(self.all_tracks.setVisible)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 0, 8, 0)
        tools.setSpacing(4)
        tools.addWidget(self.tabs, 1)
        tools.addWidget(self.all_tracks)
        tools.addSpacing(8)
        tools.addWidget(self.tools)
        music = QVBoxLayout(self._music)
        music.setContentsMargins(0, 0, 0, 0)
        music.setSpacing(0)
        music.addLayout(tools)
        music.addSpacing(2)
        music.addWidget(self.roll, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._music)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addWidget(self.brief)
        column.addWidget(self._stack, 1)
        column.setSpacing(2)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.tabs.setFixedHeight(SIZES.tabs)

    def _pop_tracks(self) -> None:
        below = QPoint(0, self.all_tracks.height() + 4)
        self.tabs.list_menu().popup(self.all_tracks.mapToGlobal(below))

    @property
    def stage(self) -> QWidget:
        """Where the music or the empty state stands."""
        return self._stack

    def show_state(self, state: SessionState, bars: int) -> None:
        """Shows a state whose music has so many bars."""
        self.brief.show_state(state, bars)
        self._stack.setCurrentWidget(self.empty if state.shown is None else self._music)
        self.tabs.show_state(state)
        self.roll.show_state(state)

    def show_songbook(self, facts: SongbookFacts | None) -> None:
        """Offers what a songbook knows."""
        self.brief.show_songbook(facts)
        self.empty.show_can_compose(facts is not None)

    def show_theme(self, state: SessionState) -> None:
        """Takes up the look's new theme."""
        self.tabs.show_state(state)
        self.roll.show_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drops tools that there is no room for."""
        super().resizeEvent(event)
        self.tools.fit(self.width())

    def fit(self, window_width: int) -> None:
        """Drops what a narrow window has no room for."""
        self.brief.fit(window_width)
