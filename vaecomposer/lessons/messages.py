"""What the studio and a lesson's process say to each other, as JSON knows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vaecomposer.training.lesson import Gathered, Going, Judged, Lesson, Written


def written_lesson(lesson: Lesson) -> dict[str, Any]:
    """The first message: what is asked for."""
    return {
        "folder": str(lesson.folder),
        "name": lesson.name,
        "target": str(lesson.target),
        "base": str(lesson.base),
        "minutes": lesson.minutes,
    }


def read_lesson(message: dict[str, Any]) -> Lesson:
    """The opposite."""
    path = {name: Path(message[name]) for name in ("folder", "target", "base")}
    return Lesson(path["folder"], message["name"], path["target"], path["base"], message["minutes"])


def written_news(news: Gathered | Going | Judged | Written) -> dict[str, Any]:
    """News as JSON knows it."""
    if isinstance(news, Gathered):
        skipped = [list(pair) for pair in news.skipped]
        return {"gathered": [news.songs, news.phrases, skipped]}
    if isinstance(news, Going):
        return {"going": [news.share, news.seconds_left]}
    if isinstance(news, Judged):
        return {"judged": [news.share, news.notes_right, news.surprise]}
    return {"written": [str(news.path), news.notes_right, news.before, news.surprise, news.final]}


def read_news(message: dict[str, Any]) -> Gathered | Going | Judged | Written | None:
    """The opposite; None for any other message.

    Raises:
        ValueError, TypeError: the message is damaged.
    """
    if "gathered" in message:
        songs, phrases, skipped = message["gathered"]
        return Gathered(songs, phrases, tuple((name, why) for name, why in skipped))
    if "going" in message:
        return Going(*message["going"])
    if "judged" in message:
        return Judged(*message["judged"])
    if "written" in message:
        path, *rest = message["written"]
        return Written(Path(path), *rest)
    return None
