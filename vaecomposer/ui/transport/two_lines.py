"""A button of the top row that says in two lines what is in use, and opens a menu."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from vaecomposer.ui.controls.pressable import Pressable
from vaecomposer.ui.fonts import BODY, SECONDARY
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

_LEFT = 29.0
_SHORT = 68.0
_SENTENCE = 280.0
"""Width of a sentence in a menu, in px."""

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class TwoLineButton(Pressable):
    """An icon, a name and a line about it; in a narrow window the icon alone."""

    beside = 0.0
    """Room that the first line leaves at its right end, in px."""

    def __init__(self, look: Look, longest: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._longest = longest
        self._compact = self._short = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def _lines(self) -> tuple[str, str]:
        """Name and what is said about it; "" for no second line."""
        raise NotImplementedError

    def _icon(self) -> tuple[str, bool]:
        """Icon, and whether it warns."""
        raise NotImplementedError

    def menu(self) -> QMenu:
        """What a press opens."""
        raise NotImplementedError

    def show_compact(self, on: bool) -> None:
        """Shows the icon alone."""
        self._compact = on
        self.updateGeometry()
        self.update()

    def show_short(self, on: bool) -> None:
        """Shortens the lines to what names the thing."""
        self._short = on
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._compact:
            return QSize(32, 40)
        name, detail = self._lines()
        first = QFontMetricsF(self._look.font(BODY, 500)).horizontalAdvance(name)
        second = QFontMetricsF(self._look.font(SECONDARY)).horizontalAdvance(detail)
        longest = min(_SHORT, self._longest) if self._short else self._longest
        return QSize(round(min(longest, max(first + self.beside, second))) + 38, 40)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.raised)
            painter.drawRoundedRect(QRectF(self.rect()), SIZES.button_radius, SIZES.button_radius)
        icon, warns = self._icon()
        ink = theme.warn if warns else theme.text2
        self._look.icons.paint(painter, icon, 7 if not self._compact else 8, 12, ink)
        if not self._compact:
            self._paint_lines(painter)

    def _paint_lines(self, painter: QPainter) -> None:
        theme = self._look.theme
        cut = Qt.TextElideMode.ElideRight
        name, detail = self._lines()
        line = QRectF(_LEFT, 4 if detail else 11, self.width() - _LEFT - 4, 18)
        for text, font, ink, at in (
            (name, self._look.font(BODY, 500), theme.text, line.adjusted(0, 0, -self.beside, 0)),
            (detail, self._look.font(SECONDARY), theme.text3, line.translated(0, 16)),
        ):
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(at, _MIDDLE, QFontMetricsF(font).elidedText(text, cut, at.width() + 2))

    def _open(self) -> None:
        menu = self.menu()
        width = menu.sizeHint().width()
        menu.popup(self.mapToGlobal(QPoint(self.width() - width, self.height() + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)


class Choices:
    """Adds marked entries to a menu: one of several, or any of several."""

    def __init__(self, menu: QMenu, *, exclusive: bool = True) -> None:
        self._menu = menu
        self._group = QActionGroup(menu) if exclusive else None

    def add(self, text: str, deed: Callable[[], None], *, is_on: bool) -> QAction:
        """Adds an entry that is marked while it is on."""
        action = QAction(text.replace("&", "&&"), self._menu, checkable=True, checked=is_on)
        action.triggered.connect(lambda _on=False: deed())
        if self._group is not None:
            self._group.addAction(action)
        self._menu.addAction(action)
        return action


def sentence(menu: QMenu, text: str) -> None:
    """Adds a sentence in lines that leave the menu as narrow as menus are."""
    layout = QTextLayout(text, menu.font())
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(_SENTENCE)
        part = text[line.textStart() : line.textStart() + line.textLength()]
        menu.addAction(part.strip().replace("&", "&&")).setEnabled(False)
    layout.endLayout()


def heading(menu: QMenu, text: str) -> None:
    """Adds words that stand above a part of a menu."""
    if not menu.isEmpty():
        menu.addSeparator()
    menu.addAction(text).setEnabled(False)
