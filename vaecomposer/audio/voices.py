"""What sounds and how the channels are set: the sequencer's only way to the synth's notes."""

from __future__ import annotations

from collections.abc import Callable

from vaecomposer.audio.mix import mixed_pan, mixed_volume
from vaecomposer.audio.part import BEND, CONTROL, DRUM_KIT, PROGRAM, RESET_CONTROLLERS, RPN
from vaecomposer.audio.score import Setting, default_value
from vaecomposer.audio.synth import Synth
from vaecomposer.music.mix import AS_WRITTEN, TrackMix

_VOLUME, _PAN, _SUSTAIN = 7, 10, 64
_RESET = ((CONTROL, 1), (CONTROL, 11), (CONTROL, _SUSTAIN), (BEND, 0))  # as MIDI's RP-015 says


class Voices:
    """Keys held on the synth, counted.

    Two notes may hold one key of a channel (overlapping notes of a track, tracks that share a
    channel, a key of the user's): the second strikes it anew, and it is let go with the last.
    """

    def __init__(self, synth: Synth) -> None:
        self._synth = synth
        self._holders: dict[tuple[int, int], int] = {}

    @property
    def keys_down(self) -> int:
        """How many keys are held."""
        return len(self._holders)

    def hold(self, channel: int, key: int, velocity: int) -> None:
        """Strike a key."""
        holders = self._holders.get((channel, key), 0)
        if holders:
            self._synth.note_off(channel, key)
        self._holders[channel, key] = holders + 1
        self._synth.note_on(channel, key, velocity)

    def release(self, channel: int, key: int) -> None:
        """Let one holder of a key go; nothing happens to a key that nobody holds."""
        holders = self._holders.get((channel, key), 0)
        if holders > 1:
            self._holders[channel, key] = holders - 1
        elif holders == 1:
            del self._holders[channel, key]
            self._synth.note_off(channel, key)

    def forget(self) -> None:
        """Count nothing as held, after the synth has been silenced."""
        self._holders.clear()


class Channels:
    """The settings of the synth's channels; sends only what changes.

    File values are kept as written; the mixer's volume and pan are worked in on the way out. What
    the musician sets by hand (a wheel held while phrases change) stays until the score sets it, or
    until it is given back.
    """

    def __init__(self, synth: Synth) -> None:
        self._synth = synth
        self._settings: dict[Setting, int] = {}
        self._mix: dict[int, TrackMix] = {}
        self._by_hand: dict[Setting, int] = {}

    def settle(self, wanted: dict[Setting, int]) -> None:
        """Bring all channels to `wanted`, and to the default whatever it does not name."""
        if self._by_hand:
            wanted = {**wanted, **self._by_hand}
        settings = self._settings
        changed = [(key, value) for key, value in wanted.items() if settings.get(key) != value]
        for key, value in settings.items():
            if key not in wanted and value != default_value(key[1], key[2]):
                changed.append((key, default_value(key[1], key[2])))
        if changed:
            # A bank must be set before its program, hence by number as well as by kind.
            changed.sort(key=_order)
            for key, value in changed:
                self._send(key, value)
            for key in [key for key in settings if key not in wanted]:
                del settings[key]

    def set(self, setting: Setting, value: int) -> None:
        """Pass on one message of the score."""
        channel, kind, number = setting
        if kind == CONTROL and number == RESET_CONTROLLERS:
            for reset_kind, reset_number in _RESET:
                key = (channel, reset_kind, reset_number)
                self._by_hand.pop(key, None)
                self._send(key, default_value(reset_kind, reset_number))
        else:
            self._by_hand.pop(setting, None)
            self._send(setting, value)

    def set_by_hand(self, setting: Setting, value: int) -> None:
        """Set what the musician moves; at its default it is the score's again."""
        if value == default_value(setting[1], setting[2]):
            self._by_hand.pop(setting, None)
        else:
            self._by_hand[setting] = value
        self._send(setting, value)

    def give_back(self, wanted: dict[Setting, int]) -> None:
        """Let go of what was set by hand and bring all channels to `wanted`."""
        if self._by_hand:
            self._by_hand.clear()
            self.settle(wanted)

    def lift_pedals(self) -> None:
        """Let go of every sustain pedal."""
        for key, value in self._settings.items():
            if key[1] == CONTROL and key[2] == _SUSTAIN and value:
                self._send(key, 0)

    def set_mix(self, mix: dict[int, TrackMix]) -> None:
        """Take new volumes and pans by channel."""
        before, self._mix = self._mix, mix
        for key, value in self._settings.items():
            channel, kind, number = key
            if kind == CONTROL and number in (_VOLUME, _PAN):
                own = mix.get(channel, AS_WRITTEN)
                was = before.get(channel, AS_WRITTEN)
                if own.volume != was.volume or own.pan != was.pan:
                    self._send(key, value)

    def forget(self) -> None:
        """Send every setting anew next time, as after the synth was started again."""
        self._settings.clear()
        self._by_hand.clear()

    def _send(self, setting: Setting, value: int) -> None:
        channel, kind, number = setting
        self._settings[setting] = value
        _SENDERS[kind](self, channel, number, value)

    def _send_program(self, channel: int, _number: int, value: int) -> None:
        program, is_drums = value % DRUM_KIT, value >= DRUM_KIT
        self._synth.program(channel, program, is_drums=is_drums)

    def _send_control(self, channel: int, number: int, value: int) -> None:
        if number == _VOLUME:
            value = mixed_volume(value, self._mix.get(channel, AS_WRITTEN))
        elif number == _PAN:
            value = mixed_pan(value, self._mix.get(channel, AS_WRITTEN))
        self._synth.control(channel, number, value)

    def _send_parameter(self, channel: int, number: int, value: int) -> None:
        pairs = ((101, 0), (100, number), (6, value // 128), (38, value % 128))
        for controller, part in (*pairs, (101, 127), (100, 127)):
            self._synth.control(channel, controller, part)

    def _send_bend(self, channel: int, _number: int, value: int) -> None:
        self._synth.pitch_bend(channel, value)


_SENDERS: dict[int, Callable[[Channels, int, int, int], None]] = {
    PROGRAM: Channels._send_program,  # noqa: SLF001 - this table belongs to the class above
    CONTROL: Channels._send_control,  # noqa: SLF001
    RPN: Channels._send_parameter,  # noqa: SLF001
    BEND: Channels._send_bend,  # noqa: SLF001
}


def _order(change: tuple[Setting, int]) -> tuple[int, int, int, int]:
    (channel, kind, number), _ = change
    bank_first = 0 if kind == CONTROL and number in (0, 32) else 1
    return (channel, bank_first, kind, number)
