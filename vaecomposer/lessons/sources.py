"""From files of music to training songs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from vaecomposer.files.music_files import MUSIC_SUFFIXES, is_score, open_music
from vaecomposer.music.piece import Piece
from vaecomposer.training.dataset import BuildOptions, SourcePiece, build_dataset
from vaecomposer.training.dataset.reporting import Report
from vaecomposer.training.dataset.writing import SourceCard


def open_sources(path: Path) -> Iterator[Callable[[], SourcePiece]]:
    """A file's pieces for a data set. Worker processes import this by its name."""
    for piece in open_music(path):
        yield partial(_source_piece, path, piece)


def _source_piece(path: Path, piece: Callable[[], Piece]) -> SourcePiece:
    return SourcePiece(piece(), is_score=is_score(path))


def read_own_music(
    folder: Path, output: Path, name: str, valid: float, progress: Callable[[int, int], None]
) -> Report:
    """Reads a musician's folder on half of the processor, which is theirs, and writes its songs to `output`.

    Raises:
        DataError: the folder is missing or holds no music, or the output cannot be written.
    """
    card = SourceCard(name, "the musician's own", "A")
    workers = max(1, (os.cpu_count() or 1) // 2)
    options = BuildOptions(card, valid=valid, workers=workers)
    output.parent.mkdir(parents=True, exist_ok=True)
    return build_dataset(folder, output, MUSIC_SUFFIXES, open_sources, options, progress)
