"""Behind the three dots: count-in, swing, recording, and the end of every note."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from functools import partial
from typing import get_args

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from vaecomposer.music.swing import LARGEST_RATIO, STRAIGHT_RATIO, Swing, SwingUnit
from vaecomposer.ui import words
from vaecomposer.ui.actions import Actions
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.named_slider import NamedSlider
from vaecomposer.ui.controls.segmented import Segmented
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.transport.two_lines import Choices, heading

COUNT_INS = (
    (translate("More", "Off"), 0),
    (translate("More", "1 bar"), 1),
    (translate("More", "2 bars"), 2),
)
UNITS: tuple[SwingUnit, ...] = get_args(SwingUnit)
PRESETS = (
    (translate("More", "Straight"), 0.5),
    (translate("More", "Light"), 0.55),
    ("58 %", 0.58),
    (translate("More", "Triplet"), 2 / 3),
    (translate("More", "Hard"), 0.75),
)
_NAMES = {
    50: translate("More", "straight"),
    55: translate("More", "light"),
    67: translate("More", "triplets"),
    75: translate("More", "hard"),
}
_WIDTH = 300


def swing_words(swing: Swing) -> str:
    """A swing as it is written: ``straight``, ``58 %``, ``triplets, 67 %``."""
    percent = round(100 * swing.ratio)
    if swing.is_straight:
        return _NAMES[50]
    name = _NAMES.get(percent)
    return listed(name or "", f"{percent} %")


class _SwingSlider(NamedSlider):
    """Per cent of a pair that its first note takes."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        low, high = 100 * STRAIGHT_RATIO, 100 * LARGEST_RATIO
        super().__init__(look, translate("More", "Swing"), low, high, low, parent)
        self.setToolTip(words.SWING.tip)
        self.setStatusTip(
            translate("More", "Swing\n{sentence}.   Shift: finer").format(
                sentence=words.SWING.sentence
            )
        )

    def _written(self, value: float) -> str:
        return _NAMES[50] if value == 100 * STRAIGHT_RATIO else f"{value:.0f} %"


class SwingPopup(QWidget):
    """A plate under the three dots with the swing's slider, its unit and the usual amounts."""

    swing_picked = Signal(object)  # Swing
    drag_ended = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._look = look
        self._swing = Swing()
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(translate("More", "Swing"))
        self.slider = _SwingSlider(look, self)
        self.unit = Segmented(look, tuple(localised(f"{unit.title()}s") for unit in UNITS), self)
        self.presets = Segmented(look, tuple(name for name, _ in PRESETS), self)
        self.unit.describe_segments(words.SWING_UNIT.name, words.SWING_UNIT.sentence)
        self.presets.describe_segments(words.SWING.name, words.SWING.sentence)
        self.slider.moved.connect(lambda value: self._ask(value / 100))
        self.slider.drag_ended.connect(self.drag_ended)
        self.unit.picked.connect(self._pick_unit)
        self.presets.picked.connect(self._pick_preset)
        self._lay_out()
        self.show_swing(self._swing)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.slider)
        column.addWidget(self.presets)
        pairs = QHBoxLayout()
        pairs.setSpacing(8)
        pairs.addWidget(Label(self._look, translate("More", "Pairs of"), ink="text3", parent=self))
        pairs.addWidget(self.unit)
        pairs.addStretch(1)
        column.addLayout(pairs)
        note = translate("More", "Bars in 6/8, 9/8 and 12/8 stay straight.")
        column.addWidget(Label(self._look, note, ink="text3", size=SECONDARY, parent=self))
        self.setMinimumWidth(_WIDTH)

    def show_swing(self, swing: Swing) -> None:
        """Shows a swing."""
        self._swing = swing
        self.slider.show_value(100 * swing.ratio)
        self.unit.show_chosen(UNITS.index(swing.unit))
        near = [i for i, (_, ratio) in enumerate(PRESETS) if abs(ratio - swing.ratio) < 0.004]
        self.presets.show_chosen(near[0] if near else -1)

    def _ask(self, ratio: float) -> None:
        ratio = max(STRAIGHT_RATIO, min(LARGEST_RATIO, ratio))
        self.swing_picked.emit(Swing(round(ratio, 4), self._swing.unit))

    def _pick_unit(self, index: int) -> None:
        self.swing_picked.emit(Swing(self._swing.ratio, UNITS[index]))
        self.drag_ended.emit()

    def _pick_preset(self, index: int) -> None:
        self._ask(PRESETS[index][1])
        self.drag_ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.line)
        painter.setBrush(theme.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class MoreButton(Button):
    """The three dots."""

    count_in_picked = Signal(int)
    swing_picked = Signal(object)  # Swing
    drag_ended = Signal()
    quantise_toggled = Signal(bool)
    through_toggled = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, Kind.QUIET, icon="more", parent=parent)
        self._count_in = 0
        self._swing = Swing()
        self._quantises, self._through = False, True
        self.swing = SwingPopup(look, self)
        self.swing.swing_picked.connect(self.swing_picked)
        self.swing.drag_ended.connect(self.drag_ended)
        words.describe(self, words.MORE)

    def show_count_in(self, bars: int) -> None:
        """Shows how many bars are counted in."""
        self._count_in = bars

    def show_swing(self, swing: Swing) -> None:
        """Shows a swing."""
        if swing != self._swing:
            self._swing = swing
            self.swing.show_swing(swing)

    def show_playing_in(self, *, quantises: bool, through: bool) -> None:
        """Shows whether recordings are quantised, and whether keyboards play the front track."""
        self._quantises, self._through = quantises, through

    def menu(self, panic: Actions) -> QMenu:
        """What a press opens."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        heading(menu, translate("More", "Count-in"))
        bars = Choices(menu)
        for text, count in COUNT_INS:
            ask = partial(self.count_in_picked.emit, count)
            bars.add(text, ask, is_on=count == self._count_in)
        menu.addSeparator()
        menu.addAction(
            translate("More", "Swing: {swing}…").format(swing=swing_words(self._swing)),
            self.open_swing,
        )
        menu.addSeparator()
        playing_in = Choices(menu, exclusive=False)
        for text, signal, is_on in (
            (
                translate("More", "Keyboards play the front track"),
                self.through_toggled,
                self._through,
            ),
            (
                translate("More", "Quantise recordings to sixteenths"),
                self.quantise_toggled,
                self._quantises,
            ),
        ):
            playing_in.add(text, partial(signal.emit, not is_on), is_on=is_on)
        menu.addSeparator()
        menu.addAction(panic["panic"])
        return menu

    def open_swing(self) -> None:
        """Opens the swing under this button."""
        self.swing.show_swing(self._swing)
        self.swing.adjustSize()
        self.swing.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.swing.show()
        self.swing.slider.setFocus(Qt.FocusReason.PopupFocusReason)
