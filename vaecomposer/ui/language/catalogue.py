"""The catalogue of the window's words, and the language they are shown in.

The language is chosen once, when the first word is asked for, which is while the window's modules are imported: so
tables of a module may be translated where they stand. Another choice takes effect at the next start.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from vaecomposer.paths import resources
from vaecomposer.settings import load_settings

SOURCE = "en"
"""The language of the sentences in the source."""

LANGUAGES = {SOURCE: "English", "zh_CN": "简体中文"}
"""What can be chosen, each in its own words."""

VARIABLE = "VAECOMPOSER_LANGUAGE"
"""Environment variable that goes before the setting; for tests, and for trying a language."""


def catalogues() -> Path:
    """Folder of the catalogues: ``.ts`` for people, ``.qm`` for the program."""
    return resources() / "languages"


class Catalogue:
    """The words of one language. Without a file, and for what it does not hold, the English ones."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._translator = QTranslator()
        self._known: dict[tuple[str, str], str] = {}
        self._is_source = language == SOURCE or not self._translator.load(
            str(catalogues() / f"{language}.qm")
        )

    @property
    def is_source(self) -> bool:
        """Whether all its words are those of the source."""
        return self._is_source

    def translate(self, context: str, text: str) -> str:
        """A text of the source in this language; itself if it is not known."""
        if self._is_source:
            return text
        key = context, text
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._translator.translate(context, text) or text
        return found

    def install(self, application: QCoreApplication) -> None:
        """Lets Qt's own dialogs speak this language too, as far as Qt knows it."""
        if self._is_source:
            return
        qt = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if qt.load(f"qtbase_{self.language}", folder):
            application.installTranslator(qt)
        application.installTranslator(self._translator)


def system_language() -> str:
    """The first of the system's languages that there is a catalogue for; else that of the source."""
    for tag in QLocale.system().uiLanguages():
        locale = QLocale(tag)
        if locale.language() == QLocale.Language.English:
            return SOURCE
        if (
            locale.language() == QLocale.Language.Chinese
            and locale.script() == QLocale.Script.SimplifiedHanScript
        ):
            return "zh_CN"
    return SOURCE


def chosen_language() -> str:
    """The language this start shows: the variable's, else the musician's choice, else the system's."""
    for wish in (os.environ.get(VARIABLE, ""), load_settings().language):
        if wish in LANGUAGES:
            return wish
    return system_language()


@cache
def catalogue() -> Catalogue:
    """The catalogue of this start."""
    return Catalogue(chosen_language())


def translate(context: str, text: str) -> str:
    """A text of the source as the window shows it.

    `pyside6-lupdate` extracts the calls, if they have two plain strings and nothing else. Values are put into fields
    after the look-up: ``translate("Takes", "{count} kept").format(count=3)``.

    Args:
        context: the part of the window, under which translators find it.
        text: in English.
    """
    return catalogue().translate(context, text)


def listed(*parts: str) -> str:
    """Words in a row, such as ``Density, slider, plus 12``; empty ones are left out."""
    return translate("Catalogue", ", ").join(part for part in parts if part)
