"""Finding SoundFonts: the one that comes with the program's packages, and those of the system."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path

from vaecomposer.errors import SynthError

SOUNDFONT_SUFFIXES = (".sf2", ".sf3")

_BUNDLED = "TimGM6mb.sf2"
_FOLDERS_LINUX = (
    "/usr/share/sounds/sf2",
    "/usr/share/sounds/sf3",
    "/usr/share/soundfonts",
    "/usr/local/share/soundfonts",
    "/usr/local/share/sounds/sf2",
    "~/.local/share/soundfonts",
    "~/.sounds/sf2",
)
_FOLDERS_MACOS = ("~/Library/Audio/Sounds/Banks", "/Library/Audio/Sounds/Banks")
_FOLDERS_WINDOWS = ("C:/soundfonts", "~/Documents/SoundFonts", "~/Music/SoundFonts")


def bundled_soundfont() -> Path | None:
    """The General MIDI SoundFont inside the installed pretty_midi package, or None.

    pretty_midi is located but not imported: importing it costs a second, and only `files` may.
    """
    try:
        spec = importlib.util.find_spec("pretty_midi")
    except (ImportError, ValueError):
        return None
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / _BUNDLED
    return path if path.is_file() else None


def system_folders() -> tuple[Path, ...]:
    """The folders where this system usually keeps SoundFonts; they need not exist."""
    if sys.platform == "win32":
        names: tuple[str, ...] = _FOLDERS_WINDOWS
    elif sys.platform == "darwin":
        names = _FOLDERS_MACOS
    else:
        names = _FOLDERS_LINUX
    return tuple(Path(name).expanduser() for name in names)


def find_soundfonts(folders: Iterable[Path] | None = None) -> tuple[Path, ...]:
    """All SoundFonts at hand, the bundled one first, then by folder and name, each file once.

    Args:
        folders: where to look besides the bundled one; the system's usual folders if None.
    """
    bundled = bundled_soundfont()
    found = [bundled] if bundled is not None else []
    for folder in system_folders() if folders is None else folders:
        try:
            names = sorted(folder.iterdir())
        except OSError:
            continue  # a folder that is missing or not ours to read has nothing to offer
        found += [p for p in names if p.suffix.lower() in SOUNDFONT_SUFFIXES and p.is_file()]
    # Debian links default-GM.sf2 to the real file: two names, one sound.
    unique = {path.resolve(): path for path in reversed(found)}
    return tuple(path for path in found if unique[path.resolve()] is path)


def default_soundfont() -> Path:
    """The SoundFont used unless the user chooses one.

    Raises:
        SynthError: there is none on this computer.
    """
    found = find_soundfonts()
    if not found:
        raise SynthError(
            "No SoundFont was found on this computer, so there is no instrument to play with. "
            "Editing and MIDI export work. Choose an .sf2 or .sf3 file in the sound settings."
        )
    return found[0]
