"""What the knobs of each MIDI controller move: a small versioned JSON file for each."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import platformdirs

from vaecomposer.live.controllers import Control, ControllerMap, Kind

VERSION = 1

_HIGHEST = {Kind.CC7: 127, Kind.CC14: 31, Kind.BEND: 0, Kind.NOTE: 127}


def controller_folder() -> Path:
    """Where this user's controllers are remembered."""
    return Path(platformdirs.user_config_dir("vaecomposer", appauthor=False)) / "controllers"


def controller_file(port: str, folder: Path | None = None) -> Path:
    """The file of one controller: its port's name where a file name allows it, and a sum of it."""
    readable = re.sub(r"[^A-Za-z0-9]+", "-", port).strip("-").lower()[:40] or "controller"
    # Two names may differ only in what a file name does not allow.
    return (folder or controller_folder()) / f"{readable}-{_sum(port)}.json"


def load_controller_map(port: str, folder: Path | None = None) -> tuple[ControllerMap, str]:
    """What the knobs of a controller move.

    Args:
        port: name of its MIDI input.
        folder: where to look; this user's by default.

    Returns:
        The map, empty if none was saved or it cannot be used; and then a sentence, else "".
    """
    path = controller_file(port, folder)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ControllerMap(port), ""
    except (OSError, ValueError, RecursionError):
        return ControllerMap(port), _unusable(port, "is damaged")
    if not isinstance(found, dict) or type(found.get("version")) is not int:
        return ControllerMap(port), _unusable(port, "is damaged")
    if found["version"] > VERSION:
        return ControllerMap(port), _unusable(port, "comes from a newer VAE Composer")
    read = _map_of(port, found)
    return (ControllerMap(port), _unusable(port, "is damaged")) if read is None else (read, "")


def save_controller_map(controller: ControllerMap, folder: Path | None = None) -> str:
    """Remember a controller's map, in one move.

    A file there that this version cannot read is put aside under the ending .kept, not lost.

    Returns:
        "" if that was done, else a sentence; the map then holds until the program ends.
    """
    path = controller_file(controller.port, folder)
    bindings = [
        {"kind": c.kind.value, "channel": c.channel, "number": c.number, "target": target}
        for c, target in controller.bindings
    ]
    text = json.dumps({"version": VERSION, "port": controller.port, "bindings": bindings}, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if load_controller_map(controller.port, folder)[1]:
            path.replace(path.with_suffix(".kept"))
        temporary = path.with_suffix(".tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError:
        return (
            f"What {controller.port} moves could not be saved. It holds until you leave the program. "
            f"Make room on the disk or allow writing to {path.parent}, then learn a knob again."
        )
    return ""


def _map_of(port: str, found: dict[str, Any]) -> ControllerMap | None:
    """The map in a file of this version; None if anything in it is not what we write."""
    bindings = found.get("bindings")
    if found.get("port") != port or not isinstance(bindings, list):
        return None
    controller = ControllerMap(port)
    for entry in bindings:
        control = _control_of(entry)
        if control is None:
            return None
        controller = controller.with_binding(control, entry["target"])
    return controller


def _control_of(entry: object) -> Control | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("target"), str):
        return None
    channel, number = entry.get("channel"), entry.get("number")
    if type(channel) is not int or type(number) is not int:
        return None
    try:
        kind = Kind(entry["kind"])
    except (KeyError, TypeError, ValueError):
        return None
    if not 0 <= channel <= 15 or not 0 <= number <= _HIGHEST[kind]:
        return None
    return Control(kind, channel, number)


def _sum(port: str) -> str:
    return hashlib.sha256(port.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _unusable(port: str, why: str) -> str:
    return (
        f"What {port} moves was not taken over: its file {why}. Your music is safe. "
        "Learn the knobs again, and the file is put aside."
    )
