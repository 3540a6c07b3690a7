"""Keys the musician plays: single notes to hear a pitch, and a MIDI keyboard played through."""

from __future__ import annotations

from vaecomposer.audio.part import BEND, CONTROL
from vaecomposer.audio.sequencer import Sequencer

_NOTE_OFF, _NOTE_ON, _CONTROL, _BEND = 0x80, 0x90, 0xB0, 0xE0
_SUSTAIN = 64
_RESET_CONTROLLERS = 121
_SILENCERS = (120, 123, 124, 125, 126, 127)
_NOT_PLAYED = frozenset((0, 32, 6, 38, 96, 97, 98, 99, 100, 101))
"""Controllers that choose instruments or tune them; the piece decides those."""


class Keys:
    """The musician's keys, on the instruments of the score's tracks. Lives on the audio thread.

    They are counted with the score's notes, so that neither cuts the other. The sustain pedal is
    played here, by keeping keys held: it holds what the musician plays and not the phrase, and a
    phrase that takes over does not lift it.
    """

    def __init__(self, sequencer: Sequencer) -> None:
        self._sequencer = sequencer
        self._voices = sequencer.voices
        self._timed: list[tuple[int, int, int]] = []  # (until frame, channel, key)
        self._track = -1
        self._held: dict[int, int] = {}  # the keyboard's: key to channel, sustained ones included
        self._pedal = False
        self._sustained: set[int] = set()  # let go while the pedal was down

    # --- single notes -------------------------------------------------------------------------

    def audition(self, track: int, pitch: int, velocity: int, until: int) -> None:
        """Strike a key that is let go at frame `until`."""
        channel = self._sequencer.score.channel(track)
        self._voices.hold(channel, pitch, velocity)
        self._timed.append((until, channel, pitch))

    def end_due(self, frame: int) -> None:
        """Let go of the keys whose time is over."""
        if self._timed:
            for entry in [entry for entry in self._timed if entry[0] <= frame]:
                self._timed.remove(entry)
                self._voices.release(entry[1], entry[2])

    # --- a keyboard ---------------------------------------------------------------------------

    def play(self, track: int, data: bytes) -> None:
        """Take one message of a keyboard; its channel does not matter, and unknown ones neither."""
        if len(data) != 3:
            return
        if track != self._track:
            self.release()
            self._track = track
        status, number, value = data[0] & 0xF0, data[1] & 0x7F, data[2] & 0x7F
        if status == _NOTE_ON and value:
            self._press(number, value)
        elif status in (_NOTE_ON, _NOTE_OFF):
            self._lift(number)
        elif status == _CONTROL:
            self._control(number, value)
        elif status == _BEND:
            self._set(BEND, 0, number + 128 * value)

    def release(self) -> None:
        """Let go of the keyboard's keys, its pedal and its wheels."""
        for key in tuple(self._held):
            self._let_go(key)
        self._pedal = False
        self._sequencer.give_back()

    def forget(self) -> None:
        """Hold nothing, after the synth has been silenced."""
        self._timed.clear()
        self._held.clear()
        self._sustained.clear()
        self._pedal = False

    def _press(self, key: int, velocity: int) -> None:
        if key in self._held:
            self._let_go(key)
        channel = self._held[key] = self._sequencer.score.channel(self._track)
        self._voices.hold(channel, key, velocity)

    def _lift(self, key: int) -> None:
        if self._pedal:
            self._sustained.add(key)
        else:
            self._let_go(key)

    def _let_go(self, key: int) -> None:
        self._sustained.discard(key)
        channel = self._held.pop(key, None)
        if channel is not None:
            self._voices.release(channel, key)

    def _control(self, number: int, value: int) -> None:
        if number == _SUSTAIN:
            self._pedal = value >= 64
            if not self._pedal:
                for key in tuple(self._sustained):
                    self._let_go(key)
        elif number in _SILENCERS or number == _RESET_CONTROLLERS:
            self.release()
        elif number not in _NOT_PLAYED and number < _SILENCERS[0]:
            self._set(CONTROL, number, value)

    def _set(self, kind: int, number: int, value: int) -> None:
        channel = self._sequencer.score.channel(self._track)
        self._sequencer.set_by_hand((channel, kind, number), value)
