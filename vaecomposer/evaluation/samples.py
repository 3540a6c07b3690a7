"""What takes are like beside real phrases of the same conditions: recall, form, chords, touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.phrases import (
    STEPS,
    Bools,
    Floats,
    Ints,
    Phrases,
    beat_of,
    draw,
    joined,
    line_notes,
    mark_range,
    marks,
    strong_steps,
)
from vaecomposer.evaluation.reconstruction import Advance
from vaecomposer.evaluation.report import (
    LIKE_REAL,
    NEAR_REAL,
    Measured,
    at_least,
    unmeasured,
)
from vaecomposer.evaluation.subject import Subject
from vaecomposer.generation.api import TakeRequest
from vaecomposer.music.chord import QUALITIES, Chord, parse_chord
from vaecomposer.music.grid import DRUM_CLASSES, BarGrid
from vaecomposer.music.key import C_MAJOR, Key, Mode
from vaecomposer.music.metre import MAX_STEPS
from vaecomposer.session.state import Conditions
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.tokens import MODES, NOTE_PARTS, Part, encode_bars

FORMS = ("AABA", "ABAB", "ABAC")
FORM_BARS = 4
BATCH = 12
"""Takes composed at once."""

SAME_LETTER = 0.5
"""Melodies of real phrases with at least this share of notes in common carry the same letter."""

LONG = 4
"""Sixteenths of a long last note."""

PLAYED_VELOCITIES = 6
"""Drums with more different velocities than this in a phrase were played, not written."""


def compose(
    subject: Subject, wanted: Sequence[Conditions], seed: int, advance: Advance
) -> tuple[list[tuple[BarGrid, ...]], list[int], str]:
    """Takes for some conditions, the indices of those that were answered, and a refusal if there was one.

    All conditions ask for equally many bars.
    """
    takes: list[tuple[BarGrid, ...]] = []
    answered: list[int] = []
    refused = ""
    for start in range(0, len(wanted), BATCH):
        here = range(start, min(len(wanted), start + BATCH))
        requests = [TakeRequest(wanted[i], 1000 * seed + i) for i in here]
        try:
            takes += subject.takes_grids(requests)
            answered += here
        except ComposerError as why:
            refused = str(why)
        advance((start + BATCH) / len(wanted))
    return takes, answered, refused


@dataclass(frozen=True, slots=True)
class Pair:
    """Real phrases, and takes asked for with the conditions of each. refused: why some are missing, or ""."""

    real: Phrases
    composed: Phrases
    refused: str


def compose_like(subject: Subject, real: Phrases, seed: int, advance: Advance) -> Pair:
    """A take for each real phrase."""
    wanted = [real.conditions(i) for i in range(len(real))]
    takes, answered, refused = compose(subject, wanted, seed, advance)
    kept = real.take(np.array(answered, np.int64))
    return Pair(kept, joined(takes, kept), refused)


def longest_phrases(songs: SongBars, count: int, seed: int) -> Phrases:
    """Real phrases of 16 bars, or of 8 or 4 where the songs are too short."""
    for length in (16, 8):
        found = draw(songs, length, count, seed)
        if len(found) >= min(8, count):
            return found
    return draw(songs, 4, count, seed)


def similarity(phrases: Phrases, part: Part | None = None) -> Floats:
    """Share of notes in common of every two bars of each phrase, over the fuller bar's count: (n, b, b)."""
    noted = marks(phrases.bars)
    if part is not None:
        noted = noted[:, mark_range(part)]
    found = np.zeros((len(phrases), phrases.length, phrases.length))
    shaped = noted.reshape(len(phrases), phrases.length, noted.shape[1])
    for i, rows in enumerate(shaped):
        bars = rows[:, rows.any(0)].astype(np.float32)
        count = bars.sum(1)
        fuller = np.maximum(count[:, None], count)
        found[i] = np.where(fuller > 0, bars @ bars.T / np.maximum(fuller, 1), np.nan)
    return found


def recall(phrases: Phrases, part: Part | None = None) -> float | None:
    """Mean over bars with notes, the first of each phrase aside, of the best similarity to an earlier bar."""
    found = np.nan_to_num(similarity(phrases, part))
    noted = marks(phrases.bars)
    if part is not None:
        noted = noted[:, mark_range(part)]
    sounding = noted.any(1).reshape(len(phrases), phrases.length)[:, 1:]
    earlier = np.tril(np.ones((phrases.length, phrases.length), np.bool_), -1)
    best = np.where(earlier, found, 0).max(-1)[:, 1:]
    return float(best[sounding].mean()) if sounding.any() else None


def recall_figures(pair: Pair) -> list[Measured]:
    """Recall of all parts together, and of each."""
    values = recall(pair.composed), recall(pair.real)
    figures = [Measured("recall", "all", *values, NEAR_REAL, count=len(pair.real))]
    for part in NOTE_PARTS:
        has = np.flatnonzero(pair.real.present[:, part])
        if len(has):
            values = recall(pair.composed.take(has), part), recall(pair.real.take(has), part)
            figures.append(Measured("recall", part.name.lower(), *values, count=len(has)))
    return figures


def phrase_likeness(phrases: Phrases, part: Part | None = None) -> Floats:
    """Likeness of every two 4-bar phrases of each piece, the mean over their bars: (n, b / 4, b / 4)."""
    bars = similarity(phrases, part)
    n, count = len(phrases), phrases.length // FORM_BARS
    blocks = bars[:, : count * FORM_BARS, : count * FORM_BARS]
    diagonal = blocks.reshape(n, count, FORM_BARS, count, FORM_BARS).diagonal(0, 2, 4)
    known = ~np.isnan(diagonal)
    mean: Floats = np.where(known, diagonal, 0).sum(-1) / np.maximum(known.sum(-1), 1)
    return mean


def contrast(likeness: Floats, form: str) -> float:
    """Mean likeness (b, b) under the same letter minus that under different letters."""
    same = np.array([[a == b for b in form] for a in form])
    pairs = np.triu(np.ones_like(same), 1)
    return float(likeness[same & pairs].mean() - likeness[~same & pairs].mean())


def letters(likeness: Floats) -> str:
    """The form that likenesses (b, b) say: a phrase takes the letter of the first that is like it."""
    form = ""
    for i, row in enumerate(likeness):
        like = next((form[j] for j in range(i) if row[j] >= SAME_LETTER), None)
        form += like or chr(ord("A") + len(set(form)))
    return form


def form_figures(
    subject: Subject, songs: SongBars, count: int, seed: int, advance: Advance
) -> list[Measured]:
    """Contrast of takes in three forms beside real phrases found in them."""
    real = draw(songs, 16, 40 * count, seed + 1, (Part.MELODY,))
    said = [letters(row) for row in phrase_likeness(real, Part.MELODY)] if len(real) else []
    likeness = phrase_likeness(real)
    like = draw(songs, 16, count, seed + 2, (Part.MELODY,))
    figures: list[Measured] = []
    for k, form in enumerate(FORMS):
        if not len(like):
            why = "No song of the folder is 16 bars long in one metre."
            figures += unmeasured("form", [form], why, LIKE_REAL)
            continue
        wanted = [replace(like.conditions(i), form=form) for i in range(len(like))]
        takes, answered, refused = compose(
            subject,
            wanted,
            seed + k,
            lambda share, k=k: advance((k + share) / len(FORMS)),  # type: ignore[misc]
        )
        if not takes:
            figures += unmeasured("form", [form], refused, LIKE_REAL)
            continue
        composed = joined(takes, like.take(np.array(answered)))
        value = float(np.mean([contrast(row, form) for row in phrase_likeness(composed)]))
        found = [contrast(likeness[i], form) for i, letter in enumerate(said) if letter == form]
        beside = float(np.mean(found)) if found else None
        remark = refused or ("" if found else "No real phrase was found in this form.")
        figures.append(
            Measured("form", form, value, beside, LIKE_REAL, count=len(takes), remark=remark)
        )
    return figures


PROGRESSIONS: tuple[tuple[Mode, str], ...] = (
    (Mode.MAJOR, "C | G | Am | F"),
    (Mode.MAJOR, "C | Am | F | G7"),
    (Mode.MAJOR, "Dm7 | G7 | Cmaj7 | Cmaj7"),
    (Mode.MAJOR, "C7 | C7 | C7 | C7 | F7 | F7 | C7 | C7 | G7 | F7 | C7 | G7"),
    (Mode.MAJOR, "C G | Am Em | F C | F G"),
    (Mode.MAJOR, "C | E7 | Am | Fm | C | D7 | G | G"),
    (Mode.MINOR, "Am | F | C | G"),
    (Mode.MINOR, "Am | G | F | E7"),
    (Mode.MINOR, "Am Dm | G C | F Bdim | E7 Am"),
    (Mode.MINOR, "Am7 | D7 | Am7 | Em7"),
    (Mode.DORIAN, "Dm7 | G | Dm7 | C"),
    (Mode.MIXOLYDIAN, "G | F | C | G"),
)  # fmt: skip
"""Typed progressions on the white keys: pop, jazz, blues, folk, baroque."""


def progression(text: str, shift: int = 0) -> tuple[tuple[Chord, ...], ...]:
    """Chords per bar, ``|`` between bars, moved by `shift` semitones."""
    bars = []
    for bar in text.split("|"):
        chords = [parse_chord(name) for name in bar.split()]
        bars.append(tuple(c.transposed(shift) for c in chords if c is not None))
    return tuple(bars)


def obeyed(grids: Sequence[BarGrid], wanted: Sequence[Sequence[Chord]]) -> tuple[int, int]:
    """Beats whose chord is the typed one, and all beats; both in the same pitch."""
    right = total = 0
    for i, grid in enumerate(grids):
        bar = wanted[i % len(wanted)]
        beats = len(grid.chords)
        right += sum(c == bar[b * len(bar) // beats] for b, c in enumerate(grid.chords))
        total += beats
    return right, total


def chord_figures(subject: Subject, seed: int, advance: Advance) -> list[Measured]:
    """Typed progressions: chords obeyed, and chord tones on strong beats under them."""
    conditions, typed = [], []
    for i, (mode, text) in enumerate(PROGRESSIONS):
        for tonic in (mode.white_tonic, (mode.white_tonic + 2 + 3 * i) % 12):
            key = Key(tonic, mode)
            conditions.append(Conditions(key, progression=progression(text, -key.to_white_keys)))
            typed.append(progression(text))
    takes, answered, refused = compose(subject, conditions, seed, advance)
    if not takes:
        return unmeasured("chords obeyed", [""], refused, at_least(1.0))
    counts = [obeyed(take, typed[i]) for take, i in zip(takes, answered, strict=True)]
    right, total = (sum(x) for x in zip(*counts, strict=True))
    bars = encode_bars([bar for take in takes for bar in take])
    n = len(takes)
    modes = np.array([MODES.index(conditions[i].key.mode) for i in answered])
    phrases = Phrases(bars, len(takes[0]), modes, np.zeros(n, np.int64), np.arange(n))
    tones = chord_tones(phrases, Part.MELODY)
    return [
        Measured(
            "chords obeyed", "", right / total, None, at_least(1.0), count=total, remark=refused
        ),
        Measured("strong beats", "melody, typed", tones, count=n),
    ]


_TONES = np.array(
    [[[pc in Chord(r, q, r).tones for pc in range(12)] for q in QUALITIES] for r in range(12)]
)


def chord_tones(phrases: Phrases, part: Part) -> float | None:
    """Share of a line's onsets on strong beats that are tones of the chord; None where no chord sounds there."""
    notes = line_notes(phrases, part)
    metre = phrases.metre[notes.phrase]
    row = notes.phrase * phrases.length + notes.bar
    chord = phrases.bars.chords[row, beat_of(metre, notes.step)].astype(np.int64)
    strong = strong_steps(metre)[np.arange(len(row)), notes.step] & (chord[:, 1] > 0)
    inside = _TONES[chord[:, 0], chord[:, 1], notes.pitch % 12] | (chord[:, 2] == notes.pitch % 12)
    return float(inside[strong].mean()) if strong.any() else None


def in_key(phrases: Phrases) -> float | None:
    """Share of melody and bass notes in the scale, which is the white keys."""
    pitches = np.concatenate([line_notes(phrases, p).pitch for p in (Part.MELODY, Part.BASS)]) % 12
    return float(np.isin(pitches, list(C_MAJOR.scale)).mean()) if len(pitches) else None


def phrase_ends(phrases: Phrases) -> float | None:
    """Share of phrases whose melody ends long, on a rest, or on a tone of the tonic chord; None without melody."""
    notes = line_notes(phrases, Part.MELODY)
    if not len(notes.phrase):
        return None
    last = np.flatnonzero(np.r_[np.diff(notes.phrase) != 0, True])
    owner = notes.phrase[last]
    total = STEPS[phrases.metre[owner]] * phrases.length
    tonic = np.zeros((len(MODES), 12), np.bool_)
    for i, mode in enumerate(MODES):
        degrees = (mode.intervals[0], mode.intervals[2], mode.intervals[4])
        tonic[i, [(mode.white_tonic + d) % 12 for d in degrees]] = True
    rests = notes.place[last] + notes.length[last] < total
    at_home = tonic[phrases.mode[owner], notes.pitch[last] % 12]
    well: Bools = rests | (notes.length[last] >= LONG) | at_home
    return float(well.mean())


def drum_touch(phrases: Phrases) -> tuple[float | None, float | None, int]:
    """Spread of drum velocities within a phrase, mean absolute microtiming, and phrases with drums."""
    size = phrases.length * MAX_STEPS * DRUM_CLASSES
    velocity = phrases.bars.drum_velocity.reshape(len(phrases), size).astype(float)
    micro = np.abs(phrases.bars.drum_micro.reshape(len(phrases), size).astype(float))
    hit = velocity > 0
    has = hit.sum(1) > 1
    if not has.any():
        return None, None, 0
    count = hit[has].sum(1)
    mean = velocity[has].sum(1) / count
    spread = np.sqrt(np.where(hit[has], (velocity[has] - mean[:, None]) ** 2, 0).sum(1) / count)
    return float(spread.mean()), float(micro[has][hit[has]].mean()), int(has.sum())


def played_drums(phrases: Phrases) -> Ints:
    """Indices of phrases whose drums were played, by their many velocities."""
    size = phrases.length * MAX_STEPS * DRUM_CLASSES
    rows = phrases.bars.drum_velocity.reshape(len(phrases), size)
    different = [len(set(row[row > 0].tolist())) for row in rows]
    found: Ints = np.flatnonzero(np.array(different, np.int64) > PLAYED_VELOCITIES)
    return found


def quality_figures(pair: Pair, songs: SongBars, seed: int) -> list[Measured]:
    """Chord tones on strong beats, notes in key, phrase ends and the drummer's touch."""
    ours, theirs = pair.composed, pair.real
    short, real_short = ours.cut(4), theirs.cut(4)
    n = len(ours)
    kits = draw(songs, 4, 500, seed, (Part.DRUMS,))
    touch, real_touch = drum_touch(short), drum_touch(kits.take(played_drums(kits)))
    return [
        Measured(
            "strong beats", "melody", chord_tones(ours, Part.MELODY), chord_tones(theirs, Part.MELODY), LIKE_REAL,
            "pop 73 %, hymns 88 %", n,
        ),
        Measured("strong beats", "bass", chord_tones(ours, Part.BASS), chord_tones(theirs, Part.BASS), count=n),
        Measured("in key", "", in_key(ours), in_key(theirs), count=n),
        Measured("phrase ends", "", phrase_ends(short), phrase_ends(real_short), count=len(short)),
        Measured("drum velocity", "spread", touch[0], real_touch[0], count=touch[2]),
        Measured("drum timing", "|micro|", touch[1], real_touch[1], count=touch[2]),
    ]  # fmt: skip
