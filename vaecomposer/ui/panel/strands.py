"""All strands: every dimension of the song latent, behind one click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.strand_slider import StrandSlider
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.panel.slider_group import thrown
from vaecomposer.ui.theme import SIZES

Strands = tuple[tuple[int, float], ...]
"""(number from 0, value) of every strand that is moved."""


class StrandsPanel(QWidget):
    """A heading that opens a list; its sliders are made when it is opened first."""

    moved = Signal(int, float)
    all_set = Signal(object)  # Strands
    drag_ended = Signal()
    built = Signal()  # the sliders have been made
    searched = Signal()  # the field wants to be seen

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._count = 0
        self._values: Strands = ()
        self._amount = 1.0
        self.sliders: tuple[StrandSlider, ...] = ()
        self.heading = Button(
            look, Kind.QUIET, translate("Strands", "All strands"), "right", self, height=28
        )
        words.describe(self.heading, words.STRANDS)
        self.note = Label(
            look, translate("Strands", "fine tuning"), ink="text3", size=SECONDARY + 1, parent=self
        )
        self.dice = Button(look, Kind.QUIET, icon="dice", parent=self, height=26)
        self.reset = Button(look, Kind.QUIET, icon="reset", parent=self, height=26)
        words.describe(self.dice, words.STRANDS_DICE)
        words.describe(self.reset, words.STRANDS_RESET)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(translate("Strands", "Number…"))
        self.search.setAccessibleName(translate("Strands", "Find a strand by its number"))
        self.search.setFixedHeight(24)
        self.search.installEventFilter(self)
        self.search.hide()
        # What is found has its place in the column only after Qt has laid it out.
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self.searched)
        self.none = Label(look, "", ink="text2", size=SECONDARY, wraps=True, parent=self)
        self.none.hide()
        self.heading.clicked.connect(self.toggle)
        self.search.textChanged.connect(self._find)
        self.dice.clicked.connect(self.throw_dice)
        self.reset.clicked.connect(lambda: self._set_all(()))
        self._lay_out()
        self.show_open(0)

    def _lay_out(self) -> None:
        pad = SIZES.card_padding
        row = QHBoxLayout()
        row.setContentsMargins(pad - 8, 2, pad - 5, 0)
        row.setSpacing(4)
        row.addWidget(self.heading)
        row.addStretch(1)
        for widget in (self.note, self.dice, self.reset):
            row.addWidget(widget)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(pad, 0, pad, 6)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.search)
        self._rows.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addLayout(self._rows)

    @property
    def is_unfolded(self) -> bool:
        """Whether the list is open."""
        return not self.search.isHidden()

    def toggle(self) -> None:
        """Opens or closes the list."""
        unfold = not self.is_unfolded
        if unfold and len(self.sliders) != self._count:
            self._build()
        self.search.setVisible(unfold)
        for slider in self.sliders:
            slider.setVisible(unfold)
        self.note.setVisible(not unfold)
        self.dice.setVisible(unfold)
        self.reset.setVisible(unfold)
        self.heading.show_icon("chevron" if unfold else "right")
        self.search.clear()
        self.none.hide()

    def open_search(self) -> None:
        """Opens the list where a number can be typed; nothing without strands."""
        if not self._count:
            return
        if not self.is_unfolded:
            self.toggle()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self._laid_out.start()

    def show_open(self, count: int) -> None:
        """Offers so many strands, those of the open songbook; 0 closes the list."""
        if self.is_unfolded and count != self._count:
            self.toggle()
        self._count = count
        self.heading.setText(
            translate("Strands", "All {count} strands").format(count=count)
            if count
            else translate("Strands", "All strands")
        )
        self.heading.setEnabled(bool(count))
        self.dice.setVisible(self.is_unfolded)
        self.reset.setVisible(self.is_unfolded)

    def show_values(self, values: Strands) -> None:
        """Shows which strands are moved."""
        if values == self._values:
            return
        self._values = values
        known = dict(values)
        for number, slider in enumerate(self.sliders):
            slider.show_value(known.get(number, 0.0))
        self.reset.setEnabled(bool(values))

    def show_amount(self, amount: float) -> None:
        """How far dice throw, 0..1."""
        self._amount = amount
        for slider in self.sliders:
            slider.dice_reach = amount

    def throw_dice(self) -> None:
        """Throws every strand that is not locked, near rest: all of them far out are noise."""
        if not self.sliders:
            return
        self._set_all(
            tuple(
                (i, s.amount if s.is_locked else round(0.5 * thrown(s, self._amount), 1))
                for i, s in enumerate(self.sliders)
            )
        )

    def cancel_drag(self) -> bool:
        """Ends a drag where it began; False if there is none."""
        return any(slider.cancel_drag() for slider in self.sliders)

    def _set_all(self, values: Strands) -> None:
        locked = tuple((i, s.amount) for i, s in enumerate(self.sliders) if s.is_locked)
        self.all_set.emit(values or locked)
        self.drag_ended.emit()

    def _build(self) -> None:
        known = dict(self._values)
        self.sliders = tuple(
            StrandSlider(self._look, number + 1, self) for number in range(self._count)
        )
        for number, slider in enumerate(self.sliders):
            slider.show_value(known.get(number, 0.0))
            slider.dice_reach = self._amount
            slider.moved.connect(lambda value, n=number: self.moved.emit(n, value))
            slider.drag_ended.connect(self.drag_ended)
            self._rows.addWidget(slider)
        self.built.emit()

    def _find(self, text: str) -> None:
        if not self.is_unfolded:
            return
        wanted = text.strip()
        for number, slider in enumerate(self.sliders, 1):
            slider.setVisible(not wanted or str(number).startswith(wanted))
        self._laid_out.start()
        nothing = all(slider.isHidden() for slider in self.sliders)
        self.none.setVisible(nothing)
        self.none.show_text(
            translate("Strands", "The strands are numbered from 1 to {count}.").format(
                count=self._count
            )
            if nothing
            else ""
        )

    def _go_in(self) -> None:
        """The keyboard goes on to the strand of the number, else to the first that is seen."""
        wanted = self.search.text().strip()
        exact = [s for n, s in enumerate(self.sliders, 1) if str(n) == wanted]
        seen = [s for s in self.sliders if not s.isHidden()]
        for slider in (exact or seen)[:1]:
            slider.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, Enter and Down go on to the strand, Esc shows them all again."""
        if watched is self.search and isinstance(event, QKeyEvent):
            key = event.key()
            is_esc = key == Qt.Key.Key_Escape and bool(self.search.text())
            if event.type() is QEvent.Type.ShortcutOverride and is_esc:
                event.accept()  # before the window's Esc
            elif event.type() is QEvent.Type.KeyPress:
                if is_esc:
                    self.search.clear()
                    return True
                if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                    self._go_in()
                    return True
        return super().eventFilter(watched, event)
