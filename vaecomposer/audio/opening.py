"""Opening the synthesiser that the musician chose, or the next best one."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from vaecomposer.audio.built_in import SoundFontSynth
from vaecomposer.audio.fluid import FluidSynthSynth, fluidsynth_fault
from vaecomposer.audio.synth import DEFAULT_SAMPLE_RATE, SilentSynth, Synth
from vaecomposer.errors import SynthError

BUILT_IN, FLUIDSYNTH = "tinysoundfont", "fluidsynth"
"""The kinds of synth `open_synth` knows."""


def synth_kinds() -> tuple[str, ...]:
    """The kinds of synth at hand on this computer, for `open_synth`; the built-in one first."""
    found = [BUILT_IN] if importlib.util.find_spec("tinysoundfont") is not None else []
    return (*found, FLUIDSYNTH) if not fluidsynth_fault() else tuple(found)


def open_synth(
    path: Path | None = None, sample_rate: int = DEFAULT_SAMPLE_RATE, kind: str = BUILT_IN
) -> tuple[Synth, str]:
    """The SoundFont's synth, or the default one's, or a silent one; never raises.

    Args:
        path: the SoundFont the user chose, or None for the default.
        sample_rate: frames per second.
        kind: `BUILT_IN` or `FLUIDSYNTH`; where the one cannot be used, the other is.

    Returns:
        The synth, and a sentence saying why it is not the one asked for ("" if it is).
    """
    message = ""
    kinds = (FLUIDSYNTH, BUILT_IN) if kind == FLUIDSYNTH else (BUILT_IN, FLUIDSYNTH)
    for choice in (path, None) if path is not None else (None,):
        for name in kinds:
            try:
                return _opened(name, choice, sample_rate), message
            except SynthError as error:
                message = message or str(error)
    return SilentSynth(sample_rate), message


def _opened(kind: str, path: Path | None, sample_rate: int) -> Synth:
    if kind == FLUIDSYNTH:
        return FluidSynthSynth(path, sample_rate)
    return SoundFontSynth(path, sample_rate)
