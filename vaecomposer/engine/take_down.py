"""Writing down what a keyboard plays along with the music: moments become ticks, rounds become takes."""

from __future__ import annotations

import threading

from vaecomposer.engine.api import Performed
from vaecomposer.engine.transport import Transport
from vaecomposer.live.recorder import Recorder


class TakeDown:
    """One recording. When the loop turns back, what was played so far is told, so that it is heard in
    the next round.

    Args:
        rig: whose transport says where the music is.
        track: what the performance is for.
    """

    def __init__(self, rig: Transport, track: int) -> None:
        self._rig = rig
        self._track = track
        self._resolution = rig.ticks_per_quarter
        self._lock = threading.Lock()  # messages come on one thread, turns are seen on another
        self._recorder = Recorder(self._resolution)
        self._last = rig.player.position()

    def receive(self, arrived: float, data: bytes) -> None:
        """A message, at a second of `time.perf_counter`."""
        player = self._rig.player
        if not player.is_playing:
            return
        with self._lock:
            left = player.counting_in
            if left is not None:
                if left > 0.5:
                    return  # meant for nobody; what is played just before the start is on it
                tick = player.position()
            else:
                tick = self._rig.heard.tick_at(arrived)
                self._turn_if_back(tick)
            self._recorder.receive(max(0.0, tick), data)

    def follow(self, now: float) -> None:
        """Notices a turn of the loop though no key is touched."""
        player = self._rig.player
        if player.is_playing and player.counting_in is None:
            with self._lock:
                self._turn_if_back(self._rig.heard.tick_at(now))

    def finish(self) -> None:
        """Ends the recording and tells what was played."""
        with self._lock:
            self._tell(max(self._last, self._rig.player.position()))

    def _turn_if_back(self, tick: float) -> None:
        """The position jumped back: the keys that are down end where the round did."""
        if tick < self._last - self._resolution / 8:
            self._tell(self._rig.round_end(self._last))
        self._last = tick

    def _tell(self, tick: float) -> None:
        performance = self._recorder.finish(tick)
        self._recorder = Recorder(self._resolution)
        if performance.notes or performance.events:
            self._rig.tell(Performed(self._track, performance.notes, performance.events))
