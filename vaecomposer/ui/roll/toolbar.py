"""The tools over the roll: what a press does, what notes snap to, quantise, and what is shown."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from vaecomposer.music.snap import SNAPS
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.picker import Picker
from vaecomposer.ui.help.keymap import beside
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.gestures import Tool
from vaecomposer.ui.roll.roll import RollView
from vaecomposer.ui.words import GHOSTS, SCALE, Help, describe

STRENGTHS = (25, 50, 75, 100)
"""Per cent of the way to the line, as the menu offers them."""

_HEIGHT = 26
_ROOMY = 720
"""Below this width of the centre, quantising is left to its key and the menus."""
_ICON = 18

_TOOLS = (
    (
        Tool.SELECT,
        "select",
        Help(
            translate("Toolbar", "Select"),
            translate("Toolbar", "Select, move and lengthen notes; double-click draws"),
        ),
        "tool-select",
    ),
    (
        Tool.DRAW,
        "pencil",
        Help(
            translate("Toolbar", "Draw"),
            translate("Toolbar", "Paint notes: along a row longer, up and down a line"),
        ),
        "tool-draw",
    ),
    (
        Tool.ERASE,
        "eraser",
        Help(
            translate("Toolbar", "Erase"), translate("Toolbar", "Sweep over notes to delete them")
        ),
        "tool-erase",
    ),
)
_SNAP = Help(
    translate("Toolbar", "Snap"),
    translate("Toolbar", "What notes are drawn to; hold Alt to ignore it. T: triplets"),
    translate("Toolbar", "grid"),
)
_QUANTISE = Help(
    translate("Toolbar", "Quantise"),
    translate("Toolbar", "Draw the selected notes to the grid, or all of the front track"),
)
_STRENGTH = Help(
    translate("Toolbar", "Quantise strength"),
    translate("Toolbar", "How far notes go towards the grid"),
)
_VELOCITY = Help(
    translate("Toolbar", "Velocity lane"),
    translate("Toolbar", "How loud each note is; drag a head or sweep a line"),
)


class SnapPicker(Picker):
    """The snap picker, with a magnet in place of its label."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, translate("Toolbar", "Snap"), parent)
        self.show_label(on=False)
        self.show_choices(tuple((localised(snap.name), snap) for snap in SNAPS))

    def _label_width(self) -> float:
        return _ICON

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the magnet before the chip."""
        super().paintEvent(event)
        painter = QPainter(self)
        self._look.icons.paint(
            painter, "magnet", 0, (self.height() - 16) / 2, self._look.theme.text2
        )


class RollTools(QWidget):
    """The row of tools. Holds no state of its own: it shows and turns the roll's."""

    grid_picked = Signal(str, int)  # name of the snap, strength of quantising in per cent

    def __init__(self, look: Look, roll: RollView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roll = roll
        self.buttons = {
            tool: Button(look, Kind.LATCH, icon=icon, parent=self, height=_HEIGHT)
            for tool, icon, _, _ in _TOOLS
        }
        self.snap = SnapPicker(look, self)
        self.quantise = Button(
            look, Kind.RAISED, translate("Toolbar", "Quantise"), parent=self, height=_HEIGHT
        )
        self.strength = Button(look, Kind.QUIET, icon="chevron", parent=self, height=_HEIGHT - 6)
        self.velocity = Button(look, Kind.LATCH, icon="velocity", parent=self, height=_HEIGHT)
        self.ghosts = Button(look, Kind.LATCH, icon="eye", parent=self, height=_HEIGHT)
        self.scale = Button(look, Kind.LATCH, icon="scale", parent=self, height=_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._describe()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self.snap)
        row.addSpacing(6)
        row.addWidget(self.quantise)
        row.addWidget(self.strength)
        row.addSpacing(6)
        for button in (self.velocity, self.ghosts, self.scale):
            row.addWidget(button)

    def _describe(self) -> None:
        for tool, _, help_, command in _TOOLS:
            describe(self.buttons[tool], help_, command=command)
        describe(self.snap, _SNAP)
        describe(self.quantise, _QUANTISE, command="quantise")
        describe(self.velocity, _VELOCITY)
        describe(self.ghosts, GHOSTS, command="ghosts")
        describe(self.scale, SCALE, command="scale")
        self._show_strength(100)

    def _connect(self) -> None:
        roll = self._roll
        for tool, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, t=tool: roll.pick_tool(t))
        roll.tool_changed.connect(self._show_tool)
        self._show_tool(roll.tool)
        self.snap.show_value(roll.snap)
        self.snap.picked.connect(self._pick_snap)
        self.quantise.clicked.connect(lambda: roll.quantise(None))
        self.strength.clicked.connect(self._pop_strength)
        self.ghosts.toggle()
        self.scale.toggle()
        self.velocity.clicked.connect(roll.show_velocity)
        roll.velocity_shown.connect(self.velocity.setChecked)
        self.ghosts.toggled.connect(roll.show_ghosts)
        self.scale.toggled.connect(roll.show_scale)

    def show_grid(self, snap: str, per_cent: int) -> None:
        """Takes up what is remembered, as far as it is still offered."""
        for known in SNAPS:
            if known.name == snap:
                self._roll.snap = known
                self.snap.show_value(known)
        if per_cent in STRENGTHS:
            self._roll.strength = per_cent / 100
            self._show_strength(per_cent)

    def _tell_grid(self) -> None:
        self.grid_picked.emit(self._roll.snap.name, round(100 * self._roll.strength))

    def fit(self, centre_width: int) -> None:
        """Drops what a narrow window has no room for; keys still reach it."""
        roomy = centre_width >= _ROOMY
        self.quantise.setVisible(roomy)
        self.strength.setVisible(roomy)

    def _show_tool(self, tool: Tool) -> None:
        for each, button in self.buttons.items():
            button.setChecked(each is tool)

    def _pick_snap(self, snap: object) -> None:
        self._roll.snap = next(s for s in SNAPS if s == snap)
        self.snap.show_value(snap)
        self._tell_grid()

    def strength_menu(self) -> QMenu:
        """How far notes go towards the grid."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        now = round(100 * self._roll.strength)
        for per_cent in STRENGTHS:
            action = QAction(f"{per_cent} %", menu, checkable=True, checked=per_cent == now)
            action.triggered.connect(lambda _on=False, s=per_cent: self._pick_strength(s))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        humanise = menu.addAction(beside(translate("Toolbar", "Humanise"), self, "humanise"))
        humanise.triggered.connect(lambda _on=False: self._roll.humanise())
        return menu

    def _pop_strength(self) -> None:
        below = QPoint(0, self.quantise.height() + 4)
        self.strength_menu().popup(self.quantise.mapToGlobal(below))

    def _pick_strength(self, per_cent: int) -> None:
        self._roll.strength = per_cent / 100
        self._show_strength(per_cent)
        self._tell_grid()

    def _show_strength(self, per_cent: int) -> None:
        describe(self.strength, _STRENGTH)
        self.strength.setAccessibleName(
            translate("Toolbar", "Quantise strength, {per_cent} per cent").format(per_cent=per_cent)
        )
        self.strength.setToolTip(
            translate("Toolbar", "{sentence}: {per_cent} %").format(
                sentence=_STRENGTH.sentence, per_cent=per_cent
            )
        )
