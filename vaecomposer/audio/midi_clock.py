"""MIDI clock, counted from the music: start, stop, song position and 24 pulses a quarter."""

from __future__ import annotations

import math

from vaecomposer.audio.router import CLOCK, Router
from vaecomposer.audio.timeline import ROUNDING, Timeline

PULSES_PER_QUARTER = 24
_PULSES_PER_SIXTEENTH = 6
_PULSE, _START, _CONTINUE, _STOP = b"\xf8", b"\xfa", b"\xfb", b"\xfc"
_LARGEST_SONG_POSITION = 0x3FFF
_PULSE_ROUNDING = 1e-6  # of a pulse


class MidiClock:
    """Tells other machines where the music is, to the frame. Lives on the audio thread.

    Pulses lie on straight ticks, since machines that follow swing by themselves. After a jump while
    playing (a loop's turn, a seek) they are told to stop, where to go, and to go on: many take a
    song position only while stopped (MIDI 1.0 says they should be), and a start from tick 0 is sent
    as a start, which machines without song position know too. Song positions count sixteenths; in
    the middle of one, the machines are sent to the next and go on when the music reaches it.

    Attributes:
        on: whether anything is sent.
    """

    def __init__(self, router: Router) -> None:
        self.on = False
        self._router = router
        self._running = False  # whether the music moves
        self._pulse = 0  # number of the next pulse, counted from tick 0
        self._go_at: int | None = None  # pulse the others start or continue with
        self._sent_until = 0  # frame up to which everything has been sent
        self._told = False  # whether the others have been started

    def start(self, quarter: float, frame: int) -> None:
        """The music starts at this straight quarter."""
        self._running = True
        self._aim(quarter, frame)

    def jump(self, quarter: float, frame: int) -> None:
        """The music goes on elsewhere while it plays."""
        if self._running:
            self._halt(frame)
            self._aim(quarter, frame)

    def stop(self, frame: int) -> None:
        """The music stops."""
        self._halt(frame)
        self._running = False
        self._go_at = None

    def set_on(self, *, on: bool, quarter: float, frame: int) -> None:
        """Send from now on, or no more; while the music plays, join it at the next sixteenth."""
        if on == self.on:
            return
        if on:
            self.on = True
            if self._running:
                self._aim(quarter, frame)
        else:
            self._halt(frame)
            self.on = False

    def run(self, timeline: Timeline, before: float, end: int) -> None:
        """Send the pulses that come next in the music.

        Args:
            timeline: where ticks fall.
            before: only pulses before this straight tick,
            end: and before this frame.
        """
        if not self.on or not self._running:
            return
        width = timeline.score.ticks_per_quarter / PULSES_PER_QUARTER
        while self._pulse * width < before:
            exact = timeline.straight_frame_at(self._pulse * width)
            frame = math.floor(exact + ROUNDING)
            if frame >= end:
                break
            # Overdue where phrases of different metres swap inside a swung pair.
            self._send_pulse(max(frame, self._sent_until))
        self._sent_until = self._router.frame

    def _send_pulse(self, frame: int) -> None:
        if self._pulse == self._go_at:
            self._send(frame, _START if self._pulse == 0 else _CONTINUE)
            self._told, self._go_at = True, None
        self._send(frame, _PULSE)
        self._pulse += 1

    def _aim(self, quarter: float, frame: int) -> None:
        """Let the others go on at the next sixteenth from here."""
        self._pulse = max(0, math.ceil(quarter * PULSES_PER_QUARTER - _PULSE_ROUNDING))
        sixteenth = -(-self._pulse // _PULSES_PER_SIXTEENTH)
        if sixteenth > _LARGEST_SONG_POSITION:
            self._go_at = None  # farther than song positions reach; the pulses go on
            return
        self._go_at = sixteenth * _PULSES_PER_SIXTEENTH
        if sixteenth:
            self._send(frame, bytes((0xF2, sixteenth & 0x7F, sixteenth >> 7)))

    def _halt(self, frame: int) -> None:
        if self._told:
            self._send(frame, _STOP)
            self._told = False

    def _send(self, frame: int, data: bytes) -> None:
        if self.on:
            self._router.send(frame, CLOCK, data)
