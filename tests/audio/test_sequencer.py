"""The sequencer: events on their frames, loops, and taking over without a seam."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recording_synth import BAR, TPQ, RecordingSynth, piece_of

from vaecomposer.audio.score import Quantum, compile_score
from vaecomposer.audio.sequencer import Loop, Sequencer
from vaecomposer.music.metre import Metre
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, Piece, Role, TempoChange, Track
from vaecomposer.music.timing import piece_tempo_map

STEP_FRAMES = 6000  # a sixteenth at 120 bpm and 48 kHz
BEAT_FRAMES = 24_000
BAR_FRAMES = 96_000


def run(sequencer: Sequencer, frames: int, block: int = 256) -> None:
    while frames > 0:
        sequencer.render(np.zeros((min(block, frames), 2), np.float32))
        frames -= block


def playing(piece: Piece, **options: object) -> tuple[Sequencer, RecordingSynth]:
    synth = RecordingSynth(**options)
    sequencer = Sequencer(synth)
    sequencer.load(compile_score(piece, channels=synth.channels))
    sequencer.start()
    return sequencer, synth


def test_every_event_falls_on_its_own_frame_whatever_the_block_size() -> None:
    notes = (Note(0, 60, 100), Note(37, 64, 333), Note(481, 67, 7), Note(3000, 60, 1))
    tempos = (TempoChange(0, 500_000), TempoChange(500, 612_345), TempoChange(2000, 333_333))
    piece = piece_of(notes, tempos=tempos)
    time = piece_tempo_map(piece)
    expected = sorted(
        [(int(time.seconds_at(n.onset) * 48_000 + 1e-6), "on", 0, n.pitch, 80) for n in notes]
        + [(int(time.seconds_at(n.end) * 48_000 + 1e-6), "off", 0, n.pitch) for n in notes]
    )
    for block in (1, 7, 64, 256, 1000, 4096):
        sequencer, synth = playing(piece)
        run(sequencer, 200_000, block if block > 1 else 3)
        assert sorted(synth.notes()) == expected


def test_an_overlapping_note_of_the_same_pitch_is_struck_anew_and_held_by_both() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 960), Note(480, 60, 960))))
    run(sequencer, BAR_FRAMES)
    assert synth.notes() == [
        (0, "on", 0, 60, 80),
        (24_000, "off", 0, 60),
        (24_000, "on", 0, 60, 80),
        (72_000, "off", 0, 60),
    ]


def test_a_short_note_inside_a_long_one_does_not_cut_it() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 1920), Note(480, 60, 120))))
    run(sequencer, 2 * BAR_FRAMES)
    assert synth.notes("off")[-1] == (96_000, "off", 0, 60)
    assert len(synth.notes("on")) == 2


def test_doubled_notes_are_one_note_the_loudest_and_longest() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 480, 50), Note(0, 60, 960, 90))))
    run(sequencer, BAR_FRAMES)
    assert synth.notes() == [(0, "on", 0, 60, 90), (48_000, "off", 0, 60)]


def test_playing_stops_at_the_end_and_lets_all_notes_go() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 100_000),), bars=1))
    run(sequencer, BAR_FRAMES + 300)
    assert not sequencer.playing
    assert not synth.sounding
    assert sequencer.tick == BAR
    sequencer.start()
    assert sequencer.tick == 0


def test_a_loop_comes_round_to_the_exact_frame_and_does_not_drift() -> None:
    # 7 ticks at 480 to the quarter and 133 bpm is no whole number of frames.
    piece = piece_of((Note(480, 60, 100),), bpm=133.0)
    sequencer, synth = playing(piece)
    sequencer.set_loop(Loop(0, 967, on=True))
    run(sequencer, 48_000 * 20)
    time = piece_tempo_map(piece)
    length, first = time.frames_at(967, 48_000), time.frames_at(480, 48_000)
    ons = [call[0] for call in synth.notes("on")]
    assert len(ons) > 20
    assert ons == [int(first + k * length + 1e-6) for k in range(len(ons))]


def test_a_loop_outside_the_music_loops_all_of_it() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 100),), bars=1))
    sequencer.set_loop(Loop(10 * BAR, 12 * BAR, on=True))
    run(sequencer, 3 * BAR_FRAMES + 10)
    assert [call[0] for call in synth.notes("on")] == [0, 96_000, 192_000, 288_000]


def test_a_seek_past_the_end_turns_to_the_loops_very_start() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 100),), bars=1))
    sequencer.set_loop(Loop(0, BAR, on=True))
    run(sequencer, 1000)
    sequencer.seek(2.6 * BAR)
    run(sequencer, 24_000)
    assert synth.notes("on")[-1] == (1000, "on", 0, 60, 80)
    assert sequencer.tick == pytest.approx(480)


def test_a_loop_too_short_to_be_music_does_not_hang_the_sequencer() -> None:
    sequencer, _ = playing(piece_of((Note(0, 60, 100),), bars=1))
    sequencer.set_loop(Loop(0, 1, on=True))
    run(sequencer, 3 * BAR_FRAMES)
    assert sequencer.playing


def test_an_empty_score_stops_at_once() -> None:
    sequencer, synth = playing(piece_of(bars=0))
    sequencer.set_loop(Loop(0, 100, on=True))
    run(sequencer, 1000)
    assert not sequencer.playing
    assert not synth.notes()


def test_a_tempo_factor_keeps_the_musical_position() -> None:
    sequencer, synth = playing(piece_of((Note(480, 60, 100), Note(960, 62, 100))))
    run(sequencer, BEAT_FRAMES // 2)
    sequencer.set_tempo_factor(2.0)
    assert sequencer.tick == pytest.approx(240)
    run(sequencer, BEAT_FRAMES)
    ons = [call[0] for call in synth.notes("on")]
    assert ons == [BEAT_FRAMES // 2 + BEAT_FRAMES // 4, BEAT_FRAMES // 2 + 3 * BEAT_FRAMES // 4]


@pytest.mark.parametrize(
    ("quantum", "line"),
    [(Quantum.STEP, 1 * STEP_FRAMES), (Quantum.BEAT, BEAT_FRAMES), (Quantum.BAR, BAR_FRAMES)],
)
def test_a_new_score_takes_over_at_the_next_line(quantum: Quantum, line: int) -> None:
    old = piece_of((Note(0, 48, 4 * BAR),))
    new = piece_of(tuple(Note(t, 72, 30) for t in range(0, 2 * BAR, 120)))
    sequencer, synth = playing(old)
    run(sequencer, 1000)
    sequencer.replace(compile_score(new), quantum)
    run(sequencer, 2 * BAR_FRAMES)
    offs = [call[0] for call in synth.notes("off") if call[3] == 48]
    ons = [call[0] for call in synth.notes("on") if call[3] == 72]
    assert offs == [line]
    assert ons[0] == line


def test_lines_of_compound_and_odd_metres_are_found() -> None:
    six = compile_score(piece_of(metre=Metre(6, 8)))
    assert six.next_line(1, Quantum.BEAT) == 720
    assert six.next_line(721, Quantum.BEAT) == 1440
    assert six.next_line(0, Quantum.BAR) == 0
    seven = compile_score(piece_of(metre=Metre(7, 8)))
    assert seven.next_line(1500, Quantum.BAR) == 1680
    assert seven.next_line(1, Quantum.STEP) == 120
    coarse = compile_score(piece_of(tpq=6))
    assert [coarse.next_line(t, Quantum.STEP) for t in range(7)] == [0, 1, 3, 3, 4, 6, 6]
    assert coarse.next_line(10_000, Quantum.STEP) == coarse.length


def test_notes_both_hold_sound_on_and_end_where_the_new_score_ends_them() -> None:
    old = piece_of((Note(0, 60, 3000), Note(0, 64, 3000)))
    new = piece_of((Note(240, 60, 1000), Note(100, 67, 3000)))
    sequencer, synth = playing(old)
    run(sequencer, 20_000)
    sequencer.replace(compile_score(new), Quantum.BEAT)
    run(sequencer, BAR_FRAMES)
    assert synth.notes() == [
        (0, "on", 0, 60, 80),
        (0, "on", 0, 64, 80),
        (24_000, "off", 0, 64),  # only the old held it
        (62_000, "off", 0, 60),  # at the new end, 1240 ticks; 67 began earlier and is left out
    ]


def test_a_note_that_begins_on_the_line_is_struck_though_its_pitch_sounds() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 3000),)))
    run(sequencer, 100)
    sequencer.replace(compile_score(piece_of((Note(480, 60, 480),))), Quantum.BEAT)
    run(sequencer, BAR_FRAMES)
    assert [c[:2] for c in synth.notes()] == [
        (0, "on"), (24_000, "off"), (24_000, "on"), (48_000, "off"),
    ]  # fmt: skip


def test_a_note_that_was_never_struck_does_not_come_to_hold_a_key_by_a_swap() -> None:
    # The loop begins inside the long note, so that only the short one sounds.
    piece = piece_of((Note(0, 60, 1920), Note(600, 60, 480)))
    sequencer, synth = playing(piece)
    sequencer.set_loop(Loop(480, 1920, on=True))
    sequencer.seek(480)
    run(sequencer, 10_000)
    sequencer.replace(compile_score(piece), Quantum.BEAT)
    run(sequencer, 50_000)
    assert sequencer.swaps == 1
    assert synth.notes() == [(6000, "on", 0, 60, 80), (30_000, "off", 0, 60)]


def test_a_swap_onto_other_resolution_keeps_the_musical_position() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 4 * BAR),)))
    run(sequencer, 1000)
    new = piece_of((Note(0, 60, 96 * 16), Note(96 * 2, 65, 10)), tpq=96)
    sequencer.replace(compile_score(new), Quantum.BEAT)
    run(sequencer, 60_000)
    assert synth.notes() == [(0, "on", 0, 60, 80), (48_000, "on", 0, 65, 80), synth.notes()[-1]]


def test_only_the_newest_of_several_scores_takes_over() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 4 * BAR),)))
    for pitch in (70, 71, 72):
        run(sequencer, 1000)
        sequencer.replace(compile_score(piece_of((Note(480, pitch, 100),))), Quantum.BEAT)
    run(sequencer, BAR_FRAMES)
    assert [c[3] for c in synth.notes("on")] == [60, 72]
    assert sequencer.swaps == 1


def test_the_turn_of_a_loop_is_a_line_of_every_quantum() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 100),)))
    sequencer.set_loop(Loop(0, 2 * TPQ, on=True))
    run(sequencer, 1000)
    sequencer.replace(compile_score(piece_of((Note(0, 72, 100),))), Quantum.BAR)
    run(sequencer, 2 * BEAT_FRAMES)
    assert [(c[0], c[3]) for c in synth.notes("on")] == [(0, 60), (48_000, 72)]


def test_a_longer_score_that_comes_before_the_end_plays_on() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, 100),), bars=1))
    run(sequencer, 1000)
    sequencer.replace(compile_score(piece_of((Note(BAR, 72, 100),), bars=2)), Quantum.BAR)
    run(sequencer, 2 * BAR_FRAMES)
    assert synth.notes("on")[-1] == (96_000, "on", 0, 72, 80)


def test_seeking_lets_notes_go_and_sets_channels_as_they_are_there() -> None:
    events = (Event(960, bytes((0xC0, 40))), Event(960, bytes((0xB0, 7, 33))))
    track = Track("Solo", Role.MELODY, 0, 5, (Note(0, 60, 480), Note(1920, 62, 480)), events)
    sequencer, synth = playing(piece_of(track))
    run(sequencer, 1000)
    sequencer.seek(1920)
    assert not synth.sounding
    run(sequencer, 100)
    assert (1000, "program", 0, 40, False) in synth.calls
    assert (1000, "control", 0, 7, 33) in synth.calls
    assert synth.notes("on")[-1] == (1000, "on", 0, 62, 80)
    sequencer.seek(0)
    assert (1100, "program", 0, 5, False) in synth.calls
    assert (1100, "control", 0, 7, 100) in synth.calls


def test_a_bend_range_set_long_ago_is_set_again_after_a_seek() -> None:
    data = [(101, 0), (100, 0), (6, 12), (101, 127), (100, 127)]
    events = tuple(Event(0, bytes((0xB0, n, v))) for n, v in data)
    track = Track("Lead", Role.MELODY, 0, 80, (Note(0, 60, 480),), events)
    sequencer, synth = playing(piece_of(track))
    sequencer.seek(BAR)
    sent = [c[3:] for c in synth.calls if c[1] == "control" and c[3] in (6, 38, 100, 101)]
    assert sent == [(101, 0), (100, 0), (6, 12), (38, 0), (101, 127), (100, 127)]


def test_tracks_that_share_a_channel_keep_instrument_and_notes_of_their_own() -> None:
    pedal = (Event(480, bytes((0xB0, 64, 127))),)
    left = Track("Left", Role.CHORDS, 0, 0, (Note(0, 60, 1920),), pedal)
    right = Track("Right", Role.MELODY, 0, 40, (Note(480, 60, 480),))
    sequencer, synth = playing(piece_of(left, right))
    run(sequencer, BAR_FRAMES + 10)
    assert synth.notes() == [
        (0, "on", 0, 60, 80),
        (24_000, "on", 16, 60, 80),
        (48_000, "off", 16, 60),
        (96_000, "off", 0, 60),
    ]
    assert (0, "program", 16, 40, False) in synth.calls
    assert {c[2] for c in synth.calls if c[1] == "control" and c[3:] == (64, 127)} == {0, 16}


def test_with_a_synth_of_sixteen_channels_shared_keys_are_counted() -> None:
    left = Track("Left", Role.CHORDS, 0, 0, (Note(0, 60, 1920),))
    right = Track("Right", Role.MELODY, 0, 40, (Note(480, 60, 480),))
    sequencer, synth = playing(piece_of(left, right), channels=16)
    run(sequencer, BAR_FRAMES + 10)
    assert {c[2] for c in synth.calls} == {0}
    assert synth.notes("off")[-1][0] == 96_000


def test_more_than_sixteen_tracks_all_sound_and_drums_stay_drums() -> None:
    tracks = [Track(f"{i}", Role.OTHER, i % 16, i, (Note(10 * i, 60, 100),)) for i in range(40)]
    sequencer, synth = playing(piece_of(*tracks))
    run(sequencer, BAR_FRAMES)
    assert len({c[2] for c in synth.notes("on")}) == 40
    drums = {c[2] for c in synth.calls if c[1] == "program" and c[4]}
    assert drums == {sequencer.score.channels[i] for i in (9, 25)}
    assert 9 in drums


def test_muting_lets_sounding_notes_go_and_solo_silences_the_others() -> None:
    sequencer, synth = playing(
        piece_of((Note(0, 60, BAR), Note(BAR, 62, 100)), (Note(0, 40, BAR),))
    )
    run(sequencer, 1000)
    sequencer.set_mix((TrackMix(mute=True),))
    assert synth.sounding == {(1, 40)}
    sequencer.set_mix((TrackMix(solo=True),))
    assert synth.sounding == set()
    run(sequencer, BAR_FRAMES)
    assert synth.notes("on")[-1][3] == 62


def test_the_mixers_volume_is_worked_into_the_files_and_outlives_a_swap() -> None:
    sequencer, synth = playing(piece_of((Note(0, 60, BAR),)))
    sequencer.set_mix((TrackMix(volume=0.125, pan=-1.0),))
    assert synth.calls[-2:] == [(0, "control", 0, 7, 50), (0, "control", 0, 10, 0)]
    count = len(synth.calls)
    sequencer.replace(compile_score(piece_of((Note(0, 60, BAR),))), Quantum.STEP)
    run(sequencer, 10)
    assert not [c for c in synth.calls[count:] if c[1] == "control"]


# --- properties -------------------------------------------------------------------------------

TICKS = st.integers(0, 2 * BAR)


@st.composite
def pieces(draw: st.DrawFn, tracks: int = 2) -> Piece:
    note = st.builds(
        Note, TICKS, st.sampled_from((36, 60, 61, 64)), st.integers(1, BAR), st.integers(1, 127)
    )
    made = []
    for i in range(draw(st.integers(0, tracks))):
        notes = tuple(sorted(draw(st.lists(note, max_size=12))))
        made.append(Track(f"{i}", Role.OTHER, draw(st.sampled_from((0, i))), None, notes))
    tempos = (TempoChange(0, draw(st.integers(200_000, 900_000))),)
    if draw(st.booleans()):
        tempos += (TempoChange(draw(st.integers(1, BAR)), draw(st.integers(200_000, 900_000))),)
    return piece_of(*made, bars=draw(st.integers(1, 3)), tempos=tempos)


ACTIONS = st.one_of(
    st.tuples(st.just("render"), st.integers(1, 40_000)),
    st.tuples(st.just("replace"), pieces(), st.sampled_from(Quantum)),
    st.tuples(st.just("seek"), TICKS),
    st.tuples(st.just("loop"), TICKS, TICKS, st.booleans()),
    st.tuples(st.just("factor"), st.floats(0.3, 3.0)),
    st.tuples(st.just("mute"), st.booleans(), st.booleans()),
    st.tuples(st.just("stop")),
    st.tuples(st.just("start")),
)


def act(sequencer: Sequencer, action: tuple) -> None:
    match action:
        case ("render", frames):
            run(sequencer, frames, 977)
        case ("replace", piece, quantum):
            sequencer.replace(compile_score(piece, channels=sequencer.synth.channels), quantum)
        case ("seek", tick):
            sequencer.seek(tick)
        case ("loop", start, end, on):
            sequencer.set_loop(Loop(start, end, on))
        case ("factor", factor):
            sequencer.set_tempo_factor(factor)
        case ("mute", mute, solo):
            sequencer.set_mix((TrackMix(mute=mute), TrackMix(solo=solo)))
        case ("stop",):
            sequencer.stop()
        case ("start",):
            sequencer.start()


def asked_for(sequencer: Sequencer) -> set[tuple[int, int]]:
    """Keys that the score's notes hold at the position, a tick of rounding either way."""
    score, tick = sequencer.score, sequencer.tick
    return {
        (score.channels[i], note.pitch)
        for i, part in enumerate(score.parts)
        for note in part.track.notes
        if note.onset - 1 <= tick <= note.end + 1
    }


@settings(max_examples=150, deadline=None)
@given(pieces(), st.lists(ACTIONS, max_size=12), st.sampled_from((16, 256)))
def test_nothing_hangs_and_nothing_sounds_that_no_phrase_asked_for(
    piece: Piece, actions: list[tuple], channels: int
) -> None:
    # The recording synth itself asserts that ons and offs of a key alternate.
    sequencer, synth = playing(piece, channels=channels)
    for action in actions:
        act(sequencer, action)
        if sequencer.playing:
            assert synth.sounding <= asked_for(sequencer)
        else:
            assert not synth.sounding
        assert sequencer.tick >= 0
    sequencer.stop()
    assert not synth.sounding
    assert len(synth.notes("on")) == len(synth.notes("off"))


@settings(max_examples=100, deadline=None)
@given(
    pieces(),
    st.integers(0, 150_000),
    st.sampled_from(Quantum),
    st.integers(1, 3000),
    st.tuples(TICKS, TICKS, st.booleans()),
)
def test_a_swap_with_the_same_score_is_inaudible(
    piece: Piece, when: int, quantum: Quantum, block: int, region: tuple[int, int, bool]
) -> None:
    heard = []
    for swaps in (False, True):
        sequencer, synth = playing(piece)
        sequencer.set_loop(Loop(*region))
        run(sequencer, when, max(block, 50))
        if swaps:
            sequencer.replace(compile_score(piece), quantum)
        run(sequencer, 100_000, max(block, 50))
        heard.append(synth.calls)
    assert heard[0] == heard[1]


@settings(max_examples=100, deadline=None)
@given(pieces(), pieces(), st.integers(0, 100_000), st.sampled_from(Quantum))
def test_at_a_swap_only_notes_that_begin_there_are_struck_and_shared_ones_sound_on(
    old: Piece, new: Piece, when: int, quantum: Quantum
) -> None:
    sequencer, synth = playing(old)
    run(sequencer, when)
    line = sequencer.score.next_line(max(sequencer.tick - 1e-3, sequencer._played + 1), quantum)
    score = compile_score(new)
    sequencer.replace(score, quantum)
    if not sequencer.playing:
        return
    before: set[tuple[int, int]] = set()
    keys: list[tuple] = []
    while sequencer.swaps == 0:
        before, first = set(synth.sounding), len(synth.calls)
        run(sequencer, 1)
        keys = synth.calls[first:]
    # The calls of the very frame: struck are the new notes that begin on the line (a tick is
    # longer than a frame at every tempo drawn), and shared ones are not touched.
    begins = {
        (score.channels[i], n.pitch)
        for i, part in enumerate(score.parts) for n in part.track.notes if n.onset == line
    }  # fmt: skip
    sounds = {
        (score.channels[i], pitch)
        for i in range(len(score.parts)) for pitch in range(128) if score.sounding(i, pitch, line)
    }  # fmt: skip
    struck = {c[2:4] for c in keys if c[1] == "on"}
    released = {c[2:4] for c in keys if c[1] == "off"}
    assert struck == (begins if line < score.length else set())
    if line < score.length:
        assert released <= before
        same = {
            (score.channels[i], p)
            for i in range(min(len(old.tracks), len(new.tracks))) for p in range(128)
            if score.sounding(i, p, line) and compile_score(old).sounding(i, p, line)
            and compile_score(old).channels[i] == score.channels[i]
        }  # fmt: skip
        assert not released & (same - begins)
        assert synth.sounding <= sounds | begins


def test_another_tempo_takes_over_at_once_and_keeps_the_position() -> None:
    piece = piece_of((Note(0, 48, 4 * BAR), Note(480, 60, 100), Note(960, 62, 100)))
    score = compile_score(piece)
    synth = RecordingSynth()
    sequencer = Sequencer(synth)
    sequencer.load(score)
    sequencer.start()
    run(sequencer, BEAT_FRAMES // 2)
    sequencer.replace(compile_score(piece.with_bpm(240.0), previous=score), Quantum.BAR)
    assert sequencer.tick == pytest.approx(240)
    run(sequencer, BEAT_FRAMES)
    ons = [call[0] for call in synth.notes("on")]
    assert ons == [0, BEAT_FRAMES // 2 + BEAT_FRAMES // 4, BEAT_FRAMES // 2 + 3 * BEAT_FRAMES // 4]
    assert [call for call in synth.notes("off") if call[3] == 48] == []
