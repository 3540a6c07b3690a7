"""What became of a folder: figures for the screen, and every dropped file by name for the report's file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from vaecomposer.errors import DataError
from vaecomposer.training.dataset.outcomes import Dropped, DropReason, Found

EXAMPLES = 3
"""Dropped files named on the screen for each reason."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found and what became of it.

    Attributes:
        files: files of music found.
        others: files that are something else.
        songs: what was kept, with their splits in `splits`.
        splits: ``train``, ``valid`` or ``test`` of each song.
        clusters: for each song the name of the group it shares a tune with, or None.
        dropped: everything left out.
    """

    files: int
    others: int
    songs: tuple[Found, ...]
    splits: tuple[str, ...]
    clusters: tuple[str | None, ...]
    dropped: tuple[Dropped, ...]

    @property
    def loose(self) -> tuple[str, ...]:
        """Songs that keep to no beat: written, but left out of training."""
        return tuple(found.name for found in self.songs if found.song.loose_timing)

    def counts(self) -> dict[str, dict[str, int]]:
        """Songs, bars, tracks and so on by kind."""
        songs = [found.song for found in self.songs]
        bars: Counter[str] = Counter()
        for song in songs:
            bars.update(song.bars)
        return {
            "splits": dict(Counter(self.splits)),
            "bars": dict(sorted(bars.items())),
            "tracks": dict(Counter(t.role.value for s in songs for t in s.tracks)),
            "metre": dict(Counter(song.metre_how for song in songs)),
            "key": dict(Counter(song.key_how for song in songs)),
            "chords": dict(Counter(song.chords_how for song in songs)),
            "dropped": dict(Counter(item.reason.value for item in self.dropped)),
        }

    def as_json(self) -> dict[str, Any]:
        """The whole report, every file by name."""
        return {
            "files": self.files,
            "other_files": self.others,
            "songs": len(self.songs),
            "notes": sum(found.song.notes for found in self.songs),
            "hours": round(sum(found.song.seconds for found in self.songs) / 3600, 3),
            "counts": self.counts(),
            "loose_timing": list(self.loose),
            "dropped": [
                {"file": d.name, "reason": d.reason.value, "detail": d.detail} for d in self.dropped
            ],
            "kept": [
                {
                    "file": found.name,
                    "split": split,
                    "shares_a_tune_with": cluster,
                    "roles": [track.role.value for track in found.song.tracks],
                    "keys": [list(key) for key in found.song.keys],
                    "metres": [[tick, str(metre)] for tick, metre in found.song.metres],
                    "notes": found.song.notes,
                }
                for found, split, cluster in zip(
                    self.songs, self.splits, self.clusters, strict=True
                )
            ],
        }


def write_report(report: Report, path: Path) -> None:
    """Writes the whole report as JSON.

    Raises:
        DataError: it could not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(report.as_json(), indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8", errors="replace")
    except OSError as why:
        raise DataError(
            f"{path.name} was not written: {(why.strerror or str(why)).lower()}."
        ) from why


def print_report(report: Report, console: Console) -> None:
    """Shows what was kept and what was dropped and why."""
    counts = report.counts()
    kept = Table(
        title=f"{len(report.songs)} songs kept of {report.files} files", title_justify="left"
    )
    kept.add_column("what")
    kept.add_column("how many")
    kept.add_row("songs", _listed(counts["splits"]))
    kept.add_row("bars", _listed(counts["bars"]))
    kept.add_row("tracks", _listed(counts["tracks"]))
    kept.add_row("metre", _listed(counts["metre"]))
    kept.add_row("key", _listed(counts["key"]))
    kept.add_row("chords", _listed(counts["chords"]))
    if report.loose:
        kept.add_row(
            "beside the beat", f"{len(report.loose)} songs, marked: training leaves them out"
        )
    if report.others:
        kept.add_row("other files", f"{report.others}, not music: passed over")
    console.print(kept)
    if not report.dropped:
        return
    lost = Table(title=f"{len(report.dropped)} left out", title_justify="left")
    lost.add_column("why")
    lost.add_column("how many", justify="right")
    lost.add_column("such as")
    for reason in DropReason:
        of_it = [item for item in report.dropped if item.reason is reason]
        if of_it:
            lost.add_row(reason.value, str(len(of_it)), _examples(of_it))
    console.print(lost)


def _listed(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {count:,}" for name, count in ordered) or "none"


def _examples(dropped: Sequence[Dropped]) -> str:
    # Square brackets in a file's name are no markup of rich's.
    shown = [f"{item.name}: {item.detail}".replace("[", "\\[") for item in dropped[:EXAMPLES]]
    return "\n".join(shown + (["..."] if len(dropped) > EXAMPLES else []))
