"""The musician's own presets: a small versioned JSON file."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import platformdirs

from vaecomposer.music.mix import TrackMix
from vaecomposer.session.presets import Presets

VERSION = 1


def presets_path() -> Path:
    """Where this user's presets lie."""
    return Path(platformdirs.user_config_dir("vaecomposer", appauthor=False)) / "presets.json"


def load_presets(path: Path | None = None) -> tuple[Presets, str]:
    """The presets; none and a sentence if the file is damaged or newer, which is then put aside."""
    target = path or presets_path()
    try:
        found = json.loads(target.read_text(encoding="utf-8"))
        if not isinstance(found, dict) or found.get("version") != VERSION:
            raise ValueError("version")
        return _read(found), ""
    except FileNotFoundError:
        return Presets(), ""
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Presets(), (
            "Your presets could not be read; the file was kept beside a new one. Presets of the program "
            "work."
        )


def save_presets(presets: Presets, path: Path | None = None) -> str:
    """Keeps the presets, in one move; "" if that was done, else a sentence."""
    target = path or presets_path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if load_presets(target)[1]:
            target.replace(target.with_suffix(".kept"))
        temporary = target.with_suffix(".tmp")
        temporary.write_text(json.dumps(_written(presets), indent=1), encoding="utf-8")
        temporary.replace(target)
    except OSError as why:
        return f"The preset could not be kept on disk ({why.strerror}). It works until you quit."
    return ""


def _written(presets: Presets) -> dict[str, Any]:
    return {
        "version": VERSION,
        "sliders": {name: dict(values) for name, values in presets.sliders},
        "mixes": {
            name: {role: asdict(mix) for role, mix in roles} for name, roles in presets.mixes
        },
        "progressions": dict(presets.progressions),
        "forms": dict(presets.forms),
    }


def _read(found: dict[str, Any]) -> Presets:
    known = {field.name for field in fields(TrackMix)}
    return Presets(
        tuple(
            (str(name), tuple((str(slider), float(value)) for slider, value in values.items()))
            for name, values in found["sliders"].items()
        ),
        tuple(
            (
                str(name),
                tuple(
                    (str(role), _mix({k: v for k, v in mix.items() if k in known}))
                    for role, mix in roles.items()
                ),
            )
            for name, roles in found["mixes"].items()
        ),
        tuple((str(name), str(text)) for name, text in found["progressions"].items()),
        tuple((str(name), str(text)) for name, text in found["forms"].items()),
    )


def _mix(found: dict[str, Any]) -> TrackMix:
    return TrackMix(
        volume=max(0.0, min(2.0, float(found.get("volume", 1.0)))),
        pan=max(-1.0, min(1.0, float(found.get("pan", 0.0)))),
        mute=bool(found.get("mute", False)),
        solo=bool(found.get("solo", False)),
    )
