"""What somebody plays on a keyboard becomes notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vaecomposer.music.note import Note
from vaecomposer.music.overlaps import parted
from vaecomposer.music.piece import Bar, Event

NOTE_OFF, NOTE_ON, CONTROL, BEND = 0x80, 0x90, 0xB0, 0xE0
_KEPT = (0xA0, CONTROL, 0xD0, BEND)
"""Pressure, controllers and bend are events; programs are chosen on the screen."""


@dataclass(frozen=True, slots=True)
class Performance:
    """What was played. Ticks of the recorder's resolution, none negative.

    Attributes:
        notes: ordered, no two of a pitch overlapping.
        events: pedals, controllers, bend and pressure, ordered by tick.
    """

    notes: tuple[Note, ...]
    events: tuple[Event, ...]


@dataclass(slots=True)
class _Key:
    """A key that is down: since which tick, and how hard it was struck."""

    tick: float
    velocity: int


class Recorder:
    """Writes down a performance.

    A note played up to an eighth before the beginning, still in the count-in, counts as on it; earlier
    ones were meant for nobody. Pedals and controllers moved before it hold from the beginning on.
    """

    def __init__(self, ticks_per_quarter: int, channel: int | None = None) -> None:
        """Begin.

        Args:
            ticks_per_quarter: resolution of the ticks that will come.
            channel: the one channel 0..15 to listen to; None for all.
        """
        self._early = ticks_per_quarter / 2.0
        self._channel = channel
        self._down: dict[tuple[int, int], _Key] = {}  # by channel and pitch
        self._notes: list[Note] = []
        self._before: dict[bytes, bytes] = {}  # what holds at the beginning, by what it sets
        self._events: list[Event] = []

    @property
    def held(self) -> frozenset[int]:
        """The pitches of the keys that are down."""
        return frozenset(pitch for _, pitch in self._down)

    def receive(self, tick: float, data: bytes) -> None:
        """One message played at a tick, which may lie between ticks and before the beginning."""
        if len(data) < 2 or not 0x80 <= data[0] < 0xF0:
            return
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if self._channel is not None and channel != self._channel:
            return
        if kind in (NOTE_ON, NOTE_OFF) and len(data) >= 3:
            self._lift((channel, data[1]), tick)
            if kind == NOTE_ON and data[2] > 0:
                self._down[channel, data[1]] = _Key(tick, data[2])
        elif kind in _KEPT:
            self._set(tick, data)

    def turn(self, end: float) -> None:
        """The loop has reached its end and turns back: keys that are down end there.

        When they are lifted later, in the next round, nothing more happens.
        """
        for key in tuple(self._down):
            self._lift(key, end)

    def finish(self, tick: float) -> Performance:
        """Stop at a tick, where keys that are still down end."""
        self.turn(tick)
        start = [Event(0, data) for data in self._before.values()]
        events = sorted(self._events, key=lambda event: event.tick)
        return Performance(_without_overlaps(self._notes), (*start, *events))

    def _lift(self, key: tuple[int, int], tick: float) -> None:
        down = self._down.pop(key, None)
        if down is None or down.tick < -self._early:
            return
        onset = max(0, round(down.tick))
        # One played early and short would have no length left: it keeps half of what it had.
        end = max(round(tick), onset + round((tick - down.tick) / 2.0), onset + 1)
        self._notes.append(Note(onset, key[1], end - onset, down.velocity))

    def _set(self, tick: float, data: bytes) -> None:
        if tick < 0.0:
            setting = data[:2] if data[0] & 0xF0 in (CONTROL, 0xA0) else data[:1]
            self._before[setting] = data
        else:
            self._events.append(Event(round(tick), data))


def quantised(
    performance: Performance,
    bars: Sequence[Bar],
    grid_ticks: float,
    strength: float = 1.0,
    *,
    ends: bool = False,
) -> Performance:
    """The performance with its onsets drawn to a grid that begins anew with each bar.

    Args:
        performance: what was played.
        bars: of the piece, in order and without gaps; past the last, the grid goes on.
        grid_ticks: distance of the grid's lines, such as a quarter of `ticks_per_quarter` for
            sixteenths or a third for triplets; need not be whole.
        strength: 0 leaves everything, 1 puts every onset on its line.
        ends: draw the ends as well; otherwise durations stay.

    Returns:
        Notes of at least a tick, no two of a pitch overlapping; events as they were.
    """
    starts = [bar.start for bar in bars]

    def drawn(tick: int) -> int:
        return round(tick + strength * (_nearest_line(tick, bars, starts, grid_ticks) - tick))

    notes = []
    for note in performance.notes:
        onset = drawn(note.onset)
        end = drawn(note.end) if ends else onset + note.duration
        if ends and end <= onset:
            end = onset + max(1, round(strength * grid_ticks))
        notes.append(replace(note, onset=onset, duration=end - onset))
    return Performance(_without_overlaps(notes), performance.events)


def _nearest_line(
    tick: int, bars: Sequence[Bar], starts: Sequence[int], grid_ticks: float
) -> float:
    index = bisect_right(starts, tick) - 1
    bar = bars[index] if index >= 0 else None
    start = bar.start if bar is not None else 0
    lower = start + (tick - start) // grid_ticks * grid_ticks
    upper = lower + grid_ticks
    if bar is not None and index < len(bars) - 1:
        upper = min(upper, bar.end)  # the next bar's first line
    return lower if tick - lower < upper - tick else upper


def _without_overlaps(notes: Iterable[Note]) -> tuple[Note, ...]:
    """In order, with no two of a pitch overlapping: of two on one tick the longer stays."""
    longest_first = sorted(notes, key=lambda note: (note.onset, note.pitch, -note.duration))
    return tuple(sorted(parted((), longest_first)))
