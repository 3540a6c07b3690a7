"""Simpler and busier: fewer of the musician's own notes, or more between them.

The named sliders say where in the space of bar codes there are fewer or more notes. The way there is decoded in steps,
all in one batch, and the decoder leans firmly on the music's own notes: made simpler it may strike nothing else, made
busier it must strike them all. What leaves or comes first along the way is the network's choice; how many do is the
amount's; and what stays is the musician's, to the tick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from vaecomposer.generation.api import Operation, OperationRequest, SteerRequest
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.difference import runs_of
from vaecomposer.music.grid import (
    DRUM_CLASS_OF,
    DRUM_CLASSES,
    DRUM_PITCHES,
    FIRST_ONSET,
    HOLD,
    LADDER_SLOTS,
    LINE_TOKENS,
    LOWEST_PITCH,
    TEXTURE_ONSET,
    GridNote,
    note_from_grid,
    pitch_slot,
    slot_pitch,
)
from vaecomposer.music.metre import MAX_STEPS
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, Piece, Role, Track
from vaecomposer.music.reduction import beat_chords, step_of
from vaecomposer.vae.bar_codes import PURITY, BarCoder
from vaecomposer.vae.bars import OUTPUT
from vaecomposer.vae.conditioning import ROLE_OF
from vaecomposer.vae.holding import FIRM
from vaecomposer.vae.homing import keep_compass
from vaecomposer.vae.reading import Reading
from vaecomposer.vae.steering import Steerer
from vaecomposer.vae.tokens import BarBatch, Part

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

FULL = {
    Operation.SIMPLIFY: (-100.0, -60.0, 0.0, 0.0, -30.0, 0.0, 0.0, 0.0, 0.0, -90.0, -90.0, -60.0),
    Operation.BUSIER: (90.0, 30.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 90.0, 80.0, 40.0),
}
"""Where the named sliders stand at the end of the way, in the order of `music.attributes.SHAPES`."""

LEVELS = 10
"""Steps of the way."""

PRESSURE = 6.0
"""Nats that onsets between the eighths lose at the end of the way to the simplest; on strong places they lose less."""

PUSH = 5.0
"""Nats that onsets gain at the end of the way to the busiest, more on strong places than on weak ones."""

FEWER = 0.6
"""Share of a part's notes that are left out at an amount of 100."""

WEAK, LONG = 4.0, 0.25
"""Steps of the way that a note on the weakest place leaves earlier than one on the first of a bar, and that one stays
longer for every sixteenth it lasts."""

MORE = {Part.MELODY: 0.8, Part.BASS: 0.8, Part.TEXTURE: 0.5, Part.DRUMS: 0.6}
"""Notes that come to each part's own at an amount of 100, for one that is there."""

_WEIGHT = np.array([0.0 if s == 0 else 0.3 if s % 8 == 0 else 0.5 if s % 4 == 0 else 0.8 if s % 2 == 0 else 1.0
                    for s in range(MAX_STEPS)])  # fmt: skip
"""How weak each sixteenth of a bar is."""

_FIRST = {
    Part.MELODY: FIRST_ONSET,
    Part.BASS: FIRST_ONSET,
    Part.TEXTURE: TEXTURE_ONSET * LADDER_SLOTS,
    Part.DRUMS: 0,
}
_WIDTH = {Part.MELODY: LINE_TOKENS - FIRST_ONSET, Part.BASS: LINE_TOKENS - FIRST_ONSET, Part.TEXTURE: LADDER_SLOTS,
          Part.DRUMS: DRUM_CLASSES}  # fmt: skip
"""Where each part's onsets stand among the decoder's outputs, and how many there are."""


def thinned(
    request: OperationRequest,
    bars: tuple[Bar, ...],
    kept: frozenset[int],
    coder: BarCoder,
    steerer: Steerer,
) -> Piece:
    """The piece with some bars simpler or busier."""
    only = frozenset(bar.index for bar in bars if bar.index not in kept)
    steer = SteerRequest(
        request.source, bars[0].index, len(bars), (0.0,) * DIRECTIONS, request.settled, request.settled,
        request.seed, FULL[request.operation], only=only,
    )  # fmt: skip
    reading = steerer.read(steer)
    parts = tuple(p for p in reading.parts if not request.parts or ROLE_OF[p] in request.parts)
    if not parts:
        return request.source
    simpler = request.operation is Operation.SIMPLIFY
    end = steerer.moved_codes(steer)[0]
    way = _decoded_way(reading, parts, end, coder, simpler=simpler)
    opened = np.array([bar.index in only for bar in bars])
    piece = request.source
    for part in parts:
        own = onsets(reading.phrase.batch, part)
        levels = np.stack([onsets(batch, part) for batch in way])
        if simpler:
            gone = own & ~_left(
                own, levels, opened, _lengths(reading.phrase.batch, part), request.amount / 100
            )
            piece = _without(piece, reading, part, gone, only)
        else:
            count = round(MORE[part] * request.amount / 100 * (own & opened[:, None, None]).sum())
            come = _added(own, levels, opened, count)
            piece = _with(piece, reading, part, come, way, only)
    return piece


def onsets(batch: BarBatch, part: Part) -> Bools:
    """What a part strikes: (bars, 16, pitches, slots or classes)."""
    if part is Part.DRUMS:
        return np.asarray(batch.drum_velocity > 0)
    if part is Part.TEXTURE:
        return np.asarray(batch.slots == TEXTURE_ONSET)
    tokens = batch.lines[:, part - Part.MELODY].astype(np.int64)
    return np.asarray(tokens[..., None] == np.arange(FIRST_ONSET, LINE_TOKENS))


# The way.


def _decoded_way(
    reading: Reading, parts: tuple[Part, ...], end: Tensor, coder: BarCoder, *, simpler: bool
) -> list[BarBatch]:
    """The phrase at every step of the way, the first being where it is."""
    phrase, bars = reading.phrase, len(reading.phrase.bars)
    share = torch.linspace(0, 1, LEVELS + 1, device=coder.device)
    codes = torch.lerp(phrase.codes, end, share[:, None, None, None])  # (levels, bars, 5, CODE)
    own = own_notes(phrase.batch, parts, simpler=simpler).to(coder.device)
    pressure = torch.zeros_like(own)
    weight = torch.from_numpy(_WEIGHT).float().to(own.device)[:, None, None]
    for i, part in enumerate(parts):
        onset = pressure[:, i, :, _FIRST[part] : _FIRST[part] + _WIDTH[part]]
        onset += PRESSURE * weight if simpler else -PUSH * (1.2 - weight)
    if not simpler:
        key = coder.in_key(parts, phrase.chords, phrase.metre, PURITY)
        keep_compass(key, parts, phrase.batch)
        own = own + key * (own < FIRM)
    leaning = torch.cat([own - s * pressure for s in share], 2)
    times = len(share)
    notes = coder.decode_notes(
        parts, codes.flatten(0, 1), phrase.chords.repeat(times, 1, 1), phrase.metre.repeat(times),
        phrase.conditions.repeat(times, 1), leaning,
    )  # fmt: skip
    return [notes.take(np.arange(bars) + bars * level) for level in range(times)]


def own_notes(batch: BarBatch, parts: tuple[Part, ...], *, simpler: bool) -> Tensor:
    """A leaning on the music's own onsets, (16, parts, bars, OUTPUT): made simpler no other is struck, made busier all
    of them are, and no drum that the music has not.
    """
    leaning = torch.zeros(len(parts), len(batch), MAX_STEPS, OUTPUT)
    for i, part in enumerate(parts):
        struck = torch.from_numpy(onsets(batch, part)).float()
        row = leaning[i, ..., _FIRST[part] : _FIRST[part] + _WIDTH[part]]
        row += -FIRM * (1 - struck) if simpler else FIRM * struck
        if part is Part.DRUMS and not simpler:
            row -= FIRM * (struck.amax((0, 1)) == 0)
    return leaning.permute(2, 0, 1, 3).contiguous()


# Simpler.


def _left(own: Bools, levels: Bools, opened: Bools, lengths: Floats, amount: float) -> Bools:
    """Which of a part's own onsets (bars, 16, n) are left.

    Args:
        levels: (levels, bars, 16, n) what is decoded along the way. opened: (bars,) that may change.
        lengths: of what begins on each step, in sixteenths, (bars, 16, 1). amount: 0..1.
    """
    free = own & opened[:, None, None]
    # What the network never plays leaves in the middle of the way.
    missed = own & ~levels[0]
    lives = np.cumprod(levels | missed, 0).sum(0).astype(float)
    lives = np.where(missed, len(levels) / 2, lives)
    place = np.broadcast_to(_WEIGHT[None, :, None], own.shape)
    worth = lives - WEAK * place + LONG * np.minimum(lengths, 8)
    # Of every bar the worthiest stays: a bar that falls silent is no simpler bar.
    last = worth == np.where(free, worth, -np.inf).max((1, 2), keepdims=True)
    candidates = np.argwhere(free & ~last)
    count = min(len(candidates), round(FEWER * amount * int(free.sum())))
    order = sorted(candidates.tolist(), key=lambda at: (worth[tuple(at)], at))
    left = own.copy()
    for at in order[:count]:
        left[tuple(at)] = False
    return left


def _lengths(batch: BarBatch, part: Part) -> Floats:
    """Sixteenths for which a line's note holds on in its bar, from each step on, (bars, 16, 1); 1 of other parts."""
    bars = len(batch)
    found = np.ones((bars, MAX_STEPS, 1))
    if part in (Part.MELODY, Part.BASS):
        held = batch.lines[:, part - Part.MELODY] == HOLD
        for step in range(MAX_STEPS - 2, -1, -1):
            found[:, step, 0] = np.where(held[:, step + 1], found[:, step + 1, 0] + 1, 1)
    return found


def _without(
    piece: Piece, reading: Reading, part: Part, gone: Bools, only: frozenset[int]
) -> Piece:
    """The piece without some onsets of a part; a note of a line sounds on over one that follows it closely."""
    index, track = _lead(piece, part)
    taken = _places(track, reading, piece, part, gone)
    notes = [n for n in track.notes if n not in taken]
    if part in (Part.MELODY, Part.BASS):
        _sound_on(notes, sorted(taken), reading, piece.ticks_per_quarter / 4, only)
    return piece.with_track(index, track.with_notes(notes)) if taken else piece


def _sound_on(
    notes: list[Note], taken: Sequence[Note], reading: Reading, step: float, only: frozenset[int]
) -> None:
    """Lets notes of a line sound on over those taken out right after them, as far as their bar goes."""
    bars = [bar for bar in reading.phrase.bars if bar.index in only]
    for note in taken:
        earlier = [i for i, n in enumerate(notes) if n.onset < note.onset]
        if not earlier:
            continue
        i = max(earlier, key=lambda i: notes[i].onset)
        first = notes[i]
        bar = next((bar for bar in bars if bar.start <= first.onset < bar.end), None)
        if bar is None or note.onset - first.end > step:
            continue
        stop = min(note.end, bar.end, *(n.onset for n in notes if n.onset > first.onset), bar.end)
        if stop > first.end:
            notes[i] = replace(first, duration=stop - first.onset)


def _places(track: Track, reading: Reading, piece: Piece, part: Part, marked: Bools) -> set[Note]:
    """The notes of a track whose places on the grid are marked (bars, 16, n)."""
    phrase = reading.phrase
    places = [(b, s) for b, bar in enumerate(phrase.bars) for s in range(bar.metre.steps)]
    chords = beat_chords(phrase.bars, piece.chords, phrase.transpose)
    found = set()
    for note in track.notes:
        at = step_of(note, phrase.bars[0].start, piece.ticks_per_quarter / 4)[0]
        if not 0 <= at < len(places):
            continue
        bar, step = places[at]
        if part is Part.DRUMS:
            column = DRUM_CLASS_OF.get(note.pitch)
        elif part is Part.TEXTURE:
            row = chords[bar]
            column = pitch_slot(
                note.pitch + phrase.transpose, row[step * len(row) // phrase.bars[bar].metre.steps]
            )
        else:
            column = note.pitch + phrase.transpose - LOWEST_PITCH
        if column is not None and 0 <= column < marked.shape[2] and marked[bar, step, column]:
            found.add(note)
    return found


# Busier.


@dataclass(frozen=True, slots=True)
class _Come:
    """New onsets: (bars, 16, n), and the step of the way at which they were decoded."""

    marked: Bools
    level: int


def _added(own: Bools, levels: Bools, opened: Bools, count: int) -> _Come:
    """New onsets of a part, as many as wanted or as there are: of the first step of the way that has enough."""
    # What is there without any way to go is the network's misreading, not an addition.
    new = levels & ~own & ~levels[0] & opened[:, None, None]
    totals = new.sum((1, 2, 3))
    enough = np.flatnonzero(totals >= count)
    level = int(enough[0]) if len(enough) else int(totals.argmax())
    marked = np.zeros_like(own)
    # Those on stronger places first, spread over the bars.
    rows = np.argwhere(new[level]).tolist()
    seen: dict[int, int] = {}
    ranked = []
    for bar, step, column in sorted(rows, key=lambda at: (_WEIGHT[at[1]], at)):
        seen[bar] = seen.get(bar, 0) + 1
        ranked.append((seen[bar], bar, step, column))
    for _, bar, step, column in sorted(ranked)[:count]:
        marked[bar, step, column] = True
    return _Come(marked, level)


def _with(
    piece: Piece,
    reading: Reading,
    part: Part,
    come: _Come,
    way: Sequence[BarBatch],
    only: frozenset[int],
) -> Piece:
    """The piece with new onsets of a part, as loud as the part plays; notes of a line end where they begin."""
    if not come.marked.any():
        return piece
    index, track = _lead(piece, part)
    phrase, batch = reading.phrase, way[come.level]
    starts = np.cumsum([0, *(bar.metre.steps for bar in phrase.bars)])
    begin, ticks = phrase.bars[0].start, piece.ticks_per_quarter / 4
    inside = [n for n in track.notes if begin <= n.onset < phrase.bars[-1].end]
    level = sum(n.velocity for n in inside) / len(inside) if inside else 80.0
    kit = {DRUM_CLASS_OF.get(n.pitch): n.pitch for n in reversed(inside)}
    chords = beat_chords(phrase.bars, piece.chords, phrase.transpose)
    runs = runs_of(phrase.bars, only)
    new = []
    for bar, step, column in np.argwhere(come.marked).tolist():
        steps, row, velocity = phrase.bars[bar].metre.steps, chords[bar], level
        if step >= steps:
            continue
        if part is Part.DRUMS:
            pitch = kit.get(column, DRUM_PITCHES[column])
            velocity = float(batch.drum_velocity[bar, step, column])
        elif part is Part.TEXTURE:
            pitch = slot_pitch(column, row[step * len(row) // steps]) - phrase.transpose
        else:
            pitch = column + LOWEST_PITCH - phrase.transpose
        length = 1 if part is Part.DRUMS else 2
        at = GridNote(int(starts[bar]) + step, pitch, length, round(velocity))
        note = note_from_grid(at, ticks, begin, 0)
        end = next((end for start, end in runs if start <= note.onset < end), note.end)
        new.append(replace(note, duration=max(1, min(note.duration, end - note.onset))))
    if part is Part.DRUMS:
        louder = level - sum(n.velocity for n in new) / len(new)
        new = [replace(n, velocity=max(1, min(127, round(n.velocity + louder)))) for n in new]
    spans = [(bar.start, bar.end) for bar in phrase.bars if bar.index in only]
    free = {n for n in track.notes if any(start <= n.onset < end for start, end in spans)}
    line = part in (Part.MELODY, Part.BASS)
    return piece.with_track(
        index, track.with_notes(_among(track.notes, new, free, ticks, line=line))
    )


def _among(
    own: Sequence[Note], new: Sequence[Note], free: set[Note], step: float, *, line: bool
) -> list[Note]:
    """Own and new notes. In a line each ends where a new one begins, and a new one where any does; elsewhere only those
    of one pitch do.

    A new note for which there is no room stays away: near the beginning of an own one, or while one sounds that may
    not change (not in `free`).
    """

    def rivals(a: Note, b: Note) -> bool:
        return line or a.pitch == b.pitch

    def room(note: Note) -> bool:
        return not any(
            rivals(note, o)
            and (
                abs(o.onset - note.onset) < step / 2
                or (o not in free and o.onset < note.onset < o.end)
            )
            for o in own
        )

    fresh = [note for note in new if room(note)]
    found = []
    for note in own:
        cuts = (n.onset for n in fresh if rivals(n, note) and note.onset < n.onset < note.end)
        stop = min(cuts, default=note.end)
        found.append(note if stop == note.end else replace(note, duration=stop - note.onset))
    for note in fresh:
        later = (n.onset for n in (*own, *fresh) if rivals(n, note) and n.onset > note.onset)
        stop = min(note.end, min(later, default=note.end))
        found.append(replace(note, duration=max(1, stop - note.onset)))
    return found


def _lead(piece: Piece, part: Part) -> tuple[int, Track]:
    """The place and the track of the role that a part plays."""
    role: Role = ROLE_OF[part]
    return next((i, t) for i, t in enumerate(piece.tracks) if t.role is role and t.is_lead)
