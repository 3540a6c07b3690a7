"""Driving a player and reading what it sent, shared by the tests of the sound."""

from __future__ import annotations

import numpy as np
from recording_synth import RecordingSynth

from vaecomposer.audio.player import Player
from vaecomposer.audio.router import MidiOut
from vaecomposer.music.piece import Piece

BEAT_FRAMES = 24_000  # a quarter at 120 bpm and 48 kHz
BAR_FRAMES = 4 * BEAT_FRAMES


def player_of(piece: Piece, **options: object) -> tuple[Player, RecordingSynth]:
    synth = RecordingSynth(**options)
    player = Player(synth)
    player.load(piece)
    return player, synth


def fill(player: Player, frames: int, block: int = 256) -> np.ndarray:
    out = np.full((frames, 2), np.nan, np.float32)
    for start in range(0, frames, block):
        player.fill(out[start : start + block])
    assert player.faults == 0, player.last_fault
    return out


def taken(player: Player, port: str | None = None) -> list[MidiOut]:
    """What waits in the outbox (for one port), taken out."""
    found = list(player.midi_outbox)
    player.midi_outbox.clear()
    assert [m[0] for m in found] == sorted(m[0] for m in found), "out of order"
    return [m for m in found if port is None or m[1] == port]
