"""Brings the catalogues up to date with the source: ``python -m vaecomposer.ui.language.update``.

`pyside6-lupdate` reads the calls of `translate` in the window and the studio, and the words and sentences that come
from below, which are written out for it. What is new stands in the ``.ts`` as unfinished, to be translated with Qt
Linguist (`pyside6-linguist`) or an editor; then the same command again makes the ``.qm`` that the program loads.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from vaecomposer.paths import checkout
from vaecomposer.ui.language.catalogue import LANGUAGES, SOURCE, catalogues
from vaecomposer.ui.language.domain import words
from vaecomposer.ui.language.labels import LABELS
from vaecomposer.ui.language.messages import MESSAGES

FOLDERS = ("ui", "studio")
"""Parts of the package whose calls are read."""


def sources() -> tuple[Path, ...]:
    """The files whose calls are read."""
    package = checkout() / "vaecomposer"
    return tuple(sorted(path for folder in FOLDERS for path in (package / folder).rglob("*.py")))


def from_below() -> dict[str, tuple[str, ...]]:
    """What comes from below the window, by context."""
    return {"Music": words(), "Sentences": MESSAGES, "History": LABELS}


def written_out() -> str:
    """The same as calls that `pyside6-lupdate` reads."""
    lines = [
        f'QT_TRANSLATE_NOOP("{context}", "{_escaped(text)}")'
        for context, texts in from_below().items()
        for text in texts
    ]
    return "\n".join(lines) + "\n"


def unfinished(path: Path) -> int:
    """How many messages of a ``.ts`` file wait for their translation."""
    found = ElementTree.parse(path).iter("translation")
    return sum(1 for entry in found if entry.get("type") == "unfinished" or not entry.text)


def extract(path: Path, language: str) -> None:
    """Brings a ``.ts`` up to date with the source; translations that are still wanted stay."""
    with tempfile.TemporaryDirectory() as temporary:
        marks = Path(temporary) / "from_below.py"
        marks.write_text(written_out(), encoding="utf-8")
        _run(
            "pyside6-lupdate", *map(str, sources()), str(marks), "-ts", str(path),
            "-no-obsolete", "-locations", "none", "-source-language", SOURCE, "-target-language", language,
        )  # fmt: skip


def update() -> None:
    """Updates every catalogue.

    Raises:
        FileNotFoundError: Qt's tools are not there.
        subprocess.CalledProcessError: one of them refuses.
    """
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        path = catalogues() / f"{language}.ts"
        extract(path, language)
        _run("pyside6-lrelease", str(path), "-qm", str(path.with_suffix(".qm")))
        sys.stdout.write(f"{path.name}: {unfinished(path)} messages wait for their translation\n")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _run(tool: str, *arguments: str) -> None:
    found = shutil.which(tool, path=sysconfig.get_path("scripts")) or shutil.which(tool)
    if found is None:
        raise FileNotFoundError(
            f"{tool} was not found; it comes with the package PySide6-Essentials."
        )
    subprocess.run([found, *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    update()
