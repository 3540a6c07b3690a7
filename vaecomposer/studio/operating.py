"""Operations in the studio: what the card asks for is done to the music in front, and comes as a new take."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from vaecomposer.errors import ComposerError
from vaecomposer.generation import operations
from vaecomposer.generation.api import Operation, OperationRequest
from vaecomposer.generation.controller import Controller, ground
from vaecomposer.music.metre import COMPOSED_METRES
from vaecomposer.music.piece import COMPOSED_ROLES, Piece, Role
from vaecomposer.music.progression import Progression, parse_progression
from vaecomposer.session.document import Document
from vaecomposer.session.state import PHRASE_BARS, SessionState
from vaecomposer.session.takes import find
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.transform.offers import TransformWish

_BY_SELECTION = (Operation.FILL, Operation.HUMANISE, Operation.GROOVE)
"""They take the bars that are selected, not the phrase in front where none are."""

_PLAIN = {
    Operation.VARY: operations.vary,
    Operation.FILL: operations.fill,
    Operation.SIMPLIFY: operations.simplify,
    Operation.BUSIER: operations.make_busier,
}


class Operating(QObject):
    """Takes the card's wishes. Lives on the GUI thread.

    Args:
        document: holds the music.
        window: asks and shows.
        controller: hands on requests, and brings what comes of them in front.
        refuses: says that nothing can be composed, if it cannot.
    """

    def __init__(
        self,
        document: Document,
        window: MainWindow,
        controller: Controller,
        refuses: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._document, self._window = document, window
        self._controller, self._refuses = controller, refuses
        window.transform.card.show_amounts(
            {operation: operations.usual_amount(operation) for operation in Operation}
        )
        window.transform_requested.connect(self.do)

    @Slot(object)
    def do(self, wish: TransformWish) -> None:
        """Asks for what is wished, or says in the card why it cannot be."""
        state = self._document.state
        if state.shown is None or self._refuses():
            return
        try:
            request = self._request(state, state.shown, wish)
        except ComposerError as why:
            self._window.transform.card.show_trouble(localised(str(why)))
            return
        self._window.transform.card.show_trouble("")
        self._controller.operate(request)
        self._window.show_composing(self._controller.is_composing)

    def _request(self, state: SessionState, piece: Piece, wish: TransformWish) -> OperationRequest:
        """The request for a wish.

        Raises:
            ComposerError: it cannot be done.
        """
        given = ground(state)
        assert given is not None
        if wish.operation in _BY_SELECTION:
            given = replace(given, only=state.bars)
        amount, seed = wish.amount, random.randrange(1, 1_000_000)
        if wish.operation in _PLAIN:
            return _PLAIN[wish.operation](given, amount, seed)
        parts = frozenset() if wish.parts == frozenset(COMPOSED_ROLES) else wish.parts
        match wish.operation:
            case Operation.CONTINUE:
                return operations.continued(given, wish.bars, amount, seed)
            case Operation.INTERPOLATE:
                other = self._other(state, wish)
                return operations.interpolate(given, other, wish.steps, amount, seed)
            case Operation.ACCOMPANY:
                return operations.accompany(given, wish.parts, amount, seed)
            case Operation.HARMONISE:
                return operations.harmonise(given, wish.parts - {Role.MELODY}, amount, seed)
            case Operation.REHARMONISE:
                typed = _typed(state, piece, wish.chords)
                return operations.reharmonise(given, typed, amount, seed, adapt=wish.adapt)
            case Operation.TRANSFER:
                return operations.transfer(given, wish.style, None, amount, seed)
            case Operation.HUMANISE:
                return operations.humanise(given, parts, amount, seed)
            case _:
                return operations.take_groove(given, self._other(state, wish), parts, amount)

    @staticmethod
    def _other(state: SessionState, wish: TransformWish) -> Piece:
        """The music of the take that was picked.

        Raises:
            ComposerError: there is none.
        """
        take = None if wish.take is None else find(state, wish.take)
        if take is None:
            raise ComposerError(
                translate("Transform", "There is no other take yet. Compose one, or open a file.")
            )
        return take.shown


def _typed(state: SessionState, piece: Piece, text: str) -> Progression:
    """Chords as typed; none where nothing is.

    Raises:
        ComposerError: one is not understood.
    """
    if not text.strip():
        return ()
    metre = piece.metre.grid_metre or COMPOSED_METRES[0]
    bars = min(PHRASE_BARS, len(state.bars) or len(piece.bars()))
    return parse_progression(text, state.conditions.key, metre, bars)
