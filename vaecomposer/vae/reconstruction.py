"""Playing music back through the network: what it has understood of a piece, and how much that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import SteerRequest
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.difference import grid_notes
from vaecomposer.music.grid import BarGrid, note_from_grid
from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.note import Note
from vaecomposer.music.phrases import phrases
from vaecomposer.music.piece import COMPOSED_ROLES, Piece, Role
from vaecomposer.music.reduction import reduce_piece
from vaecomposer.session.state import Conditions
from vaecomposer.vae.composer import VaeComposer


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one part came back: notes on the grid, notes given back, and notes in both (onset and pitch)."""

    role: Role
    written: int
    returned: int
    both: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing to get wrong."""
        total = self.written + self.returned
        return 2 * self.both / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Reconstruction:
    """A piece with its lead tracks as the network gives them back, and how well it did."""

    piece: Piece
    agreement: tuple[Agreement, ...]


def reconstruct(composer: VaeComposer, piece: Piece) -> Reconstruction:
    """Encodes every phrase by posterior means and decodes it greedily.

    Bars in metres the model does not know, other tracks and all events stay as they are.

    Raises:
        ComposerError: no bar is in a metre the model knows.
    """
    key = piece.key or C_MAJOR
    runs = phrases(piece.bars())
    if not runs:
        raise ComposerError(
            f"{piece.title} is in {piece.metre}; the model knows 4/4, 3/4, 6/8 and 2/4."
        )
    returned: dict[Role, list[Note]] = {role: [] for role in COMPOSED_ROLES}
    counts = {role: [0, 0, 0] for role in COMPOSED_ROLES}
    for run in runs:
        request = SteerRequest(
            piece, run[0].index, len(run), (0.0,) * DIRECTIONS, Conditions(key), Conditions(key), 1
        )
        base = composer.decode_at_rest(request)
        truth = reduce_piece(piece, run, key.to_white_keys)
        for role in COMPOSED_ROLES:
            _compare(role, truth, base, counts[role])
            shift = 0 if role is Role.DRUMS else -key.to_white_keys
            found = grid_notes(base, role) or []
            step = piece.ticks_per_quarter / 4
            returned[role] += [note_from_grid(note, step, run[0].start, shift) for note in found]
    tracks = []
    for track in piece.tracks:
        if track.is_lead:
            kept = [
                n for n in track.notes if not any(r[0].start <= n.onset < r[-1].end for r in runs)
            ]
            track = track.with_notes([*kept, *returned[track.role]])
        tracks.append(track)
    agreement = tuple(
        Agreement(role, *counts[role]) for role in COMPOSED_ROLES if any(counts[role])
    )
    return Reconstruction(replace(piece, tracks=tuple(tracks)), agreement)


def _compare(
    role: Role, truth: Sequence[BarGrid], base: Sequence[BarGrid], counts: list[int]
) -> None:
    written = {(n.step, n.pitch) for n in grid_notes(truth, role) or []}
    given = {(n.step, n.pitch) for n in grid_notes(base, role) or []}
    counts[0] += len(written)
    counts[1] += len(given)
    counts[2] += len(written & given)
