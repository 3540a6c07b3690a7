"""Clicks on the beats, to the frame, and counting in."""

from __future__ import annotations

import numpy as np
import pytest
from driving import BAR_FRAMES, BEAT_FRAMES, fill, player_of
from recording_synth import BAR, TPQ, piece_of

from vaecomposer.audio.metronome import CountIn, Metronome, click
from vaecomposer.audio.player import Player, Quantum, Swing
from vaecomposer.audio.score import compile_score
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note

NO_NOTES = piece_of(())


def onsets(sound: np.ndarray, late: int) -> list[int]:
    """Frames where a click begins: the first that sounds after silence."""
    loud = np.abs(sound[late:, 0]) > 0
    return [int(i) for i in np.flatnonzero(loud) if i == 0 or not loud[max(0, i - 1000) : i].any()]


def heights(sound: np.ndarray, starts: list[int], late: int) -> list[int]:
    """Zero crossings of each click: its pitch."""
    found = []
    for start in starts:
        part = sound[late + start + 1 : late + start + 700, 0]
        found.append(int((np.diff(np.signbit(part)) != 0).sum()))
    return found


def clicks_of(player: Player, frames: int, block: int = 256) -> tuple[list[int], list[bool]]:
    """Where clicks begin (frame of the click, whose first sample is 0), and which are accents."""
    sound, late = fill(player, frames, block), player.latency_frames
    starts = onsets(sound, late)
    pitches = heights(sound, starts, late)
    # The first sample of a sine is zero.
    return [s - 1 for s in starts], [p > 44 for p in pitches]


def test_a_click_is_short_and_ends_in_silence() -> None:
    for rate in (22_050, 48_000):
        sound = click(1000.0, rate)
        assert sound.shape[1] == 1
        assert len(sound) < 0.1 * rate
        assert 0.3 < np.abs(sound).max() < 1.0
        assert abs(float(sound[-1, 0])) < 1e-3


@pytest.mark.parametrize("block", [64, 256, 977])
def test_beats_click_on_their_frames_with_an_accent_on_each_bar(block: int) -> None:
    player, _ = player_of(piece_of((), bpm=133.0))
    player.set_metronome(True)
    player.play()
    beats, accents = clicks_of(player, 6 * BEAT_FRAMES, block)
    exact = [k * 60 / 133 * 48_000 for k in range(len(beats))]
    assert [abs(b - e) <= 1 for b, e in zip(beats, exact, strict=True)] == [True] * len(beats)
    assert accents == [k % 4 == 0 for k in range(len(beats))]


def test_compound_metres_click_dotted_quarters() -> None:
    player, _ = player_of(piece_of((), metre=Metre(6, 8)))
    player.set_metronome(True)
    player.play()
    beats, accents = clicks_of(player, 6 * BEAT_FRAMES)
    assert beats == [0, 36_000, 72_000, 108_000]
    assert accents == [True, False, True, False]


def test_the_metronome_does_not_move_with_swing_and_starts_between_beats() -> None:
    player, _ = player_of(NO_NOTES)
    player.set_metronome(True)
    player.set_swing(Swing(0.7))
    player.seek(240)
    player.play()
    beats, _ = clicks_of(player, 2 * BEAT_FRAMES)
    assert beats == [round(0.3 * BEAT_FRAMES), round(1.3 * BEAT_FRAMES)]


def test_a_loop_clicks_each_beat_once() -> None:
    player, _ = player_of(NO_NOTES)
    player.set_metronome(True)
    player.set_loop(0, 3 * TPQ)
    player.play()
    beats, accents = clicks_of(player, 6 * BEAT_FRAMES + 100)
    assert beats == [k * BEAT_FRAMES for k in range(7)]
    assert accents[:6] == [True, False, False] * 2


def test_a_swap_on_a_beat_clicks_it_once() -> None:
    player, _ = player_of(NO_NOTES)
    player.set_metronome(True)
    player.play()
    fill(player, 1000)
    player.replace(piece_of((Note(0, 60, 10),)), Quantum.BEAT)
    beats, _ = clicks_of(player, 2 * BEAT_FRAMES)
    assert player.swaps == 1
    assert [b for b in beats if b > 5000] == [BEAT_FRAMES - 1000, 2 * BEAT_FRAMES - 1000]


def test_no_click_is_struck_twice_at_a_turn_or_a_swap(monkeypatch: pytest.MonkeyPatch) -> None:
    struck: list[int] = []
    monkeypatch.setattr(Metronome, "strike", lambda self, offset, *, accent: struck.append(offset))
    player, _ = player_of(NO_NOTES)
    player.set_metronome(True)
    player.set_loop(0, 2 * TPQ)
    player.play()
    fill(player, 100)
    player.replace(piece_of((Note(0, 60, 10),)), Quantum.BEAT)
    fill(player, 6 * BEAT_FRAMES)
    assert len(struck) == 7
    player.stop()
    player.set_metronome(False)
    player.set_count_in(2)
    player.seek(0)
    fill(player, 256)
    player.play()
    fill(player, 9 * BEAT_FRAMES, BEAT_FRAMES // 16)  # beats on the borders of blocks
    assert len(struck) == 7 + 8


def test_volume_is_the_metronomes_own() -> None:
    loud = []
    for volume in (0.5, 0.25):
        player, _ = player_of(NO_NOTES)
        player.set_metronome(on=True, volume=volume)
        player.play()
        loud.append(np.abs(fill(player, 5000)).max())
    assert loud[0] == pytest.approx(2 * loud[1], rel=1e-3)


def test_a_bar_is_counted_in_and_the_music_begins_on_its_frame() -> None:
    player, synth = player_of(piece_of((Note(0, 60, 480),)))
    player.set_count_in(1)
    player.play()
    assert player.is_playing
    fill(player, 3 * BEAT_FRAMES)
    assert player.counting_in == pytest.approx(1.0)
    assert player.position() == 0
    assert not synth.notes()
    fill(player, BEAT_FRAMES + 256)
    assert player.counting_in is None
    assert synth.notes("on") == [(BAR_FRAMES, "on", 0, 60, 80)]


@pytest.mark.parametrize("block", [100, 256, 2048])
def test_two_bars_of_three_are_counted_whatever_the_blocks(block: int) -> None:
    piece = piece_of((Note(0, 60, 480),), metre=Metre(3, 4), bpm=133.0)
    player, synth = player_of(piece)
    player.set_count_in(2)
    player.play()
    beats, accents = clicks_of(player, 8 * BEAT_FRAMES, block)
    # What comes after is the note's own sound.
    assert accents[:6] == [True, False, False] * 2
    assert np.diff(beats[:6]) == pytest.approx(60 / 133 * 48_000, abs=1)
    assert synth.notes("on")[0][0] == int(6 * 60 / 133 * 48_000)


def test_counting_in_to_the_middle_of_a_bar_accents_where_the_bar_line_lies() -> None:
    player, synth = player_of(piece_of((Note(2 * TPQ, 60, 480),)))
    player.set_count_in(1)
    player.seek(2 * TPQ)
    player.play()
    _, accents = clicks_of(player, BAR_FRAMES + 100)
    assert accents[:4] == [False, False, True, False]
    assert synth.notes("on") == [(BAR_FRAMES, "on", 0, 60, 80)]


def test_counting_in_off_the_beat_clicks_on_the_beats_before() -> None:
    score, metronome = compile_score(piece_of()), Metronome(48_000)
    count = CountIn(score, 600, 1)
    assert count.beats_left == 4
    assert count.advance(BAR_FRAMES, BEAT_FRAMES, metronome) is None
    assert [-c.heard for c in metronome._clicks] == [18_000 + k * BEAT_FRAMES for k in range(4)]
    assert count.advance(256, BEAT_FRAMES, metronome) == pytest.approx(0)


def test_a_stop_ends_the_count_in_and_a_seek_begins_it_again() -> None:
    player, synth = player_of(piece_of((Note(0, 60, 480), Note(BAR, 62, 480))))
    player.set_count_in(1)
    player.play()
    fill(player, BEAT_FRAMES)
    player.seek(BAR)
    fill(player, 256)
    assert player.counting_in == pytest.approx(4, abs=0.1)
    assert player.position() == BAR
    player.stop()
    fill(player, 256)
    assert player.counting_in is None
    assert not player.is_playing
    fill(player, BAR_FRAMES)
    assert not synth.notes()
    player.set_count_in(0)
    player.play()
    fill(player, 256)
    assert [c[3] for c in synth.notes("on")] == [62]


def test_a_panic_silences_the_click_and_counts_on() -> None:
    player, synth = player_of(piece_of((Note(0, 60, 480),)))
    player.set_count_in(1)
    player.play()
    fill(player, 256)
    player.panic()
    assert not fill(player, 2048)[player.latency_frames :].any()
    fill(player, BAR_FRAMES - 256 - 2048)
    fill(player, 256)
    assert [c[0] for c in synth.notes("on")] == [BAR_FRAMES]


def test_tempo_and_piece_may_change_while_counting() -> None:
    player, synth = player_of(piece_of((Note(0, 60, 480),)))
    player.set_count_in(1)
    player.play()
    fill(player, 2 * BEAT_FRAMES)
    player.set_tempo_factor(2.0)
    player.replace(piece_of((Note(0, 64, 480),)))
    fill(player, BEAT_FRAMES + 256)
    assert [c[:4] for c in synth.notes("on")] == [(3 * BEAT_FRAMES, "on", 0, 64)]


def test_music_of_no_length_ends_after_its_count_in() -> None:
    player, _ = player_of(piece_of(bars=0))
    player.set_count_in(1)
    player.play()
    fill(player, BAR_FRAMES - 256)
    assert player.is_playing
    fill(player, 1024)
    assert not player.is_playing
