"""Blending pieces: music that lies between up to four others.

Each corner is read once. A blend interpolates the bar codes and, along the arc, the song latents; the conductor's
answer to the latter is added as it is when steering. What comes of it is done to the corner with the most weight as
the difference of two decodings, so that a corner itself comes back note for note and what the network cannot
represent of it is not lost near by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import MorphRequest
from vaecomposer.latent.paths import blend
from vaecomposer.music.arrangement import with_parts
from vaecomposer.music.difference import Decoding, apply_difference, decoding
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.lengths import transposed, with_bars
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.music.mixture import mixed
from vaecomposer.music.piece import KeyChange, Piece
from vaecomposer.session.state import PHRASE_BARS, Conditions
from vaecomposer.vae.bar_codes import PURITY, BarCoder
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conditioning import ROLE_OF, with_mood
from vaecomposer.vae.conductor import unfold
from vaecomposer.vae.homing import in_reach
from vaecomposer.vae.reading import Encoded, encode_phrase
from vaecomposer.vae.tokens import NOTE_PARTS, BarBatch, Part, decode_bars

READINGS_KNOWN = 12
"""Corners that are remembered; a pad has four."""

_METRES = len(COMPOSED_METRES)


@dataclass(frozen=True, slots=True)
class _Rest:
    """A corner's decoding: its chords (bars, 4, 3) as decoded, and the notes."""

    harmony: Tensor
    batch: BarBatch
    base: Decoding


@dataclass(frozen=True, slots=True)
class _Corner:
    """A piece that is blended.

    Attributes:
        known: what it was made of, see `Blender._corner`.
        piece: in the blend's key and length. phrase: in codes.
        prediction: (bars, 5, CODE), what the conductor makes of its song latent.
    """

    known: tuple[Piece, Key, str | None, int]
    piece: Piece
    phrase: Encoded
    prediction: Tensor


class Blender:
    """Blends pieces. Remembers the corners read last."""

    def __init__(self, book: Songbook, coder: BarCoder) -> None:
        self._book, self._coder = book, coder
        self._corners: list[_Corner] = []  # oldest first
        self._rests: dict[int, _Rest] = {}  # by the identity of a corner in `_corners`

    def blend(self, request: MorphRequest) -> Piece:
        """The music between the corners; see `MorphRequest`.

        It has as many bars as the longest corner (16 at most), shorter ones going round, and the metre of the
        corner with the most weight. Every corner is moved so that its scale becomes that of the key asked for:
        music in major keeps its major in the key with the same signature.

        Raises:
            ComposerError: no corner has weight, or one has bars in a metre the model does not know.
        """
        pairs = list(zip(request.corners, request.weights, strict=False))
        total = sum(max(0.0, weight) for _, weight in pairs)
        if not pairs or total <= 0:
            raise ComposerError("Put music into a corner of the pad first.")
        for piece, _ in pairs:
            _check(piece)
        bars = max(min(PHRASE_BARS, len(piece.bars())) for piece, _ in pairs)
        heard = [(piece, weight / total) for piece, weight in pairs if weight > 0]
        corners = [self._corner(piece, request.conditions, bars) for piece, _ in heard]
        weights = [float(weight) for _, weight in heard]
        strongest = int(np.argmax(weights))
        made = corners[strongest].piece
        if len(corners) > 1:
            made = self._between(corners, weights, strongest, request.conditions.style)
        key = (KeyChange(0, request.conditions.key),)
        return replace(made, keys=key).with_bpm(request.conditions.bpm)

    def _between(
        self,
        corners: Sequence[_Corner],
        weights: Sequence[float],
        strongest: int,
        style: str | None,
    ) -> Piece:
        main, device = corners[strongest], self._coder.device
        phrase, rest = main.phrase, self._rest(main)
        share = torch.tensor(weights, dtype=torch.float32, device=device)
        playing = torch.stack([c.phrase.playing[0] for c in corners])  # (n, bars, 5)
        sounding = (share[:, None, None] * playing).sum(0) >= 0.5
        conditions = (
            share[:, None, None] * torch.stack([c.phrase.conditions for c in corners])
        ).sum(0)
        conditions[:, -_METRES:] = phrase.conditions[:, -_METRES:]
        codes = self._codes(corners, share, playing, phrase)
        codes = codes + self._conducted(corners, weights, conditions, sounding)
        heard = self._coder.decode_harmony(codes[:, Part.HARMONY], conditions, PURITY)
        own = (heard == rest.harmony).all(-1, keepdim=True)
        mine = playing[strongest][:, Part.HARMONY, None, None] > 0
        theirs = sounding[:, Part.HARMONY, None, None] & ~mine
        chords = torch.where((mine & ~own) | theirs, heard, phrase.chords)
        new = tuple(p for p in NOTE_PARTS if p not in phrase.parts and bool(sounding[:, p].any()))
        parts = tuple(sorted((*phrase.parts, *new)))
        if not parts:
            return main.piece
        # The farther from a corner, the more the notes need to keep to key and chord.
        purity = PURITY * min(1.0, 2 * (1 - weights[strongest]))
        leaning = self._coder.in_key(parts, chords, phrase.metre, purity)
        notes = self._coder.decode_notes(parts, codes, chords, phrase.metre, conditions, leaning)
        known = [rest.batch, *(corner.phrase.batch for corner in corners)]
        notes = in_reach(notes, parts, known, phrase.transpose, len(phrase.bars))
        grids = decode_bars(_hushed(notes, sounding | (playing[strongest] == 0)))
        shift = phrase.transpose
        moved = decoding(grids)
        piece = apply_difference(main.piece, phrase.bars, rest.base, moved, shift)
        roles = frozenset(ROLE_OF[part] for part in parts)
        whole = with_parts(piece, phrase.bars, grids, roles, shift, style)
        return mixed(piece, whole, phrase.bars, rest.base, moved)

    def _codes(
        self, corners: Sequence[_Corner], share: Tensor, playing: Tensor, phrase: Encoded
    ) -> Tensor:
        """Bar codes (bars, 5, CODE) between those of the corners that play each part."""
        weight = share[:, None, None] * playing
        total = weight.sum(0)
        codes = torch.stack([c.phrase.codes for c in corners])
        mixed = (weight.unsqueeze(-1) * codes).sum(0) / total.clamp(min=1e-6).unsqueeze(-1)
        return torch.where(total.unsqueeze(-1) > 0, mixed, phrase.codes)

    def _conducted(
        self,
        corners: Sequence[_Corner],
        weights: Sequence[float],
        conditions: Tensor,
        sounding: Tensor,
    ) -> Tensor:
        """What the point between the song latents adds to the bar codes, (bars, 5, CODE)."""
        points = [c.phrase.song.cpu().numpy() for c in corners]
        song = torch.from_numpy(blend(points, weights)).to(self._coder.device)
        whole = with_mood(conditions, Conditions(), self._book)[None]
        found = unfold(self._book.conductor, song[None], whole, sounding[None].float())[0]
        for corner, weight in zip(corners, weights, strict=True):
            found = found - weight * corner.prediction
        return found

    def _corner(self, piece: Piece, wanted: Conditions, bars: int) -> _Corner:
        """A corner, read once for as long as key, style and length stay."""
        known = piece, wanted.key, wanted.style, bars
        for place, corner in enumerate(self._corners):
            if corner.known[0] is piece and corner.known[1:] == known[1:]:
                self._corners.append(self._corners.pop(place))
                return corner
        shift = wanted.key.to_white_keys
        own = piece.key or wanted.key
        semitones = (own.to_white_keys - shift + 6) % 12 - 6
        moved = transposed(with_bars(piece, bars), semitones)
        settled = replace(wanted, key=_with_signature(own.mode, shift))
        phrase = encode_phrase(moved, 0, bars, settled, self._book, self._coder)
        whole = with_mood(phrase.conditions, Conditions(), self._book)[None]
        song = phrase.song[None]
        prediction = unfold(self._book.conductor, song, whole, phrase.playing)[0]
        corner = _Corner(known, moved, phrase, prediction)
        self._corners.append(corner)
        if len(self._corners) > READINGS_KNOWN:
            self._rests.pop(id(self._corners.pop(0)), None)
        return corner

    def _rest(self, corner: _Corner) -> _Rest:
        """A corner's decoding, made when it first has the most weight."""
        if id(corner) not in self._rests:
            phrase, coder = corner.phrase, self._coder
            harmony = coder.decode_harmony(phrase.codes[:, Part.HARMONY], phrase.conditions, PURITY)
            notes = coder.decode_notes(
                phrase.parts, phrase.codes, phrase.chords, phrase.metre, phrase.conditions
            )
            self._rests[id(corner)] = _Rest(harmony, notes, decoding(decode_bars(notes)))
        return self._rests[id(corner)]


def _check(piece: Piece) -> None:
    bars = piece.bars()[:PHRASE_BARS]
    strange = next((bar.metre for bar in bars if bar.metre.grid_metre is None), None)
    if strange is not None:
        raise ComposerError(
            f"{piece.title} has bars in {strange}; music in 4/4, 3/4, 6/8 and 2/4 can be blended."
        )
    if not bars:
        raise ComposerError(f"{piece.title} is empty and cannot be blended.")


def _with_signature(mode: Mode, to_white_keys: int) -> Key:
    """The key of a mode whose scale lies a number of semitones from the white keys."""
    return Key((mode.white_tonic - to_white_keys) % 12, mode)


def _hushed(notes: BarBatch, sounding: Tensor) -> BarBatch:
    """The bars without the parts that do not sound, `sounding` being (bars, 5)."""
    on = sounding.cpu().numpy()
    lines = notes.lines * on[:, [Part.MELODY, Part.BASS], None]
    return replace(
        notes,
        lines=lines.astype(np.int8),
        slots=(notes.slots * on[:, Part.TEXTURE, None, None]).astype(np.int8),
        drum_velocity=(notes.drum_velocity * on[:, Part.DRUMS, None, None]).astype(np.int8),
    )
