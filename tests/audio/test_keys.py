"""A MIDI keyboard played through: beside the phrase's notes, never against them."""

from __future__ import annotations

from driving import BEAT_FRAMES, fill, player_of, taken
from hypothesis import given
from hypothesis import strategies as st
from recording_synth import BAR, piece_of

from vaecomposer.audio.player import Quantum, TrackMix
from vaecomposer.music.note import Note

LONG = piece_of((Note(0, 60, 4 * BAR),), (Note(0, 40, 4 * BAR),))


def on(key: int, velocity: int = 90) -> bytes:
    return bytes((0x90, key, velocity))


def off(key: int) -> bytes:
    return bytes((0x80, key, 0))


def test_a_key_sounds_on_its_tracks_instrument_while_it_is_held() -> None:
    player, synth = player_of(LONG)
    player.play_key(1, on(64, 77))
    fill(player, 256)
    assert synth.notes() == [(0, "on", 1, 64, 77)]
    player.play_key(1, bytes((0x95, 64, 0)))  # a note-on of no velocity lets go
    fill(player, 256)
    assert not synth.sounding


def test_a_key_of_the_phrase_is_neither_cut_nor_left_hanging() -> None:
    player, synth = player_of(LONG)
    player.play()
    fill(player, 256)
    player.play_key(0, on(60))
    fill(player, 256)
    player.play_key(0, off(60))
    fill(player, 256)
    assert (0, 60) in synth.sounding
    player.play_key(0, on(60))
    fill(player, 256)
    player.stop()
    fill(player, 256)
    assert synth.sounding == {(0, 60)}
    player.play_key(0, off(60))
    fill(player, 256)
    assert not synth.sounding


def test_the_pedal_holds_the_musicians_keys_and_not_the_phrase() -> None:
    player, synth = player_of(piece_of((Note(0, 60, 480),)))
    player.play()
    for data in (bytes((0xB0, 64, 127)), on(72), off(72), on(72), off(72), on(74)):
        player.play_key(0, data)
    fill(player, BEAT_FRAMES + 256)
    assert synth.sounding == {(0, 72), (0, 74)}
    player.replace(LONG, Quantum.STEP)  # a swap does not lift it
    fill(player, BEAT_FRAMES)
    assert synth.sounding == {(0, 72), (0, 74)}
    player.play_key(0, bytes((0xB0, 64, 0)))
    fill(player, 256)
    assert synth.sounding == {(0, 74)}


def test_another_track_and_a_panic_let_go() -> None:
    player, synth = player_of(LONG)
    player.play_key(0, on(72))
    player.play_key(0, bytes((0xE0, 0, 127)))
    fill(player, 256)
    player.play_key(1, on(50))
    fill(player, 256)
    assert synth.sounding == {(1, 50)}
    assert synth.calls[-2] == (256, "bend", 0, 8192)
    player.panic()
    fill(player, 256)
    assert not synth.sounding
    player.play_key(1, off(50))
    fill(player, 256)


def test_a_key_let_go_after_a_panic_does_not_cut_the_phrase() -> None:
    player, synth = player_of(piece_of((Note(480, 72, 4 * BAR),)))
    player.play_key(0, on(72))
    fill(player, 256)
    player.panic()
    player.play()
    fill(player, BEAT_FRAMES + 1000)
    assert synth.sounding == {(0, 72)}
    player.play_key(0, off(72))
    fill(player, 256)
    assert synth.sounding == {(0, 72)}


def test_wheels_outlive_a_swap_until_the_score_or_the_musician_sets_them() -> None:
    player, synth = player_of(LONG)
    player.play()
    player.play_key(0, bytes((0xE0, 0, 100)))
    player.play_key(0, bytes((0xB0, 1, 99)))
    fill(player, 256)
    count = len(synth.calls)
    player.replace(piece_of((Note(0, 62, 4 * BAR),)), Quantum.STEP)
    fill(player, 12_000)
    assert player.swaps == 1
    assert not [c for c in synth.calls[count:] if c[1] in ("bend", "control") and c[2] == 0]
    player.play_key(0, bytes((0xE0, 0, 64)))
    player.play_key(0, bytes((0xB0, 121, 0)))
    fill(player, 256)
    assert (12_256, "bend", 0, 8192) in synth.calls
    assert (12_256, "control", 0, 1, 0) in synth.calls


def test_instruments_banks_and_aftertouch_are_not_played_through() -> None:
    player, synth = player_of(LONG)
    fill(player, 256)
    count = len(synth.calls)
    for data in (b"\xc0\x05", b"\xd0\x10", b"\xa0\x3c\x10", b"\xb0\x00\x05", b"\xb0\x06\x05", b""):
        player.play_key(0, data)
    fill(player, 256)
    assert len(synth.calls) == count


def test_keys_of_a_track_on_a_port_play_there() -> None:
    player, synth = player_of(LONG)
    player.set_mix((TrackMix(port="Box", channel=7),))
    fill(player, 256)
    taken(player)
    player.play_key(0, on(72, 55))
    fill(player, 256)
    player.set_mix(())
    player.play_key(0, off(72))
    fill(player, 256)
    sent = [d for _, _, d in taken(player, "Box") if d[0] in (0x97, 0x87)]
    assert sent == [bytes((0x97, 72, 55)), bytes((0x87, 72, 64))]
    assert not synth.sounding


def test_all_notes_off_and_a_load_let_go_of_the_keys() -> None:
    player, synth = player_of(LONG)
    for end in (lambda: player.play_key(0, b"\xb0\x7b\x00"), lambda: player.load(LONG)):
        player.play_key(0, on(72))
        fill(player, 256)
        assert synth.sounding == {(0, 72)}
        end()
        fill(player, 256)
        assert not synth.sounding


@given(
    st.lists(
        st.one_of(
            st.tuples(st.integers(0, 1), st.sampled_from((60, 61)), st.integers(0, 127)),
            st.tuples(st.integers(0, 1), st.booleans()),
            st.sampled_from(("fill", "play", "stop", "seek", "replace", "rate")),
        ),
        max_size=40,
    )
)
def test_any_playing_leaves_no_key_hanging(acts: list) -> None:
    player, synth = player_of(LONG)
    for act in acts:
        match act:
            case (track, key, velocity):
                player.play_key(track, on(key, velocity))
            case (track, down):
                player.play_key(track, bytes((0xB0, 64, 127 * down)))
            case "fill":
                fill(player, 3000)
            case "seek":
                player.seek(100)
            case "replace":
                player.replace(LONG)
            case "rate":
                player.set_sample_rate(48_000 if player.sample_rate == 44_100 else 44_100)
            case verb:
                getattr(player, verb)()
    player.stop()
    for track in (0, 1):
        for key in (60, 61):
            player.play_key(track, off(key))
        player.play_key(track, bytes((0xB0, 64, 0)))
    fill(player, 256)
    assert not synth.sounding
