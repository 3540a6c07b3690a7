"""F6: from panel to panel, in the order they are read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

Panel = QWidget | tuple[QWidget, ...]
_REASON = Qt.FocusReason.ShortcutFocusReason


class FocusOrder:
    """The window's panels; each is one stop."""

    def __init__(self, panels: tuple[Panel, ...]) -> None:
        self._panels = panels

    def move(self, window: QWidget, by: int) -> None:
        """Puts the focus into the next (1) or previous (-1) panel that can take it."""
        focus = QApplication.focusWidget()
        here = next(
            (i for i, p in enumerate(self._panels) if _holds(p, focus)), -1 if by > 0 else 0
        )
        for step in range(1, len(self._panels) + 1):
            target = _first(self._panels[(here + by * step) % len(self._panels)], window)
            if target is not None:
                target.setFocus(_REASON)
                return


def _holds(panel: Panel, focus: QWidget | None) -> bool:
    if focus is None:
        return False
    if isinstance(panel, tuple):
        return focus in panel
    return panel is focus or panel.isAncestorOf(focus)


def _first(panel: Panel, window: QWidget) -> QWidget | None:
    """The first widget of a panel that takes the keyboard."""
    candidates = list(panel) if isinstance(panel, tuple) else [panel, *panel.findChildren(QWidget)]
    for widget in candidates:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isEnabled() and widget.isVisibleTo(window):
            return widget
    return None
