"""Between the document and the worker: which music to ask for, and what to do with an answer. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from vaecomposer.generation.api import (
    ComposeRequest,
    ComposeResult,
    Failure,
    SteerRequest,
    TakeRequest,
    same_ground,
)
from vaecomposer.music.piece import Bar, Piece
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.session.state import SessionState


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
    )


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
        self._take: TakeRequest | None = None
        self._asked: SteerRequest | None = None
        self._answered: tuple[SteerRequest, Piece] | None = None
        self._next_seed = first_seed
        document.listen(self._changed)

    @property
    def is_composing(self) -> bool:
        """Whether a new take has been asked for and is not here yet."""
        return self._take is not None

    def compose(self, seed: int | None = None) -> None:
        """Asks for a new take under the present conditions, with a fresh seed unless one is given."""
        conditions = self._document.state.conditions
        self._take = TakeRequest(conditions, self._next_seed if seed is None else seed)
        self._next_seed = self._take.seed + 1
        self._ask(self._take)

    def forget_take(self) -> None:
        """Other music has come in front: a take asked for before is not wanted any more."""
        self._take = None

    def refresh(self) -> None:
        """Asks again for what the document wants, such as when the songbook has just opened."""
        self._asked = None
        if self._take is not None:
            self._ask(self._take)
        else:
            self._changed(self._document.state)

    def receive(self, answer: ComposeResult | Failure) -> bool:
        """Takes an answer; True if it changed what is shown."""
        if isinstance(answer, Failure):
            self._say(answer.sentence)
            if self._take is not None and answer.request in (self._take, None):
                self._take = None
                self.refresh()  # what was moved meanwhile was not asked for
            return False
        if isinstance(answer.request, TakeRequest):
            return self._receive_take(answer, answer.request)
        if isinstance(answer.request, SteerRequest):
            return self._receive_steered(answer, answer.request)
        return False

    def _receive_take(self, answer: ComposeResult, request: TakeRequest) -> bool:
        if request != self._take:
            return False
        self._take = None
        edit = edits.take_composed(answer.piece, request.conditions, request.seed)
        self._document.apply("Compose a take", edit)
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
        if wanted is None or self._take is not None:
            return
        if self._asked is not None and wanted == self._asked and not self._is_behind(state):
            return
        # Asked at rest too: the phrase is then read before the first touch of a slider.
        fresh_ground = self._asked is None or not same_ground(self._asked, wanted)
        if fresh_ground and state.at_rest and not _composable(state):
            return
        self._asked, self._answered = wanted, None
        if fresh_ground or not state.at_rest:
            self._ask(wanted)

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
