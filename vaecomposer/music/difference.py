"""Applying the difference between two decodings to a musician's own notes.

The network reads a phrase and decodes it twice: as it stands, and with the sliders moved. Only where the
two decodings differ is the musician's music touched; what the network could not represent, or did not
reproduce, stays as it is. Two equal decodings give back the very piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vaecomposer.music.chord import Chord
from vaecomposer.music.grid import (
    DRUM_CLASS_OF,
    BarGrid,
    GridNote,
    drum_notes,
    line_notes,
    note_from_grid,
    texture_notes,
)
from vaecomposer.music.note import Note
from vaecomposer.music.overlaps import parted
from vaecomposer.music.piece import COMPOSED_ROLES, Bar, ChordSpan, Piece, Role, Track
from vaecomposer.music.reduction import lead_voice, step_of

_LINES = (Role.MELODY, Role.BASS)

Place = tuple[int, int]
"""Where a note is on the grid: step and (normalised) pitch, or drum class."""


def grid_notes(grids: Sequence[BarGrid], role: Role) -> list[GridNote] | None:
    """All notes of one role over consecutive bars; None if no bar has the part."""
    if role is Role.MELODY or role is Role.BASS:
        lines = [(g.melody if role is Role.MELODY else g.bass, g.metre.steps) for g in grids]
        return line_notes(lines) if any(line for line, _ in lines) else None
    if role is Role.CHORDS:
        textures = [(g.texture, g.metre.steps, g.chords) for g in grids]
        return texture_notes(textures) if any(texture for texture, _, _ in textures) else None
    drums = [(g.drums, g.metre.steps) for g in grids]
    return drum_notes(drums) if any(d for d, _ in drums) else None


@dataclass(frozen=True, slots=True)
class Decoding:
    """One decoding of a phrase: chords per beat of every bar, and the notes of each part it has."""

    chords: tuple[tuple[Chord, ...], ...]
    notes: dict[Role, tuple[GridNote, ...]]


def decoding(grids: Sequence[BarGrid]) -> Decoding:
    """The notes of consecutive bars, worked out once."""
    found = {role: grid_notes(grids, role) for role in COMPOSED_ROLES}
    return Decoding(
        tuple(grid.chords for grid in grids),
        {role: tuple(notes) for role, notes in found.items() if notes is not None},
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """What the second decoding does differently."""

    gone: frozenset[Place]
    new: tuple[GridNote, ...]
    longer: dict[Place, int]  # steps a kept note gains (or loses, if negative)
    loudness: float  # mean velocity of the first decoding

    @property
    def is_none(self) -> bool:
        return not (self.gone or self.new or self.longer)


def _place(note: GridNote, *, drums: bool) -> Place:
    return note.step, DRUM_CLASS_OF[note.pitch] if drums else note.pitch


def _change(
    base: Sequence[GridNote], moved: Sequence[GridNote], ground: _Ground, *, drums: bool
) -> _Change:
    before = {_place(n, drums=drums): n for n in base if ground.is_open(n.step)}
    later = {_place(n, drums=drums): n for n in moved if ground.is_open(n.step)}
    velocities = [n.velocity for n in base] or [80]
    return _Change(
        frozenset(before.keys() - later.keys()),
        tuple(later[p] for p in sorted(later.keys() - before.keys())),
        {}
        if drums
        else {
            p: later[p].steps - n.steps
            for p, n in before.items()
            if p in later and later[p].steps != n.steps
        },
        sum(velocities) / len(velocities),
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where the phrase lies in the piece, and which of its bars may change."""

    start: int
    end: int
    step_ticks: float
    transpose: int  # semitones from the piece to the grid
    runs: tuple[
        tuple[int, int], ...
    ] = ()  # (first tick, end) of bars that alone may change; () for all

    def run(self, tick: int) -> tuple[int, int] | None:
        """First tick and end of the bars around a tick that may change; None if it may not."""
        if not self.runs:
            return self.start, self.end
        return next((run for run in self.runs if run[0] <= tick < run[1]), None)

    def is_open(self, step: int) -> bool:
        """Whether a step of the grid may change."""
        return not self.runs or self.run(self.start + round(step * self.step_ticks)) is not None

    def split(self, notes: Iterable[Note]) -> tuple[list[tuple[int, Note]], list[Note]]:
        """The phrase's notes with their steps, as the grid reads them (a note played a little early belongs to
        its step), and all others. A note played across a line between bars that may change and others that
        may not is one of the others.
        """
        start, ticks = self.start, self.step_ticks
        last = round((self.end - start) / ticks) - 1
        inside, outside = [], []
        for note in notes:
            step = round((note.onset - start) / ticks)  # as `step_of`
            free = not self.runs or (self.run(note.onset) is not None and self.is_open(step))
            if 0 <= step <= last and free:
                inside.append((step, note))
            else:
                outside.append(note)
        return inside, outside

    def kept_in(self, note: Note, step: int) -> Note:
        """A new note of an open step, begun and ended within the bars that may change."""
        if not self.runs:
            return replace(note, onset=max(self.start, note.onset))
        first, end = self.run(self.start + round(step * self.step_ticks)) or (note.onset, note.end)
        onset = min(max(first, note.onset), end - 1)
        return replace(note, onset=onset, duration=max(1, min(note.duration, end - onset)))


def apply_difference(
    piece: Piece,
    bars: Sequence[Bar],
    base: Decoding,
    moved: Decoding,
    transpose: int,
    only: frozenset[int] = frozenset(),
) -> Piece:
    """The piece with what differs from `base` to `moved` done to its lead tracks and chord symbols.

    Args:
        piece: the music at rest.
        bars: the phrase's bars.
        base, moved: both decodings.
        transpose: semitones from the piece's pitch to the grids'.
        only: numbers of the piece's bars that may change; empty for all of the phrase. Notes that begin
            elsewhere come back as they were.
    """
    ground = _Ground(
        bars[0].start, bars[-1].end, piece.ticks_per_quarter / 4, transpose, runs_of(bars, only)
    )
    tracks = list(piece.tracks)
    for index, track in enumerate(tracks):
        if not track.is_lead:
            continue
        first, second = base.notes.get(track.role), moved.notes.get(track.role)
        if first is None or second is None:
            continue
        change = _change(first, second, ground, drums=track.role is Role.DRUMS)
        if not change.is_none:
            tracks[index] = _changed(track, change, ground)
    chords = _changed_chords(piece.chords, bars, base, moved, transpose, only)
    if chords is piece.chords and all(a is b for a, b in zip(tracks, piece.tracks, strict=True)):
        return piece
    return replace(piece, tracks=tuple(tracks), chords=chords)


def runs_of(bars: Sequence[Bar], only: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """First tick and end of every run of consecutive bars among `only`; none if `only` is empty."""
    runs: list[tuple[int, int]] = []
    for bar in bars:
        if bar.index not in only:
            continue
        if runs and runs[-1][1] == bar.start:
            runs[-1] = runs[-1][0], bar.end
        else:
            runs.append((bar.start, bar.end))
    # Bars that all lie elsewhere leave nothing that may change.
    return tuple(runs) or (((0, 0),) if only else ())


def _changed(track: Track, change: _Change, ground: _Ground) -> Track:
    placed, outside = ground.split(track.notes)
    drums = track.role is Role.DRUMS
    kept: list[Note] = []
    touched = _new_notes(track, [note for _, note in placed], change, ground)
    doubled: dict[int, Note] = {}
    if track.role in _LINES:
        doubled = _doubled(placed, highest=track.role is Role.MELODY)
        touched += _doublings(touched, placed, doubled, ground)
    new = {note.step for note in change.new}
    for step, note in placed:
        led = doubled.get(id(note), note)
        row = DRUM_CLASS_OF.get(note.pitch, -1) if drums else led.pitch + ground.transpose
        place = step, row
        if place in change.gone or (led is not note and step in new):
            continue
        more = change.longer.get(place, 0)
        if more:
            # What was played shorter than its steps does not vanish when it loses some.
            least = min(note.duration, max(1, round(ground.step_ticks / 2)))
            length = max(least, note.duration + round(more * ground.step_ticks))
            # A note that was played a little long must not grow past the phrase, and the piece with it.
            end = (ground.run(note.onset) or (0, ground.end))[1]
            length = min(length, max(note.duration, end - note.onset))
            touched.append(replace(note, duration=length))
        else:
            kept.append(note)
    if track.role in _LINES and touched:
        kept, touched = _one_voice(kept, touched, ground, highest=track.role is Role.MELODY)
    if ground.runs:
        touched = _around(touched, outside, ground, line=track.role in _LINES)
    return track.with_notes([*outside, *parted(kept, touched)])


_PARALLEL = (0, 5, 7)
"""Intervals, octaves taken off, in which a line is doubled: octaves, and the fifths of power chords."""


def _doubled(placed: Sequence[tuple[int, Note]], *, highest: bool) -> dict[int, Note]:
    """The note of the line that each of its doublings goes along with, by the doubling's identity."""
    by_step: dict[int, list[Note]] = {}
    for step, note in placed:
        by_step.setdefault(step, []).append(note)
    found = {}
    for struck in by_step.values():
        led = (max if highest else min)(struck, key=lambda n: n.pitch)
        for note in struck:
            if note.pitch != led.pitch and abs(note.pitch - led.pitch) % 12 in _PARALLEL:
                found[id(note)] = led
    return found


def _doublings(
    new: Sequence[Note],
    placed: Sequence[tuple[int, Note]],
    doubled: dict[int, Note],
    ground: _Ground,
) -> list[Note]:
    """What goes along with the new notes of a line at the steps where the line was doubled."""
    intervals: dict[int, list[int]] = {}
    for step, note in placed:
        led = doubled.get(id(note))
        if led is not None:
            intervals.setdefault(step, []).append(note.pitch - led.pitch)
    return [
        replace(note, pitch=note.pitch + interval)
        for note in new
        for interval in intervals.get(step_of(note, ground.start, ground.step_ticks)[0], ())
        if 0 <= note.pitch + interval <= 127
    ]


def _new_notes(
    track: Track, inside: Sequence[Note], change: _Change, ground: _Ground
) -> list[Note]:
    """New notes in ticks, as loud as the musician plays and on the kit pieces the musician uses."""
    drums = track.role is Role.DRUMS
    loudness = sum(n.velocity for n in inside) / len(inside) if inside else change.loudness
    played = any(abs(step_of(n, ground.start, ground.step_ticks)[1]) > 2 for n in inside)
    kit = {DRUM_CLASS_OF.get(n.pitch): n.pitch for n in reversed(inside)} if drums else {}
    notes = []
    for new in change.new:
        velocity = max(1, min(127, round(new.velocity + loudness - change.loudness)))
        there = replace(new, velocity=velocity, micro=new.micro if played and drums else 0)
        note = note_from_grid(
            there, ground.step_ticks, ground.start, 0 if drums else -ground.transpose
        )
        if drums:
            note = replace(note, pitch=kit.get(DRUM_CLASS_OF[new.pitch], new.pitch))
        if note.onset < ground.end:
            notes.append(ground.kept_in(note, new.step))
    return notes


def clear_of(fixed: Iterable[Note], new: Iterable[Note]) -> list[Note]:
    """New notes that leave fixed ones alone: none while one of its pitch sounds, and none into the next."""
    same: dict[int, list[Note]] = {}
    for note in fixed:
        same.setdefault(note.pitch, []).append(note)
    found = []
    for note in new:
        rivals = same.get(note.pitch, ())
        if any(f.onset <= note.onset < f.end for f in rivals):
            continue
        end = min((f.onset for f in rivals if f.onset > note.onset), default=note.end)
        found.append(replace(note, duration=max(1, min(note.duration, end - note.onset))))
    return found


def _around(
    new: Sequence[Note], fixed: Sequence[Note], ground: _Ground, *, line: bool
) -> list[Note]:
    """New notes clear of fixed ones, also of one played a little early or late that has the step (in a line,
    whatever its pitch).
    """

    def place(note: Note) -> Place:
        step = step_of(note, ground.start, ground.step_ticks)[0]
        return step, 0 if line else note.pitch

    taken = {place(note) for note in fixed}
    return clear_of(fixed, [note for note in new if place(note) not in taken])


def _one_voice(
    kept: list[Note], new: list[Note], ground: _Ground, *, highest: bool
) -> tuple[list[Note], list[Note]]:
    """Keeps a line a line: a new note takes its step over, cuts what sounds, and ends at the next onset."""
    steps = {step_of(n, ground.start, ground.step_ticks)[0] for n in new}
    voice = {
        id(n) for _, _, n in lead_voice(kept, ground.start, ground.step_ticks, highest=highest)
    }
    others = [n for n in kept if id(n) not in voice]
    line = [
        n
        for n in kept
        if id(n) in voice and step_of(n, ground.start, ground.step_ticks)[0] not in steps
    ]
    onsets = sorted(n.onset for n in new)
    trimmed = []
    for note in line:
        cut = next((o for o in onsets if note.onset < o < note.end), None)
        trimmed.append(note if cut is None else replace(note, duration=cut - note.onset))
    all_onsets = sorted({*onsets, *(n.onset for n in line)})
    ended = []
    for note in new:
        following = next((o for o in all_onsets if o > note.onset), None)
        if following is not None and following < note.end:
            note = replace(note, duration=following - note.onset)
        ended.append(note)
    return [*others, *trimmed], ended


def _changed_chords(
    spans: tuple[ChordSpan, ...],
    bars: Sequence[Bar],
    base: Decoding,
    moved: Decoding,
    transpose: int,
    only: frozenset[int],
) -> tuple[ChordSpan, ...]:
    """Chord symbols with every beat replaced whose chord the second decoding changes."""
    replaced: list[tuple[int, int, Chord]] = []
    for bar, old, new in zip(bars, base.chords, moved.chords, strict=True):
        if only and bar.index not in only:
            continue
        beats = len(old)
        for beat, (before, later) in enumerate(zip(old, new, strict=True)):
            if before != later:
                start = bar.start + beat * bar.ticks // beats
                end = bar.start + (beat + 1) * bar.ticks // beats
                replaced.append((start, end, later.transposed(-transpose)))
    if not replaced:
        return spans
    pieces: list[tuple[int, int, Chord]] = []
    for span in spans:
        start, end = span.onset, span.onset + span.duration
        for cut_start, cut_end, _ in replaced:
            if cut_end <= start or cut_start >= end:
                continue
            if start < cut_start:
                pieces.append((start, cut_start, span.chord))
            start = cut_end
        if start < end:
            pieces.append((start, end, span.chord))
    return joined_chords(sorted([*pieces, *replaced], key=lambda p: p[0]))


def joined_chords(pieces: Sequence[tuple[int, int, Chord]]) -> tuple[ChordSpan, ...]:
    """Chord spans from (start, end, chord) in order, equal neighbours joined."""
    spans: list[ChordSpan] = []
    for start, end, chord in pieces:
        last = spans[-1] if spans else None
        if last is not None and last.chord == chord and last.onset + last.duration == start:
            spans[-1] = ChordSpan(last.onset, end - last.onset, chord)
        else:
            spans.append(ChordSpan(start, end - start, chord))
    return tuple(spans)
