"""Notes, keys, chords, metres and pieces as values."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.errors import MusicError
from vaecomposer.music.chord import NO_CHORD, QUALITIES, Chord, parse_chord
from vaecomposer.music.key import Key, Mode, parse_tonic
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note, pitch_name
from vaecomposer.music.piece import MetreChange, Piece, TempoChange, bars_until, whole_bars
from vaecomposer.music.timing import tempo_map


@pytest.mark.parametrize("bad", [(-1, 60, 1, 80), (0, 60, 0, 80), (0, 128, 1, 80), (0, 60, 1, 0)])
def test_a_note_outside_midi_is_refused(bad: tuple[int, int, int, int]) -> None:
    with pytest.raises(MusicError):
        Note(*bad)


def test_middle_c_is_c4() -> None:
    assert pitch_name(60) == "C4"


@given(st.integers(0, 127), st.integers(-60, 60))
def test_transposing_keeps_the_pitch_class_inside_midi(pitch: int, semitones: int) -> None:
    assert Note(0, pitch, 1).transposed(semitones).pitch % 12 == (pitch + semitones) % 12


@given(st.integers(0, 11), st.sampled_from(Mode))
def test_every_scale_lands_on_the_white_keys(tonic: int, mode: Mode) -> None:
    key = Key(tonic, mode)
    assert {(pc + key.to_white_keys) % 12 for pc in key.scale} == {0, 2, 4, 5, 7, 9, 11}
    assert -5 <= key.to_white_keys <= 6


@pytest.mark.parametrize(("text", "pc"), [("A", 9), ("Bb", 10), ("F#", 6), ("E♭", 3), ("Cb", 11)])
def test_note_names_are_read(text: str, pc: int) -> None:
    assert parse_tonic(text) == pc


@pytest.mark.parametrize("text", ["", "H", "C!", "major"])
def test_words_that_are_no_notes_are_not_read(text: str) -> None:
    assert parse_tonic(text) is None


@pytest.mark.parametrize(
    ("text", "chord"),
    [
        ("Am7", Chord(9, "min7", 9)),
        ("F", Chord(5, "maj", 5)),
        ("C/E", Chord(0, "maj", 4)),
        ("Bbmaj9", Chord(10, "maj9", 10)),
        ("C6/9", Chord(0, "69", 0)),
        ("F#m7b5/A", Chord(6, "hdim7", 9)),
        ("N.C.", NO_CHORD),
    ],
)
def test_typed_chords_are_understood(text: str, chord: Chord) -> None:
    assert parse_chord(text) == chord


@pytest.mark.parametrize("text", ["Hm7", "Cxyz", "/E", "C/H"])
def test_unknown_chords_are_not_guessed(text: str) -> None:
    assert parse_chord(text) is None


@given(
    st.integers(0, 11),
    st.sampled_from([q for q in QUALITIES if q not in ("N", "other")]),
    st.integers(0, 11),
)
def test_a_chord_is_read_back_from_its_name(root: int, quality: str, bass: int) -> None:
    chord = Chord(root, quality, bass)
    assert parse_chord(str(chord)) == chord


@given(st.integers(0, 11), st.sampled_from(QUALITIES))
def test_a_ladder_has_five_tones_and_holds_the_chord_of_up_to_four(root: int, quality: str) -> None:
    chord = Chord(root, quality, root)
    assert len(set(chord.ladder)) == 5
    if len(chord.tones) <= 4:
        assert chord.tones <= set(chord.ladder)


@pytest.mark.parametrize(
    ("metre", "beats", "steps"),
    [(Metre(4, 4), 4, 16), (Metre(3, 4), 3, 12), (Metre(6, 8), 2, 12), (Metre(2, 4), 2, 8)],
)
def test_metres_count_beats_and_steps(metre: Metre, beats: int, steps: int) -> None:
    assert (metre.beats, metre.steps) == (beats, steps)


def test_cut_time_shares_the_grid_of_common_time() -> None:
    assert Metre(2, 2).grid_metre == Metre(4, 4)
    assert Metre(7, 8).grid_metre is None


@given(
    st.lists(st.tuples(st.integers(1, 4000), st.sampled_from([2, 3, 4, 5, 7])), max_size=4),
    st.integers(1, 9000),
)
def test_bars_cover_the_piece_without_gaps(changes: list[tuple[int, int]], end: int) -> None:
    by_tick = {0: MetreChange(0, Metre(4, 4))} | {
        t: MetreChange(t, Metre(n, 4)) for t, n in changes
    }
    metres = tuple(by_tick[t] for t in sorted(by_tick))
    bars = bars_until(metres, 24, end)
    assert bars[0].start == 0
    assert all(a.end == b.start for a, b in pairwise(bars))
    assert bars[-1].start < end <= bars[-1].end == whole_bars(metres, 24, end)


def test_a_piece_needs_a_tempo_and_a_metre_at_its_start() -> None:
    with pytest.raises(MusicError):
        Piece(480, (), (), (MetreChange(0, Metre(4, 4)),))
    with pytest.raises(MusicError):
        Piece(480, (), (TempoChange(5, 500_000),), (MetreChange(0, Metre(4, 4)),))


@given(
    st.lists(st.tuples(st.integers(1, 5000), st.integers(100_000, 2_000_000)), max_size=5),
    st.floats(0, 20_000),
)
def test_ticks_become_seconds_and_come_back(changes: list[tuple[int, int]], tick: float) -> None:
    by_tick = {0: TempoChange(0, 500_000)} | {t: TempoChange(t, us) for t, us in changes}
    found = tempo_map([by_tick[t] for t in sorted(by_tick)], 480)
    assert found.tick_at(found.seconds_at(tick)) == pytest.approx(tick, abs=1e-4)


def test_tempo_changes_take_effect_where_they_stand() -> None:
    found = tempo_map([TempoChange(0, 500_000), TempoChange(960, 1_000_000)], 480)
    assert found.seconds_at(960) == pytest.approx(1.0)
    assert found.seconds_at(1440) == pytest.approx(2.0)
