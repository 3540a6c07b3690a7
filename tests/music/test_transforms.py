"""Changing key, mode and roles."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.music.pieces import four_parts
from vaecomposer.music.analysis import assign_roles, find_chords, find_key
from vaecomposer.music.chord import Chord
from vaecomposer.music.key import A_MINOR, C_MAJOR, Key, Mode
from vaecomposer.music.note import Note
from vaecomposer.music.piece import COMPOSED_ROLES, Role, Track
from vaecomposer.music.transforms import change_key, with_lead, with_role

keys = st.builds(Key, st.integers(0, 11), st.sampled_from(Mode))


@given(keys, keys)
def test_music_in_a_scale_comes_back_from_any_other_key(before: Key, after: Key) -> None:
    piece = change_key(four_parts(), A_MINOR, before)
    there = change_key(piece, before, after)
    pitched = [n.pitch % 12 for t in there.tracks if not t.is_drums for n in t.notes]
    assert set(pitched) <= after.scale
    back = change_key(there, after, before)
    assert [t.notes for t in back.tracks][3] == [t.notes for t in piece.tracks][3]
    assert [sorted(n.pitch % 12 for n in t.notes) for t in back.tracks] == [
        sorted(n.pitch % 12 for n in t.notes) for t in piece.tracks
    ]


def test_going_back_to_the_key_gives_the_very_notes() -> None:
    piece = four_parts()
    there = change_key(piece, A_MINOR, Key(2, Mode.DORIAN))
    assert change_key(there, Key(2, Mode.DORIAN), A_MINOR) == piece


def test_chord_symbols_follow_the_mode() -> None:
    piece = change_key(four_parts(), A_MINOR, Key(9, Mode.MAJOR))
    assert piece.chords[0].chord == Chord(9, "maj", 9)


def test_key_finding_hears_a_minor_and_c_major() -> None:
    minor = [
        Note(i * 10, p, 30 if p in (57, 64) else 10)
        for i, p in enumerate((57, 59, 60, 62, 64, 65, 68, 57))
    ]
    assert find_key(minor) == A_MINOR
    scale = [
        Note(i * 10, p, 30 if p in (60, 67, 72) else 10)
        for i, p in enumerate((60, 62, 64, 65, 67, 69, 71, 72))
    ]
    assert find_key(scale) == C_MAJOR


def test_a_written_key_is_believed_when_it_fits() -> None:
    notes = [n for t in four_parts().tracks if not t.is_drums for n in t.notes]
    assert find_key(notes, C_MAJOR) == C_MAJOR
    assert find_key(notes, A_MINOR) == A_MINOR
    assert find_key(notes, Key(6, Mode.MAJOR)) in (A_MINOR, C_MAJOR)


def test_chords_are_named_from_notes() -> None:
    piece = four_parts()
    notes = sorted(n for t in piece.tracks[1:3] for n in t.notes)
    found = find_chords(notes, piece.bars())
    assert [span.chord for span in found] == [span.chord for span in piece.chords]
    assert sum(span.duration for span in found) == piece.length


def test_silence_has_no_chord() -> None:
    bars = four_parts().bars()
    assert all(span.chord.is_none for span in find_chords([], bars))


def test_roles_are_heard_without_names() -> None:
    bare = [replace(t, name="", role=Role.OTHER, is_lead=False) for t in four_parts(8).tracks]
    assert [t.role for t in assign_roles(bare)] == list(COMPOSED_ROLES)
    assert all(t.is_lead for t in assign_roles(bare))


def test_a_lone_piano_still_has_a_melody() -> None:
    piano = replace(four_parts().tracks[1], name="Piano", role=Role.OTHER, is_lead=False)
    assert assign_roles([piano])[0].role is Role.MELODY


def test_names_speak_for_roles() -> None:
    line = four_parts().tracks[0].notes
    low, high = (
        Track("Bass guitar", Role.OTHER, 3, None, line),
        Track("Lead vocal", Role.OTHER, 4, None, line),
    )
    assert [t.role for t in assign_roles([low, high])] == [Role.BASS, Role.MELODY]


@given(st.integers(0, 3), st.sampled_from(Role))
def test_changing_a_role_leaves_at_most_one_lead_each(track: int, role: Role) -> None:
    piece = with_role(four_parts(), track, role)
    for each in COMPOSED_ROLES:
        assert sum(t.is_lead and t.role is each for t in piece.tracks) <= 1
    assert piece.tracks[track].role is role


def test_the_lead_can_be_handed_over() -> None:
    piece = with_role(four_parts(), 1, Role.MELODY)
    piece = with_lead(piece, 1)
    assert [t.is_lead for t in piece.tracks if t.role is Role.MELODY] == [False, True]
