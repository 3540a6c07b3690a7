"""MIDI in the top row: which ports are used, whether anything arrives, and the menu to choose."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.transport.two_lines import Choices, TwoLineButton, heading, sentence

HAS_VIRTUAL_PORTS = sys.platform != "win32"
NOT_CONNECTED = translate("Midi", "not connected")
_LONGEST = 92.0
_LIT_MS = 160


@dataclass(frozen=True, slots=True)
class MidiWishes:
    """What the musician wants of MIDI.

    Attributes:
        inputs: ports to listen to. clock_outputs: ports that get the clock.
        follow: input whose clock is followed; None for our own.
        virtual: whether ports of ours are offered to other programs.
    """

    inputs: tuple[str, ...] = ()
    clock_outputs: tuple[str, ...] = ()
    follow: str | None = None
    virtual: bool = False

    @property
    def used(self) -> tuple[str, ...]:
        """Names of the ports in use, the first first."""
        names = (*self.inputs, *self.clock_outputs, *((self.follow,) if self.follow else ()))
        return tuple(dict.fromkeys(names))


class MidiButton(TwoLineButton):
    """Shows the first port in use and what it is for; a dot lights when something arrives."""

    beside = 12.0
    changed = Signal(object)  # MidiWishes
    rescan_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self._wishes = MidiWishes()
        self._inputs: tuple[str, ...] = ()
        self._outputs: tuple[str, ...] = ()
        self._trouble = ""
        super().__init__(look, _LONGEST, parent)
        words.describe(self, words.MIDI)
        self._lit = QTimer(self, singleShot=True, interval=_LIT_MS)
        self._lit.timeout.connect(self.update)
        self._refresh()

    # --- told ---------------------------------------------------------------------------------

    @property
    def is_lit(self) -> bool:
        """Whether something has just arrived."""
        return self._lit.isActive()

    def show_ports(
        self, inputs: tuple[str, ...], outputs: tuple[str, ...], trouble: str = ""
    ) -> None:
        """Offers the ports there are; a sentence if there can be none."""
        self._inputs, self._outputs, self._trouble = inputs, outputs, trouble
        self._refresh()

    def show_wishes(self, wishes: MidiWishes) -> None:
        """Shows what is in use."""
        self._wishes = wishes
        self._refresh()

    def show_arrival(self) -> None:
        """Lights the dot for a moment."""
        was_lit = self.is_lit
        self._lit.start()
        if not was_lit:
            self.update()

    def _refresh(self) -> None:
        name, detail = self._lines()
        self.setAccessibleName(
            translate("Midi", "MIDI, {name}, {detail}").format(name=name, detail=detail)
            if name != "MIDI"
            else translate("Midi", "MIDI, {detail}").format(detail=detail)
        )
        self.updateGeometry()
        self.update()

    def _lines(self) -> tuple[str, str]:
        wishes = self._wishes
        name = next(iter(wishes.used), "MIDI")
        if wishes.follow is not None:
            return name, translate("Midi", "follows clock")
        if wishes.clock_outputs:
            return name, translate("Midi", "clock on")
        if wishes.inputs:
            return name, translate("Midi", "listening") if self._is_there(
                wishes.inputs
            ) else NOT_CONNECTED
        if wishes.virtual:
            return name, translate("Midi", "virtual ports")
        return name, translate("Midi", "not used") if self._inputs or self._outputs else translate(
            "Midi", "no ports"
        )

    def _is_there(self, names: tuple[str, ...]) -> bool:
        return any(name in self._inputs for name in names)

    def _icon(self) -> tuple[str, bool]:
        return "midi", False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent if self.is_lit else theme.groove)
        at = QPointF(25 if self._compact else self.width() - 9, 11 if self._compact else 13)
        painter.drawEllipse(at, 3, 3)

    # --- wanted -------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._trouble:
            sentence(menu, localised(self._trouble))
        self._add_ports(menu, translate("Midi", "Listen to"), self._inputs, "inputs")
        self._add_ports(
            menu, translate("Midi", "Send the clock to"), self._outputs, "clock_outputs"
        )
        self._add_follow(menu)
        menu.addSeparator()
        if HAS_VIRTUAL_PORTS:
            wishes = self._wishes
            other = replace(wishes, virtual=not wishes.virtual)
            Choices(menu, exclusive=False).add(
                translate("Midi", "Offer ports to other programs"),
                partial(self.changed.emit, other),
                is_on=wishes.virtual,
            )
        menu.addAction(translate("Midi", "Look for ports again"), self.rescan_requested.emit)
        return menu

    def _add_ports(self, menu: QMenu, title: str, there: tuple[str, ...], field: str) -> None:
        heading(menu, title)
        chosen: tuple[str, ...] = getattr(self._wishes, field)
        choices = Choices(menu, exclusive=False)
        for name in _with_absent(there, chosen):
            others = tuple(n for n in chosen if n != name)
            wanted = others if name in chosen else (*chosen, name)
            ask = partial(self.changed.emit, replace(self._wishes, **{field: wanted}))  # type: ignore[arg-type]
            choices.add(_said(name, there), ask, is_on=name in chosen)
        if not there and not chosen:
            menu.addAction(translate("Midi", "None found")).setEnabled(False)

    def _add_follow(self, menu: QMenu) -> None:
        heading(menu, translate("Midi", "Keep time with"))
        wishes = self._wishes
        chosen = (wishes.follow,) if wishes.follow else ()
        choices = Choices(menu)
        own = partial(self.changed.emit, replace(wishes, follow=None))
        choices.add(translate("Midi", "Its own clock"), own, is_on=wishes.follow is None)
        for name in _with_absent(self._inputs, chosen):
            ask = partial(self.changed.emit, replace(wishes, follow=name))
            choices.add(
                translate("Midi", "The clock of {port}").format(port=_said(name, self._inputs)),
                ask,
                is_on=name == wishes.follow,
            )


def _with_absent(there: tuple[str, ...], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Ports that are there, then those that are remembered and absent."""
    return (*there, *(name for name in chosen if name not in there))


def _said(name: str, there: tuple[str, ...]) -> str:
    return (
        name
        if name in there
        else translate("Midi", "{port} ({why})").format(port=name, why=NOT_CONNECTED)
    )
