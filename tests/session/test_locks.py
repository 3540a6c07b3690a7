"""What is locked stays bit by bit, whatever is composed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece
from vaecomposer.session import locks as lk
from vaecomposer.session.state import Locks, SessionState

from ..music.pieces import four_parts

PIECE = four_parts()
BAR = 1920


def with_tracks(*rows: list[Note]) -> Piece:
    piece = PIECE
    for index, notes in enumerate(rows):
        piece = piece.with_track(index, piece.tracks[index].with_notes(notes))
    return piece


NOTES = st.lists(
    st.builds(
        Note, st.integers(0, 4 * BAR - 1), st.integers(60, 63), st.integers(1, 2500), st.integers(1, 127)
    ),
    max_size=14,
    unique_by=lambda n: (n.onset, n.pitch),
)  # fmt: skip
PIECES = st.builds(with_tracks, NOTES, NOTES, NOTES, NOTES)


def apart(notes: list[Note]) -> list[Note]:
    """No two of a pitch overlapping, as composed notes are."""
    found: list[Note] = []
    for note in sorted(notes):
        if all(n.pitch != note.pitch or n.end <= note.onset for n in found):
            found.append(note)
    return found


@given(
    old=PIECES,
    new=PIECES,
    tracks=st.frozensets(st.integers(0, 3)),
    bars=st.frozensets(st.integers(0, 3)),
    picked=st.lists(st.integers(0, 13), max_size=6),
)
def test_everything_locked_is_as_it_was_and_nothing_new_collides_with_it(
    old: Piece, new: Piece, tracks: frozenset[int], bars: frozenset[int], picked: list[int]
) -> None:
    places = [(i, n) for i, t in enumerate(old.tracks) for n in t.notes]
    single = frozenset(lk.note_lock(places[i]) for i in picked if i < len(places))
    new = replace(new, tracks=tuple(t.with_notes(apart(list(t.notes))) for t in new.tracks))
    wanted = Locks(tracks, bars, single)
    found = lk.apply_locks(old, new, wanted)
    finder = lk.LockFinder(old.bars(), wanted)
    for index, (was, composed, now) in enumerate(
        zip(old.tracks, new.tracks, found.tracks, strict=True)
    ):
        held = [n for n in was.notes if finder.holder((index, n)) is not None]
        if index in tracks:
            assert now is was
            continue
        assert all(n in now.notes for n in held)
        fresh = [n for n in now.notes if n not in held]
        for note in fresh:
            assert finder.bar_of(note.onset) not in bars
            assert any(
                (c.onset, c.pitch, c.velocity) == (note.onset, note.pitch, note.velocity)
                and c.duration >= note.duration
                for c in composed.notes
            )
            clash = (h for h in held if h.pitch == note.pitch)
            assert all(h.end <= note.onset or note.end <= h.onset for h in clash)


@given(old=PIECES, new=PIECES)
def test_without_locks_the_composed_music_is_taken_as_it_is(old: Piece, new: Piece) -> None:
    assert lk.apply_locks(old, new, Locks(controls=frozenset({"density"}))) is new


@given(piece=PIECES, bars=st.frozensets(st.integers(0, 3)))
def test_the_same_music_held_to_itself_is_the_same(piece: Piece, bars: frozenset[int]) -> None:
    piece = replace(piece, tracks=tuple(t.with_notes(apart(list(t.notes))) for t in piece.tracks))
    assert lk.apply_locks(piece, piece, Locks(bars=bars)).tracks == piece.tracks


def test_chord_symbols_of_locked_bars_stay() -> None:
    other = replace(PIECE.chords[3], onset=0, duration=4 * BAR)
    composed = replace(PIECE, chords=(other,))
    held = lk.apply_locks(PIECE, composed, Locks(bars=frozenset({1})))
    assert [(s.onset, s.duration) for s in held.chords] == [
        (0, BAR),
        (BAR, BAR),
        (2 * BAR, 2 * BAR),
    ]
    assert held.chords[1] == PIECE.chords[1]
    assert held.chord_at(0) == held.chord_at(3 * BAR) == other.chord


def test_locks_are_set_and_taken_back() -> None:
    state = SessionState(source=PIECE, shown=PIECE)
    place = (0, PIECE.tracks[0].notes[0])
    state = lk.lock_notes([place], on=True)(state)
    state = lk.lock_bars(frozenset({0, 1}), on=True)(state)
    state = lk.lock_track(2, on=True)(state)
    assert lk.locks_in_words(PIECE, state.locks) == "Bars 1–2, Bass, 1 note locked"
    assert lk.lock_notes([place], on=False)(state).locks.notes == frozenset()
    assert lk.lock_bars(frozenset({0}), on=False)(state).locks.bars == {1}
    assert not lk.lock_track(2, on=False)(state).locks.tracks
    kept = replace(state, locks=replace(state.locks, controls=frozenset({"density"})))
    assert lk.unlock_music(kept).locks == Locks(controls=frozenset({"density"}))


def test_words_for_locks_name_runs_of_bars() -> None:
    assert lk.bars_in_words(frozenset({0, 1, 2, 5})) == "Bars 1–3, 6"
    assert lk.bars_in_words(frozenset({4})) == "Bar 5"
    assert lk.bars_in_words(frozenset()) == lk.locks_in_words(None, Locks()) == ""


def test_the_widest_lock_is_named() -> None:
    place = (0, PIECE.tracks[0].notes[0])
    found = Locks(frozenset({0}), frozenset({0}), frozenset({lk.note_lock(place)}))
    bars = PIECE.bars()
    assert lk.LockFinder(bars, found).holder(place) == "track"
    assert lk.LockFinder(bars, replace(found, tracks=frozenset())).holder(place) == "bar"
    assert lk.LockFinder(bars, Locks(notes=found.notes)).holder(place) == "note"
    assert lk.LockFinder(bars, Locks()).holder(place) is None


def test_locks_of_notes_that_are_gone_go() -> None:
    first, second = ((0, n) for n in PIECE.tracks[0].notes[:2])
    both = Locks(notes=frozenset(map(lk.note_lock, (first, second))))
    left = PIECE.with_track(0, PIECE.tracks[0].with_notes([first[1]]))
    assert lk.with_locks_of_notes_there(both, left).notes == {lk.note_lock(first)}
    assert lk.with_locks_of_notes_there(both, PIECE) is both
