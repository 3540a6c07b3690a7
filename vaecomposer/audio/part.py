"""One track as the sequencer plays it: its events in order, and what it asks for at any tick."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, Track

ScoreEvent = tuple[int, int, int, int, int, int, int]
"""(tick, rank, order, track, a, b, c). Ranks order what falls on one tick:

`NOTE_OFF`: a is the pitch, b the tick of the note's onset;
`MESSAGE`: a is `PROGRAM`, `CONTROL`, `RPN` or `BEND`, b its number, c its value;
`NOTE_ON`: a is the pitch, b the velocity, c the tick of the note's end.
`order` keeps the messages of one tick in file order.
"""

NOTE_OFF, MESSAGE, NOTE_ON = 0, 1, 2
PROGRAM, CONTROL, RPN, BEND = 0, 1, 2, 3

DRUM_KIT = 128
"""Added to a program number when the channel plays drums."""

RESET_CONTROLLERS = 121
_DATA_MSB, _DATA_LSB, _NRPN_LSB, _NRPN_MSB, _RPN_LSB, _RPN_MSB = 6, 38, 98, 99, 100, 101
_DATA_STEPS = (96, 97)
_NO_RPN = -1
_KNOWN_RPNS = (0, 1, 2)  # bend range, fine tuning, coarse tuning
_CHANNEL_MODES = 120


@dataclass(frozen=True, slots=True)
class Lane:
    """All values one controller (or program, bend, ...) takes in a track.

    Attributes:
        kind, number: which, as in a `MESSAGE`.
        ticks, values: in order; several values on one tick keep their order.
    """

    kind: int
    number: int
    ticks: tuple[int, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PitchLine:
    """The notes a track has on one pitch.

    Attributes:
        onsets: ascending, each once.
        ends: tick of each note's end.
        reach: latest end of this note and all before it.
    """

    onsets: tuple[int, ...]
    ends: tuple[int, ...]
    reach: tuple[int, ...]

    def sounding(self, tick: int) -> tuple[int, ...]:
        """Onsets of the notes that began before `tick` and end after it, latest first."""
        i = bisect_left(self.onsets, tick) - 1
        found = []
        while i >= 0 and self.reach[i] > tick:
            if self.ends[i] > tick:
                found.append(self.onsets[i])
            i -= 1
        return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A track compiled for playing. Compared by identity: it stands for the `Track` it came from.

    Attributes:
        track: the track itself.
        index: its place in the piece.
        events: its notes and messages in playing order.
        lanes: its messages by controller, for starting in the middle.
        pitches: 128 entries, its notes by pitch, for taking over from another score.
    """

    track: Track
    index: int
    events: tuple[ScoreEvent, ...]
    lanes: tuple[Lane, ...]
    pitches: tuple[PitchLine | None, ...]


def compile_part(track: Track, index: int) -> Part:
    """Compile track number `index` of a piece."""
    notes = _distinct(track.notes)
    messages = _messages(track.events, index, is_drums=track.is_drums)
    events: list[ScoreEvent] = list(messages)
    for note in notes:
        events.append((note.onset, NOTE_ON, 0, index, note.pitch, note.velocity, note.end))
        events.append((note.end, NOTE_OFF, 0, index, note.pitch, note.onset, 0))
    events.sort()
    return Part(track, index, tuple(events), _lanes(messages), _pitches(notes))


def _distinct(notes: Iterable[Note]) -> list[Note]:
    """Notes with each (onset, pitch) once: the loudest and longest of doubled ones is heard."""
    found: dict[tuple[int, int], Note] = {}
    for note in notes:
        place = (note.onset, note.pitch)
        other = found.get(place)
        if other is not None:
            longest = max(note.duration, other.duration)
            found[place] = Note(*place, longest, max(note.velocity, other.velocity))
        else:
            found[place] = note
    return list(found.values())


def _messages(events: Iterable[Event], index: int, *, is_drums: bool) -> list[ScoreEvent]:
    """The playable messages among a track's events; parameters (RPN) come out as one message."""
    found: list[ScoreEvent] = []
    rpn, data = [_NO_RPN, _NO_RPN], [0, 0]
    for order, event in enumerate(sorted(events, key=lambda e: e.tick)):
        message = event.data
        if len(message) < 2:
            continue
        kind, number, value = message[0] & 0xF0, message[1], message[-1]
        meaning: tuple[int, int, int] | None = None
        if kind == 0xC0:
            meaning = (PROGRAM, 0, number + (DRUM_KIT if is_drums else 0))
        elif kind == 0xE0 and len(message) == 3:
            meaning = (BEND, 0, number + 128 * value)
        elif kind == 0xB0 and len(message) == 3:
            meaning = _controller(number, value, rpn, data)
        if meaning is not None:
            found.append((event.tick, MESSAGE, order, index, *meaning))
    return found


def _controller(
    number: int, value: int, rpn: list[int], data: list[int]
) -> tuple[int, int, int] | None:
    """What a controller means, keeping in `rpn` and `data` which parameter is being set."""
    if number in (_RPN_MSB, _RPN_LSB):
        rpn[number == _RPN_LSB] = value
        return None
    if number in (_NRPN_MSB, _NRPN_LSB):
        rpn[:] = (_NO_RPN, _NO_RPN)
        return None
    if number in (_DATA_MSB, _DATA_LSB):
        data[number == _DATA_LSB] = value
        if number == _DATA_MSB:
            data[1] = 0
        known = rpn[0] == 0 and rpn[1] in _KNOWN_RPNS
        return (RPN, rpn[1], data[0] * 128 + data[1]) if known else None
    return None if number in _DATA_STEPS else (CONTROL, number, value)


def _lanes(messages: Iterable[ScoreEvent]) -> tuple[Lane, ...]:
    """Messages by what they set; channel modes (all notes off, ...) are acts, not settings."""
    found: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    for tick, _, _, _, kind, number, value in messages:
        if kind == CONTROL and number >= _CHANNEL_MODES:
            continue
        ticks, values = found.setdefault((kind, number), ([], []))
        ticks.append(tick)
        values.append(value)
    return tuple(Lane(*key, tuple(t), tuple(v)) for key, (t, v) in found.items())


def _pitches(notes: Iterable[Note]) -> tuple[PitchLine | None, ...]:
    by_pitch: list[list[Note]] = [[] for _ in range(128)]
    for note in notes:
        by_pitch[note.pitch].append(note)
    lines: list[PitchLine | None] = []
    for group in by_pitch:
        if not group:
            lines.append(None)
            continue
        group.sort()
        reach, ends = [], [note.end for note in group]
        latest = 0
        for end in ends:
            latest = max(latest, end)
            reach.append(latest)
        lines.append(PitchLine(tuple(n.onset for n in group), tuple(ends), tuple(reach)))
    return tuple(lines)
