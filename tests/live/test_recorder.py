"""Playing becomes notes: onsets, pedals, loops, the count-in, and the grid."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.live.recorder import Performance, Recorder, quantised
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, MetreChange, bars_until

QUARTER = 480
BARS = bars_until((MetreChange(0, Metre(4, 4)),), QUARTER, 8 * 4 * QUARTER)


def on(pitch: int, velocity: int = 80, channel: int = 0) -> bytes:
    return bytes((0x90 | channel, pitch, velocity))


def off(pitch: int, channel: int = 0) -> bytes:
    return bytes((0x80 | channel, pitch, 64))


def is_playable(notes: tuple[Note, ...]) -> bool:
    """Whether notes are in order and none overlaps another of its pitch."""
    ends: dict[int, int] = {}
    for note in notes:
        if note.onset < ends.get(note.pitch, 0):
            return False
        ends[note.pitch] = note.end
    return list(notes) == sorted(notes)


keys = st.tuples(
    st.floats(0.0, 50.0), st.integers(60, 63), st.sampled_from(["on", "off", "still", "turn"])
)


@given(st.lists(keys, max_size=60))
def test_whatever_is_played_can_be_played_back(played: list[tuple[float, int, str]]) -> None:
    recorder = Recorder(QUARTER)
    tick = -400.0
    for wait, pitch, what in played:
        tick += wait
        if what == "turn":
            recorder.turn(tick)
            tick = 0.0
        else:
            recorder.receive(
                tick, {"on": on(pitch), "off": off(pitch), "still": on(pitch, 0)}[what]
            )
    performance = recorder.finish(max(tick, 0.0))
    assert is_playable(performance.notes)
    assert recorder.held == frozenset()


@given(
    st.lists(
        st.tuples(st.integers(1, 2000), st.integers(1, 2000), st.integers(0, 127)), max_size=20
    )
)
def test_notes_apart_come_back_exactly(gaps: list[tuple[int, int, int]]) -> None:
    recorder = Recorder(QUARTER)
    tick, notes = 0, []
    for gap, length, pitch in gaps:
        tick += gap
        notes.append(Note(tick, pitch, length, 77))
        recorder.receive(tick + 0.3, on(pitch, 77))
        tick += length
        recorder.receive(tick + 0.3, off(pitch))
    assert recorder.finish(tick).notes == tuple(notes)


def test_velocity_nought_ends_a_note_and_other_channels_are_passed_over() -> None:
    recorder = Recorder(QUARTER, channel=2)
    recorder.receive(0.0, on(60, 90, 2))
    recorder.receive(5.0, on(62, 90, 3))
    recorder.receive(100.4, on(60, 0, 2))
    assert recorder.finish(500.0).notes == (Note(0, 60, 100, 90),)


def test_what_is_held_at_the_end_ends_there() -> None:
    recorder = Recorder(QUARTER)
    recorder.receive(10.0, on(60))
    assert recorder.held == {60}
    assert recorder.finish(480.0).notes == (Note(10, 60, 470, 80),)


def test_a_note_held_as_the_loop_turns_ends_there_and_is_not_doubled() -> None:
    recorder = Recorder(QUARTER)
    recorder.receive(1800.0, on(60))
    recorder.turn(1920.0)
    recorder.receive(40.0, off(60))
    recorder.receive(200.0, on(64))
    recorder.receive(300.0, off(64))
    assert recorder.finish(1920.0).notes == (Note(200, 64, 100), Note(1800, 60, 120))


def test_a_note_in_the_count_in_counts_when_it_is_at_most_an_eighth_early() -> None:
    recorder = Recorder(QUARTER)
    recorder.receive(-900.0, on(50))
    recorder.receive(-700.0, off(50))
    recorder.receive(-241.0, on(52))
    recorder.receive(-240.0, on(60, 99))
    recorder.receive(10.0, off(52))
    recorder.receive(300.0, off(60))
    recorder.receive(-100.0, on(64))
    recorder.receive(-20.0, off(64))
    assert recorder.finish(960.0).notes == (Note(0, 60, 300, 99), Note(0, 64, 40))


def test_pedals_and_controllers_are_kept_and_those_moved_before_hold_from_the_start() -> None:
    recorder = Recorder(QUARTER)
    down, up = bytes((0xB0, 64, 127)), bytes((0xB0, 64, 0))
    bend = bytes((0xE0, 0, 70))
    for tick, data in ((-500.0, up), (-300.0, down), (-10.0, bend), (100.6, up), (120.0, down)):
        recorder.receive(tick, data)
    recorder.receive(130.0, b"\xc0\x05")
    recorder.receive(130.0, b"\xf8")
    assert recorder.finish(200.0).events == (
        Event(0, down),
        Event(0, bend),
        Event(101, up),
        Event(120, down),
    )


notes = st.builds(
    Note, st.integers(0, 8 * 4 * QUARTER), st.integers(60, 64), st.integers(1, 900), st.just(80)
)


@given(st.lists(notes, max_size=30), st.floats(0.0, 1.0), st.booleans())
def test_quantised_notes_can_be_played(found: list[Note], strength: float, ends: bool) -> None:
    performance = Performance(tuple(sorted(found)), (Event(3, b"\xb0\x40\x7f"),))
    drawn = quantised(performance, BARS, 120, strength, ends=ends)
    assert is_playable(drawn.notes)
    assert drawn.events == performance.events
    assert {n.pitch for n in drawn.notes} == {n.pitch for n in found}


@given(notes, st.sampled_from([120, 160, 240, 480]), st.booleans())
def test_at_full_strength_onsets_lie_on_the_nearest_line(note: Note, grid: int, ends: bool) -> None:
    (drawn,) = quantised(Performance((note,), ()), BARS, grid, ends=ends).notes
    assert drawn.onset % grid == 0
    assert abs(drawn.onset - note.onset) <= grid / 2
    assert drawn.end % grid == 0 if ends else drawn.duration == note.duration


@given(notes, st.floats(0.0, 1.0))
def test_strength_goes_that_part_of_the_way(note: Note, strength: float) -> None:
    (full,) = quantised(Performance((note,), ()), BARS, 120).notes
    (part,) = quantised(Performance((note,), ()), BARS, 120, strength).notes
    assert abs(part.onset - (note.onset + strength * (full.onset - note.onset))) <= 0.5
    assert quantised(Performance((note,), ()), BARS, 120, 0.0).notes == (note,)


def test_the_grid_begins_anew_with_each_bar() -> None:
    bars = bars_until((MetreChange(0, Metre(7, 8)),), QUARTER, 4 * 1680)
    played = Performance((Note(1675, 60, 10), Note(1690, 62, 10), Note(2150, 64, 10)), ())
    drawn = quantised(played, bars, 480)
    assert [n.onset for n in drawn.notes] == [1680, 1680, 2160]


def test_of_two_notes_drawn_to_one_line_the_longer_stays() -> None:
    played = Performance((Note(0, 60, 20), Note(40, 60, 300), Note(450, 60, 30)), ())
    assert quantised(played, BARS, 240).notes == (Note(0, 60, 300), Note(480, 60, 30))
