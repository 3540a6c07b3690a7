"""The one typeface, Inter, in the few sizes and weights of the studio, with figures of one width."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from vaecomposer.paths import resources

SECONDARY, BODY, NAME, TITLE, LARGE = 11, 12, 13, 16, 20
"""Sizes in logical pixels."""

KEY_NAME = 9
"""Size of the key names in the roll, which the tooltip repeats."""

_FAMILY = "Inter"


def load_fonts() -> str:
    """Registers the bundled fonts and returns the family to use; the system's font if they are missing."""
    found = False
    for path in sorted((resources() / "fonts").glob("Inter*.[ot]tf")):
        found = QFontDatabase.addApplicationFont(str(path)) >= 0 or found
    return _FAMILY if found else QGuiApplication.font().family()


class Fonts:
    """Makes fonts of the studio's family. Qt shares them, so making them anew is cheap but not free."""

    def __init__(self) -> None:
        self._family = load_fonts()
        self._made = cache(self._make)

    def of(self, size: int = BODY, weight: int = 400, spacing: float = 0.0) -> QFont:
        """A font of `size` logical pixels, weight 400, 500 or 600, letters `spacing` px further apart."""
        return self._made(size, weight, spacing)

    def _make(self, size: int, weight: int, spacing: float) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(size)
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("tnum"), 1)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        return font
