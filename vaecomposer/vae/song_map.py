"""The map: the training songs on a plane, where new pieces lie on it, and the music of a place.

A file of its own beside the songbook (``studio.map.safetensors`` beside ``studio.safetensors``). Of every song it
holds the place, the style, the song latent along the songs' principal axes in whole numbers of 8 bits, and the name
where it may be named. No notes, and none can be made of it but by composing anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file
from torch import Tensor

from vaecomposer.generation.api import SongMap
from vaecomposer.music.style import STYLES

Floats = npt.NDArray[np.float32]
Place = tuple[float, float]

SUFFIX = ".map.safetensors"
VERSION = 1
MIDDLE: Place = (0.5, 0.5)

NEIGHBOURS = 10
"""Songs that say where a new piece lies."""

NEAR = 0.06
"""Distance on the plane within which neighbours agree; a piece between two clouds lies in one, not between."""

HEARD = 8
"""Songs nearest to a place, of which its music is a mixture."""

_GRID = 65_535


@dataclass(frozen=True, slots=True)
class SongPlaces:
    """The training songs on the plane and in latent space.

    Attributes:
        places: (n, 2), 0..1. styles: (n,) 1 + index in `STYLES`, 0 for none. names: "" where unnamed.
        latents: (n, k), song latents along `axes` from `mean`, in units of `scale`.
        axes: (k, SONG). scale: (k,). mean, spread: (SONG,) of the songs' latents.
    """

    places: Floats
    styles: npt.NDArray[np.uint8]
    names: tuple[str, ...]
    latents: npt.NDArray[np.int8]
    axes: Floats
    scale: Floats
    mean: Floats
    spread: Floats

    @property
    def map(self) -> SongMap:
        """What the window draws."""
        return SongMap(
            tuple((x, y) for x, y in self.places.astype(float).round(5).tolist()),
            tuple(STYLES[s - 1] if s else "" for s in self.styles.tolist()),
            self.names,
        )

    def place_of(self, song: Tensor) -> Place:
        """Where music with a song latent (SONG,) lies: among the songs nearest to it in latent space."""
        if not len(self.places):
            return MIDDLE
        point = (song.detach().cpu().numpy().astype(np.float32) - self.mean) @ self.axes.T
        square = ((self.latents * self.scale - point) ** 2).sum(1)
        near = np.argsort(square, kind="stable")[:NEIGHBOURS]
        # The nearest count most, and one that is the very song alone.
        weight = np.exp(
            -4.5 * (square[near] - square[near[0]]) / max(float(square[near[-1]]), 1e-9)
        )
        there = self.places[near].astype(np.float64)
        apart = ((there[:, None] - there) ** 2).sum(-1)
        crowd = np.exp(-apart / (2 * NEAR**2)) @ weight
        weight = weight * (apart[int(crowd.argmax())] < (2 * NEAR) ** 2)
        x, y = (weight @ there / weight.sum()).tolist()
        return x, y

    def song_at(self, place: Place) -> tuple[Tensor, str | None]:
        """The song latent (SONG,) of a place, a mixture of those of the nearest songs, and their style.

        Mixed latents would be shorter than those of any song, and the music paler: their length is given back.
        """
        apart = ((self.places - np.array(place, np.float32)) ** 2).sum(1).astype(np.float64)
        near = np.argsort(apart, kind="stable")[:HEARD]
        weight = np.exp(-2 * apart[near] / max(float(apart[near[-1]]), 1e-9))
        weight = weight / weight.sum()
        points = self.latents[near] * self.scale
        mixed = weight @ points
        length = float(weight @ np.linalg.norm(points, axis=1))
        mixed = mixed * min(1.5, length / max(float(np.linalg.norm(mixed)), 1e-6))
        song = self.mean + mixed @ self.axes
        votes = np.bincount(self.styles[near], weight, len(STYLES) + 1)
        style = int(votes.argmax())
        return torch.from_numpy(song.astype(np.float32)), STYLES[style - 1] if style else None


def map_file(songbook: Path) -> Path:
    """Where the map of a songbook lies."""
    return songbook.with_suffix(SUFFIX)


def save_song_map(songs: SongPlaces, path: Path) -> None:
    """Writes a map."""
    tensors = {
        "version": np.array([VERSION], np.int32),
        "places": np.rint(songs.places * _GRID).astype(np.uint16),
        "styles": songs.styles,
        "names": np.frombuffer("\n".join(songs.names).encode("utf-8"), np.uint8),
        "latents": songs.latents,
        "axes": songs.axes,
        "scale": songs.scale,
        "mean": songs.mean,
        "spread": songs.spread,
    }
    temporary = path.with_suffix(".tmp")
    save_file({name: np.ascontiguousarray(array) for name, array in tensors.items()}, temporary)
    temporary.replace(path)


def load_song_map(path: Path, width: int) -> SongPlaces | None:
    """The map in a file; None if there is none, or none that can be used: a songbook composes without it.

    Args:
        path: of the map. width: numbers in the songbook's song latent.
    """
    try:
        found = load_file(path)
        names = tuple(found["names"].tobytes().decode("utf-8").split("\n"))
        songs = SongPlaces(
            (found["places"].astype(np.float32) / _GRID).astype(np.float32),
            found["styles"],
            names,
            found["latents"],
            found["axes"],
            found["scale"],
            found["mean"],
            found["spread"],
        )
        usable = int(found["version"][0]) == VERSION and _fits(songs, width)
    except (SafetensorError, OSError, ValueError, KeyError, IndexError, TypeError):
        return None
    return songs if usable else None


def _fits(songs: SongPlaces, width: int) -> bool:
    """Whether all tables of a map belong together."""
    n, axes = len(songs.names), len(songs.scale)
    shapes: list[tuple[npt.NDArray[Any], tuple[int, ...]]] = [
        (songs.places, (n, 2)),
        (songs.styles, (n,)),
        (songs.latents, (n, axes)),
        (songs.axes, (axes, width)),
        (songs.scale, (axes,)),
        (songs.mean, (width,)),
        (songs.spread, (width,)),
    ]
    if not all(array.shape == shape for array, shape in shapes):
        return False
    if songs.styles.dtype != np.uint8 or songs.latents.dtype != np.int8:
        return False
    floats = (songs.places, songs.axes, songs.scale, songs.mean, songs.spread)
    sound = all(array.dtype == np.float32 and np.isfinite(array).all() for array in floats)
    return sound and bool((songs.places <= 1).all() and (songs.styles <= len(STYLES)).all())
