"""Building training songs in the format ``vaecomposer-notes-1`` from a folder of music.

In the order of the work: `finding_files` lists the music of a folder; `worker_pool` reads it on all cores and
outlives files that end a process; `preparing` turns a piece into a song (with `role_tracks`, `quantising` and
`fingerprints`); `near_duplicates` and `splitting` look at all songs together; `writing` and `reporting` put the
result down. `building` calls them all.
"""

from vaecomposer.training.dataset.building import BuildOptions, build_dataset
from vaecomposer.training.dataset.outcomes import SourcePiece

__all__ = ["BuildOptions", "SourcePiece", "build_dataset"]
