"""Writing missing parts around what the musician has given, and bars between those that stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from vaecomposer.generation.api import AccompanyRequest
from vaecomposer.music.grid import BarGrid
from vaecomposer.music.piece import Role
from vaecomposer.session.state import Conditions
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import CODE
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import PARTS_OF, with_mood
from vaecomposer.vae.conductor import FORM_FEATURES, SONG
from vaecomposer.vae.homing import keep_compass
from vaecomposer.vae.joins import unease
from vaecomposer.vae.reading import Encoded, encode_phrase
from vaecomposer.vae.roll_out import Outline, roll_out
from vaecomposer.vae.takes import noise, part_temperature, purity_of, surprise_scale, with_touch
from vaecomposer.vae.tokens import BarBatch, Part, decode_bars

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
    """

    codes: Tensor
    chords: Tensor
    metre: Tensor
    conditions: Tensor
    given: Tensor
    playing: Tensor
    batch: BarBatch
    written: tuple[Part, ...]

    @property
    def composed(self) -> Tensor:
        """Bars in which a part is written, (bars,) bool."""
        return (self.given[:, list(self.written)] == 0).any(1)


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
    written = tuple(sorted(part for role in request.parts for part in PARTS_OF.get(role, ())))
    given, playing = phrase.present[0].float(), phrase.playing[0].clone()
    open_bars = [i for i, bar in enumerate(phrase.bars) if bar.index not in request.kept]
    stays = [i for i in range(len(phrase.bars)) if i not in open_bars]
    for part in written:
        given[open_bars, part] = 0
        playing[open_bars, part] = 1
    # Between bars without chords none are wanted, unless comping is.
    if not stays or Role.CHORDS in request.parts or given[stays, Part.HARMONY].any():
        playing[open_bars, Part.HARMONY] = 1
    frame = Frame(
        phrase.codes,
        phrase.chords,
        phrase.metre,
        phrase.conditions,
        given,
        torch.maximum(playing, given) if not stays else playing,
        phrase.batch,
        written,
    )
    versions = VERSIONS if stays and open_bars else 1
    return phrase, decode_bars(fill(frame, wanted, request.seed, versions, book, coder))


def fill(
    frame: Frame,
    wanted: Conditions,
    seed: int,
    versions: int,
    book: Songbook,
    coder: BarCoder,
) -> BarBatch:
    """The bars with what is missing written; of several versions the one that joins best.

    Args:
        frame: what is there. wanted: Surprise and mood. seed: same seed, same notes.
    """
    chords = frame.chords.repeat(versions, 1, 1, 1)
    conditions = frame.conditions.repeat(versions, 1, 1)
    purity = purity_of(wanted.surprise)
    codes = roll_out(
        book.conductor,
        _outline(frame, wanted, seed, versions, book),
        noise(seed + 1, versions, *frame.codes.shape).to(coder.device),
        part_temperature(wanted.surprise, len(frame.codes)).repeat(versions, 1, 1).to(coder.device),
        _settling(frame, chords, conditions, purity, coder),
    )
    parts = frame.written
    flat = codes.flatten(0, 1), chords.flatten(0, 1)
    metre, told = frame.metre.repeat(versions), conditions.flatten(0, 1)
    free = coder.decode_notes(parts, *flat, metre, told)
    leaning = coder.in_key(parts, flat[1], metre, purity)
    keep_compass(leaning, parts, free)
    notes = with_touch(coder.decode_notes(parts, *flat, metre, told, leaning))
    return _best(frame, notes, versions)


def _settling(
    frame: Frame, chords: Tensor, conditions: Tensor, purity: float, coder: BarCoder
) -> Callable[[int, Tensor], Tensor]:
    """Decodes chords where none are given, and writes them into `chords` (versions, bars, 4, 3)."""

    def settle(bar: int, drawn: Tensor) -> Tensor:
        if frame.playing[bar, Part.HARMONY] and not frame.given[bar, Part.HARMONY]:
            chords[:, bar] = coder.decode_harmony(drawn, conditions[:, bar], purity)
        return coder.encode_harmony(chords[:, bar], conditions[:, bar])

    return settle


def _outline(frame: Frame, wanted: Conditions, seed: int, versions: int, book: Songbook) -> Outline:
    """What is settled: the given parts, and song latents that fit them."""
    bars = len(frame.codes)
    heard = frame.given[None].bool()
    # Bars of which nothing is known are passed over, as those past a phrase's end are.
    inside = heard.any(-1) if heard.any() else torch.ones_like(heard[..., 0])
    mean, log_var = book.encoder(frame.codes[None], heard, inside, frame.conditions[None])
    drawn = noise(seed, versions, SONG).to(frame.codes.device)
    song = mean + surprise_scale(wanted.surprise) * (0.5 * log_var).exp() * drawn
    told = with_mood(frame.conditions, wanted, book)[None].expand(versions, -1, -1)
    device = frame.codes.device
    return Outline(
        song,
        told,
        torch.zeros(versions, bars, FORM_FEATURES, device=device),
        torch.full((versions, bars), -1, device=device),
        frame.playing.expand(versions, -1, -1),
        frame.codes.expand(versions, -1, -1, CODE),
        frame.given.expand(versions, -1, -1),
        torch.zeros(versions, bars, len(Part), device=device),
        told,
    )


def _best(frame: Frame, notes: BarBatch, versions: int) -> BarBatch:
    """Of all versions, laid one after another, the one that joins best to what is given."""
    bars = len(frame.codes)
    rows = [np.arange(bars) + bars * version for version in range(versions)]
    if versions == 1:
        return notes
    composed = frame.composed.cpu().numpy()
    playing = frame.playing[:, [Part.MELODY, Part.BASS]].cpu().numpy() > 0
    missing = frame.given[:, [Part.MELODY, Part.BASS]].cpu().numpy() == 0

    def cost(row: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
        lines = np.where(missing[..., None], notes.lines[row], frame.batch.lines)
        return unease(lines, composed, playing)

    return notes.take(min(rows, key=cost))
