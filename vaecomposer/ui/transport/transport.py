"""The top row of the window."""

# ruff: noqa: ARG002 (Qt's overrides)

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from vaecomposer.session.state import SessionState
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.segmented import Segmented
from vaecomposer.ui.fonts import NAME, SECONDARY
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.transport.counter_box import CounterBox
from vaecomposer.ui.transport.device import DeviceButton
from vaecomposer.ui.transport.readings import Lamp, Meters, TransportReadings

QUANTA = ("step", "beat", "bar")
_WORDS_FROM = 1400


class _Mark(QWidget):
    """The program's mark."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._look.icons.paint(painter, "mark", 0, 0, self._look.theme.accent, 24)


class _PlayKey(Button):
    """The brass key."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, Kind.MAIN, icon="play", parent=parent, height=36)
        self.setFixedSize(46, 36)


class Transport(QWidget):
    """Title, undo, play, position, tempo, quantum, files, levels and device."""

    quantum_picked = Signal(str)
    bpm_changed = Signal(float)
    drag_ended = Signal()
    device_picked = Signal(object)
    rescan_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.menu_button = Button(look, Kind.QUIET, icon="menu", parent=self)
        self.title = Label(look, "VAE Composer", size=NAME, weight=600, parent=self)
        self.origin = Label(look, "No music yet", ink="text3", size=SECONDARY, parent=self)
        self.undo = Button(look, Kind.QUIET, icon="undo", parent=self)
        self.redo = Button(look, Kind.QUIET, icon="redo", parent=self)
        self.to_start = Button(look, Kind.QUIET, icon="to-start", parent=self)
        self.play = _PlayKey(look, self)
        self.loop = Button(look, Kind.LATCH, icon="loop", parent=self, height=32)
        self.display = CounterBox(look, self)
        self.change_on_label = Label(look, "Change on", ink="text3", parent=self)
        self.change_on = Segmented(look, ("Step", "Beat", "Bar"), self)
        self.open = Button(look, Kind.RAISED, "Open…", "folder", self)
        self.export = Button(look, Kind.RAISED, "Export", "export", self)
        self.meters = Meters(look, self)
        self.lamp = Lamp(look, self)
        self.device = DeviceButton(look, self)
        self._left = QWidget(self)
        self.setFixedHeight(SIZES.transport)
        self._describe()
        self._connect()
        self._lay_out()

    def _describe(self) -> None:
        for widget, help_, keys in (
            (self.menu_button, words.MENU, ""),
            (self.undo, words.UNDO, "Ctrl+Z"),
            (self.redo, words.REDO, "Ctrl+Shift+Z"),
            (self.to_start, words.TO_START, "Home"),
            (self.play, words.PLAY, "Space"),
            (self.loop, words.LOOP, "C"),
            (self.open, words.OPEN, "Ctrl+O"),
            (self.export, words.EXPORT, "Ctrl+E"),
        ):
            words.describe(widget, help_, keys)
        self.change_on.describe_segments(words.CHANGE_ON.name, words.CHANGE_ON.tip)
        self.change_on.show_chosen(QUANTA.index("beat"))

    def _connect(self) -> None:
        self.change_on.picked.connect(lambda i: self.quantum_picked.emit(QUANTA[i]))
        self.display.bpm_changed.connect(self.bpm_changed)
        self.display.drag_ended.connect(self.drag_ended)
        self.device.picked.connect(self.device_picked)
        self.device.rescan_requested.connect(self.rescan_requested)

    def _lay_out(self) -> None:
        self._left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        left = QHBoxLayout(self._left)
        left.setContentsMargins(4, 0, 0, 0)
        left.setSpacing(6)
        names = QVBoxLayout()
        names.setContentsMargins(2, 0, 4, 0)
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.title)
        names.addWidget(self.origin)
        names.addStretch(1)
        left.addWidget(self.menu_button)
        left.addWidget(_Mark(self._look, self._left))
        left.addLayout(names, 1)
        left.addWidget(self.undo)
        left.addWidget(self.redo)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._left)
        row.addSpacing(4)
        for widget in (self.to_start, self.play, self.loop):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self.display)
        row.addSpacing(10)
        row.addWidget(self.change_on_label)
        row.addWidget(self.change_on)
        row.addStretch(1)
        for widget in (self.open, self.export):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self.meters)
        row.addWidget(self.lamp)
        row.addWidget(self.device)

    def show_state(self, state: SessionState) -> None:
        """Shows title, origin, tempo and loop of a state."""
        piece = state.shown
        self.title.show_text(piece.title if piece is not None else "VAE Composer")
        if piece is None:
            origin = "No music yet"
        elif state.path:
            origin = PurePath(state.path).name
        else:
            origin = f"Composed, seed {state.seed}"
        self.origin.show_text(origin)
        self.title.setToolTip(self.title.text)
        self.origin.setToolTip(state.path or "")
        self.display.tempo.show_bpm(piece.bpm if piece is not None else state.conditions.bpm)
        if piece is None:
            self.display.show_metre(state.conditions.metre)
        self.loop.setChecked(state.loop.on)
        self.export.setEnabled(piece is not None)

    def show_undo(self, undo_label: str | None, redo_label: str | None) -> None:
        """Shows whether there is something to take back or bring back, and what."""
        for button, label, help_, keys in (
            (self.undo, undo_label, words.UNDO, "Ctrl+Z"),
            (self.redo, redo_label, words.REDO, "Ctrl+Shift+Z"),
        ):
            button.setEnabled(label is not None)
            name = f"{help_.name}: {label}" if label else help_.name
            words.describe(button, words.Help(name, help_.sentence), keys)

    def show_playing(self, playing: bool) -> None:
        """Shows the key that the next press means."""
        name = "Stop" if playing else "Play"
        if name != self.play.accessibleName():
            self.play.show_icon(name.lower())
            self.play.setAccessibleName(name)

    def show_quantum(self, quantum: str) -> None:
        """Shows when new notes take over."""
        self.change_on.show_chosen(QUANTA.index(quantum))

    def show_metronome(self, on: bool, count_in: int) -> None:
        """Shows whether clicks are heard, and how many bars are counted in."""

    def show_readings(self, readings: TransportReadings) -> None:
        """Shows levels, load and drop-outs."""
        self.lamp.show_readings(readings)
        if self.meters.isVisible():
            self.meters.show_levels(readings.left, readings.right)

    def fit(self, window_width: int, left_width: int) -> None:
        """Drops what a narrow window has no room for; the left part is as wide as the left column."""
        compact = window_width < SIZES.compact_below
        self._left.setFixedWidth(left_width)
        self.display.show_compact(compact)
        self.meters.setVisible(not compact)
        self.lamp.show_short(compact)
        self.device.show_compact(compact)
        for button in (self.open, self.export):
            button.show_label(window_width >= _WORDS_FROM)
        self.change_on_label.setVisible(window_width >= _WORDS_FROM)

    def pop_menu(self, button: Button, actions: list[QAction | None]) -> None:
        """Opens a menu of actions under one of the buttons; None stands for a line."""
        menu = QMenu(button)
        menu.aboutToHide.connect(menu.deleteLater)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
