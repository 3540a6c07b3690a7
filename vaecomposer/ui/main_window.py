"""The window: it only assembles. Told what is, it answers with what is wanted, and holds no music."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vaecomposer.ui.actions import Actions
from vaecomposer.ui.centre import Centre
from vaecomposer.ui.columns import Columns
from vaecomposer.ui.controls.card import Ground
from vaecomposer.ui.deeds import deeds
from vaecomposer.ui.dock.dock import Dock
from vaecomposer.ui.drop import DropFrame, Zone, music_path
from vaecomposer.ui.files import ask_to_open
from vaecomposer.ui.focus_order import FocusOrder
from vaecomposer.ui.help.guide import Guide
from vaecomposer.ui.history import HistoryPanel
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.learning.controls import (
    register_left,
    register_pads,
    register_transport,
)
from vaecomposer.ui.learning.learning import Learning
from vaecomposer.ui.look import Appearance, Look
from vaecomposer.ui.menu import MainMenu
from vaecomposer.ui.mixer.card import MixerCard
from vaecomposer.ui.pads.right_column import RightColumn
from vaecomposer.ui.panel.left_column import LeftColumn, LeftSide
from vaecomposer.ui.presets import PresetsMenu
from vaecomposer.ui.songbooks.lesson_card import LessonCard
from vaecomposer.ui.songbooks.menu import SongbookMenu
from vaecomposer.ui.songbooks.skipped import SkippedFiles
from vaecomposer.ui.status_line import StatusLine
from vaecomposer.ui.tab_order import set_tab_order
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.toasts import Toasts
from vaecomposer.ui.told import Told
from vaecomposer.ui.transform.menu import TransformMenu
from vaecomposer.ui.transport.midi import MidiWishes
from vaecomposer.ui.transport.more import COUNT_INS
from vaecomposer.ui.transport.readings import TransportReadings
from vaecomposer.ui.transport.transport import Transport
from vaecomposer.ui.wiring import forward

__all__ = ["MainWindow", "MidiWishes", "TransportReadings"]


class MainWindow(Told):
    """The studio's window. `show_...` tells it what is; its signals tell what the musician wants."""

    def __init__(self, look: Look | None = None) -> None:
        super().__init__()
        self.look = look if look is not None else Look()
        self._left_shown = self._right_shown = True
        self.transport = Transport(self.look, self)
        self.left = LeftColumn(self.look, self)
        self.lesson = LessonCard(self.look, self)
        self.mixer = MixerCard(self.look, self)
        self._left_side = LeftSide(self.left, self.lesson, self.mixer, self)
        self.centre = Centre(self.look, self)
        self.dock = Dock(self.look, self)
        self.pads = RightColumn(self.look, self.centre, self)
        self.status = StatusLine(self.look, self)
        self.learning = Learning(self.look, self)
        register_left(self.learning, self.left)
        register_pads(self.learning, self.pads)
        register_transport(self.learning, self.transport)
        self._assemble()
        self._toasts = Toasts(self.look, self.centre, self)
        self._drop = DropFrame(self.look, self)
        self.transform = TransformMenu(self.look, self.left.transform, self)
        self.actions_table = Actions(self, deeds(self))
        self.guide = Guide(self)
        self.presets = PresetsMenu(self.look, self)
        self.songbooks = SongbookMenu(self)
        self.menu = MainMenu(self.actions_table, self.presets, self.songbooks, self)
        self.history = HistoryPanel(self.look, self)
        self.skipped = SkippedFiles(self.look, self)
        self.focus_order = FocusOrder(
            (
                self.transport,
                (self.left.compose, self.left.transform, self.left.variation, self.left.surprise),
                self.left.shape,
                self.left.directions,
                self.left.strands,
                self.centre.brief,
                self.centre.tabs,
                self.centre.tools,
                self.centre.roll,
                self.centre.empty,
                self.pads.mood,
                self.pads.morph,
                self.pads.map,
                self.lesson,
                self.mixer,
                self.dock.takes,
                self.dock.song,
                self.guide.tour,
            )
        )
        set_tab_order(self)
        self._connect()
        self.look.changed.connect(self._take_look)
        self.setWindowTitle("VAE Composer")
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        self.look.dress(self)
        self.show_songbook(None)
        self.show_undo(None, None)
        self.show_devices((), None, "")
        self.show_session("", translate("MainWindow", "No music yet"), changed=False)
        self.show_state(self._state)

    # --- assembling ---------------------------------------------------------------------------

    def _assemble(self) -> None:
        ground = Ground(self.look)
        row = QHBoxLayout()
        gutter = SIZES.gutter
        row.setContentsMargins(gutter, 0, gutter, 0)
        row.setSpacing(gutter)
        row.addWidget(self._left_side)
        middle = QVBoxLayout()
        middle.setSpacing(gutter)
        middle.addWidget(self.centre, 1)
        middle.addWidget(self.dock)
        row.addLayout(middle, 1)
        row.addWidget(self.pads)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.transport)
        column.addLayout(row, 1)
        column.addSpacing(2)
        column.addWidget(self.status)
        self.setCentralWidget(ground)
        self.columns = Columns(self.look, ground, self._fit)
        self.columns.changed.connect(self.columns_changed)

    def _connect(self) -> None:
        forward(self)
        transport, centre, roll = self.transport, self.centre, self.centre.roll
        transport.to_start.clicked.connect(self.to_start)
        transport.loop.clicked.connect(self.toggle_loop)
        transport.open.clicked.connect(self.ask_open)
        transport.export.clicked.connect(self.export_requested)
        transport.menu_button.clicked.connect(self._pop_menu)
        transport.more.clicked.connect(self._pop_more)
        transport.quantum_picked.connect(self.pick_quantum)
        centre.empty.open_requested.connect(self.ask_open)
        self.status.songbook_clicked.connect(self.choose_songbook)
        self.left.songbook_wanted.connect(self.songbooks.choose)
        self.left.lesson_wanted.connect(self.songbooks.learn)
        self.lesson.skipped_wanted.connect(self.skipped.pop)
        roll.hint.connect(self.status.show_help)
        self.learning.hint.connect(self.status.show_help)
        self._toasts.undo_requested.connect(self.undo_requested)

    # --- wanted -------------------------------------------------------------------------------

    def to_start(self) -> None:
        """Goes to the loop's start, or to the beginning."""
        loop = self._state.loop
        self.seek_requested.emit(loop.start if loop.on and loop.end > loop.start else 0)

    def to_end(self) -> None:
        """Goes to the loop's end, or to the music's."""
        loop, shown = self._state.loop, self._state.shown
        if loop.on and loop.end > loop.start:
            self.seek_requested.emit(max(loop.start, loop.end - 1))
        elif shown is not None:
            self.seek_requested.emit(max(0, shown.length - 1))

    def go_bar(self, *, on: bool) -> None:
        """Goes a bar back or on."""
        if self._bars.bars:
            bars, tick = self._bars, self._tick
            self.seek_requested.emit(bars.bar_after(tick) if on else bars.bar_before(tick))

    def toggle_loop(self) -> None:
        """Asks for the loop, or for none."""
        loop = self._state.loop
        self.transport.loop.setChecked(loop.on)
        self.loop_changed.emit(replace(loop, on=not loop.on))
        self.drag_ended.emit()

    def pick_quantum(self, quantum: str) -> None:
        """Asks for new notes on the step, beat or bar."""
        self.transport.show_quantum(quantum)
        self.quantum_changed.emit(quantum)

    def next_count_in(self) -> None:
        """Asks for another count-in: off, 1 bar, 2 bars."""
        bars = [count for _, count in COUNT_INS]
        self.count_in_picked.emit(bars[(bars.index(self._count_in) + 1) % len(bars)])

    def pick_front(self, track: int) -> None:
        """Asks for a track in front."""
        if self._state.shown is not None and track < len(self._state.shown.tracks):
            self.front_picked.emit(track)

    def find_strand(self) -> None:
        """Opens the list of all strands where a number can be typed."""
        if not self._left_shown:
            self.toggle_left()
        self.left.show_tab(0)
        self.left.strands.open_search()

    def change_form(self) -> None:
        """Offers the letters for the part of the form at the playhead; the heading's forms where there is none."""
        if self.centre.roll.pop_form_menu() is None:
            self.centre.brief.form.click()

    def ask_open(self) -> None:
        """Asks for a file to open."""
        ask_to_open(self, self._folder, self.open_requested.emit)

    def choose_songbook(self) -> None:
        """Opens the menu of songbooks where their name stands."""
        self.songbooks.pop(self.status.mapToGlobal(self.status.songbook_place))

    def learn_songbook(self) -> None:
        """Asks for a folder of music that a songbook is to be learned from."""
        self.songbooks.learn()

    def _pop_more(self) -> None:
        more = self.transport.more
        more.menu(self.actions_table).popup(more.mapToGlobal(QPoint(0, more.height() + 4)))

    def _pop_menu(self) -> None:
        table = self.actions_table
        has_music = self._state.shown is not None
        for name in ("export", "save", "save-as"):
            table[name].setEnabled(has_music)
        looks = {f"look-{a}": self.look.appearance == a for a in ("system", "dark", "light")}
        self.menu.pop(
            self.transport.menu_button,
            {
                **looks,
                "reduced-motion": self.look.reduced_motion,
                "left-column": self._left_shown,
                "right-column": self._right_shown,
                "full-screen": self.isFullScreen(),
            },
        )

    def escape(self) -> None:
        """Cancels or closes the newest thing that can be."""
        for close in (
            self.guide.close_newest,
            self.skipped.close_now,
            self.transport.display.tempo.cancel_typing,
            self.learning.disarm,
            self.left.cancel_drag,
            self.pads.cancel_drag,
            self.mixer.cancel_drag,
            self.centre.roll.cancel_drag,
            self._toasts.close_newest,
            self.centre.roll.clear_selection,
        ):
            if close():
                return
        if self.isFullScreen():
            self.toggle_full_screen()

    def toggle_left(self) -> None:
        """Shows or hides the left column."""
        self._left_shown = not self._left_shown
        self._left_side.setVisible(self._left_shown)
        self._place_edges()

    def toggle_right(self) -> None:
        """Shows or hides the right column."""
        self._right_shown = not self._right_shown
        self.pads.close_drawer()
        self.pads.setVisible(self._right_shown)
        self._place_edges()

    def leave(self) -> None:
        """Closes the window, and so the studio."""
        self.close()

    def toggle_full_screen(self) -> None:
        """Fills the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def choose_look(self, appearance: Appearance) -> None:
        """Follows the system, or stays dark or light."""
        self.look.choose(appearance)
        self.appearance_picked.emit(appearance)

    def toggle_motion(self) -> None:
        """Lets things move, or appear at once."""
        self.look.reduced_motion = not self.look.reduced_motion
        self.reduced_motion_picked.emit(self.look.reduced_motion)

    def _take_look(self) -> None:
        self.look.dress(self)
        self.centre.show_theme(self._state)
        self.mixer.show_state(self._state)
        self.dock.takes.show_theme()
        self.pads.show_theme()
        for widget in self.findChildren(QWidget):
            widget.update()

    # --- Qt -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Gives every part the room that a window so wide has for it."""
        width = self.width()
        screen = self.screen()
        self.columns.on_screen("" if screen is None else screen.name())
        left = self.columns.left(width)
        roomy = width > SIZES.roomy_above
        self.mixer.fit(roomy=roomy)
        self._left_side.setFixedWidth(left)
        self._left_side.fit(narrow=width < SIZES.compact_below)
        self.transport.fit(width, left)
        self.centre.fit(width)
        self.pads.fit(width, self.columns.right(width))
        self.dock.fit(compact=width < SIZES.compact_below, roomy=roomy)
        self._place_edges()

    def _place_edges(self) -> None:
        ground = self.centralWidget()
        layout = ground.layout() if ground is not None else None
        if layout is not None:
            layout.activate()
            self.columns.place(self._left_side, self.pads, self.width())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):
            if event.tip() or not self.learning.show_hint():
                self.status.show_help(event.tip())
            return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        path = music_path(event.mimeData())
        if path is not None:
            self._drop.show_over(self.centre, path)
            self.file_dragged.emit(path)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drop.point_at(event.position())
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        path = music_path(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._drop.point_at(event.position())
            {
                Zone.OPEN: self.open_requested,
                Zone.KEEP: self.file_kept,
                Zone.SONG: self.file_sung,
            }[self._drop.zone].emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()  # at once, whatever still has to end
        self.closing.emit()
        super().closeEvent(event)
