"""The card around a pad: heading, small buttons, and a line below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import Card
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.pad import Pad

_ASIDE = 10
_HEADING, _FOOT = 32, 32

OPENING = translate("PadCard", "The songbook is being opened. The pads follow.")
MISSING = translate(
    "PadCard", "Without a songbook nothing moves here. Playing, editing and exporting work."
)


class PadCard(Card):
    """A pad with its name above it.

    Args:
        help_: what the pad is for. tip: beside the name.
    """

    def __init__(
        self, look: Look, pad: Pad, help_: words.Help, tip: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self.pad = pad
        self.title = Label(look, help_.name, weight=600, parent=self)
        self.tip = Label(look, tip, ink="text3", size=SECONDARY, parent=self)
        self._heading = QHBoxLayout()
        self._foot = QHBoxLayout()
        pad.setParent(self)
        pad.name_as(help_.name)
        pad.setToolTip(help_.tip)
        self._help = help_
        self.explain(help_.sentence)
        self._lay_out()

    def explain(self, sentence: str) -> None:
        """Says in the status line, and to screen readers, what the pad does now."""
        self.pad.setAccessibleDescription(sentence)
        self.pad.setStatusTip(
            translate("PadCard", "{name}\n{sentence}.   Arrows: move   ·   L: lock").format(
                name=self._help.name, sentence=sentence
            )
        )

    def _lay_out(self) -> None:
        self._heading.setContentsMargins(_ASIDE + 2, 0, 6, 0)
        self._heading.setSpacing(0)
        self._heading.addWidget(self.title)
        self._heading.addSpacing(8)
        self._heading.addWidget(self.tip, 1)
        self._foot.setContentsMargins(_ASIDE + 2, 0, 6, 0)
        self._foot.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, height in ((self._heading, _HEADING), (None, 0), (self._foot, _FOOT)):
            if row is None:
                middle = QHBoxLayout()
                middle.setContentsMargins(_ASIDE, 0, _ASIDE, 0)
                middle.addWidget(self.pad)
                column.addLayout(middle, 1)
                continue
            box = QWidget(self)
            box.setFixedHeight(height)
            box.setLayout(row)
            column.addWidget(box)

    def add_tool(self, icon: str, help_: words.Help, *, latch: bool = False) -> Button:
        """A small button at the end of the heading."""
        kind = Kind.LATCH if latch else Kind.QUIET
        button = Button(self._look, kind, icon=icon, parent=self, height=24)
        words.describe(button, help_)
        self._heading.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def show_lock(self, button: Button, *, locked: bool) -> None:
        """Shows on its padlock whether the pad is locked."""
        button.show_icon("lock" if locked else "unlock")
        button.setChecked(locked)
        self.pad.show_locked(locked)
