"""MIDI learn: which knob, fader, wheel or pad moves what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

NOTE_OFF, NOTE_ON, CONTROL, BEND = 0x80, 0x90, 0xB0, 0xE0

_FINE = 32
"""A controller of 14 bits sends its coarse part as number n and its fine part as n + 32."""

_RESERVED = frozenset({98, 99, 100, 101, *range(120, 128)})
"""Numbers that choose parameters or switch modes; no knob's own."""

_WAIT_SECONDS = 0.03
"""How long after a coarse part its fine part may come."""

_BEND_MOVED = 0.05
"""Wheels tremble; this far from the middle they were moved."""

CLOSE = 2.0 / 127.0
"""A knob this near to a value has reached it."""


class Kind(StrEnum):
    """What a control sends; the words stand in files."""

    CC7 = "cc7"
    CC14 = "cc14"
    BEND = "bend"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Control:
    """One thing on a controller that can be moved.

    Attributes:
        kind: what it sends.
        channel: 0..15.
        number: the controller's (the coarse one's for 14 bits) or the note's; 0 for a wheel.
    """

    kind: Kind
    channel: int
    number: int = 0

    @property
    def is_button(self) -> bool:
        """Whether it is struck, and so toggles or triggers, rather than moved to a value."""
        return self.kind is Kind.NOTE

    def shares_messages_with(self, other: Control) -> bool:
        """Whether one message could move both."""
        return self.channel == other.channel and not self._messages.isdisjoint(other._messages)

    @property
    def _messages(self) -> frozenset[tuple[str, int]]:
        match self.kind:
            case Kind.CC7:
                return frozenset({("cc", self.number)})
            case Kind.CC14:
                return frozenset({("cc", self.number), ("cc", self.number + _FINE)})
            case _:
                return frozenset({(self.kind.value, self.number)})


@dataclass(frozen=True, slots=True)
class Move:
    """A control at a value 0..1; for a pad, how hard it was struck."""

    control: Control
    value: float


@dataclass(frozen=True, slots=True)
class ControllerMap:
    """What the controls of one controller move. One control a target, one target a control.

    Attributes:
        port: name of its MIDI input.
        bindings: controls and their targets, such as "shape.3" or "mix.0.volume", in order.
    """

    port: str
    bindings: tuple[tuple[Control, str], ...] = ()

    def with_binding(self, control: Control, target: str) -> ControllerMap:
        """The map with a control on a target, in place of what either was bound to."""
        others = (
            (c, t) for c, t in self.bindings if t != target and not c.shares_messages_with(control)
        )
        return ControllerMap(self.port, tuple(sorted((*others, (control, target)))))

    def without_target(self, target: str) -> ControllerMap:
        """The map with nothing on a target."""
        return ControllerMap(self.port, tuple((c, t) for c, t in self.bindings if t != target))

    def target_of(self, control: Control) -> str | None:
        """What a control moves."""
        return next((t for c, t in self.bindings if c == control), None)

    def control_of(self, target: str) -> Control | None:
        """What moves a target."""
        return next((c for c, t in self.bindings if t == target), None)

    @property
    def controls(self) -> tuple[Control, ...]:
        """All controls that move something."""
        return tuple(control for control, _ in self.bindings)


class ControlReader:
    """Makes moves of one port's messages. Which controllers have 14 bits must have been learned."""

    def __init__(self, learned: Iterable[Control] = ()) -> None:
        self._wide: frozenset[tuple[int, int]] = frozenset()
        self._coarse: dict[tuple[int, int], int] = {}
        self.learn(learned)

    def learn(self, controls: Iterable[Control]) -> None:
        """From now on these controls are bound."""
        self._wide = frozenset((c.channel, c.number) for c in controls if c.kind is Kind.CC14)

    def receive(self, data: bytes) -> Move | None:
        """The move that a message means, if it means one; letting go of a pad is none."""
        if len(data) < 3:
            return None
        kind, channel, number, value = data[0] & 0xF0, data[0] & 0x0F, data[1], data[2]
        if kind == CONTROL and number not in _RESERVED:
            return self._controller(channel, number, value)
        if kind == BEND:
            return Move(Control(Kind.BEND, channel), _bend(number | value << 7))
        if kind == NOTE_ON and value > 0:
            return Move(Control(Kind.NOTE, channel, number), value / 127.0)
        return None

    def _controller(self, channel: int, number: int, value: int) -> Move | None:
        if (channel, number) in self._wide:
            # Its fine part follows; moved by the coarse part alone the value would jerk to and fro.
            self._coarse[channel, number] = value
            return None
        coarse = (channel, number - _FINE)
        if coarse in self._wide:
            whole = self._coarse.get(coarse, 0) << 7 | value
            return Move(Control(Kind.CC14, *coarse), whole / 16383.0)
        return Move(Control(Kind.CC7, channel, number), value / 127.0)


def _bend(value: int) -> float:
    """0..1 of a wheel's 0..16383, with its middle 8192 on exactly a half."""
    return value / 16384.0 if value <= 8192 else 0.5 + (value - 8192) / (2.0 * 8191.0)


@dataclass(frozen=True, slots=True)
class Moved:
    """A knob has hold of its target: set it to this value 0..1."""

    target: str
    value: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """A knob must first be turned to where its target stands; `value` is where the knob is."""

    target: str
    value: float


@dataclass(frozen=True, slots=True)
class _Hold:
    """Where a knob was last, and what it then set its target to, if it had hold of it."""

    knob: float
    was_set: float | None


class SoftTakeover:
    """Keeps values from jumping to where a knob happens to stand.

    A knob takes hold of a target when it comes near its value or past it, and loses hold when the value
    has been changed from elsewhere since.
    """

    def __init__(self) -> None:
        self._holds: dict[str, _Hold] = {}

    def move(self, target: str, value: float, current: float) -> Moved | Waiting:
        """A knob was turned.

        Args:
            target: what it is bound to.
            value: where the knob is, 0..1.
            current: where the target stands, 0..1, unrounded.
        """
        before = self._holds.get(target)
        holds = (
            before is not None
            and before.was_set is not None
            and abs(current - before.was_set) <= CLOSE
        )
        # A rounding more, for 2/127 away by the numbers that are sent.
        reaches = abs(value - current) <= CLOSE + 1e-9
        crosses = before is not None and (before.knob - current) * (value - current) <= 0.0
        if holds or reaches or crosses:
            self._holds[target] = _Hold(value, value)
            return Moved(target, value)
        self._holds[target] = _Hold(value, None)
        return Waiting(target, value)

    def forget(self, target: str) -> None:
        """The target has another knob now."""
        self._holds.pop(target, None)


class Learner:
    """Binds the next control that is moved to a target."""

    def __init__(self) -> None:
        self._target: str | None = None
        self._coarse: tuple[Control, float] | None = None

    @property
    def target(self) -> str | None:
        """What waits for its control."""
        return self._target

    def arm(self, target: str | None) -> None:
        """Wait for the control of a target; None to wait no longer."""
        self._target, self._coarse = target, None

    def receive(self, time: float, data: bytes) -> tuple[Control, str] | None:
        """One message of the controller's at some second; the binding, once it is known."""
        if self._target is None:
            return None
        due = self.poll(time)
        if due is not None:
            return due
        move = ControlReader().receive(data)
        if move is None:
            return None
        control = move.control
        if self._coarse is not None:
            waiting = self._coarse[0]
            if control.kind is Kind.CC7 and (control.channel, control.number) == (
                waiting.channel,
                waiting.number + _FINE,
            ):
                return self._bound(Control(Kind.CC14, waiting.channel, waiting.number))
            return None
        if control.kind is Kind.BEND and abs(move.value - 0.5) < _BEND_MOVED:
            return None
        if control.kind is Kind.CC7 and control.number < _FINE:
            self._coarse = (control, time)
            return None
        return self._bound(control)

    def poll(self, time: float) -> tuple[Control, str] | None:
        """Call now and then: the binding of a controller whose fine part has not come in time."""
        if self._coarse is None or time - self._coarse[1] < _WAIT_SECONDS:
            return None
        return self._bound(self._coarse[0])

    def _bound(self, control: Control) -> tuple[Control, str] | None:
        target, self._target, self._coarse = self._target, None, None
        return None if target is None else (control, target)
