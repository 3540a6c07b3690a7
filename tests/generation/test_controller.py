"""Which music is asked for, and what becomes of the answers."""

from __future__ import annotations

from dataclasses import replace

from tests.music.pieces import four_parts
from vaecomposer.generation.api import (
    AccompanyRequest,
    ComposeRequest,
    ComposeResult,
    Failure,
    SteerRequest,
    TakeRequest,
)
from vaecomposer.generation.controller import Controller
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import Piece, Role
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.session.locks import lock_bars, lock_track
from vaecomposer.session.state import LoopRegion

PIECE = four_parts()


def other(velocity: int) -> Piece:
    """Music that differs from PIECE in the velocity of its tune."""
    tune = PIECE.tracks[0]
    return PIECE.with_track(0, tune.with_notes(replace(n, velocity=velocity) for n in tune.notes))


class Desk:
    """A document, a controller, and what was asked and said."""

    def __init__(self, piece: Piece | None = PIECE) -> None:
        self.document = Document()
        self.asked: list[ComposeRequest] = []
        self.said: list[str] = []
        self.controller = Controller(self.document, self.asked.append, self.said.append)
        if piece is not None:
            self.document.apply("Open", edits.open_piece(piece, None))

    def move(self, value: float) -> SteerRequest:
        self.document.apply("Direction 1", edits.move_direction(0, value), merge="Direction 1")
        asked = self.asked[-1]
        assert isinstance(asked, SteerRequest)
        return asked

    def answer(self, request: ComposeRequest, piece: Piece) -> bool:
        return self.controller.receive(ComposeResult(request, piece, 1.0))

    @property
    def velocity(self) -> int:
        shown = self.document.state.shown
        assert shown is not None
        return shown.tracks[0].notes[0].velocity


def test_a_phrase_is_read_before_its_first_touch_and_shown_as_it_is() -> None:
    desk = Desk()
    assert len(desk.asked) == 1
    assert not desk.answer(desk.asked[0], other(1))
    assert desk.document.state.shown is PIECE


def test_music_in_a_metre_that_is_not_composed_is_asked_for_only_when_moved() -> None:
    desk = Desk(four_parts(metre=Metre(7, 8)))
    assert desk.asked == []
    desk.move(10)
    assert len(desk.asked) == 1


def test_a_move_asks_for_all_its_answer_depends_on() -> None:
    desk = Desk(four_parts(bars=20))
    request = desk.move(50)
    assert (request.directions[0], request.first_bar, request.bars) == (50, 0, 16)
    desk.document.apply("Phrase", edits.set_phrase(1))
    second = desk.asked[-1]
    assert isinstance(second, SteerRequest)
    assert (second.first_bar, second.bars, second.directions[0]) == (16, 4, 0)


def test_the_named_sliders_are_asked_for_too() -> None:
    desk = Desk()
    desk.document.apply("Leaps", edits.set_shape(4, 60))
    asked = desk.asked[-1]
    assert isinstance(asked, SteerRequest)
    assert asked.shape == (*[0.0] * 4, 60.0, *[0.0] * 7)
    assert desk.answer(asked, other(55))
    assert desk.velocity == 55


def test_a_drag_is_heard_all_the_way_and_is_one_entry() -> None:
    desk = Desk()
    requests = [desk.move(value) for value in (10, 20, 30)]
    for velocity, request in enumerate(requests, 40):
        assert desk.answer(request, other(velocity))
        assert desk.velocity == velocity
    assert desk.document.state.directions[0] == 30
    desk.document.undo()
    assert desk.document.state.shown is PIECE
    desk.document.redo()
    assert desk.velocity == 42


def test_sliders_brought_back_to_rest_show_the_source_whatever_still_comes() -> None:
    desk = Desk()
    request = desk.move(10)
    desk.move(0)
    assert not desk.answer(request, other(1))
    assert desk.document.state.shown is PIECE


def test_answers_about_other_music_are_dropped() -> None:
    desk = Desk()
    request = desk.move(10)
    another = four_parts(bars=2)
    desk.document.apply("Open", edits.open_piece(another, None))
    desk.move(20)
    assert not desk.answer(request, other(1))
    assert desk.document.state.shown is another


def test_the_same_is_not_asked_twice() -> None:
    desk = Desk()
    desk.move(10)
    count = len(desk.asked)
    desk.document.apply("Loop", edits.set_loop(LoopRegion(0, 960)))
    desk.document.apply("Front", edits.set_front(2))
    assert len(desk.asked) == count


def test_undo_to_an_entry_that_its_notes_never_joined_asks_for_them() -> None:
    desk = Desk()
    request = desk.move(10)
    desk.document.apply("Loop", edits.set_loop(LoopRegion(0, 960)))
    assert desk.answer(request, other(33))  # joins the entry of the loop
    count = len(desk.asked)
    desk.document.undo()
    assert desk.asked[count:] == [request]
    assert desk.answer(request, other(33))
    assert desk.velocity == 33
    assert len(desk.asked) == count + 1


def test_a_take_comes_in_front_with_its_seed() -> None:
    desk = Desk(None)
    desk.controller.compose()
    desk.controller.compose(seed=7)
    old, new = desk.asked
    assert isinstance(old, TakeRequest)
    assert new == TakeRequest(desk.document.state.conditions, 7)
    assert desk.controller.is_composing
    assert not desk.answer(old, other(1))
    assert desk.answer(new, other(2))
    assert not desk.controller.is_composing
    assert (desk.velocity, desk.document.state.seed) == (2, 7)
    assert desk.document.undo_label == "Compose a take"
    desk.controller.compose()
    take = desk.asked[-1]
    assert isinstance(take, TakeRequest)
    assert take.seed == 8


def test_nothing_takes_the_place_of_a_take_asked_for() -> None:
    desk = Desk()
    desk.controller.compose()
    desk.document.apply("Direction 1", edits.move_direction(0, 50))
    assert isinstance(desk.asked[-1], TakeRequest)


def test_a_take_that_fails_is_told_and_what_was_moved_meanwhile_is_asked_for() -> None:
    desk = Desk()
    desk.controller.compose()
    take = desk.asked[-1]
    desk.document.apply("Direction 1", edits.move_direction(0, 50))
    assert not desk.controller.receive(Failure(take, "No."))
    assert desk.said == ["No."]
    assert not desk.controller.is_composing
    last = desk.asked[-1]
    assert isinstance(last, SteerRequest)
    assert last.directions[0] == 50
    assert desk.document.state.source is PIECE


def test_a_move_that_fails_leaves_the_music() -> None:
    desk = Desk()
    request = desk.move(10)
    count = len(desk.asked)
    desk.controller.receive(Failure(request, "No."))
    assert desk.document.state.shown is PIECE
    assert len(desk.asked) == count


def test_a_songbook_that_does_not_open_ends_the_waiting() -> None:
    desk = Desk(None)
    desk.controller.compose()
    desk.controller.receive(Failure(None, "There is no songbook."))
    assert not desk.controller.is_composing


def test_when_the_songbook_opens_what_is_wanted_is_asked_again() -> None:
    desk = Desk()
    request = desk.move(10)
    desk.controller.refresh()
    assert desk.asked[-2:] == [request, request]
    desk.controller.compose()
    desk.controller.refresh()
    assert desk.asked[-1] == desk.asked[-2]
    assert isinstance(desk.asked[-1], TakeRequest)


def test_without_music_nothing_is_asked() -> None:
    desk = Desk(None)
    desk.document.apply("Surprise", edits.set_surprise(80))
    desk.controller.refresh()
    assert desk.asked == []
    assert not desk.answer(
        SteerRequest(PIECE, 0, 4, (), *[desk.document.state.conditions] * 2, 1), PIECE
    )


def composed(desk: Desk, piece: Piece = PIECE) -> TakeRequest:
    desk.controller.compose(seed=5)
    request = desk.asked[-1]
    assert isinstance(request, TakeRequest)
    assert desk.answer(request, piece)
    return request


def test_a_condition_of_takes_composes_the_take_in_front_again_with_its_seed() -> None:
    desk = Desk(None)
    composed(desk)
    desk.document.apply("Form", edits.set_form("ABAC"))
    again = desk.asked[-1]
    assert isinstance(again, TakeRequest)
    assert (again.seed, again.conditions.form) == (5, "ABAC")
    assert desk.answer(again, other(33))
    state = desk.document.state
    assert desk.velocity == 33
    assert len(state.takes) == 1
    assert desk.document.undo_label == "Form"
    desk.document.undo()
    assert desk.velocity == PIECE.tracks[0].notes[0].velocity


def test_music_of_the_musicians_own_is_not_composed_again() -> None:
    desk = Desk()
    before = list(desk.asked)
    desk.document.apply("Form", edits.set_form("ABAC"))
    assert desk.asked == before
    assert desk.document.state.conditions.form == "ABAC"
    desk = Desk(None)
    composed(desk)
    desk.document.apply("Role", edits.set_role(0, Role.OTHER))
    desk.document.apply("Form", edits.set_form("ABAC"))
    assert not isinstance(desk.asked[-1], TakeRequest) or desk.asked[-1].conditions.form is None


def test_an_answer_for_conditions_that_have_changed_since_is_not_used() -> None:
    desk = Desk(None)
    composed(desk)
    desk.document.apply("Form", edits.set_form("ABAC"))
    late = desk.asked[-1]
    desk.document.apply("Form", edits.set_form("AABB"))
    assert not desk.answer(late, other(33))
    assert desk.answer(desk.asked[-1], other(44))
    assert desk.velocity == 44


def test_composing_goes_around_what_is_locked() -> None:
    desk = Desk()
    desk.document.apply("Lock", lock_bars(frozenset({1}), on=True))
    desk.document.apply("Lock", lock_track(2, on=True))
    desk.controller.compose()
    request = desk.asked[-1]
    assert isinstance(request, AccompanyRequest)
    assert request.kept == {1}
    assert request.parts == {Role.MELODY, Role.CHORDS, Role.DRUMS}
    assert desk.answer(request, other(33))
    state = desk.document.state
    assert state.shown is not None
    tune = state.shown.tracks[0].notes
    assert {n.velocity for n in tune if 1920 <= n.onset < 3840} == {90}
    assert {n.velocity for n in tune if n.onset < 1920} == {33}
    assert state.shown.tracks[2] == PIECE.tracks[2]
    assert state.locks.bars == {1}
    assert len(state.takes) == 2


def test_composing_the_selected_bars_keeps_the_others() -> None:
    desk = Desk()
    desk.controller.compose(only=frozenset({2}))
    request = desk.asked[-1]
    assert isinstance(request, AccompanyRequest)
    assert request.kept == {0, 1, 3}


def test_with_everything_locked_there_is_nothing_to_compose_and_a_sentence_says_so() -> None:
    desk = Desk()
    desk.document.apply("Lock", lock_bars(frozenset(range(4)), on=True))
    count = len(desk.asked)
    desk.controller.compose()
    assert len(desk.asked) == count
    assert desk.said == ["All bars are locked, so there is nothing to compose."]
    desk = Desk()
    for track in range(4):
        desk.document.apply("Lock", lock_track(track, on=True))
    desk.controller.compose()
    assert desk.said == ["All parts are locked, so there is nothing to compose."]


def test_what_is_locked_stays_while_sliders_move_and_when_they_come_back() -> None:
    desk = Desk()
    moved = desk.move(40)
    desk.answer(moved, other(33))
    desk.document.apply("Lock", lock_bars(frozenset({0}), on=True))
    desk.answer(desk.move(60), other(44))
    shown = desk.document.state.shown
    assert shown is not None
    velocities = [n.velocity for n in shown.tracks[0].notes]
    assert velocities[:4] == [33] * 4
    assert set(velocities[4:]) == {44}
    desk.move(0)
    shown = desk.document.state.shown
    assert shown is not None
    velocities = [n.velocity for n in shown.tracks[0].notes]
    assert velocities[:4] == [33] * 4
    assert set(velocities[4:]) == {90}


def test_variation_strands_and_selected_bars_are_asked_for() -> None:
    desk = Desk()
    desk.document.apply("Variation", edits.set_variation(30.0))
    desk.document.apply("Strand", edits.move_strand(7, -20.0))
    request = desk.asked[-1]
    assert isinstance(request, SteerRequest)
    assert (request.variation, request.strands) == (30.0, ((7, -20.0),))
    desk.document.apply("Bars", lambda state: replace(state, bars=frozenset({1, 2})))
    request = desk.asked[-1]
    assert isinstance(request, SteerRequest)
    assert request.only == {1, 2}
