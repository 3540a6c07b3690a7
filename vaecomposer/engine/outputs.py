"""Where the rig's sound goes: choosing a device, losing it, and taking it back."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Protocol

from vaecomposer.audio.clock import SilentClock, Source
from vaecomposer.audio.device import Output, list_devices, open_output
from vaecomposer.engine.api import DeviceChoice, DeviceNews
from vaecomposer.errors import AudioDeviceError

_COME_BACK_SECONDS = 2.0
"""How often a device that has gone is looked for. Looking starts PortAudio anew, which takes about
a tenth of a second, in silence."""


class Devices(Protocol):
    """The places where sound can go."""

    def names(self, *, rescan: bool = False) -> tuple[str, ...]:
        """All of them; with `rescan`, those plugged in since the start too (closes every stream)."""
        ...

    def open(
        self,
        player: Source,
        device_name: str | None = None,
        *,
        block_frames: int = 256,
        sample_rate: int | None = None,
    ) -> Output:
        """Let a source be heard; never raises. The output's `message` says what is not as asked for."""
        ...


class SoundDevices:
    """The computer's own, as PortAudio knows them."""

    open = staticmethod(open_output)

    def names(self, *, rescan: bool = False) -> tuple[str, ...]:
        """All of them, each once; none without PortAudio."""
        if rescan and "sounddevice" not in sys.modules:
            return ()  # not opened yet or not there: looking for the library itself is slow
        try:
            return tuple(dict.fromkeys(d.name for d in list_devices(rescan=rescan)))
        except AudioDeviceError:
            return ()  # opening an output says so


class Outputs:
    """One output at a time. Its methods belong to whoever holds the rig's lock; the figures to anyone.

    Args:
        source: what is heard.
        tell: is told where the sound goes.
        devices: the places to choose from.
    """

    def __init__(
        self, source: Source, tell: Callable[[DeviceNews], None], devices: Devices
    ) -> None:
        self._source, self._tell, self._devices = source, tell, devices
        self._choice: DeviceChoice | None = None
        # Written under the lock, read by the audio thread as a reference.
        self._output: Output | None = None
        self._earlier_xruns = 0
        self._earlier_late = 0
        self._looked_at = 0.0

    @property
    def latency(self) -> float:
        """Seconds from a filled block to the loudspeaker."""
        output = self._output
        return output.latency if output is not None else 0.0

    @property
    def xruns(self) -> int:
        """Blocks that devices reported as dropped, all outputs together."""
        output = self._output
        return self._earlier_xruns + (output.xruns if output is not None else 0)

    @property
    def late(self) -> int:
        """Blocks asked for later than the device's buffer lasts, all outputs together."""
        output = self._output
        return self._earlier_late + (output.late if output is not None else 0)

    def choose(self, choice: DeviceChoice) -> None:
        """Send the sound elsewhere."""
        self._choice = choice
        self.leave()
        self._open(choice)
        self._tell_news()

    def rescan(self) -> None:
        """Look for devices anew, and for the one that was chosen."""
        self.leave()
        self._devices.names(rescan=True)
        if self._choice is not None:
            self._open(self._choice)
        self._tell_news()

    def leave(self) -> None:
        """Close the output."""
        output, self._output = self._output, None
        if output is not None:
            output.close()
            self._earlier_xruns += output.xruns
            self._earlier_late += output.late

    def take_care(self) -> None:
        """Notice a device that has gone, and take it back when it is there again. Call it often."""
        if self._output is None or self._choice is None or self._choice.silent:
            return
        gone = self._output.poll()
        if gone:
            self._looked_at = time.monotonic()
            self._tell_news(gone)
        elif self._output.is_silent:
            self._try_to_come_back(self._choice, self._output)

    def _open(self, choice: DeviceChoice) -> None:
        if choice.silent:
            self._output = SilentClock(self._source)
        else:
            self._output = self._devices.open(
                self._source,
                choice.name,
                block_frames=choice.block_frames,
                sample_rate=choice.sample_rate,
            )
        self._looked_at = time.monotonic()

    def _tell_news(self, message: str | None = None) -> None:
        output = self._output
        names = self._devices.names()
        silent = output is None or output.is_silent
        if message is None:
            message = output.message if output is not None else ""
        self._tell(
            DeviceNews(
                names=names,
                current=None if silent or output is None else output.device_name,
                sample_rate=self._source.sample_rate,
                block_frames=self._choice.block_frames if self._choice else 0,
                latency=self.latency,
                message=message,
            )
        )

    def _try_to_come_back(self, choice: DeviceChoice, clock: Output) -> None:
        """Looks whether a device is there by now, for music that runs in silence against the wish."""
        if time.monotonic() - self._looked_at < _COME_BACK_SECONDS:
            return
        self._looked_at = time.monotonic()
        if not self._devices.names(rescan=True):
            return
        self.leave()
        self._open(choice)
        if self._output is None:
            return
        if self._output.is_silent:
            self._output.message = clock.message
        else:
            self._tell_news(self._output.message or f"Playing on {self._output.device_name}.")
