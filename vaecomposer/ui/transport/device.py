"""Where the sound goes: the device's name, what it delays, and the menu to choose another."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.fonts import BODY, SECONDARY
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES

SILENT = "Silent"
_LONGEST = 120.0


class DeviceButton(QAbstractButton):
    """Shows the device in use; its menu lists all, silence and a new look for devices."""

    picked = Signal(object)  # str, or None for silence
    rescan_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._names: tuple[str, ...] = ()
        self._current: str | None = None
        self._detail = ""
        self._compact = False
        self._format: tuple[int | None, int] = (None, 256)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words.describe(self, words.DEVICE)
        self.clicked.connect(self._open)

    def show_devices(self, names: tuple[str, ...], current: str | None, detail: str) -> None:
        """Shows what there is, which is in use (None: silence), and a line about it."""
        self._names, self._current, self._detail = names, current, detail
        self.setAccessibleName(f"Audio device, {current or SILENT}, {detail}")
        self.updateGeometry()
        self.update()

    def show_format(self, sample_rate: int | None, block_frames: int) -> None:
        """Shows the sample rate wished for (None: the device's own) and the block size."""
        self._format = (sample_rate, block_frames)

    def show_compact(self, on: bool) -> None:
        """Shows the icon alone."""
        self._compact = on
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._compact:
            return QSize(32, 40)
        name = QFontMetricsF(self._look.font(BODY, 500)).horizontalAdvance(self._current or SILENT)
        detail = QFontMetricsF(self._look.font(SECONDARY)).horizontalAdvance(self._detail)
        return QSize(round(min(_LONGEST, max(name, detail))) + 36, 40)

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
        icon = "silent" if self._current is None else "speaker"
        ink = theme.warn if self._current is None else theme.text2
        self._look.icons.paint(painter, icon, 7 if not self._compact else 8, 12, ink)
        if self._compact:
            return
        cut = Qt.TextElideMode.ElideRight
        line = QRectF(29, 4 if self._detail else 11, self.width() - 33, 18)
        font = self._look.font(BODY, 500)
        painter.setFont(font)
        painter.setPen(theme.text)
        name = QFontMetricsF(font).elidedText(self._current or SILENT, cut, line.width() + 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        font = self._look.font(SECONDARY)
        painter.setFont(font)
        painter.setPen(theme.text3)
        detail = QFontMetricsF(font).elidedText(self._detail, cut, line.width() + 2)
        painter.drawText(line.translated(0, 16), Qt.AlignmentFlag.AlignVCenter, detail)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        choices: list[tuple[str, str | None]] = [(name, name) for name in self._names]
        for text, name in [*choices, (SILENT, None)]:
            if name is None:
                menu.addSeparator()
            action = QAction(text.replace("&", "&&"), menu, checkable=True)
            action.setChecked(name == self._current)
            action.triggered.connect(lambda _on=False, n=name: self.picked.emit(n))
            group.addAction(action)
            menu.addAction(action)
        menu.addAction("Look for devices again", self.rescan_requested.emit)
        width = menu.sizeHint().width()
        menu.popup(self.mapToGlobal(QPoint(self.width() - width, self.height() + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look.ring.enter(self, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look.ring.leave()
