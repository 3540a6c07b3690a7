"""A list of commands, each with its keys at the right; headings between them if wanted."""

# ruff: noqa: ARG002 (Qt's overrides)

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vaecomposer.ui.fonts import BODY, SECONDARY
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_ROW, _HEADING = 28, 34
_GAP = 4.0
_PAD = 10.0
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Row:
    """One line.

    Attributes:
        name: what the program knows it by; "" for a line that only tells.
        text: what it does.
        keys: as this platform writes them.
        note: what stands beside the keys, such as "changed".
        enabled: whether it can be done now.
        heading: whether it is the heading of the lines below.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    note: str = ""
    enabled: bool = True
    heading: bool = False

    @property
    def said(self) -> str:
        """As it is read aloud."""
        parts = [self.text, *self.keys, self.note]
        if not self.heading and not self.keys and self.name:
            parts.append(translate("Rows", "no key"))
        if not self.enabled:
            parts.append(translate("Rows", "not now"))
        return listed(*parts)


class _Painter(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row = index.data(ROW)
        return QSize(200, _HEADING if isinstance(row, Row) and row.heading else _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, look = self._look.theme, self._look
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if not row.heading and (chosen or over):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft if chosen else theme.raised)
            painter.drawRoundedRect(
                box.adjusted(0, 1, -2, -1), SIZES.chip_radius, SIZES.chip_radius
            )
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        if row.heading:
            painter.setFont(look.font(SECONDARY, 600))
            painter.setPen(theme.text3)
            painter.drawText(inner.adjusted(0, 10, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.text)
            painter.restore()
            return
        right = self._paint_keys(painter, row, inner)
        painter.setFont(look.font(BODY))
        if not row.enabled:
            painter.setPen(theme.text3)
        else:
            painter.setPen(theme.accent if chosen else theme.text)
        inner.setRight(right - 8)
        text = QFontMetricsF(painter.font()).elidedText(
            row.text, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_keys(self, painter: QPainter, row: Row, inner: QRectF) -> float:
        """Paints keys and note from the right; how far they reach."""
        theme = self._look.theme
        right = inner.right()
        painter.setFont(self._look.font(SECONDARY, 500))
        metrics = QFontMetricsF(painter.font())
        for key in reversed(row.keys):
            wide = max(20.0, metrics.horizontalAdvance(key) + 12)
            chip = QRectF(right - wide, inner.center().y() - 9, wide, 18)
            painter.setPen(QPen(theme.line, 1))
            painter.setBrush(theme.raised)
            painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(theme.text2 if row.enabled else theme.text3)
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, key)
            right -= wide + _GAP
        if row.note:
            wide = metrics.horizontalAdvance(row.note) + 6
            painter.setPen(theme.text3)
            box = QRectF(right - wide, inner.top(), wide, inner.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, row.note)
            right -= wide
        return right


class RowList(QListWidget):
    """The list. Rows are given whole; which one is chosen stays if it is still there."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListWidget { background: transparent; outline: 0; }")
        self.viewport().setAutoFillBackground(False)

    def show_rows(self, rows: tuple[Row, ...], *, keep: bool = False) -> None:
        """Shows other rows; with `keep`, the one chosen stays chosen."""
        chosen = self.chosen if keep else None
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.text)
            item.setData(ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.said)
            if row.heading:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        place = next(
            (
                i
                for i, r in enumerate(rows)
                if chosen is not None and r.name == chosen.name and r.name
            ),
            next((i for i, r in enumerate(rows) if not r.heading), -1),
        )
        self.setCurrentRow(place)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, headings included."""
        found = (self.item(i).data(ROW) for i in range(self.count()))
        return tuple(row for row in found if isinstance(row, Row))

    @property
    def chosen(self) -> Row | None:
        """The row that Enter means."""
        item = self.currentItem()
        row = item.data(ROW) if item is not None else None
        return row if isinstance(row, Row) and not row.heading else None

    def choose(self, name: str) -> None:
        """Chooses a row by name."""
        for place, row in enumerate(self.rows):
            if row.name == name:
                self.setCurrentRow(place)
                self.scrollToItem(self.item(place))

    def step(self, by: int) -> None:
        """Chooses the next row up or down that is no heading."""
        rows, place = self.rows, self.currentRow() + by
        while 0 <= place < len(rows) and rows[place].heading:
            place += by
        if 0 <= place < len(rows):
            self.setCurrentRow(place)
            self.scrollToItem(self.item(place))
