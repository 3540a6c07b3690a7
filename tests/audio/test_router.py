"""Tracks on MIDI ports: instead of the synth, to the frame, and let go like any other."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from driving import BAR_FRAMES, BEAT_FRAMES, fill, player_of, taken
from recording_synth import BAR, RecordingSynth, piece_of

from vaecomposer.audio.player import Player, Quantum, TrackMix
from vaecomposer.audio.router import OUTBOX_SIZE, Router
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Event, Role, Track

BOX = TrackMix(port="Box")


def notes_of(messages: list[tuple[int, str, bytes]]) -> list[tuple[int, int, int]]:
    """(frame, status, key) of the notes among messages."""
    return [(f, d[0], d[1]) for f, _, d in messages if d[0] & 0xF0 in (0x80, 0x90)]


def test_a_track_with_a_port_plays_there_instead_and_to_the_frame() -> None:
    player, synth = player_of(piece_of((Note(37, 60, 480, 99),), (Note(0, 40, 480),)))
    player.set_mix((replace(BOX, channel=4),))
    player.play()
    fill(player, BAR_FRAMES)
    sent = taken(player, "Box")
    assert notes_of(sent) == [(1850, 0x94, 60), (25_850, 0x84, 60)]
    assert next(d[2] for _, _, d in sent if d[0] == 0x94) == 99
    assert {c[2] for c in synth.notes()} == {1}


def test_without_a_channel_the_track_keeps_its_own() -> None:
    drums = Track("Drums", Role.DRUMS, 9, None, (Note(0, 36, 100),))
    player, _ = player_of(piece_of(drums))
    player.set_mix((BOX,))
    player.play()
    fill(player, 256)
    assert notes_of(taken(player)) == [(0, 0x99, 36)]


def test_instrument_volume_pan_bend_and_its_range_go_to_the_port() -> None:
    data = [(0xB0, 101, 0), (0xB0, 100, 0), (0xB0, 6, 12), (0xE0, 0, 80), (0xB0, 1, 9)]
    events = tuple(Event(0, bytes(d)) for d in data)
    player, _ = player_of(piece_of(Track("T", Role.MELODY, 2, 40, (Note(0, 60, 9),), events)))
    player.set_mix((replace(BOX, volume=0.125, pan=-1.0),))
    player.play()
    fill(player, 256)
    sent = [d for _, _, d in taken(player, "Box")]
    for wanted in (
        (0xC2, 40), (0xB2, 7, 50), (0xB2, 10, 0), (0xB2, 6, 12), (0xE2, 0, 80), (0xB2, 1, 9),
    ):  # fmt: skip
        assert bytes(wanted) in sent
    assert all(len(d) == (2 if d[0] & 0xF0 == 0xC0 else 3) for d in sent)


def test_a_track_that_moves_lets_go_of_its_notes_where_they_sound() -> None:
    player, synth = player_of(piece_of((Note(0, 60, 4 * BAR),)))
    player.play()
    fill(player, 1000)
    player.set_mix((BOX,))
    fill(player, 1000)
    assert not synth.sounding
    assert not notes_of(taken(player))  # the next note will sound there, not this one
    player.seek(0)
    fill(player, 1000)
    player.set_mix((replace(BOX, port="Other"),))
    fill(player, 1000)
    sent = taken(player)
    assert notes_of([m for m in sent if m[1] == "Box"]) == [(2000, 0x90, 60), (3000, 0x80, 60)]
    assert (3000, "Other", bytes((0xB0, 7, 100))) in sent  # settings go to the new port
    player.set_mix(())
    player.seek(0)
    fill(player, 256)
    assert synth.sounding == {(0, 60)}


def test_at_a_swap_notes_on_a_port_that_both_hold_sound_on() -> None:
    player, _ = player_of(piece_of((Note(0, 60, 4 * BAR), Note(0, 64, 4 * BAR))))
    player.set_mix((BOX,))
    player.play()
    fill(player, 1000)
    player.replace(piece_of((Note(100, 60, 4 * BAR), Note(480, 67, 100))), Quantum.BEAT)
    fill(player, BEAT_FRAMES)
    assert notes_of(taken(player))[2:] == [(BEAT_FRAMES, 0x80, 64), (BEAT_FRAMES, 0x90, 67)]


def test_mute_stop_and_loops_let_go_on_ports() -> None:
    player, _ = player_of(piece_of((Note(0, 60, 4 * BAR),)))
    player.set_mix((BOX,))
    player.set_loop(0, 480)
    player.play()
    fill(player, BEAT_FRAMES + 256)
    assert [n[0] for n in notes_of(taken(player))] == [0, BEAT_FRAMES, BEAT_FRAMES]
    player.set_mix((replace(BOX, mute=True),))
    fill(player, 256)
    assert [n[1] for n in notes_of(taken(player))] == [0x80]
    player.set_mix((BOX, TrackMix(solo=True)))
    fill(player, BEAT_FRAMES)
    assert not notes_of(taken(player))
    player.set_mix((BOX,))
    fill(player, BEAT_FRAMES)
    player.stop()
    fill(player, 256)
    assert [n[1] for n in notes_of(taken(player))] == [0x90, 0x80]


def test_panic_and_all_off_reach_the_ports_that_have_been_played() -> None:
    player, _ = player_of(piece_of((Note(0, 60, BAR),)))
    player.set_mix((replace(BOX, channel=3),))
    player.play()
    fill(player, 256)
    taken(player)
    player.panic()
    fill(player, 256)
    sent = [d for _, _, d in taken(player, "Box")]
    assert sent[:3] == [bytes((0xB3, 64, 0)), bytes((0xB3, 123, 0)), bytes((0xB3, 120, 0))]
    router = Router(RecordingSynth())
    router.note_on(router.channel_of("Box", 5), 60, 90)
    router.all_off()
    assert [m[2] for m in router.outbox][-1] == bytes((0xB5, 123, 0))


def test_two_tracks_on_one_channel_of_a_port_share_its_keys() -> None:
    player, _ = player_of(piece_of((Note(0, 60, 960),), (Note(480, 60, 960),)))
    player.set_mix((replace(BOX, channel=0), replace(BOX, channel=0)))
    player.play()
    fill(player, BAR_FRAMES)
    assert [n[1] for n in notes_of(taken(player))] == [0x90, 0x80, 0x90, 0x80]


def test_an_outbox_nobody_empties_stays_bounded() -> None:
    router = Router(RecordingSynth())
    for i in range(OUTBOX_SIZE + 10):
        router.send(i, "Box", b"\xf8")
    assert len(router.outbox) == OUTBOX_SIZE
    assert router.outbox[-1][0] == OUTBOX_SIZE + 9


def test_frames_go_on_through_a_defect_and_are_told_with_the_time() -> None:
    synth = RecordingSynth()
    player = Player(synth)
    player.load(piece_of((Note(0, 60, BAR),)))
    fill(player, 512)
    synth.faulty = True
    block = fill_quietly(player)
    synth.faulty = False
    assert player.faults == 1
    fill_quietly(player)
    frame, at = player.frame_time
    assert frame == 512 + len(block)
    assert at > 0


def fill_quietly(player: Player) -> object:
    import numpy as np

    block = np.zeros((256, 2), np.float32)
    player.fill(block)
    return block


def test_another_synth_takes_over_while_playing() -> None:
    player, first = player_of(piece_of((Note(0, 60, 480), Note(960, 62, 480))))
    player.play()
    fill(player, 1000)
    second = RecordingSynth(sample_rate=44_100)
    player.set_synth(second)
    fill(player, BAR_FRAMES)
    assert second.sample_rate == 48_000
    assert not first.sounding
    assert [c[3] for c in second.notes("on")] == [62]
    assert (0, "program", 0, 0, False) in second.calls
    assert player.position() > 960


def test_a_synth_no_longer_played_on_is_freed_by_another_thread_than_the_audio_one() -> None:
    player, first = player_of(piece_of((Note(0, 60, 480),)))
    gone = weakref.ref(first)
    del first
    player.set_synth(RecordingSynth())
    fill(player, 256)
    gc.collect()
    assert gone() is not None
    player.free_retired()
    gc.collect()
    assert gone() is None
