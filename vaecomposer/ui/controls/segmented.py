"""A row of words of which one is chosen."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vaecomposer.ui.controls.pressable import Pressable
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.words import Help, describe

_HEIGHT = 28


class _Segment(Pressable):
    def __init__(self, look: Look, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._look.font(weight=500)).horizontalAdvance(self.text())
        return QSize(round(width) + 18, _HEIGHT - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft if self.isChecked() else theme.hover)
            painter.drawRoundedRect(
                QRectF(self.rect()), SIZES.chip_radius - 1, SIZES.chip_radius - 1
            )
        painter.setFont(self._look.font(weight=500))
        painter.setPen(theme.accent if self.isChecked() else theme.text2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segmented(QWidget):
    """Words side by side, one of them brass. Told which one; asks for another with `picked`."""

    picked = Signal(int)

    def __init__(self, look: Look, words: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self._segments = [_Segment(look, word, self) for word in words]
        for index, segment in enumerate(self._segments):
            row.addWidget(segment)
            segment.clicked.connect(lambda _on=False, i=index: self._click(i))
        self._chosen = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_chosen(0)

    @property
    def chosen(self) -> int:
        """Index of the brass word."""
        return self._chosen

    def show_chosen(self, index: int) -> None:
        """Shows which word is chosen."""
        self._chosen = index
        for i, segment in enumerate(self._segments):
            segment.setChecked(i == index)

    def describe_segments(self, group: str, sentence: str, commands: tuple[str, ...] = ()) -> None:
        """Names every word for screen readers, tool tips and the status line.

        Args:
            commands: of the window that do what each word does, whose keys the tips show.
        """
        for place, segment in enumerate(self._segments):
            command = commands[place] if commands else ""
            describe(segment, Help(group, sentence), command=command)
            segment.setAccessibleName(
                translate("Segmented", "{group} {word}").format(
                    group=group, word=segment.text().lower()
                )
            )

    def _click(self, index: int) -> None:
        self.show_chosen(self._chosen)
        self.picked.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()), SIZES.button_radius, SIZES.button_radius)
