"""The history panel: every step, the present one marked; a click goes there."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look

_WIDTH, _ROW, _MOST_ROWS = 300, 26, 16


class HistoryPanel(QFrame):
    """A card under the undo buttons. Steps that were undone stay below, greyed, until another is made."""

    place_picked = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._look = look
        self.setAccessibleName(translate("History", "History"))
        self.setFixedWidth(_WIDTH)
        self.title = Label(look, translate("History", "History"), weight=600, parent=self)
        self.rows = QListWidget(self)
        self.rows.setAccessibleName(translate("History", "Steps, the newest last"))
        self.rows.setUniformItemSizes(True)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.itemClicked.connect(self._pick)
        self.rows.itemActivated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 6, 8)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.rows)
        self._place = -1

    def show_steps(self, labels: tuple[str, ...], place: int) -> None:
        """Lists the steps; the first is the beginning."""
        self._dress()
        self.rows.clear()
        for number, label in enumerate(labels):
            item = QListWidgetItem(localised(label) or translate("History", "The beginning"))
            item.setSizeHint(QSize(_WIDTH - 30, _ROW))
            item.setToolTip(item.text())
            if number > place:
                item.setForeground(QColor(self._look.theme.text3))
            self.rows.addItem(item)
        self._place = place
        self.rows.setCurrentRow(place)
        height = _ROW * max(2, min(_MOST_ROWS, len(labels)))
        self.rows.setFixedHeight(height + 4)
        self.adjustSize()
        self.rows.scrollToItem(self.rows.item(place))

    def pop(self, button: QWidget) -> None:
        """Opens under a button."""
        self.move(button.mapToGlobal(QPoint(0, button.height() + 4)))
        self.show()
        self.rows.setFocus()

    def _pick(self, item: QListWidgetItem) -> None:
        place = self.rows.row(item)
        if place != self._place:
            self.place_picked.emit(place)

    def _dress(self) -> None:
        theme = self._look.theme
        self.setStyleSheet(
            f"HistoryPanel {{ background: {theme.raised.name()}; border: 1px solid {theme.line.name()}; }}"
            f"QListWidget {{ background: {theme.raised.name()}; color: {theme.text.name()}; outline: 0; }}"
            f"QListWidget::item {{ padding-left: 6px; border-radius: 4px; }}"
            f"QListWidget::item:hover {{ background: {theme.hover.name()}; }}"
            f"QListWidget::item:selected {{ background: {theme.accent_soft.name()};"
            f" color: {theme.accent.name()}; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
