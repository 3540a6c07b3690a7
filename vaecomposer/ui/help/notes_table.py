"""The notes of the track in front as a table that screen readers can read; rows are made on demand."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vaecomposer.music.note import Note, pitch_name
from vaecomposer.music.piece import Piece
from vaecomposer.session.state import Locks, SessionState
from vaecomposer.ui.bars import BarMap
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import SECONDARY, TITLE
from vaecomposer.ui.help.over_card import OverCard
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.phrase import DRUM_LABELS, OTHER_ROW, drum_row
from vaecomposer.ui.words import Help, describe, note_value

CLOSE = Help(translate("NotesTable", "Close"), translate("NotesTable", "Back to the music"))
COLUMNS = (
    translate("NotesTable", "Note"),
    translate("NotesTable", "Bar"),
    translate("NotesTable", "Beat"),
    translate("NotesTable", "Length"),
    translate("NotesTable", "Velocity"),
    translate("NotesTable", "Locked"),
)
_WIDTHS = (84, 64, 64, 136, 84, 72)
_Index = QModelIndex | QPersistentModelIndex


class NotesModel(QAbstractTableModel):
    """One track's notes, earliest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._piece: Piece | None = None
        self._track = 0
        self._notes: tuple[Note, ...] = ()
        self._locks = Locks()
        self._bars = BarMap(())

    def show_track(self, piece: Piece | None, track: int, locks: Locks, bars: BarMap) -> None:
        """Shows another version of the notes, or of what is locked."""
        there = piece is not None and track < len(piece.tracks)
        notes = piece.tracks[track].notes if piece is not None and there else ()
        same = notes is self._notes and locks == self._locks and bars is self._bars
        if same and track == self._track:
            return
        self.beginResetModel()
        self._piece, self._track, self._notes = piece, track, notes
        self._locks, self._bars = locks, bars
        self.endResetModel()

    def note_at(self, row: int) -> Note:
        """The note of a row."""
        return self._notes[row]

    def row_of(self, note: Note) -> int:
        """The row of a note; -1 if it is not in the track."""
        return self._notes.index(note) if note in self._notes else -1

    # Qt gives a default parent that is no index; the signatures here follow it.
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._notes)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return COLUMNS[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._piece is None:
            return None
        note = self._notes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(note, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == 0:
                return self._said(note)
            said = self._cell(note, index.column()) or translate("NotesTable", "no")
            return f"{COLUMNS[index.column()]} {said}"
        return None

    def _cell(self, note: Note, column: int) -> str:
        assert self._piece is not None
        place = self._bars.place_at(note.onset)
        return (
            self._name(note),
            str(place.bar),
            f"{place.beat}.{place.step}",
            note_value(note.duration / self._piece.ticks_per_quarter),
            str(note.velocity),
            translate("NotesTable", "locked") if self._is_locked(note) else "",
        )[column]

    def _name(self, note: Note) -> str:
        assert self._piece is not None
        row = drum_row(note.pitch)
        if self._piece.tracks[self._track].is_drums and row < OTHER_ROW:
            return DRUM_LABELS[row]
        return pitch_name(note.pitch)

    def _said(self, note: Note) -> str:
        """A whole note, as its first cell is read: the columns need not be walked for it."""
        place = self._bars.place_at(note.onset)
        held = translate("NotesTable", ", locked") if self._is_locked(note) else ""
        return translate(
            "NotesTable", "{name}, bar {bar} beat {beat}, {length}, velocity {velocity}{held}"
        ).format(
            name=self._name(note),
            bar=place.bar,
            beat=place.beat,
            length=self._cell(note, 3),
            velocity=note.velocity,
            held=held,
        )

    def _is_locked(self, note: Note) -> bool:
        locks = self._locks
        return (
            self._track in locks.tracks
            or (self._track, note.onset, note.pitch) in locks.notes
            or (bool(locks.bars) and self._bars.bar_at(note.onset).index in locks.bars)
        )


class NotesTable(OverCard):
    """The table over the window. Enter brings a note into the roll, selected."""

    note_picked = Signal(int, object)  # track, Note

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, QSize(560, 520), translate("NotesTable", "Notes as a table"), window)
        self._track = 0
        self.model = NotesModel(self)
        self.title = Label(
            look, translate("NotesTable", "Notes"), size=TITLE, weight=600, parent=self
        )
        self.close_button = Button(look, Kind.QUIET, icon="close", parent=self, height=24)
        describe(self.close_button, CLOSE, "Esc")
        self.view = QTableView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(translate("NotesTable", "Notes"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(26)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for section, width in enumerate(_WIDTHS):
            header.resizeSection(section, width)
        corner = self.view.findChild(QAbstractButton)
        if corner is not None:
            corner.setAccessibleName(
                translate("NotesTable", "Select all notes")
            )  # Qt's own, hidden with the row numbers
        header.setStretchLastSection(True)
        self.view.setFont(look.font())
        header.setFont(look.font(SECONDARY))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        note = translate("NotesTable", "Enter selects the note in the roll, where arrows move it.")
        foot = Label(look, note, ink="text2", parent=self)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.inset, self.inset, self.inset, self.inset)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(foot)
        self.view.doubleClicked.connect(lambda index: self._pick(index.row()))
        self.view.installEventFilter(self)
        self.close_button.clicked.connect(self.close_now)

    def show_state(self, state: SessionState, bars: BarMap) -> None:
        """Shows the track in front as it is now, if the table is open."""
        if self.isVisible():
            self._fill(state, bars)

    def pop(self, state: SessionState, bars: BarMap, at: Note | None = None) -> None:
        """Opens over the track in front, at a note if one is given."""
        self._dress()
        self._fill(state, bars)
        self.open(self.view)
        row = self.model.row_of(at) if at is not None else 0
        self.view.setCurrentIndex(self.model.index(max(0, row), 0))

    def _fill(self, state: SessionState, bars: BarMap) -> None:
        piece = state.shown
        self._track = state.front
        here = self.view.currentIndex().row()
        self.model.show_track(piece, state.front, state.locks, bars)
        named = piece is not None and state.front < len(piece.tracks)
        name = localised(piece.tracks[state.front].name) if piece is not None and named else ""
        count = self.model.rowCount()
        self.title.show_text(
            (
                translate("NotesTable", "{name}: 1 note")
                if count == 1
                else translate("NotesTable", "{name}: {count} notes")
            ).format(name=name, count=count)
            if name
            else translate("NotesTable", "No notes yet")
        )
        self.view.setAccessibleName(
            translate("NotesTable", "Notes of {name}").format(name=name)
            if name
            else translate("NotesTable", "No notes yet")
        )
        if count and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(min(max(0, here), count - 1), 0))

    def _pick(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            note = self.model.note_at(row)
            self.close_now()
            self.note_picked.emit(self._track, note)

    def _dress(self) -> None:
        theme = self._look.theme
        self.view.setStyleSheet(
            f"QTableView {{ background: transparent; color: {theme.text.name()}; outline: 0; }}"
            f"QTableView::item {{ padding-left: 6px; }}"
            f"QTableView::item:selected {{ background: {theme.accent_soft.name()};"
            f" color: {theme.accent.name()}; }}"
            f"QHeaderView {{ background: transparent; }}"
            f"QHeaderView::section {{ background: {theme.panel.name()}; color: {theme.text3.name()};"
            f" border: none; border-bottom: 1px solid {theme.line.name()}; padding: 4px 6px; }}"
        )

    def _tab_order(self) -> tuple[QWidget, ...]:
        return self.view, self.close_button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.view
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick(self.view.currentIndex().row())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_now()
                return True
        return super().eventFilter(watched, event)
