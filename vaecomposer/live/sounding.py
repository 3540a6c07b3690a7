"""What a MIDI port has been told: which notes are on, and how its instruments are set."""

from __future__ import annotations

from collections.abc import Iterator

NOTE_OFF, NOTE_ON, CONTROL, PROGRAM, BEND = 0x80, 0x90, 0xB0, 0xC0, 0xE0
SUSTAIN, SOSTENUTO, ALL_SOUND_OFF, RESET_CONTROLLERS, ALL_NOTES_OFF = 64, 66, 120, 121, 123

_PEDALS = (SUSTAIN, SOSTENUTO)
_PARAMETERS = frozenset({6, 38, *range(96, 102)})
"""Controllers that mean something only in their order."""

_MOST_STRIKES = 8
"""Note-offs sent for one pitch; more strikes than that without an end are not believed."""


class Sounding:
    """Keeps track of one port, so that it can be silenced, and set again after it was away."""

    def __init__(self) -> None:
        self._on: dict[tuple[int, int], int] = {}  # strikes by channel and pitch
        self._pedals: set[tuple[int, int]] = set()  # channel and pedal
        self._settings: dict[bytes, bytes] = {}  # the last message of each kind, by its beginning
        self._channels: set[int] = set()

    @property
    def notes(self) -> frozenset[tuple[int, int]]:
        """Channel and pitch of all notes that are on."""
        return frozenset(self._on)

    def sent(self, data: bytes) -> None:
        """A message has gone out."""
        if len(data) < 2 or not 0x80 <= data[0] < 0xF0:
            return
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        self._channels.add(channel)
        if kind == NOTE_ON and data[2] > 0:
            strikes = self._on.get((channel, data[1]), 0)
            self._on[channel, data[1]] = min(strikes + 1, _MOST_STRIKES)
        elif kind in (NOTE_ON, NOTE_OFF):
            strikes = self._on.pop((channel, data[1]), 0)
            if strikes > 1:
                self._on[channel, data[1]] = strikes - 1
        elif kind == CONTROL and data[1] in (ALL_SOUND_OFF, ALL_NOTES_OFF):
            self._forget_notes(channel)
        self.remember(data)

    def remember(self, data: bytes) -> None:
        """A setting holds, though it may not have gone out: it is sent when the port comes back."""
        if len(data) < 2 or not 0x80 <= data[0] < 0xF0:
            return
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind in (PROGRAM, BEND):
            self._settings[data[:1]] = data
        elif kind == CONTROL and data[1] in _PEDALS:
            (self._pedals.add if data[2] >= 64 else self._pedals.discard)((channel, data[1]))
        elif kind == CONTROL and data[1] == RESET_CONTROLLERS:
            self._pedals = {held for held in self._pedals if held[0] != channel}
        elif kind == CONTROL and data[1] < ALL_SOUND_OFF and data[1] not in _PARAMETERS:
            self._settings[data[:2]] = data

    def release(self, channel: int | None = None) -> Iterator[bytes]:
        """The messages that end all notes, on one channel or on all; they count as sent."""
        for (of, pitch), strikes in tuple(self._on.items()):
            if channel in (None, of):
                del self._on[of, pitch]
                for _ in range(strikes):
                    yield bytes((NOTE_OFF | of, pitch, 64))
        for of, pedal in tuple(self._pedals):
            if channel in (None, of):
                self._pedals.discard((of, pedal))
                yield bytes((CONTROL | of, pedal, 0))

    def panic(self) -> Iterator[bytes]:
        """The messages that end all sound, whatever the instrument heard of the others."""
        yield from self.release()
        for channel in sorted(self._channels):
            yield bytes((CONTROL | channel, ALL_NOTES_OFF, 0))
            yield bytes((CONTROL | channel, ALL_SOUND_OFF, 0))

    def restore(self) -> Iterator[bytes]:
        """The messages that set the instruments as they were: banks, programs, then all else."""
        yield from sorted(self._settings.values(), key=_order)

    def _forget_notes(self, channel: int) -> None:
        self._on = {key: count for key, count in self._on.items() if key[0] != channel}


def _order(data: bytes) -> tuple[int, int]:
    """Banks come before the program they belong to."""
    if data[0] & 0xF0 == CONTROL and data[1] in (0, 32):
        return (0, data[0] & 0x0F)
    return (1 if data[0] & 0xF0 == PROGRAM else 2, data[0] & 0x0F)
