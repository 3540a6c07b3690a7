"""Sends each channel's messages to the built-in synth or to a MIDI port."""

from __future__ import annotations

from collections import deque

from vaecomposer.audio.score import Score
from vaecomposer.audio.synth import FloatBlock, Synth
from vaecomposer.music.mix import Mix, mix_of

CLOCK = ""
"""The port MIDI clock goes to; whoever empties the outbox knows which real ports want it."""

OUTBOX_SIZE = 16_384
"""Messages; when nobody takes them, the oldest are dropped."""

MidiOut = tuple[int, str, bytes]
"""(frame, port, data): when (frames rendered since the router was made), where to, what."""

_EXTERNAL = 1 << 16
"""Channels from here on are those of ports, sixteen a port."""

_NOTE_OFF, _NOTE_ON, _CONTROL, _PROGRAM, _BEND = 0x80, 0x90, 0xB0, 0xC0, 0xE0
_SUSTAIN, _ALL_SOUND_OFF, _ALL_NOTES_OFF = 64, 120, 123


class Router:
    """A synth that plays some of its channels on MIDI ports instead.

    Messages to those go to `outbox`, stamped with the exact frame; all others to the synth within.
    Lives on the audio thread, but for `outbox`, whose ends another thread may take from: a deque's
    ends are atomic.

    Attributes:
        synth: what plays the ordinary channels.
        outbox: messages to ports; appended here, popped by the thread that sends them.
        frame: frames rendered so far.
    """

    def __init__(self, synth: Synth) -> None:
        self.synth = synth
        self.outbox: deque[MidiOut] = deque(maxlen=OUTBOX_SIZE)
        self.frame = 0
        self._ports: list[str] = []
        self._used: set[int] = set()  # external channels that have been sent anything

    # --- where tracks go ----------------------------------------------------------------------

    def channel_of(self, port: str, channel: int) -> int:
        """The number that stands for a channel of a port."""
        if port not in self._ports:
            self._ports.append(port)
        return _EXTERNAL + 16 * self._ports.index(port) + channel % 16

    def route(self, score: Score, mix: Mix) -> Score:
        """The score with the tracks that the mix gives a port on that port's channels.

        The score itself if there are none. A message of a track goes, as always, to all tracks
        that share its MIDI channel in the file, wherever they play.
        """
        own = list(score.channels)
        for i, part in enumerate(score.parts):
            track = mix_of(mix, i)
            if track.port is not None:
                channel = part.track.channel if track.channel is None else track.channel
                own[i] = self.channel_of(track.port, channel)
        channels = tuple(own)
        if channels == score.channels:
            return score
        mirrors: dict[int, list[int]] = {}
        for part, channel in zip(score.parts, channels, strict=True):
            shared = mirrors.setdefault(part.track.channel, [])
            if channel not in shared:
                shared.append(channel)
        targets = tuple(tuple(mirrors[part.track.channel]) for part in score.parts)
        return score.with_channels(channels, targets)

    def send(self, frame: int, port: str, data: bytes) -> None:
        """Send a message as it stands."""
        self.outbox.append((frame, port, data))

    # --- the synth's own verbs ----------------------------------------------------------------

    @property
    def sample_rate(self) -> int:
        """Frames per second."""
        return self.synth.sample_rate

    @property
    def channels(self) -> int:
        """How many channels the synth within has."""
        return self.synth.channels

    def set_sample_rate(self, sample_rate: int) -> None:
        """Change the synth's rate."""
        self.synth.set_sample_rate(sample_rate)

    def note_on(self, channel: int, key: int, velocity: int) -> None:
        """Start a note."""
        if channel < _EXTERNAL:
            self.synth.note_on(channel, key, velocity)
        else:
            self._out(channel, _NOTE_ON, key, velocity)

    def note_off(self, channel: int, key: int) -> None:
        """Let go of a key."""
        if channel < _EXTERNAL:
            self.synth.note_off(channel, key)
        else:
            self._out(channel, _NOTE_OFF, key, 64)

    def program(self, channel: int, program: int, *, is_drums: bool) -> None:
        """Choose an instrument; a port's own channel decides whether it plays drums."""
        if channel < _EXTERNAL:
            self.synth.program(channel, program, is_drums=is_drums)
        else:
            self._out(channel, _PROGRAM, program)

    def control(self, channel: int, controller: int, value: int) -> None:
        """Set a controller."""
        if channel < _EXTERNAL:
            self.synth.control(channel, controller, value)
        else:
            self._out(channel, _CONTROL, controller, value)

    def pitch_bend(self, channel: int, value: int) -> None:
        """Bend a channel."""
        if channel < _EXTERNAL:
            self.synth.pitch_bend(channel, value)
        else:
            self._out(channel, _BEND, value & 0x7F, value >> 7)

    def all_off(self) -> None:
        """Let go of every key and pedal, on the ports too."""
        self.synth.all_off()
        for channel in sorted(self._used):
            self._out(channel, _CONTROL, _SUSTAIN, 0)
            self._out(channel, _CONTROL, _ALL_NOTES_OFF, 0)

    def panic(self) -> None:
        """Silence everything, on the ports too."""
        self.synth.panic()
        for channel in sorted(self._used):
            self._out(channel, _CONTROL, _SUSTAIN, 0)
            self._out(channel, _CONTROL, _ALL_NOTES_OFF, 0)
            self._out(channel, _CONTROL, _ALL_SOUND_OFF, 0)

    def render(self, out: FloatBlock) -> None:
        """Write the synth's next frames into `out`."""
        self.synth.render(out)
        self.frame += len(out)

    def _out(self, channel: int, status: int, *values: int) -> None:
        self._used.add(channel)
        port, number = divmod(channel - _EXTERNAL, 16)
        self.outbox.append((self.frame, self._ports[port], bytes((status | number, *values))))
