"""MIDI learn: knobs, faders, wheels and pads move what stands on the screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vaecomposer.engine.api import MidiArrived
from vaecomposer.files.controller_maps import load_controller_map, save_controller_map
from vaecomposer.live.controllers import (
    BEND,
    CONTROL,
    NOTE_OFF,
    NOTE_ON,
    Control,
    ControllerMap,
    ControlReader,
    Kind,
    Learner,
    Move,
    Moved,
    SoftTakeover,
)
from vaecomposer.music.note import pitch_name
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.learning.learning import Learning
from vaecomposer.ui.learning.targets import Bound, Learnable
from vaecomposer.ui.main_window import MainWindow

NO_INPUT = translate("Controlling", "No MIDI input is open. Choose one in the MIDI menu.")

_REST_MS = 400
"""A knob that has rested as long has ended its turn."""

_STEPS = 200
"""Seven bits are rounded to so many steps: whole numbers on a slider from -100 to 100."""

_FINE = 32
"""A controller of 14 bits sends its coarse part as number n and its fine part as n + 32."""

Taken = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class _Port:
    """What is known of one MIDI input.

    Attributes:
        map: what its controls move.
        pressed: controls of seven bits that stand past their middle, for those that work as buttons.
    """

    map: ControllerMap
    reader: ControlReader
    learner: Learner = field(default_factory=Learner)
    takeover: SoftTakeover = field(default_factory=SoftTakeover)
    pressed: set[Control] = field(default_factory=set)


class Controlling(QObject):
    """Learns which control moves what, and moves it. Lives on the GUI thread.

    Args:
        learning: what is on the screen to be moved.
        window: says what there is to say.
        inputs: names of the MIDI inputs that are open.
    """

    taken_changed = Signal(object)  # Taken: messages that are not played through

    def __init__(
        self, learning: Learning, window: MainWindow, inputs: Callable[[], tuple[str, ...]]
    ) -> None:
        super().__init__()
        self._learning = learning
        self._window = window
        self._inputs = inputs
        self._ports: dict[str, _Port] = {}
        self._newest: dict[tuple[str, str], float] = {}  # by port and target, since the last frame
        self._turning: set[str] = set()  # targets whose turn has not ended
        self._struck_from: dict[str, float] = {}  # where a pad found a value
        self._down: set[tuple[str, int, int]] = set()  # pads just learnt: port, channel, note
        self._taken: Taken = ()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.end_turn)
        learning.armed_changed.connect(self._arm)
        learning.forget_requested.connect(self.forget)

    # --- told ---------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Takes note of the inputs that are open now: at the start, and when others were chosen."""
        for name in self._inputs():
            self._port(name)
        self._show()

    @Slot(object)
    def receive(self, news: MidiArrived) -> None:
        """Takes a message. What it moves is moved with the frame; buttons and pads act at once."""
        if len(news.data) < 3:
            return
        port = self._port(news.port)
        self._see_release(news)
        move = port.reader.receive(news.data)
        is_pressed = move is not None and _is_pressed(port, move)
        if self._learning.armed is not None:
            bound = port.learner.receive(news.time, news.data)
            if bound is not None:
                self._bind(news.port, *bound)
            return
        target = port.map.target_of(move.control) if move is not None else None
        what = self._learning.find(target) if target is not None else None
        if move is None or what is None:
            return
        if move.control.is_button:
            self._strike(what)
        elif what.kind == "value":
            self._newest[news.port, what.target] = _settled(move.control, move.value)
        elif is_pressed and what.widget.isEnabled():
            what.set(1.0)

    def tick(self) -> None:
        """Moves what knobs have moved since the last frame, each only to its newest value."""
        if self._learning.armed is not None:
            now = time.perf_counter()
            for name, port in tuple(self._ports.items()):
                bound = port.learner.poll(now)
                if bound is not None:
                    self._bind(name, *bound)
                    break
        newest, self._newest = self._newest, {}
        for (name, target), value in newest.items():
            what = self._learning.find(target)
            if what is not None and what.widget.isEnabled():
                self._turn(self._ports[name], what, value)

    # --- moving -------------------------------------------------------------------------------

    @property
    def is_turning(self) -> bool:
        """Whether a knob is being turned: two at a time are one entry of the history."""
        return bool(self._turning)

    def _turn(self, port: _Port, what: Learnable, value: float) -> None:
        answer = port.takeover.move(what.target, value, what.get())
        if isinstance(answer, Moved):
            self._set(what, answer.value)
            self._learning.show_knob(what.target, None)
        else:
            self._learning.show_knob(what.target, answer.value)

    def _set(self, what: Learnable, value: float) -> None:
        self._turning.add(what.target)
        self._rest.start()
        what.set(value)

    @Slot()
    def end_turn(self) -> None:
        """What follows is another entry of the history."""
        self._rest.stop()
        turned, self._turning = self._turning, set()
        for target in turned:
            what = self._learning.find(target)
            if what is not None:
                what.done()

    def _strike(self, what: Learnable) -> None:
        """A pad presses a button. A value it brings back to rest, and with the next stroke to where it was."""
        if not what.widget.isEnabled():
            return
        if what.kind != "value":
            what.set(1.0)
            return
        now = what.get()
        if abs(now - what.rest) > 1e-6:
            self._struck_from[what.target] = now
            self._set(what, what.rest)
        else:
            self._set(what, self._struck_from.get(what.target, 1.0))
        self.end_turn()

    # --- learning -----------------------------------------------------------------------------

    @Slot(object)
    def _arm(self, target: str | None) -> None:
        if target is not None and not self._inputs():
            self._learning.disarm()
            self._window.notify(NO_INPUT)
            return
        self._newest.clear()
        for port in self._ports.values():
            port.learner.arm(target)

    def _bind(self, name: str, control: Control, target: str) -> None:
        """Lets a control move a target from now on, in place of what either was bound to."""
        for other in self._inputs():
            if other != name and self._port(other).map.control_of(target) is not None:
                self._keep(other, self._port(other).map.without_target(target))
        port = self._port(name)
        port.takeover.forget(target)
        if control.kind is Kind.NOTE:
            self._down.add((name, control.channel, control.number))
        self._keep(name, port.map.with_binding(control, target))
        self._learning.disarm()
        what = self._learning.find(target)
        if what is not None:
            said = translate("Controlling", "{knob} of {name} moves {target} now")
            self._window.notify(said.format(knob=_tags(control)[0], name=name, target=what.name))

    @Slot(str)
    def forget(self, target: str) -> None:
        """Nothing moves a target any more."""
        for name in self._inputs():
            port = self._port(name)
            if port.map.control_of(target) is not None:
                port.takeover.forget(target)
                self._keep(name, port.map.without_target(target))

    # --- what moves what ----------------------------------------------------------------------

    def _port(self, name: str) -> _Port:
        """What is known of an input; what is remembered of it is read when it is first met."""
        port = self._ports.get(name)
        if port is None:
            known, trouble = load_controller_map(name)
            port = self._ports[name] = _Port(known, ControlReader(known.controls))
            port.learner.arm(self._learning.armed)
            if trouble:
                self._window.warn(translate("Controlling", "The knobs of a controller"), trouble)
            self._show()
        return port

    def _keep(self, name: str, changed: ControllerMap) -> None:
        port = self._ports[name]
        port.map = changed
        port.reader.learn(changed.controls)
        trouble = save_controller_map(changed)
        if trouble:
            self._window.warn(translate("Controlling", "The knobs of a controller"), trouble)
        self._show()

    def _show(self) -> None:
        """Shows on each target what moves it, and tells which messages are ours."""
        bound: dict[str, Bound] = {}
        for name in self._inputs():
            port = self._ports.get(name)
            for control, target in port.map.bindings if port is not None else ():
                bound.setdefault(target, Bound(_tags(control), name, _exactly(control)))
        self._learning.show_bindings(bound)
        self._tell_taken()

    def _tell_taken(self) -> None:
        taken = tuple(
            (name, status, number)
            for name in self._inputs()
            for control in (self._ports[name].map.controls if name in self._ports else ())
            # A pad that is still held was played through: the instrument waits for its release.
            if (name, control.channel, control.number) not in self._down
            or control.kind is not Kind.NOTE
            for status, number in _messages(control)
        )
        if taken != self._taken:
            self._taken = taken
            self.taken_changed.emit(taken)

    def _see_release(self, news: MidiArrived) -> None:
        status, number, velocity = news.data[:3]
        kind = status & 0xF0
        released = kind == NOTE_OFF or (kind == NOTE_ON and velocity == 0)
        if released and (pad := (news.port, status & 0x0F, number)) in self._down:
            self._down.remove(pad)
            self._tell_taken()


def _is_pressed(port: _Port, move: Move) -> bool:
    """Whether a button that sends a controller went down: past the middle. Letting go is nothing."""
    was_down = move.control in port.pressed
    is_down = move.value >= 0.5
    (port.pressed.add if is_down else port.pressed.discard)(move.control)
    return is_down and not was_down


def _settled(control: Control, value: float) -> float:
    """A knob's value with its middle on the middle, which seven bits do not have by themselves."""
    if control.kind is not Kind.CC7:
        return value
    sent = round(127 * value)
    share = sent / 128 if sent <= 64 else 0.5 + (sent - 64) / 126
    return round(share * _STEPS) / _STEPS


def _messages(control: Control) -> tuple[tuple[int, int], ...]:
    """Status byte and number of all that a control sends."""
    channel, number = control.channel, control.number
    match control.kind:
        case Kind.CC7:
            return ((CONTROL | channel, number),)
        case Kind.CC14:
            return ((CONTROL | channel, number), (CONTROL | channel, number + _FINE))
        case Kind.NOTE:
            return ((NOTE_ON | channel, number), (NOTE_OFF | channel, number))
        case Kind.BEND:
            # A wheel has no number: where others have it stands the fine part of its value.
            return ((BEND | channel, 0),)


def _tags(control: Control) -> tuple[str, ...]:
    """The control's name for a tag, and a shorter one."""
    match control.kind:
        case Kind.CC7:
            return (f"CC {control.number}",)
        case Kind.CC14:
            fine = translate("Controlling", "14-bit CC {number}").format(number=control.number)
            return (fine, f"CC {control.number}")
        case Kind.NOTE:
            pad = translate("Controlling", "Pad {pitch}").format(pitch=pitch_name(control.number))
            return (pad,)
        case Kind.BEND:
            return (translate("Controlling", "Bend"),)


def _exactly(control: Control) -> str:
    said = translate("Controlling", "{knob} on channel {channel}")
    return said.format(knob=_tags(control)[0], channel=control.channel + 1)
