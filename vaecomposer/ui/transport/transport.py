"""The top row of the window."""

# ruff: noqa: ARG002 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vaecomposer.session.state import SessionState
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.segmented import Segmented
from vaecomposer.ui.fonts import NAME, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, mixed
from vaecomposer.ui.transport.counter_box import CounterBox
from vaecomposer.ui.transport.device import DeviceButton
from vaecomposer.ui.transport.midi import MidiButton, MidiWishes
from vaecomposer.ui.transport.more import MoreButton
from vaecomposer.ui.transport.readings import Lamp, Meters, TransportReadings
from vaecomposer.ui.transport.two_lines import TwoLineButton

QUANTA = ("step", "beat", "bar")
_ROOMY_FROM = 1600


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


class _RecordKey(Button):
    """A red dot, on a red ground while it records."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, Kind.LATCH, icon="record", parent=parent, height=32)

    def _colours(self) -> tuple[QColor | None, QColor]:
        theme = self._look.theme
        fill, ink = super()._colours()
        if not self.isEnabled():
            return fill, ink
        if self.isChecked():
            over = 0.12 if self.underMouse() else 0.0
            return mixed(theme.danger_soft, theme.danger, over), theme.danger
        return fill, theme.danger


class Transport(QWidget):
    """Title, undo, play, record, position, tempo, quantum, files, levels, device and MIDI."""

    quantum_picked = Signal(str)
    bpm_changed = Signal(float)
    drag_ended = Signal()
    rescan_requested = Signal()
    metronome_toggled = Signal(bool)
    record_toggled = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.menu_button = Button(look, Kind.QUIET, icon="menu", parent=self)
        self.title = Label(look, "VAE Composer", size=NAME, weight=600, parent=self)
        self.origin = Label(
            look, translate("Transport", "No music yet"), ink="text3", size=SECONDARY, parent=self
        )
        self.undo = Button(look, Kind.QUIET, icon="undo", parent=self)
        self.redo = Button(look, Kind.QUIET, icon="redo", parent=self)
        self.to_start = Button(look, Kind.QUIET, icon="to-start", parent=self)
        self.play = _PlayKey(look, self)
        self.loop = Button(look, Kind.LATCH, icon="loop", parent=self, height=32)
        self.record = _RecordKey(look, self)
        self.display = CounterBox(look, self)
        self.metronome = Button(look, Kind.LATCH, icon="metronome", parent=self, height=32)
        self.more = MoreButton(look, self)
        self.change_on_label = Label(
            look, translate("Transport", "Change on"), ink="text3", parent=self
        )
        # Whole or not at all: a word cut short says nothing.
        self.change_on_label.setMinimumWidth(self.change_on_label.sizeHint().width())
        self.change_on = Segmented(
            look,
            (
                translate("Transport", "Step"),
                translate("Transport", "Beat"),
                translate("Transport", "Bar"),
            ),
            self,
        )
        self.open = Button(look, Kind.RAISED, translate("Transport", "Open…"), "folder", self)
        self.export = Button(look, Kind.RAISED, translate("Transport", "Export"), "export", self)
        self.meters = Meters(look, self)
        self.lamp = Lamp(look, self)
        self.device = DeviceButton(look, self)
        self.midi = MidiButton(look, self)
        self._left = QWidget(self)
        self._window_width = 0
        self._metronome_on = self._records = False
        self.setFixedHeight(SIZES.transport)
        self._describe()
        self._connect()
        self._lay_out()

    def _describe(self) -> None:
        for widget, help_, command in (
            (self.menu_button, words.MENU, ""),
            (self.undo, words.UNDO, "undo"),
            (self.redo, words.REDO, "redo"),
            (self.to_start, words.TO_START, "to-start"),
            (self.play, words.PLAY, "play"),
            (self.loop, words.LOOP, "loop"),
            (self.record, words.RECORD, "record"),
            (self.metronome, words.METRONOME, "metronome"),
            (self.open, words.OPEN, "open"),
            (self.export, words.EXPORT, "export"),
        ):
            words.describe(widget, help_, command=command)
        self.change_on.describe_segments(
            words.CHANGE_ON.name,
            words.CHANGE_ON.tip,
            tuple(f"quantum-{quantum}" for quantum in QUANTA),
        )
        self.change_on.show_chosen(QUANTA.index("beat"))

    def _connect(self) -> None:
        self.change_on.picked.connect(lambda i: self.quantum_picked.emit(QUANTA[i]))
        self.display.bpm_changed.connect(self.bpm_changed)
        self.display.drag_ended.connect(self.drag_ended)
        self.more.drag_ended.connect(self.drag_ended)
        self.metronome.clicked.connect(self.toggle_metronome)
        self.record.clicked.connect(self.toggle_record)
        for part in (self.device, self.midi):
            part.rescan_requested.connect(self.rescan_requested)

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
        for widget in (self.to_start, self.play, self.record, self.loop):
            row.addWidget(widget)
        row.addSpacing(2)
        row.addWidget(self.display)
        row.addSpacing(2)
        row.addWidget(self.metronome)
        row.addWidget(self.more)
        row.addSpacing(4)
        row.addWidget(self.change_on_label)
        row.addWidget(self.change_on)
        row.addStretch(1)
        for widget in (self.open, self.export):
            row.addWidget(widget)
        row.addSpacing(4)
        for part in (self.meters, self.lamp, self.device, self.midi):
            row.addWidget(part)
        self._row = row

    def show_state(self, state: SessionState) -> None:
        """Shows title, origin, tempo and loop of a state."""
        piece = state.shown
        self.display.tempo.show_bpm(piece.bpm if piece is not None else state.conditions.bpm)
        if piece is None:
            self.display.show_metre(state.conditions.metre)
        self.loop.setChecked(state.loop.on)
        self.more.show_swing(state.swing)
        self.export.setEnabled(piece is not None)

    def show_session(self, name: str, detail: str) -> None:
        """Shows the session's name, and how safe it is."""
        self.title.show_text(name or "VAE Composer")
        self.origin.show_text(detail)
        self.title.setToolTip(self.title.text)
        self.origin.setToolTip(detail)

    def show_undo(self, undo_label: str | None, redo_label: str | None) -> None:
        """Shows whether there is something to take back or bring back, and what."""
        for button, label, help_, command in (
            (self.undo, undo_label, words.UNDO, "undo"),
            (self.redo, redo_label, words.REDO, "redo"),
        ):
            button.setEnabled(label is not None)
            name = help_.name
            if label:
                name = translate("Transport", "{deed}: {step}").format(
                    deed=name, step=localised(label)
                )
            words.describe(button, words.Help(name, help_.sentence), command=command)

    def show_playing(self, playing: bool) -> None:
        """Shows the key that the next press means."""
        name = translate("Transport", "Stop") if playing else translate("Transport", "Play")
        if name != self.play.accessibleName():
            self.play.show_icon("stop" if playing else "play")
            self.play.setAccessibleName(name)

    def show_quantum(self, quantum: str) -> None:
        """Shows when new notes take over."""
        self.change_on.show_chosen(QUANTA.index(quantum))

    def show_metronome(self, on: bool, count_in: int) -> None:
        """Shows whether clicks are heard, and how many bars are counted in."""
        self._metronome_on = on
        self.metronome.setChecked(on)
        self.more.show_count_in(count_in)

    def show_recording(self, on: bool) -> None:
        """Shows whether what is played is kept."""
        self._records = on
        self.record.setChecked(on)
        self.record.setAccessibleName(
            translate("Transport", "Stop recording") if on else words.RECORD.name
        )

    def show_devices(self, names: tuple[str, ...], current: str | None, detail: str) -> None:
        """Shows the audio devices, the one in use (None: silence), and a line about it."""
        self.device.show_devices(names, current, detail)
        self._fit_row()

    def show_midi(self, wishes: MidiWishes) -> None:
        """Shows which MIDI ports are in use."""
        self.midi.show_wishes(wishes)
        self._fit_row()

    def toggle_metronome(self) -> None:
        """Asks for clicks, or for none."""
        self.metronome.setChecked(self._metronome_on)
        self.metronome_toggled.emit(not self._metronome_on)

    def toggle_record(self) -> None:
        """Asks for what is played to be kept, or no longer."""
        self.record.setChecked(self._records)
        self.record_toggled.emit(not self._records)

    def show_readings(self, readings: TransportReadings) -> None:
        """Shows levels, load and drop-outs."""
        self.lamp.show_readings(readings)
        if self.meters.isVisible():
            self.meters.show_levels(readings.left, readings.right)

    def fit(self, window_width: int, left_width: int) -> None:
        """Drops what a narrow window has no room for; the left part is as wide as the left column."""
        self._window_width = window_width
        self._left.setFixedWidth(left_width)
        self._fit_row()

    def _fit_row(self) -> None:
        """Shows all there is room for: what is needed least goes first."""
        compact = self._window_width < SIZES.compact_below
        self.display.show_compact(compact)
        self.meters.setVisible(not compact)
        self.lamp.show_short(compact)
        self._row.setSpacing(2 if compact else 4 if self._window_width < _ROOMY_FROM else 6)
        for part in (self.device, self.midi):
            part.show_compact(compact)
            part.show_short(on=False)
        for button in (self.open, self.export):
            button.show_label(not compact)
        self.change_on_label.setVisible(not compact)
        for shown in (self.open, self.to_start, self.lamp):
            shown.show()
        for drop in self._savings():
            self._row.invalidate()
            if self._row.minimumSize().width() <= self._window_width:
                return
            drop()

    def _savings(self) -> tuple[Callable[[], None], ...]:
        """What a row that is too long goes without, in this order; all of it is in a menu or has a key."""
        less, short = partial(Button.show_label, on=False), partial(Lamp.show_short, on=True)
        small = partial(TwoLineButton.show_compact, on=True)
        return (
            partial(less, self.open),
            self.change_on_label.hide,
            self.open.hide,
            partial(TwoLineButton.show_short, self.device, on=True),
            partial(TwoLineButton.show_short, self.midi, on=True),
            self.meters.hide,
            partial(less, self.export),
            partial(short, self.lamp),
            partial(small, self.midi),
            partial(small, self.device),
            partial(CounterBox.show_compact, self.display, on=True),
            self.to_start.hide,
            self.lamp.hide,
        )
