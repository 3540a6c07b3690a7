"""A phrase as the network understands it: its codes, its song latent, and its decoding at rest."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import SteerRequest, same_ground
from vaecomposer.music.difference import Decoding, decoding
from vaecomposer.music.grid import BarGrid
from vaecomposer.music.key import C_MAJOR, Mode
from vaecomposer.music.piece import Bar, Piece
from vaecomposer.music.reduction import reduce_piece
from vaecomposer.session.state import Conditions
from vaecomposer.vae.bar_codes import PURITY, BarCoder
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import bar_conditions, with_mood
from vaecomposer.vae.conductor import unfold
from vaecomposer.vae.shaping import Ground, Ladder
from vaecomposer.vae.tokens import NOTE_PARTS, BarBatch, Part, activity, decode_bars, encode_bars


@dataclass(frozen=True, slots=True)
class Encoded:
    """A phrase in codes.

    Attributes:
        bars: of the piece. transpose: semitones to the white keys. batch: the bars on the grid.
        present, playing: (1, bars, 5), parts that are there, and that strike something.
        codes: (bars, 5, CODE) posterior means. song: (SONG,) posterior mean.
        metre: (bars,). conditions: (bars, C). chords: (bars, 4, 3), the musician's.
    """

    bars: tuple[Bar, ...]
    transpose: int
    batch: BarBatch
    present: Tensor
    playing: Tensor
    codes: Tensor
    song: Tensor
    metre: Tensor
    conditions: Tensor
    chords: Tensor

    @property
    def parts(self) -> tuple[Part, ...]:
        """Note parts that are there."""
        return tuple(part for part in NOTE_PARTS if bool(self.present[..., part].any()))


def encode_phrase(
    piece: Piece, first: int, count: int, settled: Conditions, book: Songbook, coder: BarCoder
) -> Encoded:
    """Reads some bars of a piece.

    Raises:
        ComposerError: it has bars in a metre the model does not know.
    """
    device = coder.device
    bars = piece.bars()[first : first + count]
    strange = next((b.metre for b in bars if b.metre.grid_metre is None), None)
    if strange is not None or not bars:
        raise ComposerError(
            f"Bars in {strange} are shown, played and exported as they are; composing needs 4/4, 3/4, 6/8 or 2/4."
        )
    transpose = (settled.key or C_MAJOR).to_white_keys
    batch = encode_bars(reduce_piece(piece, bars, transpose))
    metre = torch.from_numpy(batch.metre).long().to(device)
    conditions = bar_conditions(settled, metre)
    codes = coder.encode(batch, conditions)
    present = torch.from_numpy(batch.present).to(device)[None]
    playing = torch.from_numpy(activity(batch)).to(device)[None].float()
    inside = torch.ones(1, len(bars), dtype=torch.bool, device=device)
    song = book.encoder(codes[None], present, inside, conditions[None])[0][0]
    chords = torch.from_numpy(batch.chords).long().to(device)
    return Encoded(bars, transpose, batch, present, playing, codes, song, metre, conditions, chords)


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase that sliders steer.

    Attributes:
        request: it was made for. phrase: in codes. parts: decoded, in the order of `NOTE_PARTS`.
        harmony: (bars, 4, 3), decoded chords. prediction: (bars, 5, CODE), the conductor's codes at rest.
        harmony_prediction: (bars, CODE). batch, grids, base: the decoding at rest.
        ladders: of the named sliders, by column, as far as they have been moved.
        ideas: bar codes (bars, 5, CODE) at the ends of Variation's ways, by seed, style and mode.
    """

    request: SteerRequest
    phrase: Encoded
    parts: tuple[Part, ...]
    harmony: Tensor
    prediction: Tensor
    harmony_prediction: Tensor
    batch: BarBatch
    grids: tuple[BarGrid, ...]
    base: Decoding
    ladders: dict[int, Ladder | None] = field(default_factory=dict)
    ideas: dict[tuple[int, str | None, Mode], Tensor] = field(default_factory=dict)

    def is_of(self, request: SteerRequest) -> bool:
        """Whether this reading is the one a request needs."""
        return same_ground(self.request, request)

    @property
    def ground(self) -> Ground:
        """What ladders stand on."""
        p = self.phrase
        harmony = bool(p.playing[..., Part.HARMONY].any())
        return Ground(p.codes, p.chords, p.metre, p.conditions, self.parts, harmony, self.batch)


def read_phrase(request: SteerRequest, book: Songbook, coder: BarCoder) -> Reading:
    """Encodes the phrase of a request and decodes it at rest."""
    p = encode_phrase(request.source, request.first_bar, request.bars, request.settled, book, coder)
    # Lead sheets and drum loops carry no chords of their own: harmony is then left alone.
    harmony = coder.decode_harmony(p.codes[:, Part.HARMONY], p.conditions, PURITY)
    batch = coder.decode_notes(p.parts, p.codes, p.chords, p.metre, p.conditions)
    grids = decode_bars(batch)
    whole = with_mood(p.conditions, Conditions(), book)[None]
    own = unfold(book.conductor, p.song[None], whole, p.playing)[0]
    shift = p.codes[None, :, Part.HARMONY], own[None, :, Part.HARMONY]
    prediction = unfold(book.conductor, p.song[None], whole, p.playing, shift)[0]
    return Reading(
        request, p, p.parts, harmony, prediction, own[:, Part.HARMONY], batch, grids, decoding(grids)
    )  # fmt: skip
