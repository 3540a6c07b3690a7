"""Learning a songbook from the musician's own music, as the studio sees it: what is asked for, and what is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be learned.

    Attributes:
        folder: of the music, with folders inside it.
        name: what the songbook will be called.
        target: where it will lie (``.safetensors``).
        base: the songbook it begins from, and whose sliders it keeps.
        minutes: how long it may learn at most.
    """

    folder: Path
    name: str
    target: Path
    base: Path
    minutes: float


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found in the folder.

    Attributes:
        songs: that it learns from. phrases: of four bars in them.
        skipped: files that it does not learn from, each with the reason in words.
    """

    songs: int
    phrases: int
    skipped: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Going:
    """How far learning is.

    Attributes:
        share: of the time, 0..1. seconds_left: at most.
    """

    share: float
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Judged:
    """How well it plays back what it has not heard.

    Attributes:
        share: of the time that has passed, 0..1.
        notes_right: share of notes played back right in the songs kept apart, 0..1.
        surprise: nats of a bar of those songs, over those of the songbook it began from; 1 at first, less is better.
    """

    share: float
    notes_right: float
    surprise: float


@dataclass(frozen=True, slots=True)
class Written:
    """A songbook has been written.

    Attributes:
        path: of its weights.
        notes_right, surprise: see `Judged`. before: notes right of the songbook it began from.
        final: whether learning is over, or this is only what it has learned so far.
    """

    path: Path
    notes_right: float
    before: float
    surprise: float
    final: bool


class Wish(StrEnum):
    """What the musician asks of learning while it goes on."""

    PAUSE = "pause"
    GO_ON = "go on"
    HEAR = "hear"
    """Write what is learned so far, and go on."""
    KEEP = "keep"
    """Stop here, and write what is learned."""
    LEAVE = "leave"
    """Stop and write nothing. The same folder goes on from there another time."""


def so_far(target: Path) -> Path:
    """Where a songbook is written that is only to be heard, while learning goes on."""
    return target.with_name(f"{target.stem} so far{target.suffix}")
