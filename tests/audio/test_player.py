"""The player: wishes from one thread, blocks on another."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recording_synth import BAR, RecordingSynth, piece_of

from vaecomposer.audio.player import MAX_BLOCK, Player, Quantum, TrackMix
from vaecomposer.music.note import Note

LONG = piece_of((Note(0, 60, 4 * BAR),))


def fill(player: Player, frames: int, block: int = 256) -> np.ndarray:
    out = np.full((frames, 2), np.nan, np.float32)
    for start in range(0, frames, block):
        player.fill(out[start : start + block])
    return out


@pytest.fixture
def synth() -> RecordingSynth:
    return RecordingSynth()


@pytest.fixture
def player(synth: RecordingSynth) -> Player:
    player = Player(synth)
    player.load(LONG)
    return player


def test_a_player_given_nothing_fills_silence_and_stops(synth: RecordingSynth) -> None:
    player = Player(synth)
    player.play()
    assert player.is_playing
    assert not fill(player, 1000).any()
    assert not player.is_playing
    assert player.position() == 0


def test_play_stop_and_toggle_are_seen_at_once_and_heard_from_the_next_block(
    player: Player, synth: RecordingSynth
) -> None:
    player.toggle()
    assert player.is_playing
    assert fill(player, 256).any()
    assert synth.sounding == {(0, 60)}
    player.toggle()
    assert not player.is_playing
    assert not fill(player, 256)[player.latency_frames :].any()
    assert not synth.sounding


def test_the_position_follows_the_music_and_a_seek_shows_before_it_is_heard(
    player: Player,
) -> None:
    player.play()
    fill(player, 24_000)
    assert player.position() == pytest.approx(480)
    player.seek(1000)
    assert player.position() == 1000
    fill(player, 2400)
    assert player.position() == pytest.approx(1048)


def test_wishes_between_two_blocks_all_come_true(player: Player, synth: RecordingSynth) -> None:
    player.set_mix((TrackMix(volume=0.0),))
    player.load(piece_of((Note(BAR, 70, 100),)))
    player.seek(BAR)
    player.set_tempo_factor(2.0)
    player.play()
    fill(player, 256)
    assert synth.notes() == [(0, "on", 0, 70, 80)]
    assert (0, "control", 0, 7, 0) in synth.calls
    assert player.position() == pytest.approx(BAR + 256 / 25)


def test_a_load_after_a_seek_stands_at_the_start(player: Player) -> None:
    player.seek(500)
    player.load(LONG)
    fill(player, 256)
    assert player.position() == 0


def test_after_the_end_play_begins_again(player: Player, synth: RecordingSynth) -> None:
    player.load(piece_of((Note(0, 60, 100),), bars=1))
    player.play()
    fill(player, 100_000)
    assert not player.is_playing
    assert player.position() == BAR
    player.play()
    fill(player, 256)
    assert player.is_playing
    assert len(synth.notes("on")) == 2


def test_a_replaced_piece_takes_over_on_the_beat_and_is_counted(
    player: Player, synth: RecordingSynth
) -> None:
    player.play()
    fill(player, 1000)
    player.replace(piece_of((Note(480, 72, 100),)), Quantum.BEAT)
    fill(player, 22_000)
    assert player.swaps == 0
    fill(player, 2000)
    assert player.swaps == 1
    assert player.last_swap_at > 0
    assert synth.notes("on")[-1] == (24_000, "on", 0, 72, 80)


def test_a_loop_keeps_playing_round(player: Player) -> None:
    player.set_loop(0, 480)
    player.play()
    fill(player, 24_000 * 10 + 12_000)
    assert player.is_playing
    assert player.position() == pytest.approx(240)
    player.set_loop(0, 480, on=False)
    fill(player, 24_000)
    assert player.position() == pytest.approx(720)


def test_an_auditioned_note_sounds_while_stopped_and_ends(
    player: Player, synth: RecordingSynth
) -> None:
    player.audition(64, velocity=99, seconds=0.1)
    player.audition(67, seconds=0.1)
    fill(player, 4000)
    assert synth.sounding == {(0, 64), (0, 67)}
    assert synth.notes("on")[0][4] == 99
    fill(player, 2000)
    assert not synth.sounding
    assert not player.is_playing


def test_auditioning_a_key_that_the_music_holds_leaves_the_music_its_note(
    player: Player, synth: RecordingSynth
) -> None:
    player.play()
    fill(player, 256)
    player.audition(60, seconds=0.01)
    fill(player, 4000)
    assert synth.sounding == {(0, 60)}


def test_panic_silences_all_and_sets_the_instruments_anew(
    player: Player, synth: RecordingSynth
) -> None:
    player.play()
    fill(player, 256)
    player.panic()
    fill(player, 256)
    assert not synth.sounding
    assert synth.calls.index((256, "panic")) < synth.calls.index((256, "program", 0, 0, False))
    player.stop()
    fill(player, 256)


def test_a_defect_fills_silence_is_counted_and_the_music_goes_on(
    player: Player, synth: RecordingSynth
) -> None:
    player.play()
    fill(player, 256)
    synth.faulty = True
    assert not fill(player, 512).any()
    assert player.faults == 2
    assert "a defect" in player.last_fault
    synth.faulty = False
    fill(player, 256)
    assert player.faults == 2
    assert player.is_playing
    assert not synth.sounding


def test_long_and_empty_blocks_are_filled_whole(player: Player) -> None:
    player.play()
    assert np.isfinite(fill(player, 3 * MAX_BLOCK + 17, block=3 * MAX_BLOCK + 17)).all()
    player.fill(np.zeros((0, 2), np.float32))
    assert player.faults == 0


def test_meters_and_first_sound_are_measured(player: Player) -> None:
    fill(player, 256)
    assert player.first_sound_at is None
    player.play()
    fill(player, 256)
    assert player.first_sound_at is not None
    assert player.peaks == pytest.approx((0.01, 0.01))
    assert player.load_meter > 0
    assert player.worst_load >= player.load_meter


def test_the_gain_moves_without_a_step(player: Player) -> None:
    player.play()
    player.set_gain(0.0)
    out = fill(player, 512)[player.latency_frames :]
    assert out[0, 0] == pytest.approx(0.01)
    assert np.abs(np.diff(out[:, 0])).max() < 0.01 / 200
    assert not out[256:].any()


def test_another_sample_rate_keeps_the_musical_position(player: Player) -> None:
    player.play()
    fill(player, 24_000)
    player.set_sample_rate(24_000)
    fill(player, 12_000)
    assert player.position() == pytest.approx(960)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(("play", "stop", "toggle", "panic", "load", "replace", "fill", "seek")),
        max_size=30,
    )
)
def test_any_row_of_wishes_leaves_no_note_hanging(names: list[str]) -> None:
    synth = RecordingSynth()
    player = Player(synth)
    for i, name in enumerate(names):
        if name in ("load", "replace"):
            getattr(player, name)(piece_of((Note(0, 60 + i % 3, 3000), Note(480, 60, 100))))
        elif name == "fill":
            fill(player, 5000)
        elif name == "seek":
            player.seek(i * 100)
        else:
            getattr(player, name)()
    player.stop()
    fill(player, 256)
    assert not synth.sounding
    assert player.faults == 0


def test_the_player_needs_neither_device_nor_window() -> None:
    code = (
        "import sys, vaecomposer.audio.device, vaecomposer.audio.offline\n"
        "print([m for m in ('sounddevice', 'PySide6', 'torch', 'pretty_midi', 'pyaudio', "
        "'tinysoundfont') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
