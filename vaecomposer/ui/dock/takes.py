"""The strip of takes: every result, the newest first."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vaecomposer.session.state import SessionState, Take
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import Card
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.segmented import Segmented
from vaecomposer.ui.dock.drag_handle import DragHandle
from vaecomposer.ui.dock.dragging import carry, take_drag
from vaecomposer.ui.dock.take_cell import Kept, TakeCell
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.tab_order import in_turn
from vaecomposer.ui.theme import SIZES

HEIGHT, COMPACT_HEIGHT, ROOMY_HEIGHT = 106, 78, 146
CORNERS = ("A", "B", "C", "D")
_HEADING = 24
"""The heading is never lower, also where no tool stands in it."""

_REFRESH_MS = 150
"""While a slider is dragged the picture of the take in front follows this often."""


class _Row(QScrollArea):
    """Scrolls sideways, with any wheel."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (turn.x() or turn.y()))
        event.accept()


class TakesCard(Card):
    """Every take. Told what is with `show_state`; asks with its signals."""

    take_picked = Signal(int)
    renamed = Signal(int, str)
    starred = Signal(int, bool)
    deleted = Signal(int)
    kept_copy = Signal()
    compared = Signal(object)  # number or None
    swapped = Signal()
    corner_wanted = Signal(int, int)  # take, corner
    song_wanted = Signal(int)
    export_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._state = SessionState()
        self.cells: list[TakeCell] = []
        self.write_midi: Callable[[int], str | None] = lambda _: None
        self.title = Label(look, translate("Takes", "Takes"), weight=600, parent=self)
        self.count = Label(look, "", ink="text3", size=SECONDARY, parent=self)
        self.compare_label = Label(
            look, translate("Takes", "Compare"), ink="text3", size=SECONDARY, parent=self
        )
        self.compare = Segmented(look, ("A", "B"), self)
        self.star = Button(look, Kind.LATCH, icon="star", parent=self, height=24)
        self.keep = Button(look, Kind.QUIET, icon="plus", parent=self, height=24)
        self.drag_out = DragHandle(look, translate("Takes", "Drag MIDI out"), self)
        self._none = Label(
            look, translate("Takes", "Every idea is kept here."), ink="text3", parent=self
        )
        self._row = _Row(self)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._timer.timeout.connect(self._refresh)
        self._compact = self._roomy = False
        self._placed = (0, 0)
        self._describe()
        self._lay_out()
        self._connect()
        self._refresh()

    def _describe(self) -> None:
        self.compare.describe_segments(
            words.COMPARE.name, words.COMPARE.tip, ("take-swap", "take-swap")
        )
        words.describe(self.star, words.STAR, command="take-star")
        words.describe(self.keep, words.KEEP, command="take-keep")
        words.describe(self.drag_out, words.DRAG_OUT)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(SIZES.card_padding, 0, 8, 0)
        heading.setSpacing(8)
        heading.addStrut(_HEADING)
        heading.addWidget(self.title)
        heading.addWidget(self.count)
        heading.addStretch(1)
        for widget in (self.compare_label, self.compare, self.star, self.keep, self.drag_out):
            heading.addWidget(widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._row.setWidget(self._inside)
        below = QHBoxLayout()
        below.setContentsMargins(SIZES.card_padding - 4, 0, SIZES.card_padding - 4, 0)
        below.addWidget(self._row, 1)
        below.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._below = below
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self.star.clicked.connect(self.star_front)
        self.keep.clicked.connect(self.kept_copy)
        self.compare.picked.connect(self._pick_compared)
        self.drag_out.drag_wanted.connect(self._drag_front)
        self.drag_out.clicked.connect(self.export_wanted)

    # --- told ---------------------------------------------------------------------------------

    def show_state(self, state: SessionState) -> None:
        """Shows the takes of a state. Cheap while only the take in front moves."""
        before, self._state = self._state, state
        same = (
            before.takes is state.takes
            and before.take == state.take
            and before.compared == state.compared
            and bool(self.cells) == bool(state.takes)
        )
        if same:
            if before.shown is not state.shown and not self._timer.isActive():
                self._timer.start()
            return
        self._refresh()

    def _refresh(self) -> None:
        state = self._state
        count = len(state.takes)
        self.count.show_text(
            translate("Takes", "{count} kept").format(count=count) if count else ""
        )
        pad = SIZES.card_padding - (4 if count else 0)  # the sentence stands under the title
        self._below.setContentsMargins(pad, 0 if count else 4, pad, 0)
        self._none.setVisible(not count)
        self._row.setVisible(bool(count))
        self._have_cells(count)
        for cell, take in zip(self.cells, reversed(state.takes), strict=True):
            cell.show_kept(self._kept(take))
        front = self._front()
        for widget in (self.compare, self.star, self.keep, self.drag_out):
            widget.setVisible(bool(count))
            widget.setEnabled(front is not None)
        self.compare_label.setVisible(bool(count) and not self._compact)
        self.star.setChecked(front is not None and front.starred)
        self.compare.setEnabled(state.compared is not None)
        numbers = [take.number for take in state.takes]
        if state.take in numbers and numbers.index(state.take) == count - 1:
            self._row.horizontalScrollBar().setValue(0)

    def show_theme(self) -> None:
        """Takes up the look's new theme."""
        for cell in self.cells:
            cell.update()

    def fit(self, *, compact: bool, roomy: bool = False) -> None:
        """Leaves out names in a narrow window; in a very wide one takes that do not fit beside each other stand in
        two rows.
        """
        self._compact, self._roomy = compact, roomy
        self.setFixedHeight(COMPACT_HEIGHT if compact else ROOMY_HEIGHT if roomy else HEIGHT)
        self.compare_label.setVisible(bool(self.cells) and not compact)
        self.drag_out.show_label(not compact)
        self.compare.setFixedHeight(24 if compact else 28)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Puts the cells in their places: the newest at the left, in two rows the next one below it."""
        count = len(self.cells)
        room = self.width() - 2 * (SIZES.card_padding - 4)
        broad = sum(cell.sizeHint().width() + self._grid.horizontalSpacing() for cell in self.cells)
        rows = 2 if self._roomy and broad > room else 1
        for cell in self.cells:  # there is no room for names in two rows; the tool tip has them
            cell.show_compact(on=self._compact or rows > 1)
        if self._placed == (count, rows):
            return
        self._placed = count, rows
        while self._grid.takeAt(0) is not None:
            pass
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, cell in enumerate(self.cells):
            self._grid.addWidget(cell, place % rows, place // rows)
        self._grid.setColumnStretch(-(-count // rows), 1)

    def _kept(self, take: Take) -> Kept:
        state = self._state
        playing = take.number == state.take
        piece = state.shown if playing and state.shown is not None else take.shown
        badge = ""
        if state.compared is not None:
            badge = "A" if playing else "B" if take.number == state.compared else ""
        return Kept(take.number, localised(take.title), take.starred, piece, playing, badge)

    def _front(self) -> Take | None:
        return next((t for t in self._state.takes if t.number == self._state.take), None)

    def _have_cells(self, count: int) -> None:
        while len(self.cells) < count:
            cell = TakeCell(self._look, self._inside)
            cell.clicked.connect(lambda _on=False, c=cell: self._pick(c))
            cell.renamed.connect(self.renamed)
            cell.menu_wanted.connect(self._pop)
            cell.drag_wanted.connect(self._drag)
            self.cells.append(cell)
        while len(self.cells) > count:
            cell = self.cells.pop()
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        in_turn((self.drag_out, *self.cells))
        self._arrange()

    # --- wanted -------------------------------------------------------------------------------

    def star_front(self) -> None:
        """Asks for the take in front to be a favourite, or no longer."""
        front = self._front()
        if front is not None:
            self.star.setChecked(front.starred)
            self.starred.emit(front.number, not front.starred)

    def rename_front(self) -> None:
        """Lets the name of the take in front be typed."""
        for cell in self.cells:
            if cell.kept is not None and cell.kept.playing:
                self._row.ensureWidgetVisible(cell)
                cell.rename()

    def menu_of(self, number: int) -> QMenu:
        """What can be done with a take."""
        take = next(t for t in self._state.takes if t.number == number)
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)

        def add(text: str, deed: Callable[[], None]) -> None:
            menu.addAction(text).triggered.connect(lambda _on=False: deed())

        cell = next(c for c in self.cells if c.kept is not None and c.kept.number == number)
        add(translate("Takes", "Bring in front"), lambda: self.take_picked.emit(number))
        add(translate("Takes", "Rename…"), cell.rename)
        add(
            translate("Takes", "Remove star") if take.starred else translate("Takes", "Star"),
            lambda: self.starred.emit(number, not take.starred),
        )
        if number != self._state.take:
            add(translate("Takes", "Compare with (B)"), lambda: self.compared.emit(number))
        menu.addSeparator()
        corners = menu.addMenu(translate("Takes", "Onto a morph corner"))
        for index, corner in enumerate(CORNERS):
            corners.addAction(corner).triggered.connect(
                lambda _on=False, i=index: self.corner_wanted.emit(number, i)
            )
        add(translate("Takes", "Into the song"), lambda: self.song_wanted.emit(number))
        menu.addSeparator()
        add(translate("Takes", "Delete"), lambda: self.deleted.emit(number))
        return menu

    def _pick(self, cell: TakeCell) -> None:
        if cell.kept is not None:
            self.take_picked.emit(cell.kept.number)

    def _pick_compared(self, index: int) -> None:
        if index == 1 and self._state.compared is not None:
            self.swapped.emit()

    def _pop(self, number: int, at: QPoint) -> None:
        self.menu_of(number).popup(at)

    def _drag(self, number: int, picture: QPixmap) -> None:
        drag = take_drag(self, number, self.write_midi(number), picture)
        carry(drag, Qt.DropAction.CopyAction)

    def _drag_front(self) -> None:
        for cell in self.cells:
            if cell.kept is not None and cell.kept.playing:
                self._drag(cell.kept.number, cell.picture())
