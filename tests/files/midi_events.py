"""What mido, asked for nothing but its messages, finds in a file; and files that players and programs might write.

Independent of the program's own reader on purpose.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from dataclasses import dataclass
from pathlib import Path

import mido

from tests.files.midi_pieces import file_of, meta, number

Timed = tuple[int, tuple[object, ...]]


@dataclass
class Heard:
    """All that can be heard or seen of a file, in ticks.

    Attributes:
        notes: (onset, end, pitch, velocity, channel), in order. settings: of each channel, each kind in the
            file's order: controllers, bends, programs, pressure. metas: tempo, metre, key, text and the rest.
    """

    resolution: int
    notes: list[tuple[int, int, int, int, int]]
    settings: dict[int, list[Timed]]
    signs: dict[str, list[Timed]]
    rest: list[Timed]


_SIGNS = ("set_tempo", "time_signature", "key_signature")
_DEFAULTS = {"set_tempo": (500_000,), "time_signature": (4, 4, 24, 8)}


def heard(path: Path) -> Heard:
    """Reads a file of format 0 or 1."""
    file = mido.MidiFile(path, charset="latin1")
    notes, rest = [], []
    settings: dict[int, list[Timed]] = defaultdict(list)
    signs: dict[str, dict[int, tuple[object, ...]]] = {k: {0: v} for k, v in _DEFAULTS.items()}
    for track in file.tracks:
        tick = 0
        sounding: dict[tuple[int, int], deque[tuple[int, int]]] = defaultdict(deque)
        for message in track:
            tick += message.time
            kind = message.type
            values = tuple(v for k, v in message.dict().items() if k not in ("time", "type"))
            if kind == "note_on" and message.velocity:
                sounding[message.channel, message.note].append((tick, message.velocity))
            elif kind in ("note_on", "note_off"):
                if waiting := sounding[message.channel, message.note]:
                    onset, velocity = waiting.popleft()
                    # What is struck and let go at once was still struck.
                    end = max(tick, onset + 1)
                    notes.append((onset, end, message.note, velocity, message.channel))
            elif not message.is_meta and kind != "sysex":
                settings[message.channel].append((tick, (kind, *values)))
            elif kind in _SIGNS:
                signs.setdefault(kind, {})[tick] = values
            elif kind not in ("end_of_track", "track_name"):
                rest.append((tick, (kind, *map(str, values))))
        for (channel, pitch), waiting in sounding.items():
            notes += [(on, max(tick, on + 1), pitch, v, channel) for on, v in waiting]
    return Heard(
        file.ticks_per_beat,
        sorted(notes),
        {channel: _by_kind(found) for channel, found in settings.items()},
        {kind: sorted(found.items()) for kind, found in signs.items()},
        sorted(rest),
    )


def _by_kind(found: list[Timed]) -> list[Timed]:
    """In order; on one tick the kinds apart, but a bank stays before or after the program it is for."""

    def kind(values: tuple[object, ...]) -> str:
        bank = values[0] == "control_change" and values[1] in (0, 32)
        return "program_change" if bank else str(values[0])

    return sorted(found, key=lambda timed: (timed[0], kind(timed[1])))


class Player(random.Random):
    """Writes files in several hands: swung, in triplets, loose, overlapping, with pedal and bends."""

    def file(self) -> bytes:
        """A file of format 0 or 1, at any resolution, its tracks ended where they end."""
        division = self.choice((1, 24, 96, 120, 384, 480, 960, 15_360, 32_767))
        kind = self.choice((0, 1, 1, 1))
        channels = [self.randrange(16) for _ in range(self.randint(1, 5))]
        tracks = [self.conductor(division)]
        tracks += [self.track(division, [channel]) for channel in channels]
        if kind == 0:
            tracks = [self.track(division, sorted(set(channels)))]
        return file_of(*tracks, kind=kind, division=division)

    def conductor(self, division: int) -> bytes:
        timed = [(0, self.meta(0x03, b"A song"))] if self.random() < 0.5 else []
        for _ in range(self.randrange(6)):
            tick = self.randrange(32 * division)
            timed.append(
                self.choice(
                    (
                        (tick, self.meta(0x51, self.randint(1, 0xFFFFFF).to_bytes(3))),
                        (tick, self.meta(0x58, bytes((self.randint(1, 13), self.randrange(7), 24, 8)))),
                        (tick, self.meta(0x58, bytes((4, 2, self.randrange(97), self.randint(1, 32))))),
                        (tick, self.meta(0x59, bytes((self.randint(-7, 7) % 256, self.randrange(2))))),
                        (tick, self.meta(0x06, b"Verse")),
                    )
                )
            )  # fmt: skip
        return self.told(timed)

    def track(self, division: int, channels: list[int]) -> bytes:
        """Notes of one hand in each channel and what a player does besides."""
        timed = [(0, self.meta(0x03, b"A part"))] if self.random() < 0.7 else []
        for channel in channels:
            programs = self.choice(((), (0,), (0, 0), (7 * division,), (0, 9 * division)))
            timed += [(tick, bytes((0xC0 | channel, self.randrange(128)))) for tick in programs]
            timed += [
                (self.randrange(40 * division), self.gesture(channel))
                for _ in range(self.randrange(30))
            ]
            timed += self.notes(division, channel)
        return self.told(timed)

    def notes(self, division: int, channel: int) -> list[tuple[int, bytes]]:
        grid = self.choice((1, 2 / 3, 1 / 2, 1 / 3, 1 / 4, 1 / 6, 1 / 8))
        swing, loose = self.choice((0, 0, 0.33)), self.choice((0, 0, 0.08))
        found = []
        for place in range(self.randint(1, 60)):
            beat = place * grid + (swing * grid if place % 2 else 0)
            tick = max(0, round(division * (beat + self.uniform(-loose, loose))))
            for _ in range(self.choice((1, 1, 1, 3))):
                pitch = self.choice((48, 60, 60, 61, 64, 67, self.randrange(128)))
                length = round(division * self.choice((0, grid / 2, grid, 4 * grid, 17.3)))
                on, off = (
                    bytes((0x90 | channel, pitch, self.randint(1, 127))),
                    self.end(channel, pitch),
                )
                found += [(tick, on), (tick + length, off)]
        return found[: self.choice((-1, None, None))]  # now and then one is never let go

    def end(self, channel: int, pitch: int) -> bytes:
        if self.random() < 0.5:
            return bytes((0x90 | channel, pitch, 0))
        return bytes((0x80 | channel, pitch, self.randrange(128)))

    def gesture(self, channel: int) -> bytes:
        a, b = self.randrange(128), self.randrange(128)
        return self.choice(
            (
                bytes((0xB0 | channel, 64, b)),
                bytes((0xB0 | channel, a, b)),
                bytes((0xE0 | channel, a, b)),
                bytes((0xA0 | channel, a, b)),
                bytes((0xD0 | channel, a)),
                b"\xf0" + number(a + 1) + bytes(a) + b"\xf7",
                self.meta(0x05, b"la"),
                self.meta(0x7F, self.randbytes(b)),
            )
        )

    def meta(self, kind: int, payload: bytes) -> bytes:
        return meta(kind, payload)[1:]

    def told(self, timed: list[tuple[int, bytes]]) -> bytes:
        """Messages in order, with the time between them."""
        out, before = b"", 0
        for tick, message in sorted(timed, key=lambda pair: pair[0]):
            out += number(tick - before) + message
            before = tick
        return out
