"""Ports: their names, playing and listening through JACK, and what is said when there is no MIDI."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live import jack_server
from tests.live.listener import Listener
from vaecomposer.errors import MidiPortError
from vaecomposer.live import ports
from vaecomposer.live.names import stable_names
from vaecomposer.live.ports import (
    PortFinder,
    list_ports,
    open_input,
    open_output,
    open_virtual_input,
    open_virtual_output,
)

ROOT = Path(__file__).parents[2]


def run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A script in an interpreter of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("JACK_", "RTMIDI_"))}
    env.pop("COVERAGE_PROCESS_START", None)
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        env={**env, **environment, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )


def test_numbers_that_the_system_gives_anew_are_not_part_of_a_name() -> None:
    assert stable_names(["Keystation:Keystation MIDI 1 20:0"]) == stable_names(
        ["Keystation:Keystation MIDI 1 32:0"]
    )
    assert stable_names(["Keystation:Keystation MIDI 1 20:0"]) == ["Keystation MIDI 1"]
    assert stable_names(["a2j:Nord [24] (playback): Nord MIDI 1"]) == [
        "a2j:Nord (playback): Nord MIDI 1"
    ]
    assert stable_names(["system:midi_playback_1"]) == ["system:midi_playback_1"]
    assert stable_names(["Nord 0", "Model 1 1"], numbered=True) == ["Nord", "Model 1"]
    assert stable_names(["Model 1", "Nord 1"]) == ["Model 1", "Nord 1"]


def test_a_second_port_of_one_name_is_told_apart() -> None:
    names = ["Synth:Synth MIDI 1 20:0", "Synth:Synth MIDI 1 24:0", "Synth:Synth MIDI 1 28:0"]
    assert stable_names(names) == ["Synth MIDI 1", "Synth MIDI 1 (2)", "Synth MIDI 1 (3)"]


def test_our_own_ports_are_not_offered() -> None:
    found = [
        "VAE Composer:VAE Composer 128:0",
        "VAE Composer-01:in",
        "VAE Composer",
        "VAE Composers:out",
    ]
    assert stable_names(found) == ["", "", "", "VAE Composers:out"]


@given(st.lists(st.text(alphabet="ab: 012[]()", max_size=12), max_size=8), st.booleans())
def test_every_port_has_a_name_of_its_own(found: list[str], numbered: bool) -> None:
    names = stable_names([f"x{name}" for name in found], numbered=numbered)
    assert len(names) == len(set(names)) == len(found)


def test_without_midi_the_lists_are_empty_and_nothing_is_printed(tmp_path: Path) -> None:
    done = run(
        "from vaecomposer.live.ports import *\n"
        "for _ in range(2):\n"
        "    found = list_ports()\n"
        "    assert found.inputs == found.outputs == (), found\n"
        "    print(found.message)\n"
        "print(PortFinder().outputs())\n"
        "for open_one in (open_output, open_virtual_output):\n"
        "    try: open_one('x')\n"
        "    except Exception as e: print(type(e).__name__)\n",
        RTMIDI_API="UNIX_JACK",
        JACK_DEFAULT_SERVER=f"nobody-{os.getpid()}",
    )
    assert done.stderr == ""
    assert done.returncode == 0
    said = done.stdout.splitlines()
    assert said[0] == said[1]
    assert "no MIDI" in said[0]
    assert said[2:] == ["()", "MidiPortError", "MidiPortError"]


def test_windows_is_sent_to_loopmidi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports.sys, "platform", "win32")
    with pytest.raises(MidiPortError, match="loopMIDI"):
        open_virtual_output()


@pytest.mark.desktop
@pytest.mark.usefixtures("jack")
class TestThroughJack:
    def test_others_ports_are_listed_and_ours_not(self) -> None:
        with Listener("synth"):
            ours = open_virtual_output()
            try:
                found = list_ports()
                assert found.outputs == ("listener:synth",)
                assert found.inputs == ()
                assert found.message == ""
            finally:
                ours.close()

    def test_what_is_sent_is_heard_whole_and_in_order(self) -> None:
        with Listener("synth") as synth:
            port = open_output("listener:synth")
            sent = [bytes((0x90, i % 128, 1 + i // 128)) for i in range(2000)]
            sent.append(b"\xf0" + bytes(6000) + b"\xf7")
            for data in sent:
                port.send(data)
            port.close()
            assert synth.wait_for(len(sent)) == sent

    def test_the_last_message_before_closing_is_heard(self) -> None:
        for _ in range(5):
            with Listener("synth") as synth:
                port = open_output("listener:synth")
                port.send(b"\x80\x40\x40")
                port.close()
                assert synth.wait_for(1) == [b"\x80\x40\x40"]

    def test_a_message_longer_than_jack_takes_is_refused_and_does_not_hang(self) -> None:
        with Listener("synth") as synth:
            port = open_output("listener:synth")
            with pytest.raises(MidiPortError, match="too long"):
                port.send(b"\xf0" + bytes(20000) + b"\xf7")
            port.send(b"\xf8")
            assert synth.wait_for(1) == [b"\xf8"]
            port.close()

    def test_a_port_that_is_not_there_is_named(self) -> None:
        with pytest.raises(MidiPortError, match="organ"):
            open_output("organ")
        with pytest.raises(MidiPortError, match="organ"):
            open_input("organ", lambda time, data: None)

    def test_a_closed_port_takes_nothing_and_closes_again(self) -> None:
        with Listener("synth"):
            port = open_output("listener:synth")
            port.close()
            port.close()
            assert not port.is_there()
            with pytest.raises(MidiPortError, match="closed"):
                port.send(b"\xf8")

    def test_a_port_that_vanishes_is_noticed(self) -> None:
        with Listener("synth"):
            port = open_output("listener:synth")
            finder = PortFinder()
            assert port.is_there()
            assert finder.outputs() == ("listener:synth",)
        assert not port.is_there()
        assert finder.outputs() == ()
        port.send(b"\xf8")
        port.close()
        finder.close()

    def test_an_input_hears_clock_and_sysex_with_the_time_and_outlives_a_raising_receiver(
        self,
    ) -> None:
        import rtmidi

        heard: list[tuple[float, bytes]] = []

        def receive(time_seconds: float, data: bytes) -> None:
            heard.append((time_seconds, data))
            raise KeyError("a slip of ours")

        keyboard = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="keyboard")
        keyboard.open_virtual_port("keys")
        port = open_input("keyboard:keys", receive)
        before = time.perf_counter()
        sent = [b"\xf8", b"\x90\x40\x40", b"\xfe", b"\xf0\x01\x02\xf7", b"\xfa", b"\xf2\x01\x00"]
        for data in sent:
            keyboard.send_message(data)
        until = time.monotonic() + 5.0
        while len(heard) < 5 and time.monotonic() < until:
            time.sleep(0.005)
        assert [data for _, data in heard] == [data for data in sent if data != b"\xfe"]
        assert all(before <= t <= time.perf_counter() for t, _ in heard)
        assert isinstance(port.trouble, KeyError)
        port.close()
        keyboard.close_port()
        keyboard.delete()

    def test_closing_an_input_that_is_played_on_does_not_hang(self) -> None:
        import rtmidi

        keyboard = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="keyboard")
        keyboard.open_virtual_port("keys")
        for _ in range(5):
            heard: list[bytes] = []
            port = open_input("keyboard:keys", lambda time, data, heard=heard: heard.append(data))
            for i in range(1000):
                keyboard.send_message((0x90, i % 128, 64))
            port.close()
        keyboard.close_port()
        keyboard.delete()

    def test_others_can_play_to_our_virtual_input(self) -> None:
        import rtmidi

        heard: list[bytes] = []
        port = open_virtual_input(lambda time, data: heard.append(data))
        other = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="other")
        names = other.get_ports()
        assert any("VAE Composer" in name for name in names)
        other.open_port(names.index(next(n for n in names if "VAE Composer" in n)))
        other.send_message(b"\x90\x40\x40")
        until = time.monotonic() + 5.0
        while not heard and time.monotonic() < until:
            time.sleep(0.005)
        assert heard == [b"\x90\x40\x40"]
        assert port.is_there()
        other.close_port()
        other.delete()
        port.close()


@pytest.mark.desktop
@pytest.mark.skipif(bool(jack_server.missing()), reason=jack_server.missing() or "-")
def test_a_server_that_ends_is_noticed_and_freezes_nothing() -> None:
    name = f"vaecomposer-end-{os.getpid()}"
    script = (
        "import os, signal, sys, time, rtmidi\n"
        "from vaecomposer.live.ports import *\n"
        "list_ports()\n"
        "i = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name='listener'); i.open_virtual_port('synth')\n"
        "from vaecomposer.live.native import silence_libraries; silence_libraries()\n"
        "o = open_output('listener:synth'); o.send(b'\\xf8'); assert o.is_there()\n"
        "os.kill(int(os.environ['SERVER']), signal.SIGKILL); time.sleep(0.3)\n"
        "t = time.perf_counter(); assert not o.is_there(); n = 0\n"
        "try:\n"
        "    for n in range(5000): o.send(b'\\x90\\x40\\x40')\n"
        "except Exception as e: print(n < 1489, e)\n"
        "o.close(); print(time.perf_counter() - t < 5.0)\n"
        "print(list_ports().outputs); sys.stdout.flush(); os._exit(0)\n"
    )
    with jack_server.running(name) as server:
        done = run(script, SERVER=str(server.pid), **jack_server.environment(name))
    assert done.stderr == ""
    said = done.stdout.splitlines()
    assert said[0].startswith("True The MIDI port listener:synth is not there. Everything else")
    assert said[1:] == ["True", "()"]


@pytest.mark.desktop
@pytest.mark.skipif(bool(jack_server.missing()), reason=jack_server.missing() or "-")
def test_the_watch_asks_the_library_of_rtmidi_though_the_systems_is_loaded_too() -> None:
    name = f"vaecomposer-two-{os.getpid()}"
    script = (
        "import ctypes, ctypes.util\n"
        "ctypes.CDLL(ctypes.util.find_library('jack'))\n"
        "from vaecomposer.live.native import JackWatch, loaded_paths, silence_libraries\n"
        "from vaecomposer.live.ports import list_ports\n"
        "for _ in range(20): assert list_ports().message == ''\n"
        "paths = loaded_paths('libjack'); watch = JackWatch()\n"
        "print(len(paths), 'rtmidi' in paths[0], watch._jack._name == paths[0], watch.is_running())\n"
        "watch.close()\n"
    )
    with jack_server.running(name):
        done = run(script, **jack_server.environment(name))
    assert done.stderr == ""
    assert done.stdout.split() in (["2", "True", "True", "True"], ["1", "False", "True", "True"])


def test_looking_through_every_midi_system_prints_nothing() -> None:
    done = run(
        "from vaecomposer.live.ports import *\nlist_ports(); PortFinder().outputs()",
        JACK_DEFAULT_SERVER=f"nobody-{os.getpid()}",
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
