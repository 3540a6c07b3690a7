"""Taking the groove of a piece: how loud and how late it plays at each place of the bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeVar

from vaecomposer.errors import MusicError
from vaecomposer.music.piece import Bar, Piece, Role
from vaecomposer.music.touch import (
    STEPS_A_BEAT,
    Held,
    Row,
    Touch,
    Touched,
    played_anew,
    touches,
)


@dataclass(frozen=True, slots=True)
class Feel:
    """How notes are played: how much later than their sixteenth (in sixteenths), and how much louder than all notes
    of their kind (drums, or a role) in velocity.
    """

    late: float
    louder: float


@dataclass(frozen=True, slots=True)
class Groove:
    """The feel at places of the bar.

    Attributes:
        exact: by what plays and the sixteenth in the bar.
        at: by the sixteenth alone. in_beat: by the sixteenth within the quarter.
    """

    exact: dict[tuple[Row, int], Feel]
    at: dict[int, Feel]
    in_beat: dict[int, Feel]

    def feel(self, row: Row, step: int) -> Feel | None:
        """The feel of a note: as the same plays at this place, else as anything does, else as anything does at this
        place of the beat; None where nothing plays.
        """
        found = self.exact.get((row, step)) or self.at.get(step)
        return found or self.in_beat.get(step % STEPS_A_BEAT)


def read_groove(piece: Piece) -> Groove:
    """The groove of a piece, means over its bars.

    Raises:
        MusicError: nothing is played in it.
    """
    rows: list[tuple[Row, int, Feel]] = []
    bars = piece.bars()
    for track in piece.tracks:
        found = touches(piece, track, bars)
        if not found:
            continue
        level = fmean(t.note.velocity for t in found)
        step_ticks = piece.ticks_per_quarter / STEPS_A_BEAT
        for each in found:
            late = (each.note.onset - bars[each.bar].start) / step_ticks - each.step
            rows.append((each.row, each.step, Feel(late, each.note.velocity - level)))
    if not rows:
        raise MusicError(f"{piece.title} has no notes whose groove could be taken.")

    return Groove(
        _means(((row, step), feel) for row, step, feel in rows),
        _means((step, feel) for _, step, feel in rows),
        _means((step % STEPS_A_BEAT, feel) for _, step, feel in rows),
    )


_Place = TypeVar("_Place")


def _means(feels: Iterable[tuple[_Place, Feel]]) -> dict[_Place, Feel]:
    """The mean feel at each place."""
    groups: dict[_Place, list[Feel]] = {}
    for place, feel in feels:
        groups.setdefault(place, []).append(feel)
    return {
        place: Feel(fmean(f.late for f in group), fmean(f.louder for f in group))
        for place, group in groups.items()
    }


def in_the_groove(
    piece: Piece,
    model: Piece,
    bars: Sequence[Bar],
    parts: frozenset[Role],
    amount: float,
    held: Held | None = None,
) -> Piece:
    """A piece played with the groove of another; its notes stay.

    Args:
        piece: the music. model: whose groove is taken. bars: that may change.
        parts: roles; empty for all. amount: 0..100, how much of the groove. held: notes that stay.

    Raises:
        MusicError: the model has no notes.
    """
    groove, share = read_groove(model), amount / 100
    step_ticks = piece.ticks_per_quarter / STEPS_A_BEAT
    everything = piece.bars()

    def played(found: Sequence[Touched]) -> dict[int, Touch]:
        level = fmean(t.note.velocity for t in found)
        touched = {}
        for each in found:
            feel, note = groove.feel(each.row, each.step), each.note
            if feel is None:
                continue
            onset: float = note.onset
            if each.late is not None:
                goal = everything[each.bar].start + (each.step + feel.late) * step_ticks
                onset += share * (goal - onset)
            velocity = note.velocity + share * (level + feel.louder - note.velocity)
            touched[each.place] = Touch(round(onset), round(velocity))
        return touched

    return played_anew(piece, bars, parts, played, held)
