"""What can be done to music that is there: a function for each operation, which says what it asks for.

Every one has an amount 0..100, how different, and a seed; at 0 the music comes back as it was. What is not asked to
change stays as it is, and so does what is locked: single notes, tracks, bars.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import Operation, OperationRequest
from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.lengths import has_pickup
from vaecomposer.music.piece import COMPOSED_ROLES, Piece, Role
from vaecomposer.music.progression import Progression, parse_progression
from vaecomposer.session.state import NO_LOCKS, PHRASE_BARS, Conditions, Locks

MOST_STEPS = 16
"""Steps from one piece to another."""

NAMES = {
    Operation.VARY: "Varied",
    Operation.CONTINUE: "Continued",
    Operation.FILL: "Filled in",
    Operation.INTERPOLATE: "On the way",
    Operation.ACCOMPANY: "Accompanied",
    Operation.HARMONISE: "Harmonised",
    Operation.REHARMONISE: "Reharmonised",
    Operation.TRANSFER: "Transferred",
    Operation.SIMPLIFY: "Simpler",
    Operation.BUSIER: "Busier",
    Operation.HUMANISE: "Humanised",
    Operation.GROOVE: "In the groove",
}
"""What a take is called that an operation has made."""

USUAL_AMOUNT = {
    Operation.VARY: 30.0,
    Operation.SIMPLIFY: 50.0,
    Operation.BUSIER: 50.0,
    Operation.REHARMONISE: 30.0,
}
"""Amounts that are asked for where none is said; of all others 100."""


MOST_BARS = 1024
"""Bars that are worked on at once, about half an hour of music; more would take many minutes without a word."""

_LONGER = (Operation.CONTINUE, Operation.INTERPOLATE)
"""They add to the music, whatever is locked in it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The music an operation is done to.

    Attributes:
        piece: the music.
        settled: the conditions it was made or opened under; None for its own key and no style.
        only: numbers of the bars that may change; empty for all.
        locks: what stays.
    """

    piece: Piece
    settled: Conditions | None = None
    only: frozenset[int] = frozenset()
    locks: Locks = NO_LOCKS

    @property
    def conditions(self) -> Conditions:
        """The conditions of the music as it is."""
        return self.settled or Conditions(key=self.piece.key or C_MAJOR, bpm=self.piece.bpm)


def usual_amount(operation: Operation) -> float:
    """The amount of an operation where none is said."""
    return USUAL_AMOUNT.get(operation, 100.0)


def vary(ground: Ground, amount: float | None = None, seed: int = 1) -> OperationRequest:
    """The same music, varied: along a way to another idea that the seed picks."""
    return _request(Operation.VARY, ground, amount, seed)


def continued(
    ground: Ground, bars: int, amount: float | None = None, seed: int = 1
) -> OperationRequest:
    """The music and `bars` more after its end.

    At 0 its last bars are said again note for note, at 100 what comes is free.

    Raises:
        ComposerError: fewer than 1 or more than 16 bars.
    """
    if not 1 <= bars <= PHRASE_BARS:
        raise ComposerError(f"Music is continued by 1 to {PHRASE_BARS} bars, not {bars}.")
    return replace(_request(Operation.CONTINUE, ground, amount, seed), count=bars)


def fill(ground: Ground, amount: float | None = None, seed: int = 1) -> OperationRequest:
    """The bars of `ground.only` written anew, so that they lead from what is before to what is after.

    Raises:
        ComposerError: no bars are named.
    """
    if not ground.only:
        raise ComposerError("Say which bars are the gap that shall be filled.")
    return _request(Operation.FILL, ground, amount, seed)


def interpolate(
    ground: Ground, other: Piece, steps: int, amount: float | None = None, seed: int = 1
) -> OperationRequest:
    """The music, and after it `steps` pieces that lead to another one, all in a row.

    At 100 the last one is the other, in this music's key and tempo; at less the way ends before.

    Raises:
        ComposerError: fewer than 1 or more than 16 steps.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise ComposerError(f"From one piece to another there are 1 to {MOST_STEPS} steps.")
    return replace(_request(Operation.INTERPOLATE, ground, amount, seed), other=other, count=steps)


def accompany(
    ground: Ground,
    parts: Iterable[Role],
    amount: float | None = None,
    seed: int = 1,
    conditions: Conditions | None = None,
) -> OperationRequest:
    """Parts written for the others. Where they play already, the amount says how far they go from it; where
    they do not, how daring they are.

    Raises:
        ComposerError: no parts are named.
    """
    wanted = frozenset(parts)
    if not wanted:
        raise ComposerError("Say which parts shall be written.")
    request = _request(Operation.ACCOMPANY, ground, amount, seed)
    _check_open(request, wanted)
    return replace(request, parts=wanted, conditions=conditions or request.conditions)


def harmonise(
    ground: Ground,
    parts: Iterable[Role] = (Role.CHORDS,),
    amount: float | None = None,
    seed: int = 1,
) -> OperationRequest:
    """Chords found for the melody, and the parts that play them; the melody stays.

    Raises:
        ComposerError: the melody is among the parts.
    """
    wanted = frozenset(parts) or frozenset((Role.CHORDS,))
    if Role.MELODY in wanted:
        raise ComposerError("Chords are found for a melody, which is not written anew itself.")
    request = _request(Operation.HARMONISE, ground, amount, seed)
    _check_open(request, wanted)
    return replace(request, parts=wanted)


def typed_chords(ground: Ground, text: str) -> Progression:
    """Chords as they are typed for the bars that may change, a pickup not counted.

    Raises:
        ComposerError: one is not understood, or they do not fit.
    """
    every = ground.piece.bars()
    counted = every[1:] if has_pickup(every) else every
    bars = [bar for bar in counted if not ground.only or bar.index in ground.only] or counted
    metre = bars[0].metre if bars else ground.piece.metre
    return parse_progression(text, ground.conditions.key, metre, len(bars))


def reharmonise(
    ground: Ground,
    progression: Progression,
    amount: float | None = None,
    seed: int = 1,
    *,
    adapt: bool = False,
) -> OperationRequest:
    """The music over other chords, which begin with the first bar that may change and go round.

    Bass and comping keep their figures where the amount is small and find others where it is large. The melody is
    kept, or with `adapt` moved where it does not fit.

    Raises:
        ComposerError: no chords are given.
    """
    if not progression:
        raise ComposerError("Type the chords first, such as Am | F G | C.")
    request = _request(Operation.REHARMONISE, ground, amount, seed)
    wanted = replace(request.conditions, progression=progression)
    return replace(request, conditions=wanted, adapt=adapt)


def transfer(
    ground: Ground,
    style: str | None = None,
    mood: tuple[float, float] | None = None,
    amount: float | None = None,
    seed: int = 1,
) -> OperationRequest:
    """The music in another style, mood or both. A style keeps the melody and the chords and writes what is under
    them; a mood moves all parts.

    Raises:
        ComposerError: neither is named, or there is nothing that a style could change.
    """
    if style is None and mood is None:
        raise ComposerError("Name a style or a mood that the music shall take on.")
    request = _request(Operation.TRANSFER, ground, amount, seed)
    tracks = [track for track in ground.piece.tracks if track.notes]
    if mood is None and tracks and all(track.role is Role.MELODY for track in tracks):
        raise ComposerError(
            "Only a melody plays here, which a style leaves as it is. Have parts written under it first."
        )
    return replace(request, conditions=replace(request.conditions, style=style, mood=mood))


def simplify(ground: Ground, amount: float | None = None, seed: int = 1) -> OperationRequest:
    """Fewer notes, on stronger beats."""
    return _request(Operation.SIMPLIFY, ground, amount, seed)


def make_busier(ground: Ground, amount: float | None = None, seed: int = 1) -> OperationRequest:
    """More notes between those that are there."""
    return _request(Operation.BUSIER, ground, amount, seed)


def humanise(
    ground: Ground, parts: Iterable[Role] = (), amount: float | None = None, seed: int = 1
) -> OperationRequest:
    """Loudness and timing as people play; the notes stay. All tracks of the parts, all parts if none is named."""
    request = replace(_request(Operation.HUMANISE, ground, amount, seed), parts=frozenset(parts))
    _check_played(request)
    return request


def take_groove(
    ground: Ground, groove: Piece, parts: Iterable[Role] = (), amount: float | None = None
) -> OperationRequest:
    """Loudness and timing of another piece at each place of the bar; the notes stay."""
    request = _request(Operation.GROOVE, ground, amount, 1)
    request = replace(request, other=groove, parts=frozenset(parts))
    _check_played(request)
    return request


def made_under(request: OperationRequest) -> Conditions:
    """The conditions of the music that an operation has made."""
    own = request.settled
    if request.operation is Operation.TRANSFER:
        own = replace(own, style=request.conditions.style or own.style)
    if request.operation is Operation.INTERPOLATE:
        own = replace(own, style=None)
    return own


def _request(
    operation: Operation, ground: Ground, amount: float | None, seed: int
) -> OperationRequest:
    """What all have in common.

    Raises:
        ComposerError: the amount is out of range, or a bar does not exist.
    """
    much = usual_amount(operation) if amount is None else float(amount)
    if not 0 <= much <= 100:
        raise ComposerError("How different goes from 0 to 100.")
    count = len(ground.piece.bars())
    beyond = sorted(bar for bar in ground.only if not 0 <= bar < count)
    if beyond:
        raise ComposerError(f"There is no bar {beyond[0] + 1}; the music has {count}.")
    own = ground.conditions
    request = OperationRequest(
        operation, ground.piece, own, own, much, seed, only=ground.only, locks=ground.locks
    )
    if operation not in _LONGER:
        _check_open(request)
        if much > 0:
            check_length(len((ground.only or frozenset(range(count))) - ground.locks.bars))
    return request


def check_length(bars: int) -> None:
    """Raises ComposerError for more bars than are worked on at once."""
    if bars > MOST_BARS:
        raise ComposerError(
            f"{bars} bars are too many to work on at once; {MOST_BARS} are the most. Say which bars."
        )


def _check_open(request: OperationRequest, parts: frozenset[Role] = frozenset()) -> None:
    """Holds against locks what is asked for.

    Args:
        parts: to write; empty for whatever plays.

    Raises:
        ComposerError: all of it is locked.
    """
    if request.amount <= 0 or not request.locks.holds_music:
        return
    locks, tracks = request.locks, request.source.tracks
    bars = request.only or {bar.index for bar in request.source.bars()}
    if bars and bars <= locks.bars:
        raise ComposerError("All bars are locked, so there is nothing to compose.")
    held = {t.role for i, t in enumerate(tracks) if i in locks.tracks and t.is_lead}
    free = [t for i, t in enumerate(tracks) if i not in locks.tracks and t.notes]
    # Chord symbols may change over notes that stay.
    typed = request.operation is Operation.REHARMONISE
    if parts <= held if parts else locks.tracks and not free and not typed:
        raise ComposerError("All parts are locked, so there is nothing to compose.")


def _check_played(request: OperationRequest) -> None:
    """Holds the parts that are asked for against those that play.

    Raises:
        ComposerError: none of them does.
    """
    if request.parts and request.parts <= missing_parts(request.source):
        raise ComposerError("No notes of these parts are there that could be played otherwise.")


def missing_parts(piece: Piece) -> frozenset[Role]:
    """The roles that nothing in a piece plays."""
    return frozenset(
        role
        for role in COMPOSED_ROLES
        if not any(track.notes for track in piece.tracks if track.role is role)
    )
