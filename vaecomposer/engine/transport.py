"""What live MIDI asks of the rig: to lead it, to play on it, and to know what is heard when."""

from __future__ import annotations

from typing import Protocol

from vaecomposer.audio.player import Player
from vaecomposer.engine.api import News
from vaecomposer.engine.heard import HeardPositions


class Transport(Protocol):
    """A rig as live MIDI sees it. Its methods may be called by any thread but the audio's."""

    player: Player
    heard: HeardPositions

    @property
    def sound_delay(self) -> float:
        """Seconds by which the built-in sound comes later than the player makes it."""
        ...

    @property
    def ticks_per_quarter(self) -> int:
        """Resolution of the music given last."""
        ...

    def bpm_at(self, tick: float) -> float:
        """The tempo written at a tick, quarter notes per minute."""
        ...

    def round_end(self, tick: float) -> float:
        """Where the round of the loop that includes `tick` ends."""
        ...

    def play(self) -> None:
        """Play from the position."""
        ...

    def stop(self) -> None:
        """Stop."""
        ...

    def seek(self, tick: float) -> None:
        """Go to a tick."""
        ...

    def set_tempo_factor(self, factor: float) -> None:
        """Play faster or slower than written."""
        ...

    def set_clock(self, *, on: bool) -> None:
        """Make MIDI clock or not."""
        ...

    def lead_in(self, *, allowed: bool) -> None:
        """Whether a count-in may sound."""
        ...

    def tell(self, news: News) -> None:
        """Keeps news for the studio."""
        ...
