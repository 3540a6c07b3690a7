"""What the commands that write files share: reading one piece, and exporting it with a bar that shows how far."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vaecomposer.errors import ComposerError
from vaecomposer.music.piece import Piece

if TYPE_CHECKING:
    from vaecomposer.studio.export_job import ExportJob

INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells expect it."""


def read_one(path: Path) -> Piece:
    """The piece of a file: MIDI as it is opened in the studio, a score as it is written.

    Raises:
        ComposerError: it cannot be read, or holds more than one piece.
    """
    from vaecomposer.files.midi_reading import read_midi
    from vaecomposer.files.music_files import is_score, open_music

    if not is_score(path):
        return read_midi(path)
    first, *others = open_music(path)
    if others:
        raise ComposerError(
            f"{path.name} holds {len(others) + 1} tunes. Nothing was written. "
            "Save the one you want in a file of its own."
        )
    return first()


def export_with_progress(job: ExportJob, label: str) -> int:
    """Runs a job with a bar on the screen; the exit status. Ctrl+C leaves nothing behind and says so."""
    from rich.console import Console
    from rich.progress import Progress

    from vaecomposer.studio.export_job import run_export

    try:
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(label, total=1.0)
            exported = run_export(job, lambda share: bar.update(task, completed=share))
    except KeyboardInterrupt:
        sys.stderr.write(
            f"Stopped. {job.path.name} was not written, and nothing was left behind.\n"
        )
        return INTERRUPTED
    sys.stdout.write("".join(f"{path}\n" for path in exported.paths if job.stems))
    sys.stdout.write(f"{exported.sentence}\n")
    return 0
