"""A rig whose output asks for nothing: the test pulls the sound block by block, or never."""

from __future__ import annotations

from dataclasses import dataclass

from vaecomposer.audio.clock import Source
from vaecomposer.engine.rig import Rig

RATE = 48_000


@dataclass
class PulledOutput:
    """An output of no device."""

    player: Source
    name: str | None = None
    block_frames: int = 256
    sample_rate: int = RATE
    message: str = ""
    is_silent: bool = False
    device_name: str = "Test"
    latency: float = 0.01
    xruns: int = 0
    late: int = 0
    gone: str | None = None
    is_closed: bool = False

    def poll(self) -> str | None:
        gone, self.gone = self.gone, None
        return gone

    def close(self) -> None:
        self.is_closed = True


class PulledDevices:
    """One place for sound that is always there."""

    def __init__(self) -> None:
        self.rescans = 0
        self.opened: list[PulledOutput] = []

    def names(self, *, rescan: bool = False) -> tuple[str, ...]:
        self.rescans += rescan
        return ("Test",)

    def open(
        self,
        player: Source,
        device_name: str | None = None,
        *,
        block_frames: int = 256,
        sample_rate: int | None = None,
    ) -> PulledOutput:
        self.opened.append(PulledOutput(player, device_name, block_frames, sample_rate or RATE))
        return self.opened[-1]


def quiet_rig() -> Rig:
    return Rig(devices=PulledDevices())
