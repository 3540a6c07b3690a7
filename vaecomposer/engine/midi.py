"""Live MIDI in the rig: ports in and out, clock, play-through, recording, and a clock to follow."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection

from vaecomposer.audio.player import CLOCK
from vaecomposer.engine.api import MidiArrived, MidiChoice, PortsNews, Trouble
from vaecomposer.engine.take_down import TakeDown
from vaecomposer.engine.transport import Transport
from vaecomposer.errors import MidiPortError
from vaecomposer.live.clock_follower import ClockFollower, Command, Order
from vaecomposer.live.keeper import Outlet
from vaecomposer.live.names import CLIENT
from vaecomposer.live.ports import (
    InputPort,
    PortFinder,
    list_ports,
    open_input,
    open_output,
    open_virtual_input,
    open_virtual_output,
)
from vaecomposer.live.sender import MidiSender
from vaecomposer.music.mix import Mix

VIRTUAL_PORT = f"{CLIENT} (virtual)"
"""Name under which our own virtual output is offered to tracks."""

_REAL_TIME = range(0xF0, 0x100)
_BEND = 0xE0
_LOOK_SECONDS = 2.0


class LiveMidi:
    """The rig's dealings with other MIDI programs and instruments.

    Args:
        rig: whose player is played, recorded and led.
    """

    def __init__(self, rig: Transport) -> None:
        self._rig = rig
        self._lock = threading.RLock()
        self._choice = MidiChoice()
        self._inputs: dict[str, InputPort] = {}
        self._missing: set[str] = set()
        self._mix: Mix = ()
        # Written under the lock; the audio thread reads the references.
        self._sender: MidiSender | None = None
        self._clock_ports: tuple[str, ...] = ()
        self._finder: PortFinder | None = None
        self._follower: ClockFollower | None = None
        self._take_down: TakeDown | None = None
        self._looked_at = 0.0

    # --- commands -----------------------------------------------------------------------------

    def choose(self, choice: MidiChoice) -> None:
        """Opens and closes ports as wished, and tells which there are."""
        with self._lock:
            before, self._choice = self._choice, choice
            wanted = self._wanted_inputs()
            for name in tuple(self._inputs):
                if name not in wanted:
                    self._inputs.pop(name).close()
            self._missing = {name for name in wanted if name not in self._inputs}
            if choice.follow != before.follow:
                self._follower = ClockFollower() if choice.follow else None
                self._rig.set_tempo_factor(1.0)
                self._rig.lead_in(allowed=choice.follow is None)
            if choice.through_track is None and before.through_track is not None:
                self._rig.player.play_key(before.through_track, bytes((0xB0, 123, 0)))
            self._clock_ports = choice.clock_outputs
            self._rig.set_clock(on=bool(choice.clock_outputs))
            self._open_missing(say=True)
            self._use_outputs()
        self._tell_ports()

    def use_outputs(self, mix: Mix) -> None:
        """The tracks' ports, from now on."""
        with self._lock:
            self._mix = mix
            self._use_outputs()

    def rescan(self) -> None:
        """Looks for ports anew, and for the wished ones among them."""
        with self._lock:
            self._check_inputs()
            self._open_missing(say=False)
        self._tell_ports()

    def record(self, track: int | None) -> None:
        """Begins to write down for a track what the inputs play; None ends it and tells it."""
        with self._lock:
            before, self._take_down = self._take_down, None
            if before is not None:
                before.finish()
            if track is not None:
                self._take_down = TakeDown(self._rig, track)

    def panic(self) -> None:
        """Silences every port."""
        if self._sender is not None:
            self._sender.panic()

    def close(self) -> None:
        """Lets all notes off and all ports go."""
        with self._lock:
            for port in self._inputs.values():
                port.close()
            self._inputs.clear()
            if self._sender is not None:
                self._sender.close()
                self._sender = None
            if self._finder is not None:
                self._finder.close()
                self._finder = None

    # --- the audio thread ---------------------------------------------------------------------

    def send_due(self) -> None:
        """Hands on what the player has put out. Audio thread: `MidiSender.send` never blocks."""
        outbox, sender = self._rig.player.midi_outbox, self._sender
        if not outbox:
            return
        delay = self._rig.sound_delay
        clock = self._rig.heard.clock
        while outbox:
            frame, port, data = outbox.popleft()
            if sender is None:
                continue
            due = clock.time_of(frame) + delay
            if port == CLOCK:
                for name in self._clock_ports:
                    sender.send(due, name, data)
            else:
                sender.send(due, port, data)

    # --- the caretaker ------------------------------------------------------------------------

    def take_care(self) -> None:
        """Called twenty times a second: vanished inputs, and the loop's turns while recording."""
        take_down = self._take_down
        if take_down is not None:
            take_down.follow(time.perf_counter())
        now = time.monotonic()
        if now - self._looked_at < _LOOK_SECONDS:
            return
        self._looked_at = now
        with self._lock:
            if self._inputs or self._missing:
                self._check_inputs()
                self._open_missing(say=False)

    def _check_inputs(self) -> None:
        for name, port in tuple(self._inputs.items()):
            if not port.is_there():
                self._inputs.pop(name).close()
                self._missing.add(name)
                self._rig.tell(
                    Trouble(
                        "A MIDI input has gone",
                        f"{name} is not connected any more. It is taken back when it returns.",
                    )
                )

    def _open_missing(self, *, say: bool) -> None:
        for name in tuple(self._missing):
            try:
                self._inputs[name] = self._opened_input(name)
            except MidiPortError as why:
                if say:
                    self._rig.tell(Trouble("A MIDI input is not there", str(why)))
                continue
            self._missing.discard(name)
            if not say:
                self._rig.tell(Trouble("A MIDI input is back", f"{name} is heard again."))

    def _opened_input(self, name: str) -> InputPort:
        def receive(arrived: float, data: bytes) -> None:
            self._receive(name, arrived, data)

        return open_virtual_input(receive) if name == CLIENT else open_input(name, receive)

    def _wanted_inputs(self) -> set[str]:
        choice = self._choice
        wanted = set(choice.inputs)
        if choice.follow is not None:
            wanted.add(choice.follow)
        if choice.virtual:
            wanted.add(CLIENT)
        return wanted

    def _tell_ports(self) -> None:
        found = list_ports()
        outputs = found.outputs
        if self._choice.virtual:
            outputs = (VIRTUAL_PORT, *outputs)
        self._rig.tell(PortsNews(found.inputs, outputs, found.message))

    # --- outputs ------------------------------------------------------------------------------

    def _use_outputs(self) -> None:
        ports = {entry.port for entry in self._mix if entry.port is not None}
        ports |= set(self._clock_ports)
        if self._choice.virtual:
            ports.add(VIRTUAL_PORT)
        if self._sender is None and ports:
            self._finder = PortFinder()
            self._sender = MidiSender(
                lambda sentence: self._rig.tell(Trouble("MIDI", sentence)),
                open_port=_opened_output,
                present=self._present,
            )
        if self._sender is not None:
            self._sender.use(ports)

    def _present(self) -> Collection[str]:
        """The outputs there are; the sender's own thread asks."""
        finder = self._finder
        return (VIRTUAL_PORT, *(finder.outputs() if finder is not None else ()))

    # --- inputs -------------------------------------------------------------------------------

    def _receive(self, port: str, arrived: float, data: bytes) -> None:
        """One message, on rtmidi's thread."""
        if not data:
            return
        if data[0] in _REAL_TIME:
            if port == self._choice.follow and self._follower is not None:
                self._follow(self._follower, arrived, data)
            return
        if port not in self._choice.inputs and not (port == CLIENT and self._choice.virtual):
            return  # only its clock is wanted
        self._rig.tell(MidiArrived(port, arrived, data))
        if (port, data[0], _number(data)) in self._choice.taken:
            return  # it moves something on the screen
        track = self._choice.through_track
        if track is not None:
            self._rig.player.play_key(track, data)
        take_down = self._take_down
        if take_down is not None:
            take_down.receive(arrived, data)

    def _follow(self, follower: ClockFollower, arrived: float, data: bytes) -> None:
        command = follower.receive(arrived, data)
        if command is not None:
            self._obey(command)
        bpm = follower.bpm
        if bpm is None:
            return
        rig = self._rig
        tick, resolution = rig.heard.tick_at(arrived), rig.ticks_per_quarter
        correction = follower.correction(tick / resolution, arrived)
        if correction.jump_to is not None and follower.running and rig.player.is_playing:
            rig.seek(correction.jump_to * resolution)
        rig.set_tempo_factor(correction.factor * bpm / rig.bpm_at(tick))

    def _obey(self, command: Command) -> None:
        rig = self._rig
        if command.order is Order.STOP:
            rig.stop()
            return
        rig.seek(command.quarter * rig.ticks_per_quarter)
        if command.order is not Order.LOCATE:
            rig.play()


def _opened_output(name: str) -> Outlet:
    return open_virtual_output() if name == VIRTUAL_PORT else open_output(name)


def _number(data: bytes) -> int:
    """Which key or controller a message is about; 0 for bends and pressure, whose bytes are values."""
    return data[1] if len(data) > 2 and data[0] & 0xF0 != _BEND else 0
