"""What the GUI thread wants of the audio thread, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from vaecomposer.audio.loop import Loop
from vaecomposer.audio.metronome import DEFAULT_VOLUME
from vaecomposer.audio.score import Quantum, Score
from vaecomposer.audio.synth import Synth
from vaecomposer.music.mix import Mix
from vaecomposer.music.swing import STRAIGHT, Swing

DEFAULT_GAIN = 1.0
_NO_LOOP = Loop()


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything the GUI thread wants of the audio thread; serials count repeated wishes."""

    score: Score
    quantum: Quantum = Quantum.BAR
    loads: int = 0
    playing: bool = False
    plays: int = 0
    tick: float = 0.0
    seeks: int = 0
    panics: int = 0
    loop: Loop = _NO_LOOP
    tempo_factor: float = 1.0
    mix: Mix = ()
    gain: float = DEFAULT_GAIN
    swing: Swing = STRAIGHT
    metronome: bool = False
    metronome_volume: float = DEFAULT_VOLUME
    count_in: int = 0
    clock: bool = False
    synth: Synth | None = None  # another than the player was made with
