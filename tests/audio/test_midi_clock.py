"""MIDI clock: 24 pulses a quarter on their frames, and where the music is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from driving import BEAT_FRAMES, fill, player_of, taken
from recording_synth import BAR, TPQ, piece_of

from vaecomposer.audio.player import CLOCK, Player, Quantum, Swing, TrackMix
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import TempoChange

PULSE_FRAMES = BEAT_FRAMES // 24
NAMES = {0xF8: "pulse", 0xFA: "start", 0xFB: "continue", 0xFC: "stop", 0xF2: "position"}


def clock(player: Player) -> list[tuple[int, str]]:
    """(frame, what) of the clock's messages; a position as "position 4"."""
    found = []
    for frame, port, data in taken(player):
        if port != CLOCK:
            continue
        name = NAMES[data[0]]
        if name == "position":
            name += f" {data[1] + 128 * data[2]}"
        found.append((frame, name))
    return found


@pytest.fixture
def player() -> Player:
    player, _ = player_of(piece_of((Note(0, 60, 480),)))
    player.set_clock(True)
    return player


def test_pulses_lie_on_their_frames_and_a_start_at_the_start(player: Player) -> None:
    player.play()
    fill(player, BEAT_FRAMES)
    sent = clock(player)
    assert sent[0] == (0, "start")
    assert sent[1:] == [(k * PULSE_FRAMES, "pulse") for k in range(24)]
    player.stop()
    fill(player, 256)
    assert clock(player) == [(BEAT_FRAMES, "stop")]
    fill(player, 2560)
    assert not clock(player)


@pytest.mark.parametrize("block", [64, 1000])
def test_pulses_follow_the_tempo_and_not_the_swing(block: int) -> None:
    tempos = (TempoChange(0, 500_000), TempoChange(700, 700_000))
    player, synth = player_of(piece_of((Note(240, 60, 10),), tempos=tempos))
    player.set_clock(True)
    player.set_swing(Swing(2 / 3))
    player.play()
    fill(player, 100_000, block)
    frames = [f for f, name in clock(player) if name == "pulse"]
    late = 700 / 480 * BEAT_FRAMES

    def frame(pulse: int) -> int:
        tick = pulse * 20
        exact = tick * 50 if tick <= 700 else late + (tick - 700) * 70
        return int(exact + 1e-6)

    assert frames == [frame(k) for k in range(len(frames))]
    assert synth.notes("on")[0][0] == 16_000


def test_elsewhere_they_are_sent_to_the_next_sixteenth_and_go_on_there(player: Player) -> None:
    player.seek(BAR + 30)
    player.play()
    fill(player, 10_000)
    sent = clock(player)
    assert sent[0] == (0, "position 17")
    at = (120 - 30) * 50
    i = sent.index((at, "continue"))
    assert sent[i + 1] == (at, "pulse")
    assert [name for _, name in sent[1:i]] == ["pulse"] * len(sent[1:i])


def test_a_loop_stops_them_sends_them_back_and_goes_on(player: Player) -> None:
    player.set_loop(480, 960)
    player.seek(480)
    player.play()
    fill(player, BEAT_FRAMES + 1000)
    sent = clock(player)
    turn = [name for frame, name in sent if frame == BEAT_FRAMES]
    assert turn == ["stop", "position 4", "continue", "pulse"]
    assert len([1 for frame, name in sent if name == "pulse" and frame < BEAT_FRAMES]) == 24
    player.set_loop(0, 480)
    player.seek(0)
    fill(player, 256)
    assert [name for _, name in clock(player)][:3] == ["stop", "start", "pulse"]


@pytest.mark.parametrize("ratio", [0.5, 0.75])
def test_pulses_are_even_through_swing_and_tempo_changes_and_swaps(ratio: float) -> None:
    player, _ = player_of(piece_of((Note(0, 60, 480),)))
    player.set_clock(True)
    player.set_swing(Swing(ratio))
    player.play()
    fill(player, 5000)
    player.set_swing(Swing(1.25 - ratio, "sixteenth"))
    fill(player, 5000)
    player.replace(piece_of((Note(0, 62, 480),)), Quantum.STEP)
    fill(player, 40_000)
    player.set_tempo_factor(2.0)
    fill(player, BEAT_FRAMES)
    frames = [frame for frame, name in clock(player) if name == "pulse"]
    before = [f for f in frames if f <= 50_000]
    after = [f for f in frames if f > 50_000]
    assert before == [k * PULSE_FRAMES for k in range(len(before))]
    assert {b - a for a, b in pairwise(after)} == {PULSE_FRAMES // 2}
    assert 0 < after[0] - 50_000 <= PULSE_FRAMES // 2


def test_pulses_stay_in_order_where_a_swap_inside_a_pair_ends_its_swing() -> None:
    notes = tuple(Note(t, 60, 10) for t in range(0, 960, 60))
    player, _ = player_of(piece_of(notes, metre=Metre(6, 8)))
    player.set_clock(True)
    player.set_mix((TrackMix(port="Box"),))
    player.set_swing(Swing(0.75))
    player.play()
    fill(player, 7000)
    player.replace(piece_of(notes), Quantum.STEP)  # 4/4 swings, 6/8 does not
    fill(player, 20_000)
    assert player.swaps == 1
    sent = clock(player)  # which asserts the order
    assert len([1 for _, name in sent if name == "pulse"]) >= 27


def test_the_end_of_the_music_stops_them(player: Player) -> None:
    player.load(piece_of((Note(0, 60, 10),), bars=1))
    player.play()
    fill(player, 5 * BEAT_FRAMES)
    sent = clock(player)
    assert sent[-1] == (4 * BEAT_FRAMES, "stop")
    assert len([1 for _, name in sent if name == "pulse"]) == 96


def test_switched_on_while_playing_it_joins_at_the_next_sixteenth() -> None:
    player, _ = player_of(piece_of((Note(0, 60, 480),)))
    player.play()
    fill(player, 1000)
    assert not clock(player)
    player.set_clock(True)
    fill(player, 10_000)
    sent = clock(player)
    assert sent[0] == (1000, "position 1")
    assert (6000, "continue") in sent
    player.set_clock(False)
    fill(player, 256)
    assert clock(player) == [(11_000, "stop")]
    fill(player, 10_000)
    player.stop()
    fill(player, 256)
    assert not clock(player)


def test_a_count_in_is_not_clocked(player: Player) -> None:
    player.set_count_in(1)
    player.play()
    fill(player, 4 * BEAT_FRAMES)
    assert not clock(player)
    fill(player, 256)
    assert [name for _, name in clock(player)] == ["start", "pulse"]


def test_far_past_what_song_positions_can_say_only_pulses_are_sent() -> None:
    player, _ = player_of(piece_of((), bars=1100))
    player.set_clock(True)
    player.seek(1050 * 4 * TPQ)
    player.play()
    fill(player, 2000)
    assert {name for _, name in clock(player)} == {"pulse"}
