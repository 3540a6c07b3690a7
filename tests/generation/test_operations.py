"""What operations ask for, and what becomes of their answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.generation.test_controller import PIECE, Desk, other
from tests.music.pieces import four_parts
from vaecomposer.errors import ComposerError
from vaecomposer.generation import operations as ask
from vaecomposer.generation.api import Failure, Operation, OperationRequest
from vaecomposer.generation.controller import around_request, ground
from vaecomposer.generation.operations import NAMES, Ground, missing_parts
from vaecomposer.music.key import A_MINOR
from vaecomposer.music.piece import Role
from vaecomposer.session import edits
from vaecomposer.session.locks import lock_bars, lock_notes
from vaecomposer.session.state import Locks, SessionState

HERE = Ground(PIECE)


def test_every_operation_has_a_name_for_its_take() -> None:
    assert set(NAMES) == set(Operation)


def test_an_operation_says_all_its_answer_depends_on() -> None:
    locks = Locks(tracks=frozenset({1}))
    request = ask.vary(Ground(PIECE, only=frozenset({2}), locks=locks), 40, 6)
    assert (request.operation, request.amount, request.seed) == (Operation.VARY, 40.0, 6)
    assert (request.source, request.only, request.locks) == (PIECE, {2}, locks)
    assert request.settled.key == A_MINOR
    assert request.settled == request.conditions
    assert ask.continued(HERE, 5).count == 5
    assert ask.accompany(HERE, [Role.BASS]).parts == {Role.BASS}
    assert ask.transfer(HERE, "jazz").conditions.style == "jazz"
    assert ask.take_groove(HERE, four_parts(1)).other == four_parts(1)


@pytest.mark.parametrize("amount", [-1.0, 101.0, float("nan")])
def test_an_amount_out_of_range_is_refused(amount: float) -> None:
    with pytest.raises(ComposerError, match="from 0 to 100"):
        ask.vary(HERE, amount)


def test_what_makes_no_sense_is_refused_in_a_sentence() -> None:
    for wish, words in (
        (lambda: ask.vary(Ground(PIECE, only=frozenset({9}))), "no bar 10; the music has 4"),
        (lambda: ask.continued(HERE, 0), "by 1 to 16 bars, not 0"),
        (lambda: ask.fill(HERE), "which bars are the gap"),
        (lambda: ask.interpolate(HERE, PIECE, 17), "1 to 16 steps"),
        (lambda: ask.accompany(HERE, []), "which parts"),
        (lambda: ask.harmonise(HERE, [Role.MELODY]), "not written anew"),
        (lambda: ask.reharmonise(HERE, ()), "Type the chords first"),
        (lambda: ask.transfer(HERE), "Name a style or a mood"),
    ):
        with pytest.raises(ComposerError, match=words):
            wish()


def test_more_bars_than_can_be_waited_for_are_refused() -> None:
    endless = four_parts(ask.MOST_BARS + 1)
    with pytest.raises(ComposerError, match=r"^1025 bars are too many"):
        ask.vary(Ground(endless))
    with pytest.raises(ComposerError, match="too many"):
        ask.humanise(Ground(endless))
    assert ask.vary(Ground(endless), 0).source is endless
    assert ask.vary(Ground(endless, only=frozenset({3, 4}))).only == {3, 4}
    assert ask.vary(Ground(endless, locks=Locks(bars=frozenset({7})))).source is endless
    assert ask.continued(Ground(endless), 4).count == 4


def test_what_is_all_locked_is_refused_in_a_sentence() -> None:
    every = Ground(PIECE, locks=Locks(tracks=frozenset(range(len(PIECE.tracks)))))
    bars = Ground(PIECE, only=frozenset({2}), locks=Locks(bars=frozenset({1, 2})))
    bass = next(i for i, t in enumerate(PIECE.tracks) if t.role is Role.BASS)
    held = Ground(PIECE, locks=Locks(tracks=frozenset({bass})))
    for wish, words in (
        (lambda: ask.vary(every), "All parts are locked"),
        (lambda: ask.humanise(every), "All parts are locked"),
        (lambda: ask.fill(bars), "All bars are locked"),
        (lambda: ask.accompany(held, [Role.BASS]), "All parts are locked"),
        (lambda: ask.harmonise(held, [Role.BASS]), "All parts are locked"),
    ):
        with pytest.raises(ComposerError, match=words):
            wish()
    assert ask.vary(every, 0).amount == 0
    assert ask.continued(every, 4).count == 4
    assert ask.vary(held).locks.tracks == {bass}
    assert ask.accompany(held, [Role.BASS, Role.CHORDS]).parts == {Role.BASS, Role.CHORDS}


def test_what_nothing_plays_cannot_be_played_otherwise() -> None:
    tune = Ground(replace(PIECE, tracks=PIECE.tracks[:1]))
    for wish, words in (
        (lambda: ask.humanise(tune, [Role.DRUMS]), "No notes of these parts"),
        (lambda: ask.take_groove(tune, PIECE, [Role.BASS]), "No notes of these parts"),
        (lambda: ask.transfer(tune, "hymn"), "Only a melody plays here"),
    ):
        with pytest.raises(ComposerError, match=words):
            wish()
    assert ask.humanise(tune, [Role.DRUMS, Role.MELODY]).parts
    assert ask.transfer(tune, "hymn", (0.5, 0.5)).conditions.style == "hymn"


def test_parts_that_nothing_plays_are_found() -> None:
    tune = Ground(four_parts(2)).piece
    assert missing_parts(tune) == frozenset()
    assert missing_parts(tune.with_track(2, tune.tracks[2].with_notes(()))) == {Role.BASS}


# In the studio.


def operated(desk: Desk, request: OperationRequest) -> None:
    desk.controller.operate(request)
    assert desk.asked[-1] is request
    assert desk.controller.is_composing


def here(desk: Desk) -> Ground:
    found = ground(desk.document.state)
    assert found is not None
    return found


def test_an_answer_is_a_new_take_named_by_the_operation() -> None:
    desk = Desk()
    request = ask.simplify(here(desk), 50, 7)
    operated(desk, request)
    made = other(1)
    assert desk.answer(request, made)
    state = desk.document.state
    assert (state.shown, state.seed, state.composed) == (made, 7, False)
    assert [take.title for take in state.takes] == ["Four parts", "Simpler"]
    assert desk.document.undo_label == "Simpler"
    assert not desk.controller.is_composing
    desk.document.undo()
    assert desk.document.state.shown is PIECE
    assert not desk.answer(request, other(2))  # answered already


def test_a_style_taken_on_is_the_take_s_own() -> None:
    desk = Desk()
    request = ask.transfer(here(desk), "jazz")
    operated(desk, request)
    desk.answer(request, other(1))
    state = desk.document.state
    assert state.settled.style == state.conditions.style == "jazz"
    assert state.at_rest


def test_locked_music_stays_whatever_answers_and_stays_locked() -> None:
    desk = Desk()
    note = PIECE.tracks[0].notes[5]
    desk.document.apply("Lock", lock_bars(frozenset({0}), on=True))
    desk.document.apply("Lock", lock_notes([(0, note)], on=True))
    request = ask.vary(here(desk), 50)
    assert request.locks == desk.document.state.locks
    operated(desk, request)
    desk.answer(request, other(1))
    shown = desk.document.state.shown
    assert shown is not None
    assert shown.tracks[0].notes[:4] == PIECE.tracks[0].notes[:4]
    assert note in shown.tracks[0].notes
    assert shown.tracks[0].notes[4].velocity == 1
    assert desk.document.state.locks.bars == {0}


def test_music_grows_and_the_phrase_with_it() -> None:
    desk = Desk()
    request = ask.continued(here(desk), 4)
    operated(desk, request)
    desk.answer(request, four_parts(8))
    assert len(desk.document.state.phrase_bars()) == 8
    assert desk.document.state.conditions.bars == 8


def test_a_refusal_is_told_and_the_sliders_go_on() -> None:
    desk = Desk()
    request = ask.harmonise(here(desk))
    operated(desk, request)
    desk.controller.receive(Failure(request, "There is no melody."))
    assert desk.said == ["There is no melody."]
    assert not desk.controller.is_composing
    assert desk.move(50).directions[0] == 50


def test_the_ground_is_the_phrase_in_front_or_the_bars_chosen() -> None:
    assert ground(SessionState()) is None
    assert here(Desk()).only == frozenset()
    desk = Desk(four_parts(20))
    assert here(desk).only == frozenset(range(16))
    desk.document.apply("Phrase", edits.set_phrase(1))
    assert here(desk).only == frozenset(range(16, 20))
    chosen = ground(desk.document.state, frozenset({3}))
    assert chosen is not None
    assert chosen.only == {3}


def test_single_locked_notes_are_told_to_whoever_composes_around_them() -> None:
    desk = Desk()
    note = PIECE.tracks[2].notes[1]
    desk.document.apply("Lock", lock_notes([(2, note)], on=True))
    request = around_request(desk.document.state, frozenset(), 3)
    assert request is not None
    assert not isinstance(request, str)
    assert request.locks.notes == {(2, note.onset, note.pitch)}
