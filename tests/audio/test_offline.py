"""Rendering without a device: what is exported is what is heard."""

from __future__ import annotations

import numpy as np
import pytest
from recording_synth import RecordingSynth, piece_of

from vaecomposer.audio.built_in import SoundFontSynth
from vaecomposer.audio.offline import BLOCK_FRAMES, render, render_blocks, stem
from vaecomposer.audio.player import Player
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Role, Track
from vaecomposer.music.swing import Swing

PIECE = piece_of(
    Track("Lead", Role.MELODY, 0, 80, (Note(0, 72, 960), Note(1000, 74, 800))),
    Track("Drums", Role.DRUMS, 9, None, (Note(0, 36, 100), Note(960, 38, 100))),
    bars=1,
)


@pytest.mark.parametrize("gain", [1.0, 4.0])
def test_an_export_equals_what_the_player_plays(gain: float) -> None:
    player = Player(SoundFontSynth())
    player.set_gain(gain)
    player.load(PIECE)
    fill_through(player, 1024)  # the gain moves within a block
    player.play()
    late = player.latency_frames
    heard = fill_through(player, 96_000)[late:]
    exported = render(PIECE, SoundFontSynth(), gain=gain)[: len(heard)]
    residual = np.sqrt(np.mean((exported - heard) ** 2) / np.mean(heard**2))
    assert 20 * np.log10(residual + 1e-12) < -60
    assert np.abs(exported).max() > 0.05


def fill_through(player: Player, frames: int, block: int = 256) -> np.ndarray:
    out = np.zeros((frames, 2), np.float32)
    for start in range(0, frames, block):
        player.fill(out[start : start + block])
    return out


def test_tracks_on_a_midi_port_are_exported_with_the_built_in_instruments() -> None:
    synth = RecordingSynth()
    render(PIECE, synth, mix=(TrackMix(port="Box"),), tail_seconds=0.0)
    assert {call[2] for call in synth.notes("on")} == {0, 9}


def test_swing_is_exported() -> None:
    synth = RecordingSynth()
    piece = piece_of((Note(0, 60, 100), Note(240, 62, 100)), bars=1)
    render(piece, synth, swing=Swing(2 / 3), tail_seconds=0.0)
    begins = [call[0] for call in synth.notes("on")]
    assert begins[1] - begins[0] == 16_000


def test_an_export_ends_when_the_last_note_has_died_away() -> None:
    sound = render(PIECE, SoundFontSynth(), tail_seconds=5.0)
    assert 96_000 < len(sound) < 96_000 + 5 * 48_000
    assert np.abs(sound[-1000:]).max() < 1e-4


def test_a_tail_that_is_too_long_is_faded_out() -> None:
    class Endless(RecordingSynth):
        def render(self, out: np.ndarray) -> None:
            super().render(out)
            out.fill(0.5)

    sound = render(PIECE, Endless(), tail_seconds=1.0)
    assert len(sound) == 96_000 + 48_000
    assert sound[-1, 0] < 0.001
    assert np.abs(np.diff(sound[:, 0])).max() < 0.01


def test_no_tail_is_wanted_and_none_comes() -> None:
    assert len(render(PIECE, RecordingSynth(), tail_seconds=0.0)) == 96_000


def test_progress_rises_to_one_and_blocks_stay_small() -> None:
    shares: list[float] = []
    blocks = list(render_blocks(PIECE, RecordingSynth(), progress=shares.append))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert max(map(len, blocks)) <= BLOCK_FRAMES


def test_a_tempo_factor_shortens_the_export_and_the_music_starts_on_the_first_frame() -> None:
    synth = RecordingSynth()
    sound = render(PIECE, synth, tempo_factor=2.0, tail_seconds=0.0, gain=0.5)
    assert len(sound) == 48_000
    assert sound[0, 0] == pytest.approx(0.5 * 0.02)


@pytest.mark.parametrize("track", [0, 1])
def test_a_stem_holds_one_track_as_loud_as_in_the_mix(track: int) -> None:
    mix = (TrackMix(volume=0.5), TrackMix(mute=True))
    synth = RecordingSynth()
    render(PIECE, synth, mix=stem(mix, track, 2), tail_seconds=0.0)
    assert {call[2] for call in synth.notes("on")} == {(0, 9)[track]}
    assert (0, "control", 0, 7, 79) in synth.calls


def test_an_empty_piece_is_rendered_as_next_to_nothing() -> None:
    assert len(render(piece_of(bars=0), RecordingSynth(), tail_seconds=0.0)) == 1
