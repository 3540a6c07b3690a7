"""Between the document and the worker: which music to ask for, and what to do with an answer. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vaecomposer.generation.api import (
    AccompanyRequest,
    ComposeRequest,
    ComposeResult,
    Failure,
    MorphRequest,
    OperationRequest,
    SteerRequest,
    TakeRequest,
    TravelRequest,
    same_ground,
)
from vaecomposer.generation.operations import NAMES, Ground, made_under
from vaecomposer.music.piece import Bar, Piece
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.session.state import Locks, SessionState


def steered_bars(state: SessionState) -> tuple[Bar, ...]:
    """The longest run of the phrase's bars in metres the model knows; all of them if there is none.

    A pickup written as a bar of its own, or one odd bar, does not keep the others from being steered.
    """
    runs: list[list[Bar]] = [[]]
    for bar in state.phrase_bars():
        if bar.metre.grid_metre is None:
            runs.append([])
        else:
            runs[-1].append(bar)
    longest = max(range(len(runs)), key=lambda i: len(runs[i]))
    return tuple(runs[longest]) or state.phrase_bars()


def steer_request(state: SessionState) -> SteerRequest | None:
    """What the present state asks of the network; None without music."""
    if state.source is None:
        return None
    bars = steered_bars(state)
    return SteerRequest(
        source=state.source,
        first_bar=bars[0].index if bars else 0,
        bars=len(bars),
        directions=state.directions,
        settled=state.settled,
        conditions=state.conditions,
        seed=state.seed,
        shape=state.shape,
        variation=state.variation,
        strands=state.strands,
        only=state.bars,
    )


FOR_TAKES = ("metre", "bars", "form", "progression", "parts")
"""Conditions that only composing can obey."""


def again_request(state: SessionState) -> TakeRequest | None:
    """The take in front once more, under conditions that have changed since; None if nothing has."""
    if not state.composed or state.source is None:
        return None
    changed = {
        name: getattr(state.conditions, name)
        for name in FOR_TAKES
        if getattr(state.conditions, name) != getattr(state.settled, name)
    }
    return TakeRequest(replace(state.settled, **changed), state.seed) if changed else None


def around_request(
    state: SessionState, only: frozenset[int], seed: int
) -> AccompanyRequest | str | None:
    """Composing around what is locked, or outside the bars that shall stay.

    Args:
        state: with music.
        only: numbers of the bars to compose; empty for all.
        seed: same seed, same notes.

    Returns:
        The request, a sentence if there is nothing to compose, or None if nothing is to be kept.
    """
    shown, locks = state.shown, state.locks
    if shown is None or not (locks.holds_music or only):
        return None
    bars = steered_bars(state)
    inside = {bar.index for bar in bars}
    kept = frozenset(b for b in inside if b in locks.bars or (only and b not in only))
    if kept == inside:
        return "All bars are locked, so there is nothing to compose."
    held = {
        track.role for i, track in enumerate(shown.tracks) if i in locks.tracks and track.is_lead
    }
    parts = state.conditions.parts - held
    if not parts:
        return "All parts are locked, so there is nothing to compose."
    return AccompanyRequest(
        shown,
        bars[0].index,
        len(bars),
        parts,
        replace(state.conditions, key=state.settled.key),
        seed,
        kept,
        Locks(notes=locks.notes),
    )


def ground(state: SessionState, only: frozenset[int] = frozenset()) -> Ground | None:
    """The music in front as operations take it: the bars of its phrase, around what is locked; None without music.

    Args:
        state: the session's.
        only: numbers of the bars that may change; empty for those that sliders move.
    """
    if state.shown is None:
        return None
    settled = replace(state.settled, bpm=state.shown.bpm)
    bars = only or state.bars or frozenset(bar.index for bar in state.phrase_bars())
    if bars == frozenset(bar.index for bar in state.shown.bars()):
        bars = frozenset()
    return Ground(state.shown, settled, bars, state.locks)


Blend = MorphRequest | TravelRequest
"""What the morph pad and the map ask for: other music in place of the one in front."""


class Controller:
    """Asks for new music whenever the document wants some, and lets answers join it.

    Args:
        document: what is edited.
        ask: hands a request to the worker; the newest replaces one not yet begun.
        say: shows a sentence to the musician.
        first_seed: of the first take; each later one has the next.
    """

    def __init__(
        self,
        document: Document,
        ask: Callable[[ComposeRequest], None],
        say: Callable[[str], None],
        first_seed: int = 1,
    ) -> None:
        self._document, self._ask, self._say = document, ask, say
        self._take: TakeRequest | AccompanyRequest | OperationRequest | None = None
        self._again: TakeRequest | None = None
        self._asked: SteerRequest | None = None
        self._answered: tuple[SteerRequest, Piece] | None = None
        self._blends: list[Blend] = []  # asked for, wanted and not answered, oldest first
        self._holds = False
        self._next_seed = first_seed
        document.listen(self._changed)

    @property
    def is_composing(self) -> bool:
        """Whether a new take has been asked for and is not here yet."""
        return self._take is not None

    def compose(self, seed: int | None = None, only: frozenset[int] = frozenset()) -> None:
        """Asks for a new take under the present conditions, around what is locked.

        Args:
            seed: a fresh one if None.
            only: numbers of the bars to compose; the others stay. Empty for all.
        """
        state = self._document.state
        number = self._next_seed if seed is None else seed
        around = around_request(state, only, number)
        if isinstance(around, str):
            self._say(around)
            return
        self._blends.clear()
        self._take = TakeRequest(state.conditions, number) if around is None else around
        self._next_seed = number + 1
        self._ask(self._take)

    def operate(self, request: OperationRequest) -> None:
        """Asks for an operation on the music in front; what comes is a new take, named by it.

        Args:
            request: one of `generation.operations`, made of `ground(state)`.
        """
        self._blends.clear()
        self._take = request
        self._next_seed = max(self._next_seed, request.seed + 1)
        self._ask(request)

    def forget_take(self) -> None:
        """Other music has come in front: what was asked for before is not wanted any more."""
        self._take = None
        self._blends.clear()

    # The pads.

    def blend(self, request: Blend) -> None:
        """Asks for music of a pad. It takes the place of a take asked for; a slider moved later takes its.

        The music that comes is not read for the sliders before `settle`: the next move would wait for it.
        """
        self._take = None
        self._holds = True
        self._blends.append(request)
        self._ask(request)

    def take_blend(self, request: Blend) -> bool:
        """Whether an answer to a pad's request is still wanted; older ones are not from now on."""
        place = next((i for i, asked in enumerate(self._blends) if asked is request), None)
        if place is None:
            return False
        del self._blends[: place + 1]
        return True

    def drop_blends(self) -> None:
        """What the pads have asked for is not wanted any more."""
        if self._blends:
            self._blends.clear()
            self._changed(self._document.state)

    def settle(self) -> None:
        """The hand has left the pads: sliders are what is moved next."""
        if self._holds and not self._blends:
            self._holds = False
            self._changed(self._document.state)

    def refresh(self) -> None:
        """Asks again for what the document wants, such as when the songbook has just opened."""
        self._asked = self._again = None
        if self._take is not None:
            self._ask(self._take)
        else:
            self._changed(self._document.state)

    def receive(self, answer: ComposeResult | Failure) -> bool:
        """Takes an answer; True if it changed what is shown."""
        if isinstance(answer, Failure):
            self._say(answer.sentence)
            if isinstance(answer.request, MorphRequest | TravelRequest):
                self.take_blend(answer.request)
            if self._take is not None and answer.request in (self._take, None):
                self._take = None
                self.refresh()  # what was moved meanwhile was not asked for
            return False
        if isinstance(answer.request, TakeRequest | AccompanyRequest | OperationRequest):
            return self._receive_take(answer, answer.request)
        if isinstance(answer.request, SteerRequest):
            return self._receive_steered(answer, answer.request)
        return False

    def _receive_take(
        self, answer: ComposeResult, request: TakeRequest | AccompanyRequest | OperationRequest
    ) -> bool:
        if request is not self._take:
            return isinstance(request, TakeRequest) and self._receive_again(answer, request)
        self._take = None
        if isinstance(request, TakeRequest):
            edit = edits.take_composed(answer.piece, request.conditions, request.seed)
            self._document.apply("Compose a take", edit)
        elif isinstance(request, OperationRequest):
            name = NAMES[request.operation]
            edit = edits.take_operated(answer.piece, made_under(request), request.seed, name)
            self._document.apply(name, edit)
        else:
            edit = edits.take_around(answer.piece, request.conditions, request.seed)
            self._document.apply("Compose around the locks", edit)
        return True

    def _receive_again(self, answer: ComposeResult, request: TakeRequest) -> bool:
        """The take in front under other conditions joins the entry of what changed them."""
        if request != again_request(self._document.state):
            return False
        self._again = None
        self._document.join(edits.composed_anew(answer.piece, request.conditions))
        return True

    def _receive_steered(self, answer: ComposeResult, request: SteerRequest) -> bool:
        """Notes for an older slider position still show, so that a long drag is heard all the way; the
        newest answer always comes after it. Answers about other music are dropped.
        """
        wanted = steer_request(self._document.state)
        if wanted is None or self._document.state.at_rest or not same_ground(request, wanted):
            return False
        before = self._document.state.shown
        self._answered = (request, answer.piece)
        self._document.join(edits.steered(answer.piece))
        return self._document.state.shown is not before

    def _changed(self, state: SessionState) -> None:
        wanted = steer_request(state)
        if wanted is None or self._take is not None or self._is_with_pads(state, wanted):
            return
        again = again_request(state)
        if again is not None:
            if again != self._again:
                self._again = again
                self._ask(again)
            return
        self._again = None
        if self._asked is not None and wanted == self._asked and not self._is_behind(state):
            return
        # Asked at rest too: the phrase is then read before the first touch of a slider.
        fresh_ground = self._asked is None or not same_ground(self._asked, wanted)
        if fresh_ground and state.at_rest and not _composable(state):
            return
        self._asked, self._answered = wanted, None
        if fresh_ground or not state.at_rest:
            self._ask(wanted)

    def _is_with_pads(self, state: SessionState, wanted: SteerRequest) -> bool:
        """Whether the pads have the word: until a slider asks for something else than before."""
        if state.at_rest or (self._blends and wanted == self._asked):
            return bool(self._blends) or self._holds
        self._blends.clear()
        self._holds = False
        return False

    def _is_behind(self, state: SessionState) -> bool:
        """Whether the answer came, but undo brought back an entry it had not joined."""
        if self._answered is None or state.at_rest:
            return False
        request, piece = self._answered
        return request == self._asked and (
            state.shown is None or state.shown.tracks is not piece.tracks
        )


def _composable(state: SessionState) -> bool:
    """Whether the bars to be steered are in metres the model knows."""
    return all(bar.metre.grid_metre is not None for bar in steered_bars(state))
