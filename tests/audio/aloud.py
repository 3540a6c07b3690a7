"""A program that plays to the real default device: run by `test_device` with a null sink's env.

Two bars of rim shots on every eighth, then two bars of an organ chord in which a second piece
takes over on the beat. Prints what was counted as JSON. `unplugged` waits for the device to go.
"""

from __future__ import annotations

import json
import sys
import time

from recording_synth import BAR, TPQ, piece_of

from vaecomposer.audio.built_in import SoundFontSynth
from vaecomposer.audio.device import open_output
from vaecomposer.audio.player import Player, Quantum
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece, Role, Track

HITS = tuple(Note(i * TPQ // 2, 37, 60, 110) for i in range(16))
SWAP_TICK = 2 * BAR + 2 * TPQ


def before() -> Piece:
    chord = tuple(Note(2 * BAR, pitch, 2 * BAR - TPQ, 90) for pitch in (60, 64, 67))
    return _piece(chord)


def after() -> Piece:
    """The same but for the top note, which ends at the swap, and a note on its second beat."""
    chord = tuple(Note(2 * BAR + 3, pitch, 2 * BAR - TPQ - 3, 90) for pitch in (60, 64))
    return _piece((*chord, Note(3 * BAR, 72, TPQ, 90)))


def _piece(chord: tuple[Note, ...]) -> Piece:
    drums = Track("Rim", Role.DRUMS, 9, None, HITS)
    return piece_of(Track("Organ", Role.CHORDS, 0, 16, chord), drums)


def main() -> None:
    player = Player(SoundFontSynth())
    player.load(before())
    output = open_output(player)
    silent = output.is_silent
    time.sleep(0.3)
    asked_at = time.perf_counter()
    player.play()
    swapped, message = False, None
    wait_until = time.perf_counter() + 12.0
    while player.is_playing and time.perf_counter() < wait_until:
        time.sleep(0.01)
        if not swapped and player.position() > SWAP_TICK - TPQ // 2:
            player.replace(after(), Quantum.BEAT)
            swapped = True
        message = output.poll() or message
    time.sleep(0.5)
    report = {
        "silent": silent,
        "silent_now": output.is_silent,
        "message": message or output.message,
        "latency": output.latency,
        "sample_rate": output.sample_rate,
        "xruns": output.xruns,
        "late": getattr(output, "late", 0),
        "faults": player.faults,
        "worst_load": player.worst_load,
        "swaps": player.swaps,
        "position": player.position(),
        "first_sound": (player.first_sound_at or 0.0) - asked_at,
    }
    output.close()
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main()
