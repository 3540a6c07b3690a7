"""A synth written by hand that makes no sound and remembers everything it was told."""

from __future__ import annotations

from vaecomposer.audio.synth import FloatBlock
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import MetreChange, Piece, Role, TempoChange, Track

TPQ = 480
BAR = 4 * TPQ


class RecordingSynth:
    """Keeps (frame, name, channel, values...) of each call; renders a level per sounding key."""

    def __init__(self, sample_rate: int = 48_000, channels: int = 256) -> None:
        self._sample_rate = sample_rate
        self._channels = channels
        self.frame = 0
        self.calls: list[tuple] = []
        self.sounding: set[tuple[int, int]] = set()
        self.faulty = False

    @property
    def sample_rate(self) -> int:
        return self._sample_rate

    @property
    def channels(self) -> int:
        return self._channels

    def set_sample_rate(self, sample_rate: int) -> None:
        self._sample_rate = sample_rate

    def note_on(self, channel: int, key: int, velocity: int) -> None:
        assert (channel, key) not in self.sounding, "struck twice without being let go"
        assert velocity > 0
        self.sounding.add((channel, key))
        self.calls.append((self.frame, "on", channel, key, velocity))

    def note_off(self, channel: int, key: int) -> None:
        assert (channel, key) in self.sounding, "let go though it does not sound"
        self.sounding.discard((channel, key))
        self.calls.append((self.frame, "off", channel, key))

    def program(self, channel: int, program: int, *, is_drums: bool) -> None:
        self.calls.append((self.frame, "program", channel, program, is_drums))

    def control(self, channel: int, controller: int, value: int) -> None:
        self.calls.append((self.frame, "control", channel, controller, value))

    def pitch_bend(self, channel: int, value: int) -> None:
        self.calls.append((self.frame, "bend", channel, value))

    def all_off(self) -> None:
        self.sounding.clear()

    def panic(self) -> None:
        self.sounding.clear()
        self.calls.append((self.frame, "panic"))

    def render(self, out: FloatBlock) -> None:
        if self.faulty:
            raise RuntimeError("a defect")
        self.frame += len(out)
        out.fill(0.01 * len(self.sounding))

    def notes(self, kind: str | None = None) -> list[tuple]:
        """All note-ons and note-offs, or only one of the two."""
        kinds = ("on", "off") if kind is None else (kind,)
        return [call for call in self.calls if call[1] in kinds]


def piece_of(
    *tracks: Track | tuple[Note, ...],
    bars: int = 4,
    bpm: float = 120.0,
    metre: Metre = Metre(4, 4),  # noqa: B008 - frozen
    tpq: int = TPQ,
    tempos: tuple[TempoChange, ...] | None = None,
) -> Piece:
    """A piece of tracks, or of notes only (channels 0, 1, ... then)."""
    made = tuple(
        t if isinstance(t, Track) else Track(f"Track {i}", Role.MELODY, i, None, t)
        for i, t in enumerate(tracks)
    )
    tempos = tempos or (TempoChange(0, round(60e6 / bpm)),)
    length = bars * metre.bar_ticks(tpq)
    return Piece(tpq, made, tempos, (MetreChange(0, metre),), length=length)
