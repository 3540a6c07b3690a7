"""Files damaged on purpose, from one number each."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise

from tests.files.midi_events import Player
from tests.files.midi_pieces import END, file_of, meta, note, number

FAR = b"\xff\xff\xff\x7f"  # the longest number a MIDI file can write
_LENGTHS = (0, 1, 3, 6, 127, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


def mend(data: bytearray) -> None:
    """Makes the chunks' lengths true again, so that the damage lies deeper."""
    chunks = [match.start() for match in re.finditer(b"MTrk", data)]
    for start, end in pairwise([*chunks, len(data)]):
        data[start + 4 : start + 8] = (end - start - 8).to_bytes(4) if end - start >= 8 else b""


class Vandal(random.Random):
    """Damages files the way broken disks, broken programs and bad people do."""

    def midi(self, whole: Sequence[bytes]) -> bytes:
        """A damaged MIDI file, made of one or two of some whole files, or of nothing but malice."""
        if self.random() < 0.1:
            return self.malice()
        data = bytearray(
            self.choice(whole) if self.random() < 0.5 else Player(self.random()).file()
        )
        for _ in range(self.choice((1, 1, 1, 1, 2, 3, 8))):
            self.choice(
                (self.flip, self.value, self.value, self.insert, self.delete, self.repeat, self.length, self.header,
                 self.splice, self.delta, self.meta_length, self.exchange)
            )(data, whole)  # fmt: skip
        if self.random() < 0.7:
            mend(data)
        return bytes(data)

    def text(self, whole: Sequence[bytes]) -> bytes:
        """A damaged text, made of one or two of some whole ones."""
        data = bytearray(self.choice(whole))
        for _ in range(self.choice((1, 1, 2, 3, 8))):
            self.choice(
                (self.flip, self.insert, self.delete, self.repeat, self.splice, self.exchange,
                 self.digits, self.digits, self.element, self.element)
            )(data, whole)  # fmt: skip
        return bytes(data)

    def place(self, data: bytearray) -> int:
        return self.randrange(len(data) + 1)

    def flip(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        if data:
            data[self.randrange(len(data))] ^= 1 << self.randrange(8)

    def value(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        """Another value of a message, its status and length left alone."""
        if data:
            at = self.randrange(len(data))
            data[at] = data[at] & 0x80 | self.randrange(128)

    def insert(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        at = self.place(data)
        data[at:at] = self.randbytes(self.randint(1, 8))

    def delete(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        at = self.place(data)
        del data[at : at + self.choice((1, 2, 5, 50, len(data)))]

    def repeat(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        at = self.place(data)
        part = data[at : at + self.randint(1, 60)]
        data[at:at] = part * self.choice((1, 2, 30))

    def exchange(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        a, b, size = self.place(data), self.place(data), self.randint(1, 30)
        data[a : a + size], data[b : b + size] = data[b : b + size], data[a : a + size]

    def splice(self, data: bytearray, whole: Sequence[bytes]) -> None:
        other = self.choice(whole)
        data[self.place(data) :] = other[self.randrange(len(other)) :]

    def length(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        """A lie about the length of a chunk."""
        chunks = [match.end() for match in re.finditer(b"MT(hd|rk)", data)]
        if chunks:
            at = self.choice(chunks)
            data[at : at + 4] = self.choice((*_LENGTHS, self.getrandbits(32))).to_bytes(4)

    def header(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        """A lie about the format, the number of tracks or the resolution."""
        at = self.choice((8, 10, 12))
        data[at : at + 2] = self.choice((0, 1, 2, 3, 0x7FFF, 0xE728, 0xFFFF)).to_bytes(2)

    def delta(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        at = self.place(data)
        data[at:at] = self.choice(
            (FAR, b"\xff" * self.randint(1, 2000), number(1 << 20), b"\xff\x7f")
        )

    def meta_length(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        """A lie about the length of a meta message, or one more of them, or of sysex."""
        at = self.place(data)
        kind = self.choice((b"\xf0", b"\xf7", b"\xff" + bytes((self.randrange(256),))))
        size = number(self.choice((0, 1, 2, 3, 5, 200, 1 << 27)))
        data[at:at] = b"\0" + kind + size

    def digits(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        """Another number in a text."""
        found = list(re.finditer(rb"(?<=[>\" /^])\d+", data))
        if found:
            match = self.choice(found)
            numbers = (
                b"0",
                b"-1",
                b"1",
                b"3.7",
                b"65535",
                b"999999999999",
                b"1e99",
                b"nan",
                b"x",
                b"",
            )
            data[match.start() : match.end()] = self.choice(numbers)

    def element(self, data: bytearray, _whole: Sequence[bytes]) -> None:
        """An element of an XML text taken out, doubled or put elsewhere."""
        found = list(re.finditer(rb"<([a-z-]+)[^<>]*>[^<>]*</\1>|<[a-z-]+[^<>]*/>", data))
        if found:
            match = self.choice(found)
            part = match.group()
            if self.random() < 0.6:
                del data[match.start() : match.end()]
            if self.random() < 0.6:
                at = self.choice(found).end()
                data[at:at] = part * self.choice((1, 1, 2, 50))

    def malice(self) -> bytes:
        """What no accident makes."""
        tracks = [
            b"".join(self.attack() for _ in range(self.randint(1, 8)))
            for _ in range(self.choice((1, 2, 2, 30)))
        ]
        division = self.choice((0, 1, 2, 96, 480, 0x7FFF, 0x8000, 0xE728, 0xFFFF))
        return file_of(*tracks, kind=self.choice((0, 1, 2, 2, 7)), division=division,
                       end=self.choice((END, b"", FAR + END[1:])))  # fmt: skip

    def attack(self) -> bytes:
        few = self.randint(1, 3000)
        return self.choice(
            (
                note(
                    self.choice((0, 5, 2**28 - 1)),
                    self.randrange(128),
                    self.choice((0, 1, 2**28 - 1)),
                ),
                note(0, 60, 1) * few,
                b"\x00\x90\x3c\x40" * few,
                b"\x00\x3c\x40" * few,  # running status, perhaps of nothing
                FAR + b"\xb0\x07\x40",
                b"".join(meta(0x51, i.to_bytes(3), 1) for i in range(few)),
                b"".join(meta(0x58, bytes((1 + i % 255, i % 8, 24, 8)), 1) for i in range(few)),
                b"".join(meta(0x59, bytes((i % 8, i % 2)), 1) for i in range(few)),
                meta(0x58, b"\x01\x06\x18\x08"),
                meta(0x58, b"\x00\x00\x00\x00"),
                meta(0x51, b""),
                meta(0x7F, self.randbytes(few)),
                b"\x00\xf0" * few,
                b"\x00\xf0" + number(few) + bytes(few - 1) + b"\xf7",
                b"\x00\xf7" + number(few) + self.randbytes(few),
                bytes((0, 0xC0 | self.randrange(16), self.randrange(256))) * few,
                self.randbytes(few),
            )
        )
