"""Following another program's MIDI clock: its tempo, its position, and how to keep up with it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

PULSES = 24
"""MIDI clock pulses to the quarter note."""

CLOCK, START, CONTINUE, STOP, SONG_POSITION = 0xF8, 0xFA, 0xFB, 0xFC, 0xF2

_WINDOW = 2 * PULSES
"""Pulses the line is drawn through: two beats average ±3 ms of jitter down to under 1 ms."""

_SETTLED = 12
"""Pulses the line must rest on before a missing one can be told from an uneven one."""

_DOUBT = 10
"""Pulses after a gap in which it may still turn out that none was lost in it."""

_DOUBLED = 0.002
"""Seconds: a pulse this soon after the last is its double. At 300 bpm they come 8 ms apart."""

_SILENT_SECONDS = 1.0
"""No pulse for this long: the clock has gone. The slowest, 30 bpm, has 83 ms between pulses."""

_PULL = 2.0
"""How strongly the phase is drawn, per quarter: after one beat e^-2 = 14 % of it is left."""

_MOST = 0.25
"""The most by which the tempo bends for it, as a fraction."""

_JUMP = 0.5
"""Quarters from which on catching up would take too long."""


class Order(StrEnum):
    """What the master tells us to do."""

    START = "start"
    CONTINUE = "continue"
    STOP = "stop"
    LOCATE = "locate"


@dataclass(frozen=True, slots=True)
class Command:
    """One order of the master's.

    Attributes:
        order: what to do.
        quarter: where, in quarter notes from the beginning.
        time: when it holds, in seconds; for a start this is the first pulse, which is the beat itself.
    """

    order: Order
    quarter: float
    time: float


@dataclass(frozen=True, slots=True)
class Correction:
    """How a player gets back into step.

    Attributes:
        factor: what to multiply the master's tempo with, near 1.
        jump_to: the quarter to go to at once, if it is too far off to be drawn there; else None.
    """

    factor: float
    jump_to: float | None = None


IN_STEP = Correction(1.0)


class ClockFollower:
    """Reads a MIDI clock. Times are seconds of one clock, such as `time.perf_counter`.

    The tempo is the slope of a straight line through the pulses of the last two beats, and the position
    lies on that line, so that single late pulses move neither. When three pulses in a row miss the line
    on the same side, the tempo has changed and the line begins anew. A pulse that comes at once after
    another is passed over, a missing one is counted as if it had come.
    """

    def __init__(self) -> None:
        self._pulses: deque[tuple[int, float]] = deque(maxlen=_WINDOW)
        self._next = 0  # number of the next pulse
        self._line: tuple[float, float, float] | None = None  # (number, its time, seconds a pulse)
        self._last_seen: float | None = None
        self._missed = 0  # pulses in a row off the line, negative when early
        self._doubled = 0  # pulses in a row passed over
        self._fills: list[tuple[int, int]] = []  # (last pulse before a gap, pulses filled in)
        self._running = False
        self._waiting: Order | None = None
        self._origin = 0  # pulse number at quarter `_located`
        self._located = 0.0

    @property
    def bpm(self) -> float | None:
        """Quarter notes per minute; None before the first pulses."""
        return None if self._line is None else 60.0 / (PULSES * self._line[2])

    @property
    def running(self) -> bool:
        """Whether the master plays."""
        return self._running

    def is_silent(self, time: float) -> bool:
        """Whether no clock has come for so long that it must have gone."""
        return self._last_seen is None or time - self._last_seen > _SILENT_SECONDS

    def receive(self, time: float, data: bytes) -> Command | None:
        """One message that came at `time`; the order it means, if any. Others are passed over.

        A start or continue is told with the pulse that follows it, which is its first beat.
        """
        status = data[0] if data else 0
        if status == CLOCK:
            return self._pulse(time)
        if status in (START, CONTINUE):
            self._waiting = Order.START if status == START else Order.CONTINUE
            self._running = False
            if status == START:
                self._located = 0.0
        elif status == STOP:
            if self._running:
                self._located = self.position(time)
            self._running, self._waiting = False, None
            return Command(Order.STOP, self._located, time)
        elif status == SONG_POSITION and len(data) >= 3:
            self._located = (data[1] | data[2] << 7) / 4.0
            self._origin = self._next
            self._fills.clear()
            return Command(Order.LOCATE, self._located, time)
        return None

    def position(self, time: float) -> float:
        """Quarters from the beginning at `time`; where it will go on, while the master stands."""
        if not self._running or self._line is None:
            return self._located
        number, then, period = self._line
        reached = number + (time - then) / period
        if self._last_seen is not None and time - self._last_seen > _SILENT_SECONDS:
            reached = self._next - 1.0
        return self._located + max(0.0, reached - self._origin) / PULSES

    def correction(self, heard_quarter: float, time: float) -> Correction:
        """How to bend the master's tempo so that what is heard comes into its phase.

        Args:
            heard_quarter: which quarter of the music is heard at `time`.
            time: seconds.
        """
        if not self._running or self._line is None:
            return IN_STEP
        behind = self.position(time) - heard_quarter
        if abs(behind) > _JUMP:
            return Correction(1.0, self.position(time))
        return Correction(1.0 + max(-_MOST, min(_MOST, _PULL * behind)))

    def _pulse(self, time: float) -> Command | None:
        gap = None if self._last_seen is None else time - self._last_seen
        if gap is not None and (gap > _SILENT_SECONDS or gap < 0.0):
            self._pulses.clear()
            self._fills.clear()
            self._line = None
        elif gap is not None and self._is_doubled(gap):
            return None
        elif gap is not None:
            self._fill(time, gap)
        self._doubled = 0
        number = self._next
        self._next += 1
        self._last_seen = time
        self._follow(number, time)
        if self._waiting is None:
            return None
        order, self._waiting = self._waiting, None
        self._origin, self._running = number, True
        self._fills.clear()  # they count for the place before
        return Command(order, self._located, time)

    def _is_doubled(self, gap: float) -> bool:
        """Whether a pulse is only the last one's echo; many in a row are a clock in need of them."""
        if self._line is None or gap >= min(_DOUBLED, self._line[2] / 4.0):
            return False
        self._doubled += 1
        return self._doubled <= 4

    def _fill(self, time: float, gap: float) -> None:
        """Count the pulses that a gap has swallowed; take them back if what follows contradicts."""
        if self._line is None:
            return
        number, then, period = self._line
        late = (time - then) / period - (self._next - number)
        is_gap = late > 0.65 and gap > 1.5 * period
        if self._fills:
            before, filled = self._fills[-1]
            since = self._next - before - filled
            if is_gap and since <= 3:  # another such gap at once: the tempo is slower
                self._take_back_all()
                self._keep_newest(2)
                return
            if late < -0.6:  # the pulse was not lost but late
                self._take_back()
                return
            if since > _DOUBT:
                self._fills.clear()
        if is_gap and self._missed == 0 and late < 5.0 and len(self._pulses) >= _SETTLED:
            self._fills.append((self._next - 1, round(late)))
            self._next += round(late)

    def _take_back_all(self) -> None:
        while self._fills:
            self._take_back()

    def _take_back(self) -> None:
        """Number the pulses since the last gap as if none had been lost in it."""
        before, filled = self._fills.pop()
        self._next -= filled
        self._pulses = deque(
            ((n - filled if n > before else n, t) for n, t in self._pulses), maxlen=_WINDOW
        )

    def _follow(self, number: int, time: float) -> None:
        """Draw the line anew with one more pulse."""
        if self._line is not None:
            at, then, period = self._line
            late = time - (then + (number - at) * period)
            if abs(late) <= self._tolerance(period):
                self._missed = 0
            elif late > 0.0:
                self._missed = max(0, self._missed) + 1
            else:
                self._missed = min(0, self._missed) - 1
            if abs(self._missed) >= 3:
                self._missed = 0
                # If there were gaps just now, no pulse was lost in them: the tempo had changed.
                number -= sum(filled for _, filled in self._fills)
                self._take_back_all()
                self._keep_newest(3)
        self._pulses.append((number, time))
        if len(self._pulses) >= 2 and (self._line is None or len(self._pulses) >= 3):
            self._line = _line_through(self._pulses)

    def _tolerance(self, period: float) -> float:
        """Seconds a pulse may be off the line; more while the line rests on few pulses."""
        return max(0.006, 0.15 * period) * (1.0 + 3.0 / max(1, len(self._pulses)))

    def _keep_newest(self, count: int) -> None:
        while len(self._pulses) > count:
            self._pulses.popleft()


def _line_through(pulses: deque[tuple[int, float]]) -> tuple[float, float, float]:
    """The straight line nearest to some pulses: (mean number, mean time, seconds a pulse)."""
    count = len(pulses)
    number = sum(n for n, _ in pulses) / count
    time = sum(t for _, t in pulses) / count
    spread = sum((n - number) ** 2 for n, _ in pulses)
    slope = sum((n - number) * (t - time) for n, t in pulses) / spread
    return number, time, max(slope, 1e-4)
