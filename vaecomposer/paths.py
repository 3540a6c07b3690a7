"""Where the program finds what it ships: `resources/` and `models/`. Standard library only."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """A shipped folder: inside the package when installed from a wheel, else beside it in the checkout."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Folder of icons, fonts, themes, presets and demo MIDI."""
    return _shipped("resources")


def models() -> Path:
    """Folder of weights and their cards."""
    return _shipped("models")


def checkout() -> Path:
    """Folder of the whole source, of which an installed program has only the package."""
    return _PACKAGE.parent
