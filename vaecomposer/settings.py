"""What the program remembers between starts: a small versioned JSON file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import platformdirs

VERSION = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Remembered choices.

    Attributes:
        device: name of the audio device; None for the system's default, "" for silence.
        quantum: when new notes take over: "step", "beat" or "bar".
        soundfont: path of a SoundFont of the musician's own; None for the built-in one.
        folder: where files were last opened or exported.
        appearance: "system", "dark" or "light". reduced_motion: "yes" or "no".
    """

    device: str | None = None
    quantum: str = "beat"
    soundfont: str | None = None
    folder: str | None = None
    appearance: str | None = None
    reduced_motion: str | None = None


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
    known = {f.name: found[f.name] for f in fields(Settings) if isinstance(found.get(f.name), str)}
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
