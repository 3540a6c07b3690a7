"""The sender: messages at their time, no note left hanging, ports that go and come back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.listener import Listener
from vaecomposer.errors import MidiPortError
from vaecomposer.live.lateness import LatenessMeter
from vaecomposer.live.sender import MidiSender
from vaecomposer.live.sounding import Sounding

ON, OFF = bytes((0x90, 60, 80)), bytes((0x80, 60, 64))


def wait_until(is_so: Callable[[], bool], seconds: float = 5.0) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.002)


class Synth:
    """An instrument that can be unplugged."""

    def __init__(self) -> None:
        self.heard: list[tuple[float, bytes]] = []
        self.plugged = True
        self.closed = 0

    @property
    def messages(self) -> list[bytes]:
        return [data for _, data in self.heard]

    def send(self, data: bytes) -> None:
        if not self.plugged:
            raise MidiPortError("gone")
        self.heard.append((time.perf_counter(), data))

    def is_there(self) -> bool:
        return self.plugged

    def close(self) -> None:
        self.closed += 1


class Studio:
    """Some synths and a sender that plays them."""

    def __init__(self) -> None:
        self.synths = {"organ": Synth(), "bass": Synth()}
        self.said: list[str] = []
        self.slow = threading.Event()
        self.slow.set()
        self.sender = MidiSender(
            self.said.append, open_port=self.open, present=self.present, look_seconds=0.05
        )

    def open(self, name: str) -> Synth:
        self.slow.wait(5.0)
        if name not in self.present():
            raise MidiPortError(f"The MIDI port {name} is not there.")
        return self.synths[name]

    def present(self) -> set[str]:
        return {name for name, synth in self.synths.items() if synth.plugged}


@pytest.fixture
def studio() -> Iterator[Studio]:
    studio = Studio()
    yield studio
    studio.sender.close()


def test_messages_go_out_at_their_time_in_order_and_late_ones_at_once(studio: Studio) -> None:
    organ, sender = studio.synths["organ"], studio.sender
    sender.use(["organ"])
    sender.send(0.0, "organ", b"\xf8")
    wait_until(lambda: len(organ.heard) == 1)
    now = time.perf_counter() + 0.05
    due = [now + i * 0.01 for i in range(20)]
    for i, when in reversed(list(enumerate(due))):
        sender.send(when, "organ", bytes((0xB0, 20, i)))
    sender.send(now - 9.0, "organ", bytes((0xB0, 21, 1)))
    sender.send(now - 9.0, "organ", bytes((0xB0, 21, 2)))
    wait_until(lambda: len(organ.heard) == 23)
    assert [d[2] for d in organ.messages[1:]] == [1, 2, *range(20)]
    assert organ.heard[2][0] < now
    early = [t - when for (t, _), when in zip(organ.heard[3:], due, strict=True)]
    assert min(early) >= 0.0
    assert max(early) < 0.2


def test_messages_for_a_port_that_is_opening_wait_and_others_do_not(studio: Studio) -> None:
    sender = studio.sender
    sender.send(0.0, "bass", ON)
    bass, organ = studio.synths["bass"], studio.synths["organ"]
    wait_until(lambda: len(bass.heard) == 1)
    studio.slow.clear()
    sender.send(0.0, "organ", ON)
    sender.send(0.0, "bass", OFF)
    wait_until(lambda: len(bass.heard) == 2)
    assert organ.heard == []
    studio.slow.set()
    wait_until(lambda: organ.messages == [ON])


def test_closing_lets_every_note_off_and_forgets_what_is_to_be_struck(studio: Studio) -> None:
    organ, sender = studio.synths["organ"], studio.sender
    for data in (ON, bytes((0x93, 40, 9)), bytes((0xB3, 64, 127))):
        sender.send(0.0, "organ", data)
    sender.send(time.perf_counter() + 60.0, "organ", ON)
    wait_until(lambda: len(organ.heard) == 3)
    sender.close()
    assert organ.messages[3:] == [OFF, bytes((0x83, 40, 64)), bytes((0xB3, 64, 0))]
    assert organ.closed == 1
    sender.close()


def test_silence_lets_off_only_what_it_is_asked_for(studio: Studio) -> None:
    organ, bass, sender = studio.synths["organ"], studio.synths["bass"], studio.sender
    later = time.perf_counter() + 0.25
    for channel in (0, 1):
        sender.send(0.0, "organ", bytes((0x90 | channel, 60, 80)))
        sender.send(later, "organ", bytes((0x90 | channel, 72, 80)))
    sender.send(0.0, "bass", ON)
    wait_until(lambda: len(organ.heard) == 2 and len(bass.heard) == 1)
    sender.silence("organ", 1)
    wait_until(lambda: organ.messages[2:] == [bytes((0x81, 60, 64))])
    wait_until(lambda: len(organ.heard) == 4)
    assert organ.messages[3] == bytes((0x90, 72, 80))
    assert bass.messages == [ON]
    sender.silence()
    wait_until(lambda: bass.messages == [ON, OFF])


def test_panic_ends_all_sound_on_all_channels_used(studio: Studio) -> None:
    organ, bass, sender = studio.synths["organ"], studio.synths["bass"], studio.sender
    sender.send(0.0, "organ", ON)
    sender.send(0.0, "organ", bytes((0x85, 40, 0)))
    sender.send(0.0, "bass", bytes((0xB2, 7, 99)))
    wait_until(lambda: len(organ.heard) == 2 and len(bass.heard) == 1)
    sender.panic()
    stops = [bytes((0xB0 | c, n, 0)) for c in (0, 5) for n in (123, 120)]
    wait_until(lambda: organ.messages[2:] == [OFF, *stops])
    wait_until(lambda: bass.messages[1:] == [bytes((0xB2, 123, 0)), bytes((0xB2, 120, 0))])


def test_a_port_no_longer_used_is_silenced_and_closed(studio: Studio) -> None:
    organ, sender = studio.synths["organ"], studio.sender
    sender.use(["organ", "bass"])
    sender.send(0.0, "organ", ON)
    wait_until(lambda: organ.messages == [ON])
    sender.use(["bass"])
    wait_until(lambda: organ.closed == 1)
    assert organ.messages == [ON, OFF]


def test_a_port_that_vanishes_is_told_once_and_played_again_when_it_is_back(
    studio: Studio,
) -> None:
    organ, sender = studio.synths["organ"], studio.sender
    sender.send(0.0, "organ", bytes((0xC0, 19)))
    sender.send(0.0, "organ", ON)
    wait_until(lambda: len(organ.heard) == 2)
    organ.plugged = False
    for _ in range(5):
        sender.send(0.0, "organ", bytes((0x90, 61, 80)))
    sender.send(0.0, "organ", bytes((0xC0, 20)))
    wait_until(lambda: len(studio.said) == 1)
    time.sleep(0.2)
    assert len(studio.said) == 1
    assert "organ has gone" in studio.said[0]
    organ.heard.clear()
    organ.plugged = True
    wait_until(lambda: len(studio.said) == 2)
    assert "is back" in studio.said[1]
    wait_until(lambda: organ.messages == [OFF, bytes((0xC0, 20))])
    sender.send(0.0, "organ", ON)
    wait_until(lambda: organ.messages[2:] == [ON])


def test_a_port_that_was_never_there_is_told_once_and_found_later(studio: Studio) -> None:
    studio.synths["lead"] = lead = Synth()
    lead.plugged = False
    studio.sender.send(0.0, "lead", bytes((0xB0, 7, 100)))
    studio.sender.send(0.0, "lead", ON)
    wait_until(lambda: studio.said == ["The MIDI port lead is not there."])
    time.sleep(0.2)
    lead.plugged = True
    wait_until(lambda: lead.messages == [bytes((0xB0, 7, 100))])
    assert len(studio.said) == 2


messages = st.one_of(
    st.tuples(st.sampled_from([0x90, 0x80, 0x91]), st.integers(60, 63), st.integers(0, 127)),
    st.tuples(st.just(0xB0), st.sampled_from([64, 66, 123, 121]), st.sampled_from([0, 127])),
).map(bytes)


@given(st.lists(messages, max_size=60))
def test_after_a_release_no_note_and_no_pedal_is_on(sent: list[bytes]) -> None:
    sounding = Sounding()
    strikes: dict[tuple[int, int], int] = {}
    for data in sent:
        sounding.sent(data)
    for data in sent:
        key = (data[0] & 15, data[1])
        if data[0] & 0xF0 == 0x90 and data[2]:
            strikes[key] = strikes.get(key, 0) + 1
        elif data[0] & 0xF0 in (0x80, 0x90):
            strikes[key] = max(0, strikes.get(key, 0) - 1)
        elif data[1] == 123:
            strikes = {k: n for k, n in strikes.items() if k[0] != 0}
    on = {key for key, count in strikes.items() if count}
    assert sounding.notes == on
    ended = {(d[0] & 15, d[1]) for d in sounding.release() if d[0] & 0xF0 == 0x80}
    assert ended == on
    assert list(sounding.release()) == []


def test_settings_are_restored_banks_first() -> None:
    sounding = Sounding()
    program, volume, old = bytes((0xC0, 5)), bytes((0xB0, 7, 90)), bytes((0xB0, 7, 10))
    bank = bytes((0xB0, 0, 3))
    for data in (program, old, volume, bank, bytes((0xB0, 6, 1)), b"\xf8"):
        sounding.sent(data)
    assert list(sounding.restore()) == [bank, program, volume]


def test_lateness_is_told_in_figures() -> None:
    meter = LatenessMeter()
    assert meter.figures().count == 0
    for i in range(9000):
        meter.add(i / 1000.0)
    assert meter.figures().count == 9000
    assert meter.figures().worst == 8.999
    assert meter.figures().p50 == pytest.approx(4.904, abs=0.01)


@pytest.mark.desktop
@pytest.mark.usefixtures("jack")
def test_through_jack_every_note_and_pulse_arrives_in_order() -> None:
    said: list[str] = []
    with ExitStack() as stack:
        listeners = {
            f"synth{i}": stack.enter_context(Listener("in", f"synth{i}")) for i in range(3)
        }
        listeners = {f"{name}:in": one for name, one in listeners.items()}
        sender = MidiSender(said.append)
        stack.callback(sender.close)
        ports = list(listeners)
        sender.use(ports)
        for port in ports:
            sender.send(0.0, port, b"\xf6")
        wait_until(lambda: all(len(one.heard) == 1 for one in listeners.values()))
        stamped = _music(time.perf_counter() + 0.1, ports)
        for when, port, data in stamped:
            while time.perf_counter() < when - 0.05:
                time.sleep(0.005)
            sender.send(when, port, data)
        delays = []
        for port, one in listeners.items():
            due = [(when, data) for when, to, data in stamped if to == port]
            assert one.wait_for(len(due) + 1)[1:] == [data for _, data in due]
            delays += [
                heard - when for (heard, _), (when, _) in zip(one.heard[1:], due, strict=True)
            ]
        late = sender.lateness()
    delays.sort()
    print(
        f"\n{len(delays)} messages: sent late p50 {late.p50 * 1e3:.3f}, p99 {late.p99 * 1e3:.3f}, "
        f"worst {late.worst * 1e3:.3f} ms; heard after p50 {delays[len(delays) // 2] * 1e3:.2f}, "
        f"p99 {delays[len(delays) * 99 // 100] * 1e3:.2f}, worst {delays[-1] * 1e3:.2f} ms "
        "(JACK period 5.8 ms)"
    )
    assert said == []
    assert delays[len(delays) // 2] < 0.1


def _music(start: float, ports: list[str]) -> list[tuple[float, str, bytes]]:
    """Five seconds: a clock of 120 bpm on the first port, 500 notes over all."""
    stamped = [(start + i * 60.0 / 120.0 / 24.0, ports[0], b"\xf8") for i in range(240)]
    for i in range(500):
        when, port = start + i * 0.01, ports[i % 3]
        stamped.append((when, port, bytes((0x90, i % 128, 1 + i % 127))))
        stamped.append((when + 0.05, port, bytes((0x80, i % 128, 64))))
    return sorted(stamped, key=lambda one: one[0])


@pytest.mark.desktop
@pytest.mark.usefixtures("jack")
def test_through_jack_a_listener_that_leaves_and_returns_is_found_again() -> None:
    said: list[str] = []
    sender = MidiSender(said.append, look_seconds=0.1)
    with Listener("synth") as synth:
        sender.send(0.0, "listener:synth", ON)
        assert synth.wait_for(1) == [ON]
    wait_until(lambda: len(said) == 1)
    with Listener("synth") as synth:
        wait_until(lambda: len(said) == 2)
        sender.send(0.0, "listener:synth", ON)
        assert synth.wait_for(2) == [OFF, ON]
        sender.close()
        assert synth.wait_for(3) == [OFF, ON, OFF]
