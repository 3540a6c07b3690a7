"""Takes: kept, chosen, compared, deleted; and the song made of them."""

from __future__ import annotations

from dataclasses import replace

from tests.music.pieces import four_parts
from vaecomposer.music.metre import Metre
from vaecomposer.music.mix import TrackMix
from vaecomposer.session import edits, song, takes
from vaecomposer.session.state import Conditions, Locks, SessionState

A = four_parts()
B = replace(four_parts(bars=8), title="Other")
WALTZ = four_parts(bars=3, metre=Metre(3, 4))


def after(*made: object, state: SessionState | None = None) -> SessionState:
    found = state or SessionState()
    for edit in made:
        found = edit(found)  # type: ignore[operator]
    return found


TWO = after(edits.open_piece(A, "a.mid"), edits.take_composed(B, Conditions(), 7))


def numbers(state: SessionState) -> list[int]:
    return [take.number for take in state.takes]


def test_opening_and_composing_make_takes_with_names() -> None:
    assert numbers(TWO) == [1, 2]
    assert TWO.take == 2
    assert [t.title for t in TWO.takes] == ["Four parts", "Take 2"]
    assert TWO.takes[0].path == "a.mid"


def test_a_take_comes_back_with_its_sliders_as_it_was_left() -> None:
    moved = after(edits.set_shape(0, 40.0), state=TWO)
    state = after(takes.choose(1), takes.choose(2), state=moved)
    assert state.shape[0] == 40.0
    assert state.source is B
    assert state.seed == 7
    assert after(takes.choose(1), state=moved).shape[0] == 0.0
    assert after(takes.choose(1), state=moved).source is A


def test_the_mix_stays_where_the_tracks_mean_the_same() -> None:
    quiet = after(edits.set_track_mix(2, TrackMix(mute=True)), state=TWO)
    assert after(takes.choose(1), state=quiet).mix == quiet.mix
    assert after(edits.take_composed(WALTZ, Conditions(), 8), state=quiet).mix == quiet.mix
    strings = A.with_track(1, replace(A.tracks[1], name="Strings"))
    other = after(edits.open_piece(strings, None), state=quiet)
    assert other.mix == ()
    assert after(takes.choose(2), state=other).mix == quiet.mix


def test_what_is_kept_stays_when_the_take_in_front_moves_on() -> None:
    state = after(edits.set_shape(0, 40.0), takes.keep_copy, edits.set_shape(0, -10.0), state=TWO)
    assert numbers(state) == [1, 2, 3]
    assert state.take == 3
    assert takes.find(state, 2).shape[0] == 40.0  # type: ignore[union-attr]
    assert takes.find(state, 3).shape[0] == -10.0  # type: ignore[union-attr]


def test_names_and_stars() -> None:
    state = after(takes.rename(2, "  Harbour \n dawn "), takes.star(2, on=True), state=TWO)
    assert state.takes[1].title == "Harbour dawn"
    assert state.takes[1].starred
    assert after(takes.choose(1), takes.choose(2), state=state).takes[1].title == "Harbour dawn"


def test_comparing_goes_over_and_back() -> None:
    state = after(takes.compare_with(1), takes.swap, state=TWO)
    assert (state.take, state.compared) == (1, 2)
    assert after(takes.swap, state=state).take == 2
    assert after(takes.swap, state=TWO) == TWO


def test_a_deleted_take_goes_everywhere_and_its_number_is_not_used_again() -> None:
    state = after(takes.compare_with(1), song.add(1), song.add(2), state=TWO)
    state = replace(state, morph=replace(state.morph, corners=(1, 2, None, 1)))
    state = after(takes.delete(1), state=state)
    assert numbers(state) == [2]
    assert state.compared is None
    assert [s.take for s in state.song] == [2]
    assert state.morph.corners == (None, 2, None, None)
    assert after(takes.keep_copy, state=state).take == 3


def test_deleting_the_take_in_front_brings_its_neighbour_and_at_last_nothing() -> None:
    state = after(takes.delete(2), state=TWO)
    assert (state.take, state.source) == (1, A)
    empty = after(takes.delete(1), state=state)
    assert (empty.take, empty.source, empty.takes) == (0, None, ())


def test_music_locks_belong_to_the_take_and_locked_sliders_to_the_session() -> None:
    locked = replace(TWO, locks=Locks(bars=frozenset({1}), controls=frozenset({"density"})))
    first = after(takes.choose(1), state=locked)
    assert first.locks == Locks(controls=frozenset({"density"}))
    assert after(takes.choose(2), state=first).locks == locked.locks


def test_the_song_plays_its_sections_with_repeats_and_transitions() -> None:
    state = after(song.add(1), song.add(2), song.change(0, repeats=2, name="Verse"), state=TWO)
    state = after(song.set_transition(0, WALTZ), state=state)
    made = song.song_of(state)
    assert made is not None
    assert made.piece.length == 2 * A.length + WALTZ.length + B.length
    assert [(s.place, s.start, s.transition, s.end) for s in made.spans] == [
        (0, 0, 2 * A.length, 2 * A.length + WALTZ.length),
        (1, 2 * A.length + WALTZ.length, made.piece.length, made.piece.length),
    ]
    assert song.song_of(TWO) is None


def test_a_transition_goes_when_what_it_joins_is_parted() -> None:
    state = after(song.add(1), song.add(2), song.set_transition(0, WALTZ), state=TWO)
    assert after(song.add(1, 1), state=state).song[0].transition is None
    assert after(song.remove(1), state=state).song[0].transition is None
    assert after(song.add(1), state=state).song[0].transition is WALTZ
    moved = after(song.move(1, 0), state=state)
    assert [s.take for s in moved.song] == [2, 1]
    assert all(s.transition is None for s in moved.song)
    assert after(song.move(0, 2), state=state).song[1].take == 1
