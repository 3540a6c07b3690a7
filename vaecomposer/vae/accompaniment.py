"""Writing missing parts around what the musician has given, and bars between those that stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from vaecomposer.generation.api import AccompanyRequest
from vaecomposer.music.form import PHRASE
from vaecomposer.music.grid import FIRST_ONSET, LINE_TOKENS, LOWEST_PITCH, TEXTURE_ONSET, BarGrid
from vaecomposer.music.metre import COMPOSED_METRES, MAX_STEPS
from vaecomposer.music.piece import Role
from vaecomposer.session.state import Conditions
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import CODE, OUTPUT, steps_to_beats
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import PARTS_OF, against, bar_conditions, with_mood
from vaecomposer.vae.conductor import FORM_FEATURES, SONG
from vaecomposer.vae.holding import held_notes
from vaecomposer.vae.homing import in_reach, keep_compass, keep_off_the_bass
from vaecomposer.vae.joins import apartness, thinness, unease, unsupported
from vaecomposer.vae.reading import Encoded, encode_phrase
from vaecomposer.vae.roll_out import SONG_GUIDANCE, Outline, roll_out
from vaecomposer.vae.takes import (
    SONG_NOISE,
    noise,
    part_temperature,
    purity_of,
    surprise_scale,
    with_touch,
)
from vaecomposer.vae.tokens import NOTE_PARTS, BarBatch, Part, decode_bars

FREEDOM = (1.0, 1.0, 0.85, 0.3, 0.3)
"""How far each part goes from what it played, in the order of `Part`: accompaniments keep their figures, about as much
as songs' do. Onsets of a bar in common with the most similar of eight bars before (comping; bass; drums): songs .79;
.77; .92; free continuations .70; .71; .70; with this .78; .76; .90.
"""

STEADIER = (0.2, 0.05, 0.1, 0.6, 0.7)
"""As `takes.STEADY`, with comping that stays with a figure. Written for sixteen songs its bars then have .61 of their
onsets in common with the bar before (songs .67, with takes' .50), and 2.1 notes at once (1.8; 1.7).
"""

CALMER = (1.0, 1.0, 1.0, 1.0, 0.5)
"""Share of a take's noise that each written part has, in the order of `Part`. Drums written for sixteen songs then have
.66 of a bar's strokes in common with the bar before (songs .69; with all the noise .53), and more back beats."""

ROOTED = 3.0
"""Nats that a bass gains on its chord's bass where a bar begins or the chord changes in the middle."""

CARRYING = 1.5
"""How much more firmly than in takes a bass keeps to the chords."""

VERSIONS = 8
"""How many fillings of a gap are composed at once, of which the one that joins best is kept."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Music with something missing.

    Attributes:
        codes: (bars, 5, CODE). chords: (bars, 4, 3). metre: (bars,). conditions: (bars, C).
        given, playing: (bars, 5), what is there, and what shall sound.
        batch: the bars on the grid; what is missing is not looked at.
        written: note parts that are missing somewhere.
        own: (bars, 5), where something played that shall be replaced; its codes are in `codes`. None: nowhere.
        held: (16, written, bars, OUTPUT), added to the decoder's outputs so that it says what is held; None: nothing.
        transpose: semitones from the music to the white keys.
        like: (bars,), the number of the bar whose figures a written one goes on with, -1 for none; None: nowhere.
    """

    codes: Tensor
    chords: Tensor
    metre: Tensor
    conditions: Tensor
    given: Tensor
    playing: Tensor
    batch: BarBatch
    written: tuple[Part, ...]
    own: Tensor | None = None
    held: Tensor | None = None
    transpose: int = 0
    like: Tensor | None = None

    @property
    def composed(self) -> Tensor:
        """Bars in which a part is written, (bars,) bool."""
        return (self.given[:, list(self.written)] == 0).any(1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is written into a frame.

    Attributes:
        conditions: Surprise, mood and style. seed: same seed, same notes.
        share: 0..1, how far to go from what played to what is new; where nothing played, how much of the usual
            noise there is.
        versions: how many are composed, of which the best is kept.
        led: whether the style is followed farther than told (see `roll_out.GUIDANCE`).
        noise: how much of the usual noise there is.
        freedom: of each part in `Part`, the share of the way from what played that it goes at most.
        together: whether of several versions those count that play with the parts that are there.
        home: (bars, 4, 12 roots, qualities), what chords gain; None for nothing.
    """

    conditions: Conditions
    seed: int
    share: float = 1.0
    versions: int = 1
    led: bool = False
    noise: float = 1.0
    freedom: tuple[float, ...] = (1.0,) * len(Part)
    together: bool = False
    home: Tensor | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A frame with what is missing written: the bars, all of whose chords are there, and what they join with.

    Attributes:
        notes: the written parts of the version that is kept. chords: (bars, 4, 3).
    """

    notes: BarBatch
    chords: Tensor


def accompany(
    request: AccompanyRequest, book: Songbook, coder: BarCoder
) -> tuple[Encoded, tuple[BarGrid, ...]]:
    """The phrase as read, and the parts asked for as written around it, in white-key pitch.

    Chords that are there are kept; where there are none the network writes its own.

    Raises:
        ComposerError: bars in a metre the model does not know.
    """
    wanted = request.conditions
    phrase = encode_phrase(request.source, request.first_bar, request.bars, wanted, book, coder)
    frame = frame_of(phrase, request.parts, request.kept)
    held = held_notes(request.source, request.locks, phrase, frame.written)
    some = any(bar.index in request.kept for bar in phrase.bars) and bool(frame.composed.any())
    versions = VERSIONS if some else 1
    wish = Wish(wanted, request.seed, versions=versions)
    return phrase, decode_bars(fill(replace(frame, held=held), wish, book, coder).notes)


def frame_of(phrase: Encoded, roles: frozenset[Role], kept: frozenset[int]) -> Frame:
    """A phrase with some roles missing, outside the bars that are kept."""
    written = tuple(sorted(part for role in roles for part in PARTS_OF.get(role, ())))
    given, playing = phrase.present[0].float(), phrase.playing[0].clone()
    open_bars = [i for i, bar in enumerate(phrase.bars) if bar.index not in kept]
    stays = [i for i in range(len(phrase.bars)) if i not in open_bars]
    own = torch.zeros_like(given)
    for part in written:
        own[open_bars, part] = phrase.playing[0][open_bars, part]
        given[open_bars, part] = 0
        playing[open_bars, part] = 1
    # Between bars without chords none are wanted, unless comping is.
    if not stays or Role.CHORDS in roles or given[stays, Part.HARMONY].any():
        playing[open_bars, Part.HARMONY] = 1
    return Frame(
        phrase.codes,
        phrase.chords,
        phrase.metre,
        phrase.conditions,
        given,
        torch.maximum(playing, given) if not stays else playing,
        phrase.batch,
        written,
        own,
        transpose=phrase.transpose,
    )


def between_figures(frame: Frame) -> Frame:
    """The frame with every written bar going on with the figures of a given one near it: that of the same place in
    the phrase of four, if there is one within eight bars.
    """
    parts = list(frame.written)
    there = (frame.given[:, parts] * frame.playing[:, parts]).sum(1).tolist()
    known = [bar for bar, count in enumerate(there) if count > 0]

    def nearest(bar: int) -> int:
        def far(other: int) -> tuple[bool, int, int]:
            apart = abs(bar - other)
            return apart % PHRASE > 0 or apart > 2 * PHRASE, apart, other

        return min(known, key=far, default=-1)

    composed = frame.composed.tolist()
    like = [nearest(bar) if composed[bar] else -1 for bar in range(len(there))]
    return replace(frame, like=torch.tensor(like, device=frame.codes.device))


def _with_figures(codes: Tensor, frame: Frame) -> Tensor:
    """Codes (versions, bars, 5, CODE) as near to those of the bars they go on with as `FREEDOM` says."""
    if frame.like is None:
        return codes
    other = frame.like.clamp(min=0)
    there = (frame.like[:, None] >= 0) & (frame.given[other] * frame.playing[other] > 0)
    freedom = torch.tensor(FREEDOM, device=codes.device)
    way = torch.where(there & (frame.given == 0), freedom, 1.0).unsqueeze(-1)
    return torch.lerp(frame.codes[other].expand_as(codes), codes, way.expand_as(codes))


def fill(frame: Frame, wish: Wish, book: Songbook, coder: BarCoder) -> Filled:
    """The bars with what is missing written; of several versions the one that joins best."""
    wanted, versions, bars = wish.conditions, wish.versions, len(frame.codes)
    chords = frame.chords.repeat(versions, 1, 1, 1)
    conditions = frame.conditions
    if wish.led:
        conditions = torch.lerp(conditions, bar_conditions(wanted, frame.metre), wish.share)
    conditions = conditions.repeat(versions, 1, 1)
    purity = purity_of(wanted.surprise)
    own = torch.zeros_like(frame.given) if frame.own is None else frame.own
    temperature = part_temperature(wanted.surprise, bars).to(coder.device)
    temperature = temperature * torch.tensor(CALMER, device=coder.device)
    temperature = temperature * torch.where(own > 0, 1.0, wish.share)
    codes = roll_out(
        book.conductor,
        _outline(frame, wish, book),
        _noise(frame, wish).to(coder.device),
        temperature.repeat(versions, 1, 1),
        _settling(frame, chords, conditions, wish, coder),
    )
    codes = _with_figures(codes, frame)
    most = torch.tensor(wish.freedom, device=coder.device)
    way = torch.where(own > 0, wish.share * most, 1.0).unsqueeze(-1)
    codes = torch.where(way < 1, torch.lerp(frame.codes, codes, way), codes)
    parts = frame.written
    flat = codes.flatten(0, 1), chords.flatten(0, 1)
    metre, told = frame.metre.repeat(versions), conditions.flatten(0, 1)
    free = coder.decode_notes(parts, *flat, metre, told)
    # What has hardly left the musician's own notes is not made to lean.
    leaning = coder.in_key(parts, flat[1], metre, purity * min(1.0, 2 * wish.share))
    if Part.BASS in parts:  # a bass that is written for others carries their chords
        bass = leaning[:, parts.index(Part.BASS)]
        bass *= CARRYING
        bass += min(1.0, 2 * wish.share) * _rooted(flat[1], metre)
    keep_compass(leaning, parts, free)
    if bool(frame.playing[:, Part.BASS].any()):
        keep_off_the_bass(leaning, parts, flat[1], steps_to_beats(metre), frame.transpose)
    if frame.held is not None:
        leaning = leaning + frame.held.repeat(1, 1, versions, 1)
    notes = with_touch(coder.decode_notes(parts, *flat, metre, told, leaning))
    notes = in_reach(notes, parts, [frame.batch], frame.transpose, bars)
    rows = _best(frame, notes, chords, wish)
    return Filled(notes.take(rows.numpy()), flat[1][rows.to(coder.device)])


def _rooted(chords: Tensor, metre: Tensor) -> Tensor:
    """What a bass gains on the bass of its chords, (16, bars, OUTPUT)."""
    leaning = torch.zeros(MAX_STEPS, len(chords), OUTPUT, device=chords.device)
    classes = (torch.arange(LINE_TOKENS - FIRST_ONSET, device=chords.device) + LOWEST_PITCH) % 12
    for bar, index in enumerate(metre.tolist()):
        here = COMPOSED_METRES[index]
        for beat in {0, here.beats // 2 if here.beats % 2 == 0 else 0}:
            _, quality, bass = chords[bar, beat].tolist()
            changes = beat == 0 or bool((chords[bar, beat] != chords[bar, beat - 1]).any())
            if quality > 0 and changes:
                on = leaning[beat * here.steps_per_beat, bar, FIRST_ONSET:LINE_TOKENS]
                on += ROOTED * (classes == bass)
    return leaning


def _noise(frame: Frame, wish: Wish) -> Tensor:
    """Noise of every bar's codes (versions, bars, 5, CODE), some of which stays, as in takes."""
    steady = torch.tensor(STEADIER)[:, None]
    own = noise(wish.seed + 1, wish.versions, *frame.codes.shape)
    whole = noise(wish.seed + 2, wish.versions, 1, len(Part), CODE)
    mixed = steady.sqrt() * whole + (1 - steady).sqrt() * own
    return wish.noise * mixed


def _settling(
    frame: Frame, chords: Tensor, conditions: Tensor, wish: Wish, coder: BarCoder
) -> Callable[[int, Tensor], Tensor]:
    """Decodes chords where none are given, and writes them into `chords` (versions, bars, 4, 3)."""
    purity = purity_of(wish.conditions.surprise)

    def settle(bar: int, drawn: Tensor) -> Tensor:
        if frame.playing[bar, Part.HARMONY] and not frame.given[bar, Part.HARMONY]:
            if frame.own is not None and frame.own[bar, Part.HARMONY]:
                drawn = torch.lerp(
                    frame.codes[bar, Part.HARMONY].expand_as(drawn), drawn, wish.share
                )
            home = None if wish.home is None else wish.home[bar]
            metre = frame.metre[bar].expand(len(drawn))
            chords[:, bar] = coder.decode_calm_harmony(
                drawn, conditions[:, bar], metre, purity, home
            )
        return coder.encode_harmony(chords[:, bar], conditions[:, bar])

    return settle


def _outline(frame: Frame, wish: Wish, book: Songbook) -> Outline:
    """What is settled: the given parts, and song latents that fit them."""
    wanted, versions, bars = wish.conditions, wish.versions, len(frame.codes)
    heard = frame.given[None].bool()
    # Bars of which nothing is known are passed over, as those past a phrase's end are.
    inside = heard.any(-1) if heard.any() else torch.ones_like(heard[..., 0])
    mean, log_var = book.encoder(frame.codes[None], heard, inside, frame.conditions[None])
    drawn = noise(wish.seed, versions, SONG).to(frame.codes.device)
    song = mean + surprise_scale(wanted.surprise) * (0.5 * log_var).exp() * drawn
    told = with_mood(frame.conditions, wanted, book)[None].expand(versions, -1, -1)
    away = told
    recalled, kept = said_before(frame)
    if wish.led:
        bars_told = with_mood(bar_conditions(wanted, frame.metre), wanted, book)
        away = against(wanted, frame.metre, book)
        # As takes are: the song latent that the given parts speak of is one of the style they came in.
        mean, log_var = book.conductor.prior(bars_told[:1])
        mean = mean + SONG_GUIDANCE * (mean - book.conductor.prior(away[:1])[0])
        song = mean + SONG_NOISE * surprise_scale(wanted.surprise) * (0.5 * log_var).exp() * drawn
        told, away = (x[None].expand(versions, -1, -1) for x in (bars_told, away))
    device = frame.codes.device
    return Outline(
        song,
        told,
        torch.zeros(versions, bars, FORM_FEATURES, device=device),
        recalled.to(device).expand(versions, -1),
        frame.playing.expand(versions, -1, -1),
        frame.codes.expand(versions, -1, -1, CODE),
        frame.given.expand(versions, -1, -1),
        kept.to(device).expand(versions, -1, -1),
        away,
    )


def said_before(frame: Frame) -> tuple[Tensor, Tensor]:
    """Which bars say an earlier one again in all that is given of them: its number (bars,), -1 for none; and how much
    of it what is written keeps, (bars, 5). An accompaniment says again what it played there.
    """
    bars = len(frame.codes)
    given = (
        frame.given[:, : Part.BASS].cpu().numpy() > 0
    )  # what a listener knows a bar by: chords and tune
    chords, lines = frame.chords.cpu().numpy().reshape(bars, -1), frame.batch.lines[:, 0]
    recalled, kept = torch.full((bars,), -1), torch.zeros(bars, len(Part))
    for bar in range(bars):
        if not given[bar, Part.MELODY] or not (lines[bar] >= FIRST_ONSET).any():
            continue
        for earlier in range(bar):
            alike = (given[earlier] == given[bar]).all() and (lines[earlier] == lines[bar]).all()
            if alike and (not given[bar, 0] or (chords[earlier] == chords[bar]).all()):
                recalled[bar], kept[bar] = earlier, 1.0
                break
    return recalled, kept


def _best(frame: Frame, notes: BarBatch, chords: Tensor, wish: Wish) -> Tensor:
    """Of all versions, laid one after another, the bars (bars,) of the one that joins best to what is given, and
    whose chords are the most wanted.
    """
    bars = len(frame.codes)
    rows = torch.arange(wish.versions * bars).view(wish.versions, bars)
    if wish.versions == 1:
        return rows[0]
    composed = frame.composed.cpu().numpy()
    playing = frame.playing[:, [Part.MELODY, Part.BASS]].cpu().numpy() > 0
    missing = frame.given[:, [Part.MELODY, Part.BASS]].cpu().numpy() == 0
    playing_all, given_all = frame.playing.cpu().numpy(), frame.given.cpu().numpy()
    gains = torch.zeros(wish.versions)
    if wish.home is not None:
        root, quality = chords[..., 0], chords[..., 1]
        at = (
            torch.arange(bars, device=chords.device)[:, None],
            torch.arange(4, device=chords.device),
        )
        gains = torch.stack(
            [wish.home[at[0], at[1], r, q].sum() for r, q in zip(root, quality, strict=True)]
        ).cpu()

    struck = _struck(frame.batch)

    def cost(version: int) -> float:
        here = notes.take(rows[version].numpy())
        lines = np.where(missing[..., None], here.lines, frame.batch.lines)
        total = unease(lines, composed, playing) - float(gains[version])
        if Part.TEXTURE in frame.written:
            total += thinness(here.slots, composed & (playing_all[:, Part.TEXTURE] > 0))
        if Part.BASS in frame.written:
            total += unsupported(here.lines[:, 1], here.chords, composed & playing[:, 1])
        if not wish.together:
            return total
        mine = _struck(here)
        for part in frame.written:
            others = [p for p in NOTE_PARTS if p not in frame.written]
            there = given_all[:, others].T[..., None] > 0
            given = np.asarray((struck[others] & there).any(0))
            total += apartness(mine[part], given, composed)
        return total

    return rows[min(range(wish.versions), key=cost)]


def _struck(bars: BarBatch) -> npt.NDArray[np.bool_]:
    """Where every part begins notes, (5, bars, 16); of drums only kick and snare, harmony nowhere."""
    return np.stack(
        [
            np.zeros(bars.lines.shape[::2], np.bool_),
            bars.lines[:, 0] >= FIRST_ONSET,
            bars.lines[:, 1] >= FIRST_ONSET,
            (bars.slots == TEXTURE_ONSET).any(-1),
            (bars.drum_velocity[..., :2] > 0).any(-1),
        ]
    )
