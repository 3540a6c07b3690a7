"""The model's view of a piece: bars of sixteenth steps, one line per part, in white-key pitch.

Exact music stays in `Piece`. A `BarGrid` holds what the network reads and writes of one bar, as small
read-only integer arrays. Pitches here are *normalised*: transposed by `Key.to_white_keys`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from vaecomposer.music.chord import LADDER_TONES, NO_CHORD, Chord
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note

REST, HOLD, FIRST_ONSET = 0, 1, 2
"""Line tokens: silence, the note goes on, and `FIRST_ONSET + pitch - LOWEST_PITCH` for a new note."""

LOWEST_PITCH, HIGHEST_PITCH = 21, 108
LINE_TOKENS = FIRST_ONSET + HIGHEST_PITCH - LOWEST_PITCH + 1

LADDER_OCTAVES = 4
LADDER_LOWEST = 36
LADDER_SLOTS = LADDER_OCTAVES * LADDER_TONES
TEXTURE_OFF, TEXTURE_HOLD, TEXTURE_ONSET = 0, 1, 2

DRUM_NAMES = (
    "Kick", "Snare", "Closed hat", "Open hat", "Low tom", "Mid tom", "High tom", "Crash", "Ride",
)  # fmt: skip
DRUM_CLASSES = len(DRUM_NAMES)
DRUM_PITCHES = (36, 38, 42, 46, 43, 47, 50, 49, 51)
"""General MIDI pitch that each class is written as (Groove MIDI Dataset, Gillick et al. 2019, table 1)."""

# All General MIDI and Roland TD-11 hits, by class, after the reduction of the Groove MIDI Dataset.
_CLASS_MEMBERS = (
    (35, 36), (37, 38, 39, 40), (22, 42, 44), (26, 46), (41, 43, 58), (45, 47), (48, 50),
    (49, 52, 55, 57), (51, 53, 59),
)  # fmt: skip
DRUM_CLASS_OF = {pitch: c for c, members in enumerate(_CLASS_MEMBERS) for pitch in members}

IntArray = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Line:
    """A one-voice part over one bar.

    Attributes:
        tokens: (16,) line tokens; steps past the bar's end are `REST`.
        velocity: (16,) MIDI velocity at onsets, else 0.
        micro: (16,) deviation from the step in 1/480 quarter at onsets, else 0.
    """

    tokens: IntArray
    velocity: IntArray
    micro: IntArray


@dataclass(frozen=True, slots=True)
class Texture:
    """Comping on a chord's ladder over one bar: (16, 20) of off, hold, onset; velocity per step (16,)."""

    slots: IntArray
    velocity: IntArray


@dataclass(frozen=True, slots=True)
class Drums:
    """Drum hits of one bar: velocity (16, 9), 0 for no hit; micro (16, 9) in 1/480 quarter."""

    velocity: IntArray
    micro: IntArray


@dataclass(frozen=True, slots=True)
class BarGrid:
    """One bar as the network sees it. A part that is absent is None, never silent by accident.

    Attributes:
        metre: one of `COMPOSED_METRES`.
        chords: one symbol per counted beat, normalised to white keys.
    """

    metre: Metre
    chords: tuple[Chord, ...]
    melody: Line | None = None
    bass: Line | None = None
    texture: Texture | None = None
    drums: Drums | None = None


def slot_pitch(slot: int, chord: Chord) -> int:
    """The (normalised) pitch of a ladder slot under a chord.

    Octave o holds the pitches 36 + 12 o .. 47 + 12 o, so that a tone keeps its register when the chord
    changes and voices lead smoothly.
    """
    octave, degree = divmod(slot, LADDER_TONES)
    return LADDER_LOWEST + 12 * octave + chord.ladder[degree]


def pitch_slot(pitch: int, chord: Chord) -> int | None:
    """The ladder slot of a pitch under a chord, or None if it is no tone of the ladder."""
    octave = (pitch - LADDER_LOWEST) // 12
    if chord.is_none or not 0 <= octave < LADDER_OCTAVES:
        return None
    try:
        return octave * LADDER_TONES + chord.ladder.index(pitch % 12)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class GridNote:
    """A note of the grid, in normalised pitch: step from the phrase's start, length in steps."""

    step: int
    pitch: int
    steps: int
    velocity: int
    micro: int = 0


@dataclass(slots=True)
class _OpenNote:
    step: int
    pitch: int
    velocity: int
    micro: int = 0
    steps: int = field(default=1)

    def close(self) -> GridNote:
        return GridNote(self.step, self.pitch, self.steps, self.velocity, self.micro)


def line_notes(bars: list[tuple[Line | None, int]]) -> list[GridNote]:
    """Notes of a one-voice part over consecutive bars, given each bar's line and its steps."""
    notes: list[GridNote] = []
    current: _OpenNote | None = None
    step = 0
    for line, steps in bars:
        for i in range(steps):
            token = REST if line is None else int(line.tokens[i])
            if token == HOLD and current is not None:
                current.steps += 1
            else:
                if current is not None:
                    notes.append(current.close())
                    current = None
                if token >= FIRST_ONSET and line is not None:
                    pitch = token - FIRST_ONSET + LOWEST_PITCH
                    current = _OpenNote(step, pitch, int(line.velocity[i]), int(line.micro[i]))
            step += 1
    if current is not None:
        notes.append(current.close())
    return notes


def texture_notes(bars: list[tuple[Texture | None, int, tuple[Chord, ...]]]) -> list[GridNote]:
    """Notes of a comping part over consecutive bars, given texture, steps and chords per beat.

    A tone held into another chord keeps its pitch until it is struck again.
    """
    states = np.concatenate([_sounding_slots(*bar) for bar in bars])
    chords = [chord for _, steps, row in bars for chord in _chord_of_steps(steps, row)]
    loudness = [
        velocity
        for texture, steps, _ in bars
        for velocity in ([0] * steps if texture is None else texture.velocity[:steps].tolist())
    ]
    # For every step and slot, the next step at which the slot is not held: where a note must end.
    total = len(states)
    stops = np.where(states == TEXTURE_HOLD, total, np.arange(total)[:, None])
    ends = np.minimum.accumulate(stops[::-1])[::-1]
    onsets = np.argwhere(states == TEXTURE_ONSET)
    notes = []
    for step, slot in onsets.tolist():
        end = int(ends[step + 1, slot]) if step + 1 < total else total
        pitch = slot_pitch(slot, chords[step])
        notes.append(GridNote(step, pitch, end - step, loudness[step]))
    notes.sort(key=lambda n: (n.step, n.pitch))
    return notes


def _sounding_slots(texture: Texture | None, steps: int, chords: tuple[Chord, ...]) -> IntArray:
    """Texture states of one bar (steps, 20), off where there is no chord to stand on."""
    if texture is None:
        return np.zeros((steps, LADDER_SLOTS), np.int8)
    silent = np.array([chord.is_none for chord in _chord_of_steps(steps, chords)])
    slots: IntArray = np.where(silent[:, None], TEXTURE_OFF, texture.slots[:steps]).astype(np.int8)
    return slots


def _chord_of_steps(steps: int, chords: tuple[Chord, ...]) -> list[Chord]:
    """The chord of each step of a bar with chords per beat."""
    return [chords[i * len(chords) // steps] if chords else NO_CHORD for i in range(steps)]


def drum_notes(bars: list[tuple[Drums | None, int]]) -> list[GridNote]:
    """Drum hits over consecutive bars, given each bar's drums and its steps."""
    notes: list[GridNote] = []
    start = 0
    for drums, steps in bars:
        if drums is not None:
            steps_hit, classes = np.nonzero(drums.velocity[:steps])
            rows = zip(
                steps_hit.tolist(),
                classes.tolist(),
                drums.velocity[steps_hit, classes].tolist(),
                drums.micro[steps_hit, classes].tolist(),
                strict=True,
            )
            notes += [GridNote(start + i, DRUM_PITCHES[c], 1, v, m) for i, c, v, m in rows]
        start += steps
    return notes


MICRO_PER_STEP = 120
"""Microtiming units (1/480 quarter) in one sixteenth step."""


def note_from_grid(note: GridNote, step_ticks: float, start: int, transpose: int) -> Note:
    """A note in ticks: `start` is the phrase's first tick, `transpose` undoes the normalisation."""
    onset = start + round((note.step + note.micro / MICRO_PER_STEP) * step_ticks)
    end = start + round((note.step + note.steps) * step_ticks)
    pitch = note.pitch + transpose
    while pitch > 127:
        pitch -= 12
    onset = max(0, onset)
    return Note(onset, max(0, pitch), max(1, end - onset), max(1, min(127, note.velocity)))
