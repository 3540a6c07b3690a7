"""What the program remembers between starts: a small versioned JSON file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs

VERSION = 1

_NUMBERS_OR_NONE = ("sample_rate",)


@dataclass(frozen=True, slots=True)
class Settings:
    """Remembered choices.

    Attributes:
        device: name of the audio device; None for the system's default, "" for silence.
        sample_rate: frames per second; None for what the device prefers.
        block_frames: frames a block of sound.
        quantum: when new notes take over: "step", "beat" or "bar".
        soundfont: path of a SoundFont of the musician's own; None for the built-in one.
        synth: the synthesiser, "tinysoundfont" or "fluidsynth".
        metronome: whether clicks are heard. count_in: bars of clicks before the music, 0..2.
        midi_inputs: ports to listen to. clock_outputs: ports that get MIDI clock.
        follow: input whose clock the transport follows; None for its own.
        virtual_ports: whether other programs are offered ports of ours.
        quantise_recording: whether recorded notes are drawn to the grid.
        snap: name of the grid that notes snap to in the roll. quantise_strength: per cent of the way to it.
        songbook: path of the songbook that was chosen; None for the one that comes along.
        songbooks: paths of songbooks that were opened from elsewhere, the newest first.
        folder: where files were last opened or exported.
        recent: session files, the newest first.
        appearance: "system", "dark" or "light". reduced_motion: "yes" or "no".
        keys: the musician's own keys, "command=key sequence" each; nothing after "=" for no key.
        single_keys: whether letters, digits and signs are commands outside text fields.
        space_presses: whether Space presses the button that has the keyboard.
        columns: widths of the left and right column on each screen, "screen=left,right" each.
        toured: whether the tour was taken, or declined.
        language: of the window, such as "zh_CN"; "" for the system's.
    """

    device: str | None = None
    sample_rate: int | None = None
    block_frames: int = 256
    quantum: str = "beat"
    soundfont: str | None = None
    synth: str = "tinysoundfont"
    metronome: bool = False
    count_in: int = 0
    midi_inputs: tuple[str, ...] = ()
    clock_outputs: tuple[str, ...] = ()
    follow: str | None = None
    virtual_ports: bool = False
    quantise_recording: bool = False
    snap: str = "1/16"
    quantise_strength: int = 100
    songbook: str | None = None
    songbooks: tuple[str, ...] = ()
    folder: str | None = None
    recent: tuple[str, ...] = ()
    appearance: str | None = None
    reduced_motion: str | None = None
    keys: tuple[str, ...] = ()
    single_keys: bool = True
    space_presses: bool = False
    columns: tuple[str, ...] = ()
    toured: bool = False
    language: str = ""


def settings_path() -> Path:
    """Where the settings lie for this user."""
    return Path(platformdirs.user_config_dir("vaecomposer", appauthor=False)) / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """The remembered settings; the defaults where the file is missing, damaged or newer."""
    try:
        found = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict) or found.get("version") != VERSION:
        return Settings()
    defaults = asdict(Settings())
    known: dict[str, Any] = {}
    for field in fields(Settings):
        value = found.get(field.name)
        if field.name in _NUMBERS_OR_NONE:
            fits = type(value) is int and value > 0
        elif defaults[field.name] is None:
            fits = isinstance(value, str)
        elif isinstance(defaults[field.name], tuple):
            fits = isinstance(value, list) and all(isinstance(entry, str) for entry in value)
            value = tuple(value) if fits and value is not None else value
        else:
            fits = type(value) is type(defaults[field.name])
        if fits:
            known[field.name] = value
    return Settings(**known)


def save_settings(settings: Settings, path: Path | None = None) -> bool:
    """Writes the settings in one move; False if the disk does not take them (nothing else is lost)."""
    target = path or settings_path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_suffix(".tmp")
        temporary.write_text(
            json.dumps({"version": VERSION, **asdict(settings)}, indent=1), encoding="utf-8"
        )
        temporary.replace(target)
    except OSError:
        return False
    return True
