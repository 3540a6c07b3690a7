"""Operations from the card to a new take."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from vaecomposer.generation.api import Failure, Operation, OperationRequest
from vaecomposer.music.piece import Role
from vaecomposer.session import edits
from vaecomposer.ui.transform.offers import OFFERS, TransformWish

from ..ui.conftest import make_piece
from .conftest import PIECE, Desk


@pytest.fixture
def asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[OperationRequest]:
    """What the controller is asked to do."""
    found: list[OperationRequest] = []
    operate = desk.studio.controller.operate

    def note(request: OperationRequest) -> None:
        found.append(request)
        operate(request)

    monkeypatch.setattr(desk.studio.controller, "operate", note)
    return found


def wish(desk: Desk, **said: object) -> None:
    desk.studio.window.transform_requested.emit(TransformWish(**said))  # type: ignore[arg-type]


def trouble(desk: Desk) -> str:
    return desk.studio.window.transform.card.said.text


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.operation.value)
def test_every_operation_makes_a_take(
    qtbot: QtBot, desk: Desk, asked: list[OperationRequest], offer: object
) -> None:
    assert offer in OFFERS
    desk.studio.document.apply("Keep", edits.open_piece(make_piece(4), "/music/other.mid"))
    desk.studio.document.apply("Select", lambda state: replace(state, bars=frozenset((1, 2))))
    wish(desk, operation=offer.operation, chords="Am | F", style="jazz", take=1)  # type: ignore[attr-defined]
    assert trouble(desk) == ""
    assert asked[0].operation is offer.operation  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(desk.studio.document.state.takes) == 3)
    assert desk.studio.document.state.take == 3


def test_what_was_said_reaches_the_request(desk: Desk, asked: list[OperationRequest]) -> None:
    wish(desk, operation=Operation.CONTINUE, bars=4, amount=35.0)
    wish(desk, operation=Operation.ACCOMPANY, parts=frozenset((Role.BASS,)))
    wish(desk, operation=Operation.REHARMONISE, chords="Dm7 | G7", adapt=True)
    wish(desk, operation=Operation.TRANSFER, style="folk")
    assert (asked[0].count, asked[0].amount) == (4, 35.0)
    assert asked[1].parts == {Role.BASS}
    assert asked[2].adapt
    assert [str(bar[0]) for bar in (asked[2].conditions.progression or ())][:2] == ["Dm7", "G7"]
    assert asked[3].conditions.style == "folk"
    assert all(request.source.tracks == PIECE.tracks for request in asked)


def test_why_not_is_said_in_the_card(desk: Desk, asked: list[OperationRequest]) -> None:
    for said, why in (
        ({"operation": Operation.FILL}, "Say which bars are the gap"),
        ({"operation": Operation.GROOVE}, "There is no other take yet."),
        ({"operation": Operation.REHARMONISE}, "Type the chords first"),
        ({"operation": Operation.REHARMONISE, "chords": "Hm7"}, "Hm7"),
        ({"operation": Operation.ACCOMPANY, "parts": frozenset()}, "Say which parts"),
        ({"operation": Operation.TRANSFER}, "Name a style or a mood"),
    ):
        wish(desk, **said)
        assert why in trouble(desk)
    assert asked == []


def test_without_a_songbook_it_is_said(desk: Desk, asked: list[OperationRequest]) -> None:
    desk.studio.answered.emit(Failure(None, "It is cut short."))
    wish(desk, operation=Operation.VARY)
    assert asked == []
