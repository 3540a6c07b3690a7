"""The dock under the roll: takes above, the song below."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vaecomposer.ui.dock.song import SongCard
from vaecomposer.ui.dock.takes import TakesCard
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES


class Dock(QWidget):
    """What is kept and built."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes = TakesCard(look, self)
        self.song = SongCard(look, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZES.gutter)
        column.addWidget(self.takes)
        column.addWidget(self.song)
        self.fit(compact=False)

    def fit(self, *, compact: bool, roomy: bool = False) -> None:
        """Takes less room in a narrow window, and more in a very wide one."""
        self.takes.fit(compact=compact, roomy=roomy)
        self.song.fit(compact=compact)
