"""What evaluation needs of the training songs when they are absent, kept beside the model.

``<model>.evaluation.safetensors`` holds the spread of the named attributes, the classifiers of mode and
style, and hashes of all 4-bar training melodies: nothing from which a note could be had back.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from vaecomposer.errors import SongbookError
from vaecomposer.evaluation.classifiers import train_classifiers
from vaecomposer.evaluation.copying import Hashes, training_hashes
from vaecomposer.music.attributes import COLUMNS, Statistics
from vaecomposer.training.attribute_statistics import attribute_statistics
from vaecomposer.training.songs import SongBars

VERSION = 1
"""Raised whenever the classifiers' features or the hashes change their meaning."""


@dataclass(frozen=True, slots=True)
class References:
    """What is known of the training songs.

    Attributes:
        statistics: of the named attributes over 4-bar phrases.
        hashes: of the training melodies, sorted (see `copying`); their chance of a false find is
            ``len(hashes) / 2**32`` a melody, about 0.003 %.
        classifiers: weights (see `classifiers`); empty if there were too few songs.
    """

    statistics: Statistics
    hashes: Hashes
    classifiers: dict[str, npt.NDArray[np.float32]]


def build_references(songs: SongBars) -> References:
    """Measures the songs that are not kept for validation."""
    statistics, _ = attribute_statistics(songs)
    return References(statistics, training_hashes(songs), train_classifiers(songs))


def references_path(model: Path) -> Path:
    """Where the references of a model lie."""
    return model.with_suffix(".evaluation.safetensors")


def save_references(references: References, path: Path) -> None:
    """Writes them, about a megabyte."""
    tensors: dict[str, npt.NDArray[np.generic]] = {
        "version": np.array([VERSION], np.int32),
        "attributes.mean": references.statistics.mean.astype(np.float64),
        "attributes.spread": references.statistics.spread.astype(np.float64),
        "melodies": references.hashes.astype(np.uint32).view(np.int32),
    }
    tensors |= {
        f"classifier.{name}": np.ascontiguousarray(x, np.float32)
        for name, x in references.classifiers.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    save_file(tensors, temporary)
    temporary.replace(path)


def load_references(path: Path) -> References | None:
    """Reads them; None where there are none.

    Raises:
        SongbookError: damaged, or of another version.
    """
    if not path.exists():
        return None
    try:
        tensors = load_file(path)
        version = int(tensors["version"][0])
        statistics = Statistics(tensors["attributes.mean"], tensors["attributes.spread"])
        hashes = tensors["melodies"].view(np.uint32)
    except (SafetensorError, OSError, ValueError, KeyError) as why:
        raise SongbookError(f"{path.name}, which evaluation needs, is damaged.") from why
    if version != VERSION or statistics.mean.shape != (COLUMNS,):
        raise SongbookError(f"{path.name} was made for another version of the program.")
    prefix = "classifier."
    classifiers = {k.removeprefix(prefix): x for k, x in tensors.items() if k.startswith(prefix)}
    return References(statistics, hashes, classifiers)


def write_references(model: Path, songs: SongBars) -> Path:
    """Measures training songs and keeps the result beside a model; where it lies."""
    path = references_path(model)
    save_references(build_references(songs), path)
    return path
