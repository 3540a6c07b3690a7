"""A folder of music becomes one file of training songs."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from vaecomposer.errors import DataError
from vaecomposer.music.piece import Role
from vaecomposer.music.style import STYLES
from vaecomposer.training.dataset.finding_files import find_music
from vaecomposer.training.dataset.near_duplicates import find_kin
from vaecomposer.training.dataset.outcomes import Dropped, DropReason, Found
from vaecomposer.training.dataset.reporting import Report
from vaecomposer.training.dataset.splitting import split_songs
from vaecomposer.training.dataset.worker_pool import SECONDS_A_PIECE, Reader, read_files
from vaecomposer.training.dataset.writing import SourceCard, write_songs


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a data set is built.

    Attributes:
        card: what is said of all songs.
        valid, test: shares of songs kept for validation and test.
        seed: of the split.
        workers: processes; all cores if None.
        seconds: given to each piece.

    Raises:
        DataError: a share, the style, the class or the number of workers is impossible.
    """

    card: SourceCard
    valid: float = 0.06
    test: float = 0.0
    seed: int = 1
    workers: int | None = None
    seconds: float = SECONDS_A_PIECE

    def __post_init__(self) -> None:
        if self.valid < 0 or self.test < 0 or not self.valid + self.test < 1:
            raise DataError("The shares for validation and test go from 0 to 1, together below 1.")
        if self.card.style is not None and self.card.style not in STYLES:
            raise DataError(f"{self.card.style} is no style I know; there are {', '.join(STYLES)}.")
        if self.card.licence_class not in ("A", "B"):
            raise DataError("The class is A (songs may be named) or B (they may not).")
        if self.workers is not None and self.workers < 1:
            raise DataError("At least one worker is needed.")


def build_dataset(
    folder: Path,
    output: Path,
    suffixes: Collection[str],
    read: Reader,
    options: BuildOptions,
    progress: Callable[[int, int], None] = lambda _done, _files: None,
) -> Report:
    """Reads a folder and writes its songs. Broken files are reported and stop nothing.

    Args:
        folder: with music, at any depth.
        output: the ``.npz`` file to write; not written if no song is left.
        suffixes: endings of the files to read.
        read: reads one file; a function that a new process can import.
        options: how.
        progress: called with how many files are done, and of how many.

    Raises:
        DataError: the folder is missing or holds no music, or the output cannot be written.
    """
    contents = find_music(folder, suffixes)
    if not contents.music:
        raise DataError(f"{folder} holds no music ({', '.join(sorted(suffixes))}).")
    named = [(path, path.relative_to(folder).as_posix()) for path in contents.music]
    outcomes = read_files(
        named,
        read,
        workers=options.workers or os.cpu_count() or 1,
        seconds=options.seconds,
        progress=lambda done: progress(done, len(named)),
    )
    songs = [outcome for outcome in outcomes if isinstance(outcome, Found)]
    dropped = [outcome for outcome in outcomes if isinstance(outcome, Dropped)]
    kinship = find_kin(
        [found.song.fingerprint for found in songs],
        sorted(range(len(songs)), key=lambda i: _completeness(songs[i])),
    )
    for song, instead in sorted(kinship.duplicate_of.items()):
        detail = f"It is much the same as {songs[instead].name}."
        dropped.append(Dropped(songs[song].name, DropReason.DUPLICATE, detail))
    splits = split_songs(
        [found.song.digest for found in songs],
        kinship.cluster,
        valid=options.valid,
        test=options.test,
        seed=options.seed,
    )
    keep = [i for i in range(len(songs)) if i not in kinship.duplicate_of]
    sizes = Counter(kinship.cluster[i] for i in keep)
    groups = [songs[c].name if sizes[c] > 1 else None for c in (kinship.cluster[i] for i in keep)]
    report = Report(
        files=len(contents.music),
        others=contents.others,
        songs=tuple(songs[i] for i in keep),
        splits=tuple(splits[i] for i in keep),
        clusters=tuple(groups),
        dropped=tuple(dropped),
    )
    if report.songs:
        write_songs(output, report.songs, report.splits, report.clusters, options.card)
    return report


def _completeness(found: Found) -> tuple[bool, int, int, str]:
    """Sorts the song to be kept of several alike first: in time, most parts, most notes, then by name."""
    roles = {track.role for track in found.song.tracks} - {Role.OTHER}
    return found.song.loose_timing, -len(roles), -found.song.notes, found.name
