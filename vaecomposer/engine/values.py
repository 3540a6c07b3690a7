"""The values that go to and from the sound process."""

from __future__ import annotations

import dataclasses

from vaecomposer.audio.score import Quantum
from vaecomposer.audio.sequencer import Loop
from vaecomposer.engine import api
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.piece import Piece
from vaecomposer.music.swing import Swing
from vaecomposer.processes.values import Codec

CODEC = Codec((
    Loop, Quantum, Swing, TrackMix, api.DeviceChoice, api.DeviceNews, api.MidiArrived, api.MidiChoice,
    api.Performed, api.PortsNews, api.SynthChoice, api.SynthNews, api.Trouble,
))  # fmt: skip


def audible(piece: Piece) -> Piece:
    """What sounds of a piece: without chord symbols, keys and texts, of which nothing is heard."""
    return dataclasses.replace(piece, chords=(), keys=(), events=(), title="")
