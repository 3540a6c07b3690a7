"""Any command, and any take, by a few letters of its name."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.help.matching import score
from vaecomposer.ui.help.over_card import OverCard
from vaecomposer.ui.help.rows import Row, RowList
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look

_MOST_LATELY = 5


class CommandPalette(OverCard):
    """A field and what fits; Enter does it. It goes as soon as the keyboard goes elsewhere."""

    picked = Signal(str)  # the row's name

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(
            look, QSize(540, 400), translate("Palette", "Find any command"), window, high_up=True
        )
        self._rows: tuple[Row, ...] = ()
        self._lately: tuple[str, ...] = ()
        self.field = QLineEdit(self)
        self.field.setAccessibleName(translate("Palette", "Find any command or take"))
        self.field.setPlaceholderText(translate("Palette", "Find any command or take"))
        self.field.setFixedHeight(32)
        self.list = RowList(look, translate("Palette", "What fits"), self)
        self.none = Label(
            look,
            translate("Palette", "Nothing of that name. Try another word."),
            ink="text2",
            parent=self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(self.inset, self.inset, self.inset, self.inset)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(lambda _text: self._refresh())
        self.list.itemClicked.connect(lambda _item: self.run())
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def pop(self, rows: tuple[Row, ...]) -> None:
        """Opens over these commands and takes."""
        self._rows = rows
        self.field.clear()
        self._refresh()
        self.open(self.field)

    def run(self) -> None:
        """Does what is chosen, if it can be done now."""
        row = self.list.chosen
        if row is None or not row.enabled:
            return
        lately = (row.name, *(name for name in self._lately if name != row.name))
        self._lately = lately[:_MOST_LATELY]
        self.close_now()
        self.picked.emit(row.name)

    def _refresh(self) -> None:
        query = self.field.text()
        found: list[tuple[float, int, Row]] = []
        for place, row in enumerate(self._rows):
            fit = score(query, f"{row.text} {row.note}")
            if fit is not None:
                # What was done lately comes first, what cannot be done now last.
                late = 0.5 if row.name in self._lately else 0.0
                found.append((-(fit + late - (0 if row.enabled else 2)), place, row))
        self.list.show_rows(tuple(row for _, _, row in sorted(found, key=lambda f: f[:2])))
        self.none.setVisible(not found)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and not self.holds(now):
            self.close_now()

    # --- Qt -----------------------------------------------------------------------------------

    def _tab_order(self) -> tuple[QWidget, ...]:
        return self.field, self.list

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched in (self.field, self.list)
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run()
                return True
            if watched is self.field and key in _STEPS:
                self.list.step(_STEPS[Qt.Key(key)])
                return True
        return super().eventFilter(watched, event)


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
