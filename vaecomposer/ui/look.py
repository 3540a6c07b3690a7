"""How the window looks now: theme, type, icons and motion in one object that every widget is given."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from vaecomposer.ui.focus_ring import FocusRing
from vaecomposer.ui.fonts import BODY, SECONDARY, Fonts
from vaecomposer.ui.icons import Icons
from vaecomposer.ui.theme import DARK, LIGHT, Theme

Appearance = Literal["system", "dark", "light"]


class Look(QObject):
    """The present theme with fonts and icons. Follows the system unless an appearance is chosen."""

    changed = Signal()

    def __init__(self, appearance: Appearance = "system", *, reduced_motion: bool = False) -> None:
        super().__init__()
        self.fonts = Fonts()
        self.icons = Icons()
        self.ring = FocusRing(self)
        self.reduced_motion = reduced_motion
        self._appearance: Appearance = appearance
        self._theme = self._wanted()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        """The colours to paint with now."""
        return self._theme

    @property
    def appearance(self) -> Appearance:
        """What was chosen: the system's appearance, dark or light."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Follows the system, or stays dark or light."""
        self._appearance = appearance
        self._follow()

    def font(self, size: int = BODY, weight: int = 400, spacing: float = 0.0) -> QFont:
        """A font of the studio: logical pixels, weight 400, 500 or 600, letter-spacing in px."""
        return self.fonts.of(size, weight, spacing)

    def dress(self, window: QWidget) -> None:
        """Gives a window and all within it the palette, font and style sheet of the theme."""
        window.setFont(self.font())
        # Menus and cards that pop up are windows of their own and take the program's font.
        QApplication.setFont(self.font())
        QToolTip.setFont(self.font(SECONDARY))
        window.setPalette(palette(self._theme))
        window.setStyleSheet(style_sheet(self._theme))

    def _wanted(self) -> Theme:
        if self._appearance == "system":
            light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
            return LIGHT if light else DARK
        return LIGHT if self._appearance == "light" else DARK

    def _follow(self) -> None:
        theme = self._wanted()
        if theme is not self._theme:
            self._theme = theme
            self.changed.emit()


def palette(theme: Theme) -> QPalette:
    """Qt's palette for what Qt paints itself: menus, dialogs, fields, tool tips."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, theme.ground),
        (role.Base, theme.well),
        (role.AlternateBase, theme.panel),
        (role.Button, theme.raised),
        (role.WindowText, theme.text),
        (role.Text, theme.text),
        (role.ButtonText, theme.text),
        (role.PlaceholderText, theme.text3),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent_fill),
        (role.HighlightedText, theme.accent_ink),
        (role.Link, theme.accent),
        (role.Mid, theme.line),
        (role.Light, theme.hover),
        (role.Dark, theme.edge),
    ):
        made.setColor(name, colour)
    disabled = QPalette.ColorGroup.Disabled
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(disabled, name, theme.text3)
    return made


def style_sheet(theme: Theme) -> str:
    """The short style sheet: menus, fields, tool tips, scroll bars and the gutter between columns."""
    return f"""
QMenu {{ background: {theme.raised.name()}; color: {theme.text.name()};
    border: 1px solid {theme.line.name()}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 10px; border-radius: 4px; }}
QMenu::item:selected {{ background: {theme.hover.name()}; }}
QMenu::item:checked {{ color: {theme.accent.name()}; font-weight: 500; }}
QMenu::item:disabled {{ color: {theme.text3.name()}; }}
QMenu::indicator {{ width: 0; }}
QMenu::separator {{ height: 1px; background: {theme.line.name()}; margin: 4px 6px; }}
QLineEdit {{ background: {theme.well.name()}; color: {theme.text.name()}; padding: 0 4px;
    selection-background-color: {theme.accent_fill.name()}; selection-color: {theme.accent_ink.name()};
    border: 1px solid {theme.accent.name()}; border-radius: 4px; }}
QToolTip {{ background: {theme.raised.name()}; color: {theme.text.name()};
    border: 1px solid {theme.line.name()}; padding: 4px 6px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
QScrollBar::handle {{ background: {theme.groove.name()}; border-radius: 3px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 24px; }}
QScrollBar::handle:horizontal {{ min-width: 24px; }}
QScrollBar::handle:hover {{ background: {theme.control.name()}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; width: 0; height: 0; }}
QSplitter::handle {{ background: transparent; }}
"""
