"""The song lane: sections in turn, built by dragging takes here."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from vaecomposer.music.timing import piece_tempo_map
from vaecomposer.session.song import Song
from vaecomposer.session.state import SessionState
from vaecomposer.session.takes import find
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import Card
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.dock.drag_handle import DragHandle
from vaecomposer.ui.dock.dragging import SECTION, TAKE, carry, number_of, section_drag, song_drag
from vaecomposer.ui.dock.section_cell import SectionCell, Shown
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.tab_order import in_turn
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.thumbnail import thumbnail

HEIGHT, COMPACT_HEIGHT = 62, 28
NAMES = ("Intro", "Verse", "Pre-chorus", "Chorus", "Bridge", "Solo", "Outro")
_REPEATS = (1, 2, 3, 4, 8, 16)
_TRANSITIONS = (1, 2, 4)


class _Lane(QScrollArea):
    """The sections. Takes and sections are dropped between them."""

    dropped = Signal(str, int, int)  # kind, number, place

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.cells: list[SectionCell] = []
        self.inside = QWidget()
        self.row = QHBoxLayout(self.inside)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addStretch(1)
        self.setWidget(self.inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)
        self.mark = QWidget(self.inside)
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark.setFixedWidth(3)
        self.mark.hide()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (turn.x() or turn.y()))
        event.accept()

    def place_at(self, x: float) -> int:
        """Before which section something dropped at x of the lane's view goes."""
        inside = x + self.horizontalScrollBar().value()
        return sum(inside > cell.x() + cell.width() / 2 for cell in self.cells)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(event.mimeData().hasFormat(kind) for kind in (TAKE, SECTION)):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = self.place_at(event.position().x())
        left = self.cells[place].x() - 3 if place < len(self.cells) else self._end() + 1
        self.mark.setStyleSheet(f"background: {self._look.theme.accent.name()}")
        self.mark.setGeometry(max(0, left), 2, 3, self.inside.height() - 4)
        self.mark.show()
        self.mark.raise_()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.mark.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.mark.hide()
        place = self.place_at(event.position().x())
        for kind in (TAKE, SECTION):
            number = number_of(event.mimeData(), kind)
            if number is not None:
                event.acceptProposedAction()
                self.dropped.emit(kind, number, place)
                return

    def _end(self) -> int:
        return self.cells[-1].geometry().right() if self.cells else 0


class SongCard(Card):
    """The song. Told what is with `show_...`; asks with its signals."""

    added = Signal(int, object)  # take, place or None for the end
    removed = Signal(int)
    moved = Signal(int, int)  # from, before
    renamed = Signal(int, str)
    repeated = Signal(int, int)
    transition_wanted = Signal(int, int)  # place, bars; 0 bars for none
    play_toggled = Signal(bool)
    export_wanted = Signal()  # as a MIDI file
    section_picked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._state = SessionState()
        self._song: Song | None = None
        self._compact = False
        self.write_midi: Callable[[], str | None] = lambda: None
        self.play = Button(look, Kind.LATCH, icon="play", parent=self, height=24)
        self.title = Label(look, translate("Song", "Song"), weight=600, parent=self)
        self.length = Label(look, "", ink="text3", size=SECONDARY, parent=self)
        self.none = Label(
            look, translate("Song", "Drag takes here to make a song."), ink="text3", parent=self
        )
        self.lane = _Lane(look, self)
        self.add = Button(look, Kind.QUIET, icon="plus", parent=self, height=24)
        self.drag_out = DragHandle(look, "", self)
        words.describe(self.drag_out, words.SONG_DRAG_OUT)
        self.drag_out.drag_wanted.connect(self._drag_song)
        self.drag_out.clicked.connect(self.export_wanted)
        words.describe(self.play, words.SONG_PLAY, command="song-play")
        words.describe(self.add, words.SONG_ADD, command="song-add")
        self.play.clicked.connect(self._toggle)
        self.add.clicked.connect(self._add_front)
        self.lane.dropped.connect(self._dropped)
        self.setAcceptDrops(True)
        self._lay_out()
        self.show_state(self._state, None)

    @property
    def cells(self) -> list[SectionCell]:
        """The sections' cells, in turn."""
        return self.lane.cells

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.title)
        names.addWidget(self.length)
        names.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.card_padding - 4, 4, 8, 4)
        row.setSpacing(6)
        row.addWidget(self.play)
        row.addLayout(names)
        row.addSpacing(4)
        row.addWidget(self.none)
        row.addWidget(self.lane, 1)
        row.addWidget(self.add)
        row.addWidget(self.drag_out)

    # --- told ---------------------------------------------------------------------------------

    def show_state(self, state: SessionState, song: Song | None) -> None:
        """Shows the sections of a state, and how long the song is."""
        self._state, self._song = state, song
        has = bool(state.song)
        self.none.setVisible(not has)
        self.lane.setVisible(True)
        self.play.setEnabled(song is not None)
        self.add.setEnabled(state.shown is not None)
        self.drag_out.setVisible(has)
        self.drag_out.setEnabled(song is not None)
        seconds = song_seconds(song)
        self.length.show_text(f"{seconds // 60}:{seconds % 60:02d}" if song is not None else "")
        self.length.setVisible(song is not None and not self._compact)
        self._have_cells(len(state.song))
        for place, section in enumerate(state.song):
            take = find(state, section.take)
            if take is not None:
                name = localised(section.name or take.title)
                self.cells[place].show_section(
                    Shown(
                        name,
                        localised(take.title) if section.name else "",
                        len(take.shown.bars()),
                        section.repeats,
                        take.shown,
                        section.transition is not None and place + 1 < len(state.song),
                    )
                )

    def show_playing(self, on: bool) -> None:
        """Shows whether it is the song that plays."""
        self.play.setChecked(on)
        if not on:
            self.show_position(None)

    def show_position(self, tick: float | None) -> None:
        """Shows where the song is playing; None if it does not play."""
        spans = self._song.spans if self._song is not None and tick is not None else ()
        shares: dict[int, float] = {}
        for span in spans:
            if tick is not None and span.start <= tick < span.end:
                shares[span.place] = (tick - span.start) / (span.end - span.start)
        for place, cell in enumerate(self.cells):
            share = shares.get(place)
            cell.show_playhead(None if share is None else round(share * cell.body) / cell.body)

    def fit(self, *, compact: bool) -> None:
        """Shows names alone in a narrow window."""
        self._compact = compact
        self.setFixedHeight(COMPACT_HEIGHT if compact else HEIGHT)
        self.length.setVisible(self._song is not None and not compact)
        for cell in self.cells:
            cell.show_compact(on=compact)

    def _have_cells(self, count: int) -> None:
        while len(self.cells) < count:
            place, cell = len(self.cells), SectionCell(self._look, self.lane.inside)
            cell.show_compact(on=self._compact)
            cell.clicked.connect(lambda _on=False, p=place: self.section_picked.emit(p))
            cell.renamed.connect(lambda name, p=place: self.renamed.emit(p, name))
            cell.menu_wanted.connect(lambda at, p=place: self.menu_of(p).popup(at))
            cell.drag_wanted.connect(lambda picture, p=place: self._drag(p, picture))
            self.lane.row.insertWidget(place, cell)
            self.cells.append(cell)
        while len(self.cells) > count:
            cell = self.cells.pop()
            self.lane.row.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        in_turn((self.play, *self.cells, self.add, self.drag_out))

    # --- wanted -------------------------------------------------------------------------------

    def menu_of(self, place: int) -> QMenu:
        """What can be done with a section."""
        section = self._state.song[place]
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)

        def add(parent: QMenu, text: str, deed: Callable[[], None], *, on: bool = False) -> None:
            action = parent.addAction(text)
            action.setCheckable(on)
            action.setChecked(on)
            action.triggered.connect(lambda _on=False: deed())

        names = menu.addMenu(translate("Song", "Name"))
        for name in NAMES:
            text = localised(name)
            add(names, text, lambda n=name: self.renamed.emit(place, n), on=name == section.name)  # type: ignore[misc]
        add(names, translate("Song", "Other…"), self.cells[place].rename)
        repeats = menu.addMenu(translate("Song", "Play"))
        for count in _REPEATS:
            text = (
                translate("Song", "once")
                if count == 1
                else translate("Song", "{count} times").format(count=count)
            )
            add(repeats, text, lambda c=count: self.repeated.emit(place, c), on=count == section.repeats)  # type: ignore[misc]  # fmt: skip
        over = menu.addMenu(translate("Song", "Lead over to the next"))
        over.setEnabled(place + 1 < len(self._state.song))
        none = section.transition is None
        add(over, translate("Song", "No"), lambda: self.transition_wanted.emit(place, 0), on=none)
        for bars in _TRANSITIONS:
            text = (
                translate("Song", "1 bar")
                if bars == 1
                else translate("Song", "{bars} bars").format(bars=bars)
            )
            add(over, text, lambda b=bars: self.transition_wanted.emit(place, b))  # type: ignore[misc]
        menu.addSeparator()
        add(menu, translate("Song", "Earlier"), lambda: self.moved.emit(place, place - 1))
        add(menu, translate("Song", "Later"), lambda: self.moved.emit(place, place + 2))
        add(menu, translate("Song", "Remove from the song"), lambda: self.removed.emit(place))
        return menu

    def _toggle(self) -> None:
        on = self.play.isChecked()
        self.play.setChecked(not on)
        self.play_toggled.emit(on)

    def _add_front(self) -> None:
        if self._state.take:
            self.added.emit(self._state.take, None)

    def _dropped(self, kind: str, number: int, place: int) -> None:
        if kind == TAKE:
            self.added.emit(number, place)
        else:
            self.moved.emit(number, place)

    def _drag(self, place: int, picture: QPixmap) -> None:
        carry(section_drag(self, place, picture), Qt.DropAction.MoveAction)

    def _drag_song(self) -> None:
        """The file is written first: whoever takes it finds it whole."""
        path = self.write_midi()
        if path is not None and self._song is not None:
            picture = thumbnail(self._look, self._song.piece, self.devicePixelRatioF())
            drag = song_drag(self, len(self.cells), path, picture)
            carry(drag, Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for place, cell in enumerate(self.cells):
                if cell.hasFocus():
                    self.removed.emit(place)
                    return
        super().keyPressEvent(event)


def song_seconds(song: Song | None) -> int:
    """How long the song lasts."""
    if song is None:
        return 0
    return round(piece_tempo_map(song.piece).seconds_at(song.piece.length))
