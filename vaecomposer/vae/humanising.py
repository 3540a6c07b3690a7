"""Loudness and timing as people play.

Drums: the drum VAE has learned velocity and timing from played drums. Their hits are encoded as if every one were
played as drummers play it there on the average (`resources/touch.json`), and decoded with the hits given: the network
says what a drummer who plays just these hits does. Said again twice, this settles (on held-out drummers the velocities
then go along with theirs at a correlation of .53; the averages alone at .41). What it levels out is given back by
stretching and by noise, most of which stays the same from bar to bar, as a drummer stays with a pattern.

Pitched parts: what the place in the bar and the height add to the velocity, and noise. They are as late as the drummer
is at their place of the bar.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import fmean

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional as F  # noqa: N812

from vaecomposer.generation.api import OperationRequest
from vaecomposer.music.grid import DRUM_CLASSES, MICRO_PER_STEP
from vaecomposer.music.metre import MAX_STEPS
from vaecomposer.music.note import Note
from vaecomposer.music.phrases import phrases
from vaecomposer.music.piece import Piece, Role
from vaecomposer.music.reduction import reduce_bars
from vaecomposer.music.touch import STEPS_A_BEAT, Held, Touch, Touched, played_anew
from vaecomposer.paths import resources
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import chord_features, condition_features, steps_to_beats
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import style_index
from vaecomposer.vae.features import (
    MICRO_SCALE,
    VELOCITY_CENTRE,
    VELOCITY_SCALE,
    bar_tensors,
    expression_features,
    quality_chroma,
    step_features,
)
from vaecomposer.vae.tokens import NOTE_PARTS, BarBatch, Part, encode_bars

Floats = npt.NDArray[np.float64]

ROUNDS = 3
"""How often hits and touch go through the network."""

STRETCH = 1.3
"""How much farther from the middle than decoded: a decoder answers with what is likely, which is nearer to it."""

LOUD_NOISE, LATE_NOISE = 10.0, 10.0
"""Standard deviations of what no pattern explains, in velocity and in 1/480 quarter. With these, drums of held-out
songs have a spread of 27 in velocity (real: 30), and keep most of the correlation."""

STEADY = 0.7
"""Share of the noise that is the same in every bar."""

LINE_LATE = 6.0
"""Standard deviation in 1/480 quarter of when a pitched note begins beside the drummer: 6 ms at 120 to the minute."""


@cache
def touch_table() -> dict[str, dict[str, Floats]]:
    """How people play at each sixteenth of the bar: `training.touch_statistics` says what the numbers are."""
    found = json.loads((resources() / "touch.json").read_text(encoding="utf-8"))
    return {
        kind: {name: np.array(value, np.float64) for name, value in row.items()}
        for kind, row in found.items()
    }


@dataclass(frozen=True, slots=True)
class Playing:
    """How hits are played: velocity 1..127 and timing in 1/480 quarter, (bars, 16, 9) each."""

    velocity: Floats
    timing: Floats


def drummed(
    batch: BarBatch, network_style: int, book: Songbook, coder: BarCoder, seed: int
) -> Playing:
    """How a drummer would play the hits of some bars; elsewhere the numbers mean nothing.

    Args:
        batch: bars with drums. network_style: its number, 0 for any. seed: same seed, same touch.
    """
    table = touch_table()["drums"]
    hit = batch.drum_velocity > 0
    loud: Floats = np.broadcast_to(table["velocity"].T, hit.shape)
    late: Floats = np.broadcast_to(table["timing"].T, hit.shape)
    for _ in range(ROUNDS):
        loud, late = _said_again(batch, loud, late, network_style, book, coder)
    count = np.maximum(hit.sum((0, 1)), 1)
    middle = np.where(hit, loud, 0).sum((0, 1)) / count
    all_late = late[hit].mean() if hit.any() else 0.0
    rng = np.random.default_rng((71, seed % 2**63))
    loud = middle + STRETCH * (loud - middle) + LOUD_NOISE * _noise(rng, hit.shape)
    late = all_late + STRETCH * (late - all_late) + LATE_NOISE * _noise(rng, hit.shape)
    return Playing(np.clip(loud, 3, 127), np.clip(late, -MICRO_PER_STEP / 2, MICRO_PER_STEP / 2))


def _noise(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Standard normal numbers, most of each the same in every bar."""
    steady, own = rng.standard_normal((1, *shape[1:])), rng.standard_normal(shape)
    mixed: Floats = STEADY**0.5 * steady + (1 - STEADY) ** 0.5 * own
    return mixed


def _said_again(
    batch: BarBatch, loud: Floats, late: Floats, style: int, book: Songbook, coder: BarCoder
) -> tuple[Floats, Floats]:
    """Touch of the hits of some bars through the drum VAE, the hits given."""
    hit = batch.drum_velocity > 0
    played = replace(
        batch,
        drum_velocity=(np.clip(np.rint(loud), 5, 125) * hit).astype(np.int8),
        drum_micro=(np.clip(np.rint(late), -60, 60) * hit).astype(np.int8),
    )
    network = book.parts[NOTE_PARTS.index(Part.DRUMS)]
    bars = bar_tensors(played, coder.device)
    chords = chord_features(bars.chords, quality_chroma().to(coder.device))
    conditions = condition_features(
        torch.zeros_like(bars.metre), torch.full_like(bars.metre, style), bars.metre
    )
    steps = step_features(bars, Part.DRUMS)
    code = network.encode(steps, expression_features(bars, Part.DRUMS), chords, conditions)[0]
    before = F.pad(steps[:, :-1], (0, 0, 1, 0))
    out = network.decode_known(code, before, chords, steps_to_beats(bars.metre), conditions)
    values = out.double().cpu().numpy()
    velocity = VELOCITY_CENTRE + VELOCITY_SCALE * values[..., DRUM_CLASSES : 2 * DRUM_CLASSES]
    timing = MICRO_SCALE * values[..., 2 * DRUM_CLASSES : 3 * DRUM_CLASSES]
    return velocity, timing


@dataclass(frozen=True, slots=True)
class Drummer:
    """How the hits of a piece would be played: by the number of the bar, its sixteenth and the class.

    Attributes:
        velocity: relative to the mean of all. timing: in 1/480 quarter.
    """

    velocity: dict[tuple[int, int, int], float]
    timing: dict[tuple[int, int, int], float]

    def late(self, bar: int, step: int) -> float:
        """How late the drummer is at a place, on the average of what is struck; where nothing is, of all drummers."""
        there = [
            self.timing[key] for d in range(DRUM_CLASSES) if (key := (bar, step, d)) in self.timing
        ]
        return (
            fmean(there)
            if there
            else float(touch_table()["drums"]["timing"][:, step % MAX_STEPS].mean())
        )


def drummer_of(request: OperationRequest, book: Songbook, coder: BarCoder) -> Drummer:
    """The drummer for the drums of a piece."""
    piece = request.source
    hits = sorted(n for t in piece.tracks if t.is_drums or t.role is Role.DRUMS for n in t.notes)
    style = style_index(request.settled)
    velocity: dict[tuple[int, int, int], float] = {}
    timing: dict[tuple[int, int, int], float] = {}
    for number, run in enumerate(phrases(piece.bars()) if hits else ()):
        own: dict[Role, Sequence[Note] | None] = {Role.DRUMS: hits}
        batch = encode_bars(reduce_bars(run, piece.ticks_per_quarter, own, (), 0))
        if not (batch.drum_velocity > 0).any():
            continue
        playing = drummed(batch, style, book, coder, request.seed + number)
        for place, step, drum in np.argwhere(batch.drum_velocity > 0).tolist():
            key = run[place].index, step, drum
            velocity[key] = float(playing.velocity[place, step, drum])
            timing[key] = float(playing.timing[place, step, drum])
    middle = fmean(velocity.values()) if velocity else 0.0
    return Drummer({key: loud - middle for key, loud in velocity.items()}, timing)


PLAYED_LOUD, PLAYED_LATE = 20.0, 12.0
"""Standard deviations of velocity and timing at which a part counts as played: it is left as it is."""


def _need(own: Sequence[float], played: float) -> float:
    """How much of a touch a part still needs: 1 where it is mechanical, 0 where it is played."""
    return max(0.0, 1 - float(np.std(own)) / played) if own else 1.0


def humanised(
    request: OperationRequest, stays: frozenset[int], held: Held, book: Songbook, coder: BarCoder
) -> Piece:
    """The piece with its notes played as people would. What was played by people already is left alone the more,
    the more it was.

    Args:
        request: with the piece, the parts and the amount. stays: numbers of the bars that stay. held: notes that
            stay.
    """
    piece, share = request.source, request.amount / 100
    bars = piece.bars()
    drummer = drummer_of(request, book, coder)
    rng = np.random.default_rng((72, request.seed % 2**63))
    step_ticks = piece.ticks_per_quarter / STEPS_A_BEAT

    def played(found: Sequence[Touched]) -> dict[int, Touch]:
        drums = any(isinstance(each.row, int) for each in found)
        feels = _drum_feels(found, drummer) if drums else _line_feels(found, drummer, rng)
        level = fmean(each.note.velocity for each in found)
        more = share * _need([each.note.velocity for each in found], PLAYED_LOUD)
        own_late = [MICRO_PER_STEP * each.late for each in found if each.late is not None]
        later = share * _need(own_late, PLAYED_LATE)
        touched = {}
        for each, (louder, late) in zip(found, feels, strict=True):
            note, onset = each.note, float(each.note.onset)
            if each.late is not None:
                goal = bars[each.bar].start + (each.step + late / MICRO_PER_STEP) * step_ticks
                onset += later * (goal - onset)
            velocity = note.velocity + more * (level + louder - note.velocity)
            touched[each.place] = Touch(round(onset), round(velocity))
        return touched

    open_bars = [bar for bar in bars if bar.index not in stays]
    return played_anew(piece, open_bars, request.parts, played, held)


def _drum_feels(found: Sequence[Touched], drummer: Drummer) -> list[tuple[float, float]]:
    """How much louder than the kit, and how late (in 1/480 quarter), each hit is played."""
    feels = []
    for each in found:
        assert isinstance(each.row, int)
        key = each.bar, each.step, each.row
        feels.append((drummer.velocity.get(key, 0.0), drummer.timing.get(key, 0.0)))
    return feels


def _line_feels(
    found: Sequence[Touched], drummer: Drummer, rng: np.random.Generator
) -> list[tuple[float, float]]:
    """The same for the notes of a pitched part. What begins together is played together."""
    role = found[0].row
    row = touch_table().get(str(role), touch_table()[Role.CHORDS])
    middle = fmean(each.note.pitch for each in found)
    noise: dict[tuple[int, int], tuple[float, float]] = {}
    feels = []
    for each in found:
        place = each.bar, each.step
        if place not in noise:
            noise[place] = float(rng.standard_normal()), float(rng.standard_normal())
        loud, late = noise[place]
        louder = row["velocity"][each.step % MAX_STEPS] + row["spread"] * loud
        if role is not Role.CHORDS:  # the table has no height for them
            louder += row["per_semitone"] * (each.note.pitch - middle)
        feels.append((float(louder), drummer.late(*place) + LINE_LATE * late))
    return feels
