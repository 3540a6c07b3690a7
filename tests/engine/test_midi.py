"""Live MIDI through the whole engine: a second JACK client receives all of it, leads it, and plays on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
import rtmidi

from tests.engine.quiet_rig import PulledDevices
from tests.live.conftest import jack  # noqa: F401 - the one server of the session
from tests.live.listener import Listener
from vaecomposer.audio.sequencer import Loop
from vaecomposer.engine.api import (
    DeviceChoice,
    MidiArrived,
    MidiChoice,
    News,
    Performed,
    PortsNews,
)
from vaecomposer.engine.midi import VIRTUAL_PORT, LiveMidi
from vaecomposer.engine.rig import Rig
from vaecomposer.music.metre import Metre
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.note import Note
from vaecomposer.music.piece import MetreChange, Piece, Role, Track, tempo_at

pytestmark = [pytest.mark.desktop, pytest.mark.usefixtures("jack")]

TPQ = 480
BAR = 4 * TPQ
BPM = 150.0


def line(name: str, channel: int, pitches: tuple[int, ...]) -> Track:
    notes = tuple(Note(i * 120, pitch, 100, 64 + i % 40) for i, pitch in enumerate(pitches))
    return Track(name, Role.MELODY, channel, 5, notes)


PIECE = Piece(
    TPQ,
    (line("High", 0, tuple(60 + i % 12 for i in range(32))), line("Low", 1, tuple(36 + i % 5 for i in range(32)))),
    (tempo_at(0, BPM),),
    (MetreChange(0, Metre(4, 4)),),
    length=2 * BAR,
)  # fmt: skip


@pytest.fixture
def rig() -> Iterator[Rig]:
    # PortAudio would join the JACK server as well, and ends the process if that has gone before it.
    made = Rig(devices=PulledDevices(), midi=LiveMidi)
    made.choose_device(DeviceChoice(silent=True))
    made.load(PIECE)
    yield made
    made.close()


class Player:
    """Another program that plays to others."""

    def __init__(self, port: str) -> None:
        self._midi = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="playing")
        self._midi.open_virtual_port(port)

    def send(self, *data: int) -> None:
        self._midi.send_message(list(data))

    def close(self) -> None:
        self._midi.close_port()
        self._midi.delete()


@pytest.fixture
def keyboard() -> Iterator[Player]:
    made = Player("keys")
    yield made
    made.close()


def until(happened: Callable[[], object], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def ports(rig: Rig) -> PortsNews:
    found: list[PortsNews] = []

    def told() -> bool:
        found.extend(n for n in rig.take_news() if isinstance(n, PortsNews))
        return bool(found)

    rig.choose_midi(MidiChoice())
    until(told)
    return found[-1]


def named(names: tuple[str, ...], part: str) -> str:
    return next(name for name in names if part in name)


def note_ons(messages: list[bytes], channel: int) -> list[tuple[int, int]]:
    return [(m[1], m[2]) for m in messages if m[0] == 0x90 | channel and m[2] > 0]


def still_down(messages: list[bytes]) -> set[tuple[int, int]]:
    down: set[tuple[int, int]] = set()
    for data in messages:
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind == 0x90 and data[2] > 0:
            down.add((channel, data[1]))
        elif kind in (0x80, 0x90):
            down.discard((channel, data[1]))
    return down


def test_another_client_receives_every_note_of_every_track_on_its_port_and_channel(
    rig: Rig,
) -> None:
    with Listener("one", "first") as one, Listener("two", "second") as two:
        found = ports(rig).outputs
        rig.set_mix(
            (TrackMix(port=named(found, "one"), channel=6), TrackMix(port=named(found, "two")))
        )
        time.sleep(0.3)
        rig.play()
        until(lambda: not rig.readings().playing)
        time.sleep(0.3)
        high, low = one.messages, two.messages
    assert note_ons(high, 6) == [(n.pitch, n.velocity) for n in PIECE.tracks[0].notes]
    assert note_ons(low, 1) == [(n.pitch, n.velocity) for n in PIECE.tracks[1].notes]
    assert bytes((0xC6, 5)) in high  # its instrument came first
    assert not still_down(high + low)


def test_notes_come_when_they_are_due(rig: Rig, capsys: pytest.CaptureFixture[str]) -> None:
    with Listener("timed", "timed") as listener:
        port = named(ports(rig).outputs, "timed")
        rig.set_mix((TrackMix(port=port), TrackMix(mute=True)))
        rig.choose_midi(MidiChoice(clock_outputs=(port,)))
        time.sleep(0.3)
        rig.play()
        until(lambda: not rig.readings().playing)
        time.sleep(0.3)
        heard = listener.heard
    onsets = np.array([t for t, m in heard if m[0] == 0x90 and m[2] > 0])
    pulses = np.array([t for t, m in heard if m == b"\xf8"])
    step = 60 / BPM / 4
    assert len(onsets) == 32
    assert len(pulses) == pytest.approx(8 * 24, abs=1)
    assert [m for _, m in heard if m[0] in (0xFA, 0xFC)] == [b"\xfa", b"\xfc"]
    for times, apart, what in ((onsets, step, "notes"), (pulses, 60 / BPM / 24, "clock")):
        ideal = apart * np.arange(len(times))
        off = 1000 * np.abs(times - ideal - np.median(times - ideal))
        with capsys.disabled():
            print(f"\n{what}: off by p50 {np.median(off):.2f}, p99 {np.percentile(off, 99):.2f} ms")
        assert np.median(off) < 15  # JACK hands events over by its own periods of 5.8 ms


def test_no_note_hangs_whatever_is_done_to_the_track(rig: Rig) -> None:
    long = Piece(
        TPQ,
        (Track("Pad", Role.CHORDS, 0, 88, tuple(Note(0, p, 16 * BAR) for p in (60, 64, 67))),),
        PIECE.tempos,
        PIECE.metres,
        length=16 * BAR,
    )
    with Listener("pads", "pads") as listener:
        port = named(ports(rig).outputs, "pads")
        deeds: tuple[Callable[[], None], ...] = (
            rig.stop,
            lambda: rig.set_mix(()),
            lambda: rig.set_mix((TrackMix(port=port, mute=True),)),
            lambda: rig.set_mix((TrackMix(port=port, channel=9),)),
            lambda: rig.load(PIECE),
            rig.panic,
        )
        for deed in deeds:
            rig.load(long)
            rig.set_mix((TrackMix(port=port),))
            rig.seek(0)
            rig.play()
            until(lambda: len(still_down(listener.messages)) >= 3)
            deed()
            until(lambda: (0, 60) not in still_down(listener.messages))
            rig.stop()
            until(lambda: not still_down(listener.messages))
        rig.load(long)
        rig.set_mix((TrackMix(port=port),))
        rig.seek(0)
        rig.play()
        until(lambda: len(still_down(listener.messages)) == 3)
        rig.close()
        until(lambda: not still_down(listener.messages))


def test_a_keyboard_is_heard_played_through_and_recorded(rig: Rig, keyboard: Player) -> None:
    name = named(ports(rig).inputs, "keys")
    rig.choose_midi(MidiChoice(inputs=(name,), through_track=0))
    rig.set_mix((TrackMix(mute=True), TrackMix(mute=True)))
    time.sleep(0.3)
    rig.record(0)
    rig.play()
    until(lambda: rig.readings().position > 100)
    keyboard.send(0x90, 72, 101)
    until(lambda: rig.readings().keys_down == 1)
    keyboard.send(0xB0, 64, 127)
    time.sleep(0.2)
    keyboard.send(0x80, 72, 0)
    until(lambda: rig.readings().keys_down == 0 or True)
    time.sleep(0.2)
    rig.record(None)
    rig.stop()
    news: list[News] = list(rig.take_news())
    arrived = [n.data for n in news if isinstance(n, MidiArrived)]
    assert arrived == [b"\x90He", b"\xb0@\x7f", b"\x80H\x00"]
    performed = [n for n in news if isinstance(n, Performed)]
    assert len(performed) == 1
    (note,) = performed[0].notes
    assert (note.pitch, note.velocity) == (72, 101)
    assert 100 <= note.onset <= 400
    assert note.duration == pytest.approx(0.2 * BPM / 60 * TPQ, abs=80)
    assert [event.data[:2] for event in performed[0].events] == [b"\xb0@"]


def test_what_moves_something_on_the_screen_is_not_played_through(
    rig: Rig, keyboard: Player
) -> None:
    name = named(ports(rig).inputs, "keys")
    rig.choose_midi(MidiChoice(inputs=(name,), through_track=0, taken=((name, 0x90, 36),)))
    time.sleep(0.3)
    rig.take_news()
    keyboard.send(0x90, 36, 100)
    keyboard.send(0x90, 37, 100)
    until(lambda: rig.readings().keys_down == 1)
    assert [n.data[1] for n in rig.take_news() if isinstance(n, MidiArrived)] == [36, 37]


def test_a_recording_is_told_at_each_turn_of_the_loop(rig: Rig, keyboard: Player) -> None:
    name = named(ports(rig).inputs, "keys")
    rig.choose_midi(MidiChoice(inputs=(name,)))
    rig.set_loop(Loop(0, BAR, on=True))
    time.sleep(0.3)
    rig.record(1)
    rig.play()
    until(lambda: rig.readings().position > 200)
    keyboard.send(0x90, 60, 90)
    told: list[Performed] = []

    def turned() -> bool:
        told.extend(n for n in rig.take_news() if isinstance(n, Performed))
        return bool(told)

    until(turned)
    keyboard.send(0x80, 60, 0)
    rig.record(None)
    (note,) = told[0].notes
    assert told[0].track == 1
    assert note.end == pytest.approx(BAR, abs=60)


def test_another_programs_clock_starts_leads_and_stops_the_music(
    rig: Rig, keyboard: Player
) -> None:
    name = named(ports(rig).inputs, "keys")
    rig.choose_midi(MidiChoice(follow=name))
    rig.set_loop(Loop(0, 2 * BAR, on=False))
    time.sleep(0.3)
    bpm = 200.0  # the piece itself is slower
    began = time.perf_counter()
    keyboard.send(0xFA)
    for pulse in range(24 * 6):
        while time.perf_counter() < began + pulse * 60 / bpm / 24:
            time.sleep(0.0005)
        keyboard.send(0xF8)
    assert rig.readings().playing
    heard = rig.heard.tick_at(time.perf_counter()) / TPQ
    assert heard == pytest.approx(6.0, abs=0.25)
    keyboard.send(0xFC)
    until(lambda: not rig.readings().playing)
    keyboard.send(0xF2, 4, 0)  # the fifth sixteenth
    until(lambda: rig.readings().position == TPQ)


def test_our_own_ports_can_be_offered_to_others(rig: Rig) -> None:
    rig.choose_midi(MidiChoice(virtual=True))
    found: list[PortsNews] = []

    def told() -> bool:
        found.extend(n for n in rig.take_news() if isinstance(n, PortsNews))
        return bool(found)

    until(told)
    assert found[-1].outputs[0] == VIRTUAL_PORT
    listening = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name="listening", queue_size_limit=10_000)
    try:
        rig.set_mix((TrackMix(port=VIRTUAL_PORT), TrackMix(mute=True)))
        until(lambda: any("VAE Composer" in port for port in listening.get_ports()))
        place = next(i for i, p in enumerate(listening.get_ports()) if "VAE Composer" in p)
        listening.open_port(place)
        time.sleep(0.3)
        rig.play()
        until(lambda: not rig.readings().playing)
        time.sleep(0.3)
        heard: list[bytes] = []
        while (message := listening.get_message()) is not None:
            heard.append(bytes(message[0]))
    finally:
        listening.close_port()
        listening.delete()
    assert len(note_ons(heard, 0)) == 32


def test_an_instrument_change_reaches_the_port(rig: Rig) -> None:
    with Listener("programs", "programs") as listener:
        port = named(ports(rig).outputs, "programs")
        rig.set_mix((TrackMix(port=port),))
        rig.play()
        until(lambda: len(note_ons(listener.messages, 0)) > 2)
        rig.replace(PIECE.with_track(0, replace(PIECE.tracks[0], program=40)))
        until(lambda: bytes((0xC0, 40)) in listener.messages)
