"""Edits, history and the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.music.pieces import A_MINOR, four_parts
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.piece import Role
from vaecomposer.session import edits
from vaecomposer.session.document import Document, Edit
from vaecomposer.session.state import Conditions, LoopRegion, SessionState

PIECE = four_parts()
OTHER = four_parts(bars=20, metre=Metre(3, 4))

keys = st.builds(Key, st.integers(0, 11), st.sampled_from(Mode))
moves = st.builds(edits.move_direction, st.integers(0, DIRECTIONS - 1), st.floats(-150, 150))
any_edit: st.SearchStrategy[Edit] = st.one_of(
    moves,
    moves,
    st.builds(edits.set_shape, st.integers(0, len(SHAPES) - 1), st.floats(-150, 150)),
    st.just(edits.set_shapes((150.0,) * len(SHAPES))),
    st.builds(edits.set_metre, st.sampled_from(COMPOSED_METRES)),
    st.builds(edits.set_surprise, st.floats(-10, 110)),
    st.builds(edits.set_style, st.sampled_from((None, "pop", "folk"))),
    st.builds(edits.set_key, keys),
    st.builds(edits.set_bpm, st.floats(1, 500)),
    st.builds(edits.set_bars, st.integers(0, 20)),
    st.builds(edits.set_front, st.integers(0, 3)),
    st.builds(edits.set_phrase, st.integers(0, 1)),
    st.builds(edits.set_role, st.integers(0, 3), st.sampled_from(Role)),
    st.builds(edits.set_lead, st.integers(0, 3)),
    st.just(edits.set_loop(LoopRegion(0, 960))),
    st.just(edits.set_directions((0.0,) * DIRECTIONS)),
    st.just(edits.open_piece(OTHER, "other.mid")),
    st.just(edits.take_composed(PIECE, Conditions(), 7)),
)


def opened() -> Document:
    document = Document()
    document.apply("Open", edits.open_piece(PIECE, None))
    return document


@settings(max_examples=60, deadline=None)
@given(st.lists(any_edit, max_size=12))
def test_undoing_everything_brings_back_every_state_and_redoing_too(made: list[Edit]) -> None:
    document = Document()
    states = [document.state]
    for edit in made:
        if document.apply("Edit", edit) != states[-1]:
            states.append(document.state)
    for state in reversed(states):
        assert document.state == state
        document.undo()
    assert document.undo_label is None
    for state in states:
        assert document.state == state
        document.redo()
    assert document.redo_label is None


@settings(max_examples=60, deadline=None)
@given(st.lists(any_edit, max_size=12))
def test_at_rest_the_music_shown_is_its_source(made: list[Edit]) -> None:
    document = opened()
    for edit in made:
        state = document.apply("Edit", edit)
        assert state.source is not None
        if not state.at_rest:
            document.join(edits.steered(OTHER))
        else:
            assert state.shown == state.source
    state = document.apply("Rest", edits.set_directions((0.0,) * DIRECTIONS))
    state = document.apply("Rest", edits.set_shapes((0.0,) * len(SHAPES)))
    state = document.apply("Rest", edits.set_style(state.settled.style))
    state = document.apply("Rest", edits.set_surprise(state.settled.surprise))
    assert state.at_rest
    assert state.shown is state.source


@settings(max_examples=60, deadline=None)
@given(st.lists(any_edit, max_size=12))
def test_every_state_is_one_the_studio_can_show(made: list[Edit]) -> None:
    document = Document()
    for edit in made:
        state = document.apply("Edit", edit)
        assert all(-100 <= value <= 100 for value in (*state.directions, *state.shape))
        assert (len(state.directions), len(state.shape)) == (DIRECTIONS, len(SHAPES))
        assert 0 <= state.conditions.surprise <= 100
        assert 1 <= state.conditions.bars <= 16
        assert 20 <= state.conditions.bpm <= 400 or state.conditions.bpm == state.source.bpm  # type: ignore[union-attr]
        assert (state.source is None) == (state.shown is None)
        for role in (Role.MELODY, Role.CHORDS, Role.BASS, Role.DRUMS):
            leads = [t for t in (state.shown.tracks if state.shown else ()) if t.role is role]
            assert sum(t.is_lead for t in leads) == bool(leads)


@given(st.lists(st.floats(-100, 100).filter(bool), min_size=1, max_size=20))
def test_a_drag_is_one_entry_and_the_next_drag_another(values: list[float]) -> None:
    document = opened()
    for value in values:
        document.apply("Direction 1", edits.move_direction(0, value), merge="Direction 1")
    assert document.state.directions[0] == values[-1]
    document.end_drag()
    document.apply("Direction 1", edits.move_direction(0, 0.0), merge="Direction 1")
    document.undo()
    assert document.state.directions[0] == values[-1]
    document.undo()
    assert document.state.shown is PIECE
    assert document.redo_label == "Direction 1"


def test_an_entry_is_named_after_where_its_drag_ended() -> None:
    document = opened()
    for value in (10.0, 30.0, 46.0):
        document.apply(f"Density {value:+.0f}", edits.set_shape(0, value), merge="Density")
    assert document.undo_label == "Density +46"
    document.undo()
    assert (document.undo_label, document.redo_label) == ("Open", "Density +46")


@pytest.mark.parametrize(
    "other",
    [
        edits.open_piece(OTHER, None),
        edits.take_composed(PIECE, Conditions(), 7),
        edits.set_phrase(1),
        edits.set_role(0, Role.BASS),
        edits.set_lead(0),
    ],
    ids=["open", "compose", "phrase", "role", "lead"],
)
def test_other_music_finds_every_slider_at_rest(other: Edit) -> None:
    document = opened()
    document.apply("Direction 1", edits.move_direction(0, 40))
    document.apply("Shape", edits.set_shapes((30.0,) * len(SHAPES)))
    state = document.apply("Other", other)
    assert not any(state.shape)
    assert not any(state.directions)
    assert state.at_rest


def test_the_metre_is_the_next_takes_and_moves_nothing() -> None:
    document = opened()
    state = document.apply("Metre 6/8", edits.set_metre(Metre(6, 8)))
    assert state.conditions.metre == Metre(6, 8)
    assert state.shown is PIECE
    assert state.at_rest


def test_notes_that_come_late_join_the_entry_of_their_move() -> None:
    document = opened()
    document.apply("Direction 1", edits.move_direction(0, 50), merge="d")
    document.join(edits.steered(OTHER))
    late = document.state.shown
    assert late is not None
    assert late.tracks is OTHER.tracks
    document.undo()
    assert document.state.shown is PIECE
    document.redo()
    assert document.state.shown is late


def test_notes_that_come_late_leave_the_tempo_as_it_is_now() -> None:
    document = opened()
    document.apply("Tempo", edits.set_bpm(77))
    document.join(edits.steered(OTHER))
    assert document.state.shown is not None
    assert document.state.shown.bpm == pytest.approx(77, abs=0.01)
    assert edits.steered(OTHER)(SessionState()) == SessionState()


def test_what_follows_an_undo_is_an_entry_of_its_own() -> None:
    document = opened()
    document.apply("Tempo", edits.set_bpm(90), merge="tempo")
    document.apply("Key", edits.set_key(Key(0, Mode.MAJOR)))
    document.undo()
    document.apply("Tempo", edits.set_bpm(140), merge="tempo")
    assert document.redo_label is None
    document.undo()
    assert document.state.conditions.bpm == 90


def test_an_edit_that_changes_nothing_is_no_entry_and_tells_nobody() -> None:
    document, told = opened(), list[SessionState]()
    document.listen(told.append)
    document.apply("Nothing", edits.set_bpm(PIECE.bpm))
    document.join(edits.set_front(document.state.front))
    assert told == []
    assert document.undo_label == "Open"
    document.apply("Tempo", edits.set_bpm(60))
    document.undo()
    document.redo()
    assert [state.conditions.bpm for state in told] == [60, PIECE.bpm, 60]


def test_undo_at_the_beginning_and_redo_at_the_end_do_nothing() -> None:
    document, told = Document(), list[SessionState]()
    document.listen(told.append)
    document.undo()
    document.redo()
    assert told == []


@given(keys)
def test_a_key_picked_there_and_back_gives_the_very_music(key: Key) -> None:
    state = edits.open_piece(PIECE, None)(SessionState())
    there = edits.set_key(key)(state)
    assert there.shown is there.source
    assert there.conditions.key == there.settled.key == key
    assert there.source is not None
    assert there.source.keys[0].key == key
    assert edits.set_key(A_MINOR)(there) == state


@given(keys)
def test_the_tune_stays_in_the_scale_of_the_key_picked(key: Key) -> None:
    there = edits.set_key(key)(edits.open_piece(PIECE, None)(SessionState()))
    assert there.source is not None
    pitched = [n for t in there.source.tracks if not t.is_drums for n in t.notes]
    assert {n.pitch % 12 for n in pitched} <= key.scale


def test_an_opened_file_brings_its_own_conditions() -> None:
    state = edits.open_piece(OTHER, "waltz.mid")(SessionState())
    assert state.conditions == state.settled
    assert (state.conditions.metre, state.conditions.bars) == (Metre(3, 4), 16)
    assert state.conditions.key == OTHER.key
    assert state.path == "waltz.mid"
    assert state.loop == LoopRegion(0, OTHER.length, on=True)
    odd = edits.open_piece(four_parts(metre=Metre(7, 8)), None)(SessionState())
    assert odd.conditions.metre == Metre(4, 4)


def test_the_phrase_in_front_has_at_most_sixteen_bars_and_leaving_it_keeps_its_notes() -> None:
    state = edits.open_piece(OTHER, None)(SessionState())
    assert [bar.index for bar in state.phrase_bars()] == list(range(16))
    moved = edits.steered(PIECE)(edits.move_direction(2, 40)(state))
    second = edits.set_phrase(1)(moved)
    assert second.source is second.shown is moved.shown
    assert second.at_rest
    assert [bar.index for bar in edits.set_phrase(1)(state).phrase_bars()] == [16, 17, 18, 19]
    assert SessionState().phrase_bars() == ()


@pytest.mark.parametrize("make", [lambda: edits.set_role(0, Role.BASS), lambda: edits.set_lead(0)])
def test_roles_need_music(make: Callable[[], Edit]) -> None:
    assert make()(SessionState()) == SessionState()


def test_a_track_that_takes_a_role_leaves_its_old_one_to_an_heir() -> None:
    two = replace(PIECE, tracks=(*PIECE.tracks, replace(PIECE.tracks[0], is_lead=False)))
    state = edits.set_role(0, Role.OTHER)(edits.open_piece(two, None)(SessionState()))
    assert state.shown is not None
    assert [t.is_lead for t in state.shown.tracks] == [False, True, True, True, True]
