"""Takes: every result is kept, and any of them can come in front again.

The take in front is the session's own state (`source`, `shown`, sliders ...); its entry in `takes` is as it
was when it was last left, and is brought up to date by `kept`.
"""

from __future__ import annotations

from dataclasses import fields, replace

from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.piece import Piece, Role, Track
from vaecomposer.session.document import Edit
from vaecomposer.session.state import Conditions, Locks, LoopRegion, Morph, SessionState, Take

_OWN = ("number", "name", "starred")
_SHARED = tuple(field.name for field in fields(Take) if field.name not in _OWN)
"""What a take and the session's state have both."""


def at_zero(state: SessionState) -> SessionState:
    """The state with every slider that moves the music at 0."""
    return replace(
        state,
        shape=(0.0,) * len(SHAPES),
        directions=(0.0,) * DIRECTIONS,
        variation=0.0,
        strands=(),
    )


def settled(state: SessionState, piece: Piece | None) -> SessionState:
    """The state with `piece` as its music; sliders return to rest, and what they did stays."""
    return replace(
        at_zero(state), source=piece, shown=piece, settled=state.conditions, composed=False
    )


def find(state: SessionState, number: int) -> Take | None:
    """The take of a number, the one in front as it is now; None if it has gone."""
    for take in state.takes:
        if take.number == number:
            return _refreshed(take, state) if number == state.take else take
    return None


def kept(state: SessionState) -> SessionState:
    """The state with the entry of the take in front as it is now."""
    if state.source is None:
        return state
    return replace(
        state,
        takes=tuple(
            _refreshed(take, state) if take.number == state.take else take for take in state.takes
        ),
    )


def _refreshed(take: Take, state: SessionState) -> Take:
    if state.source is None:
        return take
    return replace(take, **{name: getattr(state, name) for name in _SHARED})


def begun(
    state: SessionState,
    piece: Piece,
    conditions: Conditions,
    *,
    name: str = "",
    seed: int | None = None,
    path: str | None = None,
    composed: bool = False,
    locked: bool = False,
) -> SessionState:
    """Music comes in front as a new take, every slider at rest.

    The mix stays if the tracks mean the same, locked controls stay locked.

    Args:
        piece: the music. conditions: those it was made under.
        name: of the take. seed, path, composed: as in `SessionState`.
        locked: whether locked music stays locked, since the new music has it too.
    """
    before = kept(state)
    number = state.takes_made + 1
    after = replace(
        at_zero(before),
        source=piece,
        shown=piece,
        settled=conditions,
        conditions=conditions,
        seed=state.seed if seed is None else seed,
        phrase=0,
        front=_front(before, piece),
        loop=_loop(before, piece),
        path=path,
        composed=composed,
        mix=before.mix if _same_parts(before.shown, piece) else (),
        bars=frozenset(),
        locks=state.locks if locked else Locks(controls=state.locks.controls),
        take=number,
        takes_made=number,
    )
    entry = Take(number, piece, piece, conditions, conditions, name)
    return kept(replace(after, takes=(*before.takes, entry)))


def choose(number: int) -> Edit:
    """Brings a take in front, sliders and all, as it was left."""

    def edit(state: SessionState) -> SessionState:
        if number == state.take:
            return state
        before = kept(state)
        take = find(before, number)
        return state if take is None else _in_front(before, take)

    return edit


def _in_front(before: SessionState, take: Take) -> SessionState:
    found = {name: getattr(take, name) for name in _SHARED}
    if _same_parts(before.shown, take.shown):
        found["mix"] = before.mix
    found["locks"] = replace(take.locks, controls=before.locks.controls)
    return replace(
        before,
        **found,
        take=take.number,
        front=_front(before, take.shown),
        loop=_loop(before, take.shown),
        bars=frozenset(),
    )


def keep_copy(state: SessionState) -> SessionState:
    """Keeps the music as it is now as a take of its own, which comes in front; the other stays as it is."""
    if state.source is None:
        return state
    before = kept(state)
    number = state.takes_made + 1
    current = find(before, state.take)
    assert current is not None
    copy = replace(current, number=number, name="", starred=False)
    return replace(before, takes=(*before.takes, copy), take=number, takes_made=number)


def rename(number: int, name: str) -> Edit:
    """Gives a take a name; an empty one takes it away."""
    return _changed(number, name=" ".join(name.split()))


def star(number: int, *, on: bool) -> Edit:
    """Marks a take as a favourite or not."""
    return _changed(number, starred=on)


def _changed(number: int, **fields_: str | bool) -> Edit:
    def edit(state: SessionState) -> SessionState:
        return replace(
            state,
            takes=tuple(
                replace(take, **fields_) if take.number == number else take  # type: ignore[arg-type]
                for take in state.takes
            ),
        )

    return edit


def delete(number: int) -> Edit:
    """Deletes a take, wherever it is used; if it is in front, the one next to it comes instead."""

    def edit(state: SessionState) -> SessionState:
        numbers = [take.number for take in state.takes]
        if number not in numbers:
            return state
        place = numbers.index(number)
        rest = tuple(take for take in state.takes if take.number != number)
        after = replace(
            kept(state) if number != state.take else state,
            takes=tuple(t for t in kept(state).takes if t.number != number),
            compared=None if state.compared == number else state.compared,
            song=tuple(section for section in state.song if section.take != number),
            morph=_without(state.morph, number),
        )
        if number != state.take:
            return after
        if rest:
            neighbour = after.takes[min(place, len(rest) - 1)]
            return _in_front(replace(after, take=0), neighbour)
        return replace(
            at_zero(after), source=None, shown=None, take=0, path=None, mix=(), loop=LoopRegion()
        )

    return edit


def _without(morph: Morph, number: int) -> Morph:
    a, b, c, d = (None if corner == number else corner for corner in morph.corners)
    return replace(morph, corners=(a, b, c, d))


def compare_with(number: int | None) -> Edit:
    """Chooses the take that A/B goes over to and back; None for none."""
    return lambda state: replace(state, compared=None if number == state.take else number)


def swap(state: SessionState) -> SessionState:
    """Goes over to the compared take, which the one in front is then compared with."""
    if state.compared is None or find(state, state.compared) is None:
        return state
    here = state.take
    return replace(choose(state.compared)(state), compared=here)


def neighbour(state: SessionState, step: int) -> int | None:
    """The number of the take `step` places after the one in front, None if there is none."""
    numbers = [take.number for take in state.takes]
    if state.take not in numbers:
        return None
    place = numbers.index(state.take) + step
    return numbers[place] if 0 <= place < len(numbers) else None


# What stays the same from one take to the next.


def _parts(piece: Piece | None) -> tuple[tuple[Role, str], ...]:
    return tuple((track.role, track.name) for track in piece.tracks) if piece is not None else ()


def _same_parts(before: Piece | None, after: Piece) -> bool:
    """Whether the tracks mean the same in both, so that one mix serves them."""
    return _parts(before) == _parts(after)


def _front(before: SessionState, piece: Piece) -> int:
    return before.front if _same_parts(before.shown, piece) else front_track(piece.tracks)


def front_track(tracks: tuple[Track, ...]) -> int:
    """The track that comes in front at first: the melody if there is one."""
    order = (Role.MELODY, Role.CHORDS, Role.BASS, Role.DRUMS, Role.OTHER)
    ranked = [(order.index(t.role), not t.is_lead, i) for i, t in enumerate(tracks)]
    return min(ranked)[2] if ranked else 0


def _loop(before: SessionState, piece: Piece) -> LoopRegion:
    """The loop stays where music of the same length and resolution takes over."""
    old = before.shown
    if (
        old is not None
        and (old.length, old.ticks_per_quarter) == (piece.length, piece.ticks_per_quarter)
        and before.loop.end > before.loop.start
    ):
        return before.loop
    return LoopRegion(0, piece.length, before.loop.on)
