"""What operations make of songs the network has not heard, beside what the songs themselves have there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.classifiers import classifier_of, phrase_features
from vaecomposer.evaluation.control import spearman
from vaecomposer.evaluation.phrases import Floats, Phrases, draw, line_notes, without
from vaecomposer.evaluation.reconstruction import Advance
from vaecomposer.evaluation.references import References
from vaecomposer.evaluation.report import LIKE_REAL, Measured, at_least, at_most, unmeasured
from vaecomposer.evaluation.samples import PROGRESSIONS, chord_tones, played_drums, progression
from vaecomposer.evaluation.subject import Subject
from vaecomposer.generation import operations as ask
from vaecomposer.generation.api import OperationRequest
from vaecomposer.generation.operations import Ground
from vaecomposer.music.chord import Chord
from vaecomposer.music.grid import DRUM_CLASSES, FIRST_ONSET, TEXTURE_ONSET
from vaecomposer.music.piece import Piece, Role
from vaecomposer.music.reduction import reduce_piece
from vaecomposer.music.style import STYLES
from vaecomposer.session.state import Locks
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.tokens import BarBatch, Part, encode_bars

BARS = 8
"""Bars of the phrases that operations are done to."""

GAP = (3, 4)
"""Bars of such a phrase that are filled anew."""

WAY = 4
"""Steps of an interpolation."""

Ask = Callable[[Ground, int], OperationRequest]
"""Makes a request of the music of a phrase and the phrase's number, which is also its seed."""


def operation_figures(
    subject: Subject,
    songs: SongBars,
    references: References | None,
    count: int,
    seed: int,
    advance: Advance,
) -> list[Measured]:
    """All figures of operations on `count` phrases of eight bars.

    Raises:
        ComposerError: no song of the folder has eight bars with a melody, or the composer refuses.
    """
    tonal = draw(songs, BARS, count, seed, (Part.MELODY, Part.HARMONY))
    if not len(tonal):
        raise ComposerError("No song of the folder has eight bars of a melody with chords.")
    full = draw(songs, BARS, count, seed + 1, (Part.MELODY, Part.HARMONY, Part.BASS))
    kits = draw(songs, BARS, 4 * count, seed + 2, (Part.DRUMS,))
    families: tuple[Callable[[], list[Measured]], ...] = (
        lambda: _locks(subject, full if len(full) else tonal, seed),
        lambda: _accompaniment(subject, full),
        lambda: _gap(subject, tonal),
        lambda: _interpolation(subject, tonal),
        lambda: _continuation(subject, draw(songs, 2 * BARS, count, seed + 3, (Part.MELODY,))),
        lambda: _harmonising(subject, tonal),
        lambda: _reharmonising(subject, tonal),
        lambda: _transfer(subject, full, references),
        lambda: _thinning(subject, tonal),
        lambda: _humanising(subject, kits.take(played_drums(kits)[:count])),
    )
    figures: list[Measured] = []
    for done, family in enumerate(families):
        figures += family()
        advance((done + 1) / len(families))
    return figures


def done_to(subject: Subject, phrases: Phrases, request: Ask) -> list[Piece]:
    """The pieces that an operation makes of phrases."""
    return [
        subject.answer(request(Ground(phrases.piece(i), phrases.conditions(i)), i + 1))
        for i in range(len(phrases))
    ]


def as_phrases(pieces: Sequence[Piece], like: Phrases) -> Phrases:
    """Pieces in white-key pitch as phrases of as many bars as each of them has."""
    bars = [bar for piece in pieces for bar in reduce_piece(piece, piece.bars(), 0)]
    length = len(pieces[0].bars()) if pieces else like.length
    return Phrases(encode_bars(bars), length, like.mode, like.style, like.origin)


def some_bars(phrases: Phrases, first: int, end: int) -> Phrases:
    """Bars `first` up to `end` of every phrase."""
    rows = np.arange(len(phrases.bars)).reshape(len(phrases), phrases.length)[:, first:end]
    return Phrases(
        phrases.bars.take(rows.ravel()), end - first, phrases.mode, phrases.style, phrases.origin
    )


# Locks.


def _locks(subject: Subject, phrases: Phrases, seed: int) -> list[Measured]:
    """Random locks under every operation that keeps the length."""
    rng = np.random.default_rng((41, seed))
    held = changed = 0
    for i in range(min(len(phrases), 10)):
        piece = phrases.piece(i)
        locks = random_locks(piece, rng)
        # Locks that leave nothing to compose are refused, but hold here as well.
        for request in every_operation(Ground(piece, phrases.conditions(i)), i + 1):
            kept = locked_notes(piece, locks)
            made = subject.answer(replace(request, locks=locks))
            after = {(t, n) for t, row in enumerate(made.tracks) for n in row.notes}
            held += len(kept)
            changed += len(kept - after)
    share = changed / held if held else None
    return [Measured("locks", "notes changed", share, None, at_most(0.0), count=held)]


def every_operation(ground: Ground, seed: int) -> list[OperationRequest]:
    """All operations that are done to a piece alone."""
    chords = progression("Dm | G7 | Am F | C")
    gap = replace(ground, only=frozenset(GAP))
    return [
        ask.vary(ground, 60.0, seed),
        ask.continued(ground, 4, None, seed),
        ask.fill(gap, None, seed),
        ask.accompany(ground, [Role.BASS, Role.DRUMS], None, seed),
        ask.harmonise(ground, (), None, seed),
        ask.reharmonise(ground, chords, 60.0, seed, adapt=True),
        ask.transfer(ground, "jazz", (0.5, 0.5), None, seed),
        ask.simplify(ground, 80.0, seed),
        ask.make_busier(ground, 80.0, seed),
        ask.humanise(ground, (), None, seed),
        ask.take_groove(ground, ground.piece, ()),
    ]


def random_locks(piece: Piece, rng: np.random.Generator) -> Locks:
    """A track, a bar, and the notes of a rectangle of time and pitch."""
    track = int(rng.integers(len(piece.tracks)))
    bar = int(rng.integers(len(piece.bars())))
    first, last = np.sort(rng.integers(0, piece.length, 2))
    low, high = np.sort(rng.integers(30, 90, 2))
    notes = frozenset(
        (t, n.onset, n.pitch)
        for t, row in enumerate(piece.tracks)
        for n in row.notes
        if first <= n.onset <= last and low <= n.pitch <= high
    )
    return Locks(frozenset((track,)), frozenset((bar,)), notes)


def locked_notes(piece: Piece, locks: Locks) -> set[tuple[int, object]]:
    """Track and note of all that is locked."""
    spans = [(b.start, b.end) for b in piece.bars() if b.index in locks.bars]
    return {
        (t, n)
        for t, row in enumerate(piece.tracks)
        for n in row.notes
        if t in locks.tracks
        or (t, n.onset, n.pitch) in locks.notes
        or any(start <= n.onset < end for start, end in spans)
    }


# One by one.


def together(phrases: Phrases, part: Part) -> float | None:
    """Share of a part's onsets (of drums kick and snare) that fall together with one of another part."""
    bars = phrases.bars
    rows = {
        Part.MELODY: bars.lines[:, 0] >= FIRST_ONSET,
        Part.BASS: bars.lines[:, 1] >= FIRST_ONSET,
        Part.TEXTURE: (bars.slots == TEXTURE_ONSET).any(-1),
        Part.DRUMS: (bars.drum_velocity[..., :2] > 0).any(-1),
    }
    mine = rows.pop(part)
    rows.pop(Part.DRUMS if part is Part.BASS else Part.BASS)
    others = np.any(np.stack(list(rows.values())), 0)
    sounding = others.any(1)
    total = int(mine[sounding].sum())
    return float((mine & others)[sounding].sum() / total) if total else None


def _accompaniment(subject: Subject, phrases: Phrases) -> list[Measured]:
    if not len(phrases):
        why = "No song of the folder has a melody with chords and a bass."
        return unmeasured("accompaniment", ["bass on the chord"], why, LIKE_REAL)
    made = as_phrases(
        done_to(subject, phrases, lambda g, i: ask.accompany(g, [Role.BASS, Role.DRUMS], None, i)),
        phrases,
    )
    n = len(phrases)
    drums = phrases.take(np.flatnonzero(phrases.present[:, Part.DRUMS]))
    return [
        Measured(
            "accompaniment",
            "bass on the chord",
            chord_tones(made, Part.BASS),
            chord_tones(phrases, Part.BASS),
            LIKE_REAL,
            count=n,
        ),
        Measured(
            "accompaniment",
            "bass with the others",
            together(made, Part.BASS),
            together(phrases, Part.BASS),
            count=n,
        ),
        Measured(
            "accompaniment",
            "drums with the others",
            together(made, Part.DRUMS),
            together(drums, Part.DRUMS) if len(drums) else None,
            count=n,
        ),
    ]


def join_leaps(phrases: Phrases, joins: Sequence[int]) -> float | None:
    """Mean leap of the melody in semitones from the last note before to the first after the beginnings of bars."""
    notes = line_notes(phrases, Part.MELODY)
    leaps = []
    for phrase in range(len(phrases)):
        own = notes.phrase == phrase
        bar, pitch = notes.bar[own], notes.pitch[own]
        for join in joins:
            before, after = pitch[bar < join], pitch[bar >= join]
            if len(before) and len(after):
                leaps.append(abs(int(after[0]) - int(before[-1])))
    return float(np.mean(leaps)) if leaps else None


def rhythm_likeness(phrases: Phrases, bars: Sequence[int]) -> float | None:
    """Share of a bar's melody onsets in common with the bar before, over the fuller one's, mean over some bars."""
    struck = (phrases.bars.lines[:, 0] >= FIRST_ONSET).reshape(len(phrases), phrases.length, -1)
    found = []
    for bar in bars:
        a, b = struck[:, bar - 1], struck[:, bar]
        most = np.maximum(a.sum(1), b.sum(1))
        found += ((a & b).sum(1)[most > 0] / most[most > 0]).tolist()
    return float(np.mean(found)) if found else None


def _gap(subject: Subject, phrases: Phrases) -> list[Measured]:
    only = frozenset(GAP)
    made = as_phrases(
        done_to(subject, phrases, lambda g, i: ask.fill(replace(g, only=only), None, i)), phrases
    )
    joins, n = (GAP[0], GAP[-1] + 1), len(phrases)
    return [
        Measured(
            "gap", "leap at the joins", join_leaps(made, joins), join_leaps(phrases, joins), count=n
        ),
        Measured(
            "gap",
            "rhythm as before",
            rhythm_likeness(made, joins),
            rhythm_likeness(phrases, joins),
            count=n,
        ),
    ]


def hamming(a: Phrases, b: Phrases) -> Floats:
    """Share of sixteenths whose melody token differs, phrase by phrase."""
    first, second = (x.bars.lines[:, 0].reshape(len(x), -1) for x in (a, b))
    found: Floats = (first != second).mean(1)
    return found


def _interpolation(subject: Subject, phrases: Phrases) -> list[Measured]:
    """From every phrase to the next of its metre and mode, beside taking each sixteenth from either at random."""
    order = np.arange(len(phrases))
    partner = np.array(
        [
            next(
                (
                    int(j)
                    for j in np.roll(order, -i - 1)
                    if j != i
                    and phrases.metre[j] == phrases.metre[i]
                    and phrases.mode[j] == phrases.mode[i]
                ),
                -1,
            )
            for i in order
        ]
    )
    known = np.flatnonzero(partner >= 0)
    if not len(known):
        return unmeasured(
            "interpolation", ["evenness"], "No two phrases are in one metre and mode."
        )
    first, second = phrases.take(known), phrases.take(partner[known])
    rows = done_to(
        subject, first, lambda g, i: ask.interpolate(g, second.piece(i - 1), WAY, None, i)
    )
    whole = as_phrases(rows, first)
    places = [some_bars(whole, k * BARS, (k + 1) * BARS) for k in range(WAY + 1)]
    away = np.stack([hamming(places[0], place) for place in places], 1)  # (n, WAY + 1)
    steps = np.abs(np.diff(away, axis=1))
    even = 1 - (steps.max(1) - steps.min(1)) / np.maximum(away[:, -1], 1e-6)
    rises = [spearman(np.arange(WAY + 1.0), row) for row in away]
    middle, crossed = places[WAY // 2], crossfade(first, second)
    n, real = len(known), leap_size(first)
    return [
        Measured(
            "interpolation",
            "rising with the way",
            float(np.median(rises)),
            None,
            at_least(0.9),
            count=n,
        ),
        Measured("interpolation", "evenness", float(even.mean()), count=n),
        Measured("interpolation", "melodic leap, half way", leap_size(middle), real, count=n),
        Measured(
            "interpolation", "the same, crossfade of notes", leap_size(crossed), real, count=n
        ),
        Measured(
            "interpolation",
            "chord tones, half way",
            chord_tones(middle, Part.MELODY),
            chord_tones(first, Part.MELODY),
            count=n,
        ),
        Measured(
            "interpolation",
            "the same, crossfade of notes ",
            chord_tones(crossed, Part.MELODY),
            chord_tones(first, Part.MELODY),
            count=n,
        ),
    ]


def crossfade(a: Phrases, b: Phrases) -> Phrases:
    """Half of the sixteenths of each melody: the baseline of Roberts et al. (2018), section 5.2.2."""
    chosen = np.random.default_rng(43).random(a.bars.lines[:, 0].shape) < 0.5
    lines = a.bars.lines.copy()
    lines[:, 0] = np.where(chosen, a.bars.lines[:, 0], b.bars.lines[:, 0])
    return replace(a, bars=replace(a.bars, lines=lines))


def leap_size(phrases: Phrases) -> float | None:
    """Mean absolute interval of melodies in semitones."""
    notes = line_notes(phrases, Part.MELODY)
    same = notes.phrase[1:] == notes.phrase[:-1]
    apart = np.abs(np.diff(notes.pitch))[same]
    return float(apart.mean()) if len(apart) else None


def manner(phrases: Phrases) -> Floats:
    """How melodies go, (n, 5): notes a bar, mean pitch, compass, mean interval, share of chord-like off beats."""
    notes = line_notes(phrases, Part.MELODY)
    rows = []
    for i in range(len(phrases)):
        own = notes.phrase == i
        pitch, step = notes.pitch[own], notes.step[own]
        if not own.any():
            rows.append([0.0] * 5)
            continue
        leap = np.abs(np.diff(pitch)).mean() if len(pitch) > 1 else 0.0
        rows.append(
            [len(pitch) / phrases.length, pitch.mean(), np.ptp(pitch), leap, (step % 4 != 0).mean()]
        )
    return np.array(rows, float).reshape(-1, 5)


def _continuation(subject: Subject, phrases: Phrases) -> list[Measured]:
    """Eight bars continued by eight, beside the eight that the song goes on with."""
    if not len(phrases):
        return unmeasured(
            "continuation", ["distance"], "No song is 16 bars long in one metre.", None
        )
    given, real = some_bars(phrases, 0, BARS), some_bars(phrases, BARS, 2 * BARS)
    made = as_phrases(done_to(subject, given, lambda g, i: ask.continued(g, BARS, None, i)), given)
    ours = some_bars(made, BARS, 2 * BARS)
    spread = np.maximum(manner(real).std(0), 1e-6)
    shuffled = real.take(np.roll(np.arange(len(real)), 1))

    def distance(a: Phrases) -> float:
        return float((np.abs(manner(a) - manner(real)) / spread).mean())

    n = len(phrases)
    return [
        Measured(
            "continuation", "distance from the song's own", distance(ours), distance(given), count=n
        ),
        Measured(
            "continuation",
            "the same, of another song's",
            distance(shuffled),
            distance(given),
            count=n,
        ),
        Measured(
            "continuation",
            "leap at the join",
            join_leaps(made, (BARS,)),
            join_leaps(phrases, (BARS,)),
            count=n,
        ),
        Measured(
            "continuation",
            "chord tones",
            chord_tones(ours, Part.MELODY),
            chord_tones(real, Part.MELODY),
            LIKE_REAL,
            count=n,
        ),
    ]


def _harmonising(subject: Subject, phrases: Phrases) -> list[Measured]:
    """Melodies alone, their chords taken away."""
    bare = _tunes(phrases)
    made = as_phrases(done_to(subject, bare, lambda g, i: ask.harmonise(g, (), None, i)), phrases)
    ours, theirs = made.bars.chords, phrases.bars.chords
    both = (ours[..., 1] > 0) & (theirs[..., 1] > 0)
    same = float((ours[..., 0] == theirs[..., 0])[both].mean()) if both.any() else None
    n = len(phrases)
    return [
        Measured(
            "harmonising",
            "chord tones",
            chord_tones(made, Part.MELODY),
            chord_tones(phrases, Part.MELODY),
            LIKE_REAL,
            count=n,
        ),
        Measured("harmonising", "roots as in the song", same, count=n),
    ]


def _tunes(phrases: Phrases) -> Phrases:
    present = np.zeros_like(phrases.bars.present)
    present[:, Part.MELODY] = phrases.bars.present[:, Part.MELODY]
    bars = replace(phrases.bars, present=present, chords=np.zeros_like(phrases.bars.chords))
    return replace(phrases, bars=bars)


def _reharmonising(subject: Subject, phrases: Phrases) -> list[Measured]:
    texts = [text for _, text in PROGRESSIONS]
    typed = [progression(texts[i % len(texts)]) for i in range(len(phrases))]

    def request(ground: Ground, i: int) -> OperationRequest:
        return ask.reharmonise(ground, fitting(typed[i - 1], ground), None, i, adapt=True)

    pieces = done_to(subject, phrases, request)
    made = as_phrases(pieces, phrases)
    right = total = 0
    for i, piece in enumerate(pieces):
        wanted = fitting(typed[i], Ground(piece))
        for bar in piece.bars():
            row = wanted[bar.index % len(wanted)]
            for beat in range(bar.metre.beats):
                tick = bar.start + beat * bar.ticks // bar.metre.beats
                total += 1
                right += piece.chord_at(tick) == row[beat * len(row) // bar.metre.beats]
    n, real = len(phrases), chord_tones(phrases, Part.MELODY)
    return [
        Measured(
            "reharmonising", "typed chords obeyed", right / total, None, at_least(1.0), count=total
        ),
        Measured(
            "reharmonising",
            "melody, adapted",
            chord_tones(made, Part.MELODY),
            real,
            LIKE_REAL,
            count=n,
        ),
        Measured(
            "reharmonising",
            "bass",
            chord_tones(made, Part.BASS),
            chord_tones(phrases, Part.BASS),
            LIKE_REAL,
            count=n,
        ),
    ]


def fitting(chords: Sequence[tuple[Chord, ...]], ground: Ground) -> tuple[tuple[Chord, ...], ...]:
    """A progression with no more chords a bar than the music's metre counts."""
    beats = ground.piece.metre.beats
    return tuple(row[:beats] for row in chords)


def _transfer(subject: Subject, phrases: Phrases, references: References | None) -> list[Measured]:
    """Every phrase into another style; the share that the classifier of styles then hears in it."""
    judge = classifier_of(references.classifiers, "style") if references else None
    if judge is None or not len(phrases):
        return unmeasured(
            "transfer", ["style heard"], "There is no classifier of styles beside the model."
        )
    rng = np.random.default_rng(47)
    wanted = [
        str(rng.choice([s for s in ACCOMPANIED if own != 1 + STYLES.index(s)]))
        for own in phrases.style.tolist()
    ]
    pieces = done_to(subject, phrases, lambda g, i: ask.transfer(g, wanted[i - 1], None, None, i))
    made = as_phrases(pieces, phrases)
    labels = np.array([1 + STYLES.index(s) for s in wanted])

    def heard(x: Phrases) -> float:
        return float((judge.classes(phrase_features(x)) == labels).mean())

    n = len(phrases)
    return [
        Measured("transfer", "style heard", heard(made), heard(phrases), count=n),
        Measured(
            "transfer", "in what is written", heard(_under(made)), heard(_under(phrases)), count=n
        ),
    ]


ACCOMPANIED = ("pop", "rock", "hymn", "baroque", "art song")
"""Styles whose training songs have parts under the melody."""


def _under(phrases: Phrases) -> Phrases:
    """The phrases without melody and chord symbols, which a style leaves as they are."""
    hidden = np.zeros_like(phrases.bars.present)
    hidden[:, [Part.HARMONY, Part.MELODY]] = True
    return replace(phrases, bars=without(phrases.bars, hidden))


def _thinning(subject: Subject, phrases: Phrases) -> list[Measured]:
    found: dict[str, list[float]] = {"simpler": [], "busier": []}
    kept: list[float] = []
    for i in range(min(len(phrases), 12)):
        ground = Ground(phrases.piece(i), phrases.conditions(i))
        amounts = (0.0, 25.0, 50.0, 75.0, 100.0)
        for name, operation in (("simpler", ask.simplify), ("busier", ask.make_busier)):
            pieces = [subject.answer(operation(ground, amount, 1)) for amount in amounts]
            counts = [float(sum(len(t.notes) for t in piece.tracks)) for piece in pieces]
            found[name].append(abs(spearman(np.array(amounts), np.array(counts))))
            own = {
                (t, n.onset, n.pitch) for t, row in enumerate(pieces[0].tracks) for n in row.notes
            }
            now = {
                (t, n.onset, n.pitch) for t, row in enumerate(pieces[-1].tracks) for n in row.notes
            }
            kept.append(float(now <= own if name == "simpler" else own <= now))
    n = len(kept) // 2
    goal = at_least(0.95)
    return [
        *(
            Measured("fewer and more", name, float(np.median(row)), None, goal, count=n)
            for name, row in found.items()
        ),
        Measured(
            "fewer and more",
            "own notes alone, or all of them",
            float(np.mean(kept)),
            None,
            at_least(1.0),
            count=2 * n,
        ),
    ]


def spread_apart(a: Floats, b: Floats) -> float:
    """Distance of two distributions: the mean difference of their quantiles (Wasserstein's, of order 1)."""
    at = np.linspace(0.005, 0.995, 199)
    return float(np.abs(np.quantile(a, at) - np.quantile(b, at)).mean())


def _humanising(subject: Subject, kits: Phrases) -> list[Measured]:
    """Played drums, made flat and humanised, by class; beside how far the flat ones are from the played."""
    if not len(kits):
        why = "No song of the folder has drums that were played."
        return [
            *unmeasured("played velocity", ["humanised"], why),
            *unmeasured("played timing", ["humanised"], why),
        ]
    hit = kits.bars.drum_velocity > 0
    level = round(float(kits.bars.drum_velocity[hit].mean()))
    even = replace(
        kits.bars,
        drum_velocity=(level * hit).astype(np.int8),
        drum_micro=np.zeros_like(kits.bars.drum_micro),
    )
    flat = replace(kits, bars=even)
    pieces = done_to(subject, flat, lambda g, i: ask.humanise(g, [Role.DRUMS], None, i))
    made = as_phrases(pieces, kits).bars
    real, together_with = kits.bars, []
    rows = np.arange(len(real)).reshape(len(kits), -1)
    for row in rows:
        both = hit[row] & (made.drum_velocity[row] > 0)
        a, b = (
            made.drum_velocity[row][both].astype(float),
            real.drum_velocity[row][both].astype(float),
        )
        if len(a) > 2 and a.std() and b.std():
            together_with.append(float(np.corrcoef(a, b)[0, 1]))

    def apart(of: str, bars: BarBatch) -> float:
        found = []
        for drum in range(DRUM_CLASSES):
            ours = getattr(bars, of)[..., drum][bars.drum_velocity[..., drum] > 0]
            theirs = getattr(real, of)[..., drum][hit[..., drum]]
            if len(ours) > 20 and len(theirs) > 20:
                found.append(spread_apart(ours.astype(float), theirs.astype(float)))
        return float(np.mean(found)) if found else float("nan")

    n = int(hit.sum())
    nearer = at_most(1.0)
    figures = []
    for name, of in (("played velocity", "drum_velocity"), ("played timing", "drum_micro")):
        ours, flat_apart = apart(of, made), apart(of, even)
        figures += [
            Measured(name, "humanised", ours, count=n),
            Measured(name, "flat", flat_apart, count=n),
            Measured(name, "humanised over flat", ours / flat_apart, None, nearer, count=n),
        ]
    going = float(np.mean(together_with)) if together_with else None
    return [
        *figures,
        Measured("played velocity", "going along with the drummer's", going, count=len(kits)),
    ]
