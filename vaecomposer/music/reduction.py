"""Reducing exact notes to the model's grid.

All functions take notes in ticks with a `start` tick (step 0) and `step_ticks` (ticks per sixteenth, may
be fractional), and write arrays over `steps` consecutive sixteenths. `transpose` normalises pitch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from vaecomposer.music.chord import NO_CHORD, Chord
from vaecomposer.music.grid import (
    DRUM_CLASS_OF,
    DRUM_CLASSES,
    FIRST_ONSET,
    HIGHEST_PITCH,
    HOLD,
    LADDER_SLOTS,
    LOWEST_PITCH,
    MICRO_PER_STEP,
    TEXTURE_HOLD,
    TEXTURE_ONSET,
    BarGrid,
    Drums,
    Line,
    Texture,
    pitch_slot,
)
from vaecomposer.music.metre import MAX_STEPS
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, ChordSpan, Piece, Role

LEGATO_STEPS = 1
"""A voice may overlap the next note by this much and still be one voice."""


def step_of(note: Note, start: int, step_ticks: float) -> tuple[int, int]:
    """Grid step of a note and its deviation from it in 1/480 quarter (-60..60)."""
    exact = (note.onset - start) / step_ticks
    step = round(exact)
    return step, round((exact - step) * MICRO_PER_STEP)


def lead_voice(
    notes: Iterable[Note], start: int, step_ticks: float, *, highest: bool
) -> list[tuple[int, int, Note]]:
    """The one voice a line is reduced to, as (step, micro, note), at most one note a step.

    Of notes on one step the highest (or lowest) stays; a note beginning under (over) one that still
    sounds is a second voice and is left out, after the skyline of Uitdenbogerd and Zobel (1998).
    """
    by_step: dict[int, tuple[int, Note]] = {}
    for note in notes:
        step, micro = step_of(note, start, step_ticks)
        other = by_step.get(step)
        if other is None or (note.pitch > other[1].pitch) == highest:
            by_step[step] = (micro, note)
    voice: list[tuple[int, int, Note]] = []
    sounding: Note | None = None
    for step in sorted(by_step):
        micro, note = by_step[step]
        if (
            sounding is not None
            and sounding.end - note.onset > LEGATO_STEPS * step_ticks
            and (sounding.pitch > note.pitch) == highest
            and sounding.pitch != note.pitch
        ):
            continue
        voice.append((step, micro, note))
        sounding = note
    return voice


def reduce_line(
    notes: Iterable[Note],
    start: int,
    step_ticks: float,
    steps: int,
    transpose: int,
    *,
    highest: bool,
) -> Line:
    """A one-voice part over `steps` sixteenths: tokens, velocity and micro, each (steps,)."""
    tokens, velocity, micro = np.zeros((3, steps), np.int8)
    for step, deviation, note in lead_voice(notes, start, step_ticks, highest=highest):
        end = min(steps, max(step + 1, round((note.end - start) / step_ticks)))
        if end <= 0 or step >= steps:
            continue
        first = max(step, 0)
        tokens[first:] = np.where(np.arange(first, steps) < end, HOLD, 0)
        if step >= 0:
            pitch = min(max(note.pitch + transpose, LOWEST_PITCH), HIGHEST_PITCH)
            tokens[step] = FIRST_ONSET + pitch - LOWEST_PITCH
            velocity[step], micro[step] = note.velocity, deviation
    return Line(tokens, velocity, micro)


def reduce_texture(
    notes: Iterable[Note],
    start: int,
    step_ticks: float,
    transpose: int,
    chord_of_step: Sequence[Chord],
) -> Texture:
    """Comping on each step's chord ladder: (steps, 20) and (steps,). Tones off the ladder are left out."""
    steps = len(chord_of_step)
    slots = np.zeros((steps, LADDER_SLOTS), np.int8)
    velocity = np.zeros(steps, np.int8)
    for note in notes:
        step, _ = step_of(note, start, step_ticks)
        if not 0 <= step < steps:
            continue
        slot = pitch_slot(note.pitch + transpose, chord_of_step[step])
        if slot is None:
            continue
        end = min(steps, max(step + 1, round((note.end - start) / step_ticks)))
        held = slots[step + 1 : end, slot]
        held[held != TEXTURE_ONSET] = TEXTURE_HOLD
        slots[step, slot] = TEXTURE_ONSET
        velocity[step] = max(velocity[step], note.velocity)
    return Texture(slots, velocity)


def reduce_drums(notes: Iterable[Note], start: int, step_ticks: float, steps: int) -> Drums:
    """Drum hits by class: velocity and micro, each (steps, 9). The louder of two hits on a step stays."""
    velocity, micro = np.zeros((2, steps, DRUM_CLASSES), np.int8)
    for note in notes:
        step, deviation = step_of(note, start, step_ticks)
        drum = DRUM_CLASS_OF.get(note.pitch)
        if drum is not None and 0 <= step < steps and note.velocity > velocity[step, drum]:
            velocity[step, drum], micro[step, drum] = note.velocity, deviation
    return Drums(velocity, micro)


def beat_chords(
    bars: Sequence[Bar], spans: Sequence[ChordSpan], transpose: int
) -> list[tuple[Chord, ...]]:
    """The normalised chord of each counted beat of each bar, `NO_CHORD` where none is written."""
    onsets = [span.onset for span in spans]

    def chord_at(tick: int) -> Chord:
        i = bisect_right(onsets, tick) - 1
        if i < 0 or tick >= spans[i].onset + spans[i].duration:
            return NO_CHORD
        return spans[i].chord.transposed(transpose)

    return [
        tuple(
            chord_at(bar.start + beat * bar.ticks // bar.metre.beats)
            for beat in range(bar.metre.beats)
        )
        for bar in bars
    ]


def _bar_slice(
    array: np.ndarray[tuple[int, ...], np.dtype[np.int8]], first: int, steps: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    out = np.zeros((MAX_STEPS, *array.shape[1:]), np.int8)
    out[:steps] = array[first : first + steps]
    out.setflags(write=False)
    return out


def reduce_bars(
    bars: Sequence[Bar],
    ticks_per_quarter: int,
    notes: dict[Role, Sequence[Note] | None],
    chords: Sequence[ChordSpan],
    transpose: int,
) -> tuple[BarGrid, ...]:
    """The grid of consecutive bars, all in metres the model composes.

    Args:
        bars: consecutive bars; their metres must have a `grid_metre`.
        ticks_per_quarter: resolution of all ticks.
        notes: notes of each composed role; None or missing for a part that is absent.
        chords: chord symbols over (at least) these bars.
        transpose: semitones to the white keys.
    """
    start, step_ticks = bars[0].start, ticks_per_quarter / 4
    total = sum(bar.metre.steps for bar in bars)
    beats = beat_chords(bars, chords, transpose)
    melody, bass = notes.get(Role.MELODY), notes.get(Role.BASS)
    texture, drums = notes.get(Role.CHORDS), notes.get(Role.DRUMS)
    lines = [
        None
        if part is None
        else reduce_line(part, start, step_ticks, total, transpose, highest=top)
        for part, top in ((melody, True), (bass, False))
    ]
    of_step = [
        chord
        for bar, of_beat in zip(bars, beats, strict=True)
        for chord in of_beat
        for _ in range(bar.metre.steps_per_beat)
    ]
    comping = (
        None if texture is None else reduce_texture(texture, start, step_ticks, transpose, of_step)
    )
    kit = None if drums is None else reduce_drums(drums, start, step_ticks, total)
    grids: list[BarGrid] = []
    step = 0
    for bar, of_beat in zip(bars, beats, strict=True):
        metre = bar.metre.grid_metre
        assert metre is not None
        n = metre.steps
        cut = [
            None
            if line is None
            else Line(*(_bar_slice(a, step, n) for a in (line.tokens, line.velocity, line.micro)))
            for line in lines
        ]
        grids.append(
            BarGrid(
                metre,
                _grid_beats(of_beat, metre.beats),
                cut[0],
                cut[1],
                None
                if comping is None
                else Texture(
                    _bar_slice(comping.slots, step, n), _bar_slice(comping.velocity, step, n)
                ),
                None
                if kit is None
                else Drums(_bar_slice(kit.velocity, step, n), _bar_slice(kit.micro, step, n)),
            )
        )
        step += n
    return tuple(grids)


def _grid_beats(chords: tuple[Chord, ...], beats: int) -> tuple[Chord, ...]:
    """Chords per beat of the grid's metre; 2/2 counts two beats where its grid (4/4) counts four."""
    return tuple(chords[i * len(chords) // beats] for i in range(beats))


def reduce_piece(piece: Piece, bars: Sequence[Bar], transpose: int) -> tuple[BarGrid, ...]:
    """The grid of some consecutive bars of a piece, reading its lead tracks."""
    leads = {role: piece.lead(role) for role in (Role.MELODY, Role.CHORDS, Role.BASS, Role.DRUMS)}
    return reduce_bars(
        bars,
        piece.ticks_per_quarter,
        {role: None if track is None else track.notes for role, track in leads.items()},
        piece.chords,
        transpose,
    )
