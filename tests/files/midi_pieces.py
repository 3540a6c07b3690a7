"""MIDI files by hand, and arbitrary pieces that a MIDI file can hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from vaecomposer.files.midi_reading import read_midi
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    Event,
    KeyChange,
    MetreChange,
    Piece,
    Role,
    TempoChange,
    Track,
    whole_bars,
)

END = b"\x00\xff\x2f\x00"


def number(value: int) -> bytes:
    """A number in variable length."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(value & 0x7F | 0x80)
    return bytes(reversed(out))


def header_bytes(tracks: int, division: int) -> bytes:
    """The header chunk of a file of format 1."""
    return b"MThd\x00\x00\x00\x06\x00\x01" + tracks.to_bytes(2) + division.to_bytes(2)


def track_bytes(timed: Iterable[tuple[int, bytes]], end: int) -> bytes:
    """A track chunk of channel messages in order of their ticks, ended at `end` or at the last."""
    out, before = bytearray(), 0
    for tick, message in timed:
        out += number(tick - before) + message
        before = tick
    out += number(max(0, end - before)) + END[1:]
    return b"MTrk" + len(out).to_bytes(4) + bytes(out)


def file_of(*tracks: bytes, kind: int = 1, division: int = 480, end: bytes = END) -> bytes:
    """A file of tracks given as deltas and messages."""
    header = b"MThd\x00\x00\x00\x06" + kind.to_bytes(2) + len(tracks).to_bytes(2)
    chunks = (t + end for t in tracks)
    return (
        header + division.to_bytes(2) + b"".join(b"MTrk" + len(t).to_bytes(4) + t for t in chunks)
    )


def note(
    onset_after: int, pitch: int, duration: int, channel: int = 0, velocity: int = 80
) -> bytes:
    """Delta, note-on, delta, note-off."""
    return (
        number(onset_after)
        + bytes((0x90 | channel, pitch, velocity))
        + number(duration)
        + bytes((0x80 | channel, pitch, 64))
    )


def meta(kind: int, payload: bytes, after: int = 0) -> bytes:
    """Delta and a meta message."""
    return number(after) + bytes((0xFF, kind)) + number(len(payload)) + payload


def opened(folder: Path, data: bytes, name: str = "song.mid") -> Piece:
    """What the reader makes of some bytes."""
    path = folder / name
    path.write_bytes(data)
    return read_midi(path)


LAST = 3_000

ticks = st.integers(0, LAST)
texts = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
    .map(str.strip)
    .filter(bool)
)


@st.composite
def note_lists(draw: st.DrawFn) -> tuple[Note, ...]:
    """Notes of one channel. Of equal pitches that overlap, MIDI cannot tell which one ends: the first."""
    drawn = draw(
        st.lists(
            st.builds(Note, ticks, st.integers(0, 127), st.integers(1, 1_000), st.integers(1, 127)),
            min_size=1,
            max_size=25,
        )
    )
    notes: list[Note] = []
    ends: dict[int, int] = {}
    for n in sorted(drawn):
        if n.end > ends.get(n.pitch, 0):
            ends[n.pitch] = n.end
            notes.append(n)
    return tuple(notes)


def _messages(channel: int) -> st.SearchStrategy[bytes]:
    seven = st.integers(0, 127)
    return st.one_of(
        st.builds(lambda a, b: bytes((0xB0 | channel, a, b)), seven, seven),
        st.builds(lambda a, b: bytes((0xB0 | channel, a, b)), st.sampled_from((0, 32, 64)), seven),
        st.builds(lambda a, b: bytes((0xE0 | channel, a, b)), seven, seven),
        st.builds(lambda a, b: bytes((0xA0 | channel, a, b)), seven, seven),
        st.builds(lambda a: bytes((0xC0 | channel, a)), seven),
        st.builds(lambda a: bytes((0xD0 | channel, a)), seven),
        _loose,
    )


_loose = st.one_of(
    st.lists(st.integers(0, 127), max_size=200).map(lambda b: b"\xf0" + bytes(b) + b"\xf7"),
    st.builds(
        lambda kind, b: bytes((0xFF, kind)) + b,
        st.sampled_from((0x01, 0x02, 0x05, 0x06, 0x07, 0x20, 0x21, 0x54, 0x7F)),
        st.binary(max_size=200),
    ),
)


def _in_order(messages: st.SearchStrategy[bytes]) -> st.SearchStrategy[tuple[Event, ...]]:
    events = st.lists(st.builds(Event, st.one_of(st.just(0), ticks), messages), max_size=10)
    return events.map(lambda found: tuple(sorted(found, key=lambda e: e.tick)))


@st.composite
def _tracks(draw: st.DrawFn) -> Track:
    channel = draw(st.integers(0, 15))
    return Track(
        draw(texts),
        Role.OTHER,
        channel,
        draw(st.integers(0, 127)),
        draw(note_lists()),
        draw(_in_order(_messages(channel))),
    )


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """Any piece that has notes, programs and a key, without what analysis finds (roles, chords)."""
    resolution = draw(st.one_of(st.integers(1, 0x7FFF), st.sampled_from((96, 480, 960))))
    metre = st.builds(Metre, st.integers(1, 32), st.sampled_from((1, 2, 4, 8, 16, 32, 64)))
    key = st.builds(Key, st.integers(0, 11), st.sampled_from(Mode))
    tempo = st.integers(1, 0xFFFFFF)
    metres = {0: draw(metre), **draw(st.dictionaries(ticks, metre, max_size=4))}
    keys = {0: draw(key), **draw(st.dictionaries(ticks, key, max_size=4))}
    tempos = {0: draw(tempo), **draw(st.dictionaries(ticks, tempo, max_size=4))}
    tracks = tuple(draw(st.lists(_tracks(), min_size=1, max_size=4)))
    changes = tuple(MetreChange(t, metres[t]) for t in sorted(metres))
    end = max(n.end for track in tracks for n in track.notes)
    return Piece(
        resolution,
        tracks,
        tuple(TempoChange(t, tempos[t]) for t in sorted(tempos)),
        changes,
        tuple(KeyChange(t, keys[t]) for t in sorted(keys)),
        (),
        whole_bars(changes, resolution, end),
        draw(texts),
        draw(_in_order(_loose)),
    )
