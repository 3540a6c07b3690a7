"""Phrases, real and composed, as arrays of one shape: what every figure is measured on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from vaecomposer.music.arrangement import arrange
from vaecomposer.music.grid import FIRST_ONSET, HOLD, LOWEST_PITCH, TEXTURE_ONSET, BarGrid
from vaecomposer.music.key import Key
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS, MAX_STEPS
from vaecomposer.music.piece import Piece, Role
from vaecomposer.music.style import STYLES
from vaecomposer.session.state import Conditions
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.tokens import MODES, BarBatch, Part, activity, decode_bars, encode_bars

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

STEPS = np.array([m.steps for m in COMPOSED_METRES])
BEATS = np.array([m.beats for m in COMPOSED_METRES])
ROLE_OF = {
    Part.MELODY: Role.MELODY, Part.BASS: Role.BASS, Part.TEXTURE: Role.CHORDS, Part.DRUMS: Role.DRUMS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrases:
    """`n` phrases of `length` bars, each in one metre.

    Attributes:
        bars: n * length bars, phrase by phrase. length: bars of a phrase.
        mode, style: (n,) index in `MODES`, and 1 + index in `STYLES` (0 for any).
        origin: (n,) a number shared by phrases of one song (for real ones) or of one take.
    """

    bars: BarBatch
    length: int
    mode: Ints
    style: Ints
    origin: Ints

    def __len__(self) -> int:
        return len(self.mode)

    @property
    def metre(self) -> Ints:
        """(n,) index in `COMPOSED_METRES`."""
        return self.bars.metre[:: self.length].astype(np.int64)

    @property
    def present(self) -> Bools:
        """(n, 5), parts that any bar of the phrase has."""
        shown = self.bars.present.reshape(len(self), self.length, len(Part)).any(1)
        return np.asarray(shown, np.bool_)

    def take(self, index: npt.NDArray[np.intp]) -> Phrases:
        """The phrases at `index`."""
        rows = (np.asarray(index)[:, None] * self.length + np.arange(self.length)).ravel()
        picked = self.mode[index], self.style[index], self.origin[index]
        return Phrases(self.bars.take(rows), self.length, *picked)

    def cut(self, length: int) -> Phrases:
        """The same bars as phrases of `length`; bars left over at a phrase's end are dropped."""
        pieces = self.length // length
        rows = np.arange(len(self.bars)).reshape(len(self), self.length)[:, : pieces * length]
        spread = [np.repeat(x, pieces) for x in (self.mode, self.style, self.origin)]
        return Phrases(self.bars.take(rows.ravel()), length, spread[0], spread[1], spread[2])

    def grids(self, i: int) -> tuple[BarGrid, ...]:
        """Phrase `i` as grids."""
        return decode_bars(self.bars.take(np.arange(i * self.length, (i + 1) * self.length)))

    def key(self, i: int) -> Key:
        """Its mode on the white keys, so that nothing needs transposing."""
        mode = MODES[self.mode[i]]
        return Key(mode.white_tonic, mode)

    def conditions(self, i: int) -> Conditions:
        """Conditions that ask for a phrase like phrase `i`: mode, style, metre, length, parts."""
        style = int(self.style[i])
        roles = frozenset(role for part, role in ROLE_OF.items() if self.present[i, part])
        return Conditions(
            key=self.key(i),
            style=STYLES[style - 1] if style else None,
            metre=COMPOSED_METRES[int(self.metre[i])],
            bars=self.length,
            parts=roles,
        )

    def piece(self, i: int) -> Piece:
        """Phrase `i` as a piece to steer."""
        conditions = self.conditions(i)
        return arrange(
            self.grids(i), conditions.key, conditions.bpm, conditions.style, f"Phrase {i}"
        )


def joined(grids: Sequence[Sequence[BarGrid]], like: Phrases) -> Phrases:
    """Composed phrases beside the real ones they were asked for, without parts that those lack."""
    bars = encode_bars([bar for phrase in grids for bar in phrase])
    hidden = ~np.repeat(like.present, like.length, 0)
    return replace(like, bars=without(bars, hidden), origin=np.arange(len(like)))


def without(bars: BarBatch, hidden: Bools) -> BarBatch:
    """Bars with the parts marked in `hidden` (n, 5) taken away."""
    gone = {name.name: getattr(bars, name.name).copy() for name in fields(bars)}
    gone["present"] &= ~hidden
    gone["chords"][hidden[:, Part.HARMONY]] = 0
    for k, part in enumerate((Part.MELODY, Part.BASS)):
        for name in ("lines", "line_velocity", "line_micro"):
            gone[name][hidden[:, part], k] = 0
    for name in ("slots", "slot_velocity"):
        gone[name][hidden[:, Part.TEXTURE]] = 0
    for name in ("drum_velocity", "drum_micro"):
        gone[name][hidden[:, Part.DRUMS]] = 0
    return BarBatch(**gone)


def with_bars(phrases: Phrases, bars: BarBatch) -> Phrases:
    """The same phrases with other bars."""
    return replace(phrases, bars=bars)


def starts(
    songs: SongBars, length: int, needs: Sequence[Part] = (), *, training: bool = False
) -> Ints:
    """First rows of all windows of `length` bars in one region that strike something in every part of `needs`.

    Windows without anything in at least half of their bars are left out. They are of songs kept for
    validation, or of the others if `training`.
    """
    n = len(songs.region)
    if n < length:
        return np.zeros(0, np.int64)
    first = np.arange(n - length + 1)
    active = activity(songs.bars)
    loud = np.concatenate([[0], np.cumsum(active[:, Part.MELODY :].any(1))])
    keep = (songs.region[first] == songs.region[first + length - 1]) & (
        2 * (loud[first + length] - loud[first]) >= length
    )
    keep &= songs.valid[first] != training
    for part in needs:
        struck = np.concatenate([[0], np.cumsum(active[:, part])])
        keep &= struck[first + length] > struck[first]
    kept: Ints = first[keep].astype(np.int64)
    return kept


def draw(
    songs: SongBars,
    length: int,
    count: int,
    seed: int,
    needs: Sequence[Part] = (),
    *,
    training: bool = False,
) -> Phrases:
    """Up to `count` phrases of real songs, each source by the root of its size, none twice; see `starts`."""
    first = starts(songs, length, needs, training=training)
    rng = np.random.default_rng((11, seed, length))
    if len(first) > count:
        sizes = np.bincount(songs.source[first], minlength=len(songs.sources))
        weight = 1 / np.sqrt(np.maximum(sizes, 1))[songs.source[first]]
        first = rng.choice(first, count, replace=False, p=weight / weight.sum())
    return windows(songs, first, length)


def windows(songs: SongBars, first: Ints, length: int) -> Phrases:
    """The phrases that begin at the given rows."""
    rows = (first[:, None] + np.arange(length)).ravel()
    return Phrases(
        songs.bars.take(rows), length, songs.mode[first].astype(np.int64),
        songs.style[first].astype(np.int64), songs.region[first].astype(np.int64),
    )  # fmt: skip


def with_grooves(phrases: Phrases, grooves: Phrases, share: float, seed: int) -> Phrases:
    """Gives a share of the phrases without drums those of a groove in the same metre.

    Music with drums and tonal parts together is scarce; training pairs them likewise.
    """
    rng = np.random.default_rng((13, seed))
    bars = {name.name: getattr(phrases.bars, name.name).copy() for name in fields(phrases.bars)}
    for i in range(len(phrases)):
        fitting = np.flatnonzero(grooves.metre == phrases.metre[i])
        if phrases.present[i, Part.DRUMS] or not len(fitting) or rng.random() >= share:
            continue
        groove = int(rng.choice(fitting))
        here = slice(i * phrases.length, (i + 1) * phrases.length)
        there = slice(groove * grooves.length, (groove + 1) * grooves.length)
        for name in ("drum_velocity", "drum_micro"):
            bars[name][here] = getattr(grooves.bars, name)[there]
        bars["present"][here, Part.DRUMS] = True
    return replace(phrases, bars=BarBatch(**bars))


@dataclass(frozen=True, slots=True)
class LineNotes:
    """Notes of a one-voice part over many phrases, in order.

    Attributes:
        phrase, bar, step: which phrase, bar in it, step in the bar. pitch: MIDI, on white keys.
        length: sixteenths. place: steps from the phrase's start. last: steps of the whole phrase.
    """

    phrase: Ints
    bar: Ints
    step: Ints
    pitch: Ints
    length: Ints
    place: Ints


def line_notes(phrases: Phrases, part: Part) -> LineNotes:
    """The notes of melody or bass of every phrase."""
    tokens = phrases.bars.lines[:, part - Part.MELODY].reshape(
        len(phrases), phrases.length, MAX_STEPS
    )
    found: list[npt.NDArray[np.int64]] = []
    for metre, steps in enumerate(STEPS.tolist()):
        chosen = np.flatnonzero(phrases.metre == metre)
        if not len(chosen):
            continue
        flat = tokens[chosen, :, :steps].reshape(len(chosen), -1).astype(np.int64)
        total = flat.shape[1]
        stops = np.where(flat == HOLD, total, np.arange(total))
        ends = np.minimum.accumulate(stops[:, ::-1], 1)[:, ::-1]
        ends = np.concatenate([ends, np.full((len(chosen), 1), total)], 1)
        row, place = np.nonzero(flat >= FIRST_ONSET)
        pitch = flat[row, place] - FIRST_ONSET + LOWEST_PITCH
        length = ends[row, place + 1] - place
        found.append(np.stack([chosen[row], place // steps, place % steps, pitch, length, place]))
    joined_notes = np.concatenate(found, 1) if found else np.zeros((6, 0), np.int64)
    order = np.lexsort((joined_notes[5], joined_notes[0]))
    return LineNotes(*joined_notes[:, order])


def marks(bars: BarBatch) -> Bools:
    """Every note of every bar as a mark, (n, marks): step and pitch of lines, slot of comping, drum class."""
    inside = np.arange(MAX_STEPS) < STEPS[bars.metre][:, None]
    span = LINE_SPAN
    parts = []
    for k in range(2):
        tokens = bars.lines[:, k].astype(np.int64)
        onset = (tokens >= FIRST_ONSET) & inside
        line = np.zeros((*tokens.shape, span), np.bool_)
        np.put_along_axis(
            line, np.where(onset, tokens - FIRST_ONSET, 0)[..., None], onset[..., None], 2
        )
        parts.append(line.reshape(len(bars), LINE_SPAN * MAX_STEPS))
    for struck in (bars.slots == TEXTURE_ONSET, bars.drum_velocity > 0):
        flat = (struck & inside[..., None]).reshape(len(bars), MAX_STEPS * struck.shape[2])
        parts.append(flat)
    return np.concatenate(parts, 1)


LINE_SPAN = 88
"""Pitches of a line, from `LOWEST_PITCH`."""

MARK_ENDS = np.cumsum([LINE_SPAN * MAX_STEPS, LINE_SPAN * MAX_STEPS, 20 * MAX_STEPS, 9 * MAX_STEPS])
"""Where the marks of melody, bass, texture and drums end."""


def mark_range(part: Part) -> slice:
    """The columns of `marks` that belong to a note part."""
    k = part - Part.MELODY
    return slice(int(MARK_ENDS[k - 1]) if k else 0, int(MARK_ENDS[k]))


def strong_steps(metre: Ints) -> Bools:
    """Which of the 16 steps are strong in each metre, (n, 16): 1 and 3 of 4/4, 1 and 4 of 6/8, else the first."""
    table = np.zeros((len(COMPOSED_METRES), MAX_STEPS), np.bool_)
    table[:, 0] = True
    for i, each in enumerate(COMPOSED_METRES):
        if each.beats % 2 == 0 and each.steps >= 12:
            table[i, each.steps // 2] = True
    strong: Bools = table[metre]
    return strong


def beat_of(metre: Ints, step: Ints) -> Ints:
    """The counted beat that each step lies in."""
    beat: Ints = np.minimum(step * BEATS[metre] // STEPS[metre], MAX_BEATS - 1)
    return beat
