"""What the commands that write files share: exporting with a bar that shows how far."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaecomposer.studio.export_job import ExportJob

INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells expect it."""


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
