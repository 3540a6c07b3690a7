"""The card that asks how music shall be transformed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from vaecomposer.generation.api import Operation
from vaecomposer.music.piece import COMPOSED_ROLES, Role
from vaecomposer.session import edits
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.transform.card import TransformCard
from vaecomposer.ui.transform.offers import OFFERS, Field, TransformWish

from .conftest import Ear, make_piece, state_of


@pytest.fixture
def card(window: MainWindow) -> TransformCard:
    window.show_state(state_of(make_piece()))
    return window.transform.card


def wished(ear: Ear) -> TransformWish:
    (found,) = ear.all_of("transform_requested")[-1]
    assert isinstance(found, TransformWish)
    return found


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.operation.value)
def test_every_operation_has_its_card_and_shows_only_what_it_needs(
    window: MainWindow, card: TransformCard, qtbot: QtBot, ear: Ear, offer: object
) -> None:
    assert offer in OFFERS
    window.actions_table[offer.command].trigger()  # type: ignore[attr-defined]
    assert card.isVisible()
    assert card.title.text == offer.name  # type: ignore[attr-defined]
    shown = {
        Field.BARS: card.bars, Field.STEPS: card.steps, Field.TAKE: card.take, Field.CHORDS: card.chords,
        Field.MELODY: card.melody, Field.STYLE: card.style_chip, Field.PARTS: card._parts_row,
    }  # fmt: skip
    for field, widget in shown.items():
        assert widget.isVisible() is (field in offer.fields)  # type: ignore[attr-defined]
    qtbot.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert wished(ear).operation is offer.operation  # type: ignore[attr-defined]
    assert card.isVisible()
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_all_operations_of_the_program_are_offered() -> None:
    assert [offer.operation for offer in OFFERS] == list(Operation) or {
        offer.operation for offer in OFFERS
    } == set(Operation)
    assert len(OFFERS) == len(Operation)


def test_what_is_said_is_wished_and_remembered_for_the_next_time(
    window: MainWindow, card: TransformCard, qtbot: QtBot, ear: Ear
) -> None:
    card.show_amounts({Operation.VARY: 30.0})
    window.transform.ask(Operation.VARY)
    assert card.amount.amount == 30
    card.amount.moved.emit(62.0)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert wished(ear) == TransformWish(Operation.VARY, 62.0)
    window.transform.ask(Operation.CONTINUE)
    card.bars.picked.emit(16)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert (wished(ear).bars, wished(ear).amount) == (16, 100.0)
    window.transform.ask(Operation.VARY)
    assert card.amount.amount == 62


def test_parts_chords_and_melody(
    window: MainWindow, card: TransformCard, qtbot: QtBot, ear: Ear
) -> None:
    window.transform.ask(Operation.HARMONISE)
    assert card._parts_picked() == {Role.CHORDS}
    qtbot.mouseClick(card.parts[Role.BASS], Qt.MouseButton.LeftButton)
    card.go.click()
    assert wished(ear).parts == {Role.CHORDS, Role.BASS}
    window.transform.ask(Operation.REHARMONISE)
    assert card.chords.hasFocus()
    qtbot.keyClicks(card.chords, "Dm7 | G7")
    qtbot.mouseClick(card.melody._segments[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(card.chords, Qt.Key.Key_Return)
    assert (wished(ear).chords, wished(ear).adapt) == ("Dm7 | G7", True)
    assert wished(ear).parts == frozenset(COMPOSED_ROLES)


def test_takes_and_styles_that_there_are_can_be_picked(
    window: MainWindow, card: TransformCard, ear: Ear
) -> None:
    window.transform.ask(Operation.GROOVE)
    assert not card.take.isEnabled()
    state = state_of(make_piece())
    for bars in (4, 8):
        state = edits.open_piece(make_piece(bars), f"/music/{bars}.mid")(state)
    window.show_state(state)
    assert [number for _, number in card.take.choices] == [2, 1]
    card.go.click()
    assert wished(ear).take == 2
    card.take.picked.emit(1)
    card.go.click()
    assert wished(ear).take == 1
    window.transform.ask(Operation.TRANSFER)
    assert wished(ear).style is None
    assert [value for _, value in card.style_chip.choices] == ["jazz", "folk"]
    card.go.click()
    assert wished(ear).style == "jazz"


def test_why_not_is_said_in_the_card_until_something_else_is_asked(
    window: MainWindow, card: TransformCard
) -> None:
    window.transform.ask(Operation.FILL)
    card.show_trouble("Say which bars are the gap that shall be filled.")
    assert card.said.isVisible()
    card.amount.moved.emit(10.0)
    assert not card.said.isVisible()


def test_without_music_or_songbook_there_is_nothing_to_transform(
    window: MainWindow, card: TransformCard
) -> None:
    assert window.left.transform.isEnabled()
    window.show_songbook(None)
    assert not window.left.transform.isEnabled()
    assert [a.isSeparator() for a in window.transform.build().actions()].count(False) == len(OFFERS)


def test_a_card_is_just_as_high_as_what_it_asks(window: MainWindow, card: TransformCard) -> None:
    for offer in OFFERS:
        window.transform.ask(offer.operation)
        layout = card.layout()
        assert layout is not None
        assert card.height() == layout.totalHeightForWidth(card.width()), offer.name
        assert card.sentence.height() == card.sentence.heightForWidth(card.sentence.width())
    card.hide()
