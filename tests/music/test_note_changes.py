"""What a hand does to notes, as values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.music import note_changes as nc
from vaecomposer.music.note import Note

A, B, C = Note(0, 60, 100, 80), Note(200, 60, 100, 90), Note(480, 72, 240, 100)
ALL = frozenset({(0, A), (0, B), (0, C)})
END = 1920


def after(change: nc.NoteChange) -> list[Note]:
    return sorted(note for _, note in change.come)


def test_notes_are_moved_together_and_no_further_than_there_is_room() -> None:
    assert after(nc.nudged(ALL, 120, END)) == [n.moved(120) for n in (A, B, C)]
    assert after(nc.nudged(ALL, -120, END)) == [A, B, C]
    assert max(n.end for n in after(nc.nudged(ALL, 5000, END))) == END


def test_transposing_stops_where_the_keyboard_ends() -> None:
    assert [n.pitch for n in after(nc.transposed(ALL, 100))] == [115, 115, 127]
    assert [n.pitch for n in after(nc.transposed(ALL, -100))] == [0, 0, 12]


def test_lengths_change_at_either_end() -> None:
    assert [n.duration for n in after(nc.lengthened(ALL, -90, END, least=60))] == [60, 60, 150]
    later = after(nc.begun_later({(0, C)}, 100))[0]
    assert (later.onset, later.end) == (580, 720)
    assert after(nc.begun_later({(0, C)}, 5000))[0].duration == 1


def test_velocity_stays_within_midi() -> None:
    assert {n.velocity for n in after(nc.revoiced(ALL, 100))} == {127}
    assert {n.velocity for n in after(nc.revoiced(ALL, -200))} == {1}


def test_a_note_is_split_where_it_sounds_and_only_there() -> None:
    assert after(nc.split({(0, C)}, 600)) == [Note(480, 72, 120, 100), Note(600, 72, 120, 100)]
    assert nc.split({(0, C)}, 480).is_nothing


def test_notes_of_one_pitch_are_glued() -> None:
    assert after(nc.glued(ALL)) == [Note(0, 60, 300, 80)]
    assert nc.glued({(0, A), (1, B)}).is_nothing
    assert nc.with_neighbour((0, A), (A, B, C)) == ((0, A), (0, B))
    assert nc.with_neighbour((0, C), (A, B, C)) == ((0, C),)


def test_labels_say_what_was_done() -> None:
    assert nc.moved(ALL, 1, lambda _, n: n.pitch).label == "Move 3 notes"
    assert nc.moved({(0, A)}, 1, lambda _, n: n.pitch, copy=True).label == "Copy 1 note"
    assert nc.drawn(((0, Note(0, 76, 1)),)).label == "Draw E5"
    assert nc.drawn(((0, A),), drums=True).label == "Draw a hit"
    assert nc.deleted(ALL).label == "Delete 3 notes"


def test_the_later_of_two_notes_of_a_pitch_cuts_the_earlier() -> None:
    long = Note(0, 60, 400)
    assert sorted(nc.laid_among([long], [B])) == [Note(0, 60, 200), B]
    assert sorted(nc.laid_among([B], [long])) == [Note(0, 60, 200), B]


def test_of_two_on_one_tick_the_new_one_stays() -> None:
    new = Note(0, 60, 50, 1)
    assert nc.laid_among([A], [new]) == [new]


def test_overlaps_that_nobody_touched_are_left() -> None:
    one, other = Note(0, 50, 400), Note(100, 50, 400)
    assert sorted(nc.laid_among([one, other], [C])) == sorted([one, other, C])


NOTES = st.builds(Note, st.integers(0, 40), st.integers(60, 62), st.integers(1, 20))


@given(st.lists(NOTES, max_size=12), st.lists(NOTES, max_size=6))
def test_what_comes_overlaps_nothing_of_its_pitch(others: list[Note], come: list[Note]) -> None:
    found = nc.laid_among(others, come)
    onsets = {(n.onset, n.pitch) for n in come}
    assert onsets <= {(n.onset, n.pitch) for n in found}
    for note in found:
        if (note.onset, note.pitch) in onsets:
            same = [n for n in found if n.pitch == note.pitch and n is not note]
            assert all(n.end <= note.onset or note.end <= n.onset for n in same)
    far = nc.in_the_way(others, come)
    assert all(n in found for n in others if n not in far)
