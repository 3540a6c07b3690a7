"""Compiling a track: what the messages in a file mean."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.audio.part import BEND, CONTROL, MESSAGE, PROGRAM, RPN, compile_part
from vaecomposer.audio.score import compile_score
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, Role, Track


def messages(*data: tuple[int, ...], channel: int = 0) -> list[tuple[int, ...]]:
    events = tuple(Event(i, bytes(d)) for i, d in enumerate(data))
    part = compile_part(Track("T", Role.OTHER, channel, None, (), events), 0)
    return [event[4:] for event in part.events if event[1] == MESSAGE]


def test_programs_bends_and_controllers_are_played_and_the_rest_is_left_out() -> None:
    assert messages(
        (0xC0, 12), (0xE0, 1, 64), (0xB0, 64, 127), (0xFF, 1, 65), (0xF0, 1, 2), (0xD0, 5), (0xB0,)
    ) == [(PROGRAM, 0, 12), (BEND, 0, 8193), (CONTROL, 64, 127)]  # fmt: skip


def test_a_program_on_the_drum_channel_is_a_drum_kit() -> None:
    assert messages((0xC9, 8), channel=9) == [(PROGRAM, 0, 128 + 8)]


def test_a_parameter_in_four_messages_comes_out_as_one_and_unknown_ones_as_none() -> None:
    assert messages(
        (0xB0, 101, 0), (0xB0, 100, 0), (0xB0, 6, 12), (0xB0, 38, 3),
        (0xB0, 101, 127), (0xB0, 100, 127), (0xB0, 6, 5),
        (0xB0, 99, 1), (0xB0, 98, 8), (0xB0, 6, 64), (0xB0, 96, 0),
    ) == [(RPN, 0, 12 * 128), (RPN, 0, 12 * 128 + 3)]  # fmt: skip


NOTES = st.lists(
    st.builds(Note, st.integers(0, 50), st.sampled_from((60, 61)), st.integers(1, 40)), max_size=12
)


@given(NOTES, st.integers(0, 100))
def test_sounding_notes_are_those_that_began_before_and_end_after(
    notes: list[Note], tick: int
) -> None:
    part = compile_part(Track("T", Role.OTHER, 0, None, tuple(sorted(notes))), 0)
    for pitch in (60, 61, 62):
        line = part.pitches[pitch]
        found = set(line.sounding(tick)) if line else set()
        assert found == {n.onset for n in notes if n.pitch == pitch and n.onset < tick < n.end}


def test_unchanged_tracks_are_not_compiled_again() -> None:
    from recording_synth import piece_of

    piece = piece_of((Note(0, 60, 1),), (Note(0, 62, 1),))
    first = compile_score(piece)
    changed = piece.with_track(1, piece.tracks[1].with_notes([Note(5, 62, 1)]))
    second = compile_score(changed, previous=first)
    assert second.parts[0] is first.parts[0]
    assert second.parts[1] is not first.parts[1]
    assert compile_score(piece, previous=first).events is first.events
    assert [e[0] for e in second.events] == sorted(e[0] for e in second.events)
